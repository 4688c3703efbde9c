import { type Address, encodeFunctionData } from "viem";
import { toPresageError } from "../../sdk/toPresageError.ts";
import type { Call, Token } from "../../sdk/types.ts";
import type { Signer } from "./signer.ts";

/**
 * Runs a call on the chain's present state and sends nothing. An allowance that is still missing does not count as a
 * failure: the contracts check everything else before they take money. Throws `PresageError`.
 */
export async function rehearse(
  { publicClient, account }: Pick<Signer, "publicClient" | "account">,
  call: Call,
  options: { token?: Token; from?: Address } = {},
): Promise<void> {
  const { token, from = account.address } = options;
  try {
    await publicClient.call({ account: from, to: call.address, data: encodeFunctionData(call), value: call.value });
  } catch (cause) {
    const error = toPresageError(cause, { ...(token && { token }) });
    const isAllowance =
      error.code === "ERC20InsufficientAllowance" ||
      error.code === "SafeERC20FailedOperation" ||
      (error.code === "Reverted" && /allowance/i.test(error.message));
    if (!isAllowance) throw error;
  }
}
