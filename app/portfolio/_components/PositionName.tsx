"use client";

import Link from "next/link";
import type { Market } from "../../../sdk/types.ts";
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
      <Link className="question-link" prefetch={false} href={`/market/${market.id}`}>
        <bdi className="line-clamp-3">{clean(market.metadata.question)}</bdi>
      </Link>
    </span>
  );
}
