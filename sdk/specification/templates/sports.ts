import { dayAfter } from "./days.ts";
import { MONEY, OPTIMISTIC } from "./money.ts";

/** A match that can end in a draw. */
export function sports(now: number): string {
  const [day, late, end] = [dayAfter(now, 45), dayAfter(now, 59), dayAfter(now, 120)];
  return `question: Who will win the match of Home Club against Away Club on ${day.words}?
category: sport
outcomes: [Home Club, Away Club, Draw]
rules: > # which match, which score, what of extra time and penalties
  Resolves to the club with more goals in the league match of ${day.words} after 90 minutes and stoppage time, in the league's
  official match report. Equal numbers of goals resolve to Draw. Extra time and penalties do not count.
source: https://www.premierleague.com/matches # the page of whoever runs the competition
edgeCases: # what happens when things go wrong; \`then: void\` pays the initial odds
  - if: The match is postponed
    then: The match counts if it is played by ${late.words}; otherwise void.
  - if: The match is abandoned
    then: The result that the league confirms by ${late.words} counts; otherwise void.
  - if: The result is changed after the match report, for example by a court
    then: The first match report counts.
  - if: The source has no match report by ${late.words}
    then: void
closes: ${day.at("14:00")} # kick-off; always UTC
knowableBy: ${day.at("15:45")} # from when the answer can be known
resolveBy: ${end.at("00:00")} # from here on anyone may void
odds: { Home Club: 45%, Away Club: 30%, Draw: 25% } # your estimate; a void pays it
${MONEY}
${OPTIMISTIC}
`;
}
