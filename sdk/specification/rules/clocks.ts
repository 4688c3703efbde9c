import { parseWhen } from "../time.ts";
import { daysIn, exists, isCountedFrom, MONTH_NAMES } from "./datesIn.ts";
import type { Rule } from "./rule.ts";
import { proseOf } from "./texts.ts";
import { startsSentence } from "./wordsIn.ts";
import { momentsOf, offsetAt, type Zone, zonesIn } from "./zones.ts";

const DAY = 86_400;
/** What makes a day the first and not the last. */
const SINCE = /\b(?:after|since|from|starting(?: on)?|week of) (?:\w+day,? )?$/i;
const HOUR_NAME = "(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\\d{1,2})";
const CLOCK = new RegExp(
  [
    "\\b\\d{1,2}:\\d{2}(?::\\d{2})?(?: ?[ap]\\.?m\\b\\.?)?",
    "\\b\\d{1,2}(?:\\.\\d{2})? ?(?:[ap]\\.m\\.|[ap]m\\b)",
    `\\b${HOUR_NAME} ?o['’]?clock\\b`,
    "\\b(?:at|by|before|from|until|after) (?:[01]?\\d|2[0-3])\\.[0-5]\\d(?= ?(?:h\\b|hrs|hours|on \\d))",
    "\\b(?:at|by|before|from|until|after) \\d{1,2} ?h(?:\\d{2})?\\b",
    "\\b[0-2]\\d[0-5]\\d ?(?:hours|hrs|h)\\b",
    "\\b(?:at|by|before|until) \\d{1,2} (?:in the (?:morning|afternoon|evening)|at night)",
    "\\b(?:noon|midday|midnight)\\b",
    `\\b(?:half(?: past)?|(?:a )?quarter (?:past|to|after)) ${HOUR_NAME}\\b`,
    "\\b(?:close|end|start|opening|open) of (?:business|play|(?:the )?(?:business |working |calendar )?day)\\b|\\b(?:COB|EOB|EOD)\\b",
    "\\b(?:at|by|before|until|after) (?:the )?(?:opening bell|closing bell|(?:close|end|start) of trading|market (?:close|open))\\b",
    "\\b(?:sunrise|sunset|sundown|daybreak|nightfall|dawn|dusk)\\b",
  ].join("|"),
  "gi",
);
const UTC = /\b(?:UTC|GMT|Zulu|Z)\b|\dZ\b|universal time/i;
/** All times of a text at once. */
const EVERYWHERE = /\b(?:all|every|the)? ?(?:times|dates|hours)\b[^.]{0,60}/gi;
/** How far from a time its zone may stand. */
const NEAR = 40;
/** What stands around the length of time that something takes, and around a score or a ratio. */
const LENGTH_BEFORE =
  /\b(?:under|over|below|above|sub|(?:faster|slower|less|more|longer|shorter) than|(?:time|lap|length|duration|score|odds|ratio|record|result|pace|split) of|ratio|odds|score) ?-?$/i;
const LENGTH_BEHIND =
  /^(?:\.\d| (?:or|and) (?:faster|slower|less|more|better|longer|shorter)\b| ?(?:minutes|hours|seconds|mins?\b|min\b))/i;

/** The clock's times in a text. */
function clocksIn(text: string): RegExpExecArray[] {
  return [...text.matchAll(CLOCK)].filter(({ 0: words, index }) => {
    const [before, behind] = [text.slice(Math.max(0, index - 20), index), text.slice(index + words.length)];
    const isOffset = /\d[+−-]$/.test(before);
    const isName = /^[A-Z][a-z]/.test(words) && !startsSentence(text, index);
    return !isOffset && !isName && !LENGTH_BEFORE.test(before) && !LENGTH_BEHIND.test(behind);
  });
}

/** Whether a text says of all its times at once in which zone they are. */
function saysOnce(text: string): boolean {
  return [...text.matchAll(EVERYWHERE)].some(([words]) => UTC.test(words) || zonesIn(words).length > 0);
}

/** Which of a text's times have their zone beside them, or beside the time up to which they run. */
function zonedAmong(text: string, clocks: readonly RegExpExecArray[]): boolean[] {
  const zoned: boolean[] = [];
  for (const [i, { 0: words, index }] of [...clocks.entries()].reverse()) {
    const end = index + words.length;
    const around = text.slice(Math.max(0, index - NEAR), end + NEAR);
    const isRange = !/[.!?]\s|\n/.test(text.slice(end, clocks[i + 1]?.index ?? end));
    zoned[i] =
      UTC.test(around) ||
      zonesIn(around).length > 0 ||
      /^[+−-]\d{2}:?\d{2}/.test(text.slice(end, end + 6)) ||
      (isRange && zoned[i + 1] === true);
  }
  return zoned;
}

/** A clock's time, however it is written. */
const foldedTime = (words: string) => words.toLowerCase().replace(/[\s.]|:00(?=[ap]|$)/g, "");

/** The sentence of a text around a place; "a.m." and "U.S." end none. */
function sentenceAt(text: string, index: number): string {
  const ends = [...text.matchAll(/(?<!\b[ap]\.m|\b[A-Z])[.!?]\s|\n/gi)].map((match) => match.index + 1);
  return text.slice(
    ends.findLast((end) => end <= index) ?? 0,
    ends.find((end) => end > index),
  );
}

