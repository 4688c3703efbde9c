// properties: R1, R2, R3, R6, R9
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type Address, type Hex, keccak256, stringToHex, zeroAddress } from "viem";
import { readContract } from "viem/actions";
import { ASSERT_TRUTH, deployLocalOracles, type LocalOracles, umaArtifact } from "../../scripts/cli/deployLocalOracles.ts";
import { answerFor, TOO_SOON } from "../../sdk/answerOf.ts";
import { answerCall } from "../../sdk/calls/answer.ts";
import { assertPayoutsCall } from "../../sdk/calls/assertPayouts.ts";
import type { CreateParams } from "../../sdk/calls/createMarket.ts";
import { disputeAssertionCall } from "../../sdk/calls/disputeAssertion.ts";
import { finalizeCall } from "../../sdk/calls/finalize.ts";
import { finalizeAssertionCall } from "../../sdk/calls/finalizeAssertion.ts";
import { makeCall } from "../../sdk/calls/makeCall.ts";
import { reopenQuestionCall } from "../../sdk/calls/reopenQuestion.ts";
import { settleCall } from "../../sdk/calls/settle.ts";
import { voidCall } from "../../sdk/calls/void.ts";
import { encodePriceFeedPolicy } from "../../sdk/encodePriceFeedPolicy.ts";
import { encodeRealityPolicy } from "../../sdk/encodeRealityPolicy.ts";
import { encodeUmaPolicy } from "../../sdk/encodeUmaPolicy.ts";
import { getDue } from "../../sdk/getDue.ts";
import { getMarket } from "../../sdk/getMarket.ts";
import { getMarkets } from "../../sdk/getMarkets.ts";
import { getResolution } from "../../sdk/getResolution.ts";
import type { PriceFeedPolicy, Resolution, Step } from "../../sdk/resolution.ts";
import { sendCall } from "../../sdk/sendCall.ts";
import type { Call, Deployment } from "../../sdk/types.ts";
import { type Chain, deployAll, startChain } from "./chain.ts";
import { createMarket, fund, USD } from "./market.ts";

const HOUR = 3600;
const DAY = 86_400;
const EVIDENCE = { evidenceUri: "https://example.org/evidence", evidenceHash: keccak256(stringToHex("evidence")) };
const MIN_BOND = 10n ** 15n;
const FEED_SET = [
  {
    type: "function",
    name: "set",
    stateMutability: "nonpayable",
    inputs: [
      { name: "roundId", type: "uint80" },
      { name: "answer", type: "int256" },
      { name: "updatedAt", type: "uint256" },
    ],
    outputs: [],
  },
] as const;
type Of<Kind extends Resolution["kind"]> = Extract<Resolution, { kind: Kind }>;

let chain: Chain;
let deployment: Deployment;
let oracles: LocalOracles;
let markets: Address;
let usd: Address;

before(async () => {
  chain = await startChain();
  deployment = await deployAll(chain);
  ({ Markets: markets } = deployment.contracts as { Markets: Address });
  usd = deployment.collaterals.usd as Address;
  const wallet = chain.wallet(9);
  oracles = await deployLocalOracles(
    { publicClient: chain.client, walletClient: wallet, account: wallet.account },
    { currency: usd, arbitratorOwner: wallet.account.address },
  );
  deployment.contracts.PriceFeedResolver = await chain.deploy("PriceFeedResolver", [markets]);
  deployment.contracts.UmaResolver = await chain.deploy("UmaResolver", [markets, oracles.uma]);
  deployment.contracts.RealityResolver = await chain.deploy("RealityResolver", [markets, oracles.reality]);
  await fund(chain, deployment, 0);
  await fund(chain, deployment, 1, deployment.contracts.UmaResolver);
  await fund(chain, deployment, 2, oracles.uma);
});
after(() => chain?.close());

/** A market that closes in ten days and falls to void in a hundred. */
async function create(
  resolver: "PriceFeedResolver" | "UmaResolver" | "RealityResolver",
  policy: (closesAt: number) => Hex,
  terms: Partial<CreateParams> = {},
): Promise<bigint> {
  const closesAt = (await now()) + 10 * DAY;
  await createMarket(chain, deployment, {
    resolver: deployment.contracts[resolver] as Address,
    resolverData: policy(closesAt),
    closesAt: BigInt(closesAt),
    resolveBy: BigInt(closesAt + 90 * DAY),
    ...terms,
  });
  return readContract(chain.client, { address: markets, abi: marketCountAbi, functionName: "marketCount" });
}

