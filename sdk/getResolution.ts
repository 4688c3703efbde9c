import { type Abi, type Client, formatLog, numberToHex, parseEventLogs, zeroAddress } from "viem";
import { readContract } from "viem/actions";
import { committeeResolverAbi } from "./abi/committeeResolver.ts";
import { optimisticResolverAbi } from "./abi/optimisticResolver.ts";
import { priceFeedResolverAbi } from "./abi/priceFeedResolver.ts";
import { realityResolverAbi } from "./abi/realityResolver.ts";
import { umaResolverAbi } from "./abi/umaResolver.ts";
import { getBlockTimes } from "./getBlockTimes.ts";
import { getLogsInChunks } from "./getLogsInChunks.ts";
import {
  committeeStates,
  optimisticStates,
  priceFeedStates,
  priceKinds,
  type Resolution,
  type ResolutionEvent,
  realityStates,
  umaStates,
} from "./resolution.ts";
import { toPresageError } from "./toPresageError.ts";
import type { Market } from "./types.ts";
import { withMulticall } from "./withMulticall.ts";

/**
 * How a market is decided and where it stands: its policy, state, running proposal and history, read from its resolver at
 * the market's block. `unknown` where the resolver is not one of the deployment's.
 */
export async function getResolution(client: Client, options: { market: Market }): Promise<Resolution> {
  const reader = withMulticall(client);
  try {
    switch (options.market.resolverKind) {
      case "optimistic":
        return await readOptimistic(reader, options.market);
      case "committee":
        return await readCommittee(reader, options.market);
      case "priceFeed":
        return await readPriceFeed(reader, options.market);
      case "uma":
        return await readUma(reader, options.market);
      case "reality":
        return await readReality(reader, options.market);
      case "unknown":
        return { kind: "unknown" };
    }
  } catch (error) {
    throw toPresageError(error);
  }
}

async function readOptimistic(client: Client, market: Market): Promise<Resolution> {
  const contract = { ...at(market), abi: optimisticResolverAbi } as const;
  const [policy, [state, until], bond, [earliest, latest], proposal, history] = await Promise.all([
    readContract(client, { ...contract, functionName: "policyOf" }),
    readContract(client, { ...contract, functionName: "stateOf" }),
    readContract(client, { ...contract, functionName: "bondOf" }),
    readContract(client, { ...contract, functionName: "proposalWindowOf" }),
    readContract(client, { ...contract, functionName: "proposalOf" }),
    readHistory(client, market, optimisticResolverAbi),
  ]);
  const { round, disputer, deadline, ...rest } = proposal;
  return {
    kind: "optimistic",
    policy,
    state: optimisticStates[state] ?? "None",
    until: Number(until),
    bond,
    window: { earliest: Number(earliest), latest: Number(latest) },
    ...(round > 0n && {
      proposal: { ...rest, round: Number(round), deadline: Number(deadline), ...(disputer !== zeroAddress && { disputer }) },
    }),
    history,
  };
}

async function readCommittee(client: Client, market: Market): Promise<Resolution> {
  const contract = { ...at(market), abi: committeeResolverAbi } as const;
  const [policy, [state, until], [payouts, deadline], history] = await Promise.all([
    readContract(client, { ...contract, functionName: "policyOf" }),
    readContract(client, { ...contract, functionName: "stateOf" }),
    readContract(client, { ...contract, functionName: "proposalOf" }),
    readHistory(client, market, committeeResolverAbi),
  ]);
  return {
    kind: "committee",
    policy,
    state: committeeStates[state] ?? "None",
    until: Number(until),
    ...(payouts.length > 0 && { proposal: { payouts, deadline: Number(deadline) } }),
    history,
  };
}

async function readPriceFeed(client: Client, market: Market): Promise<Resolution> {
  const contract = { ...at(market), abi: priceFeedResolverAbi } as const;
  const [[policy], [state, until], history] = await Promise.all([
    readContract(client, { ...contract, functionName: "policyOf" }),
    readContract(client, { ...contract, functionName: "stateOf" }),
    readHistory(client, market, priceFeedResolverAbi),
  ]);
  return {
    kind: "priceFeed",
    policy: { ...policy, kind: priceKinds[policy.kind] ?? "strike" },
    state: priceFeedStates[state] ?? "None",
    until: Number(until),
    history,
  };
}

async function readUma(client: Client, market: Market): Promise<Resolution> {
  const contract = { ...at(market), abi: umaResolverAbi } as const;
  const [policy, [state, until], bond, oracle, history] = await Promise.all([
    readContract(client, { ...contract, functionName: "policyOf" }),
    readContract(client, { ...contract, functionName: "stateOf" }),
    readContract(client, { ...contract, functionName: "bondOf" }),
    readContract(client, { ...contract, functionName: "oracle", args: [] }),
    readHistory(client, market, umaResolverAbi),
  ]);
  return { kind: "uma", policy, state: umaStates[state] ?? "None", until: Number(until), bond, oracle, history };
}

async function readReality(client: Client, market: Market): Promise<Resolution> {
  const contract = { ...at(market), abi: realityResolverAbi } as const;
  const [policy, [state, until], questionId, reality, history] = await Promise.all([
    readContract(client, { ...contract, functionName: "policyOf" }),
    readContract(client, { ...contract, functionName: "stateOf" }),
    readContract(client, { ...contract, functionName: "questionOf" }),
    readContract(client, { ...contract, functionName: "reality", args: [] }),
    readHistory(client, market, realityResolverAbi),
  ]);
  return { kind: "reality", policy, state: realityStates[state] ?? "None", until: Number(until), questionId, reality, history };
}

function at(market: Market) {
  return { address: market.resolver, args: [market.id], blockNumber: market.blockNumber } as const;
}

async function readHistory(client: Client, market: Market, abi: Abi): Promise<ResolutionEvent[]> {
  const raw = await getLogsInChunks(client, {
    address: market.resolver,
    topics: [null, numberToHex(market.id, { size: 32 })],
    fromBlock: market.createdBlock,
    toBlock: market.blockNumber,
  });
  const logs = parseEventLogs({ abi, logs: raw.map((log) => formatLog(log)) });
  const times = await getBlockTimes(client, logs);
  return logs.map(({ eventName, args, blockNumber, transactionHash }) => ({
    kind: eventName ?? "",
    args: args as Record<string, unknown>,
    blockNumber,
    transactionHash,
    timestamp: times.get(blockNumber) ?? 0,
  }));
}
