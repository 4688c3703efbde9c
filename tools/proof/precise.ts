// Exponentials and logarithms to some 70 digits, by series on bigint: the independent truth that the SDK is tested against.
export const ONE = 10n ** 80n;
const WAD_TO_ONE = 10n ** 62n;

export const fromWad = (x: bigint): bigint => x * WAD_TO_ONE;
export const mul = (x: bigint, y: bigint): bigint => (x * y) / ONE;
export const div = (x: bigint, y: bigint): bigint => (x * ONE) / y;

/** By halving the argument until Taylor's series is short, then squaring. */
export function exp(x: bigint): bigint {
  let halvings = 0;
  let small = x;
  while (small > ONE / 16n || small < -ONE / 16n) {
    small /= 2n;
    halvings++;
  }
  // Halving loses up to half a unit, squaring doubles it: scale up by a guard of 30 digits.
  const guard = 10n ** 30n;
  small = (x * guard) / 2n ** BigInt(halvings);
  const one = ONE * guard;
  let term = one;
  let sum = one;
  for (let n = 1n; term !== 0n; n++) {
    term = (term * small) / (one * n);
    sum += term;
  }
  for (let k = 0; k < halvings; k++) sum = (sum * sum) / one;
  return sum / guard;
}

/** By Newton's method on `exp`, from a floating-point guess. */
export function ln(x: bigint): bigint {
  const digits = x.toString().length - 1;
  let y = (BigInt(Math.round((Math.log(Number(`0.${x.toString()}`)) + (digits + 1 - 80) * Math.LN10) * 1e12)) * ONE) / 10n ** 12n;
  for (let round = 0; round < 4; round++) y += div(x - exp(y), exp(y));
  return y;
}

/** LMSR in real numbers: what a trade gives and its fee, in base units scaled by `ONE`. `rho` scaled by 1e18. */
export function trade(options: { op: string; side: string; liquidity: bigint; rho: bigint; feeRate: number; amount: bigint }): {
  output: bigint;
  fee: bigint;
  /** Price of the side before the trade. */
  price: bigint;
} {
  return tradeAt({ ...options, yes: exp(-fromWad(options.rho)) });
}

/** The same at a YES price scaled by `ONE`. */
export function tradeAt(options: { op: string; side: string; liquidity: bigint; yes: bigint; feeRate: number; amount: bigint }): {
  output: bigint;
  fee: bigint;
  price: bigint;
} {
  const { op, side, liquidity, amount, yes } = options;
  const q = side === "yes" ? yes : ONE - yes;
  const feeRate = (BigInt(options.feeRate) * ONE) / 10_000n;
  const units = (x: bigint): bigint => x * liquidity;
  const share = (amount * ONE) / liquidity;

  if (op === "buy") {
    // d + c (1 − exp(−d)) = share, by Newton's method
    const c = mul(feeRate, ONE - q);
    let d = div(share, ONE + c);
    for (let round = 0; round < 12; round++) {
      const fall = mul(c, exp(-d));
      d -= div(d + c - fall - share, ONE + fall);
    }
    return { output: units(ln(ONE + div(exp(d) - ONE, q))), fee: units(share - d), price: q };
  }
  if (op === "buyExact") {
    const sum = ONE + mul(q, exp(share) - ONE);
    const fee = mul(feeRate, div(mul(q, exp(share)), sum) - q);
    return { output: units(ln(sum) + fee), fee: units(fee), price: q };
  }
  const left = mul(q, exp(-share));
  const sum = ONE - q + left;
  const fee = mul(feeRate, q - div(left, sum));
  return { output: units(-ln(sum) - fee), fee: units(fee), price: q };
}
