import type { Side } from "./types.ts";

const NO = 1n << 8n;
const LIQUIDITY = 2n << 8n;
const SEED = 3n << 8n;

/** What an account can hold of a market: a side of an outcome, liquidity, or the creator's locked part of it. */
export type PositionKind = Side | "liquidity" | "seed";

/** In the order of their numbers in an id. */
export const positionKinds = ["yes", "no", "liquidity", "seed"] as const satisfies readonly PositionKind[];

/**
 * The ERC-6909 id of a position: `marketId << 16 | kind << 8 | outcome`. With two outcomes NO on i is YES on 1 − i and has
 * no id of its own.
 */
export function positionId(options: { marketId: bigint; outcome: number; side: Side; outcomeCount: number }): bigint {
  const { marketId, side, outcomeCount } = options;
  const routed = routePosition({ outcome: options.outcome, side, outcomeCount });
  return (marketId << 16n) | (routed.side === "no" ? NO : 0n) | BigInt(routed.outcome);
}

/** The id of a market's liquidity token. */
export function liquidityId(marketId: bigint): bigint {
  return (marketId << 16n) | LIQUIDITY;
}

/** The creator's seed has no token on chain; in an account's books this is its id. */
export function seedId(marketId: bigint): bigint {
  return (marketId << 16n) | SEED;
}

/** What the contract trades when it is asked for this: with two outcomes NO on i is YES on 1 − i. */
export function routePosition(options: { outcome: number; side: Side; outcomeCount: number }): { outcome: number; side: Side } {
  const { outcome, side, outcomeCount } = options;
  return outcomeCount === 2 && side === "no" ? { outcome: 1 - outcome, side: "yes" } : { outcome, side };
}

/** Every position that a market has an id for: with two outcomes NO on one is YES on the other, and stands here once. */
export function positionsOf(outcomeCount: number): { outcome: number; side: Side }[] {
  const all = (["yes", "no"] as const).flatMap((side) => Array.from({ length: outcomeCount }, (_, outcome) => ({ outcome, side })));
  return all.filter(({ outcome, side }) => routePosition({ outcome, side, outcomeCount }).side === side);
}

/** What an id stands for; liquidity and seed have no outcome: zero. */
export function parsePositionId(id: bigint): { marketId: bigint; kind: PositionKind; outcome: number } {
  return { marketId: id >> 16n, kind: positionKinds[Number((id >> 8n) & 0xffn)] ?? "liquidity", outcome: Number(id & 0xffn) };
}

/** A set of outcomes as `convert` and `convertBack` take it. */
export function outcomeBitmap(outcomes: readonly number[]): bigint {
  return outcomes.reduce((bitmap, outcome) => bitmap | (1n << BigInt(outcome)), 0n);
}
