"use client";

import { useMemo, useState } from "react";
import { NoHistory } from "../../_components/NoHistory.tsx";
import { useTexts } from "../../_components/TextsProvider.tsx";
import { dateFormat } from "../../_lib/formatters.ts";
import type { IndexedMarket, IndexedPortfolio, Movement, ProfitDay } from "../../_lib/indexerTypes.ts";
import { useNow } from "../../_lib/useChain.ts";
import { useIndexed } from "../../_lib/useIndexer.ts";
import { useMoney } from "../../_lib/useMoney.ts";
import { Button } from "../../_ui/Button.tsx";
import { Curve } from "../../_ui/Curve.tsx";
import { Gain } from "../../_ui/Gain.tsx";
import { dayProfit } from "../_lib/dayProfit.ts";
import { MOVEMENTS } from "../_lib/pageSizes.ts";
import { profitPoints } from "../_lib/profitPoints.ts";
import type { PortfolioSection } from "../_lib/sectionsOf.ts";

const DAY = 86_400;
/** The curve is drawn anew in such steps, not every second. */
const STEP = 60;

/** What all of it is worth, what that changed today and in all, and the curve that ends there. */
export function WorthHeader({ account, section, portfolio }: { account: string; section: PortfolioSection; portfolio?: IndexedPortfolio }) {
  const { t, locale } = useTexts();
  const show = useMoney();
  const [isTable, setTable] = useState(false);
  const { token, worth } = section;
  const collateral = token.address.toLowerCase();
  const path = `accounts/${account.toLowerCase()}`;
  const days = useIndexed<ProfitDay[]>(`${path}/profit`);
  // until the page runs in a browser the time of what was read, so that nothing that comes later moves what stands below
  const now = useNow() ?? days.data?.asOf.timestamp ?? null;
  const movements = useIndexed<Movement[]>(`${path}/movements`, { limit: MOVEMENTS }).data;
  const moved = useIndexed<IndexedMarket[]>("markets", { sort: "change24h", limit: MOVEMENTS }).data?.data;
  const total = portfolio?.totals.find((each) => each.collateral === collateral);
  const at = now === null ? null : now - (now % STEP);
  const profit = total && BigInt(total.profit.base);
  const points = useMemo(
    () => (days.data && at !== null ? profitPoints(days.data.data, { collateral, now: at }) : []),
    [days.data, at, collateral],
  );
  const realized = points.at(-1)?.total ?? 0n;
  const since = at === null ? null : at - DAY;
  const isWhole = movements && since !== null && (!movements.next || (movements.data.at(-1)?.timestamp ?? 0) <= since);
  const today =
    portfolio && moved && isWhole
      ? dayProfit({ positions: portfolio.positions, movements: movements.data, markets: moved, collateral, since })
      : undefined;

  return (
    <div className="worth">
      <div className="grid content-center gap-1">
        <p className="text-soft">{t("portfolio.worth")}</p>
        <p className="text-4xl font-semibold tracking-tight tabular-nums md:text-5xl">{show(worth, token)}</p>
        <dl className="mt-2 flex flex-wrap gap-x-8 gap-y-2">
          {today !== undefined && (
            <div>
              <dt className="note">{t("portfolio.today")}</dt>
              <dd className="text-lg font-semibold">
                <Gain amount={today} text={show(today, token, { isSigned: true })} />
              </dd>
            </div>
          )}
          {total && profit !== undefined && (
            <div>
              <dt className="note">{t("portfolio.allTime")}</dt>
              <dd className="text-lg font-semibold">
                <Gain amount={profit} text={show(profit, token, { isSigned: true })} />
              </dd>
              <dd className="note">
                {t("portfolio.parts", {
                  realized: show(BigInt(total.realized.base), token, { isSigned: true }),
                  open: show(BigInt(total.unrealized.base), token, { isSigned: true }),
                })}
              </dd>
            </div>
          )}
          {total && (
            <div>
              <dt className="note">{t("profit.volume")}</dt>
              <dd className="text-lg font-semibold tabular-nums">{show(BigInt(total.volume.base), token)}</dd>
            </div>
          )}
        </dl>
      </div>
      {days.isError && (
        <div className="grid content-center">
          <NoHistory error={days.error} />
        </div>
      )}
      {points.length > 1 && (
        <figure className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-center gap-1">
          <Curve points={points.map(({ time, total: value }) => ({ time, value: Number(value) }))} />
          <figcaption className="flex flex-wrap items-center justify-between gap-2">
            <span className="note">
              {t("profit.curve")}: <Gain amount={realized} text={show(realized, token, { isSigned: true })} />
            </span>
            <Button tone="quiet" size="small" aria-expanded={isTable} className="text-soft" onClick={() => setTable(!isTable)}>
              {t(isTable ? "chart.hideTable" : "chart.showTable")}
            </Button>
          </figcaption>
          <div
            className={isTable ? "max-h-72 overflow-auto" : "sr-only"}
            {...(isTable && { tabIndex: 0, role: "group", "aria-label": t("profit.curve") })}
          >
            <table className="table" aria-label={t("profit.curve")}>
              <thead>
                <tr>
                  <th scope="col">{t("profit.until")}</th>
                  <th scope="col" className="num">
                    {t("position.profit")}
                  </th>
                </tr>
              </thead>
              <tbody>
                {points.toReversed().map(({ time, total: sum }, index) => (
                  <tr key={time}>
                    <th scope="row">{index === 0 ? t("chart.now") : day(time, locale)}</th>
                    <td className="num">{show(sum, token, { isSigned: true })}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </figure>
      )}
    </div>
  );
}

/** The day that ends at a time. */
function day(time: number, locale: string): string {
  return dateFormat(locale, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }).format((time - 1) * 1000);
}
