/** Whole tokens, as decimal text, in base units; rounded up where the token has no unit as small. */
export function baseUnitsUp(text: string, decimals: number): bigint {
  const [whole = "", fraction = ""] = text.split(".");
  const units = BigInt(whole + fraction.slice(0, decimals).padEnd(decimals, "0"));
  return /^0*$/.test(fraction.slice(decimals)) ? units : units + 1n;
}
