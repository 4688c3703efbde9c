import type { Translate } from "./translate.ts";
import { wordsOf } from "./wordsOf.ts";

/** What the keys of events' names begin with. */
export const EVENT = "event.";

/** What an event is called; one without a name in the catalogue goes by that in its contract. Every resolver has a `…Registered`. */
export function eventText(kind: string, t: Translate): string {
  const key = EVENT + kind.replace(/^\w+(?=Registered$)/, "");
  const text = t(key as never);
  return text === key ? wordsOf(kind) : text;
}
