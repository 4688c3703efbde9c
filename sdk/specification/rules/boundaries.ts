import { outcomesOf } from "../outcomesOf.ts";
import type { Specification } from "../types.ts";
import { type Bound, boundedNumbersIn, NUMBER, parseNumber } from "./numbersIn.ts";
import type { Fault, Rule } from "./rule.ts";

/** Outcomes that hold what is not listed. */
export const CATCH_ALL =
  /\b(?:others?|none(?! to)|nobody|no one|another|any other|(?:some|any)(?:body|one|thing) else|else|different|field|neither|draw|tie|stalemate|level (?:after|at|on)|or (?:later|more|higher|above)|later|not (?:before|by|until)|never|rest|remaining|autres?|andere[rs]?|sonstige[rs]?|otr[oa]s?|altr[oi]|outr[oa]s?|altro)\b/i;

interface Range {
  name: string;
  low: number;
  high: number;
  /** Whether the ends belong to it. */
  hasLow: boolean;
  hasHigh: boolean;
  unit: number;
}

const BETWEEN = new RegExp(
  `^(?:[\\p{L}-]+ (?:of|by) )?(?:between |from )?(?<from>at least |over |above |more than |[>≥]=? ?)?(${NUMBER})[^\\d]{0,12}?,?\\s*(?:-|–|—|to|and|or|bis|up to|but(?! not| excl))\\s*(?<to>(?:just )?(?:under|below|less than|fewer than|lower than|not|<)(?! or equal) |[<≤]=? ?|but (?:not including|excluding) |at most |(?:but )?(?:under|below|less than|not more than|no more than) )?(${NUMBER.replace("(?<![\\w.,:/-])", "")})(?<rest>[^\\d]*)$`,
  "iu",
);
const SINGLE = new RegExp(`^(?:exactly |just )?(${NUMBER})\\D{0,20}$`, "iu");
/** What decides a number on the bound. */
const EQUAL =
  /\b(?:exact(?:ly)?|equals?|equal to|the same|unchanged|tie[ds]?|draws?|otherwise|in any other case|all other cases|if not|or if it does not)\b/i;

const AT_LEAST =
  /\b(?:at least|at most|or (?:more|less|higher|lower|above|below|greater|fewer)|no(?:t)? (?:more|less|higher|lower|fewer|greater))\b|[≥≤]/i;

/** The range that an outcome's name stands for, if it does for one. */
function rangeOf(name: string): Range | undefined {
  const between = BETWEEN.exec(name);
  const [from, to] = [parseNumber(between?.[2] ?? ""), parseNumber(between?.[4] ?? "")];
  const { from: opening = "", to: closing = "", rest = "" } = between?.groups ?? {};
  if (from && to && from.value < to.value) {
    const hasLow = !/^(?:over|above|more|>(?!=))/i.test(opening);
    const hasHigh =
      !/^(?:(?:but |just )?(?:under|below|less|fewer|lower|excluding|not(?! more))|<(?!=))/i.test(closing) &&
      !/exclu(?:ded|sive)/i.test(rest);
    return { name, low: from.value, high: to.value, hasLow, hasHigh, unit: Math.min(from.unit, to.unit) };
  }
  const [bounded, more] = boundedNumbersIn(name);
  if (bounded && !more) {
    const { value, unit, bound } = bounded;
    const isUp = bound === "above" || bound === "from";
    return {
      name,
      low: isUp ? value : Number.NEGATIVE_INFINITY,
      high: isUp ? Number.POSITIVE_INFINITY : value,
      hasLow: bound === "from",
      hasHigh: bound === "to",
      unit,
    };
  }
  const single = parseNumber(SINGLE.exec(name)?.[1] ?? "");
  return single && { name, low: single.value, high: single.value, hasLow: true, hasHigh: true, unit: single.unit };
}

