import { dayAfter } from "./days.ts";
import { MONEY, OPTIMISTIC } from "./money.ts";

/** An election with named candidates. */
export function election(now: number): string {
  const [day, last, end] = [dayAfter(now, 90), dayAfter(now, 150), dayAfter(now, 210)];
  return `question: Who will win the presidential election held on ${day.words}?
category: politics
outcomes: [First Candidate, Second Candidate, Third Candidate, Other] # with "Other": somebody else may win
rules: > # whose proclamation counts, and what of a second round
  Resolves to the person whom the national electoral commission proclaims elected after the presidential election that begins on
  ${day.words}, a second round included. A person who is not named among the outcomes resolves to Other.
source: https://www.ifes.org/tools-resources/election-guide # better: the electoral commission's own page
edgeCases: # what happens when things go wrong; \`then: void\` pays the initial odds
  - if: A candidate named here withdraws, dies or is not admitted
    then: Nothing changes; the outcome can no longer win.
  - if: The election is postponed
    then: The election counts if its result is proclaimed by ${last.words}.
  - if: The result is annulled and the election repeated
    then: The result proclaimed last by ${last.words} counts.
  - if: There is a tie
    then: The person who is proclaimed elected in the end counts.
  - if: No result is proclaimed by ${last.words}
    then: void
closes: ${day.at("04:00")} # before the polls open; always UTC
knowableBy: ${day.at("18:00")} # from when the answer can be known: the first projections
resolveBy: ${end.at("00:00")} # from here on anyone may void
odds: { First Candidate: 45%, Second Candidate: 35%, Third Candidate: 15%, Other: 5% } # your estimate; a void pays it
${MONEY}
${OPTIMISTIC}
`;
}
