import type { Address, Client } from "viem";
import { readContract } from "viem/actions";
import { marketsAbi } from "../abi/markets.ts";
import { getAllowance } from "../getAllowance.ts";
import { getBalance } from "../getBalance.ts";
import { toPresageError } from "../toPresageError.ts";
import type { Order } from "./order.ts";

/**
 * What a maker has of what an order gives, and how much of it the orders contract may take, base units: of the collateral for a
 * purchase, of the position for a sale.
 */
export async function getOrderFunds(
  client: Client,
  options: { order: Pick<Order, "maker" | "sell" | "positionId">; token: Address; markets: Address; orders: Address },
): Promise<{ balance: bigint; allowance: bigint }> {
  const { order, token, markets, orders: spender } = options;
  const { maker: owner, positionId: id } = order;
  if (!order.sell) {
    const [balance, allowance] = await Promise.all([getBalance(client, { token, owner }), getAllowance(client, { token, owner, spender })]);
    return { balance, allowance };
  }
  const contract = { address: markets, abi: marketsAbi } as const;
  try {
    const [balance, allowance, isOperator] = await Promise.all([
      readContract(client, { ...contract, functionName: "balanceOf", args: [owner, id] }),
      readContract(client, { ...contract, functionName: "allowance", args: [owner, spender, id] }),
      readContract(client, { ...contract, functionName: "isOperator", args: [owner, spender] }),
    ]);
    return { balance, allowance: isOperator ? 2n ** 256n - 1n : allowance };
  } catch (error) {
    throw toPresageError(error);
  }
}
