import { parseDuration, parseWhen } from "../time.ts";
import type { Specification } from "../types.ts";
import type { Fault, Rule } from "./rule.ts";

const DAY = 86_400;
const YEAR = 365 * DAY;
const SHORT_WINDOW = 2 * 3600;

const show = (time: number) => new Date(time * 1000).toISOString().replace(".000", "");

/** What the contracts leave for a vote or an arbitration, which have no worst case. */
const OUTSIDE_TIME = "P30D";

/** Seconds that the resolver can need after `closes` (a price feed: after it settles), a day for finalization included. */
function worstCaseOf({ resolver }: Specification): number {
  const windows = ((): string[] => {
    switch (resolver.kind) {
      case "optimistic":
        return [resolver.liveness, resolver.arbiterTimeout];
      case "committee":
        return [resolver.delay];
      case "priceFeed":
        return [resolver.maxDelay, resolver.gracePeriod ?? "PT0S"];
      case "uma":
        return [resolver.liveness, OUTSIDE_TIME];
      case "reality":
        return [resolver.timeout, OUTSIDE_TIME];
    }
  })();
  return windows.reduce((total, window) => total + (parseDuration(window) ?? 0), 0) + DAY;
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
    why: "The resolver's worst case and one day to finalize must fit before anyone can void, and no money may wait longer than a year.",
    check: (specification, { now }) => {
      const closes = parseWhen(specification.closes, now) ?? now;
      const resolveBy = parseWhen(specification.resolveBy, now) ?? now;
      const settles =
        specification.resolver.kind === "priceFeed" && specification.resolver.settles
          ? (parseWhen(specification.resolver.settles, now) ?? closes)
          : closes;
      const earliest = settles + worstCaseOf(specification);
      if (resolveBy < earliest)
        return [
          {
            path: ["resolveBy"],
            message: `resolveBy (${show(resolveBy)}) leaves no time for the resolver's worst case`,
            suggestion: `Make it ${show(earliest)} or later.`,
          },
        ];
      return resolveBy > closes + YEAR
        ? [
            {
              path: ["resolveBy"],
              message: `resolveBy (${show(resolveBy)}) is more than a year after the close`,
              suggestion: `Make it ${show(closes + YEAR)} or earlier.`,
            },
          ]
        : [];
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
      const years = [...question.matchAll(/\b(20\d\d)\b/g)].map((match) => Number(match[1]));
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

/** The windows in which somebody must act; that of a price feed is the feed's. */
function windowsOf(resolver: Specification["resolver"]): [string, string][] {
  switch (resolver.kind) {
    case "optimistic":
      return [
        ["liveness", resolver.liveness],
        ["arbiterTimeout", resolver.arbiterTimeout],
      ];
    case "committee":
      return [["delay", resolver.delay]];
    case "priceFeed":
      return [];
    case "uma":
      return [["liveness", resolver.liveness]];
    case "reality":
      return [["timeout", resolver.timeout]];
  }
}
