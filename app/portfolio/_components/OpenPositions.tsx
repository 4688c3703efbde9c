"use client";

import Link from "next/link";
import { useState } from "react";
import { useTexts } from "../../_components/TextsProvider.tsx";
import { quantity } from "../../_lib/format.ts";
import type { IndexedPortfolio } from "../../_lib/indexerTypes.ts";
import { useMoney } from "../../_lib/useMoney.ts";
import { Button } from "../../_ui/Button.tsx";
import { buttonLook } from "../../_ui/buttonLook.ts";
import { Gain } from "../../_ui/Gain.tsx";
import { Panel } from "../../_ui/Panel.tsx";
import { type Column, Table } from "../../_ui/Table.tsx";
import type { OpenRow } from "../_lib/sectionsOf.ts";
import { PositionName } from "./PositionName.tsx";

const SHOWN = 12;

/** What is held of markets that are not decided: what it cost, what it is worth, and the way out. */
export function OpenPositions({
  rows,
  indexed,
  isMine,
}: {
  rows: readonly OpenRow[];
  indexed?: IndexedPortfolio["positions"];
  isMine: boolean;
}) {
  const { t, locale } = useTexts();
  const show = useMoney();
  const [isWhole, setWhole] = useState(false);
  if (rows.length === 0) return null;
  // a cost is shown only of what the indexer and the chain agree on
  const costOf = ({ holding: { id, amount } }: OpenRow) =>
    indexed?.find((each) => each.id === String(id) && BigInt(each.amount.base) === amount);
  const sorted = rows.toSorted((a, b) => Number(b.worth - a.worth));
  const columns: Column<OpenRow>[] = [
    {
      id: "position",
      title: t("position.position"),
      role: "head",
      cell: ({ market, holding }) => <PositionName market={market} kind={holding.kind} outcome={holding.outcome} />,
    },
    {
      id: "shares",
      title: t("position.shares"),
      isNumber: true,
      cell: ({ market, holding }) => quantity(holding.amount, market.collateral.decimals, locale),
    },
    ...(indexed
      ? [
          {
            id: "paid",
            title: t("position.paid"),
            isNumber: true,
            cell: (row: OpenRow) => {
              const found = costOf(row);
              return found ? show(BigInt(found.cost.base), row.market.collateral) : "…";
            },
          },
        ]
      : []),
    {
      id: "worth",
      title: t("position.worth"),
      isNumber: true,
      cell: ({ market, worth }) => <span className="font-semibold">{show(worth, market.collateral)}</span>,
    },
    ...(indexed
      ? [
          {
            id: "profit",
            title: t("position.profit"),
            isNumber: true,
            cell: (row: OpenRow) => {
              const found = costOf(row);
              if (!found) return "…";
              const profit = row.worth - BigInt(found.cost.base);
              return <Gain amount={profit} text={show(profit, row.market.collateral, { isSigned: true })} />;
            },
          },
        ]
      : []),
    ...(isMine
      ? [
          {
            id: "sell",
            title: t("trade.sell"),
            role: "action" as const,
            cell: (row: OpenRow) => <Leave row={row} />,
          },
        ]
      : []),
  ];
  return (
    <Panel title={t("portfolio.open")}>
      <Table
        label={t("position.positions")}
        columns={columns}
        rows={isWhole ? sorted : sorted.slice(0, SHOWN)}
        keyOf={({ holding }) => String(holding.id)}
      />
      {!isWhole && rows.length > SHOWN && (
        <Button size="small" className="justify-self-start" onClick={() => setWhole(true)}>
          {t("market.showAll", { count: rows.length })}
        </Button>
      )}
    </Panel>
  );
}

/** Leads to where it is sold, with the ticket filled in; nothing while its market is being decided. */
function Leave({ row: { market, holding } }: { row: OpenRow }) {
  const { t } = useTexts();
  if (market.status !== "Open") return <span className="note">{t("card.decided")}</span>;
  const look = buttonLook({ size: "small", className: "max-sm:w-full" });
  if (holding.kind === "liquidity") {
    return (
      <Link prefetch={false} href={`/market/${market.id}?tab=liquidity`} className={look}>
        {t("position.manage")}
      </Link>
    );
  }
  return (
    <Link
      prefetch={false}
      href={`/market/${market.id}?outcome=%23${holding.outcome + 1}${holding.kind === "no" ? "&side=no" : ""}&op=sell`}
      className={look}
    >
      {t("trade.sell")}
    </Link>
  );
}
