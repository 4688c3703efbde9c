import { isDescribed } from "../../sdk/errors.ts";
import { toPresageError } from "../../sdk/toPresageError.ts";
import type { Token } from "../../sdk/types.ts";
import type { Catalogue } from "../_messages/catalogue.ts";
import { en } from "../_messages/en/en.ts";

/**
 * What a failure says in the reader's language, by its code and details: what was wrong, and what to do. `token` gives its
 * amounts their unit. Failures that have words of their own keep them.
 */
export function errorText(
  error: unknown,
  { token, catalogue = en }: { token?: Token; catalogue?: Pick<Catalogue, "describeError"> } = {},
): { message: string; remedy: string } {
  const known = toPresageError(error, { ...(token && { token }) });
  if (!isDescribed(known.code)) return { message: known.message, remedy: known.remedy };
  const [message, remedy] = catalogue.describeError(known, known.token);
  return { message, remedy };
}
