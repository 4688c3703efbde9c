import { Cleanups } from "./cleanups.ts";
import type { Drill } from "./drill.ts";
import type { Findings } from "./findings.ts";
import { type KeeperStand, keeperStand } from "./keeperStand.ts";
import { pause, until } from "./until.ts";

const GWEI = 10n ** 9n;
const CAP = 60n * GWEI;
/** Between blocks, so that the keeper looks at each of them. */
const BLOCK_MS = 600;

/** A transaction of the keeper pays too little, the base fee rises tenfold and above the cap, and the account runs dry. */
export const stuck: Drill = {
  title: "A stuck transaction, a base fee ten times higher, an empty account",
  async play(findings) {
    const cleanups = new Cleanups();
    try {
      const stand = await keeperStand(cleanups);
      const { chain, makeDue } = stand;
      await makeDue();
      await chain.rpc("evm_setAutomine", false);
      const env = { PRESAGE_KEEPER_MAX_FEE_GWEI: String(CAP / GWEI), PRESAGE_KEEPER_LEAST_BALANCE: "1" };
      const keeper = await stand.keeper(await stand.makeDatabase(), env);
      await keeper.start();
      await until("it is sent", async () => (await stand.pending()).length > 0);
      const [first] = await stand.pending();
      findings.holds("it offers more than the cap to begin with", first <= CAP);

      // ten times what it was made for: too little to be mined, and replaced by one that pays more
      const base = BigInt((await chain.client.getBlock()).baseFeePerGas ?? GWEI);
      const high = 10n * base > first ? 10n * base : first + GWEI;
      let blocks = 0;
      while ((await most(stand)) <= first && blocks < 10) {
        await mineAt(stand, high < CAP ? high : CAP - GWEI);
        blocks++;
      }
      findings.note("baseFeeTimes", Number(high / base));
      findings.atMost("replacedAfterBlocks", blocks, 3);
      findings.atLeast("replacementPercent", Number(((await most(stand)) * 100n) / first), 112);

      // above the cap: what is under way stays, nothing pays more than the cap, and somebody is told
      for (let block = 0; block < 8; block++) {
        await mineAt(stand, 10n * CAP);
        noteOffer(findings, await most(stand));
      }
      await until("the alarm at the cap", async () => /stuck/.test(await feedOf(keeper.url, stand)), 20_000);
      findings.equal("alarmAtCap", true, true);
      findings.equal("sentMeanwhile", await stand.sent(), 0);
      await mineAt(stand, GWEI);
      await until("it is mined when the fee has come down", async () => (await stand.voids()).length === 1);

      // a new duty while gas costs more than the cap is not begun
      await chain.rpc("evm_setAutomine", true);
      await makeDue();
      await until("the next is done", async () => (await stand.sent()) === 2);
      await chain.rpc("hardhat_setBalance", stand.address, "0x1000");
      await until("the alarm of the low balance", async () => /will soon send nothing/.test(await feedOf(keeper.url, stand)), 20_000);
      findings.equal("alarmOfBalance", true, true);
      await makeDue();
      await pause(3_000);
      findings.equal("sentWithoutBalance", (await stand.sent()) - 2, 0);
      await chain.rpc("hardhat_setBalance", stand.address, "0x8ac7230489e80000");
      await until("what waited is done", async () => (await stand.voids()).length === 3);
      findings.equal(
        "effects",
        (await stand.voids()).reduce((sum, count) => sum + count, 0),
        3,
      );
    } finally {
      await cleanups.run();
    }
  },
};

function noteOffer(findings: Findings, offer: bigint): void {
  const before = Number(findings.figures.highestOfferGwei ?? 0);
  findings.atMost("highestOfferGwei", Math.max(before, Number(offer / GWEI)), Number(CAP / GWEI));
}

async function most(stand: KeeperStand): Promise<bigint> {
  return (await stand.pending()).reduce((highest, offer) => (offer > highest ? offer : highest), 0n);
}

/** A block at that base fee: what offers less stays in the pool. */
async function mineAt({ chain }: KeeperStand, baseFee: bigint): Promise<void> {
  await chain.rpc("hardhat_setNextBlockBaseFeePerGas", `0x${baseFee.toString(16)}`);
  await chain.rpc("evm_mine");
  await pause(BLOCK_MS);
}

async function feedOf(url: string, { address }: KeeperStand): Promise<string> {
  return (await fetch(`${url}/feed/${address}.json`)).text();
}