const marketCountAbi = [
  { type: "function", name: "marketCount", stateMutability: "view", inputs: [], outputs: [{ type: "uint256" }] },
] as const;
const now = async () => Number((await chain.client.getBlock()).timestamp);
const send = (index: number, call: Call) => sendCall(chain.client, chain.wallet(index), call);
const marketOf = (marketId: bigint) => getMarket(chain.client, { deployment, id: marketId });
const stepOf = (resolution: Resolution, action: Step["action"]) => resolution.steps.find((step) => step.action === action);

/** The state of a market at a second, as it would be read in a block of that second. */
async function at(time: number): Promise<void> {
  await chain.rpc("evm_setNextBlockTimestamp", time);
  await chain.rpc("evm_mine");
}

async function read<Kind extends Resolution["kind"]>(marketId: bigint, kind: Kind): Promise<Of<Kind>> {
  const resolution = await getResolution(chain.client, { market: await marketOf(marketId) });
  assert.equal(resolution.kind, kind);
  return resolution as Of<Kind>;
}

/** Nobody acts any more: the market is void at the second that was announced, and not before. */
async function voidsAt(marketId: bigint, time: number): Promise<void> {
  const { odds } = await marketOf(marketId);
  const call = voidCall({ markets, marketId, odds });
  await at(time - 1);
  await assert.rejects(send(6, call), { code: "TooEarlyToVoid" });
  await at(time);
  await send(6, call);
  assert.equal((await marketOf(marketId)).status, "Void");
}

