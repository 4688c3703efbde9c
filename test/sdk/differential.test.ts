// properties: C3, C15 (the SDK's arithmetic is the contract's, bit for bit)
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import hre from "hardhat";
import { type Abi, decodeFunctionResult, encodeFunctionData, type Hex, toFunctionSelector } from "viem";
import { formatAbiItem } from "viem/utils";
import { errorsAbi } from "../../sdk/abi/errors.ts";
import { PresageError } from "../../sdk/errors.ts";
import { buy, buyExact, exp, MAX_PRICE, MIN_PRICE, type Priced, sell } from "../../sdk/lmsr.ts";
import { sideIndex } from "../../sdk/side.ts";
import type { Side } from "../../sdk/types.ts";
import { WAD } from "../../sdk/wad.ts";
import { makeRandom } from "../../tools/proof/random.ts";
import { type Chain, startChain } from "../../tools/test/chain.ts";

const ROUNDS = 40;
const TRADES = 250;
const price = [buy, buyExact, sell] as const;

/** A trade's price, or the error by which it is refused. */
type Outcome = Priced | string;

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
async function priceOnChain(ops: number[], terms: Terms[], amounts: bigint[]): Promise<Outcome[]> {
  const args = [ops, terms.map((term) => ({ ...term, side: sideIndex[term.side] })), amounts];
  const { data } = await chain.client.call({
    to: harness,
    data: encodeFunctionData({ abi, functionName: "batch", args }),
    gas: 16_000_000n,
  });
  const results = decodeFunctionResult({ abi, functionName: "batch", data: data ?? "0x" }) as readonly (Priced & { refusal: Hex })[];
  return results.map(({ refusal, amount, fee, d, e }) => (refusal === "0x00000000" ? { amount, fee, d, e } : nameOf(refusal)));
}

function nameOf(selector: Hex): string {
  const item = errorsAbi.find((each) => toFunctionSelector(formatAbiItem(each)) === selector);
  return item?.name ?? selector;
}

function priceHere(op: number, { liquidity, rho, feeRate, side }: Terms, amount: bigint): Outcome {
  try {
    return (price[op] as typeof buy)(liquidity, rho, feeRate, side, amount);
  } catch (error) {
    assert.ok(error instanceof PresageError, String(error));
    return error.code;
  }
}

async function compare(ops: number[], terms: Terms[], amounts: bigint[]): Promise<Outcome[]> {
  const here = ops.map((op, i) => priceHere(op, terms[i] as Terms, amounts[i] as bigint));
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
    const seen = new Map<string, number>();
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
      for (const outcome of await compare(ops, terms, amounts)) {
        const kind = typeof outcome === "string" ? outcome : "priced";
        seen.set(kind, (seen.get(kind) ?? 0) + 1);
      }
    }
    for (const kind of ["priced", "PriceTooHigh", "PriceTooLow", "ZeroOutput"])
      assert.ok((seen.get(kind) ?? 0) > 100, `${kind}: ${seen.get(kind)}`);
  });

  it("refuses the same amounts, at the limits and one step beyond", async () => {
    const liquidity = 10n ** 9n;
    const terms = (side: Side, rho: bigint): Terms => ({ liquidity, rho, feeRate: 400n, side });
    const cases: [number, Terms, bigint, string | undefined][] = [
      [0, terms("yes", 40n * WAD), 27n * liquidity, undefined],
      [0, terms("yes", 40n * WAD), 32n * liquidity, "PriceTooHigh"],
      [0, terms("yes", 40n * WAD), 32n * liquidity + 1n, "CollateralTooLarge"],
      [1, terms("yes", 90n * WAD), 64n * liquidity, undefined],
      [1, terms("yes", 90n * WAD), 64n * liquidity + 1n, "PositionsTooLarge"],
      [2, terms("yes", WAD), 64n * liquidity + 1n, "PositionsTooLarge"],
      [0, terms("yes", WAD), 0n, "ZeroAmount"],
      [2, terms("no", WAD), 0n, "ZeroAmount"],
      [0, terms("yes", WAD), 32n * liquidity, "PriceTooHigh"],
      [0, terms("no", WAD), 32n * liquidity, "PriceTooHigh"],
      [1, terms("no", WAD), 64n * liquidity, "PriceTooHigh"],
      [2, terms("yes", WAD), 64n * liquidity, "PriceTooLow"],
      [2, terms("no", WAD), 64n * liquidity, "PriceTooLow"],
      // Each limit holds in its own direction alone: what is dear can be sold, what is cheap can be bought.
      [2, terms("yes", 100n), liquidity, undefined],
      [2, terms("no", 60n * WAD), liquidity, undefined],
      [0, terms("yes", 35n * WAD), liquidity, undefined],
      [0, terms("no", 1000n), liquidity, undefined],
    ];
    const outcomes = await compare(
      cases.map(([op]) => op),
      cases.map(([, each]) => each),
      cases.map(([, , amount]) => amount),
    );
    assert.deepEqual(
      outcomes.map((outcome) => (typeof outcome === "string" ? outcome : undefined)),
      cases.map(([, , , refusal]) => refusal),
    );
    assert.deepEqual([MAX_PRICE, MIN_PRICE], [WAD - 1_000_000n, 1_000_000n]);
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
      for (const [i, result] of results.entries()) {
        if (typeof result === "string") continue;
        const { d, e } = result;
        const pool = pools[i] as { rho: bigint };
        const isYes = terms[i]?.side === "yes";
        const move = isYes ? d - e : d;
        pool.rho += ops[i] === 2 ? -move : move;
        assert.ok(pool.rho >= 0n && exp(pool.rho) <= WAD);
      }
    }
  });
});
