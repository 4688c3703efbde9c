import { type Address, type Client, encodeEventTopics, type Hex, isAddressEqual, numberToHex, zeroAddress } from "viem";
import { readContract } from "viem/actions";
import { erc792ArbiterAbi } from "../../abi/erc792Arbiter.ts";
import { optimisticResolverAbi } from "../../abi/optimisticResolver.ts";
import type { Market } from "../../types.ts";
import { marketTopic, type Reading, type ReadOptions, readEvents, readHistory, readTime, resolverOf } from "../reading.ts";
import type { PlacedEvent } from "../timeline.ts";
import { type Court, type OptimisticSituation, optimisticStates, type Proposal } from "./situation.ts";

export async function readOptimistic(
  client: Client,
  market: Market,
  { deployment, history }: ReadOptions,
): Promise<Reading<OptimisticSituation>> {
  const contract = { ...resolverOf(market), abi: optimisticResolverAbi } as const;
  const [policy, [state, until], bond, [earliest, latest], proposed, events, now] = await Promise.all([
    readContract(client, { ...contract, functionName: "policyOf" }),
    readContract(client, { ...contract, functionName: "stateOf" }),
    readContract(client, { ...contract, functionName: "bondOf" }),
    readContract(client, { ...contract, functionName: "proposalWindowOf" }),
    readContract(client, { ...contract, functionName: "proposalOf" }),
    history ? readHistory(client, market, optimisticResolverAbi) : [],
    readTime(client, market),
  ]);
  const { round, disputer, disputerAnswer, deadline, ...rest } = proposed;
  const isDisputed = disputer !== zeroAddress;
  const answer = isDisputed ? await readDisputerAnswer(client, market, { proposalId: proposed.id, events }) : undefined;
  const proposal: Proposal | undefined =
    round > 0n
      ? {
          ...rest,
          round: Number(round),
          deadline: Number(deadline),
          ...(isDisputed && { disputer }),
          ...(answer && { disputerAnswer: answer }),
        }
      : undefined;
  const isCourt = deployment.contracts.Erc792Arbiter && isAddressEqual(policy.arbiter, deployment.contracts.Erc792Arbiter);
  const found = isCourt ? await readCourt(client, market, { adapter: policy.arbiter, proposalId: proposed.id, history }) : undefined;
  const situation: OptimisticSituation = {
    kind: "optimistic",
    policy,
    state: optimisticStates[state] ?? "None",
    until: Number(until),
    now,
    bond,
    window: { earliest: Number(earliest), latest: Number(latest) },
    ...(proposal && { proposal }),
    ...(found && { court: found.court }),
  };
  return { situation, events, ...(found && { outside: found.events }), token: market.collateral };
}

/** The contract keeps a hash; the answer itself is in the event of the dispute. */
async function readDisputerAnswer(
  client: Client,
  market: Market,
  { proposalId, events }: { proposalId: Hex; events: readonly PlacedEvent[] },
): Promise<Proposal["disputerAnswer"]> {
  const [topic] = encodeEventTopics({ abi: optimisticResolverAbi, eventName: "Disputed" });
  const topics = [topic as Hex, marketTopic(market), null, proposalId];
  const isIt = ({ kind, args }: PlacedEvent) => kind === "Disputed" && args.proposalId === proposalId;
  const dispute =
    events.find(isIt) ?? (await readEvents(client, market, { address: market.resolver, topics, abi: optimisticResolverAbi })).find(isIt);
  const payouts = dispute?.args.payouts as readonly bigint[] | undefined;
  return payouts && (payouts.length === 0 ? "tooEarly" : payouts);
}

/** A court says that it takes no appeal by asking for what nobody has. */
const UNAFFORDABLE = 2n ** 127n;

/** Where a proposal stands at the court. The court is a stranger's contract: what it does not say is left out. */
async function readCourt(
  client: Client,
  market: Market,
  { adapter, proposalId, history }: { adapter: Address; proposalId: Hex; history: boolean },
): Promise<{ court: Court; events: PlacedEvent[] }> {
  const contract = { address: adapter, abi: erc792ArbiterAbi, blockNumber: market.blockNumber } as const;
  const [arbitrator, idPlusOne, cost] = await Promise.all([
    readContract(client, { ...contract, functionName: "arbitrator" }),
    readContract(client, { ...contract, functionName: "disputeOf", args: [proposalId] }),
    readContract(client, { ...contract, functionName: "cost" }).catch(() => undefined),
  ]);
  const disputeId = idPlusOne > 0n ? idPlusOne - 1n : undefined;
  const asked = disputeId !== undefined;
  const [events, appealCost = UNAFFORDABLE] = await Promise.all([
    history || asked ? readCourtEvents(client, market, adapter) : [],
    asked ? readContract(client, { ...contract, functionName: "appealCost", args: [disputeId] }).catch(() => undefined) : undefined,
  ]);
  const ruling = events.findLast(({ kind, args }) => kind === "Ruling" && args.disputeId === disputeId)?.args.ruling as bigint | undefined;
  const court: Court = {
    adapter,
    arbitrator,
    ...(cost !== undefined && { cost }),
    ...(asked && { disputeId }),
    ...(appealCost < UNAFFORDABLE && ruling === undefined && { appealCost }),
    ...(ruling !== undefined && { ruling }),
  };
  return { court, events };
}

/** Requests and enforcements name the market; evidence, appeals and rulings the dispute alone. */
async function readCourtEvents(client: Client, market: Market, address: Address): Promise<PlacedEvent[]> {
  const read = (topics: (Hex | Hex[] | null)[]) => readEvents(client, market, { address, topics, abi: erc792ArbiterAbi });
  const ofMarket = await read([[topicOf("RulingRequested"), topicOf("Enforced")], marketTopic(market)]);
  const ids = ofMarket.flatMap(({ kind, args }) =>
    kind === "RulingRequested" ? [numberToHex(args.disputeId as bigint, { size: 32 })] : [],
  );
  if (ids.length === 0) return ofMarket;
  const [appeals, others] = await Promise.all([
    read([topicOf("Appealed"), ids]),
    read([[topicOf("Evidence"), topicOf("Ruling")], null, ids]),
  ]);
  return [...ofMarket, ...appeals, ...others];
}

function topicOf(eventName: "RulingRequested" | "Enforced" | "Appealed" | "Evidence" | "Ruling"): Hex {
  const [topic] = encodeEventTopics({ abi: erc792ArbiterAbi, eventName });
  return topic as Hex;
}
