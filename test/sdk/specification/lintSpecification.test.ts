import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import { decodeAbiParameters, zeroAddress } from "viem";
import { parse, stringify } from "yaml";
import { realityResolverAbi } from "../../../sdk/abi/realityResolver.ts";
import { outputsOf } from "../../../sdk/outputsOf.ts";
import type { OptimisticPolicy } from "../../../sdk/resolvers/optimistic/policy.ts";
import { encodePriceFeedPolicy } from "../../../sdk/resolvers/priceFeed/policy.ts";
import type { RealityPolicy } from "../../../sdk/resolvers/reality/policy.ts";
import { resolvers } from "../../../sdk/resolvers/resolvers.ts";
import { encodeUmaPolicy } from "../../../sdk/resolvers/uma/policy.ts";
import { lintSpecification } from "../../../sdk/specification/lintSpecification.ts";
import { parseDuration, parseWhen } from "../../../sdk/specification/time.ts";
import { type Policy, policyOf, toCreateParams } from "../../../sdk/specification/toCreateParams.ts";
import type { Specification } from "../../../sdk/specification/types.ts";
import type { Deployment } from "../../../sdk/types.ts";

const MARKETS = path.join(import.meta.dirname, "../../../markets");
/** 23 November 2026 */
const NOW = 1_795_392_000;
const HOUR = 3_600;
const DAY = 24 * HOUR;
const ADDRESS = "0x0000000000000000000000000000000000000001";
const read = (name: string) => readFileSync(path.join(MARKETS, name), "utf8");
const base = parse(read("fed-january-2027.yaml"));
const lint = (change: object) => lintSpecification(stringify({ ...base, ...change }), { now: NOW }).findings;
const OTHER = {
  feed: { kind: "priceFeed", feed: "BTC/USD", maxDelay: "PT25H", bounds: [150000] },
  uma: { kind: "uma", bond: 500, liveness: "PT24H" },
  reality: { kind: "reality", arbitrator: "court", timeout: "PT24H", minBond: "0.05" },
};
const specificationOf = (text: string): Specification => {
  const { specification, findings } = lintSpecification(text, { now: NOW });
  assert.ok(specification, JSON.stringify(findings));
  return specification;
};
const changed = (change: object) => specificationOf(stringify({ ...base, ...change }));
const codes = (change: object) => lint(change).map(({ code }) => code);

