import { type Address, type Client, erc20Abi } from "viem";
import { readContract } from "viem/actions";
import { toPresageError } from "./toPresageError.ts";

/** How much of a token an account has, in base units. */
export async function getBalance(client: Client, options: { token: Address; owner: Address }): Promise<bigint> {
  try {
    return await readContract(client, { address: options.token, abi: erc20Abi, functionName: "balanceOf", args: [options.owner] });
  } catch (error) {
    throw toPresageError(error);
  }
}
