import { type Account, type Address, type Client, decodeEventLog, type Hash, pad, type TransactionReceipt, toEventSelector } from "viem";
import { getBlockNumber } from "viem/actions";
import { ordersAbi } from "../abi/orders.ts";
import { PresageError } from "../errors.ts";
import { getLogsInChunks } from "../getLogsInChunks.ts";
import { sendCall } from "../sendCall.ts";
import { toPresageError } from "../toPresageError.ts";
import { cancelOrdersCall } from "./cancelOrdersCall.ts";
import { getSlots } from "./getSlots.ts";
import type { Order } from "./order.ts";

const FILLED = toEventSelector(ordersAbi.find((item) => item.type === "event" && item.name === "Filled") as never);

/** How an order ended: what was filled of it before it was cancelled, base units of positions. */
export interface Cancelled {
  order: Order;
  filled: bigint;
}

/**
 * Ends orders on chain, which is certain: once it is mined nothing of them can be filled, and what was filled before stands. Says how
 * much that was, fills that came in between included. Orders that are over already are left out. Throws `NothingToCancel`,
 * and as `sendCall`.
 */
export async function cancelOrders(
  publicClient: Client,
  walletClient: Client,
  options: {
    orders: Address;
    cancelled: readonly Order[];
    account?: Account;
    onHash?: (hash: Hash) => void;
    silence?: number;
  },
): Promise<{ receipt: TransactionReceipt; cancelled: Cancelled[] }> {
  const { orders, account: given, onHash, silence } = options;
  const account = given ?? walletClient.account;
  if (!account) throw new PresageError({ code: "WalletNotConnected", details: {} });
  try {
    const maker = account.address;
    const blockNumber = await getBlockNumber(publicClient, { cacheTime: 0 });
    const slots = options.cancelled.map(({ slot }) => slot);
    const before = await getSlots(publicClient, { orders, maker, slots, blockNumber });
    const open = options.cancelled.flatMap((order, index) => {
      const { nonce, filled } = before[index] ?? { nonce: 0n, filled: 0n };
      return nonce > order.nonce ? [] : [{ order, filled: nonce === order.nonce ? filled : 0n }];
    });
    if (open.length === 0) throw new PresageError({ code: "NothingToCancel", details: {} });

    const call = cancelOrdersCall({ orders, cancelled: open.map(({ order }) => order) });
    const receipt = await sendCall(publicClient, walletClient, call, {
      account,
      ...(onHash && { onHash }),
      ...(silence !== undefined && { silence }),
    });
    const since = await fillsOf(publicClient, { orders, maker, fromBlock: blockNumber + 1n, toBlock: receipt.blockNumber });
    const cancelled = open.map(({ order, filled }) => ({ order, filled: since.get(keyOf(order)) ?? filled }));
    return { receipt, cancelled };
  } catch (error) {
    throw toPresageError(error);
  }
}

/** What is filled of each of a maker's orders by the end of some blocks, where anything was in them. */
async function fillsOf(
  client: Client,
  options: { orders: Address; maker: Address; fromBlock: bigint; toBlock: bigint },
): Promise<Map<string, bigint>> {
  const { orders: address, maker, fromBlock, toBlock } = options;
  const logs = await getLogsInChunks(client, { address, topics: [FILLED, pad(maker)], fromBlock, toBlock });
  return new Map(
    logs.map(({ topics, data }) => {
      const { args } = decodeEventLog({ abi: ordersAbi, eventName: "Filled", topics: topics as never, data });
      const nonce = (args.slot >> 64n) & (2n ** 64n - 1n);
      return [keyOf({ slot: Number((args.slot >> 32n) & 0xffff_ffffn), nonce }), args.slot >> 128n];
    }),
  );
}

const keyOf = ({ slot, nonce }: Pick<Order, "slot" | "nonce">) => `${slot} ${nonce}`;
