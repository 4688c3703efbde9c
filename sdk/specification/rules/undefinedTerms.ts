import type { Specification } from "../types.ts";
import { boundedNumbersIn } from "./numbersIn.ts";
import type { Fault, Rule } from "./rule.ts";

/** Words whose meaning markets have been argued over: what counts as one, at which stage, by whose word. */
const TERMS: readonly string[] = [
  // arms
  "invad\\w+|invasion\\w*|attack\\w*|war\\b|wars\\b|ceasefires?|cease-fires?|truces?|armistice|peace(?: deal| agreement| treaty| plan| talks)?|incursions?|raid\\w*|confrontations?|skirmish\\w*|conflicts?|(?:ground|military) (?:offensive|operation|action|strike)s?|airstrikes?|air strikes?|hostilities|combat|mobili[sz]\\w+|intervene\\w*|intervention|retaliat\\w+|clash\\w*|blockad\\w+|captur\\w+|occup(?:y|ies|ied|ation)|surrender\\w*|withdraw\\w*|withdrew|liberat\\w+|escalat\\w+|regime change|coups?|uprising|insurrection|rebellion|revolution|civil war|assassinat\\w+|terroris\\w+|genocide|massacre|war crimes?|mass shootings?|hostages?|no-fly zone|deploy\\w*",
  // states and offices
  "agreements?|agree(?:s|d)?|deals?|accords?|pacts?|treat(?:y|ies)|settlements?|negotiat\\w+|talks|bann?(?:s|ed|ing)?\\b|shut ?downs?|shuts? down|sanction\\w*|recogni[sz]\\w+|normali[sz]\\w+|annex\\w+|independence|secede\\w*|collaps\\w+|resign\\w*|step(?:s|ped)? (?:down|aside)|oust\\w*|out as|leav(?:e|es|ing) office|drop(?:s|ped)? out|suspend\\w*|concede\\w*|impeach\\w*|endors\\w+|apologi[sz]\\w+|denounc\\w+|condemn\\w*|boycott\\w*|defect(?:s|ed)?\\b|reform\\w*|repeal\\w*|legali[sz]\\w+|decriminali[sz]\\w+|pardon\\w*|exonerat\\w+|indict\\w*|deport\\w*|arrest\\w*|detain\\w*|emergency|martial law|constitutional crisis|state visit|meet(?:s|ing)?\\b|snap election|coalition",
  // economy
  "recessions?|depression|stagflation|soft landing|bear market|bull market|bubble|crash\\w*|correction|bail ?outs?|bankrupt\\w*|insolven\\w*|default(?:s|ed)?\\b|acquir\\w+|acquisition|merge[srd]?|merger|takeover|buyout|spin ?off|lay ?offs?|lays? off|strikes?|nationali[sz]\\w+|privati[sz]\\w+|depeg\\w*|hack(?:s|ed)?\\b|breach\\w*|exploit(?:s|ed)?\\b|rug ?pull\\w*|airdrops?|altseason|alt season|adopt\\w*|go(?:es)? public|invest(?:s|ed)? in|partner\\w*",
  // technology and culture
  "launch\\w*|releas\\w+|AGI|super-?intelligence|singularity|self-aware|self-driving|autonomous\\w*|fully autonomous|human-level|open[- ]source[sd]?|quantum (?:supremacy|advantage)|suits?\\b|found\\b|discover\\w*|cure[sd]?\\b|break ?through|outages?|go(?:es)? down|banned|cancell?ed|viral|retir\\w+|comeback|reunite\\w*|reunion|break(?:s|ing)? up|split(?:s|ting)? up|dating|engaged|divorc\\w+|pregnant|feud|cheat\\w*|plagiari\\w+|leak(?:s|ed)?\\b|alien\\w*|extraterrestrial\\w*|extinct\\w*|sentient|conscious\\w*|crisis|riots?|famine|drought|heat ?wave|pandemic|epidemic|outbreak|scandal",
];
const TERM = new RegExp(`(?<![\\w-])(?:${TERMS.join("|")})(?![\\w-])`, "gi");
/** Signs that a text says what it means. */
const DEFINED =
  /\b(?:means?|meaning|defin\w+|counts?|counted|qualif\w+|includ\w+|refers?|(?:is|are|be) considered|only if|regardless|whether or not|does not matter|plays? no part|at least one|for the purposes?|i\.e)\b/i;
