import "server-only";
import { isKnownToken, type KnownTokens, knownTokens } from "../../sdk/tokens/knownTokens.ts";
import type { Deployment, Market } from "../../sdk/types.ts";
import { shortAddress } from "./format.ts";
import type { Indexed, KnownToken } from "./indexerTypes.ts";
import { readIndexerOnServer } from "./readIndexerOnServer.ts";

/** The tokens that the operator vouches for: the address book's, and the lists' as the indexer has read them. */
export async function readKnownTokens(deployment: Deployment): Promise<KnownTokens> {
  const answer = await readIndexerOnServer<Indexed<KnownToken[]>>("tokens?used=true");
  const { chainId } = deployment;
  const lists = (answer?.data ?? []).flatMap(({ address, symbol, decimals, list, known }) =>
    list === null || decimals === null || !known
      ? []
      : [{ name: list, tokens: [{ chainId, address: address as `0x${string}`, symbol, name: symbol, decimals }] }],
  );
  return knownTokens(deployment, lists);
}

/** A market as a page shows it: a token that is not known can call itself what it likes, and goes by its address. */
export function withNamedToken(market: Market, tokens: KnownTokens): Market {
  const { collateral } = market;
  if (isKnownToken(tokens, collateral)) {
    const symbol = tokens.get(collateral.address.toLowerCase())?.symbol || collateral.symbol;
    return { ...market, collateral: { ...collateral, symbol } };
  }
  return { ...market, collateral: { ...collateral, symbol: shortAddress(collateral.address) } };
}