describe("lintSpecification", () => {
  for (const name of readdirSync(MARKETS)) {
    it(`has nothing to complain about in markets/${name}`, () =>
      assert.deepEqual(lintSpecification(read(name), { now: NOW }).findings, []));
  }

  const faulty: [string, object][] = [
    ["schema", { source: undefined }],
    ["schema", { source: "the news" }],
    ["time-without-zone", { closes: "2027-01-27 18:45" }],
    ["time-without-zone", { resolveBy: "2027-04-01" }],
    ["time-not-utc", { closes: "2027-01-27T13:45:00-05:00" }],
    ["schema", { closes: "soon" }],
    ["schema", { knowableBy: "P30D" }],
    ["schema", { outcomes: ["Yes", " No"], odds: undefined }],
    ["schema", { fee: 4 }],
    ["schema", { collaterall: "usd" }],
    ["schema", { outcomes: ["Yes"] }],
    ["schema", { resolver: { ...base.resolver, kind: "oracle" } }],
    ["schema", { resolver: { ...base.resolver, bond: undefined } }],
    ["hidden-characters", { question: "Will the Federal Reserve \u202Ecut its rate in 2027?" }],
    ["hidden-characters", { outcomes: ["Yes", "No\u200b"], odds: undefined }],
    ["no-question", { question: "The Federal Reserve cuts its rate in 2027" }],
    ["vague-words", { rules: `${base.rules} A significant cut counts twice.` }],
    ["relative-date", { rules: `${base.rules} It counts from tomorrow.` }],
    ["editable-source", { source: "https://en.wikipedia.org/wiki/Federal_Reserve" }],
    ["missing-edge-case", { edgeCases: [] }],
    ["duplicate-outcomes", { outcomes: ["Yes", "yes"], odds: undefined }],
    ["confusable-outcomes", { outcomes: ["Yes", "Yеs"], odds: undefined }],
    ["confusable-outcomes", { outcomes: ["Jose", "José."], odds: undefined }],
    ["mixed-alphabets", { question: "Will the Federal Rеserve cut its rate in January 2027?" }],
    ["hidden-characters", { outcomes: ["Yes", "No\u3164"], odds: undefined }],
    ["private-source", { source: "https://results.internal/fed" }],
    ["private-source", { source: "https://192.168.0.1/fed" }],
    ["private-source", { source: "http://fed.local/" }],
    ["insecure-source", { source: "http://www.federalreserve.gov/" }],
    ["single-device", { rules: `${base.rules} The weather station at the airport decides.` }],
    ["clock-without-zone", { rules: `${base.rules} It counts from 14:00 on.` }],
    ["local-time", { rules: `${base.rules} It counts from 14:00 Eastern time on.` }],
    ["date-disagrees", { question: "Will the Federal Reserve cut its rate by 12 January 2027?" }],
    ["date-disagrees", { question: "Will the Federal Reserve cut its rate by May 3, 2027?" }],
    ["invalid-address", { resolver: { ...base.resolver, arbiter: "0x…" } }],
    ["invalid-address", { collateral: "0x5fbDB2315678afecb367f032d93F642f64180aa3" }],
    ["creator-arbitrates", { resolver: { ...base.resolver, creatorMayArbitrate: true } }],
    ["bounds", { resolver: { ...OTHER.feed, bounds: [1, 2] } }],
    ["bounds", { resolver: { ...OTHER.feed, bounds: ["1.123456789"] } }],
    ["bounds", { resolver: OTHER.feed, outcomes: ["A", "B", "C"], odds: undefined }],
    [
      "bounds",
      { resolver: { ...OTHER.feed, bounds: [5, 5] }, outcomes: undefined, odds: undefined, scalar: { low: 5, high: 5, unit: "%" } },
    ],
    [
      "bounds-disagree",
      { resolver: { ...OTHER.feed, bounds: [10, 30] }, outcomes: undefined, odds: undefined, scalar: { low: 10, high: 20, unit: "%" } },
    ],
    ["settles", { resolver: { ...OTHER.feed, settles: "2027-01-01T00:00:00Z" } }],
    ["settles", { resolver: { ...OTHER.feed, settles: "2027-02-30T00:00:00Z" } }],
    ["feed-delay", { resolver: { ...OTHER.feed, maxDelay: "PT24H59M59S" } }],
    ["grace-period", { resolver: { ...OTHER.feed, gracePeriod: "PT1H" } }],
    ["grace-period", { resolver: { ...OTHER.feed, gracePeriod: "PT24H1S", sequencerFeed: ADDRESS } }],
    ["bounds", { resolver: { ...OTHER.feed, bounds: ["1701411834604692317316873037158.84105728"] } }], // 2^127 units of the feed
    ["schema", { resolver: { ...OTHER.feed, comparison: "<" } }],
    ["invalid-address", { resolver: { ...OTHER.feed, sequencerFeed: "0x12" } }],
    ["oracle-bond", { resolver: { ...OTHER.uma, bond: 0 } }],
    ["oracle-bond", { resolver: { ...OTHER.reality, minBond: "0" } }],
    ["oracle-bond", { resolver: { ...OTHER.reality, minBond: "1000.000000000000000001" } }],
    ["invalid-address", { resolver: { ...base.resolver, arbiter: "0x0000000000000000000000000000000000000000" } }],
    ["invalid-address", { resolver: { ...OTHER.uma, currency: "0xA0b86991" } }],
    ["invalid-address", { resolver: { ...OTHER.reality, arbitrator: "0x05" } }],
    ["short-window", { resolver: { ...OTHER.uma, liveness: "PT30S" } }],
    ["short-window", { resolver: { ...OTHER.reality, timeout: "PT30S" } }],
    ["long-timeout", { resolver: { ...OTHER.reality, timeout: "P365D" } }],
    ["impatient", { resolver: OTHER.uma }],
    ["resolve-by", { resolver: OTHER.reality, resolveBy: "2027-02-20T00:00:00Z" }],
    ["scalar-question", { resolver: OTHER.reality, outcomes: undefined, odds: undefined, scalar: { low: 10, high: 20, unit: "%" } }],
    ["schema", { resolver: { ...OTHER.reality, bond: 5 } }],
    ["halt-on-proposal", { resolver: { ...base.resolver, earlyProposals: true, haltOnProposal: true } }],
    ["lone-signer", { resolver: { kind: "committee", members: ["a", "b"], threshold: 2, delay: "P1D" } }],
    ["missing-edge-case", { category: "sport", outcomes: ["Ann", "Bob", "Other"], odds: undefined }],
    ["odds", { outcomes: ["Yes", "constructor"], odds: { Yes: "100%" } }],
    ["not-exhaustive", { outcomes: ["Cut by 25 points", "Cut by 50 points", "Hold"], odds: undefined }],
    ["no-other", { question: "Who will chair the Federal Reserve in 2027?", outcomes: ["Ann", "Bob", "Cid"], odds: undefined }],
    ["odds", { odds: { Yes: "35%", No: "64.99%" } }],
    ["odds", { odds: { Yes: "35%" } }],
    ["schema", { odds: { Yes: "33.33333333333333333%", No: "66.66666666666666667%" } }],
    ["odds", { odds: { Yes: "35%", No: "65%", Maybe: "0%" } }],
    ["odds", { odds: { Yes: "100%", No: "0%" } }],
    ["odds", { odds: { Yes: "99.99990000000001%", No: "0.00009999999999%" } }],
    ["lopsided-odds", { odds: { Yes: "99.01%", No: "0.99%" } }],
    [
      "bands",
      {
        outcomes: undefined,
        odds: undefined,
        bands: [
          { name: "low", high: 2 },
          { name: "high", low: 3 },
        ],
      },
    ],
    [
      "bands",
      {
        outcomes: undefined,
        odds: undefined,
        bands: [
          { name: "low", low: 1, high: 2 },
          { name: "high", low: 2 },
        ],
      },
    ],
    ["scalar-range", { outcomes: undefined, odds: undefined, scalar: { low: 3, high: 3, unit: "%" } }],
    ["impossible-date", { closes: "2027-02-30T00:00:00Z" }],
    ["close-time", { closes: "2026-01-27T18:45:00Z" }],
    ["close-time", { closes: "P1900D", resolveBy: "P2000D", knowableBy: undefined }],
    ["resolve-by", { resolveBy: "2027-03-02T18:44:59Z" }],
    ["resolve-by", { resolveBy: "2028-02-01T00:00:00Z" }],
    ["resolve-by", { resolver: { ...base.resolver, arbiterTimeout: "P180D" }, resolveBy: "2028-01-20T00:00:00Z" }],
    ["short-answering", { resolveBy: "2027-03-06T18:44:59Z" }],
    ["short-window", { resolver: { ...base.resolver, liveness: "PT59S" } }],
    ["hasty-window", { resolver: { ...base.resolver, liveness: "PT1H" } }],
    ["last-look", { closes: "2027-01-28T00:00:00Z" }],
    ["dates-disagree", { question: "Will the Federal Reserve cut its target rate in 2031?" }],
    ["fee", { fee: "10.01%" }],
    ["creator-share", { creatorShare: "100.01%" }],
    ["liquidity", { liquidity: { b: 0.5 } }],
    ["liquidity", { liquidity: { b: "309485009821346000000" } }],
    ["bond", { resolver: { ...base.resolver, bond: 0 } }],
    ["bond", { liquidity: { b: 2 }, resolver: { ...base.resolver, bond: "200.01" } }],
    ["bond", { resolver: { ...base.resolver, maxBond: "309485009821346000000" } }],
    ["small-bond", { resolver: { ...base.resolver, bond: 10 } }],
    ["threshold", { resolver: { kind: "committee", members: ["a", "b"], threshold: 1, delay: "P1D" } }],
  ];
  for (const [code, change] of faulty) {
    it(`finds ${code} in ${JSON.stringify(change).slice(0, 90)}`, () =>
      assert.ok(codes(change).includes(code), JSON.stringify(lint(change))));
  }

  /** Windows of a resolver → the seconds that `resolveBy` must leave: 3 days, two rounds, grace and a day. By hand, not by the SDK. */
  const least: [string, object, number][] = [
    ["optimistic", base.resolver, 4 * DAY + 2 * (DAY + 14 * DAY)],
    ["committee", { kind: "committee", members: ["a", "b", "c"], threshold: 2, delay: "P2D" }, 4 * DAY + 2 * (2 * DAY)],
    ["a price feed", { ...OTHER.feed, sequencerFeed: ADDRESS, gracePeriod: "PT1H" }, 4 * DAY + 2 * (25 * HOUR) + HOUR],
    ["a price feed that settles later", { ...OTHER.feed, settles: "2027-02-01T18:45:00Z" }, 5 * DAY + 4 * DAY + 2 * (25 * HOUR)],
    ["UMA", OTHER.uma, 4 * DAY + 2 * (DAY + 30 * DAY)],
    ["Reality.eth", OTHER.reality, 4 * DAY + 2 * (DAY + 30 * DAY)],
  ];
  const CLOSES = Date.parse(base.closes) / 1000;
  const iso = (time: number) => new Date(time * 1000).toISOString().replace(".000", "");
  for (const [name, resolver, seconds] of least) {
    it(`takes the first second that leaves time for two rounds of ${name}, and none before`, () => {
      const errors = (resolveBy: number) => lint({ resolver, resolveBy: iso(resolveBy) }).filter(({ severity }) => severity === "error");
      assert.deepEqual(errors(CLOSES + seconds), []);
      assert.deepEqual(
        errors(CLOSES + seconds - 1).map(({ code }) => code),
        ["resolve-by"],
      );
    });

    it(`suggests a date for ${name} that leaves weeks, and nothing to complain about in it`, () => {
      for (const late of [iso(CLOSES + 60), iso(CLOSES + seconds), "P66D"]) {
        const found = lint({ resolver, resolveBy: late }).find(({ code }) => code === "resolve-by" || code === "short-answering");
        if (late.startsWith("P") && !found) continue; // sixty-six days from now are enough for some
        const [, suggested = ""] = /^Make it ([^ ,]+)/.exec(found?.suggestion ?? "") ?? [];
        const time = parseWhen(suggested, NOW) ?? 0;
        assert.ok(time >= CLOSES + seconds + 13 * DAY, `${late}: ${found?.suggestion}`);
        assert.equal(suggested.startsWith("P"), late.startsWith("P"));
        assert.ok(!lint({ resolver, resolveBy: suggested }).some(({ code }) => code === "resolve-by" || code === "short-answering"));
      }
    });
  }

  it("says that windows which need more than a year are to be shortened", () => {
    const [found] = lint({ resolver: { ...base.resolver, arbiterTimeout: "P180D" }, resolveBy: "2028-01-20T00:00:00Z" });
    assert.match(found.suggestion, /Shorten/);
  });

  it("takes a bond of a hundred times b, and the least odds that the contract takes", () => {
    assert.deepEqual(codes({ liquidity: { b: 2 }, odds: undefined, resolver: { ...base.resolver, bond: 200 } }), []);
    assert.deepEqual(codes({ odds: { Yes: "99.9999%", No: "0.0001%" } }), ["lopsided-odds"]);
  });

  it("knows which faults stop", () => {
    const severity = (change: object, code: string) => lint(change).find((finding) => finding.code === code)?.severity;
    assert.equal(
      severity({ question: "Who will chair the Fed in 2027?", outcomes: ["Ann", "Bob", "Cid"], odds: undefined }, "no-other"),
      "warning",
    );
    assert.equal(severity({ outcomes: ["Hold", "Cut by 25 points", "Cut by 50 points"], odds: undefined }, "not-exhaustive"), "warning");
    assert.equal(severity({ outcomes: ["Yes", "Yеs"], odds: undefined }, "confusable-outcomes"), "error");
    assert.equal(severity({ outcomes: ["Jose", "José"], odds: undefined }, "confusable-outcomes"), "warning");
  });

  it("knows by their numbers whether ranges meet, overlap, leave a hole or cover everything", () => {
    const ranges = (...outcomes: string[]) =>
      codes({ question: "How many will there be in January 2027?", outcomes, odds: undefined }).filter((code) =>
        /boundary|not-exhaustive|no-other/.test(code),
      );
    assert.deepEqual(ranges("0 to 4", "5 to 9", "10 or more"), []);
    assert.deepEqual(ranges("Below $60.00", "$60.00 to $69.99", "$70.00 or more"), []);
    assert.deepEqual(ranges("less than 1.5 million", "1.5 million or more but not 2", "Other"), []);
    assert.deepEqual(ranges("<10%", "10%–20%", ">20%"), []);
    assert.deepEqual(ranges("0", "1", "2", "3+"), []);
    assert.deepEqual(ranges("0-10", "10-20", "20+"), ["boundary", "boundary"]);
    assert.deepEqual(ranges("Under 1,000", "Over 1,000", "Other"), ["boundary"]);
    assert.deepEqual(ranges("0-10", "12-20", "21+"), ["boundary"]);
    assert.deepEqual(ranges("0-10", "11-20", "21-30"), ["not-exhaustive"]);
    assert.deepEqual(ranges("Paris 2024", "Rome 2028", "Oslo 2030"), ["not-exhaustive"]);
  });

  const agreeing: [question: string, rules: string, isRight: boolean][] = [
    [
      "Will the index close above 7,500 on 4 January 2027?",
      "Resolves Yes if it closes at 7,500.01 or more on 4 January 2027, else No.",
      true,
    ],
    [
      "Will the index close above 7,500 on 4 January 2027?",
      "Resolves Yes if it closes at 7,500 or more on 4 January 2027, else No.",
      false,
    ],
    ["Will the index close above 7,500 on 4 January 2027?", "Resolves Yes if it closes above 8,000 on 4 January 2027, else No.", false],
    ["Will the index close above 7,500 on 4 January 2027?", "Resolves Yes if it closes above 7,500 on 4 February 2027, else No.", false],
    ["Will 3+ goals be scored on 4 January 2027?", "Resolves Yes if more than 2.5 goals are scored on 4 January 2027, else No.", true],
    [
      "Will it reach 1.2 billion dollars before 1 May 2027?",
      "Resolves Yes at $1,200,000,000 or more by 30 April 2027, 23:59 UTC, else No.",
      true,
    ],
    ["Will Ann Lee win on 4 January 2027?", "Resolves Yes if Anna Lee is proclaimed the winner on 4 January 2027, else No.", false],
    [
      "Will Ann Lee be convicted by 4 January 2027?",
      "Resolves Yes if she is indicted by 4 January 2027, else No, as the court says.",
      false,
    ],
    [
      "Will Ann Lee be convicted by 4 January 2027?",
      "Resolves Yes if a court convicts her by 4 January 2027; being charged is not enough.",
      true,
    ],
  ];
  for (const [question, rules, isRight] of agreeing) {
    it(`${isRight ? "lets pass" : "finds that they disagree:"} ${question} ${rules.slice(0, 70)}`, () =>
      assert.equal(codes({ question, rules, odds: undefined }).includes("title-disagrees"), !isRight));
  }

  it("says the time in UTC that another zone's stands for", () =>
    assert.match(lint({ closes: "2027-01-27T13:45:00-05:00" })[0].suggestion, /2027-01-27T18:45:00Z/));

  it("checks names where it knows the network", () => {
    const address = "0x5FbDB2315678afecb367f032d93F642f64180aa3";
    const deployment: Deployment = {
      chainId: 1,
      startBlock: 1,
      contracts: { Markets: address, OptimisticResolver: address },
      collaterals: { usd: address },
      accounts: { arbiter: address },
    };
    const find = (change: object) =>
      lintSpecification(stringify({ ...base, ...change }), { now: NOW, deployment }).findings.map(({ code }) => code);
    const committee = { kind: "committee", members: ["arbiter", "ann", address], threshold: 2, delay: "P1D" };
    assert.deepEqual(find({}), []);
    assert.deepEqual(find({ collateral: address }), []);
    assert.deepEqual(find({ collateral: "dai" }), ["unknown-collateral"]);
    assert.deepEqual(find({ resolver: { ...base.resolver, arbiter: "toString" } }), ["unknown-account"]);
    assert.deepEqual(find({ resolver: committee }), ["unknown-resolver", "unknown-account"]);
    assert.deepEqual(find({ resolver: OTHER.feed }), ["unknown-resolver", "unknown-account"]);
    assert.deepEqual(find({ resolver: { ...OTHER.uma, currency: "dai" }, resolveBy: "2027-09-01T00:00:00Z" }), [
      "unknown-resolver",
      "unknown-collateral",
    ]);
    assert.deepEqual(find({ resolver: OTHER.reality, resolveBy: "2027-09-01T00:00:00Z" }), ["unknown-resolver", "unknown-account"]);
    const rollup = { ...deployment, chainId: 8453, contracts: { ...deployment.contracts, PriceFeedResolver: address } } as const;
    const onRollup = (sequencerFeed?: string) => {
      const resolver = { ...OTHER.feed, feed: address, ...(sequencerFeed && { sequencerFeed, gracePeriod: "PT1H" }) };
      return lintSpecification(stringify({ ...base, resolver }), { now: NOW, deployment: rollup }).findings;
    };
    const known = "0xBCF85224fc0756B9Fa45aA7892530B47e10b6433"; // Chainlink's for Base
    assert.deepEqual(
      onRollup().map(({ code }) => code),
      ["no-sequencer-feed"],
    );
    assert.deepEqual(onRollup(known), []);
    const [stranger] = onRollup(address);
    assert.deepEqual([stranger.code, stranger.severity], ["unknown-sequencer-feed", "warning"]);
    assert.match(stranger.message, /Base/);
    assert.match(stranger.suggestion, new RegExp(known));
  });

  it("knows the court by its name where there is one, and how slow courts are", () => {
    const contracts = {
      Markets: ADDRESS,
      OptimisticResolver: ADDRESS,
      Erc792Arbiter: "0x5FbDB2315678afecb367f032d93F642f64180aa3",
    } as const;
    const deployment: Deployment = { chainId: 1, startBlock: 1, contracts, collaterals: { usd: ADDRESS } };
    const find = (policy: object, book: Deployment = deployment) =>
      lintSpecification(stringify({ ...base, resolver: { ...base.resolver, ...policy }, resolveBy: "2027-07-15T00:00:00Z" }), {
        now: NOW,
        deployment: book,
      }).findings.map(({ code }) => code);
    assert.deepEqual(find({ arbiter: "court", arbiterTimeout: "P60D" }), []);
    for (const arbiter of ["court", contracts.Erc792Arbiter]) assert.deepEqual(find({ arbiter, arbiterTimeout: "P14D" }), ["hasty-court"]);
    const without = { ...deployment, contracts: { Markets: ADDRESS, OptimisticResolver: ADDRESS } } as const;
    assert.deepEqual(find({ arbiter: "court", arbiterTimeout: "P60D" }, without), ["unknown-account"]);
  });

  it("shows what the contracts of the network refused, where it is written", () => {
    const find = (code: string) => {
      const refusal = { code, message: "It will not do.", remedy: "Do otherwise." };
      const [{ line, severity, suggestion, ...found }] = lintSpecification(read("fed-january-2027.yaml"), { now: NOW, refusal }).findings;
      assert.deepEqual([severity, suggestion, found.code], ["error", refusal.remedy, "refused"]);
      return line;
    };
    const lineOf = (field: string) =>
      read("fed-january-2027.yaml")
        .split("\n")
        .findIndex((line) => line.startsWith(`${field}:`)) + 1;
    assert.equal(find("NoHistory"), lineOf("resolver"));
    assert.equal(find("ResolveByTooSoon"), lineOf("resolveBy"));
    assert.equal(find("InvalidClosesAt"), lineOf("closes"));
    assert.equal(find("UnsupportedDecimals"), lineOf("collateral"));
  });

  it("finds a market that reads the same", () => {
    const find = (titles: string[]) => lintSpecification(stringify(base), { now: NOW, titles }).findings.map(({ code }) => code);
    assert.deepEqual(find([`${base.question.toUpperCase().replace("?", " ?")}`]), ["duplicate-title"]);
    assert.deepEqual(find([base.question.replace("January", "March"), "Will it rain?"]), []);
  });

  it("refuses references that multiply, and texts that are no specification", () => {
    const levels = Array.from(
      { length: 9 },
      (_, i) =>
        `l${i}: &l${i} [${Array(9)
          .fill(i === 0 ? "x" : `*l${i - 1}`)
          .join(", ")}]`,
    );
    for (const text of [levels.join("\n"), "", "- a", "null", "42", "a: b: c", "\u0000", "question: *nobody"]) {
      const { ok, findings } = lintSpecification(text, { now: NOW });
      assert.equal(ok, false);
      assert.ok(
        findings.length > 0 && findings.every(({ line, column, why, suggestion }) => line > 0 && column > 0 && why && suggestion),
        text,
      );
    }
  });

  it("names line and column", () => {
    const [finding] = lintSpecification(read("fed-january-2027.yaml").replace("fee: 4%", "fee: 11%"), { now: NOW }).findings;
    assert.deepEqual([finding.code, finding.line, finding.column, finding.severity], ["fee", 23, 6, "error"]);
  });

  const shapes: [change: object, message: string, suggestion: RegExp][] = [
    [{ source: undefined }, "the specification has no `source`", /Add `source`/],
    [{ source: "the news" }, "`source` (the news) is not the address of a page", /https:/],
    [{ closes: "soon" }, "`closes` (soon) is not a time in UTC or a duration", /2027-01-27T18:45:00Z/],
    [{ fee: 4 }, "`fee` (4) is not a percentage of at most 16 decimals", /35%/],
    [{ collaterall: "usd" }, "the specification has an unknown field `collaterall`", /Correct its name/],
    [{ outcomes: ["Yes"], odds: undefined }, "`outcomes` has 1 item, needed are at least 2", /Correct the value/],
    [{ question: "Rain?" }, "`question` has 5 characters, needed are at least 10", /question mark/],
    [{ edgeCases: "none" }, "`edgeCases` must be a list", /Correct the value/],
    [{ edgeCases: [{ if: "It rains" }] }, "`edgeCases.0` has no `then`", /Add `then`/],
    [{ outcomes: undefined, odds: undefined }, "one of `outcomes`, `scalar` and `bands` is needed", /Add `outcomes`/],
    [{ scalar: { low: 0, high: 1, unit: "%" } }, "only one of `outcomes` and `scalar` can be given", /Keep one/],
    [{ liquidity: { b: -1 } }, "`liquidity.b` (-1) is not an amount in plain digits", /such as 500 or 0.25/],
    [{ liquidity: { b: 1, maxLoss: 1 } }, "`liquidity` has `b` and `maxLoss`, which exclude each other", /Keep one/],
    [{ liquidity: { depth: 1 } }, "`liquidity` has an unknown field `depth`", /Correct its name/],
    [{ liquidity: {} }, "`liquidity` has no `maxLoss`", /Add `maxLoss`/],
    [{ resolver: { ...base.resolver, bond: undefined } }, "`resolver` has no `bond`", /Add `bond`/],
    [{ resolver: { ...base.resolver, haltOnProposal: "no" } }, "`resolver.haltOnProposal` must be true or false", /Correct/],
    [
      { resolver: { ...base.resolver, kind: "vote" } },
      `\`resolver.kind\` must be one of ${Object.keys(resolvers).join(", ")}`,
      /Correct the value/,
    ],
    [
      { resolver: { kind: "committee", members: ["a", "b", "a"], threshold: 2, delay: "PT1H" } },
      "`resolver.members.2` (a) is named twice",
      /each member once/,
    ],
    [
      { resolver: { kind: "committee", members: ["a", "b"], threshold: 0, delay: "PT1H" } },
      "`resolver.threshold` (0) must be at least 1",
      /Correct the value/,
    ],
  ];
  for (const [change, message, suggestion] of shapes) {
    it(`says: ${message}`, () => {
      const found = lint(change);
      assert.deepEqual(
        found.map((finding) => finding.message),
        [message],
      );
      assert.match(found[0]?.suggestion ?? "", suggestion);
    });
  }

  it("shows everything that has not the shape, in the order of the file", () => {
    const found = lint({ category: "gossip", fee: 4, extra: 1, outcomes: undefined, odds: undefined });
    assert.equal(found.length, 4);
    assert.deepEqual(
      found.map(({ line }) => line),
      found.map(({ line }) => line).toSorted((a, b) => a - b),
    );
  });

  it("names the place of a syntax error", () => {
    const { ok, findings } = lintSpecification("question: [", { now: NOW });
    assert.deepEqual([ok, findings[0].code, findings[0].line], [false, "syntax", 1]);
  });
});

