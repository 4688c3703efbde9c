/** The outcomes by what each costs or pays, the dearest first; those that are the same in their own order. */
export function dearestFirst(shares: readonly bigint[]): number[] {
  return shares.map((_, index) => index).sort((a, b) => Number((shares[b] ?? 0n) - (shares[a] ?? 0n)) || a - b);
}
