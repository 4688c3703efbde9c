// File → chain → file → chain: whatever a file says, the market made of it can be written as a file again that makes the same one.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { stringify } from "yaml";
import { parseMetadata } from "../../../sdk/parseMetadata.ts";
import { lintSpecification } from "../../../sdk/specification/lintSpecification.ts";
import { policyOf, toCreateParams } from "../../../sdk/specification/toCreateParams.ts";
import { toSpecification } from "../../../sdk/specification/toSpecification.ts";
import type { Specification } from "../../../sdk/specification/types.ts";
import type { Deployment } from "../../../sdk/types.ts";

const NOW = 1_795_392_000;
const address = (digit: number) => `0x${String(digit).repeat(40)}` as const;
const deployment: Deployment = {
  chainId: 31337,
  startBlock: 0,
  contracts: {
    Markets: address(1),
    OptimisticResolver: address(2),
    CommitteeResolver: address(3),
    PriceFeedResolver: address(4),
    UmaResolver: address(5),
    RealityResolver: address(6),
  },
  collaterals: { usd: address(7), eur: address(8) },
  feeds: { "BTC/USD": address(9) },
  accounts: {
    arbiter: "0x00000000000000000000000000000000000000A1",
    ann: "0x00000000000000000000000000000000000000a2",
    bob: "0x00000000000000000000000000000000000000A3",
  },
};

let seed = 27_112_026;
const random = (below: number) => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((seed / 2 ** 32) * below);
};
const pick = <T>(...options: T[]): T => options[random(options.length)] as T;
const maybe = (fields: object) => (random(2) === 0 ? {} : fields);
const decimal = (whole: number, decimals: number) => {
  const digits = random(decimals + 1);
  const rest = digits === 0 ? "" : `.${Array.from({ length: digits }, () => random(10)).join("")}`;
  return `${1 + random(whole)}${rest}`;
};
const NAMES = [
  "Yes",
  "No",
  "true",
  "007",
  "1.50",
  "2027-01-01",
  "null",
  "Über",
  "می‌شود",
  "👩‍🚀",
  "a: b",
  "# hash",
  "- dash",
  '"quoted"',
  "O'Brien",
  "<b>",
  "constructor",
  "100%",
  "{x}",
  "日本",
  "~",
  "C:\\",
  "[1]",
  "*star",
  "&and",
  "!bang",
  "%",
  "@at",
  "`tick`",
];
const TEXTS = [
  "",
  ' It is "so".',
  " One line\nand another.\n\nA third: with a colon.",
  " # no comment",
  " Tab\there.",
  " \\n is two letters.",
  " 🙂 日本語 می‌شود",
  " {a: 1} [b]",
  " <script>alert(1)</script>",
  " 50% - 60%",
];

/** Odds of n outcomes that sum to exactly 100%. */
function oddsFor(names: string[]): Record<string, string> {
  const parts = names.slice(1).map(() => BigInt(1 + random(900)) * 10n ** BigInt(random(13)));
  const scaled = parts.map((part) => (part % (10n ** 16n / BigInt(names.length))) + 10n ** 12n);
  const rest = 100n * 10n ** 16n - scaled.reduce((sum, part) => sum + part, 0n);
  return Object.fromEntries(
    [rest, ...scaled].map((part, i) => [names[i], `${part / 10n ** 16n}.${(part % 10n ** 16n).toString().padStart(16, "0")}%`]),
  );
}

const resolvers = {
  optimistic: () => ({
    kind: "optimistic",
    bond: decimal(500, 6),
    liveness: pick("PT24H", "P1D", "PT90M", "PT3661S"),
    arbiter: pick("arbiter", address(9)),
    arbiterTimeout: pick("P14D", "PT100H"),
    ...maybe({ bondRate: pick("4%", "0.01%", "2.5%") }),
    ...maybe({ maxBond: "501.5" }),
    ...maybe({ earlyProposals: true }),
    ...maybe({ creatorMayArbitrate: true }),
    ...maybe({ haltOnProposal: false }),
  }),
  committee: () => ({
    kind: "committee",
    members: ["ann", "bob", address(9)].slice(0, 1 + random(3)),
    threshold: 0,
    delay: pick("P1D", "PT61S"),
    ...maybe({ earlyVotes: true }),
    ...maybe({ haltOnProposal: true }),
  }),
  priceFeed: (count: number) => ({
    kind: "priceFeed",
    feed: pick("BTC/USD", address(9)),
    maxDelay: pick("PT25H", "P2D"),
    bounds: Array.from({ length: count }, (_, i) => `${i + 1}${pick("", ".5", ".12345678")}`),
    ...maybe({ comparison: pick(">", ">=") }),
    ...maybe({ settles: "2027-06-02T00:00:01Z" }),
    ...maybe({ feedDecimals: 8 }),
    ...maybe({ sequencerFeed: address(8), gracePeriod: pick("PT1H", "PT61S") }),
  }),
  uma: () => ({
    kind: "uma",
    bond: decimal(500, 6),
    liveness: pick("PT24H", "PT7201S"),
    ...maybe({ currency: pick("eur", address(9)) }),
    ...maybe({ earlyAssertions: true }),
  }),
  reality: () => ({
    kind: "reality",
    arbitrator: pick("arbiter", address(9)),
    timeout: pick("P1D", "PT61M"),
    minBond: decimal(3, 18),
    ...maybe({ language: pick("de", "en_US") }),
    ...maybe({ earlyAnswers: true }),
  }),
};

