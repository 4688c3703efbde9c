import { readFileSync } from "node:fs";
import path from "node:path";
import { parse, stringify } from "yaml";
import type { Context } from "../../sdk/specification/rules/rule.ts";
import type { Deployment } from "../../sdk/types.ts";

/** Fields of a specification as a file gives them; the rest is `markets/fed-january-2027.yaml`. */
type Fields = Record<string, unknown>;

/** What a rule finds, and the same without the fault: the documentation shows both, and the tests check them. */
export interface Example {
  bad: Fields | string | Uint8Array;
  /** Left out where the file of before says it well. */
  good?: Fields | string;
  /** What the linter was told beside the file, and in words. */
  context?: Omit<Context, "now">;
  given?: string;
}

export const EXAMPLES_NOW = Date.parse("2026-11-26T00:00:00Z") / 1000;
const FILE = path.join(import.meta.dirname, "../../markets/fed-january-2027.yaml");
const TEXT = readFileSync(FILE, "utf8");
const BASE: Fields & { rules: string; resolver: Fields; edgeCases: Fields[] } = parse(TEXT);
const { rules, resolver } = BASE;
const open = { outcomes: undefined, odds: undefined };
const LATE = "2027-09-01T00:00:00Z";
const feed = { kind: "priceFeed", feed: "BTC/USD", maxDelay: "PT25H", bounds: [150000] };
const uma = { kind: "uma", bond: 500, liveness: "PT24H" };
const reality = { kind: "reality", arbitrator: "court", timeout: "PT24H", minBond: "0.05" };
const committee = { kind: "committee", members: ["ann", "bob", "cid"], threshold: 2, delay: "P1D" };
const ADDRESS = "0x5FbDB2315678afecb367f032d93F642f64180aa3";
const three = (question: string, outcomes: string[]) => ({ question, outcomes, odds: undefined });
const deployment: Deployment = {
  chainId: 8453,
  startBlock: 1,
  contracts: { Markets: ADDRESS, OptimisticResolver: ADDRESS, PriceFeedResolver: ADDRESS, Erc792Arbiter: ADDRESS },
  collaterals: { usd: ADDRESS },
  accounts: { arbiter: "0x00000000000000000000000000000000000000AA" },
  feeds: { "BTC/USD": "0x00000000000000000000000000000000000000BB" },
};
const onNetwork = {
  context: { deployment },
  given: "`lint --network` on a rollup whose address book has the collateral `usd`, the account `arbiter` and a court",
};
const terms = { context: { terms: { decimals: 6, feedDecimals: 8 } }, given: "`lint --network`, where the collateral has 6 decimals" };