describe("a market decided by a price feed", () => {
  let feed: Address;
  let sequencer: Address;
  const round = (phase: bigint, id: bigint) => (phase << 64n) | id;
  const push = (roundId: bigint, price: bigint, updatedAt: number, to = feed) =>
    send(9, makeCall(to, FEED_SET, "set", [roundId, price, BigInt(updatedAt)]));
  const policy = (closesAt: number, changes: Partial<PriceFeedPolicy> = {}) =>
    encodePriceFeedPolicy({
      feed,
      sequencerFeed: zeroAddress,
      gracePeriod: 0,
      settlesAt: closesAt,
      maxDelay: DAY,
      kind: "strike",
      strict: false,
      bounds: [100n],
      ...changes,
    });

  before(async () => {
    feed = await chain.deploy("FeedMock");
    sequencer = await chain.deploy("FeedMock");
  });

  it("waits for its time, then for a round, and is settled by the first at or after it", async () => {
    await push(round(1n, 1n), 90n, (await now()) - 10);
    const id = await create("PriceFeedResolver", (closesAt) => policy(closesAt));
    const { closesAt, resolveBy } = await marketOf(id);

    await at(closesAt - 1);
    let resolution = await read(id, "priceFeed");
    assert.deepEqual([resolution.state, resolution.until, stepOf(resolution, "settle")?.isOpen], ["Waiting", closesAt, false]);
    assert.deepEqual([resolution.fallback?.kind, resolution.fallback?.at], ["void", resolveBy]);

    await at(closesAt);
    resolution = await read(id, "priceFeed");
    assert.deepEqual([resolution.state, resolution.waitsFor, stepOf(resolution, "settle")?.isOpen], ["Due", "round", false]);

    await push(round(1n, 2n), 99n, closesAt - 1);
    assert.equal((await read(id, "priceFeed")).waitsFor, "round");
    await push(round(1n, 3n), 100n, closesAt); // exactly at the time, exactly on the strike
    await push(round(1n, 4n), 99n, closesAt + 1);
    resolution = await read(id, "priceFeed");
    assert.deepEqual(
      [resolution.round?.roundId, resolution.round?.payouts, resolution.fallback?.kind],
      [round(1n, 3n), [1n, 0n], "finalize"],
    );
    const [due] = (await getDue(chain.client, { deployment })).filter(({ market }) => market.id === id);
    assert.deepEqual(
      due?.steps.map(({ action, isDue }) => [action, isDue]),
      [["settle", true]],
    );

    const resolver = deployment.contracts.PriceFeedResolver as Address;
    await assert.rejects(send(6, settleCall({ resolver, marketId: id, roundId: round(1n, 4n) })), { code: "NotFirstRound" });
    await send(6, settleCall({ resolver, marketId: id, roundId: round(1n, 3n) }));
    const market = await marketOf(id);
    assert.deepEqual([market.status, market.payouts], ["Resolved", [1n, 0n]]);
    resolution = await read(id, "priceFeed");
    assert.deepEqual([resolution.state, resolution.steps, resolution.fallback], ["Final", [], undefined]);
    assert.equal(resolution.timeline.find(({ kind }) => kind === "Settled")?.price, 100n);
  });

  it("finds the round and the proof where the feed has jumped a phase", async () => {
    await push(round(1n, 5n), 90n, await now());
    const id = await create("PriceFeedResolver", (closesAt) => policy(closesAt));
    const { closesAt } = await marketOf(id);
    await at(closesAt + 10);
    await push(round(3n, 1n), 90n, closesAt - 5); // phase 2 has no round at all
    await push(round(3n, 2n), 120n, closesAt + 5);

    let resolution = await read(id, "priceFeed");
    const from = closesAt + DAY + 1;
    assert.deepEqual([resolution.waitsFor, stepOf(resolution, "settle")?.from], ["phase", from]);
    await at(from - 1);
    assert.equal(stepOf(await read(id, "priceFeed"), "settle")?.isOpen, false);
    await at(from);
    resolution = await read(id, "priceFeed");
    assert.deepEqual([resolution.waitsFor, stepOf(resolution, "settle")?.isOpen], [undefined, true]);
    const found = resolution.round;
    assert.ok(found);
    assert.deepEqual([found.roundId, found.lastRounds], [round(3n, 2n), [round(1n, 5n), round(2n, 0n)]]);
    await send(
      6,
      settleCall({
        resolver: deployment.contracts.PriceFeedResolver as Address,
        marketId: id,
        roundId: found.roundId,
        lastRounds: found.lastRounds,
      }),
    );
    assert.deepEqual((await marketOf(id)).payouts, [1n, 0n]);
  });

  it("waits while the sequencer is down, and a grace period after it came back", async () => {
    await push(round(4n, 1n), 90n, await now());
    await push(1n, 0n, await now(), sequencer);
    const id = await create("PriceFeedResolver", (closesAt) => policy(closesAt, { sequencerFeed: sequencer, gracePeriod: HOUR }));
    const { closesAt } = await marketOf(id);
    await at(closesAt + 20);
    await push(round(4n, 2n), 90n, closesAt + 10);
    await push(2n, 1n, closesAt + 15, sequencer); // down
    let resolution = await read(id, "priceFeed");
    assert.deepEqual([resolution.waitsFor, stepOf(resolution, "settle")?.isOpen], ["sequencer", false]);

    const back = await now();
    await push(3n, 0n, back, sequencer);
    await at(back + HOUR - 1);
    assert.equal((await read(id, "priceFeed")).waitsFor, "sequencer");
    await at(back + HOUR);
    resolution = await read(id, "priceFeed");
    assert.deepEqual([resolution.waitsFor, stepOf(resolution, "settle")?.isOpen], [undefined, true]);
    await send(
      6,
      settleCall({
        resolver: deployment.contracts.PriceFeedResolver as Address,
        marketId: id,
        roundId: resolution.round?.roundId as bigint,
      }),
    );
    assert.deepEqual((await marketOf(id)).payouts, [0n, 1n]);
  });

  it("is void at the announced second if no round came in time", async () => {
    const id = await create("PriceFeedResolver", (closesAt) => policy(closesAt, { maxDelay: HOUR }));
    const { closesAt } = await marketOf(id);
    await push(round(4n, 3n), 90n, closesAt - 1);
    await push(round(4n, 4n), 90n, closesAt + HOUR + 1);
    await at(closesAt + HOUR + 1);
    const { waitsFor, fallback } = await read(id, "priceFeed");
    assert.deepEqual([waitsFor, fallback?.kind], ["never", "void"]);
    await voidsAt(id, fallback?.at as number);
  });
});

