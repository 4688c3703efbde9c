import { type Address, type Client, erc20Abi } from "viem";
import { readContract } from "viem/actions";
import { toPresageError } from "./toPresageError.ts";

/** How much of a token `spender` may take from `owner`, in base units. */
export async function getAllowance(client: Client, options: { token: Address; owner: Address; spender: Address }): Promise<bigint> {
  try {
    return await readContract(client, {
      address: options.token,
      abi: erc20Abi,
      functionName: "allowance",
      args: [options.owner, options.spender],
    });
  } catch (error) {
    throw toPresageError(error);
  }
}
