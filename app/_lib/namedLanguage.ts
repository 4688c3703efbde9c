// uPlot asks how numbers are written in `navigator.language` as soon as it is loaded, and is not there at all where a browser without
// a locale names no language, such as `en-US@posix`. Imported before it.
import { LOCALE } from "./locale.ts";

try {
  Intl.getCanonicalLocales(navigator.language);
} catch {
  Object.defineProperty(navigator, "language", { value: LOCALE, configurable: true });
}
