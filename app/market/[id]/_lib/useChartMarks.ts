"use client";

import { useMemo, useSyncExternalStore } from "react";
import type { Market } from "../../../../sdk/types.ts";
import type { Mark } from "../../../_components/LineChart.tsx";
import { useTexts } from "../../../_components/TextsProvider.tsx";
import { eventText } from "../../../_lib/eventText.ts";
import type { IndexedActivity, MarketPage } from "../../../_lib/indexerTypes.ts";
import { mergeRows } from "../../../_lib/mergeRows.ts";
import { ownActivity } from "../../../_lib/ownActivity.ts";
import { useAccount } from "../../../_lib/useAccount.ts";
import { useIndexed } from "../../../_lib/useIndexer.ts";

const TRADES = 100;

/** What is marked on a market's chart: the reader's own trades by outcome, and what happened in its resolution. */
export function useChartMarks(market: Market): { own: { time: number; outcome: number }[]; events: Mark[] } {
  const { t } = useTexts();
  const { address } = useAccount();
  const me = address?.toLowerCase();
  const history = useIndexed<IndexedActivity[]>(me ? `accounts/${me}/history` : null, { limit: TRADES }).data;
  const resolution = useIndexed<MarketPage["resolution"]>(`markets/${market.id}/resolution`).data?.data;
  const mine = useSyncExternalStore(ownActivity.subscribe, ownActivity.get, ownActivity.getOnServer);
  const id = String(market.id);
  const own = useMemo(
    () =>
      mergeRows(history?.data ?? [], mine, history?.asOf.block ?? 0)
        .filter(({ kind, marketId, account }) => (kind === "Trade" || kind === "OrderFilled") && marketId === id && account === me)
        .map(({ timestamp, data }) => ({ time: timestamp, outcome: Number(data.outcome) })),
    [history, mine, id, me],
  );
  const events = useMemo(
    () =>
      (resolution?.events ?? [])
        .filter(({ kind }) => !/Registered$|^Voted$|^Credited$/.test(kind))
        .map(({ kind, timestamp }) => ({ time: timestamp, color: "var(--soft)", text: eventText(kind, t) })),
    [resolution, t],
  );
  return { own, events };
}