export const examples: Record<string, Example> = {
  // reading
  syntax: { bad: TEXT.replace("fee: 4%", 'fee: "4%'), good: TEXT },
  schema: { bad: { fee: 4 } },
  "time-without-zone": { bad: { closes: "2027-01-27 18:45" } },
  "time-not-utc": { bad: { closes: "2027-01-27T13:45:00-05:00" } },
  encoding: {
    bad: new Uint8Array(Buffer.from(TEXT.replace("Open Market", "Öpen Market"), "latin1")),
    good: TEXT,
    given: "a file in Latin-1 with a letter that is another byte there",
  },
  "too-large": { bad: `${TEXT}# ${"x".repeat(256 * 1024)}\n`, good: TEXT, given: "a file of more than 256 kB" },
  "too-deep": { bad: `${TEXT}a: ${"[".repeat(40)}${"]".repeat(40)}\n`, good: TEXT, given: "forty brackets within one another" },
  reference: { bad: TEXT.replace("fee: 4%", "fee: &rate 4%").replace("creatorShare: 25%", "creatorShare: *rate"), good: TEXT },
  tag: { bad: TEXT.replace("fee: 4%", "fee: !!binary NCU="), good: TEXT },
  directive: { bad: `%YAML 1.1\n---\n${TEXT}`, good: TEXT },
  // words
  "hidden-characters": { bad: { outcomes: ["Yes", "No\u200b"], odds: undefined }, given: "an invisible space behind No" },
  "broken-characters": { bad: { outcomes: ["Yes", "N\ufffd"], odds: undefined } },
  "no-question": { bad: { question: "The Federal Reserve cuts its target rate in January 2027" } },
  "missing-edge-case": { bad: { edgeCases: [] } },
  "vague-words": { bad: { rules: `${rules.trim()} A significant cut counts twice.` } },
  "relative-date": { bad: { rules: `${rules.trim()} It counts from next week on.` } },
  "editable-source": { bad: { source: "https://en.wikipedia.org/wiki/Federal_Reserve" } },
  "private-source": { bad: { source: "https://results.internal/fed" } },
  "insecure-source": { bad: { source: "http://www.federalreserve.gov/" } },
  "single-device": { bad: { rules: `${rules.trim()} The thermometer on the roof decides.` } },
  "mixed-alphabets": {
    bad: { question: "Will the Federal Rеserve cut its target rate at its January 2027 meeting?" },
    given: "a Cyrillic letter in Reserve",
  },
  "duplicate-title": {
    bad: {},
    good: { question: "Will the Federal Reserve cut its target rate at its March 2027 meeting?" },
    context: { titles: [String(BASE.question)] },
    given: "a market with the question of the file is there already",
  },
  // meaning
  "undefined-term": {
    bad: {
      question: "Will Freedonia invade Sylvania in January 2027?",
      rules: "Resolves Yes if Freedonia invades Sylvania in January 2027, and No otherwise.",
    },
    good: {
      question: "Will Freedonia invade Sylvania in January 2027?",
      rules:
        "Resolves Yes if Freedonia invades Sylvania in January 2027, and No otherwise. It invades if at least one soldier in uniform stands on land of Sylvania without its consent, according to the Security Council's records.",
    },
  },
  "title-disagrees": {
    bad: {
      question: "Will more than 50 aircraft be delivered in January 2027?",
      rules: "Resolves Yes if the company's list of deliveries shows 50 or more aircraft for January 2027, and No if it shows fewer.",
    },
    good: {
      question: "Will 50 or more aircraft be delivered in January 2027?",
      rules: "Resolves Yes if the company's list of deliveries shows 50 or more aircraft for January 2027, and No if it shows fewer.",
    },
  },
  boundary: {
    bad: {
      ...three("How many seats will the party win on 27 January 2027?", ["Fewer than 100", "100 to 200", "200 to 300", "More than 300"]),
    },
    good: {
      ...three("How many seats will the party win on 27 January 2027?", ["Fewer than 100", "100 to 199", "200 to 299", "300 or more"]),
    },
  },
  "unknown-outcome": { bad: { rules: `${rules.trim()} If the rate is unchanged the market resolves to "Draw".` } },
  "no-such-day": {
    bad: { rules: `${rules.trim()} A statement by 31 April 2027 counts.` },
    good: { rules: `${rules.trim()} A statement by 30 April 2027 counts.` },
  },
  "weekday-disagrees": {
    bad: { rules: `${rules.trim()} Published on Monday, 27 January 2027.` },
    good: { rules: `${rules.trim()} Published on Wednesday, 27 January 2027.` },
  },
  "no-knowable-by": { bad: { knowableBy: undefined } },
  // outcomes
  "duplicate-outcomes": { bad: { outcomes: ["Yes", "yes"], odds: undefined } },
  "confusable-outcomes": { bad: { outcomes: ["Yes", "Yеs"], odds: undefined }, given: "a Cyrillic letter in the second" },
  "no-other": {
    bad: three("Who will chair the Federal Reserve in 2027?", ["Ann", "Bob", "Cid"]),
    good: three("Who will chair the Federal Reserve in 2027?", ["Ann", "Bob", "Other"]),
  },
  "not-exhaustive": {
    bad: { outcomes: ["Cut by 25 basis points", "Cut by 50 basis points", "Hold"], odds: undefined },
    good: { outcomes: ["Cut", "Hold", "Other"], odds: undefined },
  },
  bands: {
    bad: {
      ...open,
      bands: [
        { name: "low", high: 2 },
        { name: "high", low: 3 },
      ],
    },
    good: {
      ...open,
      bands: [
        { name: "low", high: 2 },
        { name: "high", low: 2 },
      ],
    },
  },
  "scalar-range": { bad: { ...open, scalar: { low: 3, high: 3, unit: "%" } }, good: { ...open, scalar: { low: 3, high: 5, unit: "%" } } },
  odds: { bad: { odds: { Yes: "35%", No: "64.99%" } } },
  "lopsided-odds": { bad: { odds: { Yes: "99.5%", No: "0.5%" } } },
  // times
  "impossible-date": { bad: { closes: "2027-02-30T00:00:00Z" } },
  "close-time": { bad: { closes: "2026-01-27T18:45:00Z" } },
  "resolve-by": { bad: { resolveBy: "2027-02-20T00:00:00Z" } },
  "short-answering": { bad: { resolveBy: "2027-03-04T00:00:00Z" } },
  "short-window": { bad: { resolver: { ...resolver, liveness: "PT30S" } } },
  "hasty-window": { bad: { resolver: { ...resolver, liveness: "PT1H" } } },
  "last-look": { bad: { closes: "2027-01-28T00:00:00Z" } },
  "dates-disagree": { bad: { question: "Will the Federal Reserve cut its target rate in 2031?" } },
  "date-disagrees": { bad: { question: "Will the Federal Reserve cut its rate by 12 January 2027?" } },
  "clock-without-zone": {
    bad: { rules: `${rules.trim()} It counts from 14:00 on.` },
    good: { rules: `${rules.trim()} It counts from 14:00 UTC on.` },
  },
  "local-time": {
    bad: { rules: `${rules.trim()} It counts from 14:00 Eastern time on.` },
    good: { rules: `${rules.trim()} It counts from 19:00 UTC on.` },
  },
  // money
  fee: { bad: { fee: "11%" } },
  "creator-share": { bad: { creatorShare: "100.01%" } },
  liquidity: { bad: { liquidity: { b: 0.5 } } },
  bond: { bad: { resolver: { ...resolver, bond: 0 } } },
  "small-bond": { bad: { resolver: { ...resolver, bond: 10 } } },
  digits: { bad: { liquidity: { b: 1000.0000001 } }, ...terms },
  "amount-too-large": {
    bad: { liquidity: { b: 400000000 } },
    good: { liquidity: { b: 300000000 }, resolver: { ...resolver, bond: 6000000 } },
    context: { terms: { decimals: 18 } },
    given: "`lint --network`, where the collateral has 18 decimals",
  },
  threshold: { bad: { resolver: { ...committee, threshold: 1 } }, good: { resolver: committee } },
  // names
  "invalid-address": { bad: { resolver: { ...resolver, arbiter: "0x12" } } },
  "unknown-collateral": { bad: { collateral: "dai" }, ...onNetwork },
  "unknown-account": { bad: { resolver: { ...resolver, arbiter: "nobody" } }, ...onNetwork },
  "unknown-resolver": { bad: { resolver: uma, resolveBy: LATE }, ...onNetwork },
  refused: {
    bad: {},
    good: "",
    context: { refusal: { code: "ResolveByTooSoon", message: "The date is too early.", remedy: "Choose a later one." } },
    given: "`lint --network`, where the contracts would not create the market",
  },
  // policies
  "creator-arbitrates": { bad: { resolver: { ...resolver, creatorMayArbitrate: true } } },
  "halt-on-proposal": { bad: { resolver: { ...resolver, earlyProposals: true, haltOnProposal: true } } },
  "hasty-court": {
    bad: { resolver: { ...resolver, arbiter: "court" } },
    good: { resolver: { ...resolver, arbiter: "court", arbiterTimeout: "P60D" }, resolveBy: LATE },
    ...onNetwork,
  },
  "lone-signer": { bad: { resolver: { ...committee, members: ["ann", "bob"] } }, good: { resolver: committee } },
  bounds: { bad: { resolver: { ...feed, bounds: [1, 2] } }, good: { resolver: feed } },
  "bounds-disagree": {
    bad: { ...open, scalar: { low: 10, high: 20, unit: "dollars" }, resolver: { ...feed, bounds: [10, 30] } },
    good: { ...open, scalar: { low: 10, high: 20, unit: "dollars" }, resolver: { ...feed, bounds: [10, 20] } },
  },
  settles: {
    bad: { resolver: { ...feed, settles: "2027-01-01T00:00:00Z" } },
    good: { resolver: { ...feed, settles: "2027-01-28T00:00:00Z" } },
  },
  "feed-delay": { bad: { resolver: { ...feed, maxDelay: "PT24H" } }, good: { resolver: feed } },
  "no-sequencer-feed": {
    bad: { resolver: feed },
    good: { resolver: { ...feed, sequencerFeed: "0xBCF85224fc0756B9Fa45aA7892530B47e10b6433", gracePeriod: "PT1H" } },
    ...onNetwork,
  },
  "unknown-sequencer-feed": {
    bad: { resolver: { ...feed, sequencerFeed: ADDRESS, gracePeriod: "PT1H" } },
    good: { resolver: { ...feed, sequencerFeed: "0xBCF85224fc0756B9Fa45aA7892530B47e10b6433", gracePeriod: "PT1H" } },
    ...onNetwork,
  },
  "grace-period": {
    bad: { resolver: { ...feed, gracePeriod: "PT1H" } },
    good: { resolver: { ...feed, sequencerFeed: ADDRESS, gracePeriod: "PT1H" } },
  },
  "oracle-bond": { bad: { resolver: { ...uma, bond: 0 }, resolveBy: LATE }, good: { resolver: uma, resolveBy: LATE } },
  "long-timeout": { bad: { resolver: { ...reality, timeout: "P365D" }, resolveBy: LATE }, good: { resolver: reality, resolveBy: LATE } },
  impatient: { bad: { resolver: uma }, good: { resolver: uma, resolveBy: LATE } },
  "scalar-question": {
    bad: { ...open, scalar: { low: 1, high: 2, unit: "%" }, resolver: reality, resolveBy: LATE },
    good: {
      ...open,
      bands: [
        { name: "Below 1%", high: 1 },
        { name: "1% or more", low: 1 },
      ],
      resolver: reality,
      resolveBy: LATE,
    },
  },
};

