import { dayAfter } from "./days.ts";
import { MONEY, OPTIMISTIC } from "./money.ts";

/** A figure that an office publishes, in bands. */
export function numeric(now: number): string {
  const [day, last, end] = [dayAfter(now, 60), dayAfter(now, 90), dayAfter(now, 140)];
  return `question: What unemployment rate will the Bureau of Labor Statistics publish on ${day.words}?
category: economics
bands: # every number belongs to exactly one: an end that is missing is open, \`low\` belongs to the band, \`high\` to the one above
  - { name: Below 4.0%, high: 4.0 }
  - { name: 4.0% to below 4.5%, low: 4.0, high: 4.5 }
  - { name: 4.5% or more, low: 4.5 }
rules: > # which figure of which table, in which unit, with how many decimals; what of a later correction
  The seasonally adjusted unemployment rate of the United States (U-3), in percent with one decimal, in the Employment Situation
  report that the Bureau of Labor Statistics publishes on ${day.words}. A value on an edge belongs to the band above it.
source: https://www.bls.gov/news.release/empsit.toc.htm # the page of whoever publishes it
edgeCases: # what happens when things go wrong; \`then: void\` pays the initial odds
  - if: The report is delayed
    then: The first report published by ${last.words} counts.
  - if: The figure is revised
    then: The first published figure counts.
  - if: No report is published by ${last.words}
    then: void
closes: ${day.at("12:00")} # before the figure is out; always UTC
knowableBy: ${day.at("12:30")} # from when the answer can be known
resolveBy: ${end.at("00:00")} # from here on anyone may void
odds: { Below 4.0%: 25%, 4.0% to below 4.5%: 50%, 4.5% or more: 25% } # your estimate; a void pays it
${MONEY}
${OPTIMISTIC}
`;
}
