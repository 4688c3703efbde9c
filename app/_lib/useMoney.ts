"use client";

import type { Token } from "../../sdk/types.ts";
import { useChainConfig } from "../_components/Providers.tsx";
import { useTexts } from "../_components/TextsProvider.tsx";
import { moneyText } from "./moneyText.ts";

/** Writes amounts as this chain's address book and the reader's language have them. */
export function useMoney(): (amount: bigint, token: Token, options?: { isSigned?: boolean }) => string {
  const { locale } = useTexts();
  const { collaterals } = useChainConfig().deployment;
  return (amount, token, options) => moneyText(amount, token, { collaterals, locale, ...options });
}
