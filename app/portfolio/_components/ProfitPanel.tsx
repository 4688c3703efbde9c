"use client";

import dynamic from "next/dynamic";
import { useMemo, useState } from "react";
import type { Token } from "../../../sdk/types.ts";
import { NoChart } from "../../_components/NoChart.tsx";
import { NoHistory } from "../../_components/NoHistory.tsx";
import { useTexts } from "../../_components/TextsProvider.tsx";
import { compact, money } from "../../_lib/format.ts";
import type { IndexedPortfolio, ProfitDay } from "../../_lib/indexerTypes.ts";
import { profitCurve } from "../../_lib/profitCurve.ts";
import { useNow } from "../../_lib/useChain.ts";
import { useIndexed } from "../../_lib/useIndexer.ts";

const HEIGHT = 200;
const DAY = 86_400;

const LineChart = dynamic(() => import("../../_components/LineChart.tsx").catch(() => ({ default: NoChart })), {
  ssr: false,
  loading: () => <div style={{ height: HEIGHT }} />,
});

/** What the account made so far, in all and day by day. */
export function ProfitPanel({
  account,
  token,
  isNamed = false,
}: {
  account: string;
  token: Token;
  /** Whether there are panels of other tokens beside it. */
  isNamed?: boolean;
}) {
  const { t, locale } = useTexts();
  const now = useNow();
  const [isTable, setTable] = useState(false);
  const portfolio = useIndexed<IndexedPortfolio>(`accounts/${account}`);
  const days = useIndexed<ProfitDay[]>(`accounts/${account}/profit`, { collateral: token.address.toLowerCase() }).data?.data;
  const total = portfolio.data?.data.totals.find(({ collateral }) => collateral === token.address.toLowerCase());
  const today = now === null ? 0 : now - (now % DAY);
  const curve = useMemo(() => (days && today > 0 ? profitCurve(days, token.address, today) : []), [days, token.address, today]);
  const times = useMemo(() => [(curve[0]?.day ?? 0) - DAY, ...curve.map(({ day }) => day)], [curve]);
  const name = t("profit.realized");
  const lines = useMemo(
    () => [{ name, color: "var(--accent)", values: [0, ...curve.map((each) => Number(each.total) / 10 ** token.decimals)] }],
    [curve, name, token.decimals],
  );

  if (!total) {
    if (!portfolio.isError) return null;
    return (
      <section aria-label={t("profit.title")} className="card panel">
        <h2>{t("profit.title")}</h2>
        <NoHistory error={portfolio.error} />
      </section>
    );
  }
  const title = isNamed ? `${t("profit.title")} · ${token.symbol}` : t("profit.title");
  const show = (amount: string | bigint) => `${BigInt(amount) > 0n ? "+" : ""}${money(BigInt(amount), token, locale)}`;
  const inShort = (value: number) => compact(BigInt(Math.round(value * 10 ** token.decimals)), token, locale);
  return (
    <section aria-label={title} className="card panel grid grid-cols-[minmax(0,1fr)] gap-4">
      <h2 className="mb-0!">{title}</h2>
      <dl className="grid grid-cols-2 gap-4 sm:grid-cols-4">
        <Sum term={t("profit.total")} text={show(total.profit.base)} amount={BigInt(total.profit.base)} />
        <Sum term={t("profit.realized")} text={show(total.realized.base)} amount={BigInt(total.realized.base)} />
        <Sum term={t("profit.unrealized")} text={show(total.unrealized.base)} amount={BigInt(total.unrealized.base)} />
        <Sum term={t("profit.volume")} text={money(BigInt(total.volume.base), token, locale)} />
      </dl>
      {curve.length > 0 && (
        <>
          <LineChart
            times={times}
            lines={lines}
            format={inShort}
            axis={(value) => inShort(value).split(" ")[0]}
            locale={locale}
            height={HEIGHT}
          />
          <button type="button" aria-expanded={isTable} className="btn btn-small justify-self-start" onClick={() => setTable(!isTable)}>
            {t(isTable ? "chart.hideTable" : "chart.showTable")}
          </button>
          <div
            className={isTable ? "max-h-80 overflow-auto" : "sr-only"}
            {...(isTable && { tabIndex: 0, role: "group", "aria-label": t("profit.curve") })}
          >
            <table className="table" aria-label={t("profit.curve")}>
              <thead>
                <tr>
                  <th scope="col">{t("profit.day")}</th>
                  <th scope="col" className="num">
                    {t("profit.realized")}
                  </th>
                  <th scope="col" className="num">
                    {t("profit.sum")}
                  </th>
                </tr>
              </thead>
              <tbody>
                {curve.toReversed().map(({ day, realized, total: sum }) => (
                  <tr key={day}>
                    <th scope="row">
                      {new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }).format(
                        day * 1000,
                      )}
                    </th>
                    <td className="num">{show(realized)}</td>
                    <td className="num">{show(sum)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
      <p className="note">{t("profit.explain")}</p>
    </section>
  );
}

function Sum({ term, text, amount = 0n }: { term: string; text: string; amount?: bigint }) {
  return (
    <div>
      <dt className="note">{term}</dt>
      <dd className={`text-lg font-semibold tabular-nums ${amount > 0n ? "text-good" : amount < 0n ? "text-bad" : ""}`}>{text}</dd>
    </div>
  );
}
