import { type Address, type Client, erc20Abi } from "viem";
import { readDecimals } from "./readDecimals.ts";
import { readStranger } from "./readStranger.ts";
import { cleanSymbol } from "./text/cleanSymbol.ts";
import { toPresageError } from "./toPresageError.ts";
import type { Token } from "./types.ts";

/** What ERC-20 tokens have if nothing else is known. */
const USUAL_DECIMALS = 18;

/**
 * A token's symbol and decimals. Both are the token's own word, and nothing that it does throws: a symbol that cannot be read
 * (some old tokens have none in text) becomes its address, and a token that does not say its decimals is `isUnreadable`, with
 * 18. Throws `RpcUnavailable`: what nobody could be asked is not the token's answer. Give the `Markets` contract as `account`
 * and the block in which it took the token, to hear what it was told then (`getTokenAsTaken`).
 */
export async function getToken(client: Client, address: Address, as: { account?: Address; blockNumber?: bigint } = {}): Promise<Token> {
  const token = { address, abi: erc20Abi, ...as } as const;
  const [symbol, decimals] = await Promise.all([
    readStranger(client, { ...token, functionName: "symbol" }).catch(unlessUnavailable),
    readDecimals(client, { address, ...as }).catch(unlessUnavailable),
  ]);
  return {
    address,
    symbol: (symbol === undefined ? undefined : cleanSymbol(symbol)) ?? `${address.slice(0, 6)}…${address.slice(-4)}`,
    decimals: decimals ?? USUAL_DECIMALS,
    ...(decimals === undefined && { isUnreadable: true }),
  };
}

function unlessUnavailable(error: unknown): undefined {
  const known = toPresageError(error);
  if (known.code === "RpcUnavailable") throw known;
}
