import type { Address, Client } from "viem";
import { readStranger } from "../../readStranger.ts";
import { aggregatorAbi } from "./aggregatorAbi.ts";

const PHASE_SHIFT = 64n;
const INDEX_MASK = (1n << PHASE_SHIFT) - 1n;
/** As the contract: more rounds than these in a row that are missing end a phase. */
const MAX_GAP = 16n;

interface Round {
  id: bigint;
  answer: bigint;
  updatedAt: number;
}

/** The round that counts, or why there is none: none yet, an old phase that may still get one, none in time or none that can be proved. */
export type FoundRound =
  | { round: { id: bigint; price: bigint; updatedAt: number }; lastRounds: bigint[]; waitsFor?: "phase" }
  | { waitsFor: "round" | "phase" | "never" };

/**
 * Finds the round that `PriceFeedResolver` settles by: the first at or after `settlesAt`, in the order of ids from the phase
 * that the market started with, with the last round before it of each earlier phase. Searches by halves: some thirty reads.
 */
export async function findSettlingRound(
  client: Client,
  options: { feed: Address; startPhase: number; settlesAt: number; maxDelay: number; now: number; blockNumber?: bigint },
): Promise<FoundRound> {
  const { feed, startPhase, settlesAt, maxDelay, now, blockNumber } = options;
  const latestTime = settlesAt + maxDelay;
  const isOver = now > latestTime;
  const read = async (id: bigint): Promise<Round | undefined> => {
    try {
      const [, answer, , updatedAt] = await readStranger(client, {
        address: feed,
        abi: aggregatorAbi,
        functionName: "getRoundData",
        args: [id],
        ...(blockNumber !== undefined && { blockNumber }),
      });
      return updatedAt === 0n ? undefined : { id, answer, updatedAt: Number(updatedAt) };
    } catch {
      return undefined; // as the contract: feeds revert for a round that is missing
    }
  };
  const [latestId] = await readStranger(client, {
    address: feed,
    abi: aggregatorAbi,
    functionName: "latestRoundData",
    ...(blockNumber !== undefined && { blockNumber }),
  });

  const lastRounds: bigint[] = [];
  for (let phase = BigInt(startPhase); phase <= latestId >> PHASE_SHIFT; phase++) {
    const base = phase << PHASE_SHIFT;
    // the latest round of the proxy bounds its own phase; an old phase is searched from its beginning
    const found = await searchPhase(read, base, phase === latestId >> PHASE_SHIFT ? latestId & INDEX_MASK : undefined, settlesAt);
    // The phase of registration had an older round; if it is gone, nothing proves any more which round is the first.
    if (phase === BigInt(startPhase) && found.before === base) return { waitsFor: "never" };
    const counting = found.after && found.after.updatedAt <= latestTime ? found.after : undefined;
    if (counting) {
      const round = { id: counting.id, price: counting.answer, updatedAt: counting.updatedAt };
      return { round, lastRounds, ...(lastRounds.length > 0 && !isOver && { waitsFor: "phase" as const }) };
    }
    lastRounds.push(found.before);
  }
  if (isOver) return { waitsFor: "never" };
  return { waitsFor: lastRounds.length > 1 ? "phase" : "round" };
}

/** The last round before a time in a phase (round 0 if there is none), and the first at or after it with a price. */
async function searchPhase(
  read: (id: bigint) => Promise<Round | undefined>,
  base: bigint,
  lastIndex: bigint | undefined,
  time: number,
): Promise<{ before: bigint; after?: Round }> {
  /** The first round from this index on that is there, within what the contract passes over. */
  const next = async (index: bigint): Promise<Round | undefined> => {
    for (let gap = 0n; gap <= MAX_GAP; gap++) {
      const round = await read(base + index + gap);
      if (round) return round;
    }
    return undefined;
  };
  const isAfter = async (index: bigint): Promise<boolean> => {
    const round = await next(index);
    return round === undefined || round.updatedAt >= time;
  };

  let low = 0n; // round 0 is before everything
  let high = lastIndex === undefined ? 1n : lastIndex + 1n;
  if (lastIndex === undefined) while (!(await isAfter(high))) [low, high] = [high, high * 2n];
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (await isAfter(middle)) high = middle;
    else low = middle;
  }
  const before = low === 0n ? undefined : await next(low);
  let after = await next((before ? before.id - base : 0n) + 1n);
  for (let passed = 0n; after && after.answer <= 0n && passed < MAX_GAP; passed++) after = await next(after.id - base + 1n);
  return { before: before?.id ?? base, ...(after && after.answer > 0n && { after }) };
}
