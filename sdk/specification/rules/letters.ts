import { outcomesOf } from "../outcomesOf.ts";
import { glyphsOf, skeletonOf } from "../skeleton.ts";
import type { Rule } from "./rule.ts";
import { proseOf } from "./texts.ts";

const MIXED = /(?=\S*\p{Script=Latin})\S*[\p{Script=Cyrillic}\p{Script=Greek}]\S*/u;
/** Letters of Greek that stand beside Latin ones in units. */
const UNITS = /[µμΩΔσ]/gu;

export const letterRules: readonly Rule[] = [
  {
    code: "confusable-outcomes",
    severity: "error",
    why: "Outcomes that look alike make people buy the wrong one.",
    check: (specification) => {
      const names = outcomesOf(specification);
      const [skeletons, glyphs] = [names.map(skeletonOf), names.map(glyphsOf)];
      return names.flatMap((_, i) => {
        const alike = skeletons.indexOf(skeletons[i] as string);
        const first = alike < i ? alike : glyphs.indexOf(glyphs[i] as string);
        // the same name twice is a fault of its own
        if (first === i || names[first].trim().toLowerCase() === names[i].trim().toLowerCase()) return [];
        return [
          {
            path: [specification.bands ? "bands" : "outcomes", i],
            // accents and punctuation may be all that tells two people apart: only letters of two alphabets are certain
            ...(isPlain(names[first]) && isPlain(names[i]) && { severity: "warning" as const }),
            message: `"${names[i]}" looks like "${names[first]}"`,
            suggestion: "Give it a name that differs in more than case, accents and punctuation.",
          },
        ];
      });
    },
  },
  {
    code: "mixed-alphabets",
    severity: "warning",
    why: "A Cyrillic or Greek letter in a Latin word reads like another word.",
    check: (specification) =>
      proseOf(specification).flatMap(({ path, text }) => {
        const word = MIXED.exec(text.replace(UNITS, ""))?.[0];
        return word ? [{ path, message: `"${word}" mixes alphabets`, suggestion: "Type the word again on one keyboard." }] : [];
      }),
  },
  {
    code: "duplicate-title",
    severity: "warning",
    why: "People who look for one market find the other, and liquidity is split.",
    check: ({ question }, { titles = [] }) =>
      titles
        .filter((title) => skeletonOf(title) === skeletonOf(question))
        .slice(0, 1)
        .map((title) => ({
          path: ["question"],
          message: `there is a market that reads the same: "${title}"`,
          suggestion: "Trade there, or say in the question what differs.",
        })),
  },
];

/** Whether a name has no letters but Latin ones. */
function isPlain(name: string): boolean {
  return !/[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u.test(name.normalize("NFD"));
}
