import {
  type Abi,
  type Address,
  type Client,
  encodeEventTopics,
  encodeFunctionData,
  formatLog,
  type Hex,
  numberToHex,
  parseEventLogs,
  zeroAddress,
} from "viem";
import { getBlock, readContract, call as simulate } from "viem/actions";
import { committeeResolverAbi } from "./abi/committeeResolver.ts";
import { marketsAbi } from "./abi/markets.ts";
import { optimisticResolverAbi } from "./abi/optimisticResolver.ts";
import { priceFeedResolverAbi } from "./abi/priceFeedResolver.ts";
import { realityResolverAbi } from "./abi/realityResolver.ts";
import { umaResolverAbi } from "./abi/umaResolver.ts";
import { meaningOf } from "./answerOf.ts";
import { findSettlingRound } from "./findSettlingRound.ts";
import { getBlockTimes } from "./getBlockTimes.ts";
import { getLogsInChunks } from "./getLogsInChunks.ts";
import { getToken } from "./getToken.ts";
import { aggregatorAbi } from "./outside/aggregatorAbi.ts";
import { optimisticOracleAbi } from "./outside/optimisticOracleAbi.ts";
import { arbitratorAbi, realityAbi } from "./outside/realityAbi.ts";
import {
  type Assertion,
  committeeStates,
  optimisticStates,
  priceFeedStates,
  priceKinds,
  type Resolution,
  type ResolutionEvent,
  realityStates,
  umaStates,
} from "./resolution.ts";
import { NATIVE, type Situation, stepsOf } from "./stepsOf.ts";
import { timelineOf } from "./timelineOf.ts";
import { toPresageError } from "./toPresageError.ts";
import type { Market, Token } from "./types.ts";
import { withMulticall } from "./withMulticall.ts";

const LIFE = (["Halted", "Reopened", "Resolved", "Voided"] as const).flatMap(
  (eventName) => encodeEventTopics({ abi: marketsAbi, eventName }) as [Hex],
);

type Event = ResolutionEvent & { logIndex: number };
type Read = { situation: Situation; events: Event[]; outside?: Event[]; token: Token };

/**
 * How a market is decided and where it stands: its policy, state, what can be done next, by whom, until when and at what
 * cost, what happens if nobody acts, and its history, read from its resolver (and the oracle behind it) at the market's
 * block. `unknown` where the resolver is not one of the deployment's. Give `history: false` to read logs only where the state
 * is in them (UMA): `history` and `timeline` are then empty or in part.
 */
export async function getResolution(client: Client, options: { market: Market; history?: boolean }): Promise<Resolution> {
  const { market, history = true } = options;
  const reader = withMulticall(client);
  try {
    const { situation, events, outside = [], token } = await readers[market.resolverKind](reader, market, history);
    const own = history && market.resolverKind !== "unknown" ? await readMarketEvents(reader, market) : [];
    const all = [...events, ...outside, ...own].sort(inOrder);
    return {
      ...situation,
      history: events.map(({ logIndex, ...event }) => event),
      timeline: timelineOf(all, token),
      ...stepsOf(situation, market),
    } as Resolution;
  } catch (error) {
    throw toPresageError(error);
  }
}

const readers = {
  optimistic: readOptimistic,
  committee: readCommittee,
  priceFeed: readPriceFeed,
  uma: readUma,
  reality: readReality,
  unknown: readUnknown,
};

async function readOptimistic(client: Client, market: Market, history: boolean): Promise<Read> {
  const contract = { ...at(market), abi: optimisticResolverAbi } as const;
  const [policy, [state, until], bond, [earliest, latest], proposal, events, now] = await Promise.all([
    readContract(client, { ...contract, functionName: "policyOf" }),
    readContract(client, { ...contract, functionName: "stateOf" }),
    readContract(client, { ...contract, functionName: "bondOf" }),
    readContract(client, { ...contract, functionName: "proposalWindowOf" }),
    readContract(client, { ...contract, functionName: "proposalOf" }),
    history ? readHistory(client, market, optimisticResolverAbi) : [],
    timeOf(client, market),
  ]);
  const { round, disputer, deadline, ...rest } = proposal;
  const situation: Situation = {
    kind: "optimistic",
    policy,
    state: optimisticStates[state] ?? "None",
    until: Number(until),
    now,
    bond,
    window: { earliest: Number(earliest), latest: Number(latest) },
    ...(round > 0n && {
      proposal: { ...rest, round: Number(round), deadline: Number(deadline), ...(disputer !== zeroAddress && { disputer }) },
    }),
  };
  return { situation, events, token: market.collateral };
}

