import { TokenLists, tokenListSources } from "../../sdk/node/tokenLists.ts";
import { type KnownTokens, knownTokens } from "../../sdk/tokens/knownTokens.ts";
import type { Deployment } from "../../sdk/types.ts";

/** The tokens that are known to a command: the address book's, and those of the operator's lists (`PRESAGE_TOKEN_LISTS`). */
export async function readKnownTokens(deployment: Deployment): Promise<KnownTokens> {
  const lists = new TokenLists(tokenListSources(), { onNotice: (notice) => console.error(notice) });
  await lists.read();
  return knownTokens(deployment, lists.lists);
}
