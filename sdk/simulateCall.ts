import { type Account, type Address, type Client, encodeFunctionData, type StateOverride } from "viem";
import { call as simulate } from "viem/actions";
import type { PresageError } from "./errors.ts";
import { toPresageError } from "./toPresageError.ts";
import type { Call, Token } from "./types.ts";

/** Runs a call on the chain's present state and sends nothing. Throws `PresageError`; `token` gives its amounts their unit. */
export async function simulateCall(
  client: Client,
  call: Call,
  options: { account: Address | Account; token?: Token; stateOverride?: StateOverride },
): Promise<void> {
  const { account, token, stateOverride } = options;
  const value = call.value === undefined ? {} : { value: call.value };
  try {
    await simulate(client, {
      account,
      to: call.address,
      data: encodeFunctionData(call),
      ...value,
      ...(stateOverride && { stateOverride }),
    });
  } catch (error) {
    throw toPresageError(error, { call, ...(token && { token }) });
  }
}

/** The same, but an allowance that is missing does not count: the contracts check all else before they take money. */
export async function simulatePaying(client: Client, call: Call, options: { account: Address | Account; token?: Token }): Promise<void> {
  try {
    await simulateCall(client, call, options);
  } catch (error) {
    if (!isAllowanceMissing(error as PresageError)) throw error;
  }
}

/** Whether a refusal is about an allowance alone. Tokens say it in different ways. */
export function isAllowanceMissing({ code, message }: PresageError): boolean {
  return (
    code === "ERC20InsufficientAllowance" || code === "SafeERC20FailedOperation" || (code === "Reverted" && /allowance/i.test(message))
  );
}
