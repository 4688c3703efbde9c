import { ANSWER_TIME } from "../../resolvers/windows.ts";
import { parseDuration, parseWhen } from "../time.ts";
import type { Specification } from "../types.ts";
import { earliestResolveBy, windowsOf } from "../windowsOf.ts";
import type { Fault, Rule } from "./rule.ts";

const DAY = 86_400;
const WEEK = 7 * DAY;
const YEAR = 365 * DAY;
const SHORT_WINDOW = 2 * 3600;

/** A year in which something is to come about; "the Games of 2038" is a name. */
const ASKED_YEAR =
  /(?:\b(?:in|by|before|during|until|till|through|throughout|after|since|from|to|and|end|year|early|late|mid|beginning|January|February|March|April|May|June|July|August|September|October|November|December|Q[1-4])(?: of)?[ -]|\b\d{1,2}(?:st|nd|rd|th)?,? )(20\d\d)\b/gi;

const show = (time: number) => new Date(time * 1000).toISOString().replace(".000", "");

/** An answer may be late, and whoever knows it on holiday: what is suggested beside the time that the contracts ask for. */
const COMFORT = 14 * DAY;

/** A `resolveBy` with room to spare, in the form of the one that is there; undefined if a year after the close is not enough. */
function comfortableResolveBy(specification: Specification, now: number): string | undefined {
  const { closes, resolveBy } = specification;
  const earliest = earliestResolveBy(specification, now);
  const latest = (parseWhen(closes, now) ?? now) + YEAR;
  if (earliest > latest) return undefined;
  const time = Math.min(Math.ceil((earliest + COMFORT) / DAY) * DAY, latest);
  if (parseDuration(resolveBy) === undefined) return show(time);
  const days = Math.floor((time - now) / DAY);
  return now + days * DAY < earliest ? `PT${time - now}S` : `P${days}D`;
}

export const timeRules: readonly Rule[] = [
  {
    code: "impossible-date",
    severity: "error",
    why: "A day that does not exist would silently become another.",
    check: (specification, { now }) =>
      (["closes", "knowableBy", "resolveBy"] as const).flatMap((field): Fault[] => {
        const text = specification[field];
        return text !== undefined && parseWhen(text, now) === undefined
          ? [{ path: [field], message: `${text} does not exist`, suggestion: "Check the day of the month." }]
          : [];
      }),
  },
  {
    code: "close-time",
    severity: "error",
    why: "The contract takes a close in the future and at most five years ahead.",
    check: ({ closes }, { now }) => {
      const time = parseWhen(closes, now) ?? now + 1;
      if (time <= now)
        return [{ path: ["closes"], message: `the close (${show(time)}) is not in the future`, suggestion: "Choose a later time." }];
      return time > now + 5 * YEAR
        ? [{ path: ["closes"], message: `the close (${show(time)}) is more than five years ahead`, suggestion: "Choose an earlier time." }]
        : [];
    },
  },
  {
    code: "resolve-by",
    severity: "error",
    why: "Three days to answer, two rounds of the resolver's worst case and a day to finalize must fit before anyone can void, and no money may wait longer than a year.",
    check: (specification, { now }) => {
      const closes = parseWhen(specification.closes, now) ?? now;
      const resolveBy = parseWhen(specification.resolveBy, now) ?? now;
      const earliest = earliestResolveBy(specification, now);
      const path = ["resolveBy"];
      if (earliest > closes + YEAR)
        return [
          {
            path,
            message: `the windows need until ${show(earliest)}, more than a year after the close`,
            suggestion: "Shorten the resolver's windows.",
          },
        ];
      if (resolveBy < earliest)
        return [
          {
            path,
            message: `resolveBy (${show(resolveBy)}) leaves no time for two rounds; the contracts take ${show(earliest)} at the earliest`,
            suggestion: `Make it ${comfortableResolveBy(specification, now)}, so that weeks are left to answer.`,
          },
        ];
      return resolveBy > closes + YEAR
        ? [
            {
              path,
              message: `resolveBy (${show(resolveBy)}) is more than a year after the close`,
              suggestion: `Make it ${show(closes + YEAR)} or earlier.`,
            },
          ]
        : [];
    },
  },
  {
    code: "short-answering",
    severity: "warning",
    why: "Whoever knows the answer must notice in time, in the worst of cases; after that only the void is left.",
    check: (specification, { now }) => {
      const resolveBy = parseWhen(specification.resolveBy, now) ?? now;
      const spare = resolveBy - earliestResolveBy(specification, now);
      if (spare < 0 || spare + ANSWER_TIME >= WEEK) return [];
      const left = Math.floor((spare + ANSWER_TIME) / DAY);
      return [
        {
          path: ["resolveBy"],
          message: `only ${left} days are left to answer, if a first round ends without one`,
          suggestion: `Make it ${comfortableResolveBy(specification, now)} or so.`,
        },
      ];
    },
  },
  {
    code: "short-window",
    severity: "error",
    why: "The contracts take no window below 60 seconds.",
    check: ({ resolver }) =>
      windowsOf(resolver).flatMap(([field, text]): Fault[] =>
        (parseDuration(text) ?? 0) < 60
          ? [{ path: ["resolver", field], message: `${field} (${text}) is below 60 seconds`, suggestion: "A day is usual." }]
          : [],
      ),
  },
  {
    code: "hasty-window",
    severity: "warning",
    why: "People who could dispute sleep, and chains stop now and then.",
    check: ({ resolver }) =>
      windowsOf(resolver).flatMap(([field, text]): Fault[] => {
        const seconds = parseDuration(text) ?? 0;
        return seconds >= 60 && seconds < SHORT_WINDOW
          ? [{ path: ["resolver", field], message: `${field} (${text}) is below two hours`, suggestion: "Use it on test networks only." }]
          : [];
      }),
  },
  {
    code: "last-look",
    severity: "warning",
    why: "Whoever sees the answer first takes the liquidity providers' money.",
    check: ({ closes, knowableBy }, { now }) => {
      if (!knowableBy) return [];
      const close = parseWhen(closes, now) ?? 0;
      const knowable = parseWhen(knowableBy, now) ?? close;
      return close > knowable
        ? [
            {
              path: ["closes"],
              message: `trading goes on after the answer can be known (${show(knowable)})`,
              suggestion: "Close before it.",
            },
          ]
        : [];
    },
  },
  {
    code: "dates-disagree",
    severity: "warning",
    why: "A year in the question that the market does not live in is a typing error or a trap.",
    check: ({ question, closes, resolveBy }, { now }) => {
      const years = [...question.matchAll(ASKED_YEAR)].map((match) => Number(match[1]));
      const [first, last] = [closes, resolveBy].map((text) => new Date((parseWhen(text, now) ?? now) * 1000).getUTCFullYear());
      return years.some((year) => year < first - 1 || year > last)
        ? [
            {
              path: ["question"],
              message: `the question names ${years.join(", ")}, the market closes in ${first} and ends by ${last}`,
              suggestion: "Make them agree.",
            },
          ]
        : [];
    },
  },
];
