import { type Address, type Client, encodeEventTopics, formatLog, numberToHex, parseEventLogs } from "viem";
import { getBlockNumber, readContract } from "viem/actions";
import { marketsAbi } from "./abi/markets.ts";
import { getBlockTimes } from "./getBlockTimes.ts";
import { getLogsInChunks } from "./getLogsInChunks.ts";
import { getTokenAsTaken } from "./getTokenAsTaken.ts";
import { exp } from "./lmsr.ts";
import { parseMetadata } from "./parseMetadata.ts";
import { resolverKindOf } from "./resolverKindOf.ts";
import { statuses } from "./status.ts";
import { toPresageError } from "./toPresageError.ts";
import type { Deployment, Market, Token } from "./types.ts";
import { withMulticall } from "./withMulticall.ts";

interface Options {
  deployment: Deployment;
  known?: readonly Market[];
  /** Only these, without a search for others. */
  ids?: readonly bigint[];
}

/** What never changes: it need not be read again. */
type Creation = Pick<Market, "id" | "createdAt" | "createdBlock" | "initialLiquidity" | "funding" | "odds" | "collateral" | "metadataText">;

/**
 * Markets with their text and state, all as of one block, oldest first. Two contract reads each (a third for a final one),
 * gathered into one request by multicall3 or by the transport's batching; texts from the creation events. Give the result of
 * an earlier call as `known`, and only new events are fetched. Throws `PresageError`, `RpcUnavailable` among others.
 */
export async function getMarkets(client: Client, options: Options): Promise<Market[]> {
  try {
    const reader = withMulticall(client);
    const blockNumber = await getBlockNumber(client, { cacheTime: 0 });
    // Where there are fewer markets than were known, a reorganisation has undone some of them, or the chain began anew.
    const markets = await readMarkets(reader, options, blockNumber).catch((error: unknown) => {
      if (!options.known?.length || toPresageError(error).code !== "UnknownMarket") throw error;
      return undefined;
    });
    const isWhole = options.ids !== undefined || markets?.length === (await countMarkets(reader, options.deployment, blockNumber));
    // What was known was not all there was, or a part of it was undone: numbers are given anew then.
    return markets && isWhole && areThoseKnown(markets, options.known)
      ? markets
      : await readMarkets(reader, { ...options, known: [] }, blockNumber);
  } catch (error) {
    throw toPresageError(error);
  }
}

/** Whether each is the market that was known under its number. */
function areThoseKnown(markets: readonly Market[], known: readonly Market[] = []): boolean {
  const hashes = new Map(known.map(({ id, termsHash }) => [id, termsHash]));
  return markets.every(({ id, termsHash }) => (hashes.get(id) ?? termsHash) === termsHash);
}

async function readMarkets(client: Client, options: Options, blockNumber: bigint): Promise<Market[]> {
  const { deployment, ids } = options;
  const creations = await getCreations(client, options, blockNumber);
  const wanted = ids ? creations.filter(({ id }) => ids.includes(id)) : creations;
  return Promise.all(wanted.map((creation) => readMarket(client, deployment, creation, blockNumber)));
}

async function countMarkets(client: Client, deployment: Deployment, blockNumber: bigint): Promise<number> {
  return Number(
    await readContract(client, { address: deployment.contracts.Markets, abi: marketsAbi, functionName: "marketCount", blockNumber }),
  );
}

async function readMarket(client: Client, deployment: Deployment, creation: Creation, blockNumber: bigint): Promise<Market> {
  const contract = { address: deployment.contracts.Markets, abi: marketsAbi, args: [creation.id], blockNumber } as const;
  const [state, rhos] = await Promise.all([
    readContract(client, { ...contract, functionName: "marketOf" }),
    readContract(client, { ...contract, functionName: "rhosOf" }),
  ]);
  const payouts = state.payoutDenominator === 0n ? [] : await readContract(client, { ...contract, functionName: "payoutsOf" });
  const { metadata, isValid, outcomes } = parseMetadata(creation.metadataText, state.outcomeCount);
  return {
    ...state,
    ...creation,
    blockNumber,
    status: statuses[state.status] ?? "None",
    resolverKind: resolverKindOf(deployment, state.resolver),
    closesAt: Number(state.closesAt),
    resolveBy: Number(state.resolveBy),
    rhos,
    prices: rhos.map(exp),
    payouts,
    metadata,
    metadataIsValid: isValid,
    outcomes,
  };
}

async function getCreations(client: Client, options: Options, toBlock: bigint): Promise<Creation[]> {
  const { deployment, known = [], ids } = options;
  const before = known.map(creationOf);
  if (ids?.every((id) => before.some((creation) => creation.id === id))) return before;

  const address = deployment.contracts.Markets;
  const fromBlock = known.reduce(
    (latest, market) => (market.blockNumber >= latest ? market.blockNumber + 1n : latest),
    BigInt(deployment.startBlock),
  );
  const [topic] = encodeEventTopics({ abi: marketsAbi, eventName: "MarketCreated" });
  const idTopics = ids ? ids.map((id) => numberToHex(id, { size: 32 })) : null;
  const raw = await getLogsInChunks(client, { address, topics: [topic, idTopics], fromBlock, toBlock });
  const logs = parseEventLogs({ abi: marketsAbi, eventName: "MarketCreated", logs: raw.map((log) => formatLog(log)) });
  const times = await getBlockTimes(client, logs);
  const taken = new Map<Address, bigint>();
  for (const { args, blockNumber } of logs) if (!taken.has(args.params.collateral)) taken.set(args.params.collateral, blockNumber);
  const tokens = await getTokens(client, { deployment, taken, known });
  const added = logs.map(
    ({ args, blockNumber }): Creation => ({
      id: args.marketId,
      createdAt: times.get(blockNumber) ?? 0,
      createdBlock: blockNumber,
      initialLiquidity: args.params.liquidity,
      funding: args.funding,
      odds: args.params.odds,
      collateral: tokens.get(args.params.collateral) as Token,
      metadataText: args.params.metadata,
    }),
  );
  return [...before, ...added];
}

/** Its creation alone: a known market's state is of the past. */
function creationOf({ id, createdAt, createdBlock, initialLiquidity, funding, odds, collateral, metadataText }: Market): Creation {
  return { id, createdAt, createdBlock, initialLiquidity, funding, odds, collateral, metadataText };
}

/** What the tokens say of themselves, `taken` by block. */
async function getTokens(
  client: Client,
  options: { deployment: Deployment; taken: ReadonlyMap<Address, bigint>; known: readonly Market[] },
): Promise<Map<Address, Token>> {
  const { deployment, taken, known } = options;
  const tokens = new Map(known.map(({ collateral }) => [collateral.address, collateral]));
  const missing = [...taken].filter(([address]) => !tokens.has(address));
  const read = ([address, blockNumber]: [Address, bigint]) => getTokenAsTaken(client, { deployment, address, blockNumber });
  for (const token of await Promise.all(missing.map(read))) tokens.set(token.address, token);
  return tokens;
}
