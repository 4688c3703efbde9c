import type { Address } from "viem";
import { isSameAddress } from "../../sdk/isSameAddress.ts";
import type { Deployment } from "../../sdk/types.ts";
import { clean, shortAddress } from "./format.ts";
import { moneyText } from "./moneyText.ts";

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
  const decimals = amount?.split(".")[1]?.length ?? 0;
  const token = { address: collateral as Address, symbol: unit, decimals, ...(amount === null && { isUnreadable: true as const }) };
  return moneyText(BigInt((amount ?? base).replace(".", "")), token, { collaterals, locale, isSigned });
}
