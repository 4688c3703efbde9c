import { z } from "zod";
import { optimisticEarliestResolveBy } from "../../resolvers/optimistic/policy.ts";
import { account, amount, duration, percentage } from "../fields.ts";
import { MOST_KEPT } from "../kept.ts";
import { parsePercentage } from "../rate.ts";
import { secondsOf } from "../time.ts";
import type { ResolverForm } from "./resolverForm.ts";

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
} as const satisfies ResolverForm<z.infer<typeof schema>, "optimistic">;
