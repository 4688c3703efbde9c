import { type Address, type Client, encodeEventTopics, formatLog, type Hex, numberToHex, padHex, slice } from "viem";
import { getBlockNumber } from "viem/actions";
import { marketsAbi } from "./abi/markets.ts";
import { ordersAbi } from "./abi/orders.ts";
import type { Activity } from "./activity.ts";
import { decodeActivity } from "./decodeActivity.ts";
import { getBlockTimes } from "./getBlockTimes.ts";
import { getLogsInChunks } from "./getLogsInChunks.ts";
import { toPresageError } from "./toPresageError.ts";
import type { Deployment } from "./types.ts";

/** The topics of every event that concerns a market: all but those of the ERC-6909 ledger. */
const topics = marketsAbi
  .filter((item) => item.type === "event" && item.inputs[0].name === "marketId")
  .map((item) => encodeEventTopics({ abi: [item] })[0]);

/**
 * What happened in a market, by an account, or in all markets, oldest first, with the block's time. One log query for each of
 * `Markets` and `Orders` (more where an endpoint serves few blocks at a time), from `fromBlock` (the deployment's unless told) to
 * `toBlock` (the latest). Complete: what the orders contract does to carry out a fill is told beside the fill.
 */
export async function getActivity(
  client: Client,
  options: { deployment: Deployment; marketId?: bigint; account?: Address; fromBlock?: bigint; toBlock?: bigint },
): Promise<Activity[]> {
  const { deployment, marketId, account } = options;
  const { Markets: markets, Orders: orders } = deployment.contracts;
  try {
    const fromBlock = options.fromBlock ?? BigInt(deployment.startBlock);
    const toBlock = options.toBlock ?? (await getBlockNumber(client, { cacheTime: 0 }));
    const ofMarkets = await getLogsInChunks(client, {
      address: markets,
      // A filter with a place for the account, even an open one, leaves out the events that name none: a market's resolution.
      topics: [
        topics,
        marketId === undefined ? null : numberToHex(marketId, { size: 32 }),
        ...(account ? [padHex(account, { size: 32 })] : []),
      ],
      fromBlock,
      toBlock,
    });
    const filled = encodeEventTopics({ abi: ordersAbi, eventName: "Filled", args: account ? { maker: account } : {} }) as Hex[];
    const ofOrders = orders ? await getLogsInChunks(client, { address: orders, topics: filled, fromBlock, toBlock }) : [];
    // a fill names its market in no topic
    const fills = ofOrders.filter(({ data }) => marketId === undefined || BigInt(slice(data, 0, 32)) >> 16n === marketId);
    const logs = [...ofMarkets, ...fills].map((log) => formatLog(log));
    return decodeActivity({ markets, orders, logs, times: await getBlockTimes(client, logs) });
  } catch (error) {
    throw toPresageError(error);
  }
}
