"use client";

import { ChevronLeft } from "lucide-react";
import Link from "next/link";
import { useMemo, useState } from "react";
import type { Market, Side } from "../../../../sdk/types.ts";
import { Freshness } from "../../../_components/Freshness.tsx";
import { HistoryNotice } from "../../../_components/HistoryNotice.tsx";
import { MarketStatus } from "../../../_components/MarketStatus.tsx";
import { useTexts } from "../../../_components/Providers.tsx";
import { clean } from "../../../_lib/format.ts";
import { fromJson } from "../../../_lib/json.ts";
import { useMarket } from "../../../_lib/useChain.ts";
import { useLive } from "../../../_lib/useIndexer.ts";
import { ActivityTable } from "./ActivityTable.tsx";
import { HoldersTable } from "./HoldersTable.tsx";
import { LiquidityPanel } from "./LiquidityPanel.tsx";
import { OutcomeList } from "./OutcomeList.tsx";
import { PositionPanel } from "./PositionPanel.tsx";
import { PriceChart } from "./PriceChart.tsx";
import { ResolutionPanel } from "./ResolutionPanel.tsx";
import { RulesPanel } from "./RulesPanel.tsx";
import { TradeTicket } from "./TradeTicket.tsx";

export function MarketView({ initial }: { initial: string }) {
  const { t } = useTexts();
  const first = useMemo(() => fromJson<Market>(initial), [initial]);
  const { market, readAt } = useMarket(first);
  useLive({ market: String(first.id) });
  const [choice, setChoice] = useState<{ outcome: number; side: Side }>({ outcome: 0, side: "yes" });
  const [sheet, setSheet] = useState(false);
  const choose = (outcome: number, side: Side) => {
    setChoice({ outcome, side });
    setSheet(true);
  };

  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-6 lg:grid-cols-[minmax(0,1fr)_22.5rem] lg:items-start">
      <div className="grid gap-3 lg:col-span-2">
        <Link href="/" className="note inline-flex items-center gap-1 justify-self-start min-h-6">
          <ChevronLeft size={16} aria-hidden /> {t("market.back")}
        </Link>
        <h1 className="text-2xl md:text-4xl max-w-4xl">
          <bdi>{clean(market.metadata.question)}</bdi>
        </h1>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="chip">{clean(market.metadata.category)}</span>
          <MarketStatus market={market} />
          <Freshness block={market.blockNumber} readAt={readAt} />
        </div>
        <HistoryNotice />
        {market.resolverKind === "unknown" && (
          <p role="alert" className="rounded-xl bg-warn-bg text-warn p-4 font-medium">
            {t("market.unknownResolver")}
          </p>
        )}
        {!market.metadataIsValid && <p className="rounded-xl bg-warn-bg text-warn p-3 text-sm">{t("market.invalidText")}</p>}
      </div>

      <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-6">
        <PriceChart market={market} />
        <OutcomeList market={market} choice={choice} onChoose={choose} />
        <PositionPanel market={market} />
        <RulesPanel market={market} />
        <ResolutionPanel market={market} />
        <LiquidityPanel market={market} />
        <ActivityTable market={market} />
        <HoldersTable market={market} />
      </div>

      <TradeTicket market={market} choice={choice} onChoice={setChoice} sheet={sheet} onSheet={setSheet} />
    </div>
  );
}
