"use client";

import { Download } from "lucide-react";
import { useSyncExternalStore } from "react";
import type { Market } from "../../../sdk/types.ts";
import { HistoryTable } from "../../_components/HistoryTable.tsx";
import { useTexts } from "../../_components/TextsProvider.tsx";
import type { IndexedActivity } from "../../_lib/indexerTypes.ts";
import { mergeRows } from "../../_lib/mergeRows.ts";
import { ownActivity } from "../../_lib/ownActivity.ts";
import { indexerAddress } from "../../_lib/readIndexer.ts";
import { useIndexedPages } from "../../_lib/useIndexer.ts";

/** All that the account did and was given, and the same as a file. */
export function AccountHistory({ account, markets }: { account: string; markets: readonly Market[] }) {
  const { t } = useTexts();
  const indexed = useIndexedPages<IndexedActivity>(`accounts/${account}/history`, { limit: 15 });
  const own = useSyncExternalStore(ownActivity.subscribe, ownActivity.get, ownActivity.getOnServer);
  const mine = own.filter((row) => row.account === account.toLowerCase());
  const rows = indexed.rows && mergeRows(indexed.rows, mine, indexed.asOf ?? 0);
  return (
    <section id="history" aria-label={t("history.label")} className="card panel">
      <div className="mb-2 flex flex-wrap items-center justify-between gap-2">
        <h2 className="text-[1.0625rem]">{t("history.label")}</h2>
        {rows && rows.length > 0 && (
          <a className="btn btn-small" href={indexerAddress(`accounts/${account}/history.csv`)} download>
            <Download size={16} aria-hidden /> {t("history.csv")}
          </a>
        )}
      </div>
      {!rows && (
        <p className="note" role="status">
          {t(indexed.failed ? "history.unavailable" : "history.loading")}
        </p>
      )}
      {rows?.length === 0 && <p className="note">{t("activity.none")}</p>}
      {rows && rows.length > 0 && (
        <HistoryTable
          label={t("history.label")}
          rows={rows}
          marketOf={(row) => markets.find(({ id }) => String(id) === row.marketId)}
          account={account}
          more={indexed.more}
        />
      )}
    </section>
  );
}
