import type { Specification } from "../types.ts";
import { brokenIn, codeOf, hiddenIn } from "./hiddenIn.ts";
import { isQuestion } from "./isQuestion.ts";
import type { Rule } from "./rule.ts";
import { textsOf } from "./texts.ts";

/** Which situations the edge cases should speak of, by words that a text about them has. */
const SITUATIONS: { name: string; words: RegExp; matters?: (specification: Specification) => boolean }[] = [
  {
    name: "cancellation or postponement",
    words:
      /cancel|postpon|delay|abandon|resched|revised|splits|no such|not (?:\w+ )?(?:held|published|take place|finished|completed|played|concluded|begun)|interrupt|suspend|called off/i,
  },
  {
    name: "a source that is silent or gone",
    words:
      /\bno\b[^.]*(?:statement|data|publication|figure|report|result|value|named|proclaimed|announcement|published|elected|appointed|decision|decided|winner|given|nothing)|nothing|source|unavailable|offline|not (?:publish|report|announc|available)|discontinu/i,
  },
  {
    name: "a tie",
    words: /\b(ties?|tied|draws?|drawn|dead heat|joint|share[ds]?|equal|penalties)\b/i,
    matters: ({ outcomes = [], question, category }) =>
      !/^\s*(?:how (?:many|much)|what)\b/i.test(question) &&
      outcomes.length > 2 &&
      (category === "sport" || /\b(most|highest|lowest|largest|smallest|fastest|first|top)\b/i.test(question)),
  },
];

export const wordingRules: readonly Rule[] = [
  {
    code: "hidden-characters",
    severity: "error",
    why: "Invisible and direction-changing characters let a text read differently from what it says.",
    check: (specification) =>
      textsOf(specification).flatMap(({ path, text }) => {
        const hidden = hiddenIn(text);
        if (hidden === undefined) return [];
        return [
          {
            path,
            message: `\`${path.join(".")}\` contains an invisible or direction-changing character (${codeOf(hidden)})`,
            suggestion: "Delete it; copying from a web page or a PDF often brings such characters along.",
          },
        ];
      }),
  },
  {
    code: "broken-characters",
    severity: "error",
    why: "What is no character is shown differently everywhere, and some of it does not reach the chain.",
    check: (specification) =>
      textsOf(specification).flatMap(({ path, text }) => {
        const broken = brokenIn(text);
        if (broken === undefined) return [];
        return [
          {
            path,
            message: `\`${path.join(".")}\` contains a code that stands for no character (${codeOf(broken)})`,
            suggestion: "Type the text again, or save its origin as UTF-8 and copy it anew.",
          },
        ];
      }),
  },
  {
    code: "no-question",
    severity: "warning",
    why: "Traders read the title first and often only the title.",
    check: ({ question }) =>
      isQuestion(question)
        ? []
        : [
            {
              path: ["question"],
              message: "the question has no question mark",
              suggestion: "Write one sentence that can be answered by one of the outcomes.",
            },
          ],
  },
  {
    code: "missing-edge-case",
    severity: "warning",
    why: "What happens when things go wrong is what resolvers are asked about.",
    check: (specification) =>
      SITUATIONS.filter(
        ({ matters, words }) => (matters?.(specification) ?? true) && !coveringTexts(specification).some((text) => words.test(text)),
      ).map(({ name }) => ({
        path: ["edgeCases"],
        message: `no edge case speaks of ${name}`,
        suggestion: "Say what the outcome is then; `then: void` pays the initial odds.",
      })),
  },
];

/** Where an edge case may be covered. */
function coveringTexts({ rules, edgeCases }: Specification): string[] {
  return [rules, ...edgeCases.flatMap((edgeCase) => [edgeCase.if, edgeCase.then])];
}
