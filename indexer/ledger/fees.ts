import { RATE_UNIT } from "../../sdk/lmsr.ts";

/** The fees that have gathered, divided between liquidity providers and creator as `MarketState.divide` does. */
export function divideFees(state: { gatheredFees: bigint; liquidityFees: bigint; creatorFees: bigint; creatorShare: number }) {
  const { gatheredFees, liquidityFees, creatorFees, creatorShare } = state;
  const creatorPart = (gatheredFees * BigInt(creatorShare)) / RATE_UNIT;
  return { gatheredFees: 0n, liquidityFees: liquidityFees + gatheredFees - creatorPart, creatorFees: creatorFees + creatorPart };
}