async function readCommittee(client: Client, market: Market, history: boolean): Promise<Read> {
  const contract = { ...at(market), abi: committeeResolverAbi } as const;
  const [policy, [state, until], [payouts, deadline], events, now] = await Promise.all([
    readContract(client, { ...contract, functionName: "policyOf" }),
    readContract(client, { ...contract, functionName: "stateOf" }),
    readContract(client, { ...contract, functionName: "proposalOf" }),
    history ? readHistory(client, market, committeeResolverAbi) : [],
    timeOf(client, market),
  ]);
  const situation: Situation = {
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
function votesIn(events: readonly Event[]): { member: Address; payouts: readonly bigint[] }[] {
  const votes = new Map<Address, readonly bigint[]>();
  for (const { kind, args } of events) {
    if (kind === "Voted") votes.set(args.member as Address, args.payouts as bigint[]);
    if (kind === "VoteWithdrawn") votes.delete(args.member as Address);
  }
  return [...votes].map(([member, payouts]) => ({ member, payouts }));
}

async function readPriceFeed(client: Client, market: Market, history: boolean): Promise<Read> {
  const contract = { ...at(market), abi: priceFeedResolverAbi } as const;
  const [[policy, startPhase], [state, until], events, now] = await Promise.all([
    readContract(client, { ...contract, functionName: "policyOf" }),
    readContract(client, { ...contract, functionName: "stateOf" }),
    history ? readHistory(client, market, priceFeedResolverAbi) : [],
    timeOf(client, market),
  ]);
  const { feed, settlesAt, maxDelay } = policy;
  const { blockNumber } = market;
  // A feed that does not say has 8, as nearly all have.
  const decimals = readContract(client, { address: feed, abi: aggregatorAbi, functionName: "decimals", blockNumber }).catch(() => 8);
  const situation = {
    kind: "priceFeed" as const,
    policy: { ...policy, kind: priceKinds[policy.kind] ?? "strike" },
    state: priceFeedStates[state] ?? "None",
    until: Number(until),
    now,
    feedDecimals: await decimals,
    startPhase: Number(startPhase),
  };
  const read = { events, token: market.collateral };
  if (situation.state !== "Due") return { ...read, situation };

  const found = await findSettlingRound(client, { feed, startPhase: Number(startPhase), settlesAt, maxDelay, now, blockNumber });
  const windowEnd = settlesAt + maxDelay + 1;
  if (!("round" in found)) {
    const { waitsFor } = found;
    return { ...read, situation: { ...situation, waitsFor, ...(waitsFor !== "never" && { waitsUntil: windowEnd }) } };
  }
  const { id, price, updatedAt } = found.round;
  const payouts = await readContract(client, { ...contract, functionName: "payoutsAt", args: [market.id, price] });
  const round = { roundId: id, lastRounds: found.lastRounds, price, updatedAt, payouts };
  const due = { ...situation, round };
  if (found.waitsFor) return { ...read, situation: { ...due, waitsFor: found.waitsFor, waitsUntil: windowEnd } };
  const upAt = await sequencerUpAt(client, policy, blockNumber);
  if (upAt !== undefined && now >= upAt) return { ...read, situation: due };
  return { ...read, situation: { ...due, waitsFor: "sequencer", ...(upAt !== undefined && { waitsUntil: upAt }) } };
}

/** When the sequencer will have been up for the grace period; undefined while it is down. */
async function sequencerUpAt(
  client: Client,
  policy: { sequencerFeed: Address; gracePeriod: number },
  blockNumber: bigint,
): Promise<number | undefined> {
  if (policy.sequencerFeed === zeroAddress) return 0;
  const feed = { address: policy.sequencerFeed, abi: aggregatorAbi, blockNumber } as const;
  const [, answer, startedAt] = await readContract(client, { ...feed, functionName: "latestRoundData" });
  return answer === 0n && startedAt !== 0n ? Number(startedAt) + policy.gracePeriod : undefined;
}

async function readUma(client: Client, market: Market): Promise<Read> {
  const contract = { ...at(market), abi: umaResolverAbi } as const;
  const [policy, [state, until], bond, oracle, events, now] = await Promise.all([
    readContract(client, { ...contract, functionName: "policyOf" }),
    readContract(client, { ...contract, functionName: "stateOf" }),
    readContract(client, { ...contract, functionName: "bondOf" }),
    readContract(client, { ...contract, functionName: "oracle", args: [] }),
    readHistory(client, market, umaResolverAbi), // the assertions are nowhere else
    timeOf(client, market),
  ]);
  const currency = await getToken(client, policy.currency);
  const asserted = events.filter(({ kind }) => kind === "Asserted");
  const ended = new Set(events.filter(({ kind }) => kind === "Rejected" || kind === "Finalized").map(({ args }) => args.assertionId));
  const assertions = await Promise.all(asserted.map((event) => readAssertion(client, market, { event, oracle, now, events, ended })));
  const ids = assertions.map(({ id }) => id);
  const outside =
    ids.length === 0 ? [] : await readLogs(client, market, { address: oracle, topics: [null, ids], abi: optimisticOracleAbi });
  const situation: Situation = {
    kind: "uma",
    policy,
    state: umaStates[state] ?? "None",
    until: Number(until),
    now,
    bond,
    oracle,
    currency,
    assertions,
  };
  return { situation, events, outside: outside.filter(({ kind }) => kind.startsWith("Assertion")), token: currency };
}

async function readAssertion(
  client: Client,
  market: Market,
  context: { event: Event; oracle: Address; now: number; events: Event[]; ended: Set<unknown> },
): Promise<Assertion> {
  const { event, oracle, now, events, ended } = context;
  const { assertionId: id, asserter, payouts, bond, deadline } = event.args as unknown as Omit<Assertion, "id"> & { assertionId: Hex };
  const found = await readContract(client, {
    address: oracle,
    abi: optimisticOracleAbi,
    functionName: "getAssertion",
    args: [id],
    blockNumber: market.blockNumber,
  });
  const isDisputed = found.disputer !== zeroAddress;
  const stateOf = async (): Promise<Assertion["state"]> => {
    if (ended.has(id)) return events.some(({ kind, args }) => kind === "Rejected" && args.assertionId === id) ? "Rejected" : "True";
    if (found.settled) return "Finalizable";
    if (!isDisputed) return now < Number(deadline) ? "Running" : "Finalizable";
    // only the oracle knows whether the vote is over: it reverts until then
    const data = encodeFunctionData({ abi: umaResolverAbi, functionName: "finalize", args: [id] });
    const settles = simulate(client, { to: market.resolver, data, blockNumber: market.blockNumber });
    return settles.then(
      () => "Finalizable" as const,
      () => "Voting" as const,
    );
  };
  const base = { id, asserter, payouts, bond, deadline: Number(deadline), ...(isDisputed && { disputer: found.disputer }) };
  return { ...base, state: await stateOf() };
}

async function readReality(client: Client, market: Market, history: boolean): Promise<Read> {
  const contract = { ...at(market), abi: realityResolverAbi } as const;
  const [policy, [state, until], questionId, reality, events, now] = await Promise.all([
    readContract(client, { ...contract, functionName: "policyOf" }),
    readContract(client, { ...contract, functionName: "stateOf" }),
    readContract(client, { ...contract, functionName: "questionOf" }),
    readContract(client, { ...contract, functionName: "reality", args: [] }),
    history ? readHistory(client, market, realityResolverAbi) : [],
    timeOf(client, market),
  ]);
  const question = { address: reality, abi: realityAbi, args: [questionId], blockNumber: market.blockNumber } as const;
  const fee = readContract(client, {
    address: policy.arbitrator,
    abi: arbitratorAbi,
    functionName: "getDisputeFee",
    args: [questionId],
    blockNumber: market.blockNumber,
  }).catch(() => undefined); // not every arbitrator is a contract that says it
  const [value, bond, deadline, arbitrationFee] = await Promise.all([
    readContract(client, { ...question, functionName: "getBestAnswer" }),
    readContract(client, { ...question, functionName: "getBond" }),
    readContract(client, { ...question, functionName: "getFinalizeTS" }),
    fee,
  ]);
  const questions = events.flatMap(({ args }) => (args.questionId ? [args.questionId as Hex] : []));
  const ids = [...new Set([questionId, ...questions])];
  const outside = history ? await readLogs(client, market, { address: reality, topics: [null, ids], abi: realityAbi }) : [];
  const hasAnswer = bond > 0n || deadline > 0;
  const situation: Situation = {
    kind: "reality",
    policy,
    state: realityStates[state] ?? "None",
    until: Number(until),
    now,
    questionId,
    reality,
    ...(hasAnswer && { answer: { ...meaningOf(value, market.outcomeCount), bond, deadline } }),
    nextBond: bond * 2n > policy.minBond ? bond * 2n : policy.minBond,
    ...(arbitrationFee !== undefined && { arbitrationFee }),
  };
  const answers = outside.map((event) =>
    event.kind === "LogNewAnswer"
      ? { ...event, args: { ...event.args, ...meaningOf(event.args.answer as Hex, market.outcomeCount) } }
      : event,
  );
  return { situation, events, outside: answers, token: NATIVE };
}

async function readUnknown(client: Client, market: Market): Promise<Read> {
  const situation: Situation = { kind: "unknown", state: "unknown", until: 0, now: await timeOf(client, market) };
  return { situation, events: [], token: market.collateral };
}

function at(market: Market) {
  return { address: market.resolver, args: [market.id], blockNumber: market.blockNumber } as const;
}

async function timeOf(client: Client, { blockNumber }: Market): Promise<number> {
  return Number((await getBlock(client, { blockNumber })).timestamp);
}

function readHistory(client: Client, market: Market, abi: Abi): Promise<Event[]> {
  return readLogs(client, market, { address: market.resolver, topics: [null, numberToHex(market.id, { size: 32 })], abi });
}

/** What happened to the market itself: halted, reopened, resolved, voided. */
async function readMarketEvents(client: Client, market: Market): Promise<Event[]> {
  const address = await readContract(client, {
    address: market.resolver,
    abi: optimisticResolverAbi,
    functionName: "markets",
    blockNumber: market.blockNumber,
  });
  const id = numberToHex(market.id, { size: 32 });
  return readLogs(client, market, { address, topics: [LIFE, id], abi: marketsAbi });
}

async function readLogs(
  client: Client,
  market: Market,
  options: { address: Address; topics: (Hex | Hex[] | null)[]; abi: Abi },
): Promise<Event[]> {
  const { address, topics, abi } = options;
  const raw = await getLogsInChunks(client, { address, topics, fromBlock: market.createdBlock, toBlock: market.blockNumber });
  const logs = parseEventLogs({ abi, logs: raw.map((log) => formatLog(log)) });
  const times = await getBlockTimes(client, logs);
  return logs.map(({ eventName, args, blockNumber, logIndex, transactionHash }) => ({
    kind: eventName ?? "",
    args: args as Record<string, unknown>,
    blockNumber,
    logIndex,
    transactionHash,
    timestamp: times.get(blockNumber) ?? 0,
  }));
}

function inOrder(a: Event, b: Event): number {
  return a.blockNumber === b.blockNumber ? a.logIndex - b.logIndex : a.blockNumber < b.blockNumber ? -1 : 1;
}
