import type { Address, Client } from "viem";
import { readContract } from "viem/actions";
import { ordersAbi } from "../abi/orders.ts";
import { toPresageError } from "../toPresageError.ts";
import { withMulticall } from "../withMulticall.ts";
import type { Slot } from "./orderStatus.ts";

/** What the contract says of a maker's slots. */
export async function getSlots(
  client: Client,
  options: { orders: Address; maker: Address; slots: readonly number[]; blockNumber?: bigint },
): Promise<Slot[]> {
  const { orders, maker, slots, blockNumber } = options;
  const reader = withMulticall(client);
  const read = async (slot: number): Promise<Slot> => {
    const [nonce, filled] = await readContract(reader, {
      address: orders,
      abi: ordersAbi,
      functionName: "slotOf",
      args: [maker, BigInt(slot)],
      ...(blockNumber !== undefined && { blockNumber }),
    });
    return { nonce, filled };
  };
  try {
    return await Promise.all(slots.map(read));
  } catch (error) {
    throw toPresageError(error);
  }
}
