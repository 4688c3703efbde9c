import { MONTH_NAMES, WEEKDAY_NAMES } from "./datesIn.ts";
import type { Rule } from "./rule.ts";
import { proseOf } from "./texts.ts";

const UNIT =
  "(?:minutes?|hours?|days?|nights?|mornings?|afternoons?|evenings?|weeks?|weekends?|weekdays?|fortnights?|months?|quarters?|semesters?|years?|seasons?|decades?|century|centuries|summers?|winters?|springs?|autumns?|fall|terms?|(?:trading|business|working|calendar|fiscal|financial|school) (?:days?|weeks?|months?|years?|quarters?))";
const COUNT =
  "(?:\\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|sixty|ninety|a (?:few|couple(?: of)?|number of)|several|some|many|(?:few|couple of))";
const DAY_NAME = `(?:${WEEKDAY_NAMES.map((name) => `${name}s?`).join("|")}|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)`;
const MONTH = `(?:${MONTH_NAMES.join("|")}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\\b`;
const HOLIDAY =
  "(?:Christmas(?: Eve| Day)?|Xmas|Easter(?: Sunday| Monday)?|Good Friday|Thanksgiving|New Year(?:'s|’s|s)?(?: Eve| Day)?|(?:Chinese|Lunar) New Year|Ramadan|Eid(?: al-\\w+)?|Diwali|Hanukkah|Passover|Yom Kippur|Rosh Hashanah|Pentecost|Whitsun|Halloween|Valentine(?:'s|’s|s)? Day|(?:Labor|Labour|Memorial|Independence|Veterans|Columbus|Presidents'?|Mother(?:'s|’s)?|Father(?:'s|’s)?|May|Boxing|Bastille|Canada|Australia|Victory) Day|(?:the )?Fourth of July|Black Friday|Cyber Monday|Super Bowl Sunday|Midsummer|Carnival|Mardi Gras|Oktoberfest|Juneteenth|(?:the )?(?:school |summer |winter |spring )?(?:holidays|break|recess))";
/** The year, or the day, that pins a name down behind it. */
const PINNED = "(?![^.?!;]{0,18}\\b(?:19|20)\\d\\d\\b)";
/** What a span is counted from. */
const ANCHORED = "(?!,? ?(?:of|after|from (?!now)|before|following|since|prior|preceding|later than|until|to the|following))";
const BY = "(?:by|before|until|till|on|from|after|since|at|in|during|through|over|this side of)";

