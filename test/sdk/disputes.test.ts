// properties: R1, R4, R5, R12, C11 (every step of a dispute, in court too, by `stepCall` alone)
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { keccak256, parseAbi, stringToHex } from "viem";
import { readContract } from "viem/actions";
import { marketsAbi } from "../../sdk/abi/markets.ts";
import { optimisticResolverAbi } from "../../sdk/abi/optimisticResolver.ts";
import { answerHash } from "../../sdk/answerHash.ts";
import { makeCall } from "../../sdk/calls/makeCall.ts";
import { getClaims } from "../../sdk/getClaims.ts";
import { getDue } from "../../sdk/getDue.ts";
import { getMarket } from "../../sdk/getMarket.ts";
import { getResolution } from "../../sdk/getResolution.ts";
import { planLiquidity } from "../../sdk/planLiquidity.ts";
import type { ResolutionOf, StepAction } from "../../sdk/resolution.ts";
import { courtChoice, courtChoices } from "../../sdk/resolvers/optimistic/courtChoice.ts";
import { encodeOptimisticPolicy, optimisticEarliestResolveBy } from "../../sdk/resolvers/optimistic/policy.ts";
import type { Answer, StepInput } from "../../sdk/resolvers/step.ts";
import { sendCall } from "../../sdk/sendCall.ts";
import { actionSpec, stepCall } from "../../sdk/stepCall.ts";
import { toPresageError } from "../../sdk/toPresageError.ts";
import type { Call, Deployment, Market } from "../../sdk/types.ts";
import { type Chain, deployAll, startChain } from "../../tools/test/chain.ts";
import { createMarket, fund, USD } from "../../tools/test/market.ts";

const HOUR = 3_600;
const DAY = 24 * HOUR;
const NEVER = 2n ** 64n;
const BOND = 50n * USD;
const EVIDENCE = { uri: "https://example.org/page", hash: keccak256(stringToHex("page")) } as const;
const FIRST = [1n, 0n, 0n];
const SECOND = [0n, 1n, 0n];
const courtAbi = parseAbi(["function giveRuling(address arbitrable, uint256 disputeId, uint256 ruling)"]);
const [ALICE, BOB, CAROL, ARBITER] = [1, 2, 3, 5];

let chain: Chain;
let deployment: Deployment;
let court: `0x${string}`;
let snapshot: unknown;
let id: bigint;

before(async () => {
  chain = await startChain();
  const standing = await deployAll(chain);
  const resolver = standing.contracts.OptimisticResolver as `0x${string}`;
  court = await chain.deploy("CourtMock");
  const Erc792Arbiter = await chain.deploy("Erc792Arbiter", [resolver, court, "0x"]);
  deployment = { ...standing, contracts: { ...standing.contracts, Erc792Arbiter } };
  for (const index of [0, ALICE, BOB, CAROL]) {
    await fund(chain, deployment, index);
    await fund(chain, deployment, index, resolver);
  }
});
beforeEach(async () => {
  snapshot = await chain.rpc("evm_snapshot");
});
afterEach(() => chain.rpc("evm_revert", snapshot));
after(() => chain.close());

const addressOf = (index: number) => chain.wallet(index).account.address;
const send = (index: number, call: Call) => sendCall(chain.client, chain.wallet(index), call);
const now = async () => Number((await chain.client.getBlock()).timestamp);

async function create(arbiter: `0x${string}` = addressOf(ARBITER)): Promise<void> {
  const closesAt = (await now()) + DAY;
  const policy = {
    arbiter,
    bond: BOND,
    maxBond: 100n * BOND,
    bondRate: 1_000,
    liveness: 2 * HOUR,
    arbiterTimeout: 5 * DAY,
    earlyProposals: true,
    haltOnProposal: false,
    creatorMayArbitrate: false,
  };
  const resolveBy = BigInt(optimisticEarliestResolveBy(policy, closesAt));
  const terms = { closesAt: BigInt(closesAt), resolveBy, outcomeCount: 3, liquidity: 1_000n * USD };
  await createMarket(chain, deployment, { ...terms, resolverData: encodeOptimisticPolicy(policy) });
  id = await readContract(chain.client, { address: deployment.contracts.Markets, abi: marketsAbi, functionName: "marketCount" });
}

