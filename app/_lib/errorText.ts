import { toPresageError } from "../../sdk/toPresageError.ts";
import type { Token } from "../../sdk/types.ts";
import type { Catalogue } from "../_messages/catalogue.ts";
import { failureText } from "./failureText.ts";

/** What any failure says (`failureText`), a wallet's or a node's included. `token` gives its amounts their unit. */
export function errorText(
  error: unknown,
  { token, catalogue }: { token?: Token; catalogue?: Pick<Catalogue, "describeError"> } = {},
): { message: string; remedy: string } {
  return failureText(toPresageError(error, { ...(token && { token }) }), catalogue);
}
