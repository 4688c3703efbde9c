import { isAddressEqual, zeroAddress } from "viem";
import { z } from "zod";
import { isKnownSequencerFeed } from "../../chains.ts";
import { formatAmount } from "../../formatAmount.ts";
import { parseAmount } from "../../parseAmount.ts";
import { type PriceFeedPolicy, priceFeedEarliestResolveBy, sequencerCountsUntil } from "../../resolvers/priceFeed/policy.ts";
import { account, count, duration, MOST_OUTCOMES, text, when } from "../fields.ts";
import { parseWhen, secondsOf } from "../time.ts";
import type { ResolverForm, Saying } from "./resolverForm.ts";

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
  sentences: ({ policy, feedDecimals }, saying) => {
    const { feed, settlesAt, maxDelay, kind, strict, bounds } = policy;
    const { deployment, time, span } = saying;
    const shown = bounds.map((bound) => formatAmount(bound, feedDecimals, { minDigits: 0 })).join(", ");
    const known = Object.entries(deployment.feeds ?? {}).find(([, address]) => isAddressEqual(address, feed))?.[0];
    return [
      `the first price of the feed ${known ? `${known} (${feed})` : feed} at or after ${time(settlesAt)}, within ${span(maxDelay)}: ${kind} ${shown}, a price on a bound is ${strict ? "below" : "above"} it`,
      ...(known ? [] : ["that feed is the creator's word: whoever controls it decides the market"]),
      ...sequencerText(policy, saying),
    ];
  },
} as const satisfies ResolverForm<z.infer<typeof schema>, "priceFeed", { feedDecimals: number }>;

/** What a sequencer's feed can do to a market, and whose word it is. */
function sequencerText(policy: PriceFeedPolicy, { chain: { chain, hasSequencer }, time, span }: Saying): string[] {
  const { sequencerFeed, gracePeriod } = policy;
  if (sequencerFeed === zeroAddress)
    return hasSequencer ? [`no sequencer's feed is asked, though ${chain.name} may have a sequencer that can stand still`] : [];
  const whose = isKnownSequencerFeed(sequencerFeed, chain.id)
    ? `known for ${chain.name}`
    : `not known for ${chain.name}: the creator's word, whoever controls it can cause that delay`;
  return [
    `nobody settles before the chain's sequencer has been up for ${span(gracePeriod)}, as the feed ${sequencerFeed} says (${whose}); from ${time(sequencerCountsUntil(policy))} it is not asked, so it can delay the settlement, never prevent it or change the price`,
  ];
}
