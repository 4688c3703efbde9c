import type { Address } from "viem";
import type { Activity } from "./activity.ts";
import { collateralOf } from "./collateralOf.ts";
import { liquidityCost, liquidityProceeds } from "./liquidityCost.ts";
import { exp } from "./lmsr.ts";
import { divideFees, gatherFee, type Pool, rhoOf, rhosOf } from "./pool.ts";
import { liquidityId, positionId, seedId } from "./positionId.ts";
import { quoteTrade } from "./quoteTrade.ts";
import type { Side } from "./types.ts";
import { WAD } from "./wad.ts";

/** An amount of a position, in base units. */
export interface Amount {
  id: bigint;
  amount: bigint;
}

/** What an account gave and got by an event. Amounts in base units; what is created or destroyed is given by or to the market. */
export interface Exchange {
  account: Address;
  /** Collateral that the account paid. */
  paid: bigint;
  /** Collateral that the account received. */
  received: bigint;
  gave: readonly Amount[];
  /** With what each was worth at the prices before the event, in base units scaled by 1e18: a cost is shared by it. */
  got: readonly (Amount & { value: bigint })[];
  /** What the things got count as having cost, see `costsOf`. */
  basis: "carried" | "market";
}

export interface Applied {
  pool: Pool;
  /** None for what nobody exchanges: a halt, a resolution. */
  exchanges: Exchange[];
}

/**
 * A pool after an event of its market, and who gave and got what: the contract's own arithmetic, so that the coordinates,
 * the liquidity and the fees are the contract's to the bit. `event` as `decodeActivity` gives it, in the chain's order. For
 * `MarketCreated` give the pool of `createPool`. Throws if the pool lacks the offset of an outcome that `outcomesOf` names.
 */
export function applyEvent(pool: Pool, event: Activity): Applied {
  const { account } = event;
  const next = poolAfter(pool, event);
  const goods = goodsOf(pool, event);
  if (!account || !goods) return { pool: next, exchanges: [] };
  return { pool: next, exchanges: [{ account, ...collateralOf(event), gave: [], got: [], basis: "carried", ...goods }] };
}

/** The outcomes whose offsets `applyEvent` reads: one for a trade, however many the market has. */
export function outcomesOf(event: Activity, outcomeCount: number): number[] {
  switch (event.kind) {
    case "Trade":
    case "PairSplit":
      return [event.outcome];
    case "MarketCreated":
    case "Split":
    case "Converted":
    case "ConvertedBack":
    case "LiquidityAdded":
    case "LiquidityRemoved":
      return Array.from({ length: outcomeCount }, (_, outcome) => outcome);
    default:
      return [];
  }
}

function poolAfter(pool: Pool, event: Activity): Pool {
  switch (event.kind) {
    case "Trade": {
      const { op, side, outcome, collateral, positions, fee } = event;
      const { liquidity, feeRate } = pool;
      const amount = op === "buy" ? collateral : positions;
      const { shift, rhoAfter } = quoteTrade({ op, side, liquidity, rho: rhoOf(pool, outcome), feeRate, amount });
      const sigma = pool.sigma + shift;
      return gatherFee({ ...pool, sigma, offsets: { ...pool.offsets, [outcome]: sigma - rhoAfter } }, fee);
    }
    case "PricesRestored":
      return { ...pool, sigma: pool.sigma - event.sigmaStep, liquidityFees: pool.liquidityFees + event.fees };
    case "LiquidityAdded": {
      const divided = divideFees(pool);
      return { ...divided, liquidity: pool.liquidity + event.liquidity, liquidityFees: divided.liquidityFees + event.fees };
    }
    case "LiquidityRemoved": {
      const divided = divideFees(pool);
      return { ...divided, liquidity: pool.liquidity - event.liquidity, liquidityFees: divided.liquidityFees - event.fees };
    }
    case "Halted":
    case "Reopened":
      return { ...pool, halted: event.kind === "Halted" };
    case "Resolved":
    case "Voided": {
      const { payouts, liquidityValue } = event;
      const final = event.kind === "Voided" ? "Void" : "Resolved";
      return { ...divideFees(pool), halted: false, final, payouts, liquidityValue, liquidityFees: 0n };
    }
    case "SeedRedeemed":
      return { ...pool, seed: 0n };
    case "CreatorFeesCollected":
      return { ...divideFees(pool), creatorFees: 0n };
    default:
      return pool;
  }
}

