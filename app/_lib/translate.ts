import type { MessageKey } from "../_messages/catalogue.ts";

export type Translate = (key: MessageKey, values?: Record<string, string | number>) => string;

/** Fills a message's braces. A text that is missing shows its key. */
export function translate(texts: Readonly<Partial<Record<string, string>>>): Translate {
  return (key, values) => {
    const text = texts[key] ?? key;
    return values ? text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole)) : text;
  };
}
