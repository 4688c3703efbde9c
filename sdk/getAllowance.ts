import { type Address, type Client, erc20Abi } from "viem";
import { readStranger } from "./readStranger.ts";
import { toPresageError } from "./toPresageError.ts";

/** How much of a token `spender` may take from `owner`, in base units. */
export async function getAllowance(client: Client, options: { token: Address; owner: Address; spender: Address }): Promise<bigint> {
  const { token, owner, spender } = options;
  try {
    return await readStranger(client, { address: token, abi: erc20Abi, functionName: "allowance", args: [owner, spender] });
  } catch (error) {
    throw toPresageError(error);
  }
}
