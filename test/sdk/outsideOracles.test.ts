// properties: R3, R6, R9, C6, C8
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { type Address, encodeFunctionData, getAddress, type Hex, parseEther, zeroAddress } from "viem";
import { readContract } from "viem/actions";
import { ASSERT_TRUTH, deployLocalOracles, type LocalOracles, realityArtifact, umaArtifact } from "../../scripts/cli/deployLocalOracles.ts";
import { setRoundCall } from "../../scripts/cli/localFeed.ts";
import { marketsAbi } from "../../sdk/abi/markets.ts";
import { resolverContracts } from "../../sdk/abi/resolverContracts.ts";
import { answerCall } from "../../sdk/calls/answer.ts";
import { approveCall } from "../../sdk/calls/approve.ts";
import { arbitrateCall } from "../../sdk/calls/arbitrate.ts";
import { assertPayoutsCall } from "../../sdk/calls/assertPayouts.ts";
import { disputeAssertionCall } from "../../sdk/calls/disputeAssertion.ts";
import { finalizeCall } from "../../sdk/calls/finalize.ts";
import { finalizeAssertionCall } from "../../sdk/calls/finalizeAssertion.ts";
import { makeCall } from "../../sdk/calls/makeCall.ts";
import { redeemSeedCall } from "../../sdk/calls/redeemSeed.ts";
import { reopenQuestionCall } from "../../sdk/calls/reopenQuestion.ts";
import { settleCall } from "../../sdk/calls/settle.ts";
import { voidCall } from "../../sdk/calls/void.ts";
import type { PresageError } from "../../sdk/errors.ts";
import { getBalance } from "../../sdk/getBalance.ts";
import { getDue } from "../../sdk/getDue.ts";
import { getMarket } from "../../sdk/getMarket.ts";
import { getResolution } from "../../sdk/getResolution.ts";
import type { Resolution, StepAction } from "../../sdk/resolution.ts";
import { findSettlingRound } from "../../sdk/resolvers/priceFeed/findSettlingRound.ts";
import { encodePriceFeedPolicy } from "../../sdk/resolvers/priceFeed/policy.ts";
import { answerFor, INVALID, TOO_SOON } from "../../sdk/resolvers/reality/answerOf.ts";
import { encodeRealityPolicy, type RealityPolicy, templates } from "../../sdk/resolvers/reality/policy.ts";
import { resolvers } from "../../sdk/resolvers/resolvers.ts";
import { encodeUmaPolicy } from "../../sdk/resolvers/uma/policy.ts";
import { sendCall } from "../../sdk/sendCall.ts";
import { stepCall } from "../../sdk/stepCall.ts";
import type { Call, Deployment, Market } from "../../sdk/types.ts";
import { type Chain, deployAll, startChain } from "../../tools/test/chain.ts";
import { createMarket, fund, USD } from "../../tools/test/market.ts";

const DAY = 86_400;
const HOUR = 3_600;
const BOND = 20n * USD;
const MIN_BOND = parseEther("0.02");
const STRIKE = 100_000n * 10n ** 8n;
const YES = [1n, 0n];
const NO = [0n, 1n];
const BOUNDS = { maxBond: BOND, deadline: 2n ** 64n };
const EVIDENCE = { evidenceUri: "https://example.org/page", evidenceHash: `0x${"e1".repeat(32)}` } as const;

let chain: Chain;
let deployment: Deployment;
let oracles: LocalOracles;
let feed: Address;
let sequencer: Address;
let snapshot: unknown;

