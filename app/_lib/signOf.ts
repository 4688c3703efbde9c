import type { Deployment } from "../../sdk/types.ts";
import { shortAddress } from "./format.ts";

/** The sign before an amount of the address book's dollars, else the token's address: a symbol of its own proves nothing. */
export function signOf(collateral: string, { collaterals }: Pick<Deployment, "collaterals">): string {
  return collaterals.usd?.toLowerCase() === collateral.toLowerCase() ? "$" : shortAddress(collateral);
}