describe("toCreateParams", () => {
  const usd = "0x0000000000000000000000000000000000000001";
  const deployment: Deployment = {
    chainId: 31337,
    startBlock: 0,
    contracts: {
      Markets: usd,
      OptimisticResolver: "0x0000000000000000000000000000000000000002",
      CommitteeResolver: usd,
      PriceFeedResolver: usd,
      UmaResolver: usd,
      RealityResolver: usd,
      Erc792Arbiter: "0x0000000000000000000000000000000000000009",
    },
    collaterals: { usd },
    feeds: { "BTC/USD": "0x0000000000000000000000000000000000000004" },
    accounts: {
      court: "0x0000000000000000000000000000000000000005",
      arbiter: "0x0000000000000000000000000000000000000003",
      member1: "0x0000000000000000000000000000000000000011",
      member2: "0x0000000000000000000000000000000000000012",
      member3: "0x0000000000000000000000000000000000000013",
    },
  };
  const params = (name: string) => toCreateParams(specificationOf(read(name)), { deployment, decimals: 6, now: NOW });

  it("turns percentages into odds that sum to exactly one", () => {
    assert.deepEqual(params("fed-january-2027.yaml").odds, [350_000_000_000_000_000n, 650_000_000_000_000_000n]);
    for (const name of readdirSync(MARKETS)) {
      const { odds } = params(name);
      assert.equal(
        odds.reduce((sum, p) => sum + p, 0n),
        10n ** 18n,
        name,
      );
    }
  });

  it("turns the most that may be lost into b: 5000 / -ln 0.35", () => {
    const expected = 5000 / -Math.log(0.35);
    assert.ok(Math.abs(Number(params("fed-january-2027.yaml").liquidity) / 1e6 - expected) < 1e-5);
  });

  it("turns times and rates into the contract's", () => {
    const { closesAt, resolveBy, feeRate, creatorShare } = params("fed-january-2027.yaml");
    assert.deepEqual([closesAt, resolveBy, feeRate, creatorShare], [1801075500n, 1806537600n, 400, 2500]);
  });

  const written = (from: string, to: string) =>
    toCreateParams(specificationOf(read("fed-january-2027.yaml").replace(from, to)), { deployment, decimals: 6, now: NOW });

  it("reads every number as it was written, to its last digit", () => {
    const b = (text: string) => written("liquidity: { maxLoss: 5000 }", `liquidity: { b: ${text} }`).liquidity;
    assert.equal(b("12345678901234567.000001"), 12345678901234567000001n);
    assert.equal(b("'12345678901234567.000001'"), 12345678901234567000001n);
    assert.equal(b("1000.10"), 1000_100_000n);
    assert.equal(b("007"), 7_000_000n);
  });

  for (const text of ["1e3", "0x10", "0o17", "+5", ".5", "5.", ".inf", ".nan", "-1"]) {
    it(`refuses ${text} as an amount, whose digits are others`, () => {
      const file = read("fed-january-2027.yaml").replace("liquidity: { maxLoss: 5000 }", `liquidity: { b: ${text} }`);
      const [finding] = lintSpecification(file, { now: NOW }).findings;
      assert.deepEqual([finding.code, finding.message], ["schema", `\`liquidity.b\` (${text}) is not an amount in plain digits`]);
    });
  }

  it("refuses a number of the text that cannot be kept", () => {
    const scale = (low: string) =>
      lintSpecification(
        stringify({ ...base, outcomes: undefined, odds: undefined, scalar: { low: "LOW", high: 1, unit: "%" } }).replace("LOW", low),
        { now: NOW },
      );
    for (const kept of ["0.1", "-3.50", "0.0000001", "0.30000000000000004", "-0"]) assert.ok(scale(kept).specification, kept);
    for (const lost of ["0.1234567890123456789", "-12345678901234567890", "0.3000000000000000001"])
      assert.match(scale(lost).findings[0]?.message ?? "", /^`scalar.low` has more digits than can be kept/, lost);
  });

  it("encodes the policy of each kind in the units of its oracle", () => {
    const policyOf = (resolver: object, more = {}) =>
      toCreateParams(changed({ resolver, resolveBy: "2027-09-01T00:00:00Z" }), { deployment, decimals: 6, now: NOW, ...more }).resolverData;
    const common = { feed: "0x0000000000000000000000000000000000000004", sequencerFeed: zeroAddress, gracePeriod: 0 } as const;
    const policy = {
      ...common,
      settlesAt: 1801075500,
      maxDelay: 90_000,
      kind: "strike",
      strict: false,
      bounds: [150_000n * 10n ** 8n],
    } as const;
    assert.equal(policyOf(OTHER.feed), encodePriceFeedPolicy(policy));
    assert.equal(
      policyOf(
        { ...OTHER.feed, comparison: ">", settles: "2027-01-28T00:00:00Z", sequencerFeed: usd, gracePeriod: "PT1H" },
        { feedDecimals: 18 },
      ),
      encodePriceFeedPolicy({
        ...policy,
        strict: true,
        settlesAt: 1801094400,
        sequencerFeed: usd,
        gracePeriod: 3600,
        bounds: [150_000n * 10n ** 18n],
      }),
    );
    const uma = { currency: usd, bond: 500n * 10n ** 6n, liveness: 86_400n, earlyAssertions: false } as const;
    assert.equal(policyOf(OTHER.uma), encodeUmaPolicy(uma));
    assert.equal(
      policyOf({ ...OTHER.uma, currency: usd, earlyAssertions: true }, { currencyDecimals: 18 }),
      encodeUmaPolicy({ ...uma, bond: 500n * 10n ** 18n, earlyAssertions: true }),
    );
    const [reality] = decodeAbiParameters(outputsOf(realityResolverAbi, "policyOf"), policyOf(OTHER.reality));
    assert.deepEqual(
      [reality.arbitrator, reality.timeout, reality.minBond, reality.templateId, reality.earlyAnswers],
      ["0x0000000000000000000000000000000000000005", 86_400, 5n * 10n ** 16n, 2, false],
    );
  });

  it("names the deployment's court as the arbiter, and Reality.eth's as the arbitrator", () => {
    const policy = (resolver: object) =>
      policyOf(changed({ resolver, resolveBy: "2027-09-01T00:00:00Z" }), { deployment, decimals: 6, now: NOW }).policy;
    const optimistic = policy({ ...base.resolver, arbiter: "court" }) as OptimisticPolicy;
    assert.equal(optimistic.arbiter, deployment.contracts.Erc792Arbiter);
    assert.equal((policy(OTHER.reality) as RealityPolicy).arbitrator, deployment.accounts?.court);
  });

  it("refuses amounts that the contracts cannot keep", () => {
    const file = read("fed-january-2027.yaml").replace("liquidity: { maxLoss: 5000 }", "liquidity: { b: 309485010 }");
    const make = (decimals: number) => toCreateParams(specificationOf(file), { deployment, decimals, now: NOW });
    assert.throws(() => make(18), { code: "AmountTooLarge" }); // 2^88 base units are 309,485,009.82 of them
    assert.equal(make(6).liquidity, 309_485_010_000_000n);
  });

  it("asks at Reality.eth what its template makes valid JSON of, outcomes in the market's order", () => {
    const hostile = {
      ...base,
      question: 'Will "this" \\ hold in 2027?␟',
      outcomes: ['A "b"', "C"],
      resolver: { ...OTHER.reality, language: "de" },
    };
    const { policy } = policyOf(hostile, { deployment, decimals: 6, now: NOW }) as Extract<Policy, { kind: "reality" }>;
    const [title, outcomes, category, language] = policy.question.split("␟");
    const template = `{"title": "${title}", "type": "single-select", "outcomes": [${outcomes}], "category": "${category}", "lang": "${language}"}`;
    const asked = JSON.parse(template);
    assert.deepEqual([asked.outcomes, asked.category, asked.lang], [['A "b"', "C"], "economics", "de"]);
    assert.ok(asked.title.startsWith(hostile.question.replace("␟", "").trim()) && asked.title.includes(base.source));
  });

  it("refuses names that the address book does not have", () => {
    const specification = changed({ collateral: "euro" });
    assert.throws(() => toCreateParams(specification, { deployment, decimals: 6, now: NOW }), { code: "UnknownCollateral" });
    assert.throws(
      () => toCreateParams(changed({ resolver: { ...base.resolver, arbiter: "nobody" } }), { deployment, decimals: 6, now: NOW }),
      { code: "UnknownAccount" },
    );
  });
});

describe("times", () => {
  it("reads durations", () =>
    assert.deepEqual(["PT24H", "P2D", "P1W", "PT1M30S", "P1Y", "24h"].map(parseDuration), [
      86400,
      172800,
      604800,
      90,
      undefined,
      undefined,
    ]));
  it("reads times in UTC and durations from now", () => {
    assert.equal(parseWhen("2027-01-27T18:45:00Z", 0), 1801075500);
    assert.equal(parseWhen("2027-01-27T18:45Z", 0), 1801075500);
    assert.equal(parseWhen("P1D", 1000), 87_400);
    assert.equal(parseWhen("2027-04-31T00:00:00Z", 0), undefined);
  });
});