before(async () => {
  chain = await startChain();
  const standing = await deployAll(chain);
  const { Markets } = standing.contracts;
  const wallet = chain.wallet(0);
  oracles = await deployLocalOracles(
    { publicClient: chain.client, walletClient: wallet, account: wallet.account },
    { currency: standing.collaterals.usd as Address, arbitratorOwner: wallet.account.address },
  );
  feed = await chain.deploy("FeedMock");
  sequencer = await chain.deploy("FeedMock");
  const [UmaResolver, RealityResolver] = [
    await chain.deploy("UmaResolver", [Markets, oracles.uma]),
    await chain.deploy("RealityResolver", [Markets, oracles.reality]),
  ];
  deployment = { ...standing, contracts: { ...standing.contracts, UmaResolver, RealityResolver } };
  for (const index of [0, 1, 2]) {
    await fund(chain, deployment, index);
    for (const spender of [UmaResolver, oracles.uma]) await send(index, approveCall({ token: usd(), spender, amount: 2n ** 255n }));
  }
});
beforeEach(async () => {
  snapshot = await chain.rpc("evm_snapshot");
});
afterEach(() => chain.rpc("evm_revert", snapshot));
after(() => chain.close());

const usd = () => deployment.collaterals.usd as Address;
const addressOf = (index: number) => chain.wallet(index).account.address;
const send = (index: number, call: Call) => sendCall(chain.client, chain.wallet(index), call);
const sending = (index: number) => ({ markets: deployment.contracts.Markets, account: addressOf(index), deadline: 2n ** 64n });
const now = async () => Number((await chain.client.getBlock()).timestamp);
/** A block of exactly this second. */
async function goTo(timestamp: number): Promise<void> {
  await chain.rpc("evm_setNextBlockTimestamp", timestamp);
  await chain.rpc("evm_mine");
}

type Seen<kind extends Resolution["kind"]> = {
  market: Market;
  r: Extract<Resolution, { kind: kind }>;
  due: StepAction[];
  open: StepAction[];
};

/** A market's resolution, and what the queue says of it. */
async function see<kind extends Resolution["kind"]>(kind: kind, id: bigint): Promise<Seen<kind>> {
  const market = await getMarket(chain.client, { deployment, id });
  const resolution = await getResolution(chain.client, { deployment, market });
  assert.equal(resolution.kind, kind);
  const open = resolution.steps.filter(({ isOpen }) => isOpen).map(({ action }) => action);
  const due = resolution.steps.filter(({ isDue }) => isDue).map(({ action }) => action);
  const {
    due: [queued],
  } = await getDue(chain.client, { deployment, markets: [market] });
  assert.deepEqual(queued?.steps.map(({ action }) => action) ?? [], open, "the queue holds what is possible");
  return { market, r: resolution as Extract<Resolution, { kind: kind }>, due, open };
}

/** At −1, 0 and +1 seconds around a time, a step is called possible exactly if the chain takes it in a block of that second. */
async function opensAt(id: bigint, { at, action, call }: { at: number; action: StepAction; call: Call }): Promise<void> {
  for (const offset of [-1, 0, 1]) {
    await goTo(at + offset);
    const market = await getMarket(chain.client, { deployment, id });
    const { steps } = await getResolution(chain.client, { deployment, market });
    const isOpen = steps.some((step) => step.action === action && step.isOpen);
    const { address: to, value } = call;
    const request = { account: addressOf(2), to, data: encodeFunctionData(call), value, blockNumber: market.blockNumber };
    const taken = await chain.client.call(request).then(
      () => true,
      () => false,
    );
    assert.deepEqual([offset, isOpen, taken], [offset, offset >= 0, offset >= 0]);
  }
}

/** Nobody answers any more: the date that is shown is the first second at which anyone voids, and then everybody is paid. */
async function endsInVoid(kind: Resolution["kind"], id: bigint): Promise<void> {
  const { market, r } = await see(kind, id);
  assert.deepEqual([r.fallback?.kind, r.fallback?.at, r.fallback?.payouts], ["void", market.resolveBy, [1n, 1n]]);
  const call = voidCall({ markets: deployment.contracts.Markets, marketId: id, odds: market.odds });
  await opensAt(id, { at: market.resolveBy, action: "void", call });
  assert.ok((await see(kind, id)).due.includes("void"));
  await send(2, call);
  await isOver(kind, id, "Void", [1n, 1n]);
}

