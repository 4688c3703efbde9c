import { MONTH_NAMES, WEEKDAY_NAMES } from "./datesIn.ts";
import type { Rule } from "./rule.ts";
import { proseOf } from "./texts.ts";
import { isHeadline, startsSentence } from "./wordsIn.ts";

const UNIT =
  "(?:minutes?|hours?|days?|nights?|mornings?|afternoons?|evenings?|weeks?|weekends?|weekdays?|fortnights?|months?|quarters?|semesters?|years?|seasons?|decades?|century|centuries|summers?|winters?|springs?|autumns?|fall|terms?|(?:trading|business|working|calendar|fiscal|financial|school) (?:days?|weeks?|months?|years?|quarters?))";
const COUNT =
  "(?:(?!(?:19|20)\\d\\d\\b)\\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|sixty|ninety|a (?:few|couple(?: of)?|number of)|several|some|many|(?:few|couple of))";
const DAY_NAME = `(?:${WEEKDAY_NAMES.map((name) => `${name}s?`).join("|")}|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)`;
const MONTH = `(?:${MONTH_NAMES.join("|")}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\\b`;
const HOLIDAY =
  "(?:Christmas(?: Eve| Day)?|Xmas|Easter(?: Sunday| Monday)?|Good Friday|Thanksgiving|New Year(?:'s|’s|s)?(?: Eve| Day)?|(?:Chinese|Lunar) New Year|Ramadan|Eid(?: al-\\w+)?|Diwali|Hanukkah|Passover|Yom Kippur|Rosh Hashanah|Pentecost|Whitsun|Halloween|Valentine(?:'s|’s|s)? Day|(?:Labor|Labour|Memorial|Independence|Veterans|Columbus|Presidents'?|Mother(?:'s|’s)?|Father(?:'s|’s)?|May|Boxing|Bastille|Canada|Australia|Victory) Day|(?:the )?Fourth of July|Black Friday|Cyber Monday|Super Bowl Sunday|Midsummer|Carnival|Mardi Gras|Oktoberfest|Juneteenth|(?:the )?(?:school |summer |winter |spring )?(?:holidays|break|recess)|Election Day|(?:the )?midterms?(?: elections?)?)";
/** The year, or the day, that pins a name down behind it. */
const PINNED = `(?![^.?!;]{0,18}\\b(?:19|20)\\d\\d\\b|[^.?!;]{0,18}\\b(?:\\d{1,2} ${MONTH}|${MONTH} \\d))`;
/** What a span is counted from. */
const ANCHORED =
  "(?!,? ?(?:of(?! (?:posting|(?:this |the )?(?:market|question|creation)))|after|from (?!now)|before|following|since|prior|preceding|later than|until|on|to\\b(?! come)|ended|ending))";
/** What happens again and again, of which the text means the one after its time. */
const EVENT =
  "(?:elections?|meeting|summit|round|match|game|season|report|release|update|hearing|session|vote|budget|launch|halving|episode|edition|issue|grand prix|race|tournament|fixture|call|conference|debate|congress|olympics|world cup|decision|statement|announcement|poll|primary|referendum|draft|transfer window|deadline|auction|upgrade|fork|tour|trial|shutdown|strike|cycle)";
const BY = "(?:by|before|until|till|on|from|after|since|at|in|during|through|over|this side of)";