function goodsOf(pool: Pool, event: Activity): Partial<Pick<Exchange, "gave" | "got" | "basis">> | null {
  const { marketId, outcomeCount } = pool;
  const idOf = (outcome: number, side: Side) => positionId({ marketId, outcome, side, outcomeCount });
  const all = Array.from({ length: outcomeCount }, (_, outcome) => outcome);
  const priceOf = (outcome: number, side: Side) => (side === "yes" ? exp(rhoOf(pool, outcome)) : WAD - exp(rhoOf(pool, outcome)));
  const worth = (outcome: number, side: Side, amount: bigint) => {
    return { id: idOf(outcome, side), amount, value: amount * priceOf(outcome, side) };
  };
  switch (event.kind) {
    case "MarketCreated": {
      const { liquidity, odds, funding } = event;
      // With uniform odds the pool needs all of the funding.
      const rests = odds.length > 0 ? restsOf(liquidityCost({ market: { ...pool, rhos: rhosOf(pool) }, liquidity }).positions) : [];
      return { got: [...rests, { id: seedId(marketId), amount: liquidity, value: funding * WAD - sumOf(rests) }] };
    }
    case "Trade": {
      const { op, side, outcome, positions, collateral } = event;
      const traded = { id: idOf(outcome, side), amount: positions };
      return op === "sell" ? { gave: [traded] } : { got: [{ ...traded, value: collateral * WAD }] };
    }
    case "Split":
      return { got: all.map((outcome) => worth(outcome, "yes", event.amount)) };
    case "Merged":
      return { gave: all.map((outcome) => ({ id: idOf(outcome, "yes"), amount: event.amount })) };
    case "PairSplit": {
      const { outcome, amount } = event;
      const yes = worth(outcome, "yes", amount);
      return { got: [yes, { id: idOf(outcome, "no"), amount, value: amount * WAD - yes.value }] };
    }
    case "PairMerged": {
      const { outcome, amount } = event;
      return { gave: [idOf(outcome, "yes"), idOf(outcome, "no")].map((id) => ({ id, amount })) };
    }
    case "Converted":
    case "ConvertedBack": {
      const { outcomes, amount } = event;
      const rest = all.filter((outcome) => !outcomes.includes(outcome));
      const [from, to] = event.kind === "Converted" ? ([outcomes, rest] as const) : ([rest, outcomes] as const);
      const [fromSide, toSide] = event.kind === "Converted" ? (["no", "yes"] as const) : (["yes", "no"] as const);
      return {
        gave: from.map((outcome) => ({ id: idOf(outcome, fromSide), amount })),
        got: to.map((outcome) => worth(outcome, toSide, amount)),
      };
    }
    case "LiquidityAdded": {
      const { liquidity, collateral } = event;
      const rests = restsOf(liquidityCost({ market: { ...pool, rhos: rhosOf(pool) }, liquidity }).positions);
      return { got: [...rests, { id: liquidityId(marketId), amount: liquidity, value: collateral * WAD - sumOf(rests) }] };
    }
    case "LiquidityRemoved": {
      const { liquidity } = event;
      const got = restsOf(liquidityProceeds({ market: { ...pool, rhos: rhosOf(pool) }, liquidity }).positions);
      return { gave: [{ id: liquidityId(marketId), amount: liquidity }], got, basis: "market" };
    }
    case "Redeemed": {
      const { position, outcome, amount } = event;
      const id = position === "liquidity" ? liquidityId(marketId) : idOf(outcome, position);
      return { gave: [{ id, amount }] };
    }
    case "SeedRedeemed":
      return { gave: [{ id: seedId(marketId), amount: event.seed }] };
    case "CreatorFeesCollected":
      return {};
    default:
      return null;
  }

  /** What comes beside liquidity, each worth whole base units, so that the rest of a deposit is whole as well. */
  function restsOf(positions: readonly bigint[]) {
    const rests = positions.map((amount, outcome) => worth(outcome, "yes", amount)).filter(({ amount }) => amount > 0n);
    return rests.map((rest) => ({ ...rest, value: rest.value - (rest.value % WAD) }));
  }
}

function sumOf(goods: readonly { value: bigint }[]): bigint {
  return goods.reduce((sum, { value }) => sum + value, 0n);
}
