import { LOCALE } from "./locale.ts";

/** How the reader writes numbers and counts hours. */
export interface Reader {
  locale: string;
  /** A time zone; none until the page runs in a browser. */
  zone?: string;
}

/** What a browser says of its reader, as far as its own formatters take it: some name a language or a zone that there is not. */
export function readerOf({ language, zone }: { language: string; zone: string | undefined }): Reader {
  return { locale: localeOf(language), ...(zone && isZone(zone) && { zone }) };
}

/** The page's words are English, so its digits are those of English text; its marks are the reader's. */
function localeOf(language: string): string {
  try {
    const [supported] = Intl.NumberFormat.supportedLocalesOf(language);
    return supported === undefined ? LOCALE : new Intl.Locale(supported, { numberingSystem: "latn" }).toString();
  } catch {
    return LOCALE;
  }
}

function isZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat(LOCALE, { timeZone: zone }));
  } catch {
    return false;
  }
}
