import { type Client, decodeFunctionResult, type Hex } from "viem";
import { readContract } from "viem/actions";
import { marketsAbi } from "./abi/markets.ts";
import { PresageError } from "./errors.ts";
import { parsePositionId } from "./positionId.ts";
import { statuses } from "./status.ts";
import type { Call } from "./types.ts";

/** What calls are for being paid, and answer with what they pay. */
const PAYING = ["redeem", "redeemLiquidity", "redeemSeed", "collectCreatorFees"];

/** What a simulated call pays out, in base units, by its answer; undefined if it is not one that only pays out. */
function paidBy({ abi, functionName }: Call, answer: Hex | undefined): bigint | undefined {
  if ((abi as unknown) !== marketsAbi || !PAYING.includes(functionName) || answer === undefined) return undefined;
  const paid = decodeFunctionResult({ abi: marketsAbi, functionName: functionName as "redeem", data: answer }) as
    | bigint
    | readonly bigint[];
  return typeof paid === "bigint" ? paid : paid.reduce((sum, amount) => sum + amount, 0n);
}

/**
 * Refuses a call that only pays out and would pay nothing now, which the contract lets pass: redeeming in an open market would be a
 * transaction that does nothing. Throws `NothingToRedeem`, which names each market and its status.
 */
export async function requirePayment(client: Client, call: Call, answer: Hex | undefined): Promise<void> {
  if (paidBy(call, answer) !== 0n) return;
  const ids =
    call.functionName === "redeem"
      ? (call.args[0] as readonly bigint[]).map((id) => parsePositionId(id).marketId)
      : [call.args[0] as bigint];
  const markets = await Promise.all(
    [...new Set(ids)].map(async (marketId) => {
      const contract = { address: call.address, abi: marketsAbi, functionName: "statusOf" } as const;
      const status = await readContract(client, { ...contract, args: [marketId] });
      return { marketId, status: statuses[status] ?? "None" };
    }),
  );
  throw new PresageError({ code: "NothingToRedeem", details: { markets } });
}
