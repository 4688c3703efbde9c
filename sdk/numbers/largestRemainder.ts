/**
 * Shares, scaled to sum to `whole`, in so many `units` that sum to all of them: each is rounded down, and those that lose most get
 * what is left. Shares that sum to another number of units (of a pool whose prices lack something) are rounded each by itself.
 */
export function largestRemainder(shares: readonly bigint[], { whole, units }: { whole: bigint; units: bigint }): bigint[] {
  const sum = shares.reduce((total, share) => total + share, 0n);
  const rounded = (share: bigint) => (share * units + whole / 2n) / whole;
  if (rounded(sum) !== units) return shares.map(rounded);
  const parts = shares.map((share) => (share * units) / whole);
  const left = units - parts.reduce((total, part) => total + part, 0n);
  const lost = shares.map((share, index) => ({ index, rest: (share * units) % whole }));
  lost.sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1));
  for (const { index } of lost.slice(0, Number(left))) parts[index] = (parts[index] ?? 0n) + 1n;
  return parts;
}
