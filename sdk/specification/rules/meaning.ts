import { outcomesOf } from "../outcomesOf.ts";
import type { Specification } from "../types.ts";
import { daysIn, exists, type NamedDay, WEEKDAY_NAMES } from "./datesIn.ts";
import { boundedNumbersIn } from "./numbersIn.ts";
import type { Fault, Rule } from "./rule.ts";
import { proseOf } from "./texts.ts";

/** Words whose meaning markets have been argued over: what counts as one, at which stage, by whose word. */
const TERMS: readonly string[] = [
  // arms
  "invad\\w+|invasion\\w*|attack\\w*|war\\b|wars\\b|ceasefires?|cease-fires?|truces?|armistice|peace(?: deal| agreement| treaty)?|incursions?|ground (?:offensive|operation)|retaliat\\w+|clash\\w*|blockad\\w+|captur\\w+|occup(?:y|ies|ied|ation)|regime change|coups?|assassinat\\w+|terroris\\w+|genocide|mass shootings?",
  // states and offices
  "agreements?|agree(?:s|d)?|deals?|accords?|pacts?|negotiat\\w+|bann?(?:s|ed|ing)?\\b|shut ?downs?|shuts? down|sanction\\w*|recogni[sz]\\w+|annex\\w+|collaps\\w+|resign\\w*|step(?:s|ped)? down|oust\\w*|out as|leav(?:e|es|ing) office|impeach\\w*|endors\\w+|apologi[sz]\\w+|boycott\\w*|reform\\w*|emergency|martial law",
  // economy
  "recessions?|depression|bear market|bull market|crash\\w*|bail ?outs?|bankrupt\\w*|insolven\\w*|default(?:s|ed)?\\b|acquir\\w+|acquisition|merge[srd]?|merger|takeover|layoffs?|nationali[sz]\\w+|depeg\\w*|hack(?:s|ed)?\\b|exploit(?:s|ed)?\\b|rug ?pull\\w*|airdrops?",
  // technology and culture
  "launch\\w*|releas\\w+|AGI|super-?intelligence|self-aware|suits?\\b|found\\b|discover\\w*|break ?through|outages?|banned|cancell?ed|viral|retir\\w+|comeback|break(?:s|ing)? up|dating|engaged|pregnant|feud|leak(?:s|ed)?\\b|alien\\w*|sentient|crisis|riots?|famine|pandemic",
];
const TERM = new RegExp(`(?<![\\w-])(?:${TERMS.join("|")})(?![\\w-])`, "gi");
/** Signs that a text says what it means. */
const DEFINED =
  /\b(?:means?|meaning|defin\w+|counts?|counted|qualif\w+|includ\w+|refers?|(?:is|are|be) considered|only if|regardless|whether or not|does not matter|at least one|for the purposes?|i\.e\.)/i;
/** Signs that it says whose word decides. */
const DECIDED =
  /\b(?:according to (?!(?:credible|media|reports?|most|major|some|many|news|the (?:media|news|press))\b)|as (?:published|listed|proclaimed|declared|recorded|designated|shown|classified) (?:by|in|on)\b|(?:states?|lists?|shows?|declares?|proclaims?|publishes|announces|certifies|registers?)(?: \w+){0,4} (?:that|as|in|an?|the)\b)/i;

/** The part of a word that its forms share. */
const stemOf = (word: string) =>
  word
    .toLowerCase()
    .replace(/[^a-z]/g, "")
    .slice(0, Math.max(4, Math.min(6, word.length - 2)));

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
const TITLES =
  /^(?:President|Prime|Minister|Senator|Governor|King|Queen|Pope|Mr|Mrs|Ms|Dr|Judge|Justice|Saint|San|New|The|Will|Does|Is|Has|Can|In|At|Of|By|For|And|On|From|If|When|Before|After|Mayor|General|Captain|Coach|Secretary|Chancellor|Lord|Sir|Professor)$/;

