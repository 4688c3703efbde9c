import type { ListedToken, TokenList } from "../../sdk/tokens/parseTokenList.ts";
import { createStored } from "./stored.ts";

const NONE = null as TokenList | null;

/** The token list that the reader opened. It is known to this browser alone: no server hears of it. */
export const ownTokenList = createStored("presage.tokenList", NONE, (kept) => {
  const { name, tokens } = kept as TokenList;
  return typeof name === "string" && Array.isArray(tokens) && tokens.every(isListedToken) ? { name, tokens } : NONE;
});

/** As `parseTokenList` left it: what was wrong with a file was said when it was opened. */
function isListedToken({ chainId, address, symbol, name, decimals }: ListedToken): boolean {
  const hasTexts = [address, symbol, name].every((text) => typeof text === "string");
  return hasTexts && Number.isInteger(chainId) && Number.isInteger(decimals);
}