/** Times that mean another day to whoever reads them later, by how they are said. */
const RELATIVE: readonly string[] = [
  "today|tonight|tomorrow|yesterday|nowadays|right now|(?:from|by|until|as of|before|up to|for) now\\b|now on|(?:these|those) days|the other day|at (?:present|the moment|this (?:time|point|stage|writing))|presently|(?:as of|at) (?:the time of )?(?:this )?writing|for the time being|thus far|so far|up to now|(?<!\\bup )to date|going forward|henceforth|hitherto|lately|(?<!\\bmost )recent(?:ly)?|any (?:day|time|moment) now|overnight(?! (?:call|rates?|repo|index|lending|funding|money|swaps?|deposits?|trains?|flights?))",
  `(?:this|next|last|past|previous|coming|upcoming|current|ongoing|present) (?:(?:few|couple of|several|\\d+|one|two|three|four|six) )?(?:${UNIT}|${DAY_NAME}|${HOLIDAY})\\b(?! (?:of|before|after|in|until|as)\\b)`,
  `(?:this|next|last|coming|upcoming) ${MONTH}${PINNED}`,
  `(?:this|current|ongoing|present) (?:\\w+ ){0,2}(?:session|cycle|meeting|campaign)\\b${PINNED}|(?:the )?${UNIT} after next|this time around`,
  `(?:earlier|later|sometime|some time) (?:today|(?:this|next|in the) ${UNIT}\\b)`,
  `(?:(?:within|in|inside)(?: the)?(?: next| coming)?|(?:after|over|for|during) the (?:next|coming)) (?:${COUNT}) (?:more )?(?:calendar |business |working |trading )?${UNIT}\\b${ANCHORED}`,
  `${COUNT} (?:calendar |business |working |trading )?${UNIT} (?:ago|from now|hence|from today|from the time of writing|out)\\b`,
  `(?:with)?in (?:${UNIT}|the (?:days|weeks|months|years) (?:ahead|to come))\\b(?<=in (?:minutes|hours|days|weeks|months|years)|ahead|come)${ANCHORED}`,
  `(?:with)?in (?:the|his|her|their) first (?:${COUNT} |hundred )?(?:days?|weeks?|months?|year)\\b${ANCHORED}`,
  `(?:before|until|till|when|after|by the time) (?:the |this )(?:${UNIT}) (?:is (?:out|over|up|done|through)|ends?|starts?|begins?|closes?|finishes)`,
  `(?:by|over|before|until|during|after|at|in) the (?:weekend|off-?season)`,
  `${DAY_NAME} (?:night|morning|afternoon|evening)(?![^.?!;]{0,30}\\d)|${DAY_NAME}['’]s (?:game|match|meeting|vote|episode|show|race|debate|speech|session|close|opening)\\b(?![^.?!;]{0,40}\\d)`,
  `in (?:the )?(?:near|foreseeable|immediate|not[- ]too[- ]distant|not[- ]so[- ]distant|short|medium|long)[- ]?(?:term|run|future)?(?: future)?\\b`,
  `(?:the )?(?:coming|upcoming|ensuing) (?:days|weeks|months|years)`,
  `(?:${BY} )?(?:the |this )?(?:end|close|beginning|start|middle|turn|second half|first half|latter half|rest|remainder|course) of (?:the |this |that |next |each )?(?:${UNIT}|${HOLIDAY})\\b(?! (?:of|in|on|ending|beginning|that|which|\\d|to which|for which)\\b)`,
  "(?:day|week|month|quarter|year)(?:['’]s |-|‑| )end\\b(?! (?:19|20)\\d\\d| of)|EO[DWMQY]\\b|[YMQW]TD\\b|year[- ]to[- ]date|month[- ]to[- ]date",
  `${BY} (?:the )?(?:next |this |coming )?(?:${HOLIDAY})\\b${PINNED}`,
  `(?<!\\d(?:st|nd|rd|th)? )(?:by|before|until|till|on|from|after|since) (?:the )?(?:early |late |next |this )?${DAY_NAME}\\b(?![^.?!;]{0,14}(?:\\d|${MONTH}|\\b(?:after|before|following|of)\\b))`,
  `${BY} (?:the )?(?:early |late |mid-?)?(?:spring|summer|autumn|fall|winter)\\b${PINNED}(?! (?:olympics|games|season|school|of|session|below|short|to)\\b)`,
  `(?:early|late|mid)[- ](?:(?:in |to late |to mid-?)?(?:the )?(?:${MONTH}|20\\d\\d|spring|summer|autumn|fall|winter|Q[1-4]|year|month|week|decade))`,
  `(?:Q[1-4]|H[12]|(?:first|second|third|fourth|last|1st|2nd|3rd|4th) (?:quarter|half|semester|trimester))\\b(?! of (?:the (?:game|match|final|bout|season|list)|fiscal|financial|20\\d\\d))${PINNED}(?! (?:goal|score|point|lead))`,
  `(?:the )?(?:next|upcoming|forthcoming|following) (?:(?!(?:of|to|in|and|or)\\b)[\\w'’-]+ ){0,3}?${EVENT}\\b${PINNED}(?![^.?!;]{0,40}(?:\\d|after|following))`,
  `(?:within|in|by) (?:the|a|this) (?:day|week|fortnight|month|quarter|year|decade)\\b${ANCHORED}(?! (?:20\\d\\d|beginning|in which))`,
];
const PATTERN = new RegExp(`(?<![\\w-])(?:${RELATIVE.join("|")})(?![\\w-])`, "gi");
/** Spans that are anchored by what stands before them. */
const ANCHOR_BEFORE = /\b(?:the same|that|of the|whole|each|every|entire|full|relevant|respective|given|listed|said) $/i;
/** What a period before it is measured against. */
const COMPARED_BEFORE = /\b(?:with|to|than|in|from|over|against|versus) (?:(?:that|those) of )?(?:the )?$/i;
const IN_A_CASE = new RegExp(`^(?:the )?(?:next|following) .*${EVENT}$|^(?:with)?in (?:the )?${COUNT}\\b`, "i");
const MOST = 5;

export const relativeDateRules: readonly Rule[] = [
  {
    code: "relative-date",
    severity: "warning",
    judges: "text",
    why: "The text is read months after it was written.",
    check: (specification) =>
      proseOf(specification).flatMap(({ path, text }) =>
        relativeDatesIn(text)
          // what is next, and what a span is counted from, is told by the case
          .filter((word) => path[0] !== "edgeCases" || !IN_A_CASE.test(word))
          .map((word) => ({
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
    .filter(({ 0: word, index }) => {
      const before = text.slice(Math.max(0, index - 20), index);
      const isCompared = /^previous/i.test(word) && COMPARED_BEFORE.test(before);
      return word.trim() !== "" && !ANCHOR_BEFORE.test(before) && !isCompared;
    })
    .filter(({ 0: word, index }) => !isName(word) && !isTitle(text, index, word))
    .map(([word]) => word.trim());
  return [...new Set(found)].slice(0, MOST);
}

/** The Tonight Show, USA Today, This Week in Tech: capitals that a sentence does not give. */
function isTitle(text: string, index: number, word: string): boolean {
  const capital = /\b(?:T(?:oday|onight|omorrow)|Yesterday|Th(?:is|e)(?= [A-Z])|Next|Last|Week|(?<!New )Year|Season|Night|Morning)\b/.exec(
    word,
  );
  return capital !== null && !startsSentence(text, index + capital.index) && !isHeadline(text);
}

/** "may" and "sat" are verbs, "mar" and "sun" nouns, unless they are written as names. */
function isName(word: string): boolean {
  return /\b(?:may|mar|sun|sat|wed|dec|march|august)$/.test(word) && !/\b(?:this|next|last) (?:march|august)$/.test(word);
}
