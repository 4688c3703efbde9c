import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createPublicClient, custom, decodeFunctionData, encodeFunctionResult, type Hex } from "viem";
import { aggregatorAbi } from "../../sdk/resolvers/priceFeed/aggregatorAbi.ts";
import { type FoundRound, findSettlingRound } from "../../sdk/resolvers/priceFeed/findSettlingRound.ts";
import { makeRandom } from "../../tools/proof/random.ts";

const SETTLES = 10_000;
const DELAY = 1_000;
const MAX_GAP = 16;
const feed = "0x0000000000000000000000000000000000000001";
type Round = { answer: bigint; time: number } | undefined;
/** Rounds from 1 of each phase from 1; undefined for one that is missing. */
type Phases = Round[][];
const idOf = (phase: number, index: number) => (BigInt(phase) << 64n) + BigInt(index);

function clientOf(phases: Phases) {
  let reads = 0;
  const last = phases.length;
  const latest = (phases[last - 1] as Round[]).length;
  const request = async ({ params }: { method: string; params: [{ data: Hex }] }) => {
    reads++;
    const { functionName, args } = decodeFunctionData({ abi: aggregatorAbi, data: params[0].data });
    const id = functionName === "latestRoundData" ? idOf(last, latest) : ((args as readonly [bigint] | undefined)?.[0] ?? 0n);
    const round = phases[Number(id >> 64n) - 1]?.[Number(id & ((1n << 64n) - 1n)) - 1];
    if (!round && functionName !== "latestRoundData") throw new Error("No data present");
    return encodeFunctionResult({
      abi: aggregatorAbi,
      functionName: "getRoundData",
      result: [id, round?.answer ?? 0n, 0n, BigInt(round?.time ?? 0), id],
    });
  };
  const client = createPublicClient({ transport: custom({ request: request as never }, { retryCount: 0 }) });
  return { client, reads: () => reads };
}

const find = (phases: Phases, now: number, startPhase = 1) =>
  findSettlingRound(clientOf(phases).client, { feed, startPhase, settlesAt: SETTLES, maxDelay: DELAY, now });

/** What the interface says, read off the whole history. */
function expected(phases: Phases, now: number): FoundRound {
  const lastRounds: bigint[] = [];
  const isOver = now > SETTLES + DELAY;
  for (const [p, rounds] of phases.entries()) {
    if (p === 0 && !rounds.some((round) => round && round.time < SETTLES)) return { waitsFor: "never" };
    const index = rounds.findIndex((round) => round && round.time >= SETTLES && round.time <= SETTLES + DELAY && round.answer > 0n);
    if (index >= 0) {
      const { answer, time } = rounds[index] as NonNullable<Round>;
      const round = { id: idOf(p + 1, index + 1), price: answer, updatedAt: time };
      return { round, lastRounds, ...(lastRounds.length > 0 && !isOver && { waitsFor: "phase" as const }) };
    }
    const before = rounds.findLastIndex((round) => round && round.time < SETTLES);
    lastRounds.push(idOf(p + 1, before + 1));
  }
  return { waitsFor: isOver ? "never" : lastRounds.length > 1 ? "phase" : "round" };
}

describe("findSettlingRound", () => {
  it("finds nothing to settle by in the first phase of a feed that has lost what was before", async () => {
    const first = [{ answer: 7n, time: SETTLES }];
    assert.deepEqual(await find([first], SETTLES), { waitsFor: "never" });
    // in a later phase the first round may be the first that counts
    assert.ok("round" in (await find([[{ answer: 7n, time: 1 }], first], SETTLES + DELAY + 1)));
  });

  it("takes the round exactly at the time, and not the one a second before", async () => {
    const at = (time: number) => [
      { answer: 7n, time: 1 },
      { answer: 7n, time },
    ];
    assert.deepEqual(await find([at(SETTLES)], SETTLES), expected([at(SETTLES)], SETTLES));
    assert.deepEqual(await find([at(SETTLES - 1)], SETTLES), { waitsFor: "round" });
    assert.ok("round" in (await find([at(SETTLES + DELAY)], SETTLES + DELAY + 9)));
    assert.deepEqual(await find([at(SETTLES + DELAY + 1)], SETTLES + DELAY + 9), { waitsFor: "never" });
  });

  it("finds what the whole history says, in random feeds with gaps, zeros and phases", async () => {
    const random = makeRandom(20);
    for (let run = 0; run < 80; run++) {
      const phases: Phases = [];
      const count = 1 + Math.floor(random.next() * 3);
      let time = SETTLES - 2_000 + Math.floor(random.next() * 1_500);
      for (let p = 0; p < count; p++) {
        const rounds: Round[] = [];
        const length = p === count - 1 ? 1 + Math.floor(random.next() * 60) : Math.floor(random.next() * 40);
        for (let i = 0; i < length; i++) {
          time += Math.floor(random.next() * 60);
          const gap = random.next() < 0.05 ? Math.floor(random.next() * MAX_GAP) : 0;
          rounds.push(...new Array<Round>(gap).fill(undefined), { answer: random.next() < 0.1 ? 0n : BigInt(i + 1), time });
        }
        phases.push(rounds);
      }
      const now = SETTLES + Math.floor(random.next() * 2 * DELAY);
      // the chain has not seen what comes after
      const seen = phases.map((rounds) => rounds.filter((round) => !round || round.time <= now));
      while ((seen.at(-1)?.at(-1) ?? "end") === undefined) seen.at(-1)?.pop();
      if (seen.at(-1)?.every((round) => !round)) continue;
      assert.deepEqual(await find(seen, now), expected(seen, now), `run ${run}`);
    }
  });

  it("reads a few dozen rounds of a hundred thousand", async () => {
    const rounds = Array.from(
      { length: 100_000 },
      (_, i): Round => ({ answer: 5n, time: i < 70_000 ? (1 + i / 10 ** 4) | 0 : SETTLES + i - 70_000 }),
    );
    const { client, reads } = clientOf([rounds]);
    const found = await findSettlingRound(client, { feed, startPhase: 1, settlesAt: SETTLES, maxDelay: DELAY, now: SETTLES + 40_000 });
    assert.ok("round" in found && found.round.id === idOf(1, 70_001));
    assert.ok(reads() < 30, `${reads()} reads`);
  });
});
