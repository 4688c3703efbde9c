"use client";

import type { Market } from "../../../../sdk/types.ts";
import { useTexts } from "../../../_components/TextsProvider.tsx";
import { payoutsText } from "../../../_lib/payoutsText.ts";

/** What a market was decided as: the largest thing on its page from then on. */
export function Answer({ market }: { market: Market }) {
  const { t, locale } = useTexts();
  return (
    <p className="answer">
      <span className="note block font-normal">{t(market.status === "Void" ? "market.isVoid" : "market.answer")}</span>
      <bdi>{payoutsText(market.payouts, market, { t, locale })}</bdi>
    </p>
  );
}
