import { Cleanups } from "./cleanups.ts";
import type { Drill } from "./drill.ts";
import type { Findings } from "./findings.ts";
import { type KeeperStand, keeperStand } from "./keeperStand.ts";
import { NonceGaps } from "./nonceGaps.ts";
import { pause, until } from "./until.ts";

const BLOCK_MS = 400;
/** What a keeper asks for on its way from seeing to settling a duty; hung there, or done and the answer lost. */
const STEPS = [
  ["eth_call", "hang"],
  ["eth_estimateGas", "hang"],
  ["eth_maxPriorityFeePerGas", "hang"],
  ["eth_getBalance", "hang"],
  ["eth_getTransactionCount", "hang"],
  ["eth_sendRawTransaction", "hang"],
  ["eth_sendRawTransaction", "drop"],
  ["eth_getTransactionReceipt", "hang"],
] as const;

/** The keeper is killed at each of its steps, loses answers, and is there twice with one key. */
export const killedKeeper: Drill = {
  title: "The keeper is killed at each of its steps",
  async play(findings, { isShort }) {
    const times = isShort ? 2 : 10;
    const cleanups = new Cleanups();
    try {
      const stand = await keeperStand(cleanups);
      const { chain, proxy, makeDue } = stand;
      await chain.rpc("evm_setAutomine", false);
      await chain.rpc("evm_setIntervalMining", BLOCK_MS);
      const gaps = cleanups.add(new NonceGaps(chain, stand.address), (each) => each.stop());
      const databaseUrl = await stand.makeDatabase();
      const keeper = await stand.keeper(databaseUrl);
      let due = 0;
      let kills = 0;
      const done = (count: number) => async () => (await stand.voids()).length >= count;

      for (const [method, kind] of STEPS) {
        for (let time = 0; time < times; time++) {
          await keeper.start();
          proxy.calls.length = 0;
          let isAsked = false;
          proxy.suffer({ kind }, (methods) => {
            // what a keeper asks at every look is a step of a duty only once there is one
            const isHit = methods.includes(method) && (method === "eth_call" || proxy.calls.includes("eth_estimateGas"));
            isAsked ||= isHit;
            return isHit;
          });
          await makeDue();
          due++;
          await until(`${method} is asked for`, () => isAsked);
          if (kind === "drop") await pause(50);
          await keeper.stop("SIGKILL");
          kills++;
          proxy.suffer();
        }
        await keeper.start();
        await until(`what was due after ${method}`, done(due));
        await keeper.stop("SIGKILL");
      }
      findings.note("kills", kills);
      await judge("killed", stand, due, findings);

      // nobody dies, but no answer to a sending ever arrives
      await keeper.start();
      for (let time = 0; time < times; time++) {
        let isLost = false;
        proxy.suffer({ kind: "drop" }, (methods) => {
          const isHit = !isLost && methods.includes("eth_sendRawTransaction");
          isLost ||= isHit;
          return isHit;
        });
        await makeDue();
        await until("what was due after a lost answer", done(++due));
      }
      proxy.suffer();
      await judge("lostAnswers", stand, due, findings);

      const second = await stand.keeper(databaseUrl);
      await second.start();
      await makeDue(times);
      due += times;
      await until("what was due with two keepers", done(due));
      await judge("twoKeepers", stand, due, findings);
      findings.atMost("longestNonceGapBlocks", await gaps.stop(), 2);
    } finally {
      await cleanups.run();
    }
  },
};

/** Each market voided once, by as many transactions as there are markets. */
async function judge(name: string, stand: KeeperStand, due: number, findings: Findings): Promise<void> {
  await pause(4 * BLOCK_MS); // what comes twice comes late
  const voids = await stand.voids();
  findings.equal(
    `${name}Effects`,
    voids.reduce((sum, count) => sum + count, 0),
    due,
  );
  findings.equal(`${name}Twice`, voids.filter((count) => count > 1).length, 0);
  findings.equal(`${name}Transactions`, await stand.sent(), due);
}
