import { parseAmount } from "../parseAmount.ts";

/** A percentage such as `35%` as a fraction with `digits` decimals: 35% with 18 digits is 35e16. */
export function parsePercentage(text: string, digits: number): bigint {
  return parseAmount(text.replace(/%$/, ""), digits - 2);
}
