import type { Address, Client } from "viem";
import { readContract } from "viem/actions";
import { marketsAbi } from "../abi/markets.ts";
import { isSameAddress } from "../isSameAddress.ts";
import { parsePositionId } from "../positionId.ts";
import { toPresageError } from "../toPresageError.ts";
import { withMulticall } from "../withMulticall.ts";
import type { Order } from "./order.ts";

/** The purchases among these orders that are paid in a token: those that one allowance has to cover. */
export async function ordersInToken<order extends { order: Order }>(
  client: Client,
  options: { orders: readonly order[]; token: Address; markets: Address },
): Promise<order[]> {
  const purchases = options.orders.filter(({ order }) => !order.sell);
  const marketOf = ({ order }: order) => parsePositionId(order.positionId).marketId;
  const ids = [...new Set(purchases.map(marketOf))];
  const reader = withMulticall(client);
  const contract = { address: options.markets, abi: marketsAbi, functionName: "marketOf" } as const;
  try {
    const markets = await Promise.all(ids.map((id) => readContract(reader, { ...contract, args: [id] })));
    const inToken = new Set(ids.filter((_, index) => isSameAddress(markets[index]?.collateral, options.token)));
    return purchases.filter((each) => inToken.has(marketOf(each)));
  } catch (error) {
    throw toPresageError(error);
  }
}
