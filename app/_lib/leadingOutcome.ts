/** The outcome that a market is known by: the first of two, else the dearest. */
export function leadingOutcome({ outcomes, shares }: { outcomes: readonly string[]; shares: readonly bigint[] }): number {
  if (outcomes.length === 2) return 0;
  return shares.reduce((best, share, index) => (share > (shares[best] ?? 0n) ? index : best), 0);
}
