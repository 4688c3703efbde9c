import { MOST_BYTES, notATokenList, parseTokenList, type TokenList } from "../../sdk/tokens/parseTokenList.ts";

/** The tokens of this chain that a reader's file names. Throws `InvalidTokenList`. */
export async function openTokenList(file: Blob, chainId: number): Promise<TokenList> {
  if (file.size > MOST_BYTES) throw notATokenList(`it is larger than ${MOST_BYTES} bytes`);
  const { name, tokens } = parseTokenList(await file.text());
  const here = tokens.filter((token) => token.chainId === chainId);
  if (here.length === 0) throw notATokenList(`none of its ${tokens.length} tokens is of this chain, ${chainId}`);
  return { name, tokens: here };
}
