import type { Catalogue, MessageKey } from "../_messages/catalogue.ts";
import { en } from "../_messages/en/en.ts";
import { wordsOf } from "./wordsOf.ts";

export type Translate = (key: MessageKey, values?: Record<string, string | number>) => string;

/** Fills a message's braces. */
export function translator({ texts }: Pick<Catalogue, "texts"> = en): Translate {
  return (key, values = {}) => texts[key].replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/** What an event is called. */
export function eventText(kind: string, { events }: Pick<Catalogue, "events"> = en): string {
  return (Object.hasOwn(events, kind) ? events[kind] : undefined) ?? wordsOf(kind);
}
