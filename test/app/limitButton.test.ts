import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type LimitState, limitButton } from "../../app/_lib/limitButton.ts";

const ready: LimitState = {
  connected: true,
  rightChain: true,
  status: "Open",
  price: 5n,
  amount: 10n,
  balance: 100n,
  isUnconfirmed: false,
  stage: "idle",
};

describe("limitButton", () => {
  // Each row breaks one more thing; the reason that comes first in the list must win over those before it in this table.
  const rows: [string, boolean, Partial<LimitState>][] = [
    ["place", true, {}],
    ["confirmUnknown", false, { isUnconfirmed: true }],
    ["tooSmall", false, { planError: "buys nothing" }],
    ["insufficient", false, { balance: 9n }],
    ["enterAmount", false, { amount: undefined }],
    ["invalidAmount", false, { amountError: "not an amount" }],
    ["enterPrice", false, { price: undefined }],
    ["invalidPrice", false, { priceError: "not a price" }],
    ["done", true, { stage: "done" }],
    ["closed", false, { status: "Closed" }],
    ["wrongChain", true, { rightChain: false }],
    ["connect", true, { connected: false }],
    ["signing", false, { stage: "signing" }],
    ["pending", false, { stage: "pending" }],
  ];
  it("names the first of several reasons", () => {
    let state = ready;
    for (const [reason, enabled, change] of rows) {
      state = { ...state, ...change };
      assert.deepEqual(limitButton(state), { reason, enabled });
    }
  });
  it("wants an amount above zero, and lets the whole balance be offered", () => {
    assert.equal(limitButton({ ...ready, amount: 0n }).reason, "enterAmount");
    assert.equal(limitButton({ ...ready, amount: 100n }).reason, "place");
  });
  it("does not call a balance short that it does not know", () =>
    assert.equal(limitButton({ ...ready, balance: undefined }).reason, "place"));
});