/** Hour and minute of the first clock's time in a text. */
function hourIn(text: string): [hour: number, minute: number] | undefined {
  const [clock] = clocksIn(text);
  if (!clock) return undefined;
  if (/noon|midday/i.test(clock[0])) return [12, 0];
  if (/midnight/i.test(clock[0])) return [0, 0];
  const [, hour, minute = "0", half] = /^(\d{1,2})(?:[:.](\d{2}))?(?::\d{2})?(?: ?([ap])\.?m)?/i.exec(clock[0]) ?? [];
  return hour === undefined ? undefined : [(Number(hour) % (half ? 12 : 24)) + (/p/i.test(half ?? "") ? 12 : 0), Number(minute)];
}

/** Why a zone does not say which moment is meant, if it does not. Zones that are turned are clear on a day that is named. */
function doubtOf(zone: Zone, text: string): string | undefined {
  if (UTC.test(text.slice(zone.index, zone.index + zone.words.length + 30))) return undefined;
  if (zone.doubt === "several") return `"${zone.words}" is the name of several zones`;
  if (zone.doubt === "local" || !zone.iana) return `a time is given in "${zone.words}"`;
  const sentence = sentenceAt(text, zone.index);
  const day = daysIn(sentence).find(exists);
  if (!day) return saysOnce(sentence) ? undefined : `a time is given in ${zone.words}, without a day`;
  const [hour, minute] = hourIn(sentence) ?? [];
  if (hour === undefined || minute === undefined || day.year === undefined) return undefined;
  const moments = momentsOf(zone.iana, Date.UTC(day.year, day.month - 1, day.day, hour, minute));
  const time = `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")} ${zone.words} on ${day.words}`;
  if (moments.length === 0) return `${time} does not exist: clocks are turned forward there`;
  if (zone.fixed === undefined) return moments.length > 1 ? `${time} happens twice: clocks are turned back there` : undefined;
  return moments.some((moment) => offsetAt(zone.iana as string, moment) === zone.fixed)
    ? undefined
    : `${zone.words} is not in force on ${day.words}`;
}

export const clockRules: readonly Rule[] = [
  {
    code: "clock-without-zone",
    severity: "warning",
    why: "A time of day is 24 different moments.",
    judges: "text",
    check: (specification) => {
      const texts = proseOf(specification).map(({ path, text }) => {
        const clocks = clocksIn(text);
        const zoned = zonedAmong(text, clocks);
        const wordsOf = (isZoned: boolean) => clocks.flatMap(([words], i) => (zoned[i] === isZoned ? [words.trim()] : []));
        return { path, text, zoned: wordsOf(true), bare: wordsOf(false) };
      });
      if (texts.some(({ text }) => saysOnce(text))) return [];
      // a time that has its zone in one place needs none in another
      const known = new Set(texts.flatMap(({ zoned }) => zoned.map(foldedTime)));
      return texts.flatMap(({ path, bare }) => {
        const words = bare.find((each) => !known.has(foldedTime(each)));
        return words ? [{ path, quote: words, message: `"${words}" has no zone`, suggestion: "Write the time in UTC, and say so." }] : [];
      });
    },
  },
  {
    code: "local-time",
    severity: "warning",
    why: "Local clocks are turned twice a year: one hour does not exist and another happens twice.",
    judges: "text",
    check: (specification) =>
      proseOf(specification).flatMap(({ path, text }) => {
        const found = zonesIn(text).flatMap((zone) => {
          const doubt = doubtOf(zone, text);
          return doubt ? [{ path, quote: zone.words, message: doubt, suggestion: "Write it in UTC, or give UTC beside it." }] : [];
        });
        return found.slice(0, 1);
      }),
  },
  {
    code: "date-disagrees",
    severity: "warning",
    why: "People trade on the date in the title; the contract goes by closes and resolveBy.",
    check: ({ question, closes, resolveBy }, { now }) => {
      const date = lastDateIn(question);
      const [close, end] = [closes, resolveBy].map((text) => parseWhen(text, now));
      if (date === undefined || close === undefined || end === undefined) return [];
      if (end < date)
        return [{ path: ["resolveBy"], message: "anyone can void before the date in the question", suggestion: "Make resolveBy later." }];
      if (close > date + 2 * DAY) {
        return [
          {
            path: ["closes"],
            message: "trading goes on after the date in the question",
            suggestion: "Close on that date, or correct the question.",
          },
        ];
      }
      return [];
    },
  },
];

/** A month or a year by whose end, or before which, something is to happen. */
const DEADLINE = new RegExp(
  `\\b(by|before|until)( the end of)? (?:(${MONTH_NAMES.join("|")}),? (?:of )?)?(20\\d\\d)\\b(?![-–/]\\d| [\\p{L}])`,
  "gu",
);

/** The latest day by which something is to happen, at its last second in UTC. */
function lastDateIn(text: string): number | undefined {
  const days = daysIn(text)
    .filter((day) => day.year !== undefined && exists(day) && !isCountedFrom(text, day) && !SINCE.test(text.slice(0, day.index)))
    .map(({ year = 0, month, day }) => Date.UTC(year, month - 1, day + 1));
  const periods = [...text.matchAll(DEADLINE)].map(([, how, end, month, year]) => {
    const isBefore = how === "before" && !end;
    const first = month ? (MONTH_NAMES as readonly string[]).indexOf(month) : 0;
    return Date.UTC(Number(year), isBefore ? first : first + (month ? 1 : 12), 1);
  });
  const dates = [...days, ...periods];
  return dates.length > 0 ? Math.max(...dates) / 1000 - 1 : undefined;
}
