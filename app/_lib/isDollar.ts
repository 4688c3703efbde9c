import { isSameAddress } from "../../sdk/isSameAddress.ts";
import type { Deployment } from "../../sdk/types.ts";

/** Whether a token is the address book's dollars: what it calls itself proves nothing. */
export function isDollar(token: string, { usd }: Deployment["collaterals"]): boolean {
  return isSameAddress(usd, token);
}
