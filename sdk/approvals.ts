import type { Account, Address, Client } from "viem";
import { approveCall } from "./calls/approve.ts";
import { simulateCall } from "./simulateCall.ts";
import type { Call } from "./types.ts";

/**
 * The calls that leave `spender` exactly this allowance of a token: one, or two where the token changes an allowance only from or
 * to nothing. `allowance`: what it is now.
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

function passes(client: Client, account: Account, call: Call): Promise<boolean> {
  return simulateCall(client, call, { account }).then(
    () => true,
    () => false,
  );
}
