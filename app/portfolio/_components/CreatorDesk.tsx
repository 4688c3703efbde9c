"use client";

import { positionValue } from "../../../sdk/positionValue.ts";
import { isFinal } from "../../../sdk/status.ts";
import type { Market } from "../../../sdk/types.ts";
import { MarketName } from "../../_components/MarketName.tsx";
import { useTexts } from "../../_components/TextsProvider.tsx";
import { relative } from "../../_lib/format.ts";
import type { AccountMarket } from "../../_lib/indexerTypes.ts";
import { useNow } from "../../_lib/useChain.ts";
import { useMoney } from "../../_lib/useMoney.ts";
import { Gain } from "../../_ui/Gain.tsx";
import { Panel } from "../../_ui/Panel.tsx";
import { type Column, Table } from "../../_ui/Table.tsx";
import type { PortfolioSection } from "../_lib/sectionsOf.ts";

/** The markets that the account made: what they earn, what their seed is worth against the most that it can lose, what is due. */
export function CreatorDesk({ section, ledgers }: { section: PortfolioSection; ledgers?: readonly AccountMarket[] }) {
  const { t, locale } = useTexts();
  const show = useMoney();
  const now = useNow();
  const { token, made } = section;
  const ledgerOf = ({ id }: Market) => ledgers?.find(({ marketId }) => marketId === String(id));
  const waiting = made.reduce((sum, { creatorFees }) => sum + creatorFees, 0n);
  const columns: Column<Market>[] = [
    {
      id: "market",
      title: t("position.market"),
      role: "head",
      cell: (market) => (
        <span className="grid min-w-0 gap-0.5">
          <MarketName market={market} className="question-link text-ink!" />
          <span className="note">{dueText(market)}</span>
        </span>
      ),
    },
    { id: "fees", title: t("creator.fees"), isNumber: true, cell: ({ creatorFees }) => show(creatorFees, token) },
    {
      id: "seed",
      title: t("creator.seed"),
      isNumber: true,
      cell: (market) => (
        <>
          <span className="font-semibold">{show(positionValue(market, { kind: "seed", outcome: 0, amount: market.seed }), token)}</span>
          <span className="note block">{t("creator.ofFunding", { amount: show(market.funding, token) })}</span>
        </>
      ),
    },
    {
      id: "profit",
      title: t("position.profit"),
      isNumber: true,
      cell: (market) => {
        const ledger = ledgerOf(market);
        if (!ledger) return "…";
        const profit = BigInt(ledger.profit.base) + market.creatorFees;
        return <Gain amount={profit} text={show(profit, token, { isSigned: true })} />;
      },
    },
  ];
  return (
    <Panel title={t("creator.title")} note={t("creator.lead", { count: made.length, amount: show(waiting, token) })}>
      <Table label={t("creator.title")} columns={columns} rows={made.toReversed()} keyOf={({ id }) => String(id)} />
    </Panel>
  );

  /** What the market waits for. */
  function dueText(market: Market): string {
    if (isFinal(market.status)) return t(market.seed > 0n ? "creator.due.seed" : `status.${market.status}`);
    if (market.status === "Open" && (now === null || now < market.closesAt)) {
      return t("status.closes", { when: now === null ? "…" : relative(market.closesAt, now, locale) });
    }
    return t("creator.due.answer");
  }
}