async function see(): Promise<{ market: Market; resolution: ResolutionOf<"optimistic"> }> {
  const market = await getMarket(chain.client, { deployment, id });
  const resolution = await getResolution(chain.client, { deployment, market });
  assert.ok(resolution.kind === "optimistic");
  const {
    due: [queued],
  } = await getDue(chain.client, { deployment, markets: [market] });
  const open = resolution.steps.filter(({ isOpen }) => isOpen);
  assert.deepEqual(queued?.steps ?? [], open, "the queue holds what is possible, without the history as well");
  return { market, resolution };
}

/** The call of a step as it is offered now. */
async function planned(action: StepAction, input: Omit<StepInput, "market"> = {}, index = ALICE): Promise<Call> {
  const { market, resolution } = await see();
  const step = resolution.steps.find((each) => each.action === action && each.isOpen);
  assert.ok(step, `${action} is not among ${resolution.steps.map((each) => each.action)}`);
  const plan = stepCall(step, resolution, { market, ...input });
  assert.ok(plan);
  return plan.call({ markets: deployment.contracts.Markets, account: addressOf(index), deadline: NEVER });
}

async function act(index: number, action: StepAction, answer?: Answer): Promise<void> {
  await send(index, await planned(action, { ...(answer && { answer }), evidence: EVIDENCE }, index));
}

const openActions = async () => (await see()).resolution.steps.filter(({ isOpen }) => isOpen).map(({ action }) => action);
const bonds = (index: number) =>
  readContract(chain.client, {
    address: deployment.contracts.OptimisticResolver as `0x${string}`,
    abi: optimisticResolverAbi,
    functionName: "withdrawable",
    args: [addressOf(index), deployment.collaterals.usd as `0x${string}`],
  });

describe("answerHash", () => {
  it("is the hash that the contract keeps of a disputer's answer, whatever its spelling", async () => {
    await create();
    await act(ALICE, "propose", FIRST);
    await act(BOB, "dispute", [0n, 140n, 60n]);
    const contract = { address: deployment.contracts.OptimisticResolver as `0x${string}`, abi: optimisticResolverAbi } as const;
    const { disputerAnswer } = await readContract(chain.client, { ...contract, functionName: "proposalOf", args: [id] });
    assert.equal(answerHash([0n, 7n, 3n]), disputerAnswer);
    assert.equal(answerHash([0n, 14n, 6n]), disputerAnswer);
    assert.notEqual(answerHash([7n, 3n]), disputerAnswer);
    assert.equal(answerHash([]), keccak256("0x"));
  });
});

