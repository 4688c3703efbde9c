import { formatAmount } from "../../sdk/formatAmount.ts";
import type { Deployment, Token } from "../../sdk/types.ts";
import { money, quantity } from "./format.ts";
import { numberFormat } from "./formatters.ts";
import { isDollar } from "./isDollar.ts";

const CENTS = { minimumFractionDigits: 2, maximumFractionDigits: 2 };

/** An amount as a trader reads it: `$50.00` of the address book's dollars, `0.25 WETH` of others; `isSigned` tells a gain by its sign. */
export function moneyText(
  amount: bigint,
  token: Token,
  { collaterals, locale, isSigned = false }: { collaterals: Deployment["collaterals"]; locale: string; isSigned?: boolean },
): string {
  const size = amount < 0n ? -amount : amount;
  const sign = amount < 0n ? "−" : isSigned && amount > 0n ? "+" : "";
  const isPlain = isDollar(token.address, collaterals) && !token.isUnreadable;
  return sign + (isPlain ? `$${dollars(size, token.decimals, locale)}` : money(size, token, locale));
}

/** Whole cents; less than one is shown as what it is, so that it does not look like nothing. */
function dollars(amount: bigint, decimals: number, locale: string): string {
  if (amount > 0n && amount * 100n < 10n ** BigInt(decimals)) return quantity(amount, decimals, locale);
  const text = formatAmount(amount, decimals, { maxDigits: 2 });
  return numberFormat(locale, CENTS).format(text as unknown as number);
}
