// properties: C3, C15 (the whole contract, the SDK and the formulas in real numbers agree over long histories)
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { playHistories } from "../../tools/proof/playHistories.ts";
import { type Chain, startChain } from "../../tools/test/chain.ts";

const OPERATIONS = 2000; // `node tools/proof/differential.ts` plays 100,000

describe("contract, SDK and real numbers", () => {
  let chain: Chain;
  before(async () => {
    chain = await startChain();
  });
  after(() => chain.close());

  it(`agree over ${OPERATIONS} random operations`, async () => {
    const { operations, trades } = await playHistories(chain, { operations: OPERATIONS, perHistory: 250, seed: 11 });
    assert.equal(operations, OPERATIONS);
    assert.ok(trades > OPERATIONS / 3, `only ${trades} trades`);
  });
});
