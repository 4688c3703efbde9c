import type { Address } from "viem";
import type { Deployment, Token } from "../types.ts";
import type { TokenList } from "./parseTokenList.ts";

/** A token that somebody vouches for: the address book, or a list that the operator or the reader chose. */
export interface KnownToken {
  address: Address;
  /** As a list has it; a token of the address book alone says its own. */
  symbol?: string;
  name?: string;
  decimals?: number;
  /** The list that names it first; none for the address book's. */
  list?: string;
}

/** By address in lower case: the address book's first, then the lists' in their order. */
export type KnownTokens = ReadonlyMap<string, KnownToken>;

/** The tokens that are known on a chain. What tokens say of themselves plays no part. */
export function knownTokens(deployment: Pick<Deployment, "chainId" | "collaterals">, lists: readonly TokenList[] = []): KnownTokens {
  const known = new Map<string, KnownToken>();
  for (const address of Object.values(deployment.collaterals)) known.set(address.toLowerCase(), { address });
  for (const { name: list, tokens } of lists) {
    for (const { chainId, address, symbol, name, decimals } of tokens) {
      if (chainId !== deployment.chainId) continue;
      const key = address.toLowerCase();
      const before = known.get(key);
      if (!before) known.set(key, { address, symbol, name, decimals, list });
      else if (before.decimals === undefined) known.set(key, { ...before, symbol, name, decimals });
    }
  }
  return known;
}

/**
 * Whether a token is known. One of whose decimals a list says other things than the chain is not: either is wrong, and nobody
 * can tell which.
 */
export function isKnownToken(known: KnownTokens, token: Pick<Token, "address" | "decimals" | "isUnreadable">): boolean {
  const entry = known.get(token.address.toLowerCase());
  if (!entry) return false;
  return entry.decimals === undefined || token.isUnreadable === true || entry.decimals === token.decimals;
}
