import { dayAfter } from "./days.ts";
import { MONEY, OPTIMISTIC } from "./money.ts";

/** An event that happens by a day, or does not. */
export function yesNo(now: number): string {
  const [last, closes, silent, end] = [dayAfter(now, 60), dayAfter(now, 61), dayAfter(now, 75), dayAfter(now, 140)];
  return `question: Will the European Central Bank lower its deposit facility rate by ${last.words}?
category: economics
outcomes: [Yes, No]
rules: > # what decides, for somebody who was not there: who says so, where, in which document, by which hour
  Resolves Yes if a monetary policy decision that the European Central Bank publishes by ${last.words}, 24:00 UTC, sets a deposit
  facility rate below the one in force on ${dayAfter(now, 0).words}. Otherwise resolves No.
source: https://www.ecb.europa.eu/press/govcdec/mopo/html/index.en.html # a page that neither you nor a trader can edit
edgeCases: # what happens when things go wrong; \`then: void\` pays the initial odds
  - if: A decision is announced by then and takes effect later
    then: The announcement counts.
  - if: A meeting is postponed or cancelled
    then: Only decisions published by ${last.words}, 24:00 UTC, count.
  - if: The source is unavailable until ${silent.words}
    then: The Bank's press release counts, wherever it is published.
closes: ${closes.at("00:00")} # trading ends; always UTC
knowableBy: ${closes.at("00:00")} # from when the answer can be known: not before the close
resolveBy: ${end.at("00:00")} # from here on anyone may void
odds: { Yes: 30%, No: 70% } # your estimate; a void pays it
${MONEY}
${OPTIMISTIC}
`;
}
