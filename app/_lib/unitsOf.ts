import type { Deployment, Token } from "../../sdk/types.ts";
import { signOf } from "./signOf.ts";

/** What may stand beside an amount of a token: its symbol, and the sign of the address book's dollars, which nobody else's token is. */
export function unitsOf({ address, symbol }: Pick<Token, "address" | "symbol">, deployment: Pick<Deployment, "collaterals">): string[] {
  const isDollar = signOf(address, deployment) === "$";
  return [symbol, ...(isDollar ? ["$"] : [])].filter((unit) => isDollar || /\p{L}/u.test(unit));
}
