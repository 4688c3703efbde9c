// `node tools/proof/differential.ts [OPERATIONS] [SEED]`: the deep tier of test/sdk/histories.test.ts.
import { startChain } from "../test/chain.ts";
import { playHistories } from "./playHistories.ts";

const operations = Number(process.argv[2] ?? 100_000);
const seed = Number(process.argv[3] ?? Math.floor(Math.random() * 2 ** 31));
console.log(`Playing ${operations} operations, seed ${seed} …`);
const chain = await startChain();
try {
  const started = Date.now();
  const { trades, histories, worstDrift } = await playHistories(chain, { operations, perHistory: 2500, seed });
  const seconds = Math.round((Date.now() - started) / 1000);
  console.log(
    `${operations} operations, ${trades} of them trades, in ${histories} histories: contract and SDK are bit-identical and every trade is within its margin of the real number. Prices end at most ${worstDrift}e-18 from the real ones. (${seconds} s)`,
  );
} finally {
  await chain.close();
}
