import { isKnownToken, type KnownTokens } from "../../sdk/tokens/knownTokens.ts";
import type { Token } from "../../sdk/types.ts";

/** Whether a list vouches for a token, which the address book does not. */
export function isListed(tokens: KnownTokens, token: Token): boolean {
  return tokens.get(token.address.toLowerCase())?.list !== undefined && isKnownToken(tokens, token);
}

/** A token under the symbol that a list gives it; others as they are. */
export function namedByList(tokens: KnownTokens, token: Token): Token {
  const symbol = isListed(tokens, token) && tokens.get(token.address.toLowerCase())?.symbol;
  return symbol ? { ...token, symbol } : token;
}
