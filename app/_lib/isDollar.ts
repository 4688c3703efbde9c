import type { Deployment } from "../../sdk/types.ts";
import { isSameAddress } from "./isSameAddress.ts";

/** Whether a token is the address book's dollars: what it calls itself proves nothing. */
export function isDollar(token: string, { usd }: Deployment["collaterals"]): boolean {
  return usd !== undefined && isSameAddress(usd, token);
}
