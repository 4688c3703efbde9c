import { type Abi, type Address, type Client, formatLog, type Hex, numberToHex, parseEventLogs } from "viem";
import { getBlock } from "viem/actions";
import { getBlockTimes } from "../getBlockTimes.ts";
import { getLogsInChunks } from "../getLogsInChunks.ts";
import type { Deployment, Market, Token } from "../types.ts";
import type { PlacedEvent } from "./timeline.ts";

/** What a kind of resolver says about a market, before what follows from it. */
export interface Reading<situation> {
  situation: situation;
  /** What happened at the resolver. */
  events: PlacedEvent[];
  /** What happened for the market at the oracle or court behind it. */
  outside?: PlacedEvent[];
  /** What its bonds are paid in. */
  token: Token;
}

export interface ReadOptions {
  deployment: Deployment;
  /** Whether to read what happened; where the state itself is in events, those are read in any case. */
  history: boolean;
}

/** What every kind of resolver tells. */
export interface Moment {
  /** Unix seconds: the first second at which time alone ends the state; zero if it lasts until somebody acts. */
  until: number;
  /** Unix seconds of the block that this was read at. */
  now: number;
}

/** The arguments that reads of a market's resolver have in common. */
export function resolverOf(market: Market) {
  return { address: market.resolver, args: [market.id], blockNumber: market.blockNumber } as const;
}

export async function readTime(client: Client, { blockNumber }: Market): Promise<number> {
  return Number((await getBlock(client, { blockNumber })).timestamp);
}

/** Everything that a market's resolver emitted about it. */
export function readHistory(client: Client, market: Market, abi: Abi): Promise<PlacedEvent[]> {
  return readEvents(client, market, { address: market.resolver, topics: [null, marketTopic(market)], abi });
}

/** From the market's creation to the block that it was read at. */
export async function readEvents(
  client: Client,
  market: Market,
  options: { address: Address; topics: (Hex | Hex[] | null)[]; abi: Abi },
): Promise<PlacedEvent[]> {
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

/** A market's number as the topic of an event. */
export function marketTopic({ id }: Pick<Market, "id">): Hex {
  return numberToHex(id, { size: 32 });
}
