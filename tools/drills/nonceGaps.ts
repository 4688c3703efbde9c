import type { Address } from "viem";
import type { Chain } from "../test/chain.ts";
import { pause } from "./until.ts";

/** Watches an account for transactions that wait behind a number which nobody fills. */
export class NonceGaps {
  /** Blocks that the longest such wait took. */
  longest = 0;
  #isOver = false;
  readonly #watching: Promise<void>;

  constructor(chain: Chain, account: Address) {
    this.#watching = this.#watch(chain, account.toLowerCase());
  }

  async stop(): Promise<number> {
    this.#isOver = true;
    await this.#watching;
    return this.longest;
  }

  async #watch(chain: Chain, account: string): Promise<void> {
    let gap: { nonce: number; since: number } | undefined;
    while (!this.#isOver) {
      await pause(60);
      try {
        const [head, mined, pool] = (await Promise.all([
          chain.rpc("eth_blockNumber"),
          chain.rpc("eth_getTransactionCount", account, "latest"),
          chain.rpc("eth_pendingTransactions"),
        ])) as [string, string, { from: string; nonce: string }[]];
        const waiting = pool.filter(({ from }) => from.toLowerCase() === account).map(({ nonce }) => Number(nonce));
        const next = Number(mined);
        if (waiting.length === 0 || waiting.includes(next)) gap = undefined;
        else if (gap?.nonce !== next) gap = { nonce: next, since: Number(head) };
        else this.longest = Math.max(this.longest, Number(head) - gap.since);
      } catch {
        // the chain is busy
      }
    }
  }
}
