import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { parseEther } from "viem";
import type { Deployment } from "../../sdk/types.ts";
import { type Commands, specification, startCommands } from "./commands.ts";

const HOUR = 3_600;
const DAY = 24 * HOUR;
let cli: Commands;
let deployment: Deployment;

before(async () => {
  cli = await startCommands();
  await cli.succeed("deploy");
  deployment = JSON.parse(readFileSync(path.join(cli.folder, "31337.json"), "utf8"));
  for (const from of ["member1", "arbiter"]) await cli.succeed("faucet", { from, amount: "10000" });
});
after(() => cli.close());

const show = (id: string) => cli.succeed("show", { id });
const seconds = (text: string) => Date.parse(text) / 1000;
/** To the last second before the market closes, or to its close. */
const toClose = async (id: string, early = 0) => cli.goTo(seconds((await show(id)).closesAt) - early);
type Step = { action: string; isOpen: boolean; isDue: boolean; until: string | null; from: string | null; cost: { amount: string } | null };
const steps = async (id: string): Promise<Step[]> => (await show(id)).resolver.steps;
const open = async (id: string) => (await steps(id)).filter(({ isOpen }) => isOpen).map(({ action }) => action);
const kinds = async (id: string) => (await show(id)).resolver.timeline.map(({ kind }: { kind: string }) => kind);

describe("an optimistic market", () => {
  let id: string;
  before(async () => {
    id = await cli.create(
      specification(
        "Does an optimistic market end well?",
        "{ kind: optimistic, bond: 50, liveness: P1D, arbiter: arbiter, arbiterTimeout: P3D }",
      ),
    );
  });

  it("takes no answer a second too early", async () => {
    await toClose(id, 2); // the rehearsal is of the block after
    const error = await cli.refuseStep("AnswerNotDue", "propose", id, { outcome: "Yes" });
    assert.match(error.remedy, /Wait/);
  });

  it("is proposed, disputed and ruled on, with evidence, each step saying what is next", async () => {
    await toClose(id);
    await cli.refuseStep("NoProposal", "dispute", id);
    const unsaid = await cli.refuseStep("MissingAnswer", "propose", id);
    assert.match(unsaid.remedy, /--outcome with one of Yes, No or --payouts\./);
    await cli.refuseStep("UnknownOutcome", "propose", id, { outcome: "Perhaps" });
    await cli.refuseStep("UnknownOutcome", "propose", id, { outcome: "0" }); // a bare number is a name
    await cli.refuseStep("WrongResolver", "assert", id, { outcome: "Yes" });
    await cli.refuseStep("InvalidArguments", "perhaps", id);
    for (const evidence of ["http://example.org/a", "a.pdf", "the news said so"])
      await cli.refuseStep("InvalidEvidence", "propose", id, { outcome: "Yes", evidence });
    await cli.refuseStep("InvalidArguments", "propose", id, { outcome: "Yes", evidenceCopy: "README.md" });
    await cli.refuseStep("InvalidArguments", "propose", id, {
      outcome: "Yes",
      evidence: "https://example.org/a",
      evidenceCopy: "no such file",
    });
    const proposed = await cli.resolve("propose", id, { outcome: "Yes", evidence: "https://example.org/a" });
    assert.equal(proposed.bond.amount, "50.00");
    assert.equal(proposed.state, "Proposed");
    assert.deepEqual(
      proposed.steps.map(({ action }: Step) => action),
      ["dispute", "ruleTooEarly", "finalize", "void"],
    );
    assert.deepEqual(proposed.fallback.payouts, ["1", "0"]);
    const error = await cli.refuseStep("WindowStillOpen", "finalize", id);
    assert.match(error.remedy, /Nothing was sent/);
    const named = await cli.refuseStep("MissingAnswer", "dispute", id, { from: "member1" });
    assert.match(named.remedy, /--payouts or --too-early/);
    await cli.refuseStep("SameAnswer", "dispute", id, { from: "member1", payouts: "7,0" });
    await cli.resolve("dispute", id, { from: "member1", outcome: "No", evidence: "https://example.org/b", evidenceCopy: "LICENSE" });
    assert.deepEqual(await open(id), ["rule", "ruleTooEarly", "ruleNeither"]);
    await cli.refuseStep("NoCourt", "request-ruling", id);
    await cli.refuseStep("InvalidArguments", "rule", id, { from: "arbiter", tooEarly: true, neither: true });
    await cli.refuseStep("NotArbiter", "rule", id, { outcome: "No" });
    const ruled = await cli.resolve("rule", id, { outcome: "No", from: "arbiter", evidence: "https://example.org/c" });
    assert.deepEqual([ruled.status, ruled.state, ruled.steps, ruled.fallback], ["Resolved", "Final", [], null]);
    const { timeline } = (await show(id)).resolver;
    assert.deepEqual(
      timeline.flatMap(({ kind, evidence }: { kind: string; evidence?: { uri: string } }) => (evidence ? [[kind, evidence.uri]] : [])),
      [
        ["Proposed", "https://example.org/a"],
        ["Disputed", "https://example.org/b"],
        ["Ruled", "https://example.org/c"],
      ],
    );
  });

  it("lets its creator clarify, and nobody else, until it is final", async () => {
    await cli.refuseStep("AlreadyFinal", "clarify", id, { text: "Too late." });
    const other = await cli.create(
      specification(
        "Can this market be clarified by its creator?",
        "{ kind: optimistic, bond: 50, liveness: P1D, arbiter: arbiter, arbiterTimeout: P3D }",
      ),
    );
    await cli.refuseStep("InvalidArguments", "clarify", other);
    await cli.refuseStep("NotCreator", "clarify", other, { text: "Mine.", from: "member1" });
    await cli.resolve("clarify", other, { text: "By the page as of noon UTC." });
    assert.ok((await kinds(other)).includes("Clarified"));
  });
});

