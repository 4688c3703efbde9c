import { divUp } from "./lmsr.ts";
import type { Market } from "./types.ts";
import { WAD } from "./wad.ts";

type Pool = Pick<Market, "rhos" | "liquidity" | "liquidityFees">;

/**
 * What `addLiquidity` takes and gives beside liquidity tokens, in base units, to the unit: `collateral` in all, of which
 * `fees` buys into the fees that wait for providers; `positions` YES of each outcome. Of a pool whose prices sum to one: see
 * `restorePrices`, and `planLiquidity` for the whole of an addition.
 */
export function liquidityCost(options: { market: Pool; liquidity: bigint }): { collateral: bigint; fees: bigint; positions: bigint[] } {
  const { market, liquidity } = options;
  const deposit = divUp(liquidity * extreme(market.rhos, (a, b) => a > b), WAD);
  const fees = divUp(market.liquidityFees * liquidity, market.liquidity);
  return { collateral: deposit + fees, fees, positions: market.rhos.map((rho) => deposit - divUp(liquidity * rho, WAD)) };
}

/**
 * What `removeLiquidity` gives now, in base units, to the unit: `collateral` in all, of which `fees` is the share of the
 * providers' fees; `positions` YES of each outcome.
 */
export function liquidityProceeds(options: { market: Pool; liquidity: bigint }): {
  collateral: bigint;
  fees: bigint;
  positions: bigint[];
} {
  const { market, liquidity } = options;
  const common = (liquidity * extreme(market.rhos, (a, b) => a < b)) / WAD;
  const fees = (market.liquidityFees * liquidity) / market.liquidity;
  return { collateral: common + fees, fees, positions: market.rhos.map((rho) => (liquidity * rho) / WAD - common) };
}

function extreme(values: readonly bigint[], isBetter: (a: bigint, b: bigint) => boolean): bigint {
  return values.reduce((best, value) => (isBetter(value, best) ? value : best));
}
