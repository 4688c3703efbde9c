import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import { parse, stringify } from "yaml";
import { lintSpecification } from "../../../sdk/specification/lintSpecification.ts";
import { processorSeconds } from "../../../tools/test/processorSeconds.ts";

/** 23 November 2026 */
const NOW = 1_795_392_000;
const base = parse(readFileSync(path.join(import.meta.dirname, "../../../markets/fed-january-2027.yaml"), "utf8"));
const codes = (change: object) =>
  lintSpecification(stringify({ ...base, odds: undefined, ...change }), { now: NOW }).findings.map(({ code }) => code);

/** Conditions, as rules put them. */
const when = (...conditions: string[]) =>
  conditions.map((condition) => ({ rules: `Resolves Yes if ${condition}, and No otherwise, in January 2027.` }));
const ask = (question: string, rules: string, change: object = {}) => ({ question, rules, ...change });
const outcomes = (...names: string[]) => ({ question: "How many will there be in January 2027?", outcomes: names });
const then = (consequence: string, ...names: string[]) => ({
  ...(names.length > 0 && { outcomes: names, rules: `Resolves to ${names[0]} if it is the first of the two in the office's list.` }),
  edgeCases: [
    { if: "The meeting is cancelled or postponed", then: consequence },
    { if: "No statement is published", then: "void" },
  ],
});
const cases = (...conditions: string[]) => ({ edgeCases: conditions.map((condition) => ({ if: condition, then: "void" })) });

