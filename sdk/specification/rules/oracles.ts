import { zeroAddress } from "viem";
import { chainOf, isKnownSequencerFeed } from "../../chains.ts";
import { formatAmount } from "../../formatAmount.ts";
import { parseAmount } from "../../parseAmount.ts";
import { MAX_BOUND, MAX_GRACE_PERIOD, MIN_MAX_DELAY } from "../../resolvers/priceFeed/policy.ts";
import { MAX_MIN_BOND } from "../../resolvers/reality/policy.ts";
import { outcomesOf } from "../outcomesOf.ts";
import { parseDuration, parseWhen } from "../time.ts";
import type { Specification } from "../types.ts";
import type { Fault, Rule } from "./rule.ts";

const DAY = 86_400;
const YEAR = 365 * DAY;
const USUAL_DECIMALS = 8;
/** Bonds at UMA are kept in 96 bits; a token has at least six decimals. */
const MAX_UMA_BOND = 2 ** 96 / 1e6;
/** What UMA's votes and courts have needed in practice, and some. */
const PATIENCE = 90 * DAY;

export const oracleRules: readonly Rule[] = [
  {
    code: "bounds",
    severity: "error",
    why: "The bounds decide which outcome a price pays: one for two outcomes, two for a scalar market, one less than bands.",
    check: (specification, { terms }) => {
      const { resolver } = specification;
      if (resolver.kind !== "priceFeed") return [];
      const expected = specification.scalar ? 2 : outcomesOf(specification).length - 1;
      const path = ["resolver", "bounds"];
      if (!specification.scalar && !specification.bands && expected !== 1)
        return [{ path: ["outcomes"], message: "a price picks one of two outcomes", suggestion: "Name two outcomes, or give `bands`." }];
      if (resolver.bounds.length !== expected)
        return [{ path, message: `there are ${resolver.bounds.length} bounds, ${expected} expected`, suggestion: "Correct their number." }];
      const decimals = terms?.feedDecimals ?? resolver.feedDecimals;
      const values = resolver.bounds.map((bound) => toUnits(bound, decimals ?? USUAL_DECIMALS));
      const wrong = values.indexOf(undefined);
      if (wrong >= 0)
        return [
          {
            path: [...path, wrong],
            // of a feed that nobody has asked yet it is a guess
            ...(decimals === undefined && !resolver.bounds[wrong]?.startsWith("-") && { severity: "warning" as const }),
            message: `${resolver.bounds[wrong]} is not a price with at most ${decimals ?? USUAL_DECIMALS} decimals`,
            suggestion: "Write it in whole units, such as 150000 or 0.25.",
          },
        ];
      const high = values.findIndex((value) => (value as bigint) > MAX_BOUND);
      if (high >= 0)
        return [
          { path: [...path, high], message: `${resolver.bounds[high]} is more than the contract takes`, suggestion: "Lower the bound." },
        ];
      const low = values.findIndex((value, i) => i > 0 && (value as bigint) <= (values[i - 1] as bigint));
      return low > 0 ? [{ path: [...path, low], message: "the bounds do not ascend", suggestion: "Order them, each once." }] : [];
    },
  },
  {
    code: "bounds-disagree",
    severity: "error",
    why: "The contract goes by the bounds, people by the names of the bands and the ends of the scale.",
    check: (specification) => {
      const { resolver, scalar, bands } = specification;
      if (resolver.kind !== "priceFeed") return [];
      const said = scalar ? [scalar.low, scalar.high] : bands?.slice(1).map(({ low }) => low);
      const index = said?.findIndex((value, i) => value !== undefined && value !== Number(resolver.bounds[i])) ?? -1;
      return said && index >= 0 && resolver.bounds[index] !== undefined
        ? [
            {
              path: ["resolver", "bounds", index],
              message: `the bound ${resolver.bounds[index]} is ${said[index]} in the text`,
              suggestion: "Make them agree.",
            },
          ]
        : [];
    },
  },
  {
    code: "settles",
    severity: "error",
    why: "Nobody may trade on a price that is out.",
    check: ({ resolver, closes }, { now }): Fault[] => {
      if (resolver.kind !== "priceFeed" || resolver.settles === undefined) return [];
      const [settles, close] = [parseWhen(resolver.settles, now), parseWhen(closes, now)];
      const path = ["resolver", "settles"];
      if (settles === undefined)
        return [{ path, message: `${resolver.settles} does not exist`, suggestion: "Check the day of the month." }];
      return close !== undefined && settles < close
        ? [{ path, message: "the price is taken before trading closes", suggestion: "Close earlier, or settle later." }]
        : [];
    },
  },
  {
    code: "feed-delay",
    severity: "error",
    why: "A feed that stands still reports once a day: a market that waits less could end in void because nothing happened.",
    check: ({ resolver }) =>
      resolver.kind === "priceFeed" && (parseDuration(resolver.maxDelay) ?? 0) < MIN_MAX_DELAY
        ? [
            {
              path: ["resolver", "maxDelay"],
              message: `maxDelay (${resolver.maxDelay}) is below 25 hours`,
              suggestion: "Take PT25H, or twice the feed's heartbeat if that is more.",
            },
          ]
        : [],
  },
  {
    code: "no-sequencer-feed",
    severity: "warning",
    why: "While a rollup's sequencer is down its feeds stand still, and who settles first after it is up picks the moment.",
    check: ({ resolver }, { deployment }) => {
      if (resolver.kind !== "priceFeed" || !deployment || resolver.sequencerFeed) return [];
      const { hasSequencer, sequencerFeed } = chainOf(deployment.chainId);
      const name = sequencerFeed ? `\`sequencerFeed: "${sequencerFeed}"\`` : "`sequencerFeed`";
      return hasSequencer
        ? [
            {
              path: ["resolver", "feed"],
              message: "no sequencer feed is named",
              suggestion: `Add ${name} and \`gracePeriod: PT1H\` on a rollup.`,
            },
          ]
        : [];
    },
  },
  {
    code: "unknown-sequencer-feed",
    severity: "warning",
    why: "Whoever controls that feed can delay the settlement, though neither prevent it nor change the price: unless it is known for the chain, it is the creator's word.",
    check: ({ resolver }, { deployment }): Fault[] => {
      if (resolver.kind !== "priceFeed" || !deployment || !resolver.sequencerFeed) return [];
      const named = deployment.feeds?.[resolver.sequencerFeed] ?? resolver.sequencerFeed;
      if (named === zeroAddress || isKnownSequencerFeed(named, deployment.chainId)) return [];
      const { chain, sequencerFeed } = chainOf(deployment.chainId);
      return [
        {
          path: ["resolver", "sequencerFeed"],
          message: `${resolver.sequencerFeed} is not known as the sequencer's feed of ${chain.name}`,
          suggestion: sequencerFeed ? `Use ${sequencerFeed}.` : "Leave it out, unless you know whose it is.",
        },
      ];
    },
  },
  {
    code: "grace-period",
    severity: "error",
    why: "The grace period counts from when the sequencer came back: it needs the sequencer's feed, and is a day at most.",
    check: ({ resolver }): Fault[] => {
      if (resolver.kind !== "priceFeed") return [];
      const seconds = parseDuration(resolver.gracePeriod ?? "PT0S") ?? 0;
      const path = ["resolver", "gracePeriod"];
      if (seconds > 0 && !resolver.sequencerFeed)
        return [{ path, message: "there is a grace period but no sequencer feed", suggestion: "Add `sequencerFeed`, or remove it." }];
      return seconds > MAX_GRACE_PERIOD
        ? [{ path, message: `a grace period of ${resolver.gracePeriod} is longer than a day`, suggestion: "Use PT1H." }]
        : [];
    },
  },
  {
    code: "oracle-bond",
    severity: "error",
    why: "The bond is what a false answer costs.",
    check: ({ resolver }): Fault[] => {
      if (resolver.kind === "uma" && !/[1-9]/.test(resolver.bond))
        return [{ path: ["resolver", "bond"], message: "the bond is zero", suggestion: "Choose what would make a liar think twice." }];
      if (resolver.kind === "uma" && Number(resolver.bond) >= MAX_UMA_BOND)
        return [
          {
            path: ["resolver", "bond"],
            message: `the bond (${resolver.bond}) is more than the contract can keep`,
            suggestion: "Lower it.",
          },
        ];
      if (resolver.kind !== "reality") return [];
      const minBond = toUnits(resolver.minBond, 18);
      const path = ["resolver", "minBond"];
      if (!minBond) return [{ path, message: `${resolver.minBond} is no bond in whole coins`, suggestion: "Such as 0.01." }];
      return minBond > MAX_MIN_BOND
        ? [
            {
              path,
              message: `a smallest bond of ${resolver.minBond} coins is more than the ${formatAmount(MAX_MIN_BOND, 18, { minDigits: 0 })} that the contract takes`,
              suggestion: "Lower it: a bond that nobody can pay leaves only the void.",
            },
          ]
        : [];
    },
  },
  {
    code: "long-timeout",
    severity: "error",
    why: "Reality.eth takes no timeout of a year or more.",
    check: ({ resolver }) =>
      resolver.kind === "reality" && (parseDuration(resolver.timeout) ?? 0) >= YEAR
        ? [{ path: ["resolver", "timeout"], message: `a timeout of ${resolver.timeout} is refused`, suggestion: "A day is usual." }]
        : [],
  },
  {
    code: "impatient",
    severity: "warning",
    why: "A vote or a court has no worst case: from resolveBy on anyone voids, whatever it is about to say.",
    check: (specification, { now }) => {
      const { resolver, closes, resolveBy } = specification;
      if (resolver.kind !== "uma" && resolver.kind !== "reality") return [];
      const time = (parseWhen(resolveBy, now) ?? 0) - (parseWhen(closes, now) ?? 0);
      return time < PATIENCE
        ? [{ path: ["resolveBy"], message: `${Math.floor(time / DAY)} days are left for a dispute`, suggestion: "Leave 90 or more." }]
        : [];
    },
  },
  {
    code: "scalar-question",
    severity: "warning",
    why: "At Reality.eth an answer is one of the outcomes, or a hash that only the command line and this app can make.",
    check: ({ resolver, scalar }: Specification) =>
      resolver.kind === "reality" && scalar
        ? [
            {
              path: ["resolver", "kind"],
              message: "a number is asked where one of a list is answered",
              suggestion: "Use `bands`, or another kind.",
            },
          ]
        : [],
  },
];

function toUnits(written: string, decimals: number): bigint | undefined {
  try {
    return parseAmount(written, decimals);
  } catch {
    return undefined;
  }
}
