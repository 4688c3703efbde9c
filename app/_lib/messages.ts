import type { Catalogue } from "../_messages/catalogue.ts";
import { en } from "../_messages/en/en.ts";
import { EVENT } from "./eventText.ts";
import { type Translate, translate } from "./translate.ts";

/** For what is rendered on the server alone; parts that run in the browser get the texts that they use (`Texts`). */
export function translator({ texts }: Pick<Catalogue, "texts"> = en): Translate {
  return translate(texts);
}

/** The texts whose keys begin with one of these words; `event` stands for the names of events. */
export function textsOf(words: readonly string[], { texts, events }: Pick<Catalogue, "texts" | "events"> = en): Record<string, string> {
  const named = Object.entries(events).map(([kind, text]) => [EVENT + kind, text] as const);
  return Object.fromEntries(
    [...Object.entries(texts), ...named].filter(([key]) => words.some((word) => key === word || key.startsWith(`${word}.`))),
  );
}
