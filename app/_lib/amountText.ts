import { isSameAddress } from "../../sdk/isSameAddress.ts";
import type { Deployment } from "../../sdk/types.ts";
import { clean, shortAddress } from "./format.ts";
import { numberFormat } from "./formatters.ts";
import { isDollar } from "./isDollar.ts";

/**
 * An amount of the indexer's, in base units or with the point put, as `moneyText` writes the chain's: `+$1,234.56`, `0.25 WETH`.
 * `currency`: what a token list says of the token, where the address book has no name for it.
 */
export function amountText(
  { amount, base }: { amount: string | null; base: string },
  collateral: string,
  {
    collaterals,
    locale,
    isSigned = false,
    currency,
  }: { collaterals: Deployment["collaterals"]; locale: string; isSigned?: boolean; currency?: { symbol: string; known: boolean } },
): string {
  const name = Object.entries(collaterals).find(([, address]) => isSameAddress(address, collateral))?.[0];
  const listed = currency?.known ? clean(currency.symbol) : shortAddress(collateral);
  const unit = name ? name.toUpperCase() : listed;
  const text = amount ?? base;
  const sign = text.startsWith("-") ? "−" : isSigned && /[1-9]/.test(text) ? "+" : "";
  const size = text.replace("-", "");
  const isSmall = Number(size) > 0 && Number(size) < 0.01;
  const digits = amount === null ? 0 : 2;
  const shown = numberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: isSmall ? 4 : digits }).format(
    size as unknown as number,
  );
  return isDollar(collateral, collaterals) && amount !== null
    ? `${sign}$${shown}`
    : `${sign}${shown} ${amount === null ? `base units of ${unit}` : unit}`;
}
