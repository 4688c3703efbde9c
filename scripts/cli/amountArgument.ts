import { ANYBODY } from "../../sdk/numbers/styleOf.ts";
import { parseAmount } from "../../sdk/parseAmount.ts";
import type { Token } from "../../sdk/types.ts";

/**
 * An amount in base units, as commands take them whatever the country: a point before the fraction, and commas, spaces or apostrophes
 * between thousands where nothing else can be meant, so `1234.5` and `1,234.50`, not `1,234`; the token's symbol may stand beside it.
 */
export function amountArgument(text: string, { decimals, symbol }: Pick<Token, "decimals"> & { symbol?: string }): bigint {
  return parseAmount(text, decimals, { locale: ANYBODY, units: symbol === undefined ? [] : [symbol] });
}
