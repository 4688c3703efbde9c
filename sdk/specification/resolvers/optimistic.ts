import { type Address, isAddressEqual } from "viem";
import { z } from "zod";
import { optimisticEarliestResolveBy } from "../../resolvers/optimistic/policy.ts";
import type { Court } from "../../resolvers/optimistic/situation.ts";
import { account, amount, duration, percentage } from "../fields.ts";
import { MOST_KEPT } from "../kept.ts";
import { parsePercentage } from "../rate.ts";
import { secondsOf } from "../time.ts";
import type { ResolverForm, Saying } from "./resolverForm.ts";

/** Without a bound, somebody who prefers a void could add so much liquidity that nobody can afford to propose. */
const DEFAULT_BOND_RANGE = 20n;

const least = (one: bigint, other: bigint) => (one < other ? one : other);

const schema = z
  .strictObject({
    kind: z.literal("optimistic"),
    bond: amount,
    maxBond: amount.optional(),
    bondRate: percentage.optional(),
    liveness: duration,
    arbiter: account,
    arbiterTimeout: duration,
    earlyProposals: z.boolean().optional(),
    haltOnProposal: z.boolean().optional(),
    creatorMayArbitrate: z.boolean().optional(),
  })
  .meta({ id: "optimistic" });

export const optimistic = {
  schema,
  windows: ({ liveness, arbiterTimeout }) => [
    ["liveness", liveness],
    ["arbiterTimeout", arbiterTimeout],
  ],
  earliestResolveBy: ({ liveness, arbiterTimeout }, from) =>
    optimisticEarliestResolveBy({ liveness: secondsOf(liveness), arbiterTimeout: secondsOf(arbiterTimeout) }, from),
  accounts: ({ arbiter }) => [{ path: ["resolver", "arbiter"], name: arbiter }],
  amounts: (resolver) =>
    (["bond", "maxBond"] as const).flatMap((field) => {
      const text = resolver[field];
      return text === undefined ? [] : [{ path: ["resolver", field], text, of: "collateral" }];
    }),
  policy: (resolver, { tokens, arbiter }) => {
    const bond = tokens(resolver.bond);
    const bondRate = resolver.bondRate ? Number(parsePercentage(resolver.bondRate, 4)) : 0;
    return {
      arbiter: arbiter(resolver.arbiter),
      bond,
      maxBond:
        resolver.maxBond === undefined ? (bondRate === 0 ? bond : least(bond * DEFAULT_BOND_RANGE, MOST_KEPT)) : tokens(resolver.maxBond),
      bondRate,
      liveness: secondsOf(resolver.liveness),
      arbiterTimeout: secondsOf(resolver.arbiterTimeout),
      earlyProposals: resolver.earlyProposals ?? false,
      haltOnProposal: resolver.haltOnProposal ?? false,
      creatorMayArbitrate: resolver.creatorMayArbitrate ?? false,
    };
  },
  written: (policy, { tokens, rate, duration }) => ({
    kind: "optimistic",
    bond: tokens(policy.bond),
    maxBond: tokens(policy.maxBond),
    bondRate: rate(policy.bondRate),
    liveness: duration(policy.liveness),
    arbiter: policy.arbiter,
    arbiterTimeout: duration(policy.arbiterTimeout),
    earlyProposals: policy.earlyProposals,
    haltOnProposal: policy.haltOnProposal,
    creatorMayArbitrate: policy.creatorMayArbitrate,
  }),
  sentences: ({ policy, bond, court }, saying) => {
    const { collateral, amount, span } = saying;
    const { liveness, arbiterTimeout, earlyProposals, haltOnProposal, maxBond } = policy;
    const range = maxBond > bond ? ` (it follows the liquidity, to ${amount(maxBond, collateral)} at most)` : "";
    return [
      `anyone proposes with a bond of ${amount(bond, collateral)}${range}${earlyProposals ? ", also before the close" : ""}`,
      `anyone disputes that within ${span(liveness)}, with an equal bond and the answer that is right instead`,
      `${arbiterText(policy.arbiter, court, saying)} rules on a dispute within ${span(arbiterTimeout)}, or the bonds go back`,
      "who is wrong loses the bond: half to who is right, half to the arbiter; if neither is right the proposer loses it, half of it for ever",
      ...(haltOnProposal ? ["a proposal halts trading until it is decided, for the arbiter's time if that is silent"] : []),
    ];
  },
} as const satisfies ResolverForm<z.infer<typeof schema>, "optimistic", Known>;

/** What a proposal costs, and the court that the arbiter asks. */
interface Known {
  bond: bigint;
  court?: Pick<Court, "arbitrator">;
}

function arbiterText(arbiter: Address, court: Known["court"], { account: named, creator }: Saying): string {
  if (court) {
    return `the court ${court.arbitrator}, asked through ${arbiter} by whoever pays its fee, chooses among each outcome, equal shares, what was proposed, what the disputer says and none of these; it`;
  }
  const self = isAddressEqual(arbiter, creator) ? ", the market's own creator," : "";
  return `${named(arbiter) === arbiter ? `the arbiter ${arbiter}` : named(arbiter)}${self}`;
}
