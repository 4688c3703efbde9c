import type { Endpoint, Head } from "./endpoint.ts";

/** An endpoint that much slower than the fastest is not preferred for its place in the list. */
const SLOWER_BY_MS = 50;
const SLOWER_TIMES = 1.5;
/** Blocks behind the newest head from which on an endpoint comes after the others. */
const LAGS_BY = 3;
/** A head that was seen longer ago says nothing. */
const HEAD_AGE_MS = 60_000;
/** Heads that were seen within this time were seen together: a chain moves on between two checks. */
const TOGETHER_MS = 2_000;

/**
 * The head that the endpoints are measured by: the newest that two of them have seen, because a single one may be wrong; of
 * two endpoints the newer. Undefined before a check.
 */
export function referenceHead(endpoints: readonly Endpoint[], now: number): Head | undefined {
  const heads = endpoints.flatMap(({ head, failure }) =>
    head && now - head.at < HEAD_AGE_MS && failure?.kind !== "wrongChain" ? [head] : [],
  );
  heads.sort((a, b) => b.block - a.block);
  return heads.length >= 3 ? heads[1] : heads[0];
}

/** How many blocks an endpoint's head is behind the reference, negative if it is ahead; 0 where they cannot be compared. */
export function lagOf({ head }: Endpoint, reference: Head | undefined): number {
  if (!head || !reference) return 0;
  const lag = reference.block - head.block;
  const isComparable = lag > 0 ? head.at > reference.at - TOGETHER_MS : reference.at > head.at - TOGETHER_MS;
  return isComparable ? lag : 0;
}

/**
 * Those that are worth asking, best first: up to date before late; the one that has been asked so far stays the first unless
 * `mayMove`; otherwise the order of the list, except that a much slower one comes later.
 */
export function rankEndpoints(
  usable: readonly Endpoint[],
  options: { reference: Head | undefined; current?: Endpoint; mayMove: boolean },
): Endpoint[] {
  const { reference, current, mayMove } = options;
  const isLate = (endpoint: Endpoint) => lagOf(endpoint, reference) >= LAGS_BY;
  const best = usable.some((endpoint) => !isLate(endpoint)) ? usable.filter((endpoint) => !isLate(endpoint)) : [...usable];
  const fastest = Math.min(...best.map(({ latency = 0 }) => latency));
  const isSlow = ({ latency = 0 }: Endpoint) => latency > fastest * SLOWER_TIMES + SLOWER_BY_MS;
  const tier = (endpoint: Endpoint) => {
    if (isLate(endpoint)) return 3;
    if (endpoint === current && !mayMove) return 0;
    return isSlow(endpoint) ? 2 : 1;
  };
  return usable
    .map((endpoint) => ({ endpoint, tier: tier(endpoint) }))
    .sort((a, b) => a.tier - b.tier || lateness(a.endpoint, reference, a.tier) - lateness(b.endpoint, reference, b.tier))
    .map(({ endpoint }) => endpoint);
}

/** The order within a tier: of late ones by how late, of slow ones by how slow, of the rest as they came. */
function lateness(endpoint: Endpoint, reference: Head | undefined, tier: number): number {
  if (tier === 3) return lagOf(endpoint, reference);
  return tier === 2 ? (endpoint.latency ?? 0) : 0;
}
