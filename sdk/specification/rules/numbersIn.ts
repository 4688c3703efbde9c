/** How a text bounds a number: from it on, above it, up to it, below it. */
export type Bound = "from" | "above" | "to" | "below";

export interface BoundedNumber {
  bound: Bound;
  value: number;
  /** One in the last digit that is written. */
  unit: number;
  index: number;
  words: string;
}

const SCALE: Record<string, number> = {
  k: 1e3,
  thousand: 1e3,
  m: 1e6,
  mn: 1e6,
  million: 1e6,
  b: 1e9,
  bn: 1e9,
  billion: 1e9,
  t: 1e12,
  tn: 1e12,
  trillion: 1e12,
};
const SCALES = Object.keys(SCALE)
  .sort((a, b) => b.length - a.length)
  .join("|");
/** A number with what may stand around it; no part of a date or a clock. */
export const NUMBER = `(?<![\\w.,:/-])(?:US)?[$€£¥]? ?-?\\d+(?:,\\d{3})*(?:\\.\\d+)?(?: ?(?:${SCALES})\\b)?(?![\\d:/]|,\\d|\\.\\d)`;

const BEFORE: Record<Bound, string> = {
  above:
    "(?<!no |not )(?:more|greater|higher|larger|longer|older|later|bigger|better) than|(?<!and |or )(?:above|over|exceed(?:s|ed|ing)?|beyond|surpass(?:es|ed|ing)?|in excess of)|(?<!≥)>(?!=)",
  from: "at least|no(?:t)? (?:less|fewer|lower) than|a minimum of|minimum|(?:reach(?:es|ed)?|hits?)|≥|>=|from",
  below: "(?<!no |not )(?:less|fewer|lower|smaller|shorter|younger|earlier) than|(?<!and |or )(?:below|under|short of)|<(?!=)",
  to: "at most|no(?:t)? (?:more|greater|higher) than|up to|a maximum of|≤|<=",
};
const AFTER: Record<"from" | "to", string> = {
  from: "or (?:more|higher|greater|larger|above|over|longer|older|better)|and (?:above|over|more|up)|\\+|plus\\b",
  to: "or (?:less|fewer|lower|smaller|below|under|shorter)|and (?:below|under|less)",
};
/** What may stand between a number and "or more". */
const NOUN = "(?:%| ?percent| ?per cent| ?°[CF]?| [\\p{L}°%]+(?: [\\p{L}]+)?)?";
const PATTERNS = (Object.keys(BEFORE) as Bound[]).map((bound): [Bound, RegExp] => [
  bound,
  new RegExp(`(?:${BEFORE[bound]}) (?:than )?(?:a |an |the )?(?:total of )?(${NUMBER})|(?:[≥>≤<]=?) ?(${NUMBER})`, "giu"),
]);
const BEHIND = (["from", "to"] as const).map((bound): [Bound, RegExp] => [
  bound,
  new RegExp(`(${NUMBER})${NOUN},? ?(?:${AFTER[bound]})`, "giu"),
]);

/** The numbers that a text bounds, in its order. */
export function boundedNumbersIn(text: string): BoundedNumber[] {
  const found = [...PATTERNS, ...BEHIND].flatMap(([bound, pattern]) =>
    [...text.matchAll(pattern)].flatMap((match): BoundedNumber[] => {
      const { 0: words, 1: number, 2: behindSign, index } = match;
      if (behindSign !== undefined && !SIGNS[bound].test(words)) return [];
      const parsed = parseNumber(number ?? behindSign ?? "");
      return parsed ? [{ bound, ...parsed, index, words: words.trim() }] : [];
    }),
  );
  return found.sort((a, b) => a.index - b.index);
}

const SIGNS: Record<Bound, RegExp> = { above: /^>(?!=)/, from: /^(?:≥|>=)/, below: /^<(?!=)/, to: /^(?:≤|<=)/ };

/** A number as people write it, and what one in its last digit is worth. */
export function parseNumber(text: string): { value: number; unit: number } | undefined {
  const match = new RegExp(`(-?\\d+(?:,\\d{3})*)(\\.\\d+)?(?: ?(${SCALES})\\b)?`, "i").exec(text);
  if (!match) return undefined;
  const [, whole = "", decimals = "", scale = ""] = match;
  const factor = SCALE[scale.toLowerCase()] ?? 1;
  const unit = 10 ** -Math.max(decimals.length - 1, 0) * factor;
  return { value: Number(whole.replaceAll(",", "") + decimals) * factor, unit };
}

/** All numbers of a text but those of dates and clocks, in its order. */
export function numbersIn(text: string): { value: number; unit: number; index: number; words: string }[] {
  return [...text.matchAll(new RegExp(`${NUMBER}%?`, "giu"))].flatMap(({ 0: words, index }) => {
    const parsed = parseNumber(words);
    return parsed ? [{ ...parsed, index, words: words.trim() }] : [];
  });
}
