import { exp, lnUp } from "./lmsr.ts";
import type { Market } from "./types.ts";
import { WAD } from "./wad.ts";

/** What the sum of prices may lack of one before it is restored, scaled by 1e18: 1e-9. */
const LEAST_LACK = 10n ** 9n;

/**
 * What `addLiquidity` does first, bit for bit: if the prices sum to less than 1 − 1e-9, all coordinates fall by `sigmaStep` so
 * that they sum to one again, never beyond, and what that sets free, `fees` base units, goes to the providers who are there.
 */
export function restorePrices(pool: Pick<Market, "rhos" | "liquidity">): { rhos: bigint[]; sigmaStep: bigint; fees: bigint } {
  let rhos = [...pool.rhos];
  let sigmaStep = 0n;
  // Once is enough for sums above 1e-6; below, the bounds of `exp` are too wide for the first step to find it all.
  while (true) {
    const sum = rhos.reduce((total, rho) => total + exp(rho) + 2n, 0n);
    if (sum >= WAD - LEAST_LACK) return { rhos, sigmaStep, fees: (pool.liquidity * sigmaStep) / WAD };
    const step = -lnUp(sum);
    rhos = rhos.map((rho) => rho - step);
    sigmaStep += step;
  }
}
