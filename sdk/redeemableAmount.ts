import type { PositionKind } from "./positionId.ts";
import type { Market, Side } from "./types.ts";

type Final = Pick<Market, "payouts" | "payoutDenominator" | "liquidityValue" | "liquidity">;

/** What an amount of positions or liquidity (the seed's too) of a market redeems for, in base units, to the unit; zero until it is final. */
export function redeemableAmount(market: Final, holding: { kind: PositionKind; outcome: number; amount: bigint }): bigint {
  const { payoutDenominator } = market;
  if (payoutDenominator === 0n) return 0n;
  if (holding.kind === "liquidity" || holding.kind === "seed") return (market.liquidityValue * holding.amount) / market.liquidity;
  const payout = market.payouts[holding.outcome] ?? 0n;
  return (holding.amount * (holding.kind === "yes" ? payout : payoutDenominator - payout)) / payoutDenominator;
}

/** What it would redeem for if the market were void: positions by the initial odds. Liquidity depends on the last prices. */
export function amountIfVoid(
  market: Pick<Market, "odds" | "outcomeCount">,
  holding: { kind: Side; outcome: number; amount: bigint },
): bigint {
  const payouts = market.odds.length > 0 ? market.odds : Array<bigint>(market.outcomeCount).fill(1n);
  const payoutDenominator = payouts.reduce((sum, payout) => sum + payout);
  return redeemableAmount({ payouts, payoutDenominator, liquidityValue: 0n, liquidity: 1n }, holding);
}
