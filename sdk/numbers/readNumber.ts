import { digitOf } from "./digitOf.ts";
import { ANYBODY, type NumberStyle, styleOf } from "./styleOf.ts";
import { isAmbiguous, writeNumber } from "./writeNumber.ts";

/** Why a text is no number, with what a message about it needs. Numbers in it are written as the locale writes them. */
export type NumberFault =
  /** `example`: what one looks like in this locale, if that is known. */
  | { reason: "notANumber"; example?: string }
  /** Its mark stands before a fraction for some and between thousands for others: what it would be if either were meant. */
  | { reason: "ambiguous"; readings: readonly [string, string] }
  /** A mark that does not stand there in this locale; `meant` is what it would be if the mark stood before a fraction. */
  | { reason: "mark"; mark: string; decimal: string; group: string | undefined; meant?: string }
  | { reason: "mixedDigits" }
  /** In another unit than what is asked for. */
  | { reason: "unit"; unit: string; units: readonly string[] };

export interface Reading {
  /** Whose way of writing it is, as a language tag; `ANYBODY` where that is not known. */
  locale: string;
  /** What may stand before or after the number, such as `$` and `USD`. */
  units?: readonly string[] | undefined;
}

const MOST_CHARACTERS = 200;
/** What copied text brings along unseen: marks of direction and of no width. */
const UNSEEN = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;
/** What may stand between groups; tabs and line breaks stand between numbers. */
const SPACES = /\p{Zs}/gu;
const APOSTROPHES = /['\u2018\u2019\u02b9\u02bc]/g;
const MINUS = /[-\u2212\ufe63]/g;
/** Marks that mean one thing wherever they stand. */
const ALWAYS_DECIMAL = "\u066b";
const ALWAYS_GROUP = [" ", "'", "\u066c"];
const MARK = /[.,'\u066b\u066c\u060c\u00b7\u2e41 ]/;
/** A unit must not be taken for a part of the number: it begins as a word, a sign of money or of percent, and has no spaces. */
const UNIT = /^[\p{L}\p{Sc}%][^\s]*$/u;
/** What behind digits is still a number to many: `1e3`, `0x10`. */
const NOTATION = /^[ex]\p{Nd}/iu;

/**
 * A number that a person wrote, as a plain decimal such as `-1234.50`: by the marks of their locale, in digits of any script, its
 * groups also by spaces and apostrophes, which are before a fraction to nobody, with a unit before or after it. What others
 * would read as another number (`1.000` in English, `1,000` in German) is refused. Of `ANYBODY` a point is always before the
 * fraction, and a comma is taken where it can only group thousands: `1,000.50` and `1,000,000`, not `1,000`.
 */
export function readNumber(text: string, { locale, units = [] }: Reading): { number: string } | { fault: NumberFault } {
  const { sign, core, rest } = partsOf(text, units);
  if (core === "" || text.length > MOST_CHARACTERS) return noNumber(locale);
  if (rest !== undefined) return rest === "" ? noNumber(locale) : refused({ reason: "unit", unit: rest, units });

  const zeros = new Set<string>();
  const digits = [...core].map((character) => {
    const digit = digitOf(character);
    if (digit) zeros.add(digit.zero);
    return digit ? String(digit.value) : character;
  });
  const [zero] = zeros;
  if (zero === undefined) return noNumber(locale);
  if (zeros.size > 1) return refused({ reason: "mixedDigits" });

  const style = styleOf(locale, zero);
  const pieces = digits.join("").split(/(\D)/u);
  const marks = pieces.filter((_, index) => index % 2 === 1);
  const numbers = pieces.filter((_, index) => index % 2 === 0);
  if (marks.some((mark) => !MARK.test(mark) && mark !== style.decimal && mark !== style.group)) return noNumber(locale);

  const isDecimal = (mark: string | undefined) => mark === style.decimal || mark === ALWAYS_DECIMAL;
  const hasFraction = isDecimal(marks.at(-1));
  const fraction = hasFraction ? (numbers.pop() as string) : undefined;
  const groupMarks = hasFraction ? marks.slice(0, -1) : marks;
  const wrong = wrongMark(groupMarks, style) ?? (areGroups(numbers, style) ? undefined : groupMarks[0]);
  if (wrong !== undefined) return refused(markFault(wrong, { style, digits, locale }));
  const whole = numbers.join("");
  if (whole === "" && !fraction) return noNumber(locale);

  const plain = `${sign}${whole.replace(/^0+(?=\d)/, "") || "0"}${fraction ? `.${fraction}` : ""}`;
  const [own] = hasFraction ? marks.slice(-1) : groupMarks;
  const isUnclear =
    (own === "." || own === ",") &&
    (locale === ANYBODY ? groupMarks.length === 1 && !hasFraction : groupMarks.length === 0 && isAmbiguous(whole, fraction));
  if (!isUnclear) return { number: plain };
  return refused({ reason: "ambiguous", readings: readingsOf(fraction === undefined ? numbers : [whole, fraction], sign, locale) });
}

function refused(fault: NumberFault) {
  return { fault };
}

function noNumber(locale: string) {
  return refused({ reason: "notANumber", example: writeNumber("12.5", locale) });
}

/** Takes the unit and the sign off. `rest`: what stands around the number and is neither; empty if it is no unit either. */
function partsOf(text: string, units: readonly string[]): { sign: "" | "-"; core: string; rest?: string } {
  let left = text
    .slice(0, MOST_CHARACTERS + 1)
    .replace(UNSEEN, "")
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(SPACES, " ")
    .replace(APOSTROPHES, "'")
    .replace(MINUS, "-")
    .replace(/\u066a/g, "%")
    .trim();
  let sign = "";
  const takeSign = () => {
    if (sign !== "" || !/^[-+]/.test(left)) return;
    sign = left.charAt(0);
    left = left.slice(1).trimStart();
  };
  const words = units.filter((unit) => UNIT.test(unit)).sort((a, b) => b.length - a.length);
  const lower = left.toLowerCase().length === left.length ? (each: string) => each.toLowerCase() : (each: string) => each;
  takeSign();
  // A unit whose end or beginning could be the number's needs a space between, or nobody could say where that begins or ends.
  const before = words.find((unit) => lower(left).startsWith(lower(unit)) && (!endsAsNumber(unit) || left[unit.length] === " "));
  if (before) left = left.slice(before.length).trimStart();
  takeSign();
  const after = words.find((unit) => lower(left).endsWith(lower(unit)) && (!beginsAsNumber(unit) || left.at(-unit.length - 1) === " "));
  if (after) left = left.slice(0, left.length - after.length).trimEnd();
  const foreign = /^(?<before>[\p{L}\p{Sc}%]*) ?(?<core>[^\p{L}\p{Sc}%]+?) ?(?<after>[\p{L}\p{Sc}%]*)$/u.exec(left)?.groups;
  const rest = foreign && `${foreign.before}${foreign.after}`;
  const common = { sign: sign === "-" ? ("-" as const) : ("" as const) };
  if (!rest || [...rest].every((character) => digitOf(character))) return { ...common, core: left };
  return { ...common, core: left, rest: /^(\p{Sc}|%|\p{L}{2,})$/u.test(rest) && /\p{Nd}/u.test(left) ? rest : "" };
}

function endsAsNumber(unit: string): boolean {
  return /[\p{N}.,]$/u.test(unit) || digitOf([...unit].at(-1) ?? "") !== undefined;
}

function beginsAsNumber(unit: string): boolean {
  return NOTATION.test(unit) || digitOf([...unit][0] ?? "") !== undefined;
}

/** A mark that is no group's, or not the same as the others. */
function wrongMark(marks: readonly string[], { group }: NumberStyle): string | undefined {
  return marks.find((mark) => mark !== marks[0] || !(mark === normal(group) || ALWAYS_GROUP.includes(mark)));
}

function normal(mark: string | undefined): string | undefined {
  return mark?.replace(SPACES, " ").replace(APOSTROPHES, "'");
}

/** Three digits a group, or as many as the locale has, the first at most as many and not a zero. */
function areGroups(numbers: readonly string[], { inner }: NumberStyle): boolean {
  const [first = "", ...others] = numbers;
  if (others.length === 0) return true;
  const fits = (size: number) =>
    first.length >= 1 && first.length <= size && others.every(({ length }, index) => length === (index === others.length - 1 ? 3 : size));
  return !first.startsWith("0") && (fits(3) || fits(inner));
}

function markFault(
  mark: string,
  { style, digits, locale }: { style: NumberStyle; digits: readonly string[]; locale: string },
): NumberFault {
  const { decimal, group } = style;
  const at = digits.indexOf(mark);
  const [whole, fraction] = [digits.slice(0, at).join(""), digits.slice(at + 1).join("")];
  const couldBeFraction = mark !== " " && /^\d*$/.test(whole) && /^\d+$/.test(fraction);
  const meant = couldBeFraction ? writeNumber(`${whole || "0"}.${fraction}`, locale) : undefined;
  return { reason: "mark", mark, decimal, group, ...(meant !== undefined && { meant }) };
}

/** What two numbers with a mark between them are if it stands before a fraction, and if it groups thousands. */
function readingsOf(numbers: readonly string[], sign: string, locale: string): readonly [string, string] {
  const [whole = "", fraction = ""] = numbers;
  return [writeNumber(`${sign}${whole}.${fraction}`, locale), writeNumber(`${sign}${whole}${fraction}`, locale)];
}
