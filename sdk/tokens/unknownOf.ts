import { isReadable } from "../text/isReadable.ts";
import type { Market } from "../types.ts";
import { isKnownToken, type KnownTokens } from "./knownTokens.ts";

/** What of a market nobody vouches for. */
export const unknowns = ["resolver", "collateral", "text"] as const;
export type Unknown = (typeof unknowns)[number];

/**
 * What of a market is a stranger's alone: a resolver that is not of this deployment, a collateral that is not known, a text
 * that cannot be read. A market with any of these stays out of lists, counts, sums and ranks unless somebody asks for it.
 */
export function unknownOf(
  market: Pick<Market, "resolverKind" | "collateral" | "metadata" | "metadataIsValid">,
  tokens: KnownTokens,
): Unknown[] {
  const is = {
    resolver: market.resolverKind === "unknown",
    collateral: !isKnownToken(tokens, market.collateral),
    text: !isReadable(market),
  };
  return unknowns.filter((each) => is[each]);
}
