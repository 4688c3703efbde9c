const numbers = new Map<string, Intl.NumberFormat>();
const dates = new Map<string, Intl.DateTimeFormat>();
const spans = new Map<string, Intl.RelativeTimeFormat>();

/** How a locale writes numbers. Each way is made once: to make one costs a hundred times what to use it does. */
export function numberFormat(locale: string, options: Intl.NumberFormatOptions = {}): Intl.NumberFormat {
  return once(numbers, [locale, options], () => new Intl.NumberFormat(locale, options));
}

/** How a locale writes dates and times of day. */
export function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return once(dates, [locale, options], () => new Intl.DateTimeFormat(locale, options));
}

/** How a locale says how far away something is: `in 3 days`, `yesterday`. */
export function spanFormat(locale: string): Intl.RelativeTimeFormat {
  return once(spans, [locale], () => new Intl.RelativeTimeFormat(locale, { numeric: "auto" }));
}

/** Locales and options come from the code and from one reader's browser: there are few, and all are kept. */
function once<Format>(made: Map<string, Format>, of: readonly unknown[], make: () => Format): Format {
  const key = JSON.stringify(of);
  const known = made.get(key);
  if (known) return known;
  const format = make();
  made.set(key, format);
  return format;
}
