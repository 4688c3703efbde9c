import type { Deployment, Token } from "../../sdk/types.ts";
import { isDollar } from "./isDollar.ts";

/** As those write it who have dollars of their own, or write money behind the number. */
const DOLLAR = ["$", "US$", "$US"];

/** What may stand beside an amount of a token: its symbol, and the sign of the address book's dollars, which nobody else's token is. */
export function unitsOf(
  { address, symbol }: Pick<Token, "address" | "symbol">,
  { collaterals }: Pick<Deployment, "collaterals">,
): string[] {
  return isDollar(address, collaterals) ? [symbol, ...DOLLAR] : [symbol].filter((unit) => /\p{L}/u.test(unit));
}
