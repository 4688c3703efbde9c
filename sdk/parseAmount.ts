import { PresageError } from "./errors.ts";
import { type Reading, readNumber } from "./numbers/readNumber.ts";

const PLAIN_DECIMAL = /^\d+(\.\d+)?$/;

/**
 * An amount in base units. What a person wrote is read in the way of their `locale`, in the `units` that it may stand in
 * (`readNumber`). Without a locale it is what files and interfaces write, such as `1234.5`: surrounding space is allowed, and nothing
 * else, no sign, exponent, grouping or comma. Throws `InvalidAmount`; also where there are more fraction digits than
 * `decimals`, unless they are zero: nothing is guessed and nothing is rounded.
 */
export function parseAmount(text: string, decimals: number, reading?: Reading): bigint {
  const details = { text: text.trim().slice(0, 40), decimals };
  const read = reading ? readNumber(text, reading) : readPlain(text.trim());
  if ("fault" in read) throw new PresageError({ code: "InvalidAmount", details: { ...details, fault: read.fault } });
  if (read.number.startsWith("-")) throw new PresageError({ code: "InvalidAmount", details: { ...details, isNegative: true } });
  const [whole = "", fraction = ""] = read.number.split(".");
  const significant = fraction.replace(/0+$/, "");
  if (significant.length > decimals) {
    throw new PresageError({ code: "InvalidAmount", details: { ...details, digits: significant.length } });
  }
  return BigInt(whole + significant.padEnd(decimals, "0"));
}

function readPlain(text: string): ReturnType<typeof readNumber> {
  return PLAIN_DECIMAL.test(text) ? { number: text } : { fault: { reason: "notANumber" } };
}
