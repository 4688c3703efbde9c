import type { Specification } from "../types.ts";
import { daysIn, exists, isCountedFrom, MONTH_NAMES, type NamedDay } from "./datesIn.ts";
import { disagreement } from "./disagreement.ts";
import type { Fault } from "./rule.ts";

/** Where the question names other days, months, quarters or years than the rules. */
export function titleDateFaults(specification: Specification): Fault[] {
  return [dayFault, periodFault, yearFault].flatMap((check) => check(specification));
}

const timeOf = ({ day, month, year }: NamedDay, otherwise: number) => Date.UTC(year ?? otherwise, month - 1, day);
const DAY = 86_400_000;

function dayFault({ question, rules }: Specification): Fault[] {
  const [asked, decided] = [daysIn(question).filter(exists), daysIn(rules).filter(exists)];
  if (decided.length === 0) return [];
  const missing = asked.find(
    (day) =>
      !isCountedFrom(question, day) &&
      decided.every((other) => {
        const year = day.year ?? other.year ?? 2027;
        return Math.abs(timeOf(day, year) - timeOf(other, year)) > DAY;
      }),
  );
  return missing ? [disagreement(missing.words, decided[0]?.words ?? "", "Make the dates agree.")] : [];
}

const MONTH = `(?:${MONTH_NAMES.join("|")})`;
const ORDINALS = ["first", "second", "third", "fourth"];
const PERIOD = new RegExp(
  `(before )?(?:\\b(?<!\\d(?:st|nd|rd|th)? (?:of )?)(${MONTH})(?:,? (?:of )?(20\\d\\d))?(?! \\d)\\b|\\bQ([1-4])\\b|\\b(${ORDINALS.join("|")}) quarter\\b)`,
  "g",
);

/** The months and quarters that a text names without a day: those of a year, counted from 0, in which each ends. */
function periodsIn(text: string): { kind: "month" | "quarter"; months: number[]; words: string }[] {
  return [...text.matchAll(PERIOD)].map(([words, before, month, , digit, ordinal]) => {
    if (month === undefined) {
      const quarter = digit ? Number(digit) - 1 : ORDINALS.indexOf(ordinal ?? "");
      return { kind: "quarter", months: [0, 1, 2].map((i) => quarter * 3 + i), words };
    }
    const index = MONTH_NAMES.indexOf(month as (typeof MONTH_NAMES)[number]);
    return { kind: "month", months: before ? [index, (index + 11) % 12] : [index], words };
  });
}

/** A month or quarter that is asked about, where the rules name only others. */
function periodFault({ question, rules }: Specification): Fault[] {
  const [asked] = periodsIn(question);
  const others = periodsIn(rules).filter(({ kind }) => kind === asked?.kind);
  const [other] = others;
  if (!asked || !other || daysIn(question).length > 0) return [];
  const days = daysIn(rules).map(({ day, month }) => (day === 1 ? [month - 1, (month + 10) % 12] : [month - 1]));
  const isBefore = asked.words.startsWith("before");
  const named = [
    ...others.map(({ months, words }) => (isBefore === words.startsWith("before") ? months.slice(0, 3) : months)),
    ...days,
  ].flat();
  if (isBefore && others.every(({ words }) => words.startsWith("before")))
    return others.some(({ months }) => months[0] === asked.months[0]) || days.length > 0
      ? []
      : [disagreement(asked.words, other.words, "Make the months agree.")];
  return asked.months.some((month) => named.includes(month))
    ? []
    : [disagreement(asked.words, other.words, `Make the ${asked.kind}s agree.`)];
}

const ASKED_YEAR =
  /\b(by|before|until|in|during|through|(?:the )?(?:end|course) of|year) (?:the )?(?:calendar |fiscal )?(?:year |(?:early |late |mid-?)?(?:spring |summer |autumn |fall |winter )?(?:of )?)?(20\d\d)\b(?![-–/]\d)/g;
const YEAR = /\b(20\d\d)(?:[-–/](\d\d)\b)?/g;

/** The years that a text names; a season has two, and before the first of January is the year before. */
function yearsIn(text: string): Set<number> {
  const years = [...text.matchAll(YEAR)].flatMap(([, year, next]) => [Number(year), ...(next ? [Number(`20${next}`)] : [])]);
  const before = [...text.matchAll(/\b(?:before|until|to|and) (?:(?:1 |the start of )?Jan(?:uary|\.)?,? (?:1,? )?)?(20\d\d)\b/g)];
  return new Set([...years, ...before.map(([, year]) => Number(year) - 1)]);
}

function yearFault({ question, rules }: Specification): Fault[] {
  const named = yearsIn(rules);
  if (named.size === 0 || daysIn(question).some(({ year }) => year !== undefined)) return [];
  for (const [words, how, year] of question.matchAll(ASKED_YEAR)) {
    const last = how === "before" ? Number(year) - 1 : Number(year);
    if (!named.has(last)) return [disagreement(words, String([...named].at(0)), "Make the years agree.")];
  }
  return eventFault(question, rules, named);
}

/** A year that stands with the same words in both, and is another: the election of 2027, the 2032 election. */
function eventFault(question: string, rules: string, named: Set<number>): Fault[] {
  const bare = daysIn(rules).reduce((text, { words }) => text.replace(words, ""), rules);
  const around = (text: string) =>
    [...text.matchAll(YEAR)].map(({ 0: words, 1: year, index }) => {
      const sides = [
        text
          .slice(0, index)
          .split(/[.,;:?]/)
          .at(-1) ?? "",
        text.slice(index + words.length).split(/[.,;:?]/)[0] ?? "",
      ];
      const [before = [], behind = []] = sides.map((side) => side.toLowerCase().match(/\p{L}{4,}/gu) ?? []);
      return { year: Number(year), words, near: new Set([...before.slice(-3), ...behind.slice(0, 3)]) };
    });
  for (const asked of around(question)) {
    if (named.has(asked.year)) continue;
    const other = around(bare).find(({ near }) => [...asked.near].some((word) => near.has(word)));
    if (other) return [disagreement(asked.words, other.words, "Make the years agree.")];
  }
  return [];
}
