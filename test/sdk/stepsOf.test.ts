import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { zeroAddress } from "viem";
import type { Situation } from "../../sdk/resolution.ts";
import { answerFor, INVALID, meaningOf, TOO_SOON } from "../../sdk/resolvers/reality/answerOf.ts";
import { templates } from "../../sdk/resolvers/reality/policy.ts";
import { stepsOf } from "../../sdk/stepsOf.ts";
import type { Market } from "../../sdk/types.ts";

const DAY = 86_400;
const CLOSES = 1_000_000;
const RESOLVE_BY = CLOSES + 30 * DAY;
const USD = { address: zeroAddress, symbol: "USD", decimals: 6 };
const market = {
  status: "Closed",
  closesAt: CLOSES,
  resolveBy: RESOLVE_BY,
  collateral: USD,
  odds: [],
  outcomeCount: 2,
} as unknown as Market;
const policy = {
  arbiter: zeroAddress,
  bond: 50n,
  maxBond: 50n,
  bondRate: 0,
  liveness: DAY,
  arbiterTimeout: DAY,
  earlyProposals: false,
  haltOnProposal: false,
  creatorMayArbitrate: false,
};
const proposal = { id: "0x01", round: 1, proposer: zeroAddress, bond: 50n, deadline: CLOSES + DAY, payouts: [1n, 0n] } as const;
const at = (now: number, state: string, more: object = {}): Situation =>
  ({
    kind: "optimistic",
    policy,
    state,
    until: 0,
    now,
    bond: 50n,
    window: { earliest: CLOSES, latest: RESOLVE_BY - 3 * DAY },
    ...more,
  }) as Situation;
const open = (situation: Situation, of = market) =>
  stepsOf(situation, of)
    .steps.filter(({ isOpen }) => isOpen)
    .map(({ action }) => action);
const due = (situation: Situation, of = market) =>
  stepsOf(situation, of)
    .steps.filter(({ isDue }) => isDue)
    .map(({ action }) => action);

describe("stepsOf", () => {
  it("opens and closes the window of a proposal at its first and last second", () => {
    assert.deepEqual(open(at(CLOSES - 1, "Waiting")), []);
    assert.deepEqual(open(at(CLOSES, "Proposable")), ["propose"]);
    assert.deepEqual(open(at(RESOLVE_BY - 3 * DAY, "Proposable")), ["propose"]);
    assert.deepEqual(open(at(RESOLVE_BY - 3 * DAY + 1, "Expired")), []);
    assert.deepEqual(open(at(RESOLVE_BY, "Expired")), ["void"]);
  });

  it("calls an early answer possible, not due", () => {
    const early = at(CLOSES - 9, "Proposable", { window: { earliest: 0, latest: RESOLVE_BY - 3 * DAY } });
    assert.deepEqual([open(early), due(early)], [["propose"], []]);
    assert.deepEqual(due({ ...early, now: CLOSES }), ["propose"]);
  });

  it("calls a dispute possible until the deadline, then the finalization due", () => {
    const running = at(CLOSES + DAY - 1, "Proposed", { proposal });
    assert.deepEqual([open(running), due(running)], [["dispute", "ruleTooEarly"], []]);
    const over = at(CLOSES + DAY, "Finalizable", { proposal });
    assert.deepEqual([open(over), due(over)], [["finalize"], ["finalize"]]);
    assert.deepEqual(stepsOf(over, market).fallback, { kind: "finalize", at: CLOSES + DAY, payouts: [1n, 0n] });
  });

  it("lets a committee's members withdraw when a new vote would come too late", () => {
    const last = RESOLVE_BY - 2 * DAY; // a day to finalize, a day of delay
    const committee = { members: [zeroAddress], threshold: 1, delay: DAY, earlyVotes: false, haltOnProposal: false };
    const proposed = (now: number) =>
      ({
        kind: "committee",
        policy: committee,
        state: "Proposed",
        until: 0,
        now,
        votes: [],
        proposal: { payouts: [1n, 0n], deadline: last + 9 },
      }) as Situation;
    assert.deepEqual(open(proposed(last)), ["vote", "withdrawVote"]);
    assert.deepEqual(open(proposed(last + 1)), ["withdrawVote"]);
    assert.deepEqual(open(proposed(last + 9)), ["finalize"]);
  });

  it("puts finalizing before voiding once both are possible", () => {
    const late = at(RESOLVE_BY, "Finalizable", { proposal });
    assert.deepEqual([open(late), due(late)], [["finalize", "void"], ["finalize"]]);
  });

  it("still gives bonds back after a void", () => {
    const after = at(RESOLVE_BY + 1, "Refundable", { proposal });
    const voided = { ...market, status: "Void", payouts: [1n, 1n] } as Market;
    assert.deepEqual(open(after, voided), ["finalize"]);
    assert.equal(stepsOf(after, voided).fallback?.kind, "refund");
  });

  it("leaves only the void of a market whose resolver is not known", () => {
    const unknown = { kind: "unknown", state: "unknown", until: 0, now: RESOLVE_BY } as Situation;
    assert.deepEqual(open(unknown), ["void"]);
    assert.deepEqual(open({ ...unknown, now: RESOLVE_BY - 1 } as Situation), []);
  });
});

describe("answers at Reality.eth", () => {
  const { singleSelect, yesNo } = templates;
  const of = (outcomeCount: number, templateId: number = singleSelect) => ({ outcomeCount, templateId });

  it("mean what they were made of", () => {
    const third = answerFor([0n, 0n, 5n], singleSelect);
    assert.deepEqual(meaningOf(third, of(3)), { value: answerFor([0n, 0n, 1n], singleSelect), meaning: "outcome", payouts: [0n, 0n, 1n] });
    assert.deepEqual(meaningOf(answerFor([1n, 1n], singleSelect), of(2)).payouts, [1n, 1n]);
    assert.equal(meaningOf(answerFor([1n, 3n], singleSelect), of(2)).payouts, undefined);
    assert.equal(meaningOf(INVALID, of(2)).meaning, "invalid");
    assert.equal(meaningOf(TOO_SOON, of(2)).meaning, "tooSoon");
    assert.equal(meaningOf(third, of(2)).meaning, "vector"); // an index that is no outcome is no answer of this market
  });

  it("are 1 for yes, the first outcome, and 0 for no, the second, in the template of yes and no", () => {
    assert.equal(BigInt(answerFor([1n, 0n], yesNo)), 1n);
    assert.equal(BigInt(answerFor([0n, 1n], yesNo)), 0n);
    assert.deepEqual(meaningOf(answerFor([1n, 0n], yesNo), of(2, yesNo)).payouts, [1n, 0n]);
    assert.deepEqual(meaningOf(answerFor([0n, 1n], yesNo), of(2, yesNo)).payouts, [0n, 1n]);
    assert.equal(answerFor([1n, 1n], yesNo), answerFor([1n, 1n], singleSelect));
  });
});
