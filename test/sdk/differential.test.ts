// properties: C3, C15 (the SDK's arithmetic is the contract's, bit for bit)
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import hre from "hardhat";
import { type Abi, decodeFunctionResult, encodeFunctionData } from "viem";
import { buy, buyExact, exp, type Priced, sell } from "../../sdk/lmsr.ts";
import { sideIndex } from "../../sdk/side.ts";
import type { Side } from "../../sdk/types.ts";
import { WAD } from "../../sdk/wad.ts";
import { makeRandom } from "../../tools/proof/random.ts";
import { type Chain, startChain } from "../../tools/test/chain.ts";

const ROUNDS = 40;
const TRADES = 250;
const price = [buy, buyExact, sell] as const;

interface Terms {
  liquidity: bigint;
  rho: bigint;
  feeRate: bigint;
  side: Side;
}

let chain: Chain;
let abi: Abi;
let harness: `0x${string}`;

before(async () => {
  chain = await startChain();
  harness = await chain.deploy("LmsrHarness");
  ({ abi } = await hre.artifacts.readArtifact("LmsrHarness"));
});
after(() => chain.close());

/** What the compiled library gives for many trades, in one call. */
async function priceOnChain(ops: number[], terms: Terms[], amounts: bigint[]): Promise<Priced[]> {
  const args = [ops, terms.map((term) => ({ ...term, side: sideIndex[term.side] })), amounts];
  const { data } = await chain.client.call({
    to: harness,
    data: encodeFunctionData({ abi, functionName: "batch", args }),
    gas: 16_000_000n,
  });
  const results = decodeFunctionResult({ abi, functionName: "batch", data: data ?? "0x" }) as readonly Priced[];
  return results.map(({ amount, fee, d, e }) => ({ amount, fee, d, e }));
}

async function compare(ops: number[], terms: Terms[], amounts: bigint[]): Promise<Priced[]> {
  const here = ops.map((op, i) => {
    const { liquidity, rho, feeRate, side } = terms[i] as Terms;
    return (price[op] as typeof buy)(liquidity, rho, feeRate, side, amounts[i] as bigint);
  });
  const there = await priceOnChain(ops, terms, amounts);
  for (const [i, result] of here.entries()) {
    assert.deepEqual(
      result,
      there[i],
      `op ${ops[i]}, ${JSON.stringify(terms[i], (_, value) => (typeof value === "bigint" ? String(value) : value))}, amount ${amounts[i]}`,
    );
  }
  return here;
}

describe("lmsr.ts against contracts/libraries/Lmsr.sol", () => {
  it(`is identical over ${ROUNDS * TRADES} random trades in states anywhere`, async () => {
    const random = makeRandom(7);
    // Near a price of one, usual, where the price falls to nothing (41e18), and beyond.
    const randomRho = () =>
      random.pick([
        () => random.below(1000n),
        () => random.below(WAD / 100n),
        () => random.below(5n * WAD),
        () => 41n * WAD + random.below(WAD),
        () => 41_446_531_673_892_822_313n - 3n + random.below(6n),
        () => random.below(150n * WAD),
        () => random.scale(10n ** 20n, 10n ** 30n),
      ])();
    for (let round = 0; round < ROUNDS; round++) {
      const ops: number[] = [];
      const terms: Terms[] = [];
      const amounts: bigint[] = [];
      for (let i = 0; i < TRADES; i++) {
        const op = random.pick([0, 1, 2]);
        const liquidity = random.scale(10n ** random.pick([6n, 8n, 18n]), 2n ** 88n - 1n);
        const maximum = liquidity * (op === 0 ? 32n : 64n);
        const amount = random.pick([
          1n,
          2n,
          random.below(100n) + 1n,
          random.scale(1n, maximum),
          random.scale(liquidity / 1000n, liquidity),
          maximum,
        ]);
        ops.push(op);
        amounts.push(amount);
        terms.push({
          liquidity,
          rho: randomRho(),
          feeRate: random.pick([0n, 1n, 30n, 400n, 700n, 1000n]),
          side: random.pick(["yes", "no"] as const),
        });
      }
      await compare(ops, terms, amounts);
    }
  });

  it("is identical along paths of trades, each from the state that the one before left", async () => {
    const random = makeRandom(8);
    const pools = Array.from({ length: 100 }, () => {
      const n = random.pick([2n, 3n, 7n, 256n]);
      return {
        liquidity: random.scale(10n ** random.pick([6n, 8n, 18n]), 10n ** 26n),
        rho: BigInt(Math.round(Math.log(Number(n)) * 1e15)) * 1000n,
        feeRate: random.pick([0n, 100n, 1000n]),
      };
    });
    for (let step = 0; step < 40; step++) {
      const ops = pools.map(() => random.pick([0, 1, 2]));
      const terms = pools.map((pool): Terms => ({ ...pool, side: random.pick(["yes", "no"] as const) }));
      const amounts = pools.map(({ liquidity }) => random.scale(liquidity / 10_000n + 1n, liquidity * 2n));
      const results = await compare(ops, terms, amounts);
      for (const [i, { d, e }] of results.entries()) {
        const pool = pools[i] as { rho: bigint };
        const isYes = terms[i]?.side === "yes";
        const move = isYes ? d - e : d;
        pool.rho += ops[i] === 2 ? -move : move;
        assert.ok(pool.rho >= 0n && exp(pool.rho) <= WAD);
      }
    }
  });
});
