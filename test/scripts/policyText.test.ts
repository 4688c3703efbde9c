import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Address } from "viem";
import { zeroAddress } from "viem";
import { policyText, voidText } from "../../scripts/cli/policyText.ts";
import type { PolicyTerms } from "../../sdk/specification/resolvers/resolvers.ts";
import type { Deployment } from "../../sdk/types.ts";

const address = (digit: number): Address => `0x${String(digit).padStart(40, "0")}`;
const [creator, arbiter, adapter, feed, stranger] = [1, 2, 3, 4, 5].map(address) as [Address, Address, Address, Address, Address];
const BASE = 8453;
const SEQUENCER = "0xBCF85224fc0756B9Fa45aA7892530B47e10b6433"; // Chainlink's for Base
const collateral = { address: address(9), symbol: "USD", decimals: 6 } as const;
const deployment = (chainId: number): Deployment => ({
  chainId,
  startBlock: 0,
  contracts: { Markets: address(8), Erc792Arbiter: adapter },
  collaterals: { usd: collateral.address },
  feeds: { "BTC/USD": feed },
});
const say = (terms: PolicyTerms, chainId = BASE) => policyText(terms, { deployment: deployment(chainId), collateral, creator }).join("\n");

const optimistic = {
  arbiter,
  bond: 250_000_000n,
  maxBond: 250_000_000n,
  bondRate: 0,
  liveness: 86_400,
  arbiterTimeout: 1_209_600,
  earlyProposals: false,
  haltOnProposal: false,
  creatorMayArbitrate: false,
};
const price = {
  feed,
  sequencerFeed: zeroAddress,
  gracePeriod: 3_600,
  settlesAt: Date.UTC(2027, 0, 1) / 1000,
  maxDelay: 90_000,
  kind: "strike",
  strict: false,
  bounds: [150_000n * 10n ** 8n],
} as const;

describe("policyText", () => {
  it("says the bond, the windows, and who rules", () => {
    const text = say({ kind: "optimistic", policy: optimistic, bond: 250_000_000n });
    assert.match(text, /^anyone proposes with a bond of 250\.00 USD$/m);
    assert.match(text, /disputes that within 1 day, with an equal bond and the answer that is right instead/);
    assert.match(text, new RegExp(`^the arbiter ${arbiter} rules on a dispute within 14 days, or the bonds go back$`, "m"));
  });

  it("says that the bond follows the liquidity, that a creator rules on its own market, that a proposal halts it", () => {
    const policy = { ...optimistic, arbiter: creator, maxBond: 5_000_000_000n, bondRate: 400, earlyProposals: true, haltOnProposal: true };
    const text = say({ kind: "optimistic", policy, bond: 300_000_000n });
    assert.match(text, /bond of 300\.00 USD \(it follows the liquidity, to 5000\.00 USD at most\), also before the close/);
    assert.match(text, new RegExp(`${creator}, the market's own creator, rules`));
    assert.match(text, /halts trading until it is decided, for the arbiter's time if that is silent/);
  });

  it("says what a court can choose, and through whom it is asked", () => {
    const text = say({ kind: "optimistic", policy: { ...optimistic, arbiter: adapter }, bond: 1n, court: { arbitrator: stranger } });
    assert.match(text, new RegExp(`the court ${stranger}, asked through ${adapter} by whoever pays its fee`));
    assert.match(text, /each outcome, equal shares, what was proposed, what the disputer says and none of these/);
  });

  it("says whose word a feed and a sequencer's feed are, and what they can do", () => {
    const known = say({ kind: "priceFeed", policy: { ...price, sequencerFeed: SEQUENCER }, feedDecimals: 8 });
    assert.match(known, /the first price of the feed BTC\/USD \(0x0+4\) at or after 2027-01-01T00:00:00Z, within 25 hours: strike 150000/);
    assert.match(known, /up for 1 hour, as the feed 0xBCF8\w+ says \(known for Base\)/);
    // two delays of 25 hours and an hour of grace after the settlement
    assert.match(known, /from 2027-01-03T03:00:00Z it is not asked/);
    const own = say({ kind: "priceFeed", policy: { ...price, feed: stranger, sequencerFeed: stranger }, feedDecimals: 8 });
    assert.match(own, /that feed is the creator's word: whoever controls it decides the market/);
    assert.match(own, /not known for Base: the creator's word, whoever controls it can cause that delay/);
    assert.match(say({ kind: "priceFeed", policy: price, feedDecimals: 8 }), /no sequencer's feed is asked, though Base/);
    assert.doesNotMatch(say({ kind: "priceFeed", policy: price, feedDecimals: 8 }, 1), /sequencer/);
  });

  it("shows the whole question that is answered at Reality.eth, quoted", () => {
    const policy = { arbitrator: arbiter, timeout: 86_400, minBond: 5n * 10n ** 16n, templateId: 2, earlyAnswers: false, question: "" };
    const text = say({ kind: "reality", policy, questionText: 'Presage market 7 of 0x: Will "it"\nhold?' });
    assert.ok(text.includes('"Presage market 7 of 0x: Will \\"it\\"\\nhold?"'), text);
  });
});

describe("voidText", () => {
  it("says what every outcome gets, down to the least odds that there are", () => {
    assert.equal(voidText([], ["Yes", "No"]), "if nobody resolves it, a void pays every outcome the same");
    const odds = [999_999n * 10n ** 12n, 10n ** 12n];
    assert.equal(voidText(odds, ["Yes", "No"]), "if nobody resolves it, a void pays the initial odds: Yes 99.9999%, No 0.0001%");
  });
});
