// A port of `expWad` and `lnWad` of solady's FixedPointMathLib (Remco Bloemen's approximations, MIT), bit for bit:
// bigint division truncates toward zero as `sdiv` does, `>>` is arithmetic as `sar` is, and nothing in the domain wraps.

/** One, in fixed point. */
export const WAD = 10n ** 18n;

const LN_2 = 54916777467707473351141471128n; // 2^96 scale

/**
 * `exp(x)`, both scaled by 1e18; at most 1 above and 2 below the true value in units of the last place. Zero for
 * x ≤ −41446531673892822313; throws a `RangeError` from 135305999368893231589 on, where the contract reverts.
 */
export function expWad(x: bigint): bigint {
  if (x <= -41446531673892822313n) return 0n;
  if (x >= 135305999368893231589n) throw new RangeError(`exp of ${x} overflows: the argument must be below 135305999368893231589 (135.3)`);

  // To base 2^96, then x = x' + k ln 2 with x' in (−½ ln 2, ½ ln 2).
  const scaled = (x << 78n) / 3814697265625n;
  const k = ((scaled << 96n) / LN_2 + 39614081257132168796771975168n) >> 96n;
  const r = scaled - k * LN_2;

  // A (6, 7)-term rational approximation.
  let y = r + 1346386616545796478920950773328n;
  y = ((y * r) >> 96n) + 57155421227552351082224309758442n;
  let p = y + r - 94201549194550492254356042504812n;
  p = ((p * y) >> 96n) + 28719021644029726153956944680412240n;
  p = p * r + (4385272521454847904659076985693276n << 96n);
  let q = r - 2855989394907223263936484059900n;
  q = ((q * r) >> 96n) + 50020603652535783019961831881945n;
  q = ((q * r) >> 96n) - 533845033583426703283633433725380n;
  q = ((q * r) >> 96n) + 3604857256930695427073651918091429n;
  q = ((q * r) >> 96n) - 14423608567350463180887372962807573n;
  q = ((q * r) >> 96n) + 26449188498355588339934803723976023n;

  // Times the scale of the approximation, 2^k, and back to base 1e18.
  return ((p / q) * 3822833074963236453042738258902158003155416615667n) >> (195n - k);
}

/**
 * `ln(x)`, both scaled by 1e18, for 0 < x < 2^255; at most 1 above and 2 below the true value in units of the last
 * place. Throws a `RangeError` elsewhere, where the contract reverts.
 */
export function lnWad(x: bigint): bigint {
  if (x <= 0n || x >> 255n !== 0n) throw new RangeError(`ln of ${x} is undefined: the argument must be above 0 and below 2^255`);

  // x = 2^k y with y in [1, 2), in base 2^96; ln(2^96 / 1e18) is added at the end.
  const log2 = floorLog2(x);
  const y = x >> BigInt(log2 - 96); // to the left where that is below zero

  // An (8, 8)-term rational approximation.
  let p = y + 3273285459638523848632254066296n;
  p = ((p * y) >> 96n) + 24828157081833163892658089445524n;
  p = ((p * y) >> 96n) + 43456485725739037958740375743393n;
  p = ((p * y) >> 96n) - 11111509109440967052023855526967n;
  p = ((p * y) >> 96n) - 45023709667254063763336534515857n;
  p = ((p * y) >> 96n) - 14706773417378608786704636184526n;
  p = p * y - (795164235651350426258249787498n << 96n);
  let q = y + 5573035233440673466300451813936n;
  q = ((q * y) >> 96n) + 71694874799317883764090561454958n;
  q = ((q * y) >> 96n) + 283447036172924575727196451306956n;
  q = ((q * y) >> 96n) + 401686690394027663651624208769553n;
  q = ((q * y) >> 96n) + 204048457590392012362485061816622n;
  q = ((q * y) >> 96n) + 31853899698501571402653359427138n;
  q = ((q * y) >> 96n) + 909429971244387300277376558375n;

  return (
    ((p / q) * 1677202110996718588342820967067443963516166n +
      16597577552685614221487285958193947469193820559219878177908093499208371n * BigInt(log2 - 96) +
      600920179829731861736702779321621459595472258049074101567377883020018308n) >>
    174n
  );
}

/** The floating-point logarithm may round to the neighbour of the truth; the shifts correct it. */
function floorLog2(x: bigint): number {
  const guess = Math.floor(Math.log2(Number(x)));
  if (x >> BigInt(guess) === 0n) return guess - 1;
  return x >> BigInt(guess + 1) === 0n ? guess : guess + 1;
}