async function isOver(kind: Resolution["kind"], id: bigint, status: Market["status"], payouts: readonly bigint[]): Promise<void> {
  const { market, r, open } = await see(kind, id);
  assert.deepEqual([market.status, market.payouts, r.state, r.steps, r.fallback, open], [status, payouts, "Final", [], undefined, []]);
  assert.equal(r.timeline.at(-1)?.kind === "Voided", status === "Void");
  const balance = () => getBalance(chain.client, { token: usd(), owner: addressOf(0) });
  const before = await balance();
  await send(2, redeemSeedCall({ markets: deployment.contracts.Markets, marketId: id }));
  assert.ok((await balance()) > before, "the seed comes home");
}

async function create(
  resolver: "PriceFeedResolver" | "UmaResolver" | "RealityResolver",
  policy: (closesAt: number) => Hex,
  lasts = 90 * DAY,
) {
  const closesAt = (await now()) + DAY;
  await createMarket(chain, deployment, {
    resolver: deployment.contracts[resolver] as Address,
    closesAt: BigInt(closesAt),
    resolveBy: BigInt(closesAt + lasts),
    resolverData: policy(closesAt),
  });
  const id = await readContract(chain.client, { address: deployment.contracts.Markets, abi: marketsAbi, functionName: "marketCount" });
  return { id, closesAt, resolver: deployment.contracts[resolver] as Address };
}

describe("every kind of resolver", () => {
  it("registers a market from its earliest resolveBy on, and a second before it does not", async () => {
    await send(1, setRoundCall({ feed, roundId: (1n << 64n) + 1n, price: STRIKE, updatedAt: BigInt((await now()) - 60) }));
    await send(1, setRoundCall({ feed, roundId: (1n << 64n) + 2n, price: STRIKE, updatedAt: BigInt(await now()) }));
    await send(1, setRoundCall({ feed: sequencer, roundId: 1n, price: 0n, updatedAt: 1n }));
    const closesAt = (await now()) + DAY;
    const settlesAt = closesAt + HOUR;
    const price = { feed, sequencerFeed: sequencer, gracePeriod: HOUR, settlesAt, maxDelay: 25 * HOUR, strict: false, bounds: [STRIKE] };
    const members = [addressOf(1), addressOf(2), addressOf(3)];
    const { arbitrator } = oracles;
    const policies = {
      optimistic: {
        ...{ arbiter: addressOf(5), bond: BOND, maxBond: BOND, bondRate: 0, liveness: 7 * HOUR, arbiterTimeout: 3 * DAY },
        ...{ earlyProposals: false, haltOnProposal: false, creatorMayArbitrate: false },
      },
      committee: { members, threshold: 2, delay: 5 * HOUR, earlyVotes: false, haltOnProposal: false },
      priceFeed: { ...price, kind: "strike" },
      uma: { currency: usd(), bond: BOND, liveness: BigInt(9 * HOUR), earlyAssertions: false },
      reality: { arbitrator, timeout: DAY, minBond: MIN_BOND, templateId: 2, earlyAnswers: false, question: "Q␟" + '"A","B"␟test␟en' },
    } as const;
    for (const kind of Object.keys(resolvers) as (keyof typeof resolvers)[]) {
      const resolver = deployment.contracts[resolverContracts[kind]] as Address;
      const { encodePolicy, earliestResolveBy } = resolvers[kind] as {
        encodePolicy: (policy: object) => Hex;
        earliestResolveBy: (policy: object, closesAt: number) => number;
      };
      const earliest = earliestResolveBy(policies[kind], closesAt);
      const terms = { resolver, closesAt: BigInt(closesAt), resolverData: encodePolicy(policies[kind]) };
      await assert.rejects(createMarket(chain, deployment, { ...terms, resolveBy: BigInt(earliest - 1) }), (error: PresageError) => {
        assert.deepEqual([error.code, error.details.earliest], ["ResolveByTooSoon", BigInt(earliest)], kind);
        return true;
      });
      await createMarket(chain, deployment, { ...terms, resolveBy: BigInt(earliest) });
    }
  });
});

