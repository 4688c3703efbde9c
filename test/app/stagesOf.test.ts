import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { stagesOf } from "../../app/market/[id]/_lib/stagesOf.ts";

const CLOSES = 1_000;
const market = { status: "Open" as const, closesAt: CLOSES, halted: false };
const closed = { ...market, status: "Closed" as const };
const optimistic = (rest: object) => ({ kind: "optimistic", now: 0, ...rest }) as never;
const line = (...args: Parameters<typeof stagesOf>) => stagesOf(...args).map(({ name, state }) => `${name} ${state}`);

describe("stagesOf", () => {
  it("begins with trading", () => {
    assert.deepEqual(line(market, optimistic({})), ["trading current", "answer next", "check next", "final next"]);
  });
  it("waits for an answer once it is closed, by its status or by the time", () => {
    const waiting = ["trading done", "answer current", "check next", "final next"];
    assert.deepEqual(line(closed, optimistic({})), waiting);
    assert.deepEqual(line(market, optimistic({ now: CLOSES })), waiting);
  });
  it("counts down while anyone may object, and then waits to be made final", () => {
    const proposed = { proposal: {}, fallback: { kind: "finalize", at: 2_000 } };
    const stages = stagesOf(closed, optimistic({ now: 1_500, ...proposed }));
    assert.deepEqual(stages[2], { name: "check", state: "current", at: 2_000 });
    assert.deepEqual(line(closed, optimistic({ now: 2_000, ...proposed })), ["trading done", "answer done", "check done", "final current"]);
  });
  it("names a dispute", () => {
    const disputed = optimistic({ now: 1_500, proposal: { disputer: "0xd" }, fallback: { kind: "refund", at: 9_000 } });
    assert.deepEqual(line(closed, disputed), ["trading done", "answer done", "ruling current", "final next"]);
    const uma = { kind: "uma", now: 1_500, assertions: [{ state: "Rejected" }, { state: "Voting" }] } as never;
    assert.deepEqual(line(closed, uma)[2], "ruling current");
  });
  it("takes a rejected assertion for no answer", () => {
    const uma = { kind: "uma", now: 1_500, assertions: [{ state: "Rejected" }] } as never;
    assert.deepEqual(line(closed, uma), ["trading done", "answer current", "check next", "final next"]);
  });
  it("waits for the price of a feed", () => {
    const feed = { kind: "priceFeed", now: 1_500, policy: { settlesAt: 1_400 } };
    assert.deepEqual(line(closed, feed as never), ["trading done", "price current", "final next"]);
    assert.deepEqual(line(closed, { ...feed, round: {} } as never), ["trading done", "price done", "final current"]);
  });
  it("is all done once it is final", () => {
    const final = line({ ...market, status: "Void" }, { kind: "unknown", now: 1 } as never);
    assert.ok(final.every((each) => each.endsWith("done")));
  });
});
