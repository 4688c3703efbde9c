import type { Book } from "./book.ts";
import type { Store } from "./store.ts";
import type { Watch } from "./watch.ts";

/** Milliseconds without a look at the chain that went well. */
const LONGEST_SILENCE_MS = 30_000;

/** Whether the relay shows what is so: the database answers, and the book is at the head of the chain. */
export async function readiness(parts: { book: Book; store: Store; watch: Watch }) {
  const { book, store, watch } = parts;
  const hasDatabase = await store.ping().then(
    () => true,
    () => false,
  );
  const sees = Date.now() - watch.lookedAt < LONGEST_SILENCE_MS;
  const reason = !hasDatabase ? "The database does not answer" : sees ? null : "The chain was not seen for a while";
  return { ready: reason === null, block: watch.head ? Number(watch.head.number) : null, orders: book.size, reason };
}
