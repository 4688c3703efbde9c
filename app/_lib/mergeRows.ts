import type { IndexedActivity } from "./indexerTypes.ts";

/**
 * What the indexer has, newest first, with one's own newer deeds before it. Up to `asOf` the indexer has the word: what it
 * does not have there did not happen (a reorganisation took it back), or stands further down.
 */
export function mergeRows(indexed: readonly IndexedActivity[], own: readonly IndexedActivity[], asOf: number): IndexedActivity[] {
  const known = new Set(indexed.map(rowKey));
  const news = own.filter((row) => row.block > asOf && !known.has(rowKey(row)));
  return [...news, ...indexed].sort((a, b) => b.block - a.block || b.logIndex - a.logIndex);
}

export function rowKey({ transactionHash, logIndex }: Pick<IndexedActivity, "transactionHash" | "logIndex">): string {
  return `${transactionHash.toLowerCase()}:${logIndex}`;
}
