import { zeroAddress } from "viem";
import { z } from "zod";
import { parseAmount } from "../../parseAmount.ts";
import { priceFeedEarliestResolveBy } from "../../resolvers/priceFeed/policy.ts";
import { account, count, duration, MOST_OUTCOMES, text, when } from "../fields.ts";
import { parseWhen, secondsOf } from "../time.ts";
import type { ResolverForm } from "./resolverForm.ts";

const USUAL_DECIMALS = 8;

const schema = z
  .strictObject({
    kind: z.literal("priceFeed"),
    feed: account,
    sequencerFeed: account.optional(),
    gracePeriod: duration.optional(),
    /** `closes` unless told. */
    settles: when.optional(),
    maxDelay: duration,
    /** `>=` (default) or `>`: whether a price exactly on the bound belongs above it. */
    comparison: z.enum([">=", ">"]).optional(),
    /** In whole units of the price; one for a strike, two for a scalar market, one less than outcomes for bands. */
    bounds: z
      .array(text("number"))
      .min(1)
      .max(MOST_OUTCOMES - 1),
    /** Decimals of the feed, its own word for it unless told; a market is not created if the two differ. */
    feedDecimals: count(0, 18).optional(),
  })
  .meta({ id: "priceFeed" });

export const priceFeed = {
  schema,
  windows: () => [], // that of a price feed is the feed's
  dueAt: ({ settles }, now) => (settles === undefined ? undefined : parseWhen(settles, now)),
  earliestResolveBy: ({ maxDelay, gracePeriod }, from) =>
    priceFeedEarliestResolveBy({ settlesAt: from, maxDelay: secondsOf(maxDelay), gracePeriod: secondsOf(gracePeriod) }),
  accounts: ({ feed, sequencerFeed }) => [
    { path: ["resolver", "feed"], name: feed },
    ...(sequencerFeed ? [{ path: ["resolver", "sequencerFeed"], name: sequencerFeed }] : []),
  ],
  amounts: ({ bounds }) => bounds.map((text, index) => ({ path: ["resolver", "bounds", index], text, of: "feed" })),
  policy: (resolver, { market, feed, feedDecimals, now }) => {
    const decimals = feedDecimals ?? resolver.feedDecimals ?? USUAL_DECIMALS;
    return {
      feed: feed(resolver.feed),
      sequencerFeed: resolver.sequencerFeed ? feed(resolver.sequencerFeed) : zeroAddress,
      gracePeriod: secondsOf(resolver.gracePeriod),
      // the linter has made sure that the text is a time
      settlesAt: parseWhen(resolver.settles ?? market.closes, now) as number,
      maxDelay: secondsOf(resolver.maxDelay),
      kind: market.scalar ? "scalar" : market.bands ? "bands" : "strike",
      strict: resolver.comparison === ">",
      bounds: resolver.bounds.map((bound) => parseAmount(bound, decimals)),
    };
  },
  written: (policy, { price, time, duration }) => ({
    kind: "priceFeed",
    feed: policy.feed,
    ...(policy.sequencerFeed !== zeroAddress && { sequencerFeed: policy.sequencerFeed }),
    ...(policy.gracePeriod > 0 && { gracePeriod: duration(policy.gracePeriod) }),
    settles: time(policy.settlesAt),
    maxDelay: duration(policy.maxDelay),
    comparison: policy.strict ? ">" : ">=",
    bounds: policy.bounds.map(price),
  }),
} as const satisfies ResolverForm<z.infer<typeof schema>, "priceFeed">;
