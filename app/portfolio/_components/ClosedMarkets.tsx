"use client";

import { useSyncExternalStore } from "react";
import type { Market, Token } from "../../../sdk/types.ts";
import { MarketName } from "../../_components/MarketName.tsx";
import { useTexts } from "../../_components/TextsProvider.tsx";
import { clean } from "../../_lib/format.ts";
import type { AccountMarket } from "../../_lib/indexerTypes.ts";
import { payoutsText } from "../../_lib/payoutsText.ts";
import { tidy } from "../../_lib/tidy.ts";
import { useMoney } from "../../_lib/useMoney.ts";
import { Button } from "../../_ui/Button.tsx";
import { Gain } from "../../_ui/Gain.tsx";
import { Panel } from "../../_ui/Panel.tsx";
import { type Column, Table } from "../../_ui/Table.tsx";
import { type ClosedRow, closedRows } from "../_lib/closedRows.ts";
import type { OpenRow } from "../_lib/sectionsOf.ts";

/** Markets that are decided: what was paid, what they pay, and the difference. */
export function ClosedMarkets({
  rows: unredeemed,
  ledgers = [],
  more,
  token,
  markets,
}: {
  rows: readonly OpenRow[];
  ledgers?: readonly AccountMarket[];
  more?: () => void;
  token: Token;
  markets: readonly Market[];
}) {
  const { t, locale } = useTexts();
  const show = useMoney();
  const isTidy = useSyncExternalStore(tidy.subscribe, tidy.get, tidy.getOnServer);
  const all = closedRows(ledgers, unredeemed);
  const worthless = all.filter(({ pays }) => pays === 0n);
  const rows = isTidy ? all.filter((row) => !worthless.includes(row)) : all;
  if (all.length === 0) return null;
  const columns: Column<ClosedRow>[] = [
    {
      id: "market",
      title: t("position.market"),
      role: "head",
      cell: ({ marketId, question }) => {
        const market = markets.find(({ id }) => String(id) === marketId);
        return (
          <span className="grid min-w-0 gap-0.5" style={{ overflowWrap: "anywhere" }}>
            {market ? (
              <>
                <bdi className="line-clamp-2 font-medium">
                  {t(`status.${market.status}`)}: {payoutsText(market.payouts, market, { t, locale })}
                </bdi>
                <MarketName market={market} />
              </>
            ) : (
              <bdi className="line-clamp-3">{clean(question)}</bdi>
            )}
          </span>
        );
      },
    },
    { id: "paid", title: t("position.paid"), isNumber: true, cell: ({ paid }) => (paid === undefined ? "…" : show(paid, token)) },
    {
      id: "pays",
      title: t("position.pays"),
      isNumber: true,
      cell: ({ pays, waiting }) => (
        <>
          <span className="font-semibold">{show(pays, token)}</span>
          {waiting > 0n && <span className="note block">{t("position.waiting", { amount: show(waiting, token) })}</span>}
        </>
      ),
    },
    {
      id: "profit",
      title: t("position.profit"),
      isNumber: true,
      cell: ({ paid, pays }) =>
        paid === undefined ? "…" : <Gain amount={pays - paid} text={show(pays - paid, token, { isSigned: true })} />,
    },
  ];
  return (
    <Panel title={t("portfolio.closed")}>
      {worthless.length > 0 && (
        <Button size="small" className="justify-self-start" aria-pressed={isTidy} onClick={() => tidy.set(!isTidy)}>
          {t(isTidy ? "portfolio.worthless.show" : "portfolio.worthless.hide", { count: worthless.length })}
        </Button>
      )}
      <Table label={t("portfolio.closed")} columns={columns} rows={rows} keyOf={({ marketId }) => marketId} />
      {more && (
        <Button size="small" className="justify-self-start" onClick={more}>
          {t("activity.more")}
        </Button>
      )}
    </Panel>
  );
}
