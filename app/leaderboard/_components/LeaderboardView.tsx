"use client";

import Link from "next/link";
import { AccountLink } from "../../_components/AccountLink.tsx";
import { HistoryNotice } from "../../_components/HistoryNotice.tsx";
import { NoHistory } from "../../_components/NoHistory.tsx";
import { useChainConfig } from "../../_components/Providers.tsx";
import { useTexts } from "../../_components/TextsProvider.tsx";
import { amountText } from "../../_lib/amountText.ts";
import { clean } from "../../_lib/format.ts";
import { numberFormat } from "../../_lib/formatters.ts";
import type { Indexed, IndexedPortfolio, KnownToken, Rank } from "../../_lib/indexerTypes.ts";
import { useAccount } from "../../_lib/useAccount.ts";
import { useIndexed } from "../../_lib/useIndexer.ts";
import { buttonLook } from "../../_ui/buttonLook.ts";
import { Empty } from "../../_ui/Empty.tsx";
import { Gain } from "../../_ui/Gain.tsx";
import { type Column, Table } from "../../_ui/Table.tsx";
import { Tabs } from "../../_ui/Tabs.tsx";
import { foresight } from "../_lib/foresight.ts";
import { type LeaderboardQuery, leaderboardHref, PERIODS, RANKINGS } from "../_lib/leaderboardQuery.ts";

type Row = Omit<Rank, "rank"> & { rank: number | null };

/** Accounts by what they earned, traded or knew, with the reader's own row among them. */
export function LeaderboardView({
  query,
  tokens,
  ranks,
}: {
  query: LeaderboardQuery;
  /** Those that are known and in use: each has a ranking of its own. */
  tokens: readonly KnownToken[];
  ranks: Indexed<Rank[]> | null;
}) {
  const { t } = useTexts();
  const { by, period, collateral } = query;
  const { address } = useAccount();
  const me = address?.toLowerCase();
  const own = useOwnRow(query, ranks?.data, tokens);
  const columns = useColumns(query, me);
  const shown = collateral ?? ranks?.data[0]?.collateral ?? tokens[0]?.address;
  return (
    <div className="mx-auto grid w-full max-w-5xl grid-cols-[minmax(0,1fr)] gap-6">
      <div className="grid gap-1">
        <h1 className="text-3xl">{t("leaderboard.title")}</h1>
        <p className="text-soft">{t(`leaderboard.lead.${by}`)}</p>
      </div>
      {ranks && <HistoryNotice />}
      <div className="flex flex-wrap gap-3">
        <Tabs
          label={t("leaderboard.by")}
          tabs={RANKINGS.map((each) => ({
            text: t(`leaderboard.by.${each}`),
            href: leaderboardHref({ by: each, period, ...(collateral && { collateral }) }),
            isCurrent: each === by,
          }))}
        />
        <Tabs
          label={t("chart.period")}
          tabs={PERIODS.map((each) => ({
            text: t(`leaderboard.period.${each}`),
            href: leaderboardHref({ by, period: each, ...(collateral && { collateral }) }),
            isCurrent: each === period,
          }))}
        />
        {tokens.length > 1 && (
          <Tabs
            label={t("leaderboard.token")}
            tabs={tokens.map(({ address, symbol }) => ({
              text: clean(symbol),
              href: leaderboardHref({ by, period, collateral: address }),
              isCurrent: address === shown,
            }))}
          />
        )}
      </div>
      {!ranks ? (
        <div role="status" className="empty">
          <NoHistory />
        </div>
      ) : ranks.data.length === 0 ? (
        <Empty title={t("leaderboard.none")} hint={t(by === "brier" ? "leaderboard.none.brier" : "leaderboard.none.hint")} />
      ) : (
        <div className="grid gap-4">
          <Table
            label={t("leaderboard.title")}
            columns={columns}
            rows={[...(own ? [own] : []), ...ranks.data]}
            keyOf={({ account, rank }) => `${account}${rank}`}
            isMarked={({ account }) => account === me}
          />
          {(ranks.next || query.cursor) && (
            <nav aria-label={t("leaderboard.pages")} className="flex gap-2">
              {query.cursor && (
                <Link className={buttonLook({ size: "small" })} href={leaderboardHref({ by, period, ...(collateral && { collateral }) })}>
                  {t("leaderboard.first")}
                </Link>
              )}
              {ranks.next && (
                <Link className={buttonLook({ size: "small" })} href={leaderboardHref({ ...query, cursor: ranks.next })}>
                  {t("leaderboard.next")}
                </Link>
              )}
            </nav>
          )}
        </div>
      )}
      <details key={by} className="max-w-2xl" open={by === "brier"}>
        <summary className="min-h-6 cursor-pointer font-medium">{t("leaderboard.brier.title")}</summary>
        <p className="mt-2 text-soft">{t("leaderboard.brier.text")}</p>
        <p className="mt-2 text-soft">{t("leaderboard.profit.text")}</p>
      </details>
      {ranks && (
        <p role="status" aria-label="Freshness" className="sr-only">
          {t("fresh.block", { block: String(ranks.asOf.block) })}
        </p>
      )}
    </div>
  );
}

