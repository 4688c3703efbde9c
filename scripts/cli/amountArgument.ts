import { maxInt192 } from "viem";
import { PresageError } from "../../sdk/errors.ts";
import { ANYBODY } from "../../sdk/numbers/styleOf.ts";
import { parseAmount } from "../../sdk/parseAmount.ts";
import { cutText } from "../../sdk/text/cutText.ts";
import type { Token } from "../../sdk/types.ts";

/**
 * An amount in base units, as commands take them whatever the country: a point before the fraction, and commas, spaces or apostrophes
 * between thousands where nothing else can be meant, so `1234.5` and `1,234.50`, not `1,234`; the token's symbol may stand beside it.
 * Throws `InvalidAmount`, naming the option.
 */
export function amountArgument(option: string, text: string, { decimals, symbol }: Pick<Token, "decimals"> & { symbol?: string }): bigint {
  const refused = (message: string, remedy: string) => new PresageError({ code: "InvalidAmount", message, remedy });
  if (text.trim() === "") throw refused(`No amount is given with ${option}.`, `Add it, such as ${option} 12.5.`);
  const amount = parseAmount(text, decimals, { locale: ANYBODY, units: symbol === undefined ? [] : [symbol] });
  if (amount > MOST) throw refused(`${option} ${cutText(text, 80)} is more than the contracts can count.`, "Write fewer digits.");
  return amount;
}

/** In base units: a feed's price has the fewest bits of the numbers that commands send. */
const MOST = maxInt192;