describe("a dispute before an arbiter", () => {
  beforeEach(() => create());

  it("resolves by the proposal, and the disputer's bond pays the proposer and the arbiter", async () => {
    const { resolution } = await see();
    const bond = resolution.bond;
    assert.equal(bond, 100n * USD, "a tenth of the liquidity");
    await act(ALICE, "propose", FIRST);
    assert.deepEqual((await openActions()).sort(), ["dispute", "ruleTooEarly"]);
    await act(BOB, "dispute", SECOND);
    const disputed = await see();
    assert.deepEqual(disputed.resolution.proposal?.disputerAnswer, SECOND);
    assert.deepEqual(await openActions(), ["rule", "ruleTooEarly", "ruleNeither"]);
    await act(ARBITER, "rule", [2n, 0n, 0n]);
    const { market, resolution: end } = await see();
    assert.deepEqual([market.status, market.payouts], ["Resolved", [2n, 0n, 0n]]);
    assert.deepEqual([await bonds(ALICE), await bonds(BOB), await bonds(ARBITER)], [bond + bond / 2n, 0n, bond / 2n]);
    const ruled = end.timeline.find(({ kind }) => kind === "Ruled");
    assert.deepEqual([ruled?.right, ruled?.payouts, ruled?.evidence], ["proposer", [2n, 0n, 0n], EVIDENCE]);
    assert.deepEqual(end.timeline.find(({ kind }) => kind === "Disputed")?.payouts, SECOND);
  });

  it("reopens after neither, burns half of the bond, and says so", async () => {
    const { bond } = (await see()).resolution;
    await act(ALICE, "propose", FIRST);
    await act(BOB, "dispute", "tooEarly");
    assert.equal((await see()).resolution.proposal?.disputerAnswer, "tooEarly");
    await act(ARBITER, "ruleNeither");
    const { resolution } = await see();
    assert.deepEqual([resolution.state, await openActions()], ["Proposable", ["propose"]]);
    assert.equal(resolution.timeline.find(({ kind }) => kind === "Burnt")?.cost?.amount, bond / 2n);
    assert.deepEqual([await bonds(ALICE), await bonds(BOB), await bonds(ARBITER)], [0n, bond, bond / 2n]);
  });

  it("gives the disputer who said so the bond of a proposal that was too early", async () => {
    const { bond } = (await see()).resolution;
    await act(ALICE, "propose", FIRST);
    await act(BOB, "dispute", "tooEarly");
    await act(ARBITER, "ruleTooEarly");
    const { resolution } = await see();
    assert.equal(resolution.timeline.find(({ kind }) => kind === "RuledTooEarly")?.right, "disputer");
    assert.deepEqual([resolution.state, await bonds(BOB), await bonds(ARBITER)], ["Proposable", bond + bond / 2n, bond / 2n]);
  });

  it("pays no more than the bond that was shown, and nothing after the deadline", async () => {
    const shown = await planned("propose", { answer: FIRST });
    const market = await getMarket(chain.client, { deployment, id });
    const sending = { markets: deployment.contracts.Markets, account: addressOf(CAROL), deadline: NEVER };
    await send(CAROL, planLiquidity({ market, liquidity: 5_000n * USD }).call(sending));
    await assert.rejects(send(ALICE, shown), { code: "BondTooHigh" });
    const { resolution } = await see();
    const [step] = resolution.steps;
    const late = stepCall(step as NonNullable<typeof step>, resolution, { market, answer: FIRST })?.call({ ...sending, deadline: 1n });
    await assert.rejects(send(ALICE, late as Call), { code: "DeadlinePassed" });
  });

  it("asks for the answer that a step needs, and refuses one that it does not take", async () => {
    const { market, resolution } = await see();
    const [step] = resolution.steps;
    assert.ok(step?.action === "propose");
    for (const answer of [undefined, "tooEarly", "invalid"] as const) {
      assert.throws(() => stepCall(step, resolution, { market, ...(answer && { answer }) }), { code: "MissingAnswer" });
    }
    assert.throws(() => stepCall(step, resolution, { market, answer: [1n, 0n] }), { code: "InvalidPayoutsLength" });
    assert.deepEqual(actionSpec("optimistic", "dispute"), { answers: ["payouts", "tooEarly"], evidence: true });
    assert.deepEqual(actionSpec("optimistic", "void"), { answers: [], evidence: false });
  });

  it("refuses a dispute that names the proposal's own answer", async () => {
    await act(ALICE, "propose", FIRST);
    await assert.rejects(act(BOB, "dispute", [9n, 0n, 0n]), { code: "SameAnswer" });
  });
});

