import type { IndexedActivity } from "./indexerTypes.ts";

const KEPT = 50;
let rows: readonly IndexedActivity[] = [];
const listeners = new Set<() => void>();
const NONE: readonly IndexedActivity[] = [];

/** What this page's own receipts say, until the indexer says it too. */
export const ownActivity = {
  get: () => rows,
  getOnServer: () => NONE,
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  add(more: readonly IndexedActivity[]) {
    rows = [...more.toReversed(), ...rows].slice(0, KEPT);
    for (const listener of listeners) listener();
  },
};
