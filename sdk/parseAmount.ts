import { PresageError } from "./errors.ts";

const PLAIN_DECIMAL = /^(\d+)(?:\.(\d+))?$/;

/**
 * A decimal that a person wrote, such as `1234.5`, in base units; surrounding space is allowed, and nothing else: no sign,
 * exponent, grouping or comma, since `1,234` is a thousand to some and one to others. Throws `InvalidAmount`; also where
 * there are more fraction digits than `decimals`, unless they are zero: nothing is rounded silently.
 */
export function parseAmount(text: string, decimals: number): bigint {
  const match = PLAIN_DECIMAL.exec(text.trim());
  if (!match) {
    throw new PresageError({ code: "InvalidAmount", details: { text: text.slice(0, 40), decimals } });
  }
  const [, whole = "", fraction = ""] = match;
  const significant = fraction.replace(/0+$/, "");
  if (significant.length > decimals) {
    throw new PresageError({ code: "InvalidAmount", details: { text: text.trim().slice(0, 40), digits: significant.length, decimals } });
  }
  return BigInt(whole + significant.padEnd(decimals, "0"));
}
