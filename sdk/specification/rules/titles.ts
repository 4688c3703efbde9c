import { outcomesOf } from "../outcomesOf.ts";
import type { Specification } from "../types.ts";
import { disagreement } from "./disagreement.ts";
import { type Bound, boundedNumbersIn, numbersIn } from "./numbersIn.ts";
import type { Fault, Rule } from "./rule.ts";
import { titleDateFaults } from "./titleDates.ts";
import { titleNameFaults } from "./titleNames.ts";

/** What a claim must reach, and what is less: a title that says the one and rules that decide the other. */
const STAGES: [more: RegExp, less: RegExp][] = [
  [/\bconvict\w*|found guilty\b/i, /\b(?:indict\w*|charge[sd]?|arrest\w*|accus\w*|su(?:e[sd]?|ing)\b)/i],
  [/\bsentenced|imprison\w*|jailed\b/i, /\b(?:convict\w*|indict\w*|charge[sd]?|arrest\w*)/i],
  [
    /\b(?:complet\w+|clos(?:e|es|ed|ing) (?:the |its )?(?:deal|sale|acquisition|merger)|finali[sz]\w+)/i,
    /\b(?:announc\w+|agree\w*|sign(?:s|ed)?\b|propos\w+|offer\w*)/i,
  ],
  [
    /\b(?:launch\w*|go(?:es)? live|trad(?:e|es|ing)|list(?:ed|ing)|on sale)\b/i,
    /\b(?:approv\w+|announc\w+|fil(?:e|es|ed|ing)\b|appl(?:y|ies|ied)|authori[sz]\w+)/i,
  ],
  [
    /\b(?:becomes? law|enact\w*|signed into law|in force|takes? effect)\b/i,
    /\b(?:pass(?:es|ed)?\b|vote[sd]?|introduc\w+|approv\w+|adopt\w*)/i,
  ],
  [/\b(?:elected|wins? the (?:\w+ )?election)\b/i, /\b(?:nominat\w+|(?:is|are) a candidate|runs? for|leads? the polls?)/i],
  [/\b(?:releas\w+|publish\w*|ship(?:s|ped|ping)?)\b/i, /\b(?:announc\w+|previews?|teas(?:es|ed)|demonstrat\w+)/i],
  [/\b(?:acquir\w+|buys?|purchas\w+|bought|takeover)\b/i, /\b(?:offer\w*|bids?\b|talks|negotiat\w+|letter of intent)/i],
  [/\b(?:resigns?|resigned|leaves?|removed|ousted|fired|out as)\b/i, /\b(?:calls? (?:on|for)|request\w*|motion|vote of no confidence is)/i],
  [/\b(?:impeached)\b/i, /\b(?:articles? (?:are|is) (?:filed|introduced)|introduc\w+|inquir\w+)/i],
  [
    /\b(?:lands?|landed|landing|touch(?:es|ed)? down|touchdown|surface|orbit\w*)\b/i,
    /\b(?:lift-?s? ?off|launch(?:es|ed)?|takes? off|announc\w+)/i,
  ],
  [/\b(?:approv\w+|granted|authori[sz]\w+)\b/i, /\b(?:appl(?:y|ies|ied)|fil(?:es|ed) (?:an? )?(?:application|request)|submit\w*)/i],
  [/\b(?:delivered|built|finished|opens?|opened)\b/i, /\b(?:order(?:s|ed)|contract\w*|begins? construction|groundbreaking|announc\w+)/i],
  [/\b(?:wins?|won|champion)\b/i, /\b(?:nominat\w+|shortlist\w*|reach(?:es|ed)? the final|qualif(?:y|ies|ied) for)/i],
];
/** The sentences of rules that say when the first outcome is right. */
function deciding({ rules }: Specification, first: string): string {
  const sentences = rules.split(/(?<=[.!?])\s+/);
  const hits = sentences.filter((sentence) =>
    new RegExp(`resolves?(?: to)?(?: as)? ["“']?${first.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}\\b`, "i").test(sentence),
  );
  return (
    hits
      .join(" ")
      .split(
        /[,;]? (?:(?:and|but|else|otherwise) )?(?:(?:it|this market) )?(?:resolves? )?(?:to )?["“]?No["”]?(?: if|,? otherwise|\.)/i,
      )[0] ?? ""
  );
}