/** The file of an example. */
export function fileOf(given: Example["bad"] | undefined): string | Uint8Array {
  if (given === undefined) return TEXT;
  return typeof given === "string" || given instanceof Uint8Array ? given : stringify({ ...BASE, ...given });
}

/** The lines of a file that an example is about. */
export function shownOf({ bad, good }: Example): { bad?: string; good?: string } {
  if (bad instanceof Uint8Array) return {};
  if (typeof bad === "string") {
    const lines = bad.split("\n").filter((line) => !TEXT.split("\n").includes(line) && line.length < 120);
    return lines.length > 0 ? { bad: lines.join("\n") } : {};
  }
  const fields = Object.keys(bad).filter((key) => bad[key] !== undefined || BASE[key] !== undefined);
  if (fields.length === 0) return typeof good === "object" ? { good: stringify(good).trim() } : {};
  const pick = (from: Fields) => Object.fromEntries(fields.flatMap((key) => (from[key] === undefined ? [] : [[key, from[key]]])));
  const text = (picked: Fields) => (Object.keys(picked).length > 0 ? stringify(picked, { lineWidth: 110 }).trim() : undefined);
  const [wrong, right] = [text(pick(bad)), text(typeof good === "object" ? { ...pick(good), ...good } : pick(BASE))];
  return { ...(wrong && { bad: wrong }), ...(right && { good: right }) };
}