const texts: { code: string; found: object[]; clear: object[] }[] = [
  {
    code: "vague-words",
    found: when(
      "a top airline cancels the order",
      "around $500 is raised",
      "the film gets good reviews",
      "inflation remains high",
      "tensions escalate",
      "the model is much better than the one before",
      "it ends in a landslide",
      "news reports say so",
      "a senior official confirms it",
      "in the creator's opinion it did",
      "an ordinary person can afford it",
      "there is a game-changing product",
      "the price plunges",
      "I'm happy with the figures",
      "the winter is harsher than usual",
      "the talks go well",
      "it works reliably",
    ),
    clear: [
      ...when(
        "the most popular name in the list is Olivia",
        "it is up, even if only briefly",
        "the list shows one or several names",
        "the long-term unemployment rate is 2.0% or more",
        "a high wind warning is issued",
        "the median of the significant wave heights is above 12 m",
      ),
      { rules: "Resolves Yes if the list names her. If the list names several people, the first counts. Resolves No otherwise." },
      { question: "How many people will be in orbit in January 2027?" },
      then("Partly"),
    ],
  },
  {
    code: "relative-date",
    found: when(
      "it happens over the weekend",
      "it happens by year's end",
      "it happens before the season ends",
      "it happens at the next FOMC meeting and at no other",
      "it happens within days",
      "it happens within 30 days of this market's creation",
      "it happens in the weeks to come",
      "it happens in this session of Congress",
      "it happens before the midterms",
    ),
    clear: when(
      "The Tonight Show carries it",
      "USA Today prints it",
      "it rises in the year to March 2027",
      "it is higher than in the previous month",
      "it happens by the end of the day on 3 March 2027 UTC",
      "his most recent club pays",
      "the overnight rate is 4% or more",
      "it sells out within an hour on 2 February 2027",
    ),
  },
  {
    code: "clock-without-zone",
    found: when("it happens by end of day 3 March 2027", "it happens by the close of trading on 3 March 2027"),
    clear: [
      ...when(
        "she runs it in under 2:02:00",
        "he runs it in 1:59:40 or faster",
        "a lap takes 1:15.096 or less",
        "it happens by 11:59\u202fPM\u202fET on March 3, 2027",
        "it happens between 12:00 AM (inclusive) on March 3, 2027 and 11:59 PM (inclusive) on March 10, 2027, ET",
        "it happens by 12:00 noon Central European Time on 3 March 2027",
        "it happens by 2027-03-03 14:00+00:00",
        "Midnight Sun wins",
      ),
      ask("Will it happen by 5 PM ET on January 5, 2027?", "Resolves Yes if it happens by 5 PM on January 5, 2027, otherwise No."),
      { rules: "All times are Eastern Time. Resolves Yes if it happens by 5 PM on January 5, 2027, otherwise No." },
    ],
  },
  {
    code: "local-time",
    found: when(
      "it happens by midnight Pacific",
      "it happens at 10am EST on July 4, 2027",
      "it happens at 9:30 Eastern Standard Time on July 1, 2027",
      "it happens at 2:30 a.m. Central Time on March 14, 2027",
      "it happens at 9:05 a.m. Tokyo time",
      "it happens at 9 a.m. in New York",
      "it happens by 8pm in the venue's time zone",
    ),
    clear: when("the EST Group wins", "it is in the MT newspaper"),
  },
  {
    code: "date-disagrees",
    found: [
      { question: "Will it happen by Jan. 4th, 2027, at the Federal Reserve?" },
      { question: "Will it happen by December 2026, at the Federal Reserve?" },
      { question: "Will it happen before 2027, at the Federal Reserve?" },
    ],
    clear: [
      { question: "Will it happen within 25 days of 3 January 2027?" },
      { question: "Will it happen after 3 January 2027?" },
      { question: "Will the rate be higher at the end of the month than on 3 January 2027?" },
    ],
  },
  {
    code: "editable-source",
    found: [
      ...when(
        "Wikipedia says so",
        "the Fandom wiki lists it",
        "the announcement is posted in the project's Discord",
        "a poll on X says so",
        "the shared spreadsheet shows 10 or more",
        "the GitHub gist shows it",
        "a screenshot proves it",
        "the IMDb page shows 8.0 or more",
        "the leaderboard in the shared Airtable lists her",
        "a Telegram announcement by the team suffices",
        "a vote in the YouTube live chat decides it",
      ),
      { source: "https://www.kickstarter.com/projects/a" },
      { source: "https://www.wunderground.com/dashboard/pws/KCASANFR1" },
    ],
    clear: [{ source: "https://newsroom.spotify.com/" }, { source: "https://stats.wikimedia.org/" }],
  },
  {
    code: "single-device",
    found: when(
      "my Apple Watch shows it",
      "my own node reports it",
      "the noise meter on the wall exceeds 90 dB",
      "the snow stake in the garden shows 30 cm or more",
    ),
    clear: when(
      "the office's monthly barometer gives 200 or more",
      "the camera is sold by Apple",
      "the Event Horizon Telescope publishes a picture",
      "Congress.gov's legislation tracker shows it",
      "it is closed before 6 o'clock in the evening UTC",
    ),
  },
  {
    code: "undefined-term",
    found: [
      "Armenia sign a peace deal",
      "Germany legalize cannabis",
      "the band reunite",
      "the rebels surrender",
      "the car be fully autonomous",
      "the countries agree",
      "the agency conduct a raid",
      "the army take control of the city",
    ].map((event) =>
      ask(`Will ${event} in January 2027?`, `Resolves Yes if ${event} in January 2027, between these countries. Otherwise No.`),
    ),
    clear: [
      ask(
        "Will Apple release iOS 28 in January 2027?",
        "Resolves Yes if anyone can install it. A beta is no release. Otherwise it resolves No.",
      ),
      ask(
        "Will there be a shutdown in January 2027?",
        "A shutdown occurs if agencies follow their plans for a lapse. Resolves Yes if there is a shutdown in January 2027, otherwise No.",
      ),
      ask(
        "Will Ann Lee retire in January 2027?",
        "Resolves Yes if Ann Lee has retired by 31 January 2027, per the NBA's transactions page.",
      ),
    ],
  },
  {
    code: "title-disagrees",
    found: [
      ask("Will inflation be 3% or higher in January 2027?", "Resolves Yes if inflation for January 2027 is 4% or higher. Otherwise No."),
      ask("Will the yield be below 4% in January 2027?", "Resolves Yes if the yield is above 4% in January 2027. Otherwise No."),
      ask("Will Tesla deliver 2 million cars in 2027?", "Resolves Yes if Tesla delivers 1,800,000 or more cars in 2027. Otherwise No."),
      ask("Will it happen before May 2027?", "Resolves Yes if it happens before June 2027, else it is to resolve No."),
      ask("Will it happen in Q1 2027?", "Resolves Yes if it happens in the second quarter of 2027. Otherwise No."),
      ask("Will it happen by the end of 2027?", "Resolves Yes if it happens by the end of 2028. Otherwise No."),
      ask("Will it happen before 2028?", "Resolves Yes if it happens by 31 December 2028, 23:59 UTC. Otherwise No."),
      ask("Will France win the 2027 Rugby World Cup?", "Resolves Yes if France wins the 2031 Rugby World Cup. Otherwise No."),
      ask("Will the Los Angeles Lakers win?", "Resolves Yes if the Los Angeles Clippers win that game. Otherwise No.", {
        category: "sport",
      }),
      ask("Will Ethereum be above $5,000 in 2027?", "Resolves Yes if a BTC/USDT candle closes above $5,000 in 2027. Otherwise No."),
      ask("Will UFC 320 be sold out by January 2027?", "Resolves Yes if UFC 321 is sold out by the end of January 2027. Otherwise No."),
      ask("Will Netflix buy a studio in January 2027?", "Resolves Yes if Samsung buys a studio in January 2027. Otherwise No."),
      ask(
        "Will Microsoft be worth more than Apple in January 2027?",
        "Resolves Yes if Apple's market value is more than Microsoft's in January 2027. Otherwise No.",
      ),
    ],
    clear: [
      ask(
        "Will the rate be 1.0% or higher in January 2027?",
        "Resolves Yes if it is 1.0% or a higher figure in January 2027; resolves No if the figure is lower than 1.0%.",
      ),
      ask("Will more than 2.5 goals be scored in January 2027?", "Resolves Yes if 3 or more goals are scored in January 2027, else No."),
      ask("Will she sign within 10 days of 1 January 2027?", "Resolves Yes if she signs it by 11 January 2027, 23:59 UTC. Otherwise No."),
    ],
  },
  {
    code: "boundary",
    found: [
      ask("Will it close up or down?", "Resolves to Up if the close is higher than the open, and to Down if it is lower than the open.", {
        outcomes: ["Up", "Down"],
      }),
      { rules: "Resolves Yes if turnout is above that of 2023; resolves No if turnout is below that of 2023." },
      ask(
        "Who is ahead in January 2027?",
        "Resolves to Ann if Ann has more votes than Bob. Resolves to Bob if Bob has more votes than Ann.",
        {
          outcomes: ["Ann", "Bob"],
        },
      ),
    ],
    clear: [
      outcomes("Below 34 °C", "34 °C to under 36 °C", "36 °C to under 38 °C", "38 °C or above"),
      outcomes("below 100", "from 100 up to but not including 200", "200 and above"),
    ],
  },
  {
    code: "not-exhaustive",
    found: [outcomes("None to 5", "6 to 20", "21 to 40")],
    clear: [
      outcomes("Cut", "Hold", "Raise"),
      outcomes("50+ bps decrease", "25 bps decrease", "No change", "25+ bps increase"),
      outcomes("Cut of more than 25 points", "Cut of 25 points or less", "No change", "Increase"),
      outcomes("Under 40", "40 to 49", "50 or over", "No such vote before 1 June 2027"),
      outcomes("Quorum, majority Yes", "Quorum, majority No", "No quorum"),
    ],
  },
  {
    code: "confusable-outcomes",
    found: [outcomes("Al Morris", "AI Morris"), outcomes("Model X0", "Model XO"), outcomes("Barnes", "Bames")],
    clear: [],
  },
  {
    code: "unknown-outcome",
    found: [then("Cancelled"), then("N/A"), then("Maybe"), then("The market resolves N/A."), then("Resolves to Yes", "Arsenal", "Chelsea")],
    clear: [],
  },
  {
    code: "missing-edge-case",
    found: [
      { rules: "Resolves Yes if the office's page shows it. The resolution source is the office's page.", ...cases("It is cancelled") },
    ],
    clear: [
      cases("The race is rained out", "Nobody has been named by then"),
      cases("It is played later than that, or never", "The two pages differ"),
      cases("The exchange halts trading", "Senate.gov does not list the vote by 1 July 2027"),
      cases("No conclave elects a pope by then", "The archive has no copy"),
      {
        ...outcomes("Ann", "Bob", "Other"),
        question: "Who will be the first to leave in January 2027?",
        rules: "Resolves to the first whose successor is named. If two are named on one day, the first in the alphabet counts.",
      },
      {
        ...outcomes("Ajax", "Porto", "Draw"),
        question: "Who will win in January 2027?",
        category: "sport",
        ...cases("It is cancelled", "No result is published"),
      },
    ],
  },
];

describe("the rules that judge what a market says", () => {
  for (const { code, found, clear } of texts) {
    for (const change of found) it(`finds ${code} in ${JSON.stringify(change)}`, () => assert.ok(codes(change).includes(code)));
    for (const change of clear) it(`finds no ${code} in ${JSON.stringify(change)}`, () => assert.ok(!codes(change).includes(code)));
  }

  it("takes a headline's capitals for no names", () => {
    assert.ok(codes({ question: "Will There Be a Significant Drop in the Federal Funds Rate?" }).includes("vague-words"));
    assert.ok(!codes({ question: "Will the Significant Seven lower the federal funds rate?" }).includes("vague-words"));
  });

  it("is done in a moment with long texts that say the same again and again", () => {
    for (const text of ["Ab", "12:00 and 13:00 ", "Reddit poll is ", "2027 election "])
      assert.ok(processorSeconds(() => codes({ rules: text.repeat(8_000 / text.length) })) < 3, text);
  });
});
