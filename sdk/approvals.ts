import { type Account, type Address, type Client, encodeFunctionData, hexToBigInt } from "viem";
import { call as simulate } from "viem/actions";
import { approveCall } from "./calls/approve.ts";
import { toPresageError } from "./toPresageError.ts";
import type { Call } from "./types.ts";

/** What an approval may take: enough for tokens behind a proxy or two. */
const GAS = 300_000n;

/**
 * The calls that leave `spender` exactly this allowance of a token: one, or two where the token changes an allowance only from or
 * to nothing, which a simulation tells. `allowance`: what it is now.
 */
export async function approvals(
  client: Client,
  options: { account: Account; token: Address; spender: Address; amount: bigint; allowance: bigint },
): Promise<Call[]> {
  const { account, token, spender, amount, allowance } = options;
  const approve = approveCall({ token, spender, amount });
  if (allowance === 0n || (await passes(client, account, approve))) return [approve];
  return [approveCall({ token, spender, amount: 0n }), approve];
}

/** Whether a token takes an approval: some refuse, others answer false, and old ones answer nothing. */
async function passes(client: Client, account: Account, call: Call): Promise<boolean> {
  try {
    const { data } = await simulate(client, { account, to: call.address, data: encodeFunctionData(call), gas: GAS });
    return data === undefined || data === "0x" || hexToBigInt(data.slice(0, 66) as `0x${string}`) !== 0n;
  } catch (error) {
    const refusal = toPresageError(error);
    if (refusal.code === "RpcUnavailable") throw refusal;
    return false;
  }
}