/** Whether outcomes are ranges of a number, of which the last is open and the first too, or a count's: what lies between is another rule's. */
export function coversAllNumbers(names: readonly string[]): boolean {
  // "No vote by May" stands beside the numbers of a vote
  const ranges = names.filter((name) => !NONE.test(name)).map(rangeOf);
  if (ranges.length === 0 || ranges.some((range) => range === undefined)) return false;
  const all = ranges as Range[];
  return Math.max(...all.map(({ high }) => high)) === Number.POSITIVE_INFINITY && Math.min(...all.map(({ low }) => low)) <= 0;
}

const NONE = /^(?:no|not|never)\b(?! (?:more|less|fewer|later|earlier|higher|lower)\b)/i;

/** Whether one outcome denies what all others have: a quorum with this majority, with that, and no quorum. */
export function coversByDenial(names: readonly string[]): boolean {
  const [denial, more] = names.filter((name) => NONE.test(name));
  const denied = denial?.toLowerCase().match(/\p{L}{4,}/gu) ?? [];
  return !more && denied.some((word) => names.every((name) => name.toLowerCase().includes(word)));
}

const DIRECTIONS: readonly RegExp[] = [
  /\b(?:cut|lower|decrease|reduc|fall|drop|declin|down|less|fewer|easing|worse|loss|lose|tighten the|shrink)/i,
  /\b(?:hold|unchanged|no change|maintain|same|steady|stay|equal|keep|flat|pause|neither)/i,
  /\b(?:rais|hike|increas|higher|rise|grow|up\b|more|gain|better|win)/i,
];
const SIZED = /\d/;
const OPEN = /\b(?:or (?:more|less|higher|lower|greater|larger|smaller|above|below)|more than|over|above|at least|any|other)\b|\d\+|[>≥]/i;

/** Whether outcomes are every way in which something can change: down, not at all, up, each by any amount. */
export function coversEveryChange(names: readonly string[]): boolean {
  const ways = DIRECTIONS.map((direction) =>
    names.filter((name) => direction.test(name.replace(/\bor (?:more|less|higher|lower)\b|\bmore than\b/gi, ""))),
  );
  const isWhole = (way: readonly string[]) => way.some((name) => !SIZED.test(name) || OPEN.test(name));
  return ways.every((way) => way.length > 0 && isWhole(way)) && ways.flat().length >= names.length;
}

/** Where the ranges of outcomes overlap or leave a hole. */
function rangeFaults(specification: Specification): Fault[] {
  if (!specification.outcomes) return []; // bands are checked by their numbers
  const names = outcomesOf(specification).filter((name) => !CATCH_ALL.test(name) || /\d/.test(name));
  const ranges = names.map(rangeOf);
  if (names.length < 2 || ranges.some((range) => range === undefined)) return [];
  const sorted = (ranges as Range[]).sort((a, b) => a.low - b.low || a.high - b.high);
  if (sorted.every(({ low, high }) => low === high)) return [];
  const unit = Math.min(...sorted.map((range) => range.unit));
  return sorted.slice(1).flatMap((next, i): Fault[] => {
    const range = sorted[i] as Range;
    const path = ["outcomes", specification.outcomes?.indexOf(next.name) ?? 0];
    if (range.high > next.low || (range.high === next.low && range.hasHigh && next.hasLow))
      return [
        { path, message: `"${range.name}" and "${next.name}" both hold ${next.low}`, suggestion: "Let each number belong to one outcome." },
      ];
    const gap = next.low - range.high;
    const isTight = range.hasHigh && next.hasLow ? gap <= unit * 1.000001 : gap < unit / 2 && (range.hasHigh || next.hasLow);
    if (isTight) return [];
    return [
      {
        path,
        message: `nothing covers ${gap === 0 ? range.high : `what lies between "${range.name}" and "${next.name}"`}`,
        suggestion: "Let the outcomes meet, and say to which the number between them belongs.",
      },
    ];
  });
}

const OPPOSITE: Record<Bound, Bound> = { above: "below", below: "above", from: "to", to: "from" };

