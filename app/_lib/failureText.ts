import { isDescribed, PresageError } from "../../sdk/errors.ts";
import type { Catalogue } from "../_messages/catalogue.ts";

/**
 * What a failure says in a language, by its code and details: what was wrong, and what to do. Failures that have words of their
 * own keep them. In the browser the words are the SDK's own, in English, which the error carries.
 */
export function failureText(error: PresageError, catalogue?: Pick<Catalogue, "describeError">): { message: string; remedy: string } {
  if (!catalogue || !isDescribed(error.code)) return { message: error.message, remedy: error.remedy };
  const [message, remedy] = catalogue.describeError(error, error.token);
  return { message, remedy };
}

/** A refusal of the SDK's as one text, for beside what caused it. Anything else is a bug, and thrown on. */
export function refusalText(error: unknown): string {
  if (!(error instanceof PresageError)) throw error;
  const { message, remedy } = failureText(error);
  return `${message} ${remedy}`;
}
