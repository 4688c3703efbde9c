"use client";

import type { Market } from "../../sdk/types.ts";
import { activityText } from "../_lib/activityText.ts";
import { relative, utc } from "../_lib/format.ts";
import type { IndexedActivity } from "../_lib/indexerTypes.ts";
import { rowKey } from "../_lib/mergeRows.ts";
import { useNow } from "../_lib/useChain.ts";
import { useMoney } from "../_lib/useMoney.ts";
import { AccountLink } from "./AccountLink.tsx";
import { MarketName } from "./MarketName.tsx";
import { useTexts } from "./TextsProvider.tsx";

/** What happened, newest first, in words: in one market, with who did it; or to one account, with the market, and as it is for that account. */
export function HistoryTable({
  label,
  rows,
  marketOf,
  account,
  more,
}: {
  label: string;
  rows: readonly IndexedActivity[];
  marketOf: (row: IndexedActivity) => Market | undefined;
  /** Whose history it is, unless it is a market's. */
  account?: string;
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
            <th scope="col">{t(account ? "position.market" : "activity.who")}</th>
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
                <td className={account ? "sm:w-2/5" : "text-sm whitespace-nowrap"}>
                  {!account && row.account && <AccountLink address={row.account} />}
                  {account && market && <MarketName market={market} className="link" />}
                </td>
                <td style={{ overflowWrap: "anywhere" }}>
                  <bdi>{market ? activityText(row, market, { t, locale, money, ...(account && { account }) }) : row.kind}</bdi>
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
