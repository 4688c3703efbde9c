import { exp } from "../../sdk/lmsr.ts";
import { WAD } from "../../sdk/wad.ts";
import { minOf, mulDown } from "./arithmetic.ts";
import { payoutOf } from "./worth.ts";

export interface PoolNow {
  final: string | null;
  payouts: readonly string[];
  payoutDenominator: bigint;
  liquidityValue: bigint;
  liquidity: bigint;
  /** As the contract's `marketOf` shows them. */
  liquidityFees: bigint;
  rhos: readonly bigint[];
}

/**
 * What a position is worth: what it pays once the market is final; before, its positions at their prices, and liquidity as if
 * it were removed. Rounded down at every step. (A seed cannot be removed; it is worth what other liquidity is.)
 */
export function worthNow(pool: PoolNow, held: { kind: string; outcome: number; amount: bigint }): bigint {
  if (pool.final !== null) return payoutOf(pool, held);
  if (held.kind === "yes" || held.kind === "no") return mulDown(held.amount, priceNow(pool, held));
  const common = mulDown(held.amount, minOf(pool.rhos));
  const fees = (pool.liquidityFees * held.amount) / pool.liquidity;
  return pool.rhos.reduce((sum, rho) => sum + mulDown(mulDown(held.amount, rho) - common, exp(rho)), common + fees);
}

/** Of one position, scaled by 1e18. Liquidity has none: zero. */
export function priceNow(pool: PoolNow, held: { kind: string; outcome: number }): bigint {
  const { kind, outcome } = held;
  if (kind !== "yes" && kind !== "no") return 0n;
  const yes = pool.final === null ? exp(pool.rhos[outcome] ?? 0n) : (BigInt(pool.payouts[outcome] ?? 0) * WAD) / pool.payoutDenominator;
  return kind === "yes" ? yes : WAD - yes;
}
