import type { IndexedActivity } from "./indexerTypes.ts";
import { createStore } from "./store.ts";

const KEPT = 50;
const NONE: readonly IndexedActivity[] = [];
const rows = createStore(NONE);

/** What this page's own receipts say, until the indexer says it too. */
export const ownActivity = {
  get: rows.get,
  getOnServer: () => NONE,
  subscribe: rows.subscribe,
  add: (more: readonly IndexedActivity[]) => rows.set([...more.toReversed(), ...rows.get()].slice(0, KEPT)),
};
