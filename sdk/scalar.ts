import { PresageError } from "./errors.ts";
import { WAD } from "./wad.ts";

/** Enough for any decimal that a JSON number can be. */
const SCALE_DIGITS = 40;

/**
 * The payouts [Higher, Lower] of a scalar market for a value: Higher pays linearly from 0 at `low` to all at `high`, in
 * steps of 1e-18 rounded down, and Lower the rest; a value outside pays as its nearer bound. Decimals as text (`"12.5"`,
 * `"-3"`) or as the numbers of a market's metadata. Throws `InvalidScalar`.
 */
export function scalarPayouts(options: { value: string; low: string | number; high: string | number }): [bigint, bigint] {
  const { value, low, high } = bounds(options);
  const clamped = value < low ? low : value > high ? high : value;
  const higher = ((clamped - low) * WAD) / (high - low);
  return [higher, WAD - higher];
}

/** The value that a price of Higher (scaled by 1e18) stands for, for display. */
export function scalarValue(options: { price: bigint; low: number; high: number }): number {
  return options.low + (Number(options.price) / 1e18) * (options.high - options.low);
}

function bounds(options: { value: string; low: string | number; high: string | number }): { value: bigint; low: bigint; high: bigint } {
  const [value, low, high] = [toFixed(options.value), toFixed(String(options.low)), toFixed(String(options.high))];
  if (low >= high) throw new PresageError({ code: "InvalidScalar", details: { low: options.low, high: options.high } });
  return { value, low, high };
}

function toFixed(text: string): bigint {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d{1,2}))?$/i.exec(text.trim());
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = match ?? [];
  const shift = SCALE_DIGITS - fraction.length + Number(exponent);
  if (!match || shift < 0) throw new PresageError({ code: "InvalidScalar", details: { text: text.slice(0, 40) } });
  const scaled = BigInt(whole + fraction) * 10n ** BigInt(shift);
  return sign === "-" ? -scaled : scaled;
}
