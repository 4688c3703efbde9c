import { type Client, zeroAddress } from "viem";
import { readContract } from "viem/actions";
import { priceFeedResolverAbi } from "../../abi/priceFeedResolver.ts";
import { settleCall } from "../../calls/settle.ts";
import type { Planned } from "../../planned.ts";
import { readDecimals } from "../../readDecimals.ts";
import { readStranger } from "../../readStranger.ts";
import type { Market } from "../../types.ts";
import { missing } from "../input.ts";
import { type Reading, type ReadOptions, readHistory, readTime, resolverOf } from "../reading.ts";
import type { Resolver } from "../resolver.ts";
import { type ActionSpec, type MakeStep, type Plan, type Step, type StepInput, voiding } from "../step.ts";
import { aggregatorAbi } from "./aggregatorAbi.ts";
import { findSettlingRound } from "./findSettlingRound.ts";
import { encodePriceFeedPolicy, type PriceFeedPolicy, priceFeedEarliestResolveBy, priceKinds, sequencerCountsUntil } from "./policy.ts";
import { type PriceFeedSituation, priceFeedStates, type Sequencer } from "./situation.ts";

const actions = { settle: { answers: [], evidence: false } } as const satisfies Record<string, ActionSpec>;
type Action = keyof typeof actions;

/** Of a feed that does not say: as nearly all have. */
const USUAL_DECIMALS = 8;

/** The first round of a Chainlink-style feed at or after a time. */
export const priceFeed: Resolver<PriceFeedPolicy, PriceFeedSituation, Action> = {
  abi: priceFeedResolverAbi,
  states: priceFeedStates,
  actions,
  encodePolicy: encodePriceFeedPolicy,
  earliestResolveBy: priceFeedEarliestResolveBy,
  read,
  terms: ({ policy: { feed, maxDelay } }) => ({ feed: { account: feed }, delay: { seconds: maxDelay } }),
  plan,
  call,
};

async function read(client: Client, market: Market, { history }: ReadOptions): Promise<Reading<PriceFeedSituation>> {
  const contract = { ...resolverOf(market), abi: priceFeedResolverAbi } as const;
  const [[policy, startPhase], [state, until], events, now] = await Promise.all([
    readContract(client, { ...contract, functionName: "policyOf" }),
    readContract(client, { ...contract, functionName: "stateOf" }),
    history ? readHistory(client, market, priceFeedResolverAbi) : [],
    readTime(client, market),
  ]);
  const { feed, settlesAt, maxDelay, sequencerFeed, gracePeriod } = policy;
  const { blockNumber } = market;
  const decimals = readDecimals(client, { address: feed, blockNumber }).catch(() => undefined);
  const sequencer: Sequencer | undefined =
    sequencerFeed === zeroAddress ? undefined : { feed: sequencerFeed, gracePeriod, countsUntil: sequencerCountsUntil(policy) };
  const situation = {
    kind: "priceFeed" as const,
    policy: { ...policy, kind: priceKinds[policy.kind] ?? "strike" },
    state: priceFeedStates[state] ?? "None",
    until: Number(until),
    now,
    feedDecimals: (await decimals) ?? USUAL_DECIMALS,
    startPhase: Number(startPhase),
    ...(sequencer && { sequencer }),
  };
  const reading = { events, token: market.collateral };
  if (situation.state !== "Due") return { ...reading, situation };

  const found = await findSettlingRound(client, { feed, startPhase: Number(startPhase), settlesAt, maxDelay, now, blockNumber });
  const windowEnd = settlesAt + maxDelay + 1;
  if (!("round" in found)) {
    const { waitsFor } = found;
    return { ...reading, situation: { ...situation, waitsFor, ...(waitsFor !== "never" && { waitsUntil: windowEnd }) } };
  }
  const { id, price, updatedAt } = found.round;
  const payouts = await readContract(client, { ...contract, functionName: "payoutsAt", args: [market.id, price] });
  const due = { ...situation, round: { roundId: id, lastRounds: found.lastRounds, price, updatedAt, payouts } };
  if (found.waitsFor) return { ...reading, situation: { ...due, waitsFor: found.waitsFor, waitsUntil: windowEnd } };
  const waitsUntil = sequencer ? await sequencerWait(client, { ...sequencer, now, blockNumber }) : 0;
  return { ...reading, situation: now >= waitsUntil ? due : { ...due, waitsFor: "sequencer", waitsUntil } };
}

/** Until when the sequencer keeps anyone from settling, as far as is known: it may come back before its feed stops to count. */
async function sequencerWait(
  client: Client,
  { feed, gracePeriod, countsUntil, now, blockNumber }: Sequencer & { now: number; blockNumber: bigint },
): Promise<number> {
  if (now >= countsUntil) return 0;
  const contract = { address: feed, abi: aggregatorAbi, blockNumber } as const;
  // As the contract: a feed that does not answer does not say that the sequencer is up.
  const round = await readStranger(client, { ...contract, functionName: "latestRoundData" }).catch(() => undefined);
  if (!round) return countsUntil;
  const [, answer, startedAt] = round;
  const isUp = answer === 0n && startedAt !== 0n;
  const back = Number(startedAt) + gracePeriod;
  return isUp && back < countsUntil ? back : countsUntil;
}

function plan({ state, policy, round, waitsFor, waitsUntil, now }: PriceFeedSituation, market: Market, step: MakeStep): Plan<Action> {
  if (state === "None" || state === "Final") return { steps: [] };
  if (waitsFor === "never") return { steps: [], fallback: voiding(market) };
  // the first round may come at any moment; the other waits end at a known second
  const from = waitsFor === "round" ? policy.settlesAt : (waitsUntil ?? policy.settlesAt);
  const isOpen = now >= from && round !== undefined && waitsFor === undefined;
  return {
    steps: [step("settle", { from, isOpen, isDue: true })],
    fallback: round && (isOpen || waitsFor === "sequencer") ? { kind: "finalize", at: from, payouts: round.payouts } : voiding(market),
  };
}

function call({ action }: Step<Action>, { round }: PriceFeedSituation, { market }: StepInput): Planned {
  if (!round) throw missing(action);
  const { roundId, lastRounds } = round;
  return { call: () => settleCall({ resolver: market.resolver, marketId: market.id, roundId, lastRounds }) };
}
