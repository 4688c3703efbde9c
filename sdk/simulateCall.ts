import { type Account, type Address, type Client, encodeFunctionData, type StateOverride, zeroAddress } from "viem";
import { call as simulate } from "viem/actions";
import { isDescribed, type PresageError } from "./errors.ts";
import { getAllowance } from "./getAllowance.ts";
import type { Payment } from "./planned.ts";
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

/**
 * The same of a call that takes a `payment`, whose allowance may be missing yet: the contracts check all else before they take money,
 * so if less is allowed than is needed, what the token refuses does not count, whatever its words for it.
 */
export async function simulatePaying(
  client: Client,
  call: Call,
  options: { account: Address | Account; payment?: Payment; token?: Token },
): Promise<void> {
  const { account, payment, token = payment?.token } = options;
  try {
    await simulateCall(client, call, { account, ...(token && { token }) });
  } catch (error) {
    if (!payment || !isTokens(error as PresageError) || !(await lacksAllowance(client, { account, call, payment }))) throw error;
  }
}

/** Whether less is allowed than is needed, by the numbers. */
async function lacksAllowance(client: Client, options: { account: Address | Account; call: Call; payment: Payment }): Promise<boolean> {
  const { account, call, payment } = options;
  if (payment.token.address === zeroAddress) return false;
  const owner = typeof account === "string" ? account : account.address;
  return (await getAllowance(client, { token: payment.token.address, owner, spender: call.address })) < payment.amount;
}

/** Whether a refusal can be the token's own: it has none of the names that the contracts have for theirs. */
export function isTokens({ code }: PresageError): boolean {
  return code === "Reverted" || code === "Panic" || /^(ERC20|SafeERC20)/.test(code) || !isDescribed(code);
}
