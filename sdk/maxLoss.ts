import { initialFunding } from "./initialFunding.ts";
import { initialRhos } from "./initialRhos.ts";
import { WAD } from "./wad.ts";

/**
 * The most that a creator can lose by a market, in base units, if it keeps the positions that creation gives it: all of its
 * funding, `−b ln(lowest odds)`. If outcome j wins, the seed is worth at least nothing and the positions pay
 * `b (max rho − rho_j)`, so the loss is at most `b rho_j`. Fees make it less.
 */
export function maxLoss(options: { liquidity: bigint; outcomeCount: number; odds: readonly bigint[] }): bigint {
  return initialFunding(options);
}

/** The largest b whose `maxLoss` (and so its funding) is at most `maxLoss`, both in base units. Throws as `initialRhos`. */
export function liquidityForMaxLoss(options: { maxLoss: bigint; outcomeCount: number; odds: readonly bigint[] }): bigint {
  const top = initialRhos(options).reduce((highest, rho) => (rho > highest ? rho : highest));
  return (options.maxLoss * WAD) / top;
}