/** Times that mean another day to whoever reads them later, by how they are said. */
const RELATIVE: readonly string[] = [
  "today|tonight|tomorrow|yesterday|nowadays|right now|(?:from|by|until|as of|before|up to|for) now\\b|now on|(?:these|those) days|the other day|at (?:present|the moment|this (?:time|point|stage|writing))|presently|(?:as of|at) (?:the time of )?(?:this )?writing|for the time being|thus far|so far|up to (?:now|date)|to date|going forward|henceforth|hitherto|lately|recent(?:ly)?|any (?:day|time|moment) now|overnight",
  `(?:this|next|last|past|previous|coming|upcoming|current) (?:(?:few|couple of|several|\\d+|one|two|three|four|six) )?(?:${UNIT}|${DAY_NAME}|${HOLIDAY})\\b(?! (?:of|before|after|in|until|as)\\b)`,
  `(?:this|next|last|coming|upcoming) ${MONTH}${PINNED}`,
  `(?:earlier|later|sometime|some time) (?:today|(?:this|next|in the) ${UNIT}\\b)`,
  `(?:(?:within|in|inside)(?: the)?(?: next| coming)?|(?:after|over|for|during) the (?:next|coming)) (?:${COUNT}) (?:more )?(?:calendar |business |working |trading )?${UNIT}\\b${ANCHORED}`,
  `${COUNT} (?:calendar |business |working |trading )?${UNIT} (?:ago|from now|hence|from today|from the time of writing|out)\\b`,
  `in (?:the )?(?:near|foreseeable|immediate|not[- ]too[- ]distant|not[- ]so[- ]distant|short|medium|long)[- ]?(?:term|run|future)?(?: future)?\\b`,
  `(?:the )?(?:coming|upcoming|ensuing) (?:days|weeks|months|years)`,
  `(?:${BY} )?(?:the |this )?(?:end|close|beginning|start|middle|turn|second half|first half|latter half|rest|remainder|course) of (?:the |this |that |next |each )?(?:${UNIT}|${HOLIDAY})\\b(?! (?:of|in|ending|beginning|that|which|20\\d\\d|to which|for which)\\b)`,
  "(?:day|week|month|quarter|year)(?:'s|’s|-|‑| )end\\b(?! (?:19|20)\\d\\d| of)|EO[DWMQY]\\b|[YMQW]TD\\b|year[- ]to[- ]date|month[- ]to[- ]date",
  `${BY} (?:the )?(?:next |this |coming )?(?:${HOLIDAY})\\b${PINNED}`,
  `(?<!\\d(?:st|nd|rd|th)? )(?:by|before|until|till|on|from|after|since) (?:the )?(?:early |late |next |this )?${DAY_NAME}\\b(?![^.?!;]{0,14}(?:\\d|${MONTH}|\\b(?:after|before|following|of)\\b))`,
  `${BY} (?:the )?(?:early |late |mid-?)?(?:spring|summer|autumn|fall|winter)\\b${PINNED}(?! (?:olympics|games|season|school|of|session|below|short|to)\\b)`,
  `(?:early|late|mid)[- ](?:(?:in |to late |to mid-?)?(?:the )?(?:${MONTH}|20\\d\\d|spring|summer|autumn|fall|winter|Q[1-4]|year|month|week|decade))`,
  `(?:Q[1-4]|H[12]|(?:first|second|third|fourth|last|1st|2nd|3rd|4th) (?:quarter|half|semester|trimester))\\b(?! of (?:the (?:game|match|final|bout|season|list)|fiscal|financial|20\\d\\d))${PINNED}(?! (?:goal|score|point|lead))`,
  `(?:the )?(?:next|upcoming|forthcoming|following) (?:election|meeting|summit|round|match|game|season|report|release|update|hearing|session|vote|budget|launch|halving)\\b${PINNED}(?![^.?!;]{0,40}(?:\\d|after|following))`,
  `(?:within|in|by) (?:the|a|this) (?:day|week|fortnight|month|quarter|year|decade)\\b${ANCHORED}(?! (?:20\\d\\d|ending|beginning|in which))`,
];
const PATTERN = new RegExp(`(?<![\\w-])(?:${RELATIVE.join("|")})`, "gi");
/** Spans that are anchored by what stands before them. */
const ANCHOR_BEFORE = /\b(?:the same|that|of the|whole|each|every|entire|full|relevant|respective|given|listed|said) $/i;
const MOST = 5;

export const relativeDateRules: readonly Rule[] = [
  {
    code: "relative-date",
    severity: "warning",
    judges: "text",
    why: "The text is read months after it was written.",
    check: (specification) =>
      proseOf(specification).flatMap(({ path, text }) =>
        relativeDatesIn(text).map((word) => ({
          path,
          quote: word,
          message: `"${word}" depends on when it is read`,
          suggestion: "Write the date.",
        })),
      ),
  },
];

function relativeDatesIn(text: string): string[] {
  const found = [...text.matchAll(PATTERN)]
    .filter(({ 0: word, index }) => word.trim() !== "" && !ANCHOR_BEFORE.test(text.slice(Math.max(0, index - 12), index)))
    .filter(({ 0: word }) => !isName(word))
    .map(([word]) => word.trim());
  return [...new Set(found)].slice(0, MOST);
}

/** "may" and "sat" are verbs, "mar" and "sun" nouns, unless they are written as names. */
function isName(word: string): boolean {
  return /\b(?:may|mar|sun|sat|wed|dec|march|august)$/.test(word) && !/\b(?:this|next|last) (?:march|august)$/.test(word);
}
