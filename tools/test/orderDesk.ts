import { type Address, type Hex, zeroAddress } from "viem";
import { marketsAbi } from "../../sdk/abi/markets.ts";
import { hashOrder } from "../../sdk/orders/hashOrder.ts";
import type { Order, SignedOrder } from "../../sdk/orders/order.ts";
import type { Relay } from "../../sdk/orders/relay.ts";
import { signOrder } from "../../sdk/orders/signOrder.ts";
import { positionId } from "../../sdk/positionId.ts";
import type { Deployment } from "../../sdk/types.ts";
import { WAD } from "../../sdk/wad.ts";
import type { Chain } from "./chain.ts";
import { USD } from "./market.ts";

/** Signs orders of one market's first outcome for accounts of a test's chain. */
export interface OrderDesk {
  marketId: bigint;
  orderOf: (index: number, changes?: Partial<Order>) => Promise<Order>;
  sign: (index: number, changes?: Partial<Order>) => Promise<SignedOrder>;
  hashOf: (order: Order) => Hex;
  relay: (url: string) => Relay;
}

export async function orderDesk(chain: Chain, deployment: Deployment, marketId: bigint): Promise<OrderDesk> {
  const { Markets, Orders } = deployment.contracts;
  const orders = Orders as Address;
  const { chainId } = deployment;
  const { termsHash, outcomeCount } = await chain.client.readContract({
    address: Markets,
    abi: marketsAbi,
    functionName: "marketOf",
    args: [marketId],
  });
  let slot = 0;
  const orderOf = async (index: number, changes: Partial<Order> = {}): Promise<Order> => {
    const { timestamp } = await chain.client.getBlock();
    return {
      maker: chain.wallet(index).account.address.toLowerCase() as Address,
      positionId: positionId({ marketId, outcome: 0, side: "yes", outcomeCount }),
      termsHash,
      sell: false,
      price: (WAD * 40n) / 100n,
      amount: 10n * USD,
      minFill: 0n,
      start: Number(timestamp) - 60,
      expiry: Number(timestamp) + 86_400,
      slot: ++slot,
      nonce: 1n,
      maxTip: 0,
      taker: zeroAddress,
      ...changes,
    };
  };
  return {
    marketId,
    orderOf,
    sign: async (index, changes) => signOrder(chain.wallet(index), { order: await orderOf(index, changes), chainId, orders }),
    hashOf: (order) => hashOrder(order, { chainId, orders }),
    relay: (url) => ({ url, chainId, orders }),
  };
}