describe("a price feed's market", () => {
  const DELAY = 25 * HOUR;
  const GRACE = HOUR;
  const round = (phase: bigint, index: bigint) => (phase << 64n) + index;
  const write = (roundId: bigint, price: bigint, updatedAt: number) =>
    send(1, setRoundCall({ feed, roundId, price, updatedAt: BigInt(updatedAt) }));
  const policy = (settlesAt: number, sequencerFeed: Address = zeroAddress): Hex =>
    encodePriceFeedPolicy({
      feed,
      sequencerFeed,
      gracePeriod: sequencerFeed === zeroAddress ? 0 : GRACE,
      settlesAt,
      maxDelay: DELAY,
      kind: "strike",
      strict: false,
      bounds: [STRIKE],
    });
  const reportSequencer = async (index: bigint, isDown: boolean, since: number) =>
    send(1, setRoundCall({ feed: sequencer, roundId: index, price: isDown ? 1n : 0n, updatedAt: BigInt(since) }));
  const settling = async (id: bigint, { r, market }: Seen<"priceFeed">): Promise<Call> => {
    assert.ok(r.round);
    const { roundId, lastRounds } = r.round;
    return settleCall({ resolver: market.resolver, marketId: id, roundId, lastRounds });
  };
  before(async () => {
    // a feed registers if it has a history: its latest round and an older one
    await write(round(1n, 1n), STRIKE, (await now()) - HOUR);
    await write(round(1n, 2n), STRIKE, await now());
  });

  it("waits for its time, then settles exactly on the strike by the round of that very second", async () => {
    const { id, closesAt, resolver } = await create("PriceFeedResolver", policy);
    assert.deepEqual([(await see("priceFeed", id)).r.state, (await see("priceFeed", id)).open], ["Waiting", []]);
    await write(round(1n, 3n), STRIKE - 1n, closesAt - 1);
    await write(round(1n, 4n), STRIKE, closesAt);
    const call = settleCall({ resolver, marketId: id, roundId: round(1n, 4n) });
    await opensAt(id, { at: closesAt, action: "settle", call });
    const seen = await see("priceFeed", id);
    assert.deepEqual((await settling(id, seen)).args, call.args);
    assert.deepEqual([seen.r.state, seen.due, seen.r.fallback], ["Due", ["settle"], { kind: "finalize", at: closesAt, payouts: YES }]);
    await send(2, call);
    assert.equal((await see("priceFeed", id)).r.timeline.find(({ kind }) => kind === "Settled")?.price, STRIKE);
    await isOver("priceFeed", id, "Resolved", YES);
  });

  it("says which second ends the wait after the feed has jumped a phase, and settles by the new phase then", async () => {
    const { id, closesAt, resolver } = await create("PriceFeedResolver", policy);
    await write(round(1n, 3n), STRIKE, closesAt - 100);
    await write(round(4n, 1n), STRIKE - 1n, closesAt + 30);
    await goTo(closesAt + 60);
    const { r, due, open } = await see("priceFeed", id);
    const end = closesAt + DELAY + 1;
    assert.deepEqual([r.waitsFor, r.waitsUntil, r.steps[0]?.from, due, open], ["phase", end, end, [], []]);
    const options = { feed, startPhase: 1, settlesAt: closesAt, maxDelay: DELAY, now: await now() };
    const found = await findSettlingRound(chain.client, options);
    assert.ok("round" in found);
    assert.deepEqual([found.round.id, found.lastRounds], [round(4n, 1n), [round(1n, 3n), round(2n, 0n), round(3n, 0n)]]);
    const call = settleCall({ resolver, marketId: id, roundId: found.round.id, lastRounds: found.lastRounds });
    await opensAt(id, { at: end, action: "settle", call });
    assert.equal((await see("priceFeed", id)).r.waitsFor, undefined);
    await send(2, call);
    await isOver("priceFeed", id, "Resolved", NO);
  });

  it("says that the sequencer is down, then from when it has been back for long enough", async () => {
    await reportSequencer(1n, false, 1);
    const { id, closesAt } = await create("PriceFeedResolver", (settlesAt) => policy(settlesAt, sequencer));
    await write(round(1n, 3n), STRIKE + 1n, closesAt);
    await reportSequencer(2n, true, closesAt - 10);
    await goTo(closesAt + DAY);
    const down = await see("priceFeed", id);
    const countsUntil = closesAt + 2 * DELAY + GRACE;
    assert.deepEqual(down.r.sequencer, { feed: getAddress(sequencer), gracePeriod: GRACE, countsUntil });
    assert.deepEqual([down.r.waitsFor, down.r.waitsUntil, down.open], ["sequencer", countsUntil, []]);
    assert.deepEqual(down.r.fallback, { kind: "finalize", at: countsUntil, payouts: YES });
    await assert.rejects(send(2, await settling(id, down)), { code: "SequencerDown" });
    const back = closesAt + DAY + 100;
    await goTo(back);
    await reportSequencer(3n, false, back);
    const up = await see("priceFeed", id);
    assert.deepEqual([up.r.waitsFor, up.r.waitsUntil, up.open], ["sequencer", back + GRACE, []]);
    assert.equal(up.r.steps.find(({ action }) => action === "settle")?.from, back + GRACE);
    const call = await settling(id, up);
    await assert.rejects(send(2, call), { code: "SequencerGracePeriod" });
    await opensAt(id, { at: back + GRACE, action: "settle", call });
    await send(2, call);
    await isOver("priceFeed", id, "Resolved", YES);
  });

  it("stops to ask the sequencer at the second that it shows, and settles while it is still down", async () => {
    await reportSequencer(1n, false, 1);
    const { id, closesAt } = await create("PriceFeedResolver", (settlesAt) => policy(settlesAt, sequencer));
    await write(round(1n, 3n), STRIKE + 1n, closesAt);
    await reportSequencer(2n, true, closesAt - 10);
    await goTo(closesAt + DAY);
    const down = await see("priceFeed", id);
    const call = await settling(id, down);
    await opensAt(id, { at: down.r.sequencer?.countsUntil ?? 0, action: "settle", call });
    assert.deepEqual((await see("priceFeed", id)).due, ["settle"]);
    await send(2, call);
    await isOver("priceFeed", id, "Resolved", YES);
  });

  it("falls to void on the date that it shows if no price came in time", async () => {
    const { id, closesAt } = await create("PriceFeedResolver", policy);
    await goTo(closesAt + DELAY);
    assert.deepEqual([(await see("priceFeed", id)).r.waitsFor, (await see("priceFeed", id)).r.waitsUntil], ["round", closesAt + DELAY + 1]);
    await goTo(closesAt + DELAY + 1);
    assert.equal((await see("priceFeed", id)).r.waitsFor, "never");
    await write(round(1n, 3n), STRIKE, closesAt + DELAY + 1);
    assert.equal((await see("priceFeed", id)).r.waitsFor, "never");
    await endsInVoid("priceFeed", id);
  });
});

