import { setTimeout } from "node:timers/promises";
import { token } from "ponder:schema";
import { type Address, createPublicClient, http } from "viem";
import { getTokenAsTaken } from "../../sdk/getTokenAsTaken.ts";
import { servedError } from "../../sdk/node/serveTransport.ts";
import { toPresageError } from "../../sdk/toPresageError.ts";
import type { Token } from "../../sdk/types.ts";
import { readSettings } from "../settings.ts";
import type { Db } from "./books.ts";
import { storableText } from "./storable.ts";

const AGAIN_MS = 500;
const { deployment, rpcUrl } = readSettings();
const client = createPublicClient({ transport: http(rpcUrl, { retryCount: 0 }) });

/**
 * Keeps what a token said of itself in the block in which it was first seen here: a stranger's word, which later words do not
 * change. The one thing in the tables that no event says.
 */
export async function rememberToken(db: Db, address: Address, block: number): Promise<void> {
  if (await db.find(token, { address })) return;
  const { symbol, decimals, isUnreadable } = await ask(address, BigInt(block));
  await db.insert(token).values({ address, symbol: storableText(symbol), decimals: isUnreadable ? null : decimals, block });
}

/** Nothing can be written down before the chain answers: it is asked until it does. */
async function ask(address: Address, blockNumber: bigint): Promise<Token> {
  for (;;) {
    try {
      return await getTokenAsTaken(client, { deployment, address, blockNumber });
    } catch (error) {
      if (toPresageError(servedError(error) ?? error).code !== "RpcUnavailable") throw error;
      await setTimeout(AGAIN_MS);
    }
  }
}
