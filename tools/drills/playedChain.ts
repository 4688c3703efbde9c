import { type Chain, deployAll, startChain } from "../test/chain.ts";
import { RandomHistory } from "../test/randomHistory.ts";
import type { Cleanups } from "./cleanups.ts";

/** A chain with the contracts and so many blocks of random trades, and the history that goes on with them. */
export async function playedChain(cleanups: Cleanups, { seed, blocks }: { seed: number; blocks: number }) {
  const chain: Chain = cleanups.add(await startChain(), ({ close }) => close());
  const deployment = await deployAll(chain);
  const manual = await chain.deploy("ManualResolver", [deployment.contracts.Markets]);
  const history = new RandomHistory(chain, deployment, seed);
  await history.begin(manual);
  await history.play(blocks);
  return { chain, deployment, history };
}
