"use client";

import Link from "next/link";
import { HistoryNotice } from "../../_components/HistoryNotice.tsx";
import { NoHistory } from "../../_components/NoHistory.tsx";
import { useTexts } from "../../_components/TextsProvider.tsx";
import { clean, quantity, shortAddress } from "../../_lib/format.ts";
import type { Indexed, KnownToken, Rank } from "../../_lib/indexerTypes.ts";
import { type LeaderboardQuery, leaderboardHref, PERIODS, RANKINGS } from "../_lib/leaderboardQuery.ts";

/** Accounts by what they earned, traded or knew. */
export function LeaderboardView({
  query,
  tokens,
  ranks,
}: {
  query: LeaderboardQuery;
  /** Those that are known and in use: each has a ranking of its own. */
  tokens: KnownToken[];
  ranks: Indexed<Rank[]> | null;
}) {
  const { t, locale } = useTexts();
  const { by, period, collateral } = query;
  const score = (value: number) => value.toLocaleString(locale, { minimumFractionDigits: 3, maximumFractionDigits: 3 });
  return (
    <div className="mx-auto grid max-w-4xl grid-cols-[minmax(0,1fr)] gap-6">
      <div className="grid gap-2">
        <h1 className="text-3xl md:text-4xl">{t("leaderboard.title")}</h1>
        <p className="text-lg text-soft">{t(`leaderboard.lead.${by}`)}</p>
      </div>
      {ranks && <HistoryNotice />}
      <div className="flex flex-wrap gap-3">
        <Tabs
          label={t("leaderboard.by")}
          tabs={RANKINGS.map((each) => ({
            text: t(`leaderboard.by.${each}`),
            href: leaderboardHref({ ...query, by: each, cursor: undefined }),
            isCurrent: each === by,
          }))}
        />
        <Tabs
          label={t("chart.period")}
          tabs={PERIODS.map((each) => ({
            text: t(`leaderboard.period.${each}`),
            href: leaderboardHref({ ...query, period: each, cursor: undefined }),
            isCurrent: each === period,
          }))}
        />
        {tokens.length > 1 && (
          <Tabs
            label={t("leaderboard.token")}
            tabs={tokens.map(({ address, symbol }) => ({
              text: clean(symbol),
              href: leaderboardHref({ by, period, collateral: address }),
              isCurrent: (collateral ?? ranks?.data[0]?.collateral ?? tokens[0]?.address) === address,
            }))}
          />
        )}
      </div>
      {!ranks ? (
        <div role="status" className="card panel grid gap-1">
          <NoHistory />
        </div>
      ) : ranks.data.length === 0 ? (
        <div className="card panel grid gap-1">
          <p className="font-medium">{t("leaderboard.none")}</p>
          <p className="note">{t(by === "brier" ? "leaderboard.none.brier" : "leaderboard.none.hint")}</p>
        </div>
      ) : (
        <div className="card panel">
          <table className="table" aria-label={t("leaderboard.title")}>
            <thead>
              <tr>
                <th scope="col">{t("leaderboard.rank")}</th>
                <th scope="col">{t("holders.account")}</th>
                {columns(by).map((column) => (
                  <th key={column} scope="col" className={`num ${column === by ? "" : "max-sm:hidden"}`} {...(column === by && sorted(by))}>
                    {t(`leaderboard.column.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {ranks.data.map((rank) => (
                <tr key={rank.account}>
                  <td className="w-12 tabular-nums text-soft">{rank.rank}</td>
                  <td>
                    <Link className="link font-mono text-sm" href={`/portfolio/${rank.account}`}>
                      {shortAddress(rank.account)}
                    </Link>
                  </td>
                  {columns(by).map((column) => (
                    <td key={column} className={`num whitespace-nowrap ${column === by ? "font-semibold" : "max-sm:hidden"}`}>
                      {cell(rank, column)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          {(ranks.next || query.cursor) && (
            <nav aria-label={t("leaderboard.pages")} className="mt-4 flex gap-2">
              {query.cursor && (
                <Link className="btn btn-small" href={leaderboardHref({ ...query, cursor: undefined })}>
                  {t("leaderboard.first")}
                </Link>
              )}
              {ranks.next && (
                <Link className="btn btn-small" href={leaderboardHref({ ...query, cursor: ranks.next })}>
                  {t("leaderboard.next")}
                </Link>
              )}
            </nav>
          )}
        </div>
      )}
      <section className="grid gap-1 max-w-2xl">
        <h2 className="text-lg">{t("leaderboard.brier.title")}</h2>
        <p className="text-soft">{t("leaderboard.brier.text")}</p>
        <p className="text-soft">{t("leaderboard.profit.text")}</p>
      </section>
      {ranks && (
        <p role="status" aria-label="Freshness" className="note">
          {t("fresh.block", { block: String(ranks.asOf.block) })}
        </p>
      )}
    </div>
  );

  function cell(rank: Rank, column: Column) {
    const { decimals, symbol } = rank.currency;
    const money = (amount: string) => `${quantity(BigInt(amount), decimals ?? 0, locale)} ${clean(symbol)}`;
    switch (column) {
      case "profit":
        return <Signed amount={BigInt(rank.profit.base)} text={money(rank.profit.base)} />;
      case "volume":
        return money(rank.volume.base);
      case "trades":
        return rank.trades.toLocaleString(locale);
      case "brier":
        return rank.brier === null ? (
          <span className="text-soft">{t("leaderboard.unjudged")}</span>
        ) : (
          <>
            {score(rank.brier)} <span className="note font-normal">{t("leaderboard.judged", { count: rank.brierTrades })}</span>
          </>
        );
    }
  }
}

type Column = LeaderboardQuery["by"] | "trades";

/** What the ranking is by comes first. */
function columns(by: LeaderboardQuery["by"]): Column[] {
  return [by, ...(["profit", "volume", "brier"] as const).filter((column) => column !== by), "trades"];
}

function sorted(by: LeaderboardQuery["by"]) {
  return { "aria-sort": by === "brier" ? ("ascending" as const) : ("descending" as const) };
}

function Signed({ amount, text }: { amount: bigint; text: string }) {
  return (
    <span className={amount > 0n ? "text-good" : amount < 0n ? "text-bad" : ""}>
      {amount > 0n ? "+" : ""}
      {text}
    </span>
  );
}

function Tabs({ label, tabs }: { label: string; tabs: { text: string; href: string; isCurrent: boolean }[] }) {
  return (
    <nav aria-label={label} className="segmented max-sm:w-full">
      {tabs.map(({ text, href, isCurrent }) => (
        <Link
          key={href}
          href={href}
          scroll={false}
          aria-current={isCurrent ? "page" : undefined}
          className={`flex min-h-9 flex-1 items-center justify-center whitespace-nowrap rounded-[9px] px-3 max-sm:px-2 text-sm font-medium ${isCurrent ? "bg-card text-ink shadow-(--shadow)" : "text-soft"}`}
        >
          {text}
        </Link>
      ))}
    </nav>
  );
}
