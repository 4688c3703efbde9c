import type { Address, Client } from "viem";
import { readContract } from "viem/actions";
import { committeeResolverAbi } from "../../abi/committeeResolver.ts";
import { finalizeCall } from "../../calls/finalize.ts";
import { voteCall } from "../../calls/vote.ts";
import { withdrawVoteCall } from "../../calls/withdrawVote.ts";
import type { Planned } from "../../planned.ts";
import type { Market } from "../../types.ts";
import { payoutsIn } from "../input.ts";
import { type Reading, type ReadOptions, readHistory, readTime, resolverOf } from "../reading.ts";
import type { Resolver } from "../resolver.ts";
import { type ActionSpec, type Fallback, type MakeStep, type Plan, type Step, type StepInput, voiding } from "../step.ts";
import type { PlacedEvent } from "../timeline.ts";
import { lastAnswerAt } from "../windows.ts";
import { type CommitteePolicy, committeeEarliestResolveBy, encodeCommitteePolicy } from "./policy.ts";
import { type CommitteeSituation, committeeStates } from "./situation.ts";

const actions = {
  vote: { answers: ["payouts"], evidence: false },
  withdrawVote: { answers: [], evidence: false },
  finalize: { answers: [], evidence: false },
} as const satisfies Record<string, ActionSpec>;
type Action = keyof typeof actions;

/** m of n named signers vote in public. */
export const committee: Resolver<CommitteePolicy, CommitteeSituation, Action> = {
  abi: committeeResolverAbi,
  states: committeeStates,
  actions,
  encodePolicy: encodeCommitteePolicy,
  earliestResolveBy: committeeEarliestResolveBy,
  read,
  terms: ({ policy: { threshold, members, delay } }) => ({
    threshold: { count: threshold },
    count: { count: members.length },
    delay: { seconds: delay },
  }),
  plan,
  call,
};

async function read(client: Client, market: Market, { history }: ReadOptions): Promise<Reading<CommitteeSituation>> {
  const contract = { ...resolverOf(market), abi: committeeResolverAbi } as const;
  const [policy, [state, until], [payouts, deadline], events, now] = await Promise.all([
    readContract(client, { ...contract, functionName: "policyOf" }),
    readContract(client, { ...contract, functionName: "stateOf" }),
    readContract(client, { ...contract, functionName: "proposalOf" }),
    history ? readHistory(client, market, committeeResolverAbi) : [],
    readTime(client, market),
  ]);
  const situation: CommitteeSituation = {
    kind: "committee",
    policy,
    state: committeeStates[state] ?? "None",
    until: Number(until),
    now,
    ...(payouts.length > 0 && { proposal: { payouts, deadline: Number(deadline) } }),
    votes: votesIn(events),
  };
  return { situation, events, token: market.collateral };
}

/** The votes that stand after these events. */
function votesIn(events: readonly PlacedEvent[]): CommitteeSituation["votes"] {
  const votes = new Map<Address, readonly bigint[]>();
  for (const { kind, args } of events) {
    if (kind === "Voted") votes.set(args.member as Address, args.payouts as bigint[]);
    if (kind === "VoteWithdrawn") votes.delete(args.member as Address);
  }
  return [...votes].map(([member, payouts]) => ({ member, payouts }));
}

function plan({ state, policy, proposal, votes, now }: CommitteeSituation, market: Market, step: MakeStep): Plan<Action> {
  const members = { who: "member", accounts: policy.members } as const;
  const end = lastAnswerAt({ resolveBy: market.resolveBy, round: policy.delay }) + 1;
  const deadline = proposal?.deadline ?? 0;
  const accepted: Fallback = { kind: "finalize", at: deadline, payouts: proposal?.payouts };
  switch (state) {
    case "Waiting":
    case "Voting": {
      const from = policy.earlyVotes ? 0 : market.closesAt;
      // An early answer is welcome, but nobody waits for it.
      const withdrawing = votes.length > 0 ? [step("withdrawVote", members)] : [];
      const voting = step("vote", { ...members, from, until: end, isDue: now >= market.closesAt });
      return { steps: [voting, ...withdrawing], fallback: voiding(market) };
    }
    case "Proposed":
      return {
        steps: [
          step("vote", { ...members, until: Math.min(deadline, end) }),
          step("withdrawVote", { ...members, until: deadline }),
          step("finalize", { from: deadline, isDue: true }),
        ],
        fallback: accepted,
      };
    case "Finalizable":
      return { steps: [step("finalize", { from: deadline, isDue: true })], fallback: accepted };
    default:
      return state === "Expired" ? { steps: [step("withdrawVote", members)], fallback: voiding(market) } : { steps: [] };
  }
}

function call({ action }: Step<Action>, _: CommitteeSituation, input: StepInput): Planned {
  const target = { resolver: input.market.resolver, marketId: input.market.id };
  if (action === "finalize") return { call: () => finalizeCall(target) };
  if (action === "withdrawVote") return { call: () => withdrawVoteCall(target) };
  const payouts = payoutsIn(action, input);
  return { call: () => voteCall({ ...target, payouts }) };
}
