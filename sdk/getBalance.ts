import { type Address, type Client, erc20Abi } from "viem";
import { readStranger } from "./readStranger.ts";
import { toPresageError } from "./toPresageError.ts";

/** How much of a token an account has, in base units. */
export async function getBalance(client: Client, options: { token: Address; owner: Address }): Promise<bigint> {
  const { token, owner } = options;
  try {
    return await readStranger(client, { address: token, abi: erc20Abi, functionName: "balanceOf", args: [owner] });
  } catch (error) {
    throw toPresageError(error);
  }
}
