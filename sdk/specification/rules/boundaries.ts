import { outcomesOf } from "../outcomesOf.ts";
import type { Specification } from "../types.ts";
import { type Bound, boundedNumbersIn, NUMBER, parseNumber } from "./numbersIn.ts";
import type { Fault, Rule } from "./rule.ts";

/** Outcomes that hold what is not listed. */
export const CATCH_ALL =
  /\b(?:others?|none|nobody|no one|another|any other|(?:some|any)(?:body|one|thing) else|else|different|field|neither|draw|tie|or (?:later|more|higher|above)|not before|never|rest|remaining)\b/i;

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
  `^(?:between |from )?(${NUMBER})[^\\d]{0,12}?\\s*(?:-|–|—|to|and|or|bis)\\s*(${NUMBER.replace("(?<![\\w.,:/-])", "")})[^\\d]*$`,
  "iu",
);
const SINGLE = new RegExp(`^(?:exactly |just )?(${NUMBER})\\D{0,20}$`, "iu");
/** What decides a number on the bound. */
const EQUAL =
  /\b(?:exact(?:ly)?|equals?|equal to|the same|unchanged|tie[ds]?|draws?|otherwise|in any other case|all other cases|if not|or if it does not)\b/i;

/** The range that an outcome's name stands for, if it does for one. */
function rangeOf(name: string): Range | undefined {
  const between = BETWEEN.exec(name);
  const [from, to] = [parseNumber(between?.[1] ?? ""), parseNumber(between?.[2] ?? "")];
  if (from && to && from.value < to.value)
    return { name, low: from.value, high: to.value, hasLow: true, hasHigh: true, unit: Math.min(from.unit, to.unit) };
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
  const ranges = names.map(rangeOf);
  if (ranges.some((range) => range === undefined)) return false;
  const all = ranges as Range[];
  return Math.max(...all.map(({ high }) => high)) === Number.POSITIVE_INFINITY && Math.min(...all.map(({ low }) => low)) <= 0;
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

export const boundaryRules: readonly Rule[] = [
  {
    code: "boundary",
    severity: "warning",
    judges: "text",
    why: "A number that two outcomes hold, or none, is where results like to fall.",
    check: (specification) => [...rangeFaults(specification), ...ruleFaults(specification)],
  },
];