describe("a market decided by UMA's Optimistic Oracle V3", () => {
  const LIVENESS = 2 * HOUR;
  const policy = () => encodeUmaPolicy({ currency: usd, bond: 10n * USD, liveness: BigInt(LIVENESS), earlyAssertions: false });
  const claim = (marketId: bigint, payouts: bigint[]) =>
    send(1, assertPayoutsCall({ resolver: deployment.contracts.UmaResolver as Address, marketId, payouts, ...EVIDENCE }));
  const settle = (assertionId: Hex) =>
    send(6, finalizeAssertionCall({ resolver: deployment.contracts.UmaResolver as Address, assertionId }));

  /** UMA's voters say whether a disputed assertion was true. */
  async function vote(assertionId: Hex, isTrue: boolean): Promise<void> {
    const { abi } = umaArtifact("OptimisticOracleV3");
    const get = (functionName: string) => readContract(chain.client, { address: oracles.uma, abi, functionName, args: [assertionId] });
    const { assertionTime } = (await get("getAssertion")) as { assertionTime: bigint };
    const stamp = await get("stampAssertion");
    const price = isTrue ? 10n ** 18n : 0n;
    const args = [ASSERT_TRUTH, assertionTime, stamp, price];
    await send(9, makeCall(oracles.umaVoters, umaArtifact("MockOracleAncillary").abi, "pushPrice", args as never));
  }

  it("is resolved by an assertion that nobody disputes, from the second that its liveness ends", async () => {
    const id = await create("UmaResolver", policy);
    const { closesAt, resolveBy } = await marketOf(id);
    await at(closesAt - 1);
    let resolution = await read(id, "uma");
    assert.deepEqual([resolution.state, stepOf(resolution, "assert")?.isOpen, resolution.fallback?.at], ["Waiting", false, resolveBy]);
    await at(closesAt);
    resolution = await read(id, "uma");
    assert.deepEqual([resolution.state, stepOf(resolution, "assert")?.isDue], ["Assertable", true]);
    assert.deepEqual(stepOf(resolution, "assert")?.cost, { amount: 10n * USD, token: resolution.currency });

    await claim(id, [3n, 1n]);
    resolution = await read(id, "uma");
    const [assertion] = resolution.assertions;
    assert.ok(assertion);
    assert.deepEqual([assertion.state, assertion.payouts, assertion.deadline], ["Running", [3n, 1n], (await now()) + LIVENESS]);
    assert.deepEqual(resolution.fallback, { kind: "finalize", at: assertion.deadline, payouts: [3n, 1n] });
    const told = resolution.timeline.find(({ kind }) => kind === "Asserted");
    assert.deepEqual([told?.evidence?.uri, told?.evidence?.hash], [EVIDENCE.evidenceUri, EVIDENCE.evidenceHash]);

    await at(assertion.deadline - 1);
    await assert.rejects(settle(assertion.id));
    assert.equal(stepOf(await read(id, "uma"), "dispute")?.isOpen, true);
    await at(assertion.deadline);
    resolution = await read(id, "uma");
    assert.deepEqual([stepOf(resolution, "dispute"), stepOf(resolution, "finalize")?.isDue], [undefined, true]);
    await settle(assertion.id);
    const market = await marketOf(id);
    assert.deepEqual([market.status, market.payouts], ["Resolved", [3n, 1n]]);
  });

  it("goes on after a disputed assertion was rejected, and resolves by one that was found true", async () => {
    const id = await create("UmaResolver", policy);
    const { closesAt, resolveBy } = await marketOf(id);
    await at(closesAt);
    for (const [payouts, isTrue] of [
      [[1n, 0n], false],
      [[0n, 1n], true],
    ] as const) {
      await claim(id, [...payouts]);
      const standing = (await read(id, "uma")).assertions.find(({ state }) => state === "Running");
      assert.ok(standing);
      await send(2, disputeAssertionCall({ oracle: oracles.uma, assertionId: standing.id, disputer: chain.wallet(2).account.address }));
      let resolution = await read(id, "uma");
      const disputed = resolution.assertions.find((each) => each.id === standing.id);
      assert.deepEqual([disputed?.state, disputed?.disputer], ["Voting", chain.wallet(2).account.address]);
      assert.deepEqual([resolution.fallback?.kind, resolution.fallback?.at], ["void", resolveBy]);
      await assert.rejects(settle(standing.id));

      await vote(standing.id, isTrue);
      resolution = await read(id, "uma");
      assert.equal(resolution.assertions.find((each) => each.id === standing.id)?.state, "Finalizable");
      await settle(standing.id);
      resolution = await read(id, "uma");
      assert.equal(resolution.assertions.find((each) => each.id === standing.id)?.state, isTrue ? "True" : "Rejected");
      assert.equal(resolution.state, isTrue ? "Final" : "Assertable");
    }
    const market = await marketOf(id);
    assert.deepEqual([market.status, market.payouts], ["Resolved", [0n, 1n]]);
  });

  it("is void at the announced second if nobody asserts", async () => {
    const id = await create("UmaResolver", policy);
    const { resolveBy } = await marketOf(id);
    await at(resolveBy - DAY - LIVENESS);
    assert.equal((await read(id, "uma")).state, "Assertable");
    await at(resolveBy - DAY - LIVENESS + 1);
    const { state, fallback } = await read(id, "uma");
    assert.deepEqual([state, fallback?.kind], ["Expired", "void"]);
    await voidsAt(id, fallback?.at as number);
  });
});

