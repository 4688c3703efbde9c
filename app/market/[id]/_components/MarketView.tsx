"use client";

import dynamic from "next/dynamic";
import { useEffect, useMemo, useState } from "react";
import { isFinal } from "../../../../sdk/status.ts";
import type { Unknown } from "../../../../sdk/tokens/unknownOf.ts";
import type { Market, Side } from "../../../../sdk/types.ts";
import { HistoryNotice } from "../../../_components/HistoryNotice.tsx";
import { useChainConfig } from "../../../_components/Providers.tsx";
import { useTexts } from "../../../_components/TextsProvider.tsx";
import type { Stale } from "../../../_lib/chainFailure.ts";
import { fromJson } from "../../../_lib/json.ts";
import { isListed } from "../../../_lib/namedByList.ts";
import { percents } from "../../../_lib/percents.ts";
import { useAccount } from "../../../_lib/useAccount.ts";
import { useMarket } from "../../../_lib/useChain.ts";
import { useLive } from "../../../_lib/useIndexer.ts";
import { useIsNarrow } from "../../../_lib/useIsNarrow.ts";
import { useOwnTokens } from "../../../_lib/useOwnTokens.ts";
import { useWasTrue } from "../../../_lib/useWasTrue.ts";
import { Button } from "../../../_ui/Button.tsx";
import { Trouble } from "../../../_ui/Trouble.tsx";
import { useTicket } from "../_lib/useTicket.ts";
import { MarketHead, type MarketStats } from "./MarketHead.tsx";
import { PriceChart } from "./PriceChart.tsx";
import { RulesPanel } from "./RulesPanel.tsx";
import { TicketForm } from "./TicketForm.tsx";

// loaded when they are needed: of more than two outcomes, by those who are connected, on a phone when the ticket is opened, and what is far down the page
const OutcomeList = dynamic(() => import("./OutcomeList.tsx").then((module) => module.OutcomeList));
const MarketTabs = dynamic(() => import("./MarketTabs.tsx").then((module) => module.MarketTabs), {
  ssr: false,
  loading: () => <div className="min-h-96" />,
});
const ResolutionPanel = dynamic(() => import("./ResolutionPanel.tsx").then((module) => module.ResolutionPanel), {
  ssr: false,
  loading: () => <div className="min-h-96" />,
});
const LivePrice = dynamic(() => import("./LivePrice.tsx").then((module) => module.LivePrice), { ssr: false });
const MarketOrders = dynamic(() => import("./MarketOrders.tsx").then((module) => module.MarketOrders), { ssr: false });
const PositionPanel = dynamic(() => import("./PositionPanel.tsx").then((module) => module.PositionPanel), { ssr: false });
const TokenListChoice = dynamic(() => import("../../../_components/TokenListChoice.tsx").then((module) => module.TokenListChoice), {
  ssr: false,
});
const TicketSheet = dynamic(() => import("./TicketSheet.tsx").then((module) => module.TicketSheet), { ssr: false });

export function MarketView({
  initial,
  stale,
  unknown,
  stats,
  asked,
}: {
  initial: string;
  /** Of a market that was not read now. */
  stale?: Stale | undefined;
  /** What of it nobody vouches for. */
  unknown: readonly Unknown[];
  stats: MarketStats | null;
  /** What the link that led here puts into the ticket. */
  asked: { op: "buy" | "sell"; outcome: number; side: Side; isAsked: boolean };
}) {
  const { t, locale } = useTexts();
  const first = useMemo(() => fromJson<Market>(initial), [initial]);
  const { market, isGone } = useMarket(first);
  const { address } = useAccount();
  const { hasOrders } = useChainConfig();
  useLive({ market: String(first.id) });
  const isOwn = isListed(useOwnTokens(), market.collateral);
  const strange = unknown.filter((each) => each !== "collateral" || !isOwn);
  const ticket = useTicket(market, asked, { isVouched: strange.length === 0 });
  const isNarrow = useIsNarrow();
  const [isSheetOpen, setSheetOpen] = useState(false);
  const wasOpened = useWasTrue(isSheetOpen);
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

  if (isGone) {
    return (
      <Trouble title={t("market.gone")} text={t("market.gone.text")}>
        <Button tone="primary" onClick={() => location.reload()}>
          {t("market.gone.load")}
        </Button>
      </Trouble>
    );
  }
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
          <MarketHead market={market} stats={stats} stale={stale} />
          <HistoryNotice />
          {strange.map((each) => (
            <p key={each} role="alert" className="notice font-medium">
              {t(`market.unknown.${each}`, { address: market.collateral.address })}
            </p>
          ))}
          {unknown.includes("collateral") && <TokenListChoice isOffered />}
          {!market.metadataIsValid && <p className="notice">{t("market.invalidText")}</p>}
          {final && address && <PositionPanel market={market} account={address} />}
          {market.resolverKind === "priceFeed" && !final && <LivePrice market={market} />}
          <PriceChart market={market} />
          {(!isPair || final) && <OutcomeList market={market} onChoose={choose} />}
          {!final && address && <PositionPanel market={market} account={address} />}
          {!final && address && hasOrders && <MarketOrders market={market} />}
          <RulesPanel market={market} />
          <ResolutionPanel market={market} />
          <MarketTabs market={market} isVouched={strange.length === 0} />
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
                  <span className="tabular-nums">{percents(market.prices, locale)(outcome)}</span>
                </Button>
              ))
            ) : (
              <Button tone="primary" onClick={() => setSheetOpen(true)}>
                {t("trade.title")}
              </Button>
            )}
          </div>
          {wasOpened && <TicketSheet ticket={ticket} isOpen={isSheetOpen} onOpen={setSheetOpen} />}
        </>
      )}
    </>
  );
}
