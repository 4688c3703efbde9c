"use client";

import { useSyncExternalStore } from "react";
import { LOCALE } from "./locale.ts";

/** How the reader writes numbers and counts hours. */
interface Reader {
  locale: string;
  /** A time zone; none until the page runs in a browser. */
  zone?: string;
}

const UNKNOWN: Reader = { locale: LOCALE };
let known: Reader | undefined;

/** The reader's own way, once the page runs in their browser: the server cannot know it. */
export function useReader(): Reader {
  return useSyncExternalStore(
    subscribe,
    () => (known ??= read()),
    () => UNKNOWN,
  );
}

function subscribe(listener: () => void): () => void {
  const changed = () => {
    known = undefined;
    listener();
  };
  addEventListener("languagechange", changed);
  return () => removeEventListener("languagechange", changed);
}

function read(): Reader {
  const { timeZone: zone } = new Intl.DateTimeFormat().resolvedOptions();
  return { locale: localeOf(navigator.language), ...(zone && { zone }) };
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
