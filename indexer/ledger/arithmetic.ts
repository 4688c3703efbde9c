import { WAD } from "../../sdk/wad.ts";

/** `amount · fraction`, rounded up. */
export function mulUp(amount: bigint, fraction: bigint): bigint {
  return (amount * fraction + WAD - 1n) / WAD;
}

export function mulDown(amount: bigint, fraction: bigint): bigint {
  return (amount * fraction) / WAD;
}

export function maxOf(values: readonly bigint[]): bigint {
  return values.reduce((a, b) => (a > b ? a : b));
}

export function minOf(values: readonly bigint[]): bigint {
  return values.reduce((a, b) => (a < b ? a : b));
}
