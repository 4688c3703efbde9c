import { initialRhos } from "./initialRhos.ts";
import { RATE_UNIT } from "./lmsr.ts";

/**
 * A market's pool, as its events make it. Amounts in base units of the collateral, numbers without a unit scaled by 1e18.
 * An outcome's price is `exp(−(sigma − offset))`.
 */
export interface Pool {
  readonly marketId: bigint;
  readonly outcomeCount: number;
  /** In 1e-4. */
  readonly feeRate: number;
  /** The creator's part of each fee, in 1e-4. */
  readonly creatorShare: number;
  /** b, seed included. */
  readonly liquidity: bigint;
  /** What every outcome's coordinate has in common. The contract's is the same modulo 2^104; this one is not reduced. */
  readonly sigma: bigint;
  /** By outcome. Whoever keeps them one by one gives `applyEvent` those that `outcomesOf` names, and the others stay out. */
  readonly offsets: Readonly<Record<number, bigint>>;
  /** The creator's locked part of `liquidity`; zero once redeemed. */
  readonly seed: bigint;
  /** Fees that are not divided between the providers and the creator yet. */
  readonly gatheredFees: bigint;
  readonly liquidityFees: bigint;
  readonly creatorFees: bigint;
  readonly halted: boolean;
  /** Undefined until it is. */
  readonly final?: "Resolved" | "Void";
  /** One for each outcome, empty until final. */
  readonly payouts: readonly bigint[];
  /** What all of `liquidity` redeems for; zero until final. */
  readonly liquidityValue: bigint;
}

/** Fees gather in the pool's own word as long as they fit there. */
const MAX_GATHERED_FEES = 2n ** 64n - 1n;

/** The pool that `createMarket` makes. Throws as `initialRhos`. */
export function createPool(
  terms: Pick<Pool, "marketId" | "outcomeCount" | "feeRate" | "creatorShare" | "liquidity"> & { odds: readonly bigint[] },
): Pool {
  const { odds, ...rest } = terms;
  const rhos = initialRhos({ outcomeCount: terms.outcomeCount, odds });
  const sigma = rhos.reduce((top, rho) => (rho > top ? rho : top));
  return {
    ...rest,
    sigma,
    offsets: Object.fromEntries(rhos.map((rho, outcome) => [outcome, sigma - rho])),
    seed: terms.liquidity,
    gatheredFees: 0n,
    liquidityFees: 0n,
    creatorFees: 0n,
    halted: false,
    payouts: [],
    liquidityValue: 0n,
  };
}

/** −ln of an outcome's price, scaled by 1e18. */
export function rhoOf({ sigma, offsets, marketId }: Pick<Pool, "sigma" | "offsets" | "marketId">, outcome: number): bigint {
  const offset = offsets[outcome];
  if (offset === undefined) throw new Error(`The offset of outcome ${outcome} of market ${marketId} is needed here.`);
  return sigma - offset;
}

export function rhosOf(pool: Pick<Pool, "sigma" | "offsets" | "marketId" | "outcomeCount">): bigint[] {
  return Array.from({ length: pool.outcomeCount }, (_, outcome) => rhoOf(pool, outcome));
}

/** The pool after a fee has been taken, as a trade of the contract keeps it. */
export function gatherFee<pool extends Parameters<typeof divideFees>[0]>(pool: pool, fee: bigint): pool {
  const gathered = { ...pool, gatheredFees: pool.gatheredFees + fee };
  return gathered.gatheredFees > MAX_GATHERED_FEES ? divideFees(gathered) : gathered;
}

type Fees = Pick<Pool, "gatheredFees" | "liquidityFees" | "creatorFees">;

/** A pool's fees once what has gathered is divided between the liquidity providers and the creator, whose part is rounded down. */
export function dividedFees(pool: Fees & Pick<Pool, "creatorShare">): Fees {
  const { gatheredFees, liquidityFees, creatorFees, creatorShare } = pool;
  const creatorPart = (gatheredFees * BigInt(creatorShare)) / RATE_UNIT;
  return { gatheredFees: 0n, liquidityFees: liquidityFees + gatheredFees - creatorPart, creatorFees: creatorFees + creatorPart };
}

/** The pool with its fees divided. */
export function divideFees<pool extends Fees & Pick<Pool, "creatorShare">>(pool: pool): pool {
  return { ...pool, ...dividedFees(pool) };
}