describe("a committee's market", () => {
  it("is voted on, unvoted, and finalized after the delay", async () => {
    const policy = "{ kind: committee, members: [member1, member2, member3], threshold: 2, delay: P1D }";
    const id = await cli.create(specification("Does a committee agree on this?", policy));
    await toClose(id);
    await cli.refuseStep("NotMember", "vote", id, { outcome: "Yes" });
    await cli.resolve("vote", id, { outcome: "Yes", from: "member1" });
    await cli.refuseStep("SameVote", "vote", id, { outcome: "Yes", from: "member1" });
    const agreed = await cli.resolve("vote", id, { outcome: "Yes", from: "member2" });
    assert.equal(agreed.state, "Proposed");
    await cli.resolve("withdraw-vote", id, { from: "member2" });
    await cli.refuseStep("NoVote", "withdraw-vote", id, { from: "member2" });
    const again = await cli.resolve("vote", id, { outcome: "Yes", from: "member3" });
    assert.deepEqual((await show(id)).resolver.votes.length, 2);
    await cli.refuseStep("WindowStillOpen", "finalize", id);
    await cli.goTo(seconds(again.fallback.at));
    const final = await cli.resolve("execute", id);
    assert.equal(final.status, "Resolved");
    assert.ok((await kinds(id)).includes("ProposalLapsed"));
  });
});

