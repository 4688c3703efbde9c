import type { Specification } from "../types.ts";
import type { Rule } from "./rule.ts";
import { textsOf } from "./texts.ts";

const INVISIBLE =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff9-\ufffb]|\u034f|\u17b4|\u17b5|[\u{e0000}-\u{e007f}]/u;

/** Which situations the edge cases should speak of, by words that a text about them has. */
const SITUATIONS: { name: string; words: RegExp; matters?: (specification: Specification) => boolean }[] = [
  {
    name: "cancellation or postponement",
    words: /cancel|postpon|delay|abandon|resched|revised|splits|no such|not (?:held|published|take place)/i,
  },
  {
    name: "a source that is silent or gone",
    words:
      /\bno\b[^.]*(?:statement|data|publication|figure|report|result|value|named|proclaimed|announcement)|source|unavailable|offline|not (?:publish|report|announc|available)|discontinu/i,
  },
  {
    name: "a tie",
    words: /\b(ties?|tied|draws?|drawn|dead heat|joint|share[ds]?|equal|penalties)\b/i,
    matters: ({ outcomes = [], question, category }) =>
      outcomes.length > 2 && (category === "sport" || /\b(most|highest|lowest|largest|smallest|fastest|first|top)\b/i.test(question)),
  },
];

export const wordingRules: readonly Rule[] = [
  {
    code: "hidden-characters",
    severity: "error",
    why: "Invisible and direction-changing characters let a text read differently from what it says.",
    check: (specification) =>
      textsOf(specification)
        .filter(({ text }) => INVISIBLE.test(text))
        .map(({ path, text }) => ({
          path,
          message: `\`${path.join(".")}\` contains an invisible or direction-changing character (U+${(INVISIBLE.exec(text)?.[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")})`,
          suggestion: "Delete it; copying from a web page or a PDF often brings such characters along.",
        })),
  },
  {
    code: "no-question",
    severity: "warning",
    why: "Traders read the title first and often only the title.",
    check: ({ question }) =>
      question.trim().endsWith("?")
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
