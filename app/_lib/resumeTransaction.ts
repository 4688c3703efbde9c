import type { Hash } from "viem";
import { waitForTransactionReceipt } from "viem/actions";
import type { ChainConfig } from "./chainConfig.ts";
import { readerOf } from "./connection.ts";
import { readAnew } from "./queries.ts";
import { transactions } from "./transactions.ts";

/** Milliseconds. */
const PATIENCE = 120_000;

/** Follows to its end what was sent before the page was loaded anew. */
export async function resumeTransaction(config: ChainConfig, sent: { what: string; hash: Hash }): Promise<void> {
  try {
    const { status } = await waitForTransactionReceipt(readerOf(config), { hash: sent.hash, timeout: PATIENCE });
    transactions.set(status === "success" ? { stage: "done", ...sent } : { stage: "failed", what: sent.what, error: sent.what });
    await readAnew();
  } catch {
    transactions.set(null); // nothing is known of it
  }
}