describe("an optimistic market's disputes", () => {
  const policy = "{ kind: optimistic, bond: 50, liveness: P1D, arbiter: arbiter, arbiterTimeout: P3D }";
  const disputed = async (question: string, answer: object) => {
    const id = await cli.create(specification(question, policy));
    await toClose(id);
    await cli.resolve("propose", id, { outcome: "#1" });
    await cli.resolve("dispute", id, { from: "member1", ...answer });
    return id;
  };
  const right = async (id: string) => (await show(id)).resolver.timeline.find(({ kind }: { kind: string }) => kind === "Ruled")?.right;

  it("are ruled too early, which the disputer said", async () => {
    const id = await disputed("Was this proposal too early to be right?", { tooEarly: true });
    assert.equal((await show(id)).resolver.proposal.disputerAnswer, "tooEarly");
    const ruled = await cli.resolve("rule", id, { tooEarly: true, from: "arbiter" });
    assert.deepEqual([ruled.action, ruled.state], ["rule", "Proposable"]);
  });

  it("are ruled for neither side, and the market waits for another proposal", async () => {
    const id = await disputed("Is neither of the two sides right here?", { outcome: "No" });
    const ruled = await cli.resolve("rule", id, { neither: true, from: "arbiter" });
    assert.equal(ruled.state, "Proposable");
    assert.ok((await kinds(id)).includes("RuledNeither"));
  });

  it("are ruled by what answers pay, not by how they are written", async () => {
    const id = await disputed("Does the arbiter compare by what answers pay?", { payouts: "30,70" });
    await cli.resolve("rule", id, { payouts: "3,7", from: "arbiter" });
    assert.equal(await right(id), "disputer");
  });

  it("say before they are sent what is at stake, who decides and what that means", async () => {
    const id = await cli.create(specification("Is everything said before it is sent?", policy));
    await toClose(id);
    const { text } = await cli.run("resolve", { action: "propose", id, outcome: "Yes", json: false });
    for (const words of [
      /^propose Yes, market \d+, for 50\.00 USD beside gas$/m,
      /^ {2}on local \(chain 31337\) by 0x[0-9a-fA-F]{40}, with [\d.]+ ETH for gas$/m,
      /^ {2}you pay a bond of 50\.00 USD at most, or, if that takes more than 20 minutes, not at all$/m,
      /it comes back if nobody disputes for 1 day or the arbiter finds you right; otherwise you lose it/,
      new RegExp(`^ {4}arbiter \\(${deployment.accounts?.arbiter}\\) rules on a dispute within 3 days`, "im"),
    ])
      assert.match(text, words);
  });
});

describe("a market whose arbiter is a court", () => {
  const policy = "{ kind: optimistic, bond: 50, liveness: P1D, arbiter: court, arbiterTimeout: P60D }";
  const adapter = () => deployment.contracts.Erc792Arbiter;
  const rule = (market: string, said: object) => cli.succeed("act", { who: "court", id: market, ...said });
  let id: string;

  it("is disputed, asked, told and enforced, and pays whoever asked", async () => {
    id = await cli.create(specification("Can a court decide about this market?", policy));
    const { policy: read } = (await show(id)).resolver;
    assert.equal(read.arbiter, adapter());
    await toClose(id);
    await cli.refuseStep("NoProposal", "request-ruling", id);
    await cli.resolve("propose", id, { payouts: "70,30" });
    assert.deepEqual(await open(id), ["dispute"]); // no court calls it too early by itself
    await cli.refuseStep("WrongState", "request-ruling", id);
    await cli.resolve("dispute", id, { from: "member1", outcome: "Yes" });
    await cli.refuseStep("CourtDecides", "rule", id, { outcome: "No", from: "arbiter" });
    await cli.refuseStep("WrongState", "enforce", id);
    const asked = await cli.resolve("request-ruling", id, { evidence: "https://example.org/case" });
    assert.equal(asked.bond.amount, "0.10");
    assert.deepEqual(await open(id), ["rule", "submitEvidence", "appeal"]);
    await cli.resolve("evidence", id, { evidence: "https://example.org/proof", from: "member1" });
    assert.equal((await cli.resolve("appeal", id)).bond.amount, "0.30");
    await cli.refuse("NoChoice", "act", { who: "court", id, payouts: "60,40" });
    assert.match((await rule(id, { payouts: "7,3" })).acted, /the proposal is right$/);
    assert.deepEqual(await open(id), ["enforce"]);
    const enforced = await cli.resolve("enforce", id, { from: "member1" });
    assert.equal(enforced.status, "Resolved");
    assert.deepEqual(
      (await show(id)).outcomes.map(({ payout }: { payout: string }) => payout),
      ["70", "30"],
    );
    for (const kind of ["RulingRequested", "Evidence", "Appealed", "Ruling", "Enforced"]) assert.ok((await kinds(id)).includes(kind), kind);
    const { redeemed } = await cli.succeed("redeem", { ids: [id] });
    const reward = redeemed.find(({ what }: { what: string }) => what === "arbiter's part of bonds");
    assert.equal(reward.collateral.amount, "25.00"); // half of the disputer's bond of 50
  });

  it("is enforced with the disputer's payouts where the court finds for that side", async () => {
    const other = await cli.create(specification("Can a court decide for the other side?", policy));
    await toClose(other);
    await cli.resolve("propose", other, { outcome: "Yes" });
    await cli.resolve("dispute", other, { from: "member1", payouts: "1,3" });
    await cli.refuse("NoDispute", "act", { who: "court", id: other, outcome: "Yes" });
    await cli.resolve("request-ruling", other);
    assert.match((await rule(other, { payouts: "25,75" })).acted, /the disputer is right$/);
    await cli.resolve("enforce", other);
    assert.deepEqual(
      (await show(other)).outcomes.map(({ payout }: { payout: string }) => payout),
      ["1", "3"],
    );
  });
});

