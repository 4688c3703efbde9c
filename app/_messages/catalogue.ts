import type { describeError } from "../../sdk/errors.ts";
import type { texts } from "./en/texts.ts";

export type MessageKey = keyof typeof texts;

/** All that the app says in one language: a folder here for each. */
export interface Catalogue {
  /** As the page's `lang`. */
  language: string;
  texts: Readonly<Record<MessageKey, string>>;
  /** Events by the names in their contracts; one that is missing is named in English. */
  events: Readonly<Record<string, string>>;
  /** What was wrong and what to do, by the code and the details of an error. */
  describeError: typeof describeError;
}
