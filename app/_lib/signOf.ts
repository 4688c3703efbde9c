import type { Deployment } from "../../sdk/types.ts";
import { shortAddress } from "./format.ts";
import { isDollar } from "./isDollar.ts";

/**
 * The sign before an amount of the address book's dollars, the symbol of another known token (the server has given those that are
 * not known their address for one), else the token's address: a symbol of its own proves nothing.
 */
export function signOf(
  collateral: string,
  { collaterals }: Pick<Deployment, "collaterals">,
  currency?: { symbol: string; known: boolean },
): string {
  if (isDollar(collateral, collaterals)) return "$";
  return currency?.known ? currency.symbol : shortAddress(collateral);
}
