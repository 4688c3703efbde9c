import type { Deployment } from "../../sdk/types.ts";
import { shortAddress } from "./format.ts";

/** An amount of the indexer's, in base units or with the point put, as `moneyText` writes the chain's: `+$1,234.56`, `0.25 WETH`. */
export function amountText(
  { amount, base }: { amount: string | null; base: string },
  collateral: string,
  { collaterals, locale, isSigned = false }: { collaterals: Deployment["collaterals"]; locale: string; isSigned?: boolean },
): string {
  const name = Object.entries(collaterals).find(([, address]) => address.toLowerCase() === collateral.toLowerCase())?.[0];
  const unit = name ? name.toUpperCase() : shortAddress(collateral);
  const text = amount ?? base;
  const sign = text.startsWith("-") ? "−" : isSigned && /[1-9]/.test(text) ? "+" : "";
  const size = text.replace("-", "");
  const isSmall = Number(size) > 0 && Number(size) < 0.01;
  const digits = amount === null ? 0 : 2;
  const shown = new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: isSmall ? 4 : digits }).format(
    size as unknown as number,
  );
  return name === "usd" && amount !== null ? `${sign}$${shown}` : `${sign}${shown} ${amount === null ? `base units of ${unit}` : unit}`;
}
