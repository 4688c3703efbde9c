import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type TradeState, tradeButton } from "../../app/_lib/tradeButton.ts";

const ready: TradeState = {
  connected: true,
  rightChain: true,
  status: "Open",
  amount: 10n,
  balance: 100n,
  needed: 10n,
  isWorse: false,
  stage: "idle",
};

describe("tradeButton", () => {
  // Each row breaks one more thing; the reason that comes first in the list must win over those before it in this table.
  const rows: [string, boolean, Partial<TradeState>][] = [
    ["trade", true, {}],
    ["confirmImpact", false, { unconfirmed: "impact" }],
    ["confirmUnknown", false, { unconfirmed: "unknown" }],
    ["worse", true, { isWorse: true }],
    ["tooLarge", false, { quoteError: "too large" }],
    ["insufficient", false, { balance: 9n }],
    ["invalidTolerance", false, { toleranceError: "not a percentage" }],
    ["enterAmount", false, { amount: undefined }],
    ["invalidAmount", false, { amountError: "not an amount" }],
    ["done", true, { stage: "done" }],
    ["closed", false, { status: "Closed" }],
    ["wrongChain", true, { rightChain: false }],
    ["connect", true, { connected: false }],
    ["signing", false, { stage: "signing" }],
    ["pending", false, { stage: "pending" }],
  ];
  for (const [reason, enabled, change] of rows) {
    it(`says ${reason}`, () => assert.deepEqual(tradeButton({ ...ready, ...change }), { reason, enabled }));
  }

  it("names the first of several reasons", () => {
    let state = ready;
    for (const [reason, enabled, change] of rows) {
      state = { ...state, ...change };
      assert.deepEqual(tradeButton(state), { reason, enabled });
    }
  });

  it("wants an amount above zero", () => assert.equal(tradeButton({ ...ready, amount: 0n }).reason, "enterAmount"));
  it("lets the whole balance be spent", () => assert.equal(tradeButton({ ...ready, needed: 100n }).reason, "trade"));
  it("does not call a balance short that it does not know", () =>
    assert.equal(tradeButton({ ...ready, balance: undefined }).reason, "trade"));
  for (const status of ["Closed", "Resolved", "Void", "None"] as const) {
    it(`does not trade when ${status}`, () => assert.equal(tradeButton({ ...ready, status }).reason, "closed"));
  }
});
