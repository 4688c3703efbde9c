import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { feesFor } from "../../keeper/feesFor.ts";

const GWEI = 10n ** 9n;
const fees = (max: bigint, priority: bigint) => ({ maxFeePerGas: max * GWEI, maxPriorityFeePerGas: priority * GWEI });

describe("feesFor", () => {
  it("offers what the chain asks", () => {
    assert.deepEqual(feesFor(fees(30n, 1n), { cap: 100n * GWEI }), fees(30n, 1n));
  });

  it("replaces at an eighth more of both, or what the chain asks if that is more", () => {
    const raised = feesFor(fees(10n, 1n), { before: fees(40n, 8n), cap: 100n * GWEI });
    assert.deepEqual(raised, { maxFeePerGas: 45n * GWEI + 1n, maxPriorityFeePerGas: 9n * GWEI + 1n });
    assert.equal(feesFor(fees(90n, 1n), { before: fees(40n, 8n), cap: 100n * GWEI })?.maxFeePerGas, 90n * GWEI);
  });

  it("never passes the cap, and offers it where that is still enough", () => {
    assert.equal(feesFor(fees(200n, 1n), { cap: 100n * GWEI }), undefined);
    assert.equal(feesFor(fees(120n, 1n), { cap: 100n * GWEI })?.maxFeePerGas, 100n * GWEI);
    assert.equal(feesFor(fees(10n, 1n), { before: fees(95n, 2n), cap: 100n * GWEI }), undefined, "an eighth more is above it");
    assert.equal(feesFor(fees(500n, 1n), { before: fees(60n, 2n), cap: 100n * GWEI })?.maxFeePerGas, 100n * GWEI);
  });
});
