"use client";

import { isSameAddress } from "../../sdk/isSameAddress.ts";
import { isKnownToken } from "../../sdk/tokens/knownTokens.ts";
import { unknownOf } from "../../sdk/tokens/unknownOf.ts";
import type { Market, Token } from "../../sdk/types.ts";
import type { KnownToken } from "./indexerTypes.ts";
import { useIndexed } from "./useIndexer.ts";
import { useOwnTokens } from "./useOwnTokens.ts";

/** What somebody vouches for: the address book, a list of the operator's, or this reader's own. */
export function useVouched(): { isVouchedToken: (token: Token) => boolean; isVouchedMarket: (market: Market) => boolean } {
  const own = useOwnTokens();
  const listed = useIndexed<KnownToken[]>("tokens", { used: "true" }).data?.data ?? [];
  const isVouchedToken = (token: Token) =>
    isKnownToken(own, token) || listed.some(({ address, known }) => known && isSameAddress(address, token.address));
  const isVouchedMarket = (market: Market) =>
    unknownOf(market, own).every((unknown) => unknown === "collateral" && isVouchedToken(market.collateral));
  return { isVouchedToken, isVouchedMarket };
}
