import { outcomesOf } from "../outcomesOf.ts";
import { daysIn, exists, WEEKDAY_NAMES } from "./datesIn.ts";
import type { Fault, Rule } from "./rule.ts";
import { proseOf } from "./texts.ts";

const RESOLVES =
  /\b(?:[Rr]esolv(?:es?|ed|ing)|[Ss]ettle[sd]?|[Pp]ays? out) (?:this |the |it )?(?:market )?(?:(?:to|as|for|in favou?r of) )(?:["“'‘]([^"”'’\n]{1,60})["”'’]|(\p{Lu}[\p{L}\p{N}'’-]*(?: \p{Lu}[\p{L}\p{N}'’-]*){0,4}))|\b(?:[Rr]esolves?|[Rr]esolved|[Ss]ettles?) (?:this market |the market |it )?(["“]?(?:Yes|YES|No|NO|N\/A|Draw|Tie|Push|Cancelled|Canceled|Postponed|Invalid|Unknown|Other|Maybe|Undecided)["”]?)(?![\p{L}-])/gu;
/** What an edge case may say instead of an outcome: that nobody wins, that all share, or what goes on. */
const NO_OUTCOME =
  /\b(?:void|equal\w*|half|halves|split|shared?|evenly|pro rata|proportional\w*|counts?|stands?|stays?|remains?|decides?|applies|apply|is|are|does|ignored|extended|wait|first|last|next|same|resolves?|each|the market)\b|\d ?[-/:] ?\d|\d%/i;

function folded(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** The outcomes that a text resolves to; what follows an "if" may be nothing but one. */
function namedIn(text: string, isConsequence: boolean): string[] {
  const named = [...text.matchAll(RESOLVES)].map(([, quoted, capital, plain]) => quoted ?? capital ?? plain ?? "");
  const isName = isConsequence && named.length === 0 && text.trim().split(/\s+/).length <= 3 && !NO_OUTCOME.test(text);
  return isName ? [text.trim().replace(/[.!]$/, "")] : named;
}

export const meaningRules: readonly Rule[] = [
  {
    code: "unknown-outcome",
    severity: "warning",
    why: "What is not an outcome cannot be paid.",
    check: (specification) => {
      const outcomes = outcomesOf(specification).map(folded);
      return proseOf(specification)
        .filter(({ path }) => path[0] === "rules" || path.at(-1) === "then")
        .flatMap(({ path, text }) =>
          namedIn(text, path.at(-1) === "then").flatMap((name): Fault[] => {
            const words = folded(name);
            const isKnown = outcomes.some(
              (outcome) =>
                outcome === words || outcome.startsWith(`${words} `) || words.startsWith(`${outcome} `) || outcome.endsWith(` ${words}`),
            );
            if (words === "" || isKnown || words === "void") return [];
            return [
              {
                path,
                quote: name,
                message: `"${name}" is no outcome`,
                suggestion: `The outcomes are ${outcomesOf(specification).slice(0, 8).join(", ")}; \`then: void\` pays the initial odds.`,
              },
            ];
          }),
        )
        .slice(0, 3);
    },
  },
  {
    code: "no-such-day",
    severity: "warning",
    judges: "text",
    why: "A deadline on a day that does not exist is another day to each reader.",
    check: (specification) =>
      proseOf(specification).flatMap(({ path, text }) =>
        daysIn(text)
          .filter((day) => !exists(day))
          .slice(0, 1)
          .map(({ words }) => ({
            path,
            quote: words,
            message: `the calendar has no ${words}`,
            suggestion: "Write the day that is meant.",
          })),
      ),
  },
  {
    code: "weekday-disagrees",
    severity: "warning",
    judges: "text",
    why: "Of a weekday and a date that do not agree nobody knows which is meant.",
    check: (specification) =>
      proseOf(specification).flatMap(({ path, text }) =>
        daysIn(text).flatMap((day): Fault[] => {
          const named = /\b(Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day,? (?:the )?$/.exec(text.slice(0, day.index))?.[1];
          if (!named || day.year === undefined || !exists(day)) return [];
          const actual = WEEKDAY_NAMES[new Date(Date.UTC(day.year, day.month - 1, day.day)).getUTCDay()] as string;
          return actual.startsWith(named)
            ? []
            : [
                {
                  path,
                  quote: day.words,
                  message: `${day.words} is a ${actual}, not a ${named}day`,
                  suggestion: "Correct the one or the other.",
                },
              ];
        }),
      ),
  },
  {
    code: "no-knowable-by",
    severity: "warning",
    why: "Most wrong answers are only too early: an hour from which the answer can be known keeps them out, and trading from going on beyond it.",
    check: ({ knowableBy, resolver }) =>
      knowableBy !== undefined || resolver.kind === "priceFeed"
        ? []
        : [{ path: [], message: "nothing says when the answer can first be known", suggestion: "Add `knowableBy`, at or after `closes`." }],
  },
];
