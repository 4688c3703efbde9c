import type { MessageKey } from "../_messages/catalogue.ts";

export type Translate = (key: MessageKey, values?: Record<string, string | number>) => string;

/** The blocks that Unicode keeps for letters that are read from right to left. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** Fills a message's braces. A text that is missing shows its key. */
export function translate(texts: Readonly<Partial<Record<string, string>>>): Translate {
  return (key, values) => {
    const text = texts[key] ?? key;
    return values ? text.replace(/\{(\w+)\}/g, (whole, name) => isolated(String(values[name] ?? whole))) : text;
  };
}

/** A value that would turn the words and numbers around it, kept to itself (the isolates of Unicode, for where no `bdi` can stand). */
function isolated(value: string): string {
  return RIGHT_TO_LEFT.test(value) ? `\u2068${value}\u2069` : value;
}