/** Signs that it says whose word decides. */
const DECIDED = new RegExp(
  [
    "\\baccording to (?!(?:credible|media|reports?|most|major|some|many|news|an? \\w+ consensus|the (?:media|news|press))\\b)",
    "\\bas (?:published|listed|proclaimed|declared|recorded|designated|shown|classified) (?:by|in|on)\\b",
    "\\b(?:is|are|was|were|been) (?:listed|recorded|registered|entered|filed) (?:by|in|on|under|as)\\b",
    '(?<!(?:media|news|press|credible|outlets?|sources?) )\\b(?:states?|says?|lists?|shows?|declares?|proclaims?|publishes|announces|certifies|registers?|records?|reports)(?: [\\w#"-]+){0,4} (?:that|as|in|an?|the)\\b',
    "\\b(?:by|per|from) (?:the |an? )?(?:[\\w.-]+ ){0,3}?[\\w.-]+['’]s? (?:[\\w-]+ ){0,2}?(?:lists?|pages?|registers?|records?|releases?|statements?|filings?|forms?|reports?|figures|data|notices?|sites?|websites?|results?|logs?|announcements?|newsroom|press|table|history|proclamation|certificates?)\\b",
  ].join("|"),
  "i",
);

/** The part of a word that its forms share; of several words, of the first. */
const stemOf = (words: string) => {
  const word =
    words
      .toLowerCase()
      .replace(/[^a-z -]/g, "")
      .split(/[ -]/)[0] ?? "";
  return word.slice(0, Math.max(4, Math.min(6, word.length - 2)));
};

/** Whether a text says of a word what is one, or when there is one: "a demo is no release", "a shutdown occurs if …". */
function isExplained(text: string, word: string): boolean {
  const form = `${stemOf(word)}[\\w-]*`;
  return new RegExp(
    `(?<!\\bthere )\\b(?:is|are|be|being|makes?|constitutes?) (?:no|not an?|an?|the) (?:[\\w-]+ ){0,2}?${form}|\\b${form}(?: [\\w-]+){0,3}? (?:is|are|occurs?|happens?|begins?|exists?|takes place|has occurred|consists?) (?:if|when|once|where|only|of)\\b`,
    "i",
  ).test(text);
}

/** Words of every market: what is asked and decided, and when. */
const FRAME =
  /^(?:this|the|market|will|shall|are|resolves?d?|yes|and|otherwise|not|does|before|after|from|between|until|through|during|any|there|has|have|been|else|that|est|edt|utc|jan\w*|feb\w*|mar(?:ch)?|apr\w*|may|june?|july?|aug\w*|sept?\w*|oct\w*|nov\w*|dec\w*)$/;
/** What everybody sees happen. */
const PLAIN = /\b(?:wins?|beats?|loses?|scores?|finish\w*|plays?|dies?|rains?|snows?|clos(?:es?|ing)|opens?|turnout|votes?)\b/i;

/** The words of a text that say something, by what their forms share. */
const contentOf = (text: string) =>
  (text.toLowerCase().match(/(?<![\p{L}\d])\p{L}{3,}/gu) ?? []).filter((word) => !FRAME.test(word)).map((word) => word.slice(0, 4));

/** Where the rules of a question that is answered by yes or no repeat it, and say no more. */
function repeatFault({ question, rules }: Specification): Fault[] {
  if (!/^will\b/i.test(question) || PLAIN.test(question) || boundedNumbersIn(question).length > 0) return [];
  const asked = new Set(contentOf(question));
  const decided = contentOf(rules);
  if (decided.length === 0 || decided.filter((word) => !asked.has(word)).length > 2) return [];
  return [
    {
      path: ["rules"],
      message: "the rules repeat the question, and say not what counts",
      suggestion: "Say in the rules what counts and what does not, or whose published word decides.",
    },
  ];
}

export const undefinedTermRules: readonly Rule[] = [
  {
    code: "undefined-term",
    severity: "warning",
    judges: "text",
    why: "Everybody knows what the word means until money depends on it.",
    check: (specification) => {
      const { question, rules, edgeCases } = specification;
      if (DECIDED.test(rules) || DEFINED.test(rules)) return [];
      const uses = (text: string, word: string) =>
        (text.toLowerCase().match(/\p{L}+/gu) ?? []).some((each) => each.startsWith(stemOf(word)));
      const cases = edgeCases.flatMap((edge) => [`${edge.if} ${edge.then}`]);
      // where the rules do not use it, they decide by something else
      const term = [...question.matchAll(TERM)]
        .map(([word]) => word)
        .find((word) => uses(rules, word) && !isExplained(rules, word) && !cases.some((text) => uses(text, word) && DEFINED.test(text)));
      return term
        ? [
            {
              path: ["question"],
              quote: term,
              message: `nothing says what "${term}" means here`,
              suggestion: "Say in the rules what counts and what does not, or whose published word decides.",
            },
          ]
        : repeatFault(specification);
    },
  },
];
