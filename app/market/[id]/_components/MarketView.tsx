"use client";

import { useEffect, useMemo, useState } from "react";
import { isFinal } from "../../../../sdk/status.ts";
import type { Unknown } from "../../../../sdk/tokens/unknownOf.ts";
import type { Market, Side } from "../../../../sdk/types.ts";
import { HistoryNotice } from "../../../_components/HistoryNotice.tsx";
import { useTexts } from "../../../_components/Providers.tsx";
import { percent } from "../../../_lib/format.ts";
import { fromJson } from "../../../_lib/json.ts";
import { useMarket } from "../../../_lib/useChain.ts";
import { useLive } from "../../../_lib/useIndexer.ts";
import { useIsNarrow } from "../../../_lib/useIsNarrow.ts";
import { Button } from "../../../_ui/Button.tsx";
import { useTicket } from "../_lib/useTicket.ts";
import { MarketHead, type MarketStats } from "./MarketHead.tsx";
import { MarketTabs } from "./MarketTabs.tsx";
import { OutcomeList } from "./OutcomeList.tsx";
import { PositionPanel } from "./PositionPanel.tsx";
import { PriceChart } from "./PriceChart.tsx";
import { ResolutionPanel } from "./ResolutionPanel.tsx";
import { RulesPanel } from "./RulesPanel.tsx";
import { TicketForm } from "./TicketForm.tsx";
import { TicketSheet } from "./TicketSheet.tsx";

const WAD = 10n ** 18n;

export function MarketView({
  initial,
  unknown,
  stats,
  asked,
}: {
  initial: string;
  /** What of it nobody vouches for. */
  unknown: readonly Unknown[];
  stats: MarketStats | null;
  /** What the link that led here puts into the ticket. */
  asked: { outcome: number; side: Side; isAsked: boolean };
}) {
  const { t, locale } = useTexts();
  const first = useMemo(() => fromJson<Market>(initial), [initial]);
  const { market, readAt } = useMarket(first);
  useLive({ market: String(first.id) });
  const ticket = useTicket(market, asked);
  const isNarrow = useIsNarrow();
  const [isSheetOpen, setSheetOpen] = useState(false);
  const final = isFinal(market.status);
  useEffect(() => {
    if (asked.isAsked && isNarrow) setSheetOpen(true);
  }, [asked.isAsked, isNarrow]);
  const choose = (outcome: number, side: Side) => {
    ticket.dispatch({ type: "choose", outcome, side });
    if (isNarrow) setSheetOpen(true);
    else document.querySelector<HTMLInputElement>("#ticket input[inputmode]")?.focus();
  };
  const isPair = market.outcomes.length === 2;

  return (
    <>
      {!final && isNarrow && (
        <Button className="skip" onClick={() => setSheetOpen(true)}>
          {t("trade.skip")}
        </Button>
      )}
      {!final && !isNarrow && (
        <a href="#ticket" className="skip btn">
          {t("trade.skip")}
        </a>
      )}
      <div className={`grid grid-cols-[minmax(0,1fr)] gap-6 ${final ? "" : "lg:grid-cols-[minmax(0,1fr)_22rem]"} lg:items-start lg:gap-8`}>
        <div className="market-main">
          <MarketHead market={market} readAt={readAt} stats={stats} />
          <HistoryNotice />
          {unknown.map((each) => (
            <p key={each} role="alert" className="notice font-medium">
              {t(`market.unknown.${each}`, { address: market.collateral.address })}
            </p>
          ))}
          {!market.metadataIsValid && <p className="notice">{t("market.invalidText")}</p>}
          {final && <PositionPanel market={market} />}
          <PriceChart market={market} />
          {(!isPair || final) && <OutcomeList market={market} onChoose={choose} />}
          {!final && <PositionPanel market={market} />}
          <RulesPanel market={market} />
          <ResolutionPanel market={market} />
          <MarketTabs market={market} />
        </div>
        {!final && !isNarrow && (
          <aside id="ticket" tabIndex={-1} className="ticket-column max-lg:hidden">
            <TicketForm ticket={ticket} />
          </aside>
        )}
      </div>
      {!final && isNarrow && (
        <>
          <div className="trade-bar">
            {isPair ? (
              [0, 1].map((outcome) => (
                <Button key={outcome} tone={outcome === 0 ? "yes" : "no"} className="min-w-0" onClick={() => choose(outcome, "yes")}>
                  <bdi className="truncate">{market.outcomes[outcome]}</bdi>{" "}
                  <span className="tabular-nums">
                    {percent(outcome === 0 ? (market.prices[0] ?? 0n) : WAD - (market.prices[0] ?? 0n), locale)}
                  </span>
                </Button>
              ))
            ) : (
              <Button tone="primary" onClick={() => setSheetOpen(true)}>
                {t("trade.title")}
              </Button>
            )}
          </div>
          <TicketSheet ticket={ticket} isOpen={isSheetOpen} onOpen={setSheetOpen} />
        </>
      )}
    </>
  );
}