/** The sentences of rules that say when the first outcome is right. */
function deciding({ rules }: Specification, first: string): string {
  const sentences = rules.split(/(?<=[.!?])\s+/);
  const hits = sentences.filter((sentence) =>
    new RegExp(`resolves?(?: to)?(?: as)? ["“']?${first.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}\\b`, "i").test(sentence),
  );
  return hits.join(" ").split(/,? and No (?:if|otherwise)|; No if/i)[0] ?? "";
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

function boundFault({ question, rules }: Specification): Fault[] {
  const decided = boundedNumbersIn(rules);
  if (decided.length === 0) return [];
  const UP: Record<string, boolean> = { above: true, from: true, below: false, to: false };
  for (const { bound, value, unit, words } of boundedNumbersIn(question)) {
    const same = decided.filter((each) => each.value === value);
    const sameWay = same.filter((each) => UP[each.bound] === UP[bound]);
    const isConfirmed = same.some((each) => each.bound === bound) || (same.length > 0 && sameWay.length === 0);
    if (isConfirmed) continue;
    const [other] = sameWay;
    if (other)
      return [
        {
          path: ["question"],
          quote: words,
          message: `the question says "${words}", the rules "${other.words}"`,
          suggestion: "Use the same words for the bound in both.",
        },
      ];
    const near = Math.max(unit, Math.abs(value) * 0.025) * 1.000001;
    const isNamed = rules.includes(String(value)) || rules.includes(value.toLocaleString("en-US"));
    const far = decided.filter((each) => UP[each.bound] === UP[bound]);
    if (!isNamed && far.length > 0 && decided.every((each) => Math.abs(each.value - value) > near))
      return [
        {
          path: ["question"],
          quote: words,
          message: `the question says "${words}", the rules "${far[0]?.words}"`,
          suggestion: "Make the numbers agree.",
        },
      ];
  }
  return [];
}

const timeOf = ({ day, month, year }: NamedDay, otherwise: number) => Date.UTC(year ?? otherwise, month - 1, day);
const DAY = 86_400_000;

function dayFault({ question, rules }: Specification): Fault[] {
  const [asked, decided] = [daysIn(question).filter(exists), daysIn(rules).filter(exists)];
  if (decided.length === 0) return yearFault(question, rules);
  const missing = asked.find((day) =>
    decided.every((other) => {
      const year = day.year ?? other.year ?? 2027;
      return Math.abs(timeOf(day, year) - timeOf(other, year)) > DAY;
    }),
  );
  if (!missing) return asked.length > 0 ? [] : yearFault(question, rules);
  return [
    {
      path: ["question"],
      quote: missing.words,
      message: `the question says ${missing.words}, the rules ${decided[0]?.words}`,
      suggestion: "Make the dates agree.",
    },
  ];
}

const YEARS = /\b(?:in|for|during|of|year) (?:the )?(?:calendar |fiscal )?(?:year )?(20\d\d)\b/g;

/** A year as the span that is asked about; within a day or a name it says something else. */
function yearFault(question: string, rules: string): Fault[] {
  const bare = daysIn(rules).reduce((text, { words }) => text.replace(words, ""), rules);
  const [asked, decided] = [
    /\b(?:in|during) (?:the year )?(20\d\d)\b/.exec(question)?.[1],
    [...bare.matchAll(YEARS)].map(([, year]) => year),
  ];
  if (!asked || decided.length === 0 || rules.includes(asked)) return [];
  return [
    {
      path: ["question"],
      quote: asked,
      message: `the question says ${asked}, the rules ${decided[0]}`,
      suggestion: "Make the years agree.",
    },
  ];
}

/** "Don" for "Donald"; "Ann" and "Anna" are two. */
const isShortFor = (short: string, long: string) => long.startsWith(short) && long.length > short.length + 1;

function nameFault({ question, rules }: Specification): Fault[] {
  for (const [, first = "", last = ""] of question.matchAll(/\b(\p{Lu}\p{Ll}+)(?= (\p{Lu}\p{Ll}{2,})\b)/gu)) {
    if (TITLES.test(first) || new RegExp(`(?<!\\p{L})${first}(?!\\p{L})`, "u").test(rules)) continue;
    const other = [...rules.matchAll(new RegExp(`(?<![.!?] )\\b(\\p{Lu}\\p{Ll}+) ${last}\\b`, "gu"))].find(
      ([, name = ""]) => !TITLES.test(name) && !isShortFor(first, name) && !isShortFor(name, first),
    );
    if (other)
      return [
        {
          path: ["question"],
          quote: `${first} ${last}`,
          message: `the question names ${first} ${last}, the rules ${other[0]}`,
          suggestion: "Name the same in both.",
        },
      ];
  }
  return [];
}

const RESOLVES =
  /\bresolves? (?:(?:to|as|in favou?r of) )(?:["“'‘]([^"”'’\n]{1,60})["”'’]|(\p{Lu}[\p{L}\p{N}'’-]*(?: \p{Lu}[\p{L}\p{N}'’-]*){0,4}))|\bresolves? (Yes|No)\b/gu;

function folded(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

export const meaningRules: readonly Rule[] = [
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
        .find((word) => uses(rules, word) && !cases.some((text) => uses(text, word) && DEFINED.test(text)));
      return term
        ? [
            {
              path: ["question"],
              quote: term,
              message: `nothing says what "${term}" means here`,
              suggestion: "Say in the rules what counts and what does not, or whose published word decides.",
            },
          ]
        : [];
    },
  },
  {
    code: "title-disagrees",
    severity: "warning",
    judges: "text",
    why: "People trade on the title; whoever resolves reads the rules.",
    check: (specification) => [stageFault, boundFault, dayFault, nameFault].flatMap((check) => check(specification)).slice(0, 1),
  },
  {
    code: "unknown-outcome",
    severity: "warning",
    why: "What is not an outcome cannot be paid.",
    check: (specification) => {
      const outcomes = outcomesOf(specification).map(folded);
      return proseOf(specification)
        .filter(({ path }) => path[0] === "rules" || path.at(-1) === "then")
        .flatMap(({ path, text }) =>
          [...text.matchAll(RESOLVES)].flatMap(([, quoted, capital, plain]): Fault[] => {
            const name = quoted ?? capital ?? plain ?? "";
            const words = folded(name);
            const isKnown = outcomes.some(
              (outcome) =>
                outcome === words || outcome.startsWith(`${words} `) || words.startsWith(`${outcome} `) || outcome.endsWith(` ${words}`),
            );
            if (words === "" || isKnown) return [];
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
          const actual = WEEKDAY_NAMES[new Date(timeOf(day, day.year)).getUTCDay()] as string;
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
