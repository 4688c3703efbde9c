"use client";

import type { Market } from "../../../sdk/types.ts";
import { MarketName } from "../../_components/MarketName.tsx";
import { useTexts } from "../../_components/TextsProvider.tsx";
import { clean } from "../../_lib/format.ts";
import { outcomeColor } from "../../_lib/outcomeColor.ts";

/** What is held, over the question that it answers. */
export function PositionName({ market, kind, outcome }: { market: Market; kind: "yes" | "no" | "liquidity"; outcome: number }) {
  const { t } = useTexts();
  const name = clean(market.outcomes[outcome] ?? "");
  return (
    <span className="grid min-w-0 gap-0.5" style={{ "--c": outcomeColor(outcome), overflowWrap: "anywhere" } as React.CSSProperties}>
      <span className="flex items-baseline gap-2 font-medium">
        {kind !== "liquidity" && <span className="dot" aria-hidden />}
        <bdi className="line-clamp-2">
          {kind === "liquidity" ? t("position.liquidity") : kind === "no" ? t("trade.noOn", { outcome: name }) : name}
        </bdi>
      </span>
      <MarketName market={market} />
    </span>
  );
}