describe("a dispute before a court", () => {
  beforeEach(() => create(deployment.contracts.Erc792Arbiter));

  const giveRuling = (disputeId: bigint, ruling: bigint) =>
    send(0, makeCall(court, courtAbi, "giveRuling", [deployment.contracts.Erc792Arbiter as `0x${string}`, disputeId, ruling]));

  async function inCourt(proposal: bigint[], answer: Answer): Promise<bigint> {
    await act(ALICE, "propose", proposal);
    assert.deepEqual(await openActions(), ["dispute"], "a court is asked about disputes only");
    await act(BOB, "dispute", answer);
    assert.deepEqual(await openActions(), ["requestRuling"]);
    await act(CAROL, "requestRuling");
    const found = (await see()).resolution.court;
    assert.ok(found?.disputeId !== undefined);
    return found.disputeId;
  }

  it("is asked for its fee, hears evidence and appeals, and its ruling is brought home by anyone", async () => {
    const cost = (await see()).resolution.court?.cost;
    assert.equal(cost, 10n ** 17n);
    const disputeId = await inCourt([70n, 30n, 0n], SECOND);
    assert.deepEqual(await openActions(), ["rule", "submitEvidence", "appeal"]);
    await act(BOB, "submitEvidence");
    await act(BOB, "appeal");
    const pending = await see();
    const ruling = pending.resolution.steps.find(({ action }) => action === "rule");
    assert.equal(ruling?.who, "court");
    assert.equal(stepCall(ruling, pending.resolution, { market: pending.market }), undefined);
    await giveRuling(disputeId, 5n); // the proposal
    assert.deepEqual(await openActions(), ["enforce"]);
    await act(0, "enforce");
    const { market, resolution } = await see();
    assert.deepEqual([market.status, market.payouts], ["Resolved", [70n, 30n, 0n]]);
    assert.deepEqual(
      resolution.timeline.map(({ kind }) => kind).filter((kind) => /Requested|Evidence|Appealed|Ruling|Enforced/.test(kind)),
      ["RulingRequested", "Evidence", "Appealed", "Ruling", "Enforced"],
    );
    assert.equal(resolution.timeline.find(({ kind }) => kind === "Ruling")?.ruling, 5n);
  });

  it("finds the disputer right by the answer that the dispute named, and whoever asked earns the arbiter's part", async () => {
    const disputeId = await inCourt(FIRST, [0n, 14n, 6n]);
    await giveRuling(disputeId, 6n);
    await act(0, "enforce");
    const { market, resolution } = await see();
    assert.deepEqual(market.payouts, [0n, 14n, 6n]);
    const { claims } = await getClaims(chain.client, { deployment, account: addressOf(CAROL), markets: [market] });
    assert.deepEqual(
      claims.map(({ kind, amount }) => ({ kind, amount })),
      [{ kind: "reward", amount: resolution.bond / 2n }],
    );
  });

  it("reopens after none of these, and after too early that the disputer named", async () => {
    await giveRuling(await inCourt(FIRST, SECOND), 7n);
    await act(0, "enforce");
    assert.equal((await see()).resolution.state, "Proposable");
    await giveRuling(await inCourt(FIRST, "tooEarly"), 6n);
    await act(0, "enforce");
    const { resolution } = await see();
    assert.equal(resolution.state, "Proposable");
    assert.equal(resolution.timeline.findLast(({ kind }) => kind === "RuledTooEarly")?.right, "disputer");
  });

  it("leaves a refusal to the timeout", async () => {
    const disputeId = await inCourt(FIRST, SECOND);
    await giveRuling(disputeId, 0n);
    const { resolution } = await see();
    assert.deepEqual([await openActions(), resolution.court?.ruling], [[], 0n]);
    assert.deepEqual(resolution.fallback?.kind, "refund");
  });

  it("has a choice for every single winner, equal shares, both sides and none", () => {
    assert.deepEqual(courtChoices(2), [
      { kind: "outcome", outcome: 0 },
      { kind: "outcome", outcome: 1 },
      { kind: "equalShares" },
      { kind: "proposal" },
      { kind: "disputerAnswer" },
      { kind: "none" },
    ]);
    for (const ruling of [0n, 7n, 2n ** 255n]) assert.deepEqual(courtChoice(ruling, 2), { kind: "refused" });
  });
});

describe("the earliest resolveBy", () => {
  it("is accepted, and a second less is refused", async () => {
    const closesAt = (await now()) + DAY;
    const policy = { liveness: 2 * HOUR, arbiterTimeout: 5 * DAY };
    const earliest = optimisticEarliestResolveBy(policy, closesAt);
    await create();
    const refused = createMarket(chain, deployment, {
      closesAt: BigInt(closesAt + 60),
      resolveBy: BigInt(earliest + 59),
      resolverData: encodeOptimisticPolicy({
        ...policy,
        arbiter: addressOf(ARBITER),
        bond: BOND,
        maxBond: BOND,
        bondRate: 0,
        earlyProposals: false,
        haltOnProposal: false,
        creatorMayArbitrate: false,
      }),
    });
    await assert.rejects(refused, (error) => {
      const refusal = toPresageError(error);
      return refusal.code === "ResolveByTooSoon" && refusal.details.earliest === BigInt(earliest + 60);
    });
  });
});
