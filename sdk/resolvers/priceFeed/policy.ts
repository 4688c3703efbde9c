import { type Address, encodeAbiParameters, type Hex } from "viem";
import { priceFeedResolverAbi } from "../../abi/priceFeedResolver.ts";
import { outputsOf } from "../../outputsOf.ts";
import { earliestResolveByOf } from "../windows.ts";

/** How a price becomes payouts, in the contract's order. */
export const priceKinds = ["strike", "bands", "scalar"] as const;

/** How `PriceFeedResolver` decides a market; see `PriceFeedPolicy` in `contracts/interfaces/IPriceFeedResolver.sol`. */
export interface PriceFeedPolicy {
  /** Whoever controls it decides the market. */
  feed: Address;
  /** The zero address for none. */
  sequencerFeed: Address;
  /** Seconds that the sequencer must have been up again; at most `MAX_GRACE_PERIOD`, and zero without a sequencer feed. */
  gracePeriod: number;
  settlesAt: number;
  /** Seconds after `settlesAt` within which a round must come; at least `MIN_MAX_DELAY`. */
  maxDelay: number;
  kind: (typeof priceKinds)[number];
  /** Whether a price exactly on a bound counts as below it. */
  strict: boolean;
  /** In the feed's own units, ascending, each within ±`MAX_BOUND`. */
  bounds: readonly bigint[];
}

/** Feeds that stand still report once a day: a heartbeat and an hour, in seconds. */
export const MIN_MAX_DELAY = 25 * 3_600;
/** In seconds. */
export const MAX_GRACE_PERIOD = 86_400;
/** Beyond it no bound is accepted, so that no price makes the arithmetic of a settlement overflow. */
export const MAX_BOUND = 2n ** 127n - 1n;

/** `resolverData` of a market decided by `PriceFeedResolver`. */
export function encodePriceFeedPolicy(policy: PriceFeedPolicy): Hex {
  const [type] = outputsOf(priceFeedResolverAbi, "policyOf");
  return encodeAbiParameters([type], [{ ...policy, kind: priceKinds.indexOf(policy.kind) }]);
}

/** See `Resolver.earliestResolveBy`: counted from the time of the price, at or after `closesAt`. */
export function priceFeedEarliestResolveBy({
  settlesAt,
  maxDelay,
  gracePeriod,
}: Pick<PriceFeedPolicy, "settlesAt" | "maxDelay" | "gracePeriod">): number {
  return earliestResolveByOf({ from: settlesAt, round: maxDelay, grace: gracePeriod });
}

/** From this second on the sequencer's feed is not asked any more, so that it can delay settling but never prevent it. */
export function sequencerCountsUntil({
  settlesAt,
  maxDelay,
  gracePeriod,
}: Pick<PriceFeedPolicy, "settlesAt" | "maxDelay" | "gracePeriod">): number {
  return settlesAt + 2 * maxDelay + gracePeriod;
}
