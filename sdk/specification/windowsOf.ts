import { committeeEarliestResolveBy } from "../resolvers/committee/policy.ts";
import { optimisticEarliestResolveBy } from "../resolvers/optimistic/policy.ts";
import { priceFeedEarliestResolveBy } from "../resolvers/priceFeed/policy.ts";
import { realityEarliestResolveBy } from "../resolvers/reality/policy.ts";
import { umaEarliestResolveBy } from "../resolvers/uma/policy.ts";
import { parseDuration, parseWhen } from "./time.ts";
import type { ResolverPolicy, Specification } from "./types.ts";

const secondsOf = (duration: string | undefined) => parseDuration(duration ?? "PT0S") ?? 0;

/** The windows of a policy in which somebody must act, by field; that of a price feed is the feed's. */
export function windowsOf(resolver: ResolverPolicy): [field: string, text: string][] {
  switch (resolver.kind) {
    case "optimistic":
      return [
        ["liveness", resolver.liveness],
        ["arbiterTimeout", resolver.arbiterTimeout],
      ];
    case "committee":
      return [["delay", resolver.delay]];
    case "priceFeed":
      return [];
    case "uma":
      return [["liveness", resolver.liveness]];
    case "reality":
      return [["timeout", resolver.timeout]];
  }
}

/** The time from which the answer counts, Unix seconds: the close, or of a price feed the time of the price. `now`: of creation. */
function dueAt({ resolver, closes }: Pick<Specification, "resolver" | "closes">, now: number): number {
  const closesAt = parseWhen(closes, now) ?? now;
  return resolver.kind === "priceFeed" && resolver.settles ? (parseWhen(resolver.settles, now) ?? closesAt) : closesAt;
}

/** The earliest `resolveBy` with which the market registers, in Unix seconds. `now`: of creation. */
export function earliestResolveBy(specification: Pick<Specification, "resolver" | "closes">, now: number): number {
  const { resolver } = specification;
  const from = dueAt(specification, now);
  switch (resolver.kind) {
    case "optimistic":
      return optimisticEarliestResolveBy(
        { liveness: secondsOf(resolver.liveness), arbiterTimeout: secondsOf(resolver.arbiterTimeout) },
        from,
      );
    case "committee":
      return committeeEarliestResolveBy({ delay: secondsOf(resolver.delay) }, from);
    case "priceFeed":
      return priceFeedEarliestResolveBy({
        settlesAt: from,
        maxDelay: secondsOf(resolver.maxDelay),
        gracePeriod: secondsOf(resolver.gracePeriod),
      });
    case "uma":
      return umaEarliestResolveBy({ liveness: BigInt(secondsOf(resolver.liveness)) }, from);
    case "reality":
      return realityEarliestResolveBy({ timeout: secondsOf(resolver.timeout) }, from);
  }
}