describe("a price feed's market", () => {
  const feedAbi = [
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
  const round = (phase: bigint, index: bigint) => (phase << 64n) + index;
  const write = async (id: bigint, price: bigint, time: number) => {
    const [account] = await cli.client.getAddresses();
    const address = deployment.feeds?.["BTC/USD"] as `0x${string}`;
    const hash = await cli.client.writeContract({
      account,
      address,
      abi: feedAbi,
      functionName: "set",
      args: [id, price * 10n ** 8n, BigInt(time)],
    });
    await cli.client.waitForTransactionReceipt({ hash });
  };
  const policy = "{ kind: priceFeed, feed: BTC/USD, maxDelay: PT25H, bounds: [100000] }";
  const DELAY = 25 * HOUR;
  let index = 2n; // as the local chain was deployed

  it("is settled by the first round at or after its time, found among many", async () => {
    const id = await cli.create(specification("Will one bitcoin cost 100,000 dollars or more then?", policy));
    const settlesAt = seconds((await show(id)).closesAt);
    await cli.refuseStep("AnswerNotDue", "settle", id);
    for (let i = 0; i < 37; i++) await write(round(1n, ++index), 90_000n, settlesAt - 37 * 60 + i * 60);
    await toClose(id);
    const error = await cli.refuseStep("NoRound", "settle", id);
    assert.match(error.remedy, /Try again when it has one/);
    assert.deepEqual(await open(id), []);
    await write(round(1n, ++index), 0n, settlesAt); // an answer that does not count
    await write(round(1n, ++index), 100_000n, settlesAt + 60);
    for (let i = 0; i < 11; i++) await write(round(1n, ++index), 95_000n, settlesAt + 120 + i * 60);
    assert.deepEqual(await open(id), ["settle"]);
    const settled = await cli.resolve("finalize", id);
    assert.deepEqual([settled.action, settled.status], ["settle", "Resolved"]);
    assert.equal((await show(id)).outcomes[0].payout, "1");
    await cli.refuseStep("AlreadyFinal", "settle", id);
  });

  it("is settled across phases, once the old aggregator can answer no more", async () => {
    const id = await cli.create(specification("Will one bitcoin cost as much after a change of phase?", policy));
    const settlesAt = seconds((await show(id)).closesAt);
    for (let i = 0; i < 3; i++) await write(round(1n, ++index), 90_000n, settlesAt - 600 + i * 60);
    for (let i = 1n; i <= 20n; i++) await write(round(3n, i), 99_999n + i / 12n, settlesAt - 1100 + Number(i) * 100);
    await toClose(id);
    await cli.goTo(settlesAt + HOUR);
    assert.equal((await show(id)).resolver.waitsFor, "phase");
    await cli.refuseStep("WindowStillOpen", "settle", id);
    await cli.goTo(settlesAt + DELAY);
    await cli.goTo(settlesAt + DELAY + 1);
    const settled = await cli.resolve("settle", id);
    assert.equal(settled.status, "Resolved");
    assert.equal((await show(id)).outcomes[1].payout, "1"); // the eleventh round, the first in time, is below
  });

  it("is settled by what the local feed is told to report", async () => {
    const id = await cli.create(specification("Will the local feed report as much as it is told?", policy));
    await toClose(id);
    await cli.refuse("UnknownFeed", "act", { who: "price", value: "95000", feed: "ETH/USD" });
    await cli.succeed("act", { who: "price", value: "100000" });
    assert.equal((await cli.resolve("settle", id)).status, "Resolved");
    assert.equal((await show(id)).outcomes[0].payout, "1");
  });

  it("falls to void if no round came in time, and says so", async () => {
    const id = await cli.create(specification("Will one bitcoin cost as much when nobody reports it?", policy, { resolveBy: "P7D" }));
    const settlesAt = seconds((await show(id)).closesAt);
    await cli.goTo(settlesAt + DELAY + 1);
    assert.equal((await show(id)).resolver.waitsFor, "never");
    await cli.refuseStep("NoRound", "settle", id);
    await cli.refuseStep("TooEarlyToVoid", "void", id);
    await cli.goTo(seconds((await show(id)).resolveBy));
    assert.deepEqual(await open(id), ["void"]);
    assert.equal((await cli.resolve("void", id)).status, "Void");
    assert.equal((await kinds(id)).at(-1), "Voided");
  });
});

describe("a market at UMA", () => {
  const policy = "{ kind: uma, bond: 20, liveness: PT3H }";

  it("is asserted, and settled after the liveness", async () => {
    const id = await cli.create(specification("Does UMA's oracle take the truth?", policy));
    await cli.refuseStep("AnswerNotDue", "assert", id, { outcome: "Yes" });
    await toClose(id);
    await cli.refuseStep("NoAssertion", "settle", id);
    const asserted = await cli.resolve("assert", id, { outcome: "Yes", evidence: "https://example.org/uma" });
    assert.equal(asserted.bond.amount, "20.00");
    const error = await cli.refuseStep("NoAssertion", "settle", id);
    assert.match(error.remedy, /can be settled from/);
    await cli.goTo(seconds(asserted.fallback.at));
    assert.equal((await cli.resolve("settle", id)).status, "Resolved");
    assert.deepEqual(await kinds(id), ["UmaRegistered", "Asserted", "AssertionSettled", "Finalized", "Resolved"]);
  });

  it("is disputed, voted on, rejected, and asserted again", async () => {
    const id = await cli.create(specification("Does UMA's oracle refuse a lie?", policy));
    await toClose(id);
    await cli.resolve("assert", id, { outcome: "Yes" });
    await cli.resolve("dispute", id, { from: "member1" });
    const { resolver } = await show(id);
    assert.equal(resolver.assertions[0].state, "Voting");
    await cli.refuseStep("NoAssertion", "settle", id);
    await cli.refuse("WrongResolver", "act", { who: "court", id });
    await cli.succeed("act", { who: "vote", id, found: "false" });
    assert.equal((await show(id)).resolver.assertions[0].state, "Finalizable");
    const settled = await cli.resolve("settle", id);
    assert.equal(settled.status, "Closed");
    const listed = (await show(id)).resolver;
    assert.equal(listed.assertions[0].state, "Rejected");
    assert.deepEqual([listed.steps[0].action, listed.steps[0].isDue], ["assert", true]);
    for (const outcome of ["Yes", "No"]) await cli.resolve("assert", id, { outcome });
    const error = await cli.refuseStep("WhichAssertion", "dispute", id, { from: "member1" });
    assert.match(error.remedy, /--assertion/);
    const { assertions } = (await show(id)).resolver;
    await cli.resolve("dispute", id, { from: "member1", assertion: assertions[1].id });
    await cli.refuseStep("UnknownAssertion", "dispute", id, { assertion: `0x${"1".repeat(64)}` });
    await cli.goTo(assertions[2].deadline);
    assert.equal((await cli.resolve("settle", id)).status, "Resolved");
    assert.equal((await show(id)).outcomes[1].payout, "1");
  });
});

describe("a market at Reality.eth", () => {
  const policy = '{ kind: reality, arbitrator: court, timeout: P1D, minBond: "0.02" }';

  it("is answered, outbid, settled, and its bonds are claimed", async () => {
    const id = await cli.create(specification("Does Reality.eth know the answer to this?", policy));
    const early = await cli.refuseStep("WrongTime", "answer", id, { outcome: "Yes" });
    assert.match(early.message, /possible from/);
    await toClose(id);
    await cli.refuseStep("NoAnswer", "settle", id);
    const first = await cli.resolve("answer", id, { outcome: "Yes" });
    assert.equal(first.bond.amount, "0.02");
    const second = await cli.resolve("answer", id, { outcome: "No", from: "member1" });
    assert.equal(second.bond.amount, "0.04");
    await cli.refuseStep("Refused", "answer", id, { outcome: "Yes", bond: "0.05" });
    await cli.refuseStep("NothingToClaim", "claim", id);
    const early2 = await cli.refuseStep("WrongTime", "settle", id);
    assert.match(early2.message, /possible from/);
    await cli.goTo(seconds(second.fallback.at));
    assert.equal((await cli.resolve("settle", id)).status, "Resolved");
    const [account] = [deployment.accounts?.member1 as `0x${string}`];
    const balance = await cli.client.getBalance({ address: account });
    await cli.resolve("claim", id, { from: "member1" });
    const won = (await cli.client.getBalance({ address: account })) - balance;
    assert.ok(won > parseEther("0.055"), `${won}`); // both bonds, less Reality.eth's fee of a fortieth and gas
    await cli.refuseStep("NothingToClaim", "claim", id);
  });

  it("is asked again after too soon, arbitrated, and takes a tie", async () => {
    const id = await cli.create(specification("Does Reality.eth take an answer that came too soon?", policy));
    await toClose(id);
    const soon = await cli.resolve("answer", id, { tooEarly: true });
    await cli.refuseStep("TooSoon", "settle", id);
    await cli.goTo(seconds(soon.steps.find(({ action }: Step) => action === "reopen").from));
    assert.deepEqual(await open(id), ["reopen"]);
    await cli.resolve("reopen", id);
    const answered = await cli.resolve("answer", id, { outcome: "Yes" });
    assert.equal(answered.state, "Answered");
    const arbitrated = await cli.resolve("arbitrate", id);
    assert.deepEqual([arbitrated.bond.amount, arbitrated.state], ["0.01", "Arbitration"]);
    await cli.succeed("act", { who: "court", id, outcome: "Yes" });
    assert.equal((await cli.resolve("settle", id)).status, "Resolved");

    const tie = await cli.create(specification("Does Reality.eth take a tie between the two?", policy));
    await toClose(tie);
    const said = await cli.resolve("answer", tie, { payouts: "1,1" });
    await cli.goTo(seconds(said.fallback.at));
    await cli.resolve("settle", tie);
    assert.deepEqual(
      (await show(tie)).outcomes.map(({ payout }: { payout: string }) => payout),
      ["1", "1"],
    );
  });
});

describe("list --due", () => {
  it("names every market where something can be done, what is due first", async () => {
    const policy = "{ kind: optimistic, bond: 50, liveness: P1D, arbiter: arbiter, arbiterTimeout: P3D }";
    const [waiting, disputable] = [
      await cli.create(specification("Is this one waiting for an answer?", policy)),
      await cli.create(specification("Is this one waiting for a dispute?", policy)),
    ];
    await toClose(disputable);
    await cli.resolve("propose", disputable, { outcome: "Yes" });
    const { due } = await cli.succeed("list", { due: true });
    const ids = due.map(({ marketId }: { marketId: string }) => marketId);
    assert.ok(ids.indexOf(waiting) >= 0 && ids.indexOf(waiting) < ids.indexOf(disputable), ids.join());
    const found = due.find(({ marketId }: { marketId: string }) => marketId === disputable);
    assert.deepEqual([found.steps[0].action, found.steps[0].isDue, found.steps[0].cost.amount], ["dispute", false, "50.00"]);
    assert.equal(seconds(found.steps[0].until), (await cli.now()) + DAY);
  });

  it("is readable, as is a market's page", async () => {
    const { text } = await cli.run("list", { due: true, json: false });
    assert.match(text, /anyone can propose the answer until .*with a bond of 50\.00 USD/);
    const shown = await cli.run("show", { id: "1", json: false });
    assert.match(shown.text, /what happened\n {4}\d{4}-.*OptimisticRegistered/);
  });
});
