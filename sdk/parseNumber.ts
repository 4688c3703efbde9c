import { PresageError } from "./errors.ts";
import { type Reading, readNumber } from "./numbers/readNumber.ts";

/** A number that a person wrote, of either sign, as a plain decimal such as `-12.5`: as `readNumber`. Throws `InvalidNumber`. */
export function parseNumber(text: string, reading: Reading): string {
  const read = readNumber(text, reading);
  if ("number" in read) return read.number;
  throw new PresageError({ code: "InvalidNumber", details: { text: text.trim().slice(0, 40), fault: read.fault } });
}
