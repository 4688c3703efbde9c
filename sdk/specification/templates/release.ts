import { dayAfter } from "./days.ts";
import { MONEY, OPTIMISTIC } from "./money.ts";

/** A thing that is published by a day, or is not. */
export function release(now: number): string {
  const [last, closes, silent, end] = [dayAfter(now, 90), dayAfter(now, 91), dayAfter(now, 105), dayAfter(now, 170)];
  return `question: Will a stable version 3.16.0 of Python be on its download page by ${last.words}?
category: technology
outcomes: [Yes, No]
rules: > # what counts as released: where it can be had, by whom; what does not count: candidates, leaks, announcements
  Resolves Yes if Python's download page offers version 3.16.0, without a suffix such as rc1, by ${last.words}, 24:00 UTC.
  Alphas, betas, release candidates and announcements do not count. Otherwise resolves No.
source: https://www.python.org/downloads/ # the page of whoever publishes it
edgeCases: # what happens when things go wrong; \`then: void\` pays the initial odds
  - if: The version is published and withdrawn again by then
    then: It was published, so Yes.
  - if: The version is delayed or cancelled, or gets another number
    then: Only version 3.16.0 counts.
  - if: The source is unavailable on ${last.words}
    then: The release tags of the python/cpython repository count, read by ${silent.words}.
closes: ${closes.at("00:00")} # trading ends; always UTC
knowableBy: ${closes.at("00:00")} # from when the answer can be known: not before the close
resolveBy: ${end.at("00:00")} # from here on anyone may void
odds: { Yes: 40%, No: 60% } # your estimate; a void pays it
${MONEY}
${OPTIMISTIC}
`;
}
