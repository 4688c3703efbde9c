import type { Address } from "viem";
import type { Deployment, Token } from "../types.ts";
import type { TokenList } from "./parseTokenList.ts";

/** A token that somebody vouches for: the address book, or a list that the operator or the reader chose. */
export interface KnownToken {
  address: Address;
  /** As a list has it; a token of the address book alone says its own. */
  symbol?: string;
  name?: string;
  /** As lists say; several if they do not agree. None for the address book's, which no list changes. */
  decimals?: readonly number[];
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
      if (!before) known.set(key, { address, symbol, name, decimals: [decimals], list });
      else if (before.decimals && !before.decimals.includes(decimals))
        known.set(key, { ...before, decimals: [...before.decimals, decimals] });
    }
  }
  return known;
}

/**
 * Whether a token is known. One of whose decimals no list says what the chain does is not: either is wrong, and nobody can tell
 * which; nor where the chain does not say, and the lists do not agree.
 */
export function isKnownToken(known: KnownTokens, token: Pick<Token, "address" | "decimals" | "isUnreadable">): boolean {
  const entry = known.get(token.address.toLowerCase());
  if (!entry?.decimals) return entry !== undefined;
  return token.isUnreadable ? entry.decimals.length === 1 : entry.decimals.includes(token.decimals);
}
