"use client";

import Link from "next/link";
import type { Market } from "../../sdk/types.ts";
import { activityText } from "../_lib/activityText.ts";
import { clean, relative, utc } from "../_lib/format.ts";
import type { IndexedActivity } from "../_lib/indexerTypes.ts";
import { rowKey } from "../_lib/mergeRows.ts";
import { useNow } from "../_lib/useChain.ts";
import { useMoney } from "../_lib/useMoney.ts";
import { AccountLink } from "./AccountLink.tsx";
import { useTexts } from "./TextsProvider.tsx";

/** What happened, newest first, in words. Names the market where rows are of many. */
export function HistoryTable({
  label,
  rows,
  marketOf,
  subject,
  more,
}: {
  label: string;
  rows: readonly IndexedActivity[];
  marketOf: (row: IndexedActivity) => Market | undefined;
  /** The column beside the words: who did it, or in which market. */
  subject: "account" | "market";
  more?: () => void;
}) {
  const { t, locale, zone } = useTexts();
  const money = useMoney();
  const now = useNow();
  return (
    <>
      <table className="table table-stack" aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{t(subject === "account" ? "activity.who" : "position.market")}</th>
            <th scope="col">{t("activity.what")}</th>
            <th scope="col" className="num">
              {t("activity.when")}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const market = marketOf(row);
            return (
              <tr key={rowKey(row)}>
                <td className={subject === "account" ? "text-sm whitespace-nowrap" : "sm:w-2/5"}>
                  {subject === "account" && row.account && <AccountLink address={row.account} />}
                  {subject === "market" && market && (
                    <Link className="link" prefetch={false} href={`/market/${market.id}`}>
                      <bdi className="line-clamp-3">{clean(market.metadata.question)}</bdi>
                    </Link>
                  )}
                </td>
                <td style={{ overflowWrap: "anywhere" }}>
                  <bdi>{market ? activityText(row, market, { t, locale, money }) : row.kind}</bdi>
                </td>
                <td className="num note whitespace-nowrap" title={utc(row.timestamp, locale, zone)}>
                  {now === null ? utc(row.timestamp, locale, zone) : relative(Math.min(row.timestamp, now), now, locale)}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {more && (
        <button type="button" className="btn btn-small mt-3" onClick={more}>
          {t("activity.more")}
        </button>
      )}
    </>
  );
}