function fileOf(shape: "binary" | "many" | "bands" | "scalar", kind: keyof typeof resolvers): Record<string, unknown> {
  const shuffled = [...NAMES].sort(() => random(3) - 1);
  const names = shuffled.slice(
    0,
    shape === "binary" || shape === "scalar" ? 2 : kind === "priceFeed" && shape === "many" ? 2 : 3 + random(6),
  );
  const bounds = kind === "priceFeed" ? (shape === "scalar" ? 2 : names.length - 1) : 0;
  const resolver = resolvers[kind](bounds) as Record<string, unknown>;
  if (kind === "committee") resolver.threshold = (resolver.members as string[]).length;
  const numbers =
    kind === "priceFeed"
      ? (resolver.bounds as string[])
      : Array.from({ length: Math.max(names.length - 1, 2) }, (_, i) => `${i * 10 + random(9)}${pick("", ".25")}`);
  const outcomes =
    shape === "scalar"
      ? { scalar: { low: numbers[0], high: numbers[1], unit: pick("%", "", "°C", "a: b") } }
      : shape === "bands"
        ? {
            bands: names.map((name, i) => ({
              name,
              ...(i > 0 && { low: numbers[i - 1] }),
              ...(i < names.length - 1 && { high: numbers[i] }),
            })),
          }
        : { outcomes: names };
  return {
    question: `Will it be so in 2027${pick("", ' "really"', ": this", " # that")}?`,
    category: pick("economics", "other", "sport"),
    ...outcomes,
    rules: `The first outcome is right if the source says so by 1 June 2027.${pick(...TEXTS)}`,
    source: pick("https://www.example.org/a?b=c#d", "ipfs://bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqabf3oclgtqy55fbzdi"),
    edgeCases: Array.from({ length: random(4) }, (_, i) => ({
      if: `Case ${i}${pick(...TEXTS)}`,
      then: pick("void", "null", `The first counts.${pick(...TEXTS)}`),
    })),
    closes: pick("2027-06-01T00:00:00Z", "2027-06-01T12:34Z", "P180D", "PT100000M"),
    ...maybe({ knowableBy: pick("2027-06-01T12:00:00Z", "2027-06-02T00:00Z") }),
    resolveBy: pick("2027-12-01T00:00:00Z", "P360D"),
    ...maybe({ odds: oddsFor(shape === "scalar" ? ["Higher", "Lower"] : names) }),
    collateral: pick("usd", address(9)),
    liquidity: pick<object>({ b: decimal(100_000, 6) }, { maxLoss: decimal(100_000, 6) }, { b: "12345678901234.000001" }),
    fee: pick("4%", "0%", "2.55%", "10%"),
    creatorShare: pick("25%", "0%", "100%", "33.33%"),
    resolver,
  };
}

describe("toSpecification", () => {
  for (const kind of Object.keys(resolvers) as (keyof typeof resolvers)[]) {
    for (const shape of ["binary", "many", "bands", "scalar"] as const) {
      it(`writes ${shape} markets of ${kind} as they were made`, () => {
        let tried = 0;
        for (let round = 0; round < 60; round++) {
          const text = stringify(fileOf(shape, kind));
          const decimals = pick(6, 6, 18);
          const units = { decimals, currencyDecimals: pick(6, 18), feedDecimals: 8 };
          const report = lintSpecification(text, { now: NOW, deployment, terms: units });
          assert.ok(report.specification, `${JSON.stringify(report.findings)}\n${text}`);
          if (!report.ok) continue; // such as a bond that is more than the liquidity allows
          tried++;
          const options = { deployment, now: NOW, ...units };
          const params = toCreateParams(report.specification, options);
          const { metadata, isValid } = parseMetadata(params.metadata, params.outcomeCount);
          assert.ok(isValid);
          const again: Specification = toSpecification(metadata, { ...params, policy: policyOf(report.specification, options), ...units });

          // a file again, read a year of clocks later: nothing in it depends on when
          const reread = lintSpecification(stringify(again), { now: NOW + 3_600, deployment, terms: units });
          assert.ok(reread.specification, `${JSON.stringify(reread.findings)}\n${stringify(again)}`);
          assert.deepEqual(toCreateParams(reread.specification, { ...options, now: NOW + 3_600 }), params, text);
          assert.deepEqual(reread.specification, again);

          // what the chain keeps as it was written
          for (const field of ["category", "source", "edgeCases", "knowableBy", "scalar", "bands", "outcomes"] as const)
            assert.deepEqual(again[field], report.specification[field], field);
          assert.deepEqual([again.question, again.rules], [report.specification.question.trim(), report.specification.rules.trim()]);
        }
        assert.ok(tried >= 40, `only ${tried} files of 60 were sound`);
      });
    }
  }
});