describe("a market at UMA", () => {
  const LIVENESS = 3 * HOUR;
  const policy = () => encodeUmaPolicy({ currency: usd(), bond: BOND, liveness: BigInt(LIVENESS), earlyAssertions: false });
  const assertion = async (id: bigint, index = 0) => {
    const found = (await see("uma", id)).r.assertions[index];
    assert.ok(found);
    return found;
  };
  const claim = async (index: number, { id, resolver }: { id: bigint; resolver: Address }, payouts = YES) => {
    await send(index, assertPayoutsCall({ resolver, marketId: id, payouts, ...BOUNDS, ...EVIDENCE }));
    return assertion(id, (await see("uma", id)).r.assertions.length - 1);
  };
  const dispute = async (index: number, assertionId: Hex) =>
    send(index, disputeAssertionCall({ oracle: oracles.uma, assertionId, disputer: addressOf(index) }));
  const vote = async (assertionId: Hex, truthful: boolean) => {
    const { abi } = umaArtifact("OptimisticOracleV3");
    const oracle = { address: oracles.uma, abi, args: [assertionId] };
    const { assertionTime } = (await readContract(chain.client, { ...oracle, functionName: "getAssertion" })) as { assertionTime: bigint };
    const stamp = await readContract(chain.client, { ...oracle, functionName: "stampAssertion" });
    const price = truthful ? 10n ** 18n : 0n;
    await send(
      0,
      makeCall(oracles.umaVoters, umaArtifact("MockOracleAncillary").abi, "pushPrice", [ASSERT_TRUTH, assertionTime, stamp, price]),
    );
  };
  const balance = (index: number) => getBalance(chain.client, { token: usd(), owner: addressOf(index) });

  it("takes an assertion from its close on, and finalizes it in the first second after the liveness", async () => {
    const market = await create("UmaResolver", policy);
    const { id, closesAt, resolver } = market;
    assert.equal((await see("uma", id)).r.state, "Waiting");
    await opensAt(id, {
      at: closesAt,
      action: "assert",
      call: assertPayoutsCall({ resolver, marketId: id, payouts: YES, ...BOUNDS, ...EVIDENCE }),
    });
    assert.deepEqual((await see("uma", id)).due, ["assert"]);
    const { id: about, deadline } = await claim(1, market);
    const seen = await see("uma", id);
    assert.deepEqual([seen.r.state, seen.open, seen.due], ["Assertable", ["dispute", "assert"], []]);
    assert.deepEqual(seen.r.fallback, { kind: "finalize", at: deadline, payouts: YES });
    assert.deepEqual(seen.r.timeline.find(({ kind }) => kind === "Asserted")?.evidence, {
      uri: EVIDENCE.evidenceUri,
      hash: EVIDENCE.evidenceHash,
    });
    const call = finalizeAssertionCall({ resolver, assertionId: about });
    await opensAt(id, { at: deadline, action: "finalize", call });
    assert.deepEqual((await see("uma", id)).due, ["finalize"]);
    await send(2, call);
    assert.equal((await assertion(id)).state, "True");
    await isOver("uma", id, "Resolved", YES);
  });

  it("resolves by a disputed assertion that the voters find true, its bond paid by who was wrong", async () => {
    const market = await create("UmaResolver", policy);
    await goTo(market.closesAt);
    const before = await balance(1);
    const { id: about } = await claim(1, market);
    await dispute(2, about);
    const voting = await see("uma", market.id);
    assert.deepEqual([voting.r.assertions[0]?.state, voting.open, voting.r.fallback?.kind], ["Voting", ["rule", "assert"], "void"]);
    assert.equal(voting.r.fallback?.at, voting.market.resolveBy);
    await vote(about, true);
    assert.deepEqual((await see("uma", market.id)).due, ["finalize"]);
    await send(2, finalizeAssertionCall({ resolver: market.resolver, assertionId: about }));
    assert.ok((await balance(1)) > before, "who was right profits");
    assert.ok((await see("uma", market.id)).r.timeline.some(({ kind }) => kind === "AssertionDisputed"));
    await isOver("uma", market.id, "Resolved", YES);
  });

  it("does not resolve by one that they find false: another assertion does", async () => {
    const market = await create("UmaResolver", policy);
    await goTo(market.closesAt);
    const { id: wrong } = await claim(1, market);
    await dispute(2, wrong);
    await vote(wrong, false);
    assert.deepEqual((await see("uma", market.id)).due, ["finalize"]);
    await send(2, finalizeAssertionCall({ resolver: market.resolver, assertionId: wrong }));
    const after = await see("uma", market.id);
    assert.deepEqual([after.r.assertions[0]?.state, after.market.status, after.due], ["Rejected", "Closed", ["assert"]]);
    const { id: right, deadline } = await claim(2, market, NO);
    await goTo(deadline);
    await send(0, finalizeAssertionCall({ resolver: market.resolver, assertionId: right }));
    await isOver("uma", market.id, "Resolved", NO);
  });

  it("falls to void on the date that it shows if the voters never answer", async () => {
    const market = await create("UmaResolver", policy);
    await goTo(market.closesAt);
    const { id: about } = await claim(1, market);
    await dispute(2, about);
    const last = market.closesAt + 90 * DAY - DAY - LIVENESS;
    await goTo(last);
    assert.deepEqual([(await see("uma", market.id)).r.state, (await see("uma", market.id)).open], ["Assertable", ["rule", "assert"]]);
    await goTo(last + 1);
    assert.deepEqual([(await see("uma", market.id)).r.state, (await see("uma", market.id)).open], ["Expired", ["rule"]]);
    await endsInVoid("uma", market.id);
  });
});