describe("a market decided at Reality.eth", () => {
  const TIMEOUT = DAY;
  const policy = () =>
    encodeRealityPolicy({
      arbitrator: oracles.arbitrator,
      timeout: TIMEOUT,
      minBond: MIN_BOND,
      templateId: 2,
      earlyAnswers: false,
      question: 'Which?␟"A","B"␟misc␟en_US',
    });
  const say = async (index: number, marketId: bigint, answer: Hex, bond: bigint) => {
    const { questionId } = await read(marketId, "reality");
    return send(index, answerCall({ reality: oracles.reality, questionId, answer, bond, maxPrevious: 0n }));
  };

  it("resolves by the last answer, outbid included, when its time is over", async () => {
    const id = await create("RealityResolver", policy);
    const { closesAt, resolveBy } = await marketOf(id);
    await at(closesAt - 1);
    let resolution = await read(id, "reality");
    assert.deepEqual([resolution.state, stepOf(resolution, "answer")?.isOpen, resolution.fallback?.at], ["Waiting", false, resolveBy]);
    await at(closesAt);
    resolution = await read(id, "reality");
    assert.deepEqual([resolution.state, stepOf(resolution, "answer")?.isDue, resolution.nextBond], ["Open", true, MIN_BOND]);

    await say(3, id, answerFor([1n, 0n]), MIN_BOND);
    resolution = await read(id, "reality");
    assert.deepEqual([resolution.state, resolution.answer?.payouts, resolution.nextBond], ["Answered", [1n, 0n], 2n * MIN_BOND]);
    await say(4, id, answerFor([0n, 1n]), resolution.nextBond);
    resolution = await read(id, "reality");
    const deadline = (await now()) + TIMEOUT;
    assert.deepEqual(resolution.fallback, { kind: "finalize", at: deadline, payouts: [0n, 1n] });

    const finalize = finalizeCall({ resolver: deployment.contracts.RealityResolver as Address, marketId: id });
    await at(deadline - 1);
    await assert.rejects(send(6, finalize));
    assert.equal(stepOf(await read(id, "reality"), "answer")?.isOpen, true);
    await at(deadline);
    resolution = await read(id, "reality");
    assert.deepEqual([resolution.state, stepOf(resolution, "finalize")?.isDue], ["Finalizable", true]);
    await send(6, finalize);
    assert.deepEqual((await marketOf(id)).payouts, [0n, 1n]);
    assert.deepEqual(
      (await read(id, "reality")).timeline.filter(({ kind }) => kind === "LogNewAnswer").map(({ cost }) => cost?.amount),
      [MIN_BOND, 2n * MIN_BOND],
    );
  });

  it("asks again after an answer of too soon", async () => {
    const id = await create("RealityResolver", policy);
    await at((await marketOf(id)).closesAt);
    await say(3, id, TOO_SOON, MIN_BOND);
    const first = await read(id, "reality");
    await at(first.answer?.deadline as number);
    let resolution = await read(id, "reality");
    assert.deepEqual([resolution.state, resolution.steps[0]?.action, resolution.fallback?.kind], ["TooSoon", "reopen", "void"]);
    await send(6, reopenQuestionCall({ resolver: deployment.contracts.RealityResolver as Address, marketId: id }));
    resolution = await read(id, "reality");
    assert.equal(resolution.state, "Open");
    assert.notEqual(resolution.questionId, first.questionId);
  });

  it("is void at the announced second if nobody answers", async () => {
    const id = await create("RealityResolver", policy);
    const { fallback } = await read(id, "reality");
    assert.equal(fallback?.kind, "void");
    await voidsAt(id, fallback?.at as number);
  });
});

describe("the queue of what is due", () => {
  it("holds no market that has ended", async () => {
    const all = await getMarkets(chain.client, { deployment });
    const ended = new Set(all.filter(({ status }) => status === "Resolved" || status === "Void").map(({ id }) => id));
    assert.ok(ended.size >= 7);
    for (const { market } of await getDue(chain.client, { deployment })) assert.ok(!ended.has(market.id));
  });
});
