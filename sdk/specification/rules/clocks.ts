import { parseWhen } from "../time.ts";
import type { Rule } from "./rule.ts";
import { proseOf } from "./texts.ts";

const DAY = 86_400;
const MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
const MONTH = `(${MONTHS.join("|")})`;
const FULL_DATE = new RegExp(`\\b(?:(\\d{1,2})(?:st|nd|rd|th)? ${MONTH}|${MONTH} (\\d{1,2})(?:st|nd|rd|th)?),? (20\\d\\d)\\b`, "gi");
const CLOCK = /\b\d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?(?! ?[ap]\.?m)/gi;
const ZONE_NEARBY = /^[^.]{0,30}\b(UTC|GMT|Z|time)\b/;
/** Zones whose clocks are turned twice a year. */
const LOCAL_ZONE =
  /\b(E[SD]?T|C[SD]T|M[SD]T|P[SD]?T|CES?T|BST|AE[SD]?T|(?:Eastern|Central|Mountain|Pacific|London|Paris|New York|local) time)\b/i;

export const clockRules: readonly Rule[] = [
  {
    code: "clock-without-zone",
    severity: "warning",
    why: "A time of day is 24 different moments.",
    check: (specification) =>
      proseOf(specification).flatMap(({ path, text }) => {
        const bare = [...text.matchAll(CLOCK)].find((match) => {
          const rest = text.slice(match.index + match[0].length);
          return !ZONE_NEARBY.test(rest) && !LOCAL_ZONE.test(rest.slice(0, 30));
        });
        return bare ? [{ path, message: `"${bare[0].trim()}" has no zone`, suggestion: "Write the time in UTC, and say so." }] : [];
      }),
  },
  {
    code: "local-time",
    severity: "warning",
    why: "Local clocks are turned twice a year: one hour does not exist and another happens twice.",
    check: (specification) =>
      proseOf(specification).flatMap(({ path, text }) => {
        const zone = LOCAL_ZONE.exec(text)?.[0];
        return zone ? [{ path, message: `a time is given in ${zone}`, suggestion: "Write it in UTC, or give UTC beside it." }] : [];
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
