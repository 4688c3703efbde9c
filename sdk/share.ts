/** Cuts a total in proportion to weights at their running sums, so that the parts are whole and sum to it exactly. */
export function share(total: bigint, weights: readonly bigint[]): bigint[] {
  const sum = weights.reduce((a, b) => a + b, 0n);
  if (sum === 0n) return weights.map((_, index) => (index === 0 ? total : 0n));
  let running = 0n;
  let given = 0n;
  return weights.map((weight) => {
    running += weight;
    const upTo = (total * running) / sum;
    const part = upTo - given;
    given = upTo;
    return part;
  });
}
