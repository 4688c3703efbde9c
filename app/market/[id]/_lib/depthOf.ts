import { PresageError } from "../../../../sdk/errors.ts";
import { planTrade } from "../../../../sdk/planTrade.ts";
import type { Market } from "../../../../sdk/types.ts";

const WAD = 10n ** 18n;
const WHOLE = [10n, 100n, 1_000n, 10_000n];

export interface DepthRow {
  amount: bigint;
  /** Prices of the outcome, scaled by 1e18, after so much was paid for it or against it; undefined where the market takes no such trade. */
  up?: bigint;
  down?: bigint;
}

/** How far money moves an outcome's price, up and down: what each amount would make of it now. */
export function depthOf(market: Market, outcome: number): DepthRow[] {
  const isPair = market.outcomes.length === 2;
  const unit = 10n ** BigInt(market.collateral.decimals);
  const after = (amount: bigint, side: "yes" | "no") => {
    const choice = side === "yes" || !isPair ? { outcome, side } : { outcome: 1 - outcome, side: "yes" as const };
    try {
      return planTrade({ market, ...choice, op: "buy", amount }).priceAfter;
    } catch (error) {
      if (error instanceof PresageError) return undefined;
      throw error;
    }
  };
  return WHOLE.map((whole) => {
    const amount = whole * unit;
    const [up, against] = [after(amount, "yes"), after(amount, "no")];
    return { amount, ...(up !== undefined && { up }), ...(against !== undefined && { down: WAD - against }) };
  });
}