function stageFault(specification: Specification): Fault[] {
  const { question } = specification;
  const said = deciding(specification, outcomesOf(specification)[0] ?? "Yes");
  if (said === "") return [];
  for (const [more, less] of STAGES) {
    const claim = more.exec(question)?.[0];
    const decided = less.exec(said)?.[0];
    if (!claim || !decided || less.test(question) || more.test(specification.rules)) continue;
    return [
      {
        path: ["rules"],
        quote: decided,
        message: `the question says "${claim}", the rules decide by "${decided}"`,
        suggestion: "Ask in the question what the rules decide, or decide what it asks.",
      },
    ];
  }
  return [];
}

const IS_UP: Record<Bound, boolean> = { above: true, from: true, below: false, to: false };

function boundFault(specification: Specification): Fault[] {
  const { question, rules } = specification;
  const decided = boundedNumbersIn(rules);
  if (decided.length === 0) return [];
  const first = deciding(specification, outcomesOf(specification)[0] ?? "Yes");
  const right = /\b(?:not|never|unless)\b/i.test(first) ? [] : boundedNumbersIn(first);
  const named = new Set(numbersIn(rules).map(({ value }) => value));
  for (const { bound, value, unit, words } of boundedNumbersIn(question)) {
    const same = decided.filter((each) => each.value === value);
    const sameWay = same.filter((each) => IS_UP[each.bound] === IS_UP[bound]);
    const [turned] = right.filter((each) => each.value === value);
    if (turned && right.every((each) => each.value !== value || IS_UP[each.bound] !== IS_UP[bound]))
      return [disagreement(words, turned.words, "Let the rules ask in the direction of the question.")];
    if (same.some((each) => each.bound === bound) || (same.length > 0 && sameWay.length === 0)) continue;
    const [other] = sameWay;
    if (other) return [disagreement(words, other.words, "Use the same words for the bound in both.")];
    const far = decided.filter((each) => IS_UP[each.bound] === IS_UP[bound]);
    // "more than 2.5" is "3 or more"; what is rounded to 42 may be 41.5
    const isNear = (each: (typeof decided)[number]) =>
      Math.abs(each.value - value) <= (each.bound === bound ? unit / 2 : Math.max(unit, each.unit)) * 1.000001;
    if (!named.has(value) && far[0] && !decided.some(isNear)) return [disagreement(words, far[0].words, "Make the numbers agree.")];
  }
  return [];
}

/** A number that a question names without saying which way, where the rules bound only another. */
function numberFault({ question, rules }: Specification): Fault[] {
  const [only, more] = numbersIn(question).filter(({ words }) => /[,$€£%]|[a-z]/i.test(words));
  const [decided] = boundedNumbersIn(rules);
  if (!only || more || !decided || boundedNumbersIn(question).length > 0) return [];
  return numbersIn(rules).some(({ value }) => value === only.value)
    ? []
    : [disagreement(only.words, decided.words, "Make the numbers agree.")];
}

const COMPARED =
  /(?<!\p{L})(\p{Lu}\p{L}{1,30})(?!\p{L})[^.?;]{0,50}?\b(more|higher|greater|larger|better|bigger|longer|faster|ahead|fewer|less|lower|smaller)\b[^.?;]{0,30}? (?:than|of) (?:that of )?(?:the )?(\p{Lu}\p{L}{1,30})(?!\p{L})/u;

/** Two that are compared the one way in the question, the other way in the rules. */
function comparisonFault({ question, rules }: Specification): Fault[] {
  const asked = COMPARED.exec(question.replace(/^Will (?:the )?/, ""));
  const decided = COMPARED.exec(rules.replace(/^.*?\bif (?:the )?/, ""));
  if (!asked || !decided || asked[2] !== decided[2] || asked[1] !== decided[3] || asked[3] !== decided[1]) return [];
  return [disagreement(asked[0], decided[0], "Compare them the same way in both.")];
}

export const titleRules: readonly Rule[] = [
  {
    code: "title-disagrees",
    severity: "warning",
    judges: "text",
    why: "People trade on the title; whoever resolves reads the rules.",
    check: (specification) =>
      [stageFault, boundFault, numberFault, comparisonFault, titleDateFaults, titleNameFaults]
        .flatMap((check) => check(specification))
        .slice(0, 1),
  },
];
