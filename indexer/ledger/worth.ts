/** What a position of a final market pays, as `redeem` computes it. */
export function payoutOf(
  state: { payouts: readonly string[]; payoutDenominator: bigint; liquidityValue: bigint; liquidity: bigint },
  held: { kind: string; outcome: number; amount: bigint },
): bigint {
  const { kind, outcome, amount } = held;
  if (kind === "liquidity" || kind === "seed") return (state.liquidityValue * amount) / state.liquidity;
  const payout = BigInt(state.payouts[outcome] ?? 0);
  return (amount * (kind === "yes" ? payout : state.payoutDenominator - payout)) / state.payoutDenominator;
}
