import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createPublicClient, custom } from "viem";
import { hardhat } from "viem/chains";
import { startPostgres } from "../../indexer/postgres/startPostgres.ts";
import { marketsAbi } from "../../sdk/abi/markets.ts";
import { serveTransport } from "../../sdk/node/serveTransport.ts";
import { statuses } from "../../sdk/status.ts";
import { makeRandom } from "../proof/random.ts";
import { runKeeper } from "../test/runKeeper.ts";
import type { Settler, Stage } from "./replayPrices.ts";

const PATIENCE_MS = 120_000;
/** From when a market is due until the keeper has settled it, about: a kill comes somewhere in between. */
const BUSY_MS = 1_500;

/** A keeper of its own in a process of its own, killed so many times while it is at the markets. */
export async function settleByKeeper(stage: Stage, { kills, markets }: { kills: number; markets: number }): Promise<Settler> {
  const folder = mkdtempSync(path.join(tmpdir(), "presage-replay-"));
  const postgres = await startPostgres(folder);
  const transport = custom(stage.provider, { retryCount: 0 });
  const { url, close } = await serveTransport(transport);
  const client = createPublicClient({ chain: hardhat, transport, cacheTime: 0 });
  const deployment = { chainId: hardhat.id, startBlock: 1, contracts: stage.contracts, collaterals: { usd: stage.usd } };
  const env = { PRESAGE_KEEPER_INTERVAL_MS: "100", PRESAGE_KEEPER_CONFIRMATIONS: "1" };
  const keeper = await runKeeper({ rpcUrl: url, deployment, databaseUrl: postgres.url, env });
  await keeper.start();

  const random = makeRandom(kills + markets);
  let left = kills;
  let seen = 0;
  const isSettled = async (marketId: bigint) => {
    const status = await client.readContract({
      address: stage.contracts.Markets,
      abi: marketsAbi,
      functionName: "statusOf",
      args: [marketId],
    });
    return statuses[status] === "Resolved";
  };
  const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

  return {
    settle: async (marketId) => {
      // spread over all markets, and all of them used
      if (random.next() < left / (markets - seen++)) {
        left--;
        await pause(BUSY_MS * random.next());
        await keeper.stop("SIGKILL");
        await keeper.start();
      }
      for (const deadline = Date.now() + PATIENCE_MS; !(await isSettled(marketId)); await pause(20)) {
        if (Date.now() > deadline) throw new Error(`the keeper does not settle market ${marketId}:\n${keeper.log()}`);
      }
    },
    close: async () => {
      await keeper.stop();
      close();
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
      if (left > 0) console.error(`${left} of ${kills} kills found no market to be at.`);
    },
  };
}