/** The reader's own figures of all time, if their row is not on this page; which rank they have nobody says. */
function useOwnRow(
  { period, collateral }: LeaderboardQuery,
  ranks: readonly Rank[] | undefined,
  tokens: readonly KnownToken[],
): Row | undefined {
  const { address } = useAccount();
  const me = address?.toLowerCase();
  const isShown = ranks?.some(({ account }) => account === me);
  const asked = me && ranks && !isShown && period === "all" ? `accounts/${me}` : null;
  const portfolio = useIndexed<IndexedPortfolio>(asked).data?.data;
  const token = collateral ?? ranks?.[0]?.collateral ?? tokens[0]?.address;
  const total = portfolio?.totals.find((each) => each.collateral === token);
  if (!asked || !total || !me) return undefined;
  const { currency, volume, trades, brier, brierTrades, realized } = total;
  return { rank: null, account: me, collateral: total.collateral, currency, profit: realized, volume, trades, brier, brierTrades };
}

/** What the ranking is by comes first. */
function useColumns({ by }: LeaderboardQuery, me: string | undefined): Column<Row>[] {
  const { t, locale } = useTexts();
  const { collaterals } = useChainConfig().deployment;
  const figures = [by, ...(["profit", "volume", "brier"] as const).filter((column) => column !== by)];
  const cells: Record<LeaderboardQuery["by"], (row: Row) => React.ReactNode> = {
    profit: ({ profit, collateral, currency }) => (
      <Gain amount={BigInt(profit.base)} text={amountText(profit, collateral, { collaterals, locale, isSigned: true, currency })} />
    ),
    volume: ({ volume, collateral, currency }) => amountText(volume, collateral, { collaterals, locale, currency }),
    brier: ({ brier, brierTrades }) =>
      brier === null ? (
        <span className="text-soft">{t("leaderboard.unjudged")}</span>
      ) : (
        <>
          {t(`leaderboard.foresight.${foresight(brier)}`)}{" "}
          <span className="note font-normal">
            {numberFormat(locale, { minimumFractionDigits: 3, maximumFractionDigits: 3 }).format(brier)}{" "}
            {t("leaderboard.judged", { count: brierTrades })}
          </span>
        </>
      ),
  };
  return [
    {
      id: "rank",
      title: t("leaderboard.rank"),
      cell: ({ rank }) => <span className={`rank ${rank !== null && rank <= 3 ? `rank-${rank}` : ""}`}>{rank ?? "–"}</span>,
    },
    {
      id: "account",
      title: t("holders.account"),
      role: "head",
      cell: ({ account }) => <AccountLink address={account} isMine={account === me} />,
    },
    ...figures.map((column) => ({
      id: column,
      title: t(`leaderboard.column.${column}`),
      isNumber: true,
      ...(column === by && { sort: by === "brier" ? ("ascending" as const) : ("descending" as const) }),
      cell: (row: Row) => (column === by ? <span className="font-semibold">{cells[column](row)}</span> : cells[column](row)),
    })),
    {
      id: "trades",
      title: t("leaderboard.column.trades"),
      isNumber: true,
      cell: ({ account, trades }) => (
        <Link className="link" prefetch={false} href={`/portfolio/${account}#history`}>
          {numberFormat(locale).format(trades)}
        </Link>
      ),
    },
  ];
}
