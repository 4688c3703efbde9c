import type { Account, Address, Client, Hex } from "viem";
import { call as simulate } from "viem/actions";
import { PresageError } from "./errors.ts";

/** Why a mined transaction failed, as an error: found by running it again on the state that its block left, if it still fails there. */
export async function revertOf(
  client: Client,
  transaction: { account: Account | Address; to: Address; data: Hex; value?: bigint },
  blockNumber: bigint,
): Promise<unknown> {
  try {
    await simulate(client, { ...transaction, blockNumber });
  } catch (error) {
    return error;
  }
  return new PresageError({ code: "TransactionReverted", details: { blockNumber } });
}