describe("a market at Reality.eth", () => {
  const TIMEOUT = DAY;
  const question = 'Does it resolve?␟"First","Second"␟test␟en';
  const policy = () => encodeRealityPolicy({ ...terms, arbitrator: oracles.arbitrator });
  let terms: RealityPolicy;
  before(() => {
    const { arbitrator } = oracles;
    const templateId = templates.singleSelect;
    terms = { arbitrator, timeout: TIMEOUT, minBond: MIN_BOND, templateId, earlyAnswers: false, question };
  });
  const answering = async (id: bigint, answer: Hex): Promise<Call> => {
    const { r } = await see("reality", id);
    return answerCall({ reality: oracles.reality, questionId: r.questionId, answer, bond: r.nextBond, maxPrevious: 0n });
  };
  const say = async (index: number, id: bigint, answer: Hex) => send(index, await answering(id, answer));

  it("is answered from its close on, outbid, and finalized in the first second after the timeout", async () => {
    const { id, closesAt, resolver } = await create("RealityResolver", policy);
    assert.equal((await see("reality", id)).r.state, "Waiting");
    await opensAt(id, { at: closesAt, action: "answer", call: await answering(id, answerFor(YES, templates.singleSelect)) });
    assert.deepEqual((await see("reality", id)).due, ["answer"]);
    await say(1, id, answerFor(YES, templates.singleSelect));
    await say(2, id, answerFor(NO, templates.singleSelect));
    const { r, open, due } = await see("reality", id);
    assert.deepEqual(
      [r.state, r.answer?.bond, r.nextBond, open, due],
      ["Answered", 2n * MIN_BOND, 4n * MIN_BOND, ["answer", "arbitrate"], []],
    );
    const deadline = (await now()) + TIMEOUT;
    assert.deepEqual(r.fallback, { kind: "finalize", at: deadline, payouts: NO });
    const call = finalizeCall({ resolver, marketId: id });
    await opensAt(id, { at: deadline, action: "finalize", call });
    assert.deepEqual((await see("reality", id)).due, ["finalize"]);
    await send(0, call);
    await isOver("reality", id, "Resolved", NO);
  });

  it("falls to void on the date that it shows if nobody answers", async () => {
    const { id, closesAt } = await create("RealityResolver", policy);
    await goTo(closesAt);
    assert.deepEqual([(await see("reality", id)).r.state, (await see("reality", id)).due], ["Open", ["answer"]]);
    await endsInVoid("reality", id);
  });

  it("is asked again after too soon, and then answered", async () => {
    const { id, closesAt, resolver } = await create("RealityResolver", policy);
    await goTo(closesAt);
    await say(1, id, TOO_SOON);
    const deadline = (await now()) + TIMEOUT;
    const call = reopenQuestionCall({ resolver, marketId: id });
    await opensAt(id, { at: deadline, action: "reopen", call });
    const soon = await see("reality", id);
    assert.deepEqual([soon.r.state, soon.due, soon.r.fallback?.kind], ["TooSoon", ["reopen"], "void"]);
    await send(2, call);
    assert.deepEqual([(await see("reality", id)).r.state, (await see("reality", id)).due], ["Open", ["answer"]]);
    await say(1, id, answerFor([1n, 1n], templates.singleSelect));
    const answered = await see("reality", id);
    assert.deepEqual(answered.r.answer?.payouts, [1n, 1n]);
    assert.notEqual(answered.r.questionId, soon.r.questionId);
  });

  it("waits for whoever knows the vector behind the hash that was answered", async () => {
    const { id, closesAt } = await create("RealityResolver", policy);
    await goTo(closesAt);
    const vector = [3n, 2n];
    await say(1, id, answerFor(vector, templates.singleSelect));
    const answered = await see("reality", id);
    assert.deepEqual([answered.r.answer?.meaning, answered.r.answer?.payouts, answered.r.fallback?.kind], ["vector", undefined, "void"]);
    await goTo((await now()) + TIMEOUT);
    const { r, market, open, due } = await see("reality", id);
    assert.deepEqual([r.state, open, due, r.until], ["Vector", ["finalizeVector"], [], market.resolveBy]);
    const step = r.steps.find(({ action }) => action === "finalizeVector");
    assert.ok(step);
    assert.throws(() => stepCall(step, r, { market }), { code: "MissingAnswer" });
    const of = (answer: bigint[]) => stepCall(step, r, { market, answer })?.call(sending(2)) as Call;
    await assert.rejects(send(2, of([2n, 3n])), { code: "NotTheVector" });
    const snapshotOfVector = await chain.rpc("evm_snapshot");
    await endsInVoid("reality", id);
    await chain.rpc("evm_revert", snapshotOfVector);
    await send(2, of(vector));
    await isOver("reality", id, "Resolved", vector);
  });

  it("takes yes and no for the first and the second of two outcomes, and shows the question with its market", async () => {
    for (const [answer, payouts] of [
      [1n, YES],
      [0n, NO],
    ] as const) {
      const yesNo = () => encodeRealityPolicy({ ...terms, templateId: templates.yesNo, question: "Did it?␟test␟en" });
      const { id, closesAt, resolver } = await create("RealityResolver", yesNo);
      await goTo(closesAt);
      const { market, r } = await see("reality", id);
      const name = `Presage market ${id} of ${deployment.contracts.Markets.toLowerCase()} on chain 31337: `;
      assert.equal(r.questionText, `${name}Did it?␟test␟en`);
      const [step] = r.steps;
      assert.ok(step?.action === "answer");
      const call = stepCall(step, r, { market, answer: payouts })?.call(sending(1)) as Call;
      assert.equal(BigInt(call.args[1] as Hex), answer);
      await send(1, call);
      assert.deepEqual((await see("reality", id)).r.answer?.payouts, payouts);
      await goTo((await now()) + TIMEOUT);
      await send(0, finalizeCall({ resolver, marketId: id }));
      assert.deepEqual((await see("reality", id)).market.payouts, payouts);
    }
  });

  it("falls to void on the date that it shows after an answer of invalid", async () => {
    const { id, closesAt } = await create("RealityResolver", policy);
    await goTo(closesAt);
    await say(1, id, INVALID);
    await goTo((await now()) + TIMEOUT);
    assert.deepEqual([(await see("reality", id)).r.state, (await see("reality", id)).due], ["Invalid", []]);
    await endsInVoid("reality", id);
  });

  it("is decided by its arbitrator, and falls to void on the date that it shows if that one never answers", async () => {
    const { id, closesAt, resolver } = await create("RealityResolver", policy);
    await goTo(closesAt);
    await say(1, id, answerFor(YES, templates.singleSelect));
    const { r } = await see("reality", id);
    const { questionId, arbitrationFee = 0n } = r;
    await send(2, arbitrateCall({ arbitrator: oracles.arbitrator, questionId, fee: arbitrationFee, maxPrevious: 0n }));
    const asked = await see("reality", id);
    assert.deepEqual([asked.r.state, asked.due, asked.r.steps[0]?.accounts], ["Arbitration", ["rule"], [oracles.arbitrator]]);
    const here = await chain.rpc("evm_snapshot");
    await endsInVoid("reality", id);
    await chain.rpc("evm_revert", here);
    const { abi } = realityArtifact("Arbitrator", "solc-0.4.25");
    await send(
      0,
      makeCall(oracles.arbitrator, abi, "submitAnswerByArbitrator", [questionId, answerFor(NO, templates.singleSelect), addressOf(2)]),
    );
    assert.deepEqual([(await see("reality", id)).r.state, (await see("reality", id)).due], ["Finalizable", ["finalize"]]);
    await send(2, finalizeCall({ resolver, marketId: id }));
    await isOver("reality", id, "Resolved", NO);
  });
});
