"use client";

import { useState, useSyncExternalStore } from "react";
import type { Market } from "../../../../sdk/types.ts";
import { HistoryTable } from "../../../_components/HistoryTable.tsx";
import { useChainConfig } from "../../../_components/Providers.tsx";
import { useTexts } from "../../../_components/TextsProvider.tsx";
import type { IndexedActivity } from "../../../_lib/indexerTypes.ts";
import { mergeRows } from "../../../_lib/mergeRows.ts";
import { ownActivity } from "../../../_lib/ownActivity.ts";
import { toIndexed } from "../../../_lib/toIndexed.ts";
import { useActivity } from "../../../_lib/useChain.ts";
import { useIndexedPages } from "../../../_lib/useIndexer.ts";

const PAGE = 15;

/** All that happened in the market: as the indexer has it, with one's own deeds at once; without an indexer, from the chain's logs. */
export function ActivityTable({ market }: { market: Market }) {
  const { t } = useTexts();
  const [shown, setShown] = useState(PAGE);
  const indexed = useIndexedPages<IndexedActivity>(`markets/${market.id}/activity`, { limit: PAGE });
  const { Orders: orders } = useChainConfig().deployment.contracts;
  const activity = useActivity(market.id, indexed.failed);
  const onChain = activity && toIndexed(activity, orders).toReversed();
  const own = useSyncExternalStore(ownActivity.subscribe, ownActivity.get, ownActivity.getOnServer);

  const mine = own.filter(({ marketId }) => marketId === String(market.id));
  const isFromChain = indexed.failed && onChain !== undefined;
  const all = isFromChain
    ? mergeRows(onChain, mine, onChain[0]?.block ?? 0)
    : indexed.rows && mergeRows(indexed.rows, mine, indexed.asOf ?? 0);
  const more = isFromChain ? (onChain.length > shown ? () => setShown(shown + PAGE) : undefined) : indexed.more;
  const rows = isFromChain ? all?.slice(0, shown) : all;
  return (
    <section aria-label={t("activity.title")} className="grid gap-4">
      {isFromChain && <p className="note mb-2">{t("activity.fromChain")}</p>}
      {!rows && (
        <p className="note" role="status">
          {t("loading")}
        </p>
      )}
      {rows?.length === 0 && <p className="note">{t("activity.none")}</p>}
      {rows && rows.length > 0 && <HistoryTable label={t("activity.title")} rows={rows} marketOf={() => market} more={more} />}
    </section>
  );
}
