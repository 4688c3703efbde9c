import { addLiquidityCall } from "./calls/addLiquidity.ts";
import { PresageError } from "./errors.ts";
import { liquidityCost } from "./liquidityCost.ts";
import { exp } from "./lmsr.ts";
import type { Planned } from "./planned.ts";
import { restorePrices } from "./restorePrices.ts";
import { atMost } from "./tolerance.ts";
import type { Market } from "./types.ts";
import { lnWad, WAD } from "./wad.ts";

/** What an addition may lose at most, as a part of its liquidity, scaled by 1e18: 0.1%. */
const VALUE_MARGIN = WAD / 1_000n;
/**
 * How much more than now an addition may cost unless told: 5%, in 1e-4. It need not be tight: what is paid beyond the value comes
 * back as positions, `maxValueIn` bounds the loss, and a tight limit would let others block the addition by a small trade.
 */
const COST_TOLERANCE = 500;
/** b stays below 2^88. */
const MAX_LIQUIDITY = 2n ** 88n - 1n;

type Pool = Pick<Market, "id" | "rhos" | "liquidity" | "liquidityFees" | "collateral">;

/** An addition of liquidity as the contract would do it on the market's present state. Amounts in base units. */
export interface LiquidityPlan extends Planned {
  liquidity: bigint;
  /** What it costs in all. */
  collateral: bigint;
  /** The part of it that buys into the fees that wait for providers; it comes back with the liquidity. */
  fees: bigint;
  /** YES of each outcome that comes beside the liquidity. */
  positions: bigint[];
  /** What is done first if the prices sum to less than one: `fees` go to the providers who are there. */
  restored: { sigmaStep: bigint; fees: bigint };
  /** What is held for right, scaled by 1e18, with a sum of exactly one: the prices after that. */
  expectedPrices: bigint[];
  /** The most that the addition may be worth at these prices: its loss, whatever is done to the prices, is 0.1% of it at most. */
  maxValueIn: bigint;
  maxCollateralIn: bigint;
  payment: NonNullable<Planned["payment"]>;
}

/**
 * Plans an addition of so much `liquidity` (b), or of as much as a `budget` pays for, both in base units. `tolerance` (1e-4,
 * 5% unless told) is how much more than now it may cost; of a budget it is a part. Throws what the contract reverts with
 * (`ZeroAmount`, also where the budget buys nothing, and `InvalidLiquidity`), and `InvalidTolerance`.
 */
export function planLiquidity(options: { market: Pool; tolerance?: number } & ({ liquidity: bigint } | { budget: bigint })): LiquidityPlan {
  const { market, tolerance = COST_TOLERANCE } = options;
  const { rhos, sigmaStep, fees: freed } = restorePrices(market);
  const pool = { rhos, liquidity: market.liquidity, liquidityFees: market.liquidityFees + freed };
  const liquidity = "budget" in options ? affordable(pool, options.budget, tolerance) : options.liquidity;
  const maximum = MAX_LIQUIDITY - pool.liquidity;
  if (liquidity <= 0n) throw new PresageError({ code: "ZeroAmount", details: {} });
  if (liquidity > maximum) {
    throw new PresageError({ code: "InvalidLiquidity", details: { liquidity, minimum: 1n, maximum }, token: market.collateral });
  }
  const { collateral, fees, positions } = liquidityCost({ market: pool, liquidity });
  const expectedPrices = normalized(rhos.map(exp));
  const maxValueIn = (liquidity * (entropy(expectedPrices) + VALUE_MARGIN) + WAD - 1n) / WAD;
  const maxCollateralIn = "budget" in options ? options.budget : atMost(collateral, tolerance);
  return {
    liquidity,
    collateral,
    fees,
    positions,
    restored: { sigmaStep, fees: freed },
    expectedPrices,
    maxValueIn,
    maxCollateralIn,
    payment: { token: market.collateral, amount: maxCollateralIn },
    call: ({ markets, deadline }) =>
      addLiquidityCall({ markets, marketId: market.id, liquidity, maxCollateralIn, expectedPrices, maxValueIn, deadline }),
  };
}

/** The most liquidity whose cost, with the tolerance on it, is within a budget. */
function affordable(pool: Parameters<typeof liquidityCost>[0]["market"], budget: bigint, tolerance: number): bigint {
  const fits = (liquidity: bigint) => atMost(liquidityCost({ market: pool, liquidity }).collateral, tolerance) <= budget;
  let [low, high] = [0n, 1n];
  while (high <= MAX_LIQUIDITY && fits(high)) [low, high] = [high, high * 2n];
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (fits(middle)) low = middle;
    else high = middle;
  }
  return low;
}

/** Prices scaled so that they sum to exactly one; what rounding leaves goes to the largest. */
function normalized(prices: readonly bigint[]): bigint[] {
  const sum = prices.reduce((total, price) => total + price, 0n);
  const scaled = prices.map((price) => (price * WAD) / sum);
  const top = scaled.reduce((best, price, index) => (price > (scaled[best] ?? 0n) ? index : best), 0);
  const rest = WAD - scaled.reduce((total, price) => total + price, 0n);
  return scaled.map((price, index) => (index === top ? price + rest : price));
}

/** `−Σ p ln p`, scaled by 1e18: what one unit of liquidity is worth at prices p that are right. */
function entropy(prices: readonly bigint[]): bigint {
  return prices.reduce((total, price) => (price === 0n ? total : total - price * lnWad(price)), 0n) / WAD;
}
