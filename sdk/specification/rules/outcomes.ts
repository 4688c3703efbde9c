import { MIN_ODDS } from "../../initialRhos.ts";
import { oddsOf } from "../oddsOf.ts";
import { outcomesOf } from "../outcomesOf.ts";
import { parsePercentage } from "../rate.ts";
import type { Specification } from "../types.ts";
import { CATCH_ALL, coversAllNumbers, coversByDenial, coversEveryChange } from "./boundaries.ts";
import type { Fault, Rule } from "./rule.ts";

const WHOLE = 10n ** 18n;
/** A void at such odds gives the pool four and a half times b. */
const LOPSIDED = WHOLE / 100n;
const folded = (name: string) => name.normalize("NFKC").trim().toLowerCase();

/** Questions whose outcomes are candidates: more of them can turn up. */
const CANDIDATES = /^\s*(?:who|whom|whose|which)\b/i;

function lacksCatchAll({ outcomes }: Pick<Specification, "outcomes">): boolean {
  return (
    outcomes !== undefined &&
    outcomes.length > 2 &&
    !outcomes.some((name) => CATCH_ALL.test(name)) &&
    !coversAllNumbers(outcomes) &&
    !coversEveryChange(outcomes) &&
    !coversByDenial(outcomes)
  );
}

export const outcomeRules: readonly Rule[] = [
  {
    code: "duplicate-outcomes",
    severity: "error",
    why: "Two outcomes with one name cannot be told apart.",
    check: (specification) => {
      const names = outcomesOf(specification).map(folded);
      return names.flatMap((name, i) =>
        names.indexOf(name) === i
          ? []
          : [
              {
                path: [specification.bands ? "bands" : "outcomes", i],
                message: `the outcome "${name}" is there twice`,
                suggestion: "Rename or remove one.",
              },
            ],
      );
    },
  },
  {
    code: "no-other",
    severity: "warning",
    why: "If somebody who is not listed wins, no outcome is right.",
    check: (specification) =>
      lacksCatchAll(specification) && CANDIDATES.test(specification.question)
        ? [{ path: ["outcomes"], message: "no outcome covers candidates that are not listed", suggestion: 'Add "Other".' }]
        : [],
  },
  {
    code: "not-exhaustive",
    severity: "warning",
    why: "If something that is not listed happens, no outcome is right.",
    check: (specification) =>
      lacksCatchAll(specification) && !CANDIDATES.test(specification.question)
        ? [
            {
              path: ["outcomes"],
              message: "no outcome covers what is not listed",
              suggestion: 'Add "Other", unless the list is complete by nature.',
            },
          ]
        : [],
  },
  {
    code: "bands",
    severity: "error",
    why: "Every number must belong to exactly one band.",
    check: ({ bands }) => (bands ? bandFaults(bands) : []),
  },
  {
    code: "scalar-range",
    severity: "error",
    why: "The payout runs linearly from the low to the high end.",
    check: ({ scalar }) =>
      scalar && scalar.low >= scalar.high
        ? [
            {
              path: ["scalar"],
              message: `low (${scalar.low}) is not below high (${scalar.high})`,
              suggestion: "Swap them or widen the range.",
            },
          ]
        : [],
  },
  {
    code: "odds",
    severity: "error",
    why: "The contract takes only odds that name every outcome, are one in a million or more, and sum to exactly one.",
    check: (specification) => {
      const { odds } = specification;
      if (!odds) return [];
      const names = outcomesOf(specification);
      const faults: Fault[] = names
        .filter((name) => !Object.hasOwn(odds, name))
        .map((name) => ({
          path: ["odds"],
          message: `there are no odds for "${name}"`,
          suggestion: "Give odds for every outcome, or for none (uniform).",
        }));
      for (const name of Object.keys(odds)) {
        if (!names.includes(name))
          faults.push({
            path: ["odds", name],
            message: `odds are given for "${name}", which is not an outcome`,
            suggestion: `The outcomes are ${names.join(", ")}.`,
          });
        else if (parsePercentage(odds[name], 18) < MIN_ODDS)
          faults.push({
            path: ["odds", name],
            message: `the odds of "${name}" (${odds[name]}) are below 0.0001%`,
            suggestion: "Give it at least a small probability, or remove the outcome.",
          });
      }
      const sum = Object.values(odds).reduce((total, text) => total + parsePercentage(text, 18), 0n);
      if (faults.length === 0 && sum !== WHOLE)
        faults.push({ path: ["odds"], message: `the odds sum to ${Number(sum) / 1e16}%, not to 100%`, suggestion: "Correct one of them." });
      return faults;
    },
  },
  {
    code: "lopsided-odds",
    severity: "warning",
    why: "If nobody resolves it, a void pays the initial odds: next to nothing for an outcome that has come true since, and the pool keeps the rest, so that its creator may prefer a void.",
    check: (specification) => {
      const odds = oddsOf(specification);
      return outcomesOf(specification).flatMap((name, i): Fault[] =>
        specification.odds && Object.hasOwn(specification.odds, name) && (odds[i] as bigint) < LOPSIDED
          ? [
              {
                path: ["odds", name],
                message: `a void would pay ${specification.odds?.[name]} for "${name}"`,
                suggestion: "Start it at 1% or more, or choose a resolver whose answer cannot fail to come.",
              },
            ]
          : [],
      );
    },
  },
];

function bandFaults(bands: { name: string; low?: number; high?: number }[]): Fault[] {
  return bands.flatMap((band, i): Fault[] => {
    const path = ["bands", i];
    const next = bands[i + 1];
    if (band.low !== undefined && band.high !== undefined && band.low >= band.high)
      return [
        { path, message: `"${band.name}" is empty: ${band.low} to ${band.high}`, suggestion: "Its low end must be below its high end." },
      ];
    if (i === 0 && band.low !== undefined)
      return [{ path, message: `nothing covers numbers below ${band.low}`, suggestion: "Leave out `low` of the first band." }];
    if (!next && band.high !== undefined)
      return [{ path, message: `nothing covers ${band.high} and above`, suggestion: "Leave out `high` of the last band." }];
    if (next && band.high !== next.low)
      return [
        {
          path,
          message: `"${band.name}" ends at ${band.high} but "${next.name}" starts at ${next.low}`,
          suggestion: "Let each band start where the one below it ends.",
        },
      ];
    return [];
  });
}
