import { type Address, type Client, encodeFunctionData } from "viem";
import { call as simulate } from "viem/actions";
import type { Claim } from "./claimsOf.ts";
import type { PresageError } from "./errors.ts";
import { requirePayment } from "./requirePayment.ts";
import { toPresageError } from "./toPresageError.ts";

/** What one claim may take: a market of 256 outcomes, all of them held, redeems for a third of it. */
const MOST_GAS = 16_000_000n;

/** Why a claim would not be paid now, found by simulating it alone; undefined if it would. */
export async function refusalOf(
  client: Client,
  account: Address,
  { call, token }: Pick<Claim, "call" | "token">,
): Promise<PresageError | undefined> {
  try {
    const { data } = await simulate(client, { account, to: call.address, data: encodeFunctionData(call), gas: MOST_GAS });
    await requirePayment(client, call, data);
    return undefined;
  } catch (error) {
    const refusal = toPresageError(error, { token });
    // Nothing is known of a claim that nobody could be asked about.
    if (refusal.code === "RpcUnavailable") throw refusal;
    return refusal;
  }
}
