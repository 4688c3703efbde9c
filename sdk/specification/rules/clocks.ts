import { parseWhen } from "../time.ts";
import { daysIn, exists } from "./datesIn.ts";
import type { Rule } from "./rule.ts";
import { proseOf } from "./texts.ts";
import { momentsOf, offsetAt, type Zone, zonesIn } from "./zones.ts";

const DAY = 86_400;
const MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
const MONTH = `(${MONTHS.join("|")})`;
const FULL_DATE = new RegExp(`\\b(?:(\\d{1,2})(?:st|nd|rd|th)? ${MONTH}|${MONTH} (\\d{1,2})(?:st|nd|rd|th)?),? (20\\d\\d)\\b`, "gi");
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
    "\\b(?:close|end|start|opening|open) of (?:business|play|the (?:business |working |calendar )?day)\\b|\\b(?:COB|EOB|EOD)\\b",
    "\\b(?:sunrise|sunset|sundown|daybreak|nightfall|dawn|dusk)\\b",
  ].join("|"),
  "gi",
);
const UTC = /\b(?:UTC|GMT|Zulu|Z)\b|\dZ\b|universal time/i;
/** All times of a text at once. */
const EVERYWHERE = /\b(?:all|every|the)? ?(?:times|dates|hours)\b[^.]{0,60}\b(?:UTC|GMT)\b/i;
/** How far from a time its zone may stand. */
const NEAR = 40;

/** Of a clock's time in a text: the zone beside it, if any. */
function hasZone(text: string, index: number, length: number): boolean {
  if (EVERYWHERE.test(text)) return true;
  const around = text.slice(Math.max(0, index - NEAR), index + length + NEAR);
  return UTC.test(around) || zonesIn(around).length > 0;
}

/** Why a zone does not say which moment is meant, if it does not. Zones that are turned are clear on a day that is named. */
function doubtOf(zone: Zone, text: string): string | undefined {
  if (UTC.test(text.slice(zone.index, zone.index + zone.words.length + 30))) return undefined;
  if (zone.doubt === "several") return `"${zone.words}" is the name of several zones`;
  if (zone.doubt === "local" || !zone.iana) return `a time is given in "${zone.words}"`;
  const from = Math.max(text.lastIndexOf(". ", zone.index), text.lastIndexOf("\n", zone.index)) + 1;
  const end = text.slice(zone.index).search(/\.(?:\s|$)/);
  const sentence = text.slice(from, end < 0 ? undefined : zone.index + end);
  const day = daysIn(sentence).find(exists);
  if (!day) return `a time is given in ${zone.words}, without a day`;
  const clock = /(\d{1,2}):(\d{2})(?: ?([ap])\.?m)?/i.exec(sentence);
  if (!clock || day.year === undefined) return undefined;
  const hour = (Number(clock[1]) % (clock[3] ? 12 : 24)) + (/p/i.test(clock[3] ?? "") ? 12 : 0);
  const moments = momentsOf(zone.iana, Date.UTC(day.year, day.month - 1, day.day, hour, Number(clock[2])));
  const time = `${clock[0]} ${zone.words} on ${day.words}`;
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
      if (EVERYWHERE.test(specification.rules)) return [];
      return proseOf(specification).flatMap(({ path, text }) => {
        const bare = [...text.matchAll(CLOCK)].find(({ 0: words, index }) => !hasZone(text, index, words.length))?.[0].trim();
        return bare ? [{ path, quote: bare, message: `"${bare}" has no zone`, suggestion: "Write the time in UTC, and say so." }] : [];
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

/** The latest full date of a text, at its last second in UTC. */
function lastDateIn(text: string): number | undefined {
  const dates = [...text.matchAll(FULL_DATE)].map(([, day, month, otherMonth, otherDay, year]) =>
    Date.UTC(Number(year), MONTHS.indexOf((month ?? otherMonth).toLowerCase()), Number(day ?? otherDay) + 1),
  );
  return dates.length > 0 ? Math.max(...dates) / 1000 - 1 : undefined;
}
