export const MONTH_NAMES = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;
export const WEEKDAY_NAMES = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"] as const;

const MONTH = `(${MONTH_NAMES.map((name) => (name === "May" ? name : `${name}|${name === "September" ? "Sept?" : name.slice(0, 3)}\\.?`)).join("|")})`;
const DAY = "(\\d{1,2})(?:st|nd|rd|th)?";
const YEAR = "(?:,? (?:of )?((?:19|20)\\d\\d)|,? '(\\d\\d))?";
const WRITTEN = new RegExp(`\\b(?:${DAY} (?:of )?${MONTH}(?![a-z])${YEAR}|${MONTH} ${DAY}(?!\\d|:|%|\\.\\d)${YEAR})\\b`, "g");
const ISO = /\b(20\d\d)-(\d\d)-(\d\d)\b/g;

/** A day that a text names. */
export interface NamedDay {
  day: number;
  /** From 1. */
  month: number;
  /** Undefined where the text leaves it out. */
  year?: number;
  index: number;
  words: string;
}

/** The days that a text names with day and month, in its order. */
export function daysIn(text: string): NamedDay[] {
  const written = [...text.matchAll(WRITTEN)].map((match): NamedDay => {
    const [words, day, month, year, shortYear, otherMonth, otherDay, otherYear, otherShort] = match;
    const found = year ?? otherYear ?? (shortYear || otherShort ? `20${shortYear ?? otherShort}` : undefined);
    return {
      day: Number(day ?? otherDay),
      month: monthOf(month ?? otherMonth ?? ""),
      ...(found && { year: Number(found) }),
      index: match.index,
      words,
    };
  });
  const iso = [...text.matchAll(ISO)].map(({ 0: words, 1: year, 2: month, 3: day, index }) => ({
    day: Number(day),
    month: Number(month),
    year: Number(year),
    index,
    words,
  }));
  return [...written, ...iso].sort((a, b) => a.index - b.index);
}

/** Whether the calendar has that day; of a day without a year, whether some year has it. */
export function exists({ day, month, year = 2028 }: Pick<NamedDay, "day" | "month" | "year">): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Whether a day is one that others are counted from or compared with: "within 30 days of 1 February", "the week of 8 March". */
export function isCountedFrom(text: string, { index }: Pick<NamedDay, "index">): boolean {
  return /\b(?:(?:days?|weeks?|months?|hours?|years?) (?:of|after|from|following|since|before|beginning|starting|ending|to)|than(?: on| of| that of)?|that of|compared (?:with|to)) (?:(?:the|its) )?(?:(?:week|month)s? )?(?:\w+day,? )?$/i.test(
    text.slice(0, index),
  );
}

/** From 1. */
function monthOf(name: string): number {
  return MONTH_NAMES.findIndex((month) => month.slice(0, 3).toLowerCase() === name.slice(0, 3).toLowerCase()) + 1;
}
