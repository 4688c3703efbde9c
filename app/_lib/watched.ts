import { createStored } from "./stored.ts";

const MAX = 500;

const NOTHING: readonly string[] = [];
const ids = createStored("presage.watched", NOTHING, (kept) =>
  Array.isArray(kept) ? kept.filter((id): id is string => typeof id === "string") : NOTHING,
);

/** The markets that the reader watches. */
export const watched = {
  subscribe: ids.subscribe,
  has: (id: string) => ids.get().includes(id),
  toggle(id: string) {
    const before = ids.get();
    ids.set(before.includes(id) ? before.filter((each) => each !== id) : [...before, id].slice(-MAX));
  },
};
