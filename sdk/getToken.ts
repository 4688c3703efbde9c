import { type Address, type Client, erc20Abi } from "viem";
import { readContract } from "viem/actions";
import type { Token } from "./types.ts";

/** A token's symbol and decimals. A symbol that cannot be read (some old tokens have none in text) becomes its address. */
export async function getToken(client: Client, address: Address): Promise<Token> {
  const token = { address, abi: erc20Abi } as const;
  const [symbol, decimals] = await Promise.all([
    readContract(client, { ...token, functionName: "symbol" }).catch(() => `${address.slice(0, 6)}…${address.slice(-4)}`),
    readContract(client, { ...token, functionName: "decimals" }),
  ]);
  return { address, symbol, decimals };
}