/** Where the rules send one number to both outcomes, or to none. */
function ruleFaults({ rules, edgeCases }: Specification): Fault[] {
  // what is reached on the way is not where it ends
  const bounded = boundedNumbersIn(rules).filter(({ words }) => !/^(?:reach|hit)/i.test(words));
  const all = [rules, ...edgeCases.flatMap((edge) => [edge.if, edge.then])].join("\n");
  for (const { bound, value, words } of bounded) {
    const other = bounded.find((each) => each.value === value && each.bound === OPPOSITE[bound]);
    const holds = bounded.some((each) => each.value === value && each.bound !== bound && each.bound !== OPPOSITE[bound]);
    if (!other || holds || words === other.words) continue;
    const isHole = bound === "above" || bound === "below";
    if (isHole && EQUAL.test(all)) continue;
    return [
      {
        path: ["rules"],
        quote: words,
        message: isHole ? `"${words}" and "${other.words}" leave ${value} to nobody` : `"${words}" and "${other.words}" both hold ${value}`,
        suggestion: "Say to which outcome the number itself belongs.",
      },
    ];
  }
  return [];
}

/** Ways to say that something is more than another, and that it is less. */
const COMPARISONS: readonly (readonly [more: RegExp, less: RegExp])[] = [
  [
    /\b(?:more|greater|higher|larger|longer|warmer|later|better)(?: \w+){0,2} than\b/i,
    /\b(?:less|fewer|lower|smaller|shorter|cooler|colder|earlier|worse)(?: \w+){0,2} than\b/i,
  ],
  [/\b(?:above|exceeds?|outscores?)\b/i, /\bbelow\b/i],
  [/\brises?\b/i, /\bfalls?\b/i],
];

/** Where the rules tell more from less without a number, and what is equal has no outcome. */
function comparisonFaults(specification: Specification): Fault[] {
  const { rules, edgeCases } = specification;
  const all = [rules, ...edgeCases.flatMap((edge) => [edge.if, edge.then])].join("\n");
  const names = outcomesOf(specification);
  if (names.length !== 2 || boundedNumbersIn(rules).length > 0 || EQUAL.test(all) || AT_LEAST.test(all)) return [];
  const second = names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
  const clauses = rules.split(new RegExp(`(?<=[.;!?])\\s+|,? (?:and )?(?=(?:(?:it )?resolves? )?(?:to )?["“']?(?:${second})["”']? if\\b)`));
  const conditions = clauses.filter((clause) => /\bif\b/i.test(clause));
  for (const [isMore, isLess] of COMPARISONS) {
    const [more, less] = [isMore, isLess].map((way) => conditions.find((clause) => way.test(clause)));
    if (!more || !less || more === less) continue;
    const words = isLess.exec(less)?.[0] ?? "";
    return [
      {
        path: ["rules"],
        quote: words,
        message: `"${isMore.exec(more)?.[0]}" and "${words}" leave what is equal to nobody`,
        suggestion: "Say to which outcome it belongs if both are the same.",
      },
    ];
  }
  return rivalFault(names, conditions);
}

/** Two who each win by more than the other, where both may have as much. */
function rivalFault(names: readonly string[], conditions: readonly string[]): Fault[] {
  const isMore = (clause = "") => names.every((name) => clause.includes(name)) && COMPARISONS[0]?.[0].test(clause);
  const [one, other, third] = conditions.filter(isMore);
  if (!one || !other || third) return [];
  return [
    {
      path: ["rules"],
      quote: COMPARISONS[0]?.[0].exec(other)?.[0] ?? "",
      message: `nobody is right if ${names.join(" and ")} are equal`,
      suggestion: "Say what happens if both are the same.",
    },
  ];
}

export const boundaryRules: readonly Rule[] = [
  {
    code: "boundary",
    severity: "warning",
    judges: "text",
    why: "A number that two outcomes hold, or none, is where results like to fall.",
    check: (specification) => [...rangeFaults(specification), ...ruleFaults(specification), ...comparisonFaults(specification)],
  },
];
