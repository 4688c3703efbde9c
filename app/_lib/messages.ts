import { en, type MessageKey, type Messages } from "../_messages/en.ts";

export type Translate = (key: MessageKey, values?: Record<string, string | number>) => string;

/** Fills a message's braces. */
export function translator(messages: Messages = en): Translate {
  return (key, values = {}) => messages[key].replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}
