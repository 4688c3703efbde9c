import { type Address, createPublicClient } from "viem";
import { hardhat } from "viem/chains";
import { startPostgres } from "../../indexer/postgres/startPostgres.ts";
import { faucetCall } from "../../sdk/calls/faucet.ts";
import { sendCall } from "../../sdk/sendCall.ts";
import { toPresageError } from "../../sdk/toPresageError.ts";
import { rpcTransport } from "../../sdk/transport.ts";
import { startFaultyRpc } from "../faultyRpc.ts";
import { type Chain, deployAll, startChain } from "../test/chain.ts";
import { startIndexer } from "../test/indexer.ts";
import { createMarket, fund } from "../test/market.ts";
import { RandomHistory } from "../test/randomHistory.ts";
import { runKeeper } from "../test/runKeeper.ts";
import { Cleanups } from "./cleanups.ts";
import type { Drill } from "./drill.ts";
import { drillFolder } from "./drillFolder.ts";
import { compareTables, freshTables } from "./freshTables.ts";
import { pause, until } from "./until.ts";

const OTHER = 31_338;
const KEEPER = 18;
const TRADER = 3;
/** The markets of a history, and one more. */
const DUE = 6;
const CHECK_MS = 4_000; // the transport's own interval
const SWAPPED_MS = 6_000;
const chosen = { PRESAGE_CHAIN_ID: String(hardhat.id) };

/** An endpoint answers for another chain, on which the same contracts stand at the same addresses and the same work is due. */
export const otherChain: Drill = {
  title: "An RPC of another chain, at the start and later",
  async play(findings) {
    const cleanups = new Cleanups();
    try {
      const [right, other] = await Promise.all([startChain(), startChain({ chainId: OTHER })]);
      cleanups.add(right, ({ close }) => close());
      cleanups.add(other, ({ close }) => close());
      const { deployment, play } = await furnish(right, 1);
      const elsewhere = await furnish(other, 2);
      const same = JSON.stringify(deployment) === JSON.stringify(elsewhere.deployment);
      findings.holds("the other chain has the same contracts at other addresses: it is no trap", same);
      const proxy = async (node: Chain) => cleanups.add(await startFaultyRpc(node.url), ({ close }) => close());
      const folder = drillFolder(cleanups);
      const { url: databaseUrl } = cleanups.add(await startPostgres(folder), ({ stop }) => stop());

      // at the start, with nothing else: both say so and end
      const wrong = await proxy(other);
      const began = performance.now();
      const refusal = await startIndexer({ rpcUrl: wrong.url, deployment, env: chosen }).then(
        () => "it served",
        (error: Error) => error.message,
      );
      findings.holds(`the indexer does not say what is wrong: ${refusal.slice(-200)}`, /chain 31338.*31337/s.test(refusal));
      findings.atMost("indexerRefusedAfterMs", Math.round(performance.now() - began), 30_000);
      const lonely = await runKeeper({ rpcUrl: wrong.url, deployment, databaseUrl, env: chosen });
      const refused = await lonely.start().then(
        () => "it ran",
        (error: Error) => error.message,
      );
      await lonely.stop();
      findings.holds(`the keeper does not say what is wrong: ${refused.slice(-200)}`, /chain 31338.*31337/s.test(refused));

      // beside a right one, and then in its place
      const [first, second] = [await proxy(right), await proxy(right)];
      const env = { ...chosen, PRESAGE_RPC_URL: [wrong, first, second].map(({ url }) => url).join() };
      const indexer = cleanups.add(await startIndexer({ rpcUrl: right.url, deployment, env }), (each) => each.stop());
      const keeper = cleanups.add(await runKeeper({ rpcUrl: right.url, deployment, databaseUrl, env }), (each) => each.stop());
      await keeper.start();
      await until("the keeper does what is due", async () => (await sent(right, KEEPER)) > 0);

      let refusedAt = Number.POSITIVE_INFINITY;
      const onNotice = (notice: string) => {
        if (/chain 31338/.test(notice)) refusedAt = Math.min(refusedAt, performance.now());
      };
      const transport = rpcTransport([first.url, second.url], { onNotice });
      const client = createPublicClient({ chain: hardhat, transport, cacheTime: 0 });
      await client.getBlock();
      for (const each of [first, second]) each.aim(other.url);
      const from = performance.now();
      let taken = 0;
      while (performance.now() - from < SWAPPED_MS) {
        const error = await sendCall(
          client,
          right.wallet(TRADER),
          faucetCall({ token: deployment.collaterals.usd as Address, amount: 1n }),
        ).then(() => undefined, toPresageError);
        if (!error) taken++;
        await pause(200);
      }
      findings.atMost("refusedAfterMs", Math.round(refusedAt - from), CHECK_MS);
      const ready = await fetch(`${indexer.url}/ready`);
      findings.equal("readyMeanwhile", ready.status, 503);
      findings.equal("writesOfTheSdk", taken, 0);
      for (const each of [first, second]) each.aim(right.url);
      const recovered = await until("the indexer is ready again", async () => (await fetch(`${indexer.url}/ready`)).ok, 60_000);
      findings.atMost("recoveredAfterMs", recovered, 15_000);

      await play(4);
      await until("the keeper has done what is due", async () => (await sent(right, KEEPER)) === DUE);
      await keeper.stop();
      await indexer.caughtUp();
      await compareTables("index", indexer, await freshTables({ rpcUrl: right.url, deployment }), findings);
      findings.equal("writesOfTheKeeperElsewhere", await sent(other, KEEPER), 0);
      findings.equal("writesOfTheSdkElsewhere", (await sent(other, TRADER)) - elsewhere.nonce, 0);
    } finally {
      await cleanups.run();
    }
  },
};

/** Contracts, a history, and one more market; all of them are to be voided. */
async function furnish(chain: Chain, seed: number) {
  const deployment = await deployAll(chain);
  const manual = await chain.deploy("ManualResolver", [deployment.contracts.Markets]);
  const history = new RandomHistory(chain, deployment, seed);
  await history.begin(manual);
  await history.play(8);
  await fund(chain, deployment, 0);
  await createMarket(chain, deployment);
  await chain.rpc("evm_increaseTime", 41 * 86_400);
  await chain.rpc("evm_mine");
  return { deployment, nonce: await sent(chain, TRADER), play: (blocks: number) => history.play(blocks) };
}

function sent(chain: Chain, index: number): Promise<number> {
  return chain.rpc("eth_getTransactionCount", chain.wallet(index).account.address, "pending").then(Number);
}
