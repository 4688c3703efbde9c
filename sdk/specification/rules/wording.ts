import type { Specification } from "../types.ts";
import { brokenIn, codeOf, hiddenIn } from "./hiddenIn.ts";
import { isQuestion } from "./isQuestion.ts";
import type { Rule } from "./rule.ts";
import { textsOf } from "./texts.ts";

/** Words that deny, in the text of an edge case. */
const NOT = /\b(?:no|not|none|nobody|nothing|neither|never|cannot|without|fails?|missing|(?:is|has|does|do|was)n['’]t)\b/i;
/** Words of what tells the answer, where it is not told. */
const TOLD =
  /\b(?:publish\w*|reports?|reported|lists?|listed|nam(?:es?|ed)|g[ai]ves?|given|shows?|shown|states?|stated|says?|said|tell|told|announc\w*|releas\w*|certif\w*|produc\w*|reach\w*|opened|out|candle|price|copy|record|transcript|statement|there(?=[^a-z]*$)|pages?|sites?|figures?|data|results?|numbers?|report|value|feed|source|winner)\b/i;
const BROKEN =
  /\b(?:source|page|site|link|feed|series|list|data|dataset|api|archive|report|transcript|figures?|numbers?|statistic)\b[^.]*\b(?:un\w+|down|gone|dead|offline|silent|stops?|ceases?|disappears?|closes?|changes?|contradicts?|differ|moves?|removed|retired|withheld|late|error|requires?)\b|\bpages differ|impossible|unclear|in doubt|is late\b|stops? (?:publish|report)/i;
const UPSET =
  /\b(?:called|put|pushed|moved|brought|scrapped|shelved|pulled|dropped|stopped|renamed|merged|prevent\w*|bankrupt|dies|vacant|slips?|(?:falls?|comes?) (?:through|out)|drops? out|shuts? down|broken off|stops trading|ends? early|no contest|another day|(?:date|venue) changes|later than|takes place (?:later|on another)|fails)\b/i;

/** What one is given or chosen, and what nobody can share. */
const APPOINTED =
  /\b(?:coach|manager|owner|captain|signs?|signed|joins?|transfer\w*|drafted|appointed|hosts?|sponsor\w*|be named|play for)\b/i;

/** Which situations the edge cases should speak of, by words that a text about them has; `cases`: how an edge case alone may say it. */
const SITUATIONS: {
  name: string;
  words: RegExp;
  cases?: (text: string) => boolean;
  matters?: (specification: Specification) => boolean;
}[] = [
  {
    name: "cancellation or postponement",
    words:
      /cancel|postpon|delay|revised|abandon|adjourn|resched|splits|suspend|interrupt|discontinu|dissol|terminat|halt|delist|rained|withdr[ae]w|no such|(?:not|never|no longer) (?:\w+ )?(?:held|published|take place|happen|go ahead|finished|completed|played|concluded|begun|exist|traded)/i,
    cases: (text) => UPSET.test(text) || (NOT.test(text) && !TOLD.test(text)),
  },
  {
    name: "a source that is silent or gone",
    words:
      /\bno\b[^.]*(?:statement|data|publication|figure|report|result|value|named|proclaimed|announcement|published|elected|appointed|decision|decided|winner|given|nothing)|nothing|\bsource\b[^.]*\b(?:un\w+|not|no longer|down|gone|dead|missing|offline|silent|stops?|ceases?|disappears?|fails?)\b|unavailable|offline|not (?:\w+ )?(?:publish|report|announc|available)|discontinu/i,
    cases: (text) =>
      BROKEN.test(text) ||
      /\b(?:publish|report|announc|releas)\w* later\b/i.test(text) ||
      (NOT.test(text) && (TOLD.test(text) || /\bby (?:then|\w+ \w+ ?\d*)/i.test(text))),
  },
  {
    name: "a tie",
    words:
      /\b(ties?|tied|tie-?breaks?|draws?|drawn|dead heat|joint(?:ly)?|share[ds]?|equal|level|half|halves|both|penalties|more than one|two or more|if (?:two|several)|as many|same (?:number|score|time|place|points)|standings|(?:final|league|official) table|classification)\b/i,
    matters: ({ outcomes = [], question, category }) =>
      !/^\s*(?:how (?:many|much)|what)\b/i.test(question) &&
      outcomes.length > 2 &&
      !outcomes.some((name) => /^(?:the )?(?:draw|tie|tied)\b/i.test(name)) &&
      ((category === "sport" && !APPOINTED.test(question)) ||
        /\b(most|highest|lowest|largest|smallest|fastest|first|top)\b/i.test(question)),
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
      SITUATIONS.filter(({ matters, words, cases }) => (matters?.(specification) ?? true) && !isCovered(specification, words, cases)).map(
        ({ name }) => ({
          path: ["edgeCases"],
          message: `no edge case speaks of ${name}`,
          suggestion: "Say what the outcome is then; `then: void` pays the initial odds.",
        }),
      ),
  },
];

/** Whether rules or edge cases speak of a situation. */
function isCovered({ rules, edgeCases }: Specification, words: RegExp, cases?: (text: string) => boolean): boolean {
  const told = edgeCases.flatMap((edgeCase) => [edgeCase.if, edgeCase.then]);
  return [rules, ...told].some((text) => words.test(text)) || (cases !== undefined && told.some(cases));
}
