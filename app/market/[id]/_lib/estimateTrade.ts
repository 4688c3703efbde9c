import { PresageError } from "../../../../sdk/errors.ts";
import { priceTrade } from "../../../../sdk/priceTrade.ts";
import type { Market, Side } from "../../../../sdk/types.ts";

const POINT = 10n ** 16n;
const WAD = 10n ** 18n;

/** The purchase that moves an outcome's price to what somebody thinks it is. */
export interface EstimatedTrade {
  outcome: number;
  side: Side;
  amount: bigint;
  /** The money ends before the price is there. */
  isCapped: boolean;
}

/**
 * Of two outcomes the estimate is of the first, and what is bought is the outcome that is too cheap; of more, Yes or No of the
 * chosen one. `percent` from 1 to 99; `available` caps what is spent, if it is known.
 */
export function estimateTrade(
  market: Market,
  { outcome, percent, available }: { outcome: number; percent: number; available?: bigint },
): EstimatedTrade {
  const isPair = market.outcomes.length === 2;
  const about = isPair ? 0 : outcome;
  const target = BigInt(Math.round(percent * 100)) * (POINT / 100n);
  const isUp = target > (market.prices[about] ?? 0n);
  const choice: { outcome: number; side: Side } = isPair
    ? { outcome: isUp ? 0 : 1, side: "yes" }
    : { outcome: about, side: isUp ? "yes" : "no" };
  const amount = amountTo(market, choice, isUp ? target : WAD - target);
  const isCapped = available !== undefined && amount > available;
  return { ...choice, amount: isCapped ? available : amount, isCapped };
}

/** Nothing if the price is there already. */
function amountTo(market: Market, choice: { outcome: number; side: Side }, price: bigint): bigint {
  try {
    return priceTrade({ market, ...choice, op: "buy", price }).collateral;
  } catch (error) {
    if (error instanceof PresageError) return 0n;
    throw error;
  }
}
