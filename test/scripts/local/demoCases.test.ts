import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { stringify } from "yaml";
import { demoMarkets } from "../../../scripts/local/demoCases.ts";
import { lintSpecification } from "../../../sdk/specification/lintSpecification.ts";
import type { Deployment } from "../../../sdk/types.ts";

const ADDRESS = "0x0000000000000000000000000000000000000001";
const deployment: Deployment = {
  chainId: 31_337,
  startBlock: 0,
  contracts: {
    Markets: ADDRESS,
    OptimisticResolver: ADDRESS,
    CommitteeResolver: ADDRESS,
    PriceFeedResolver: ADDRESS,
    UmaResolver: ADDRESS,
    RealityResolver: ADDRESS,
    Erc792Arbiter: ADDRESS,
  },
  collaterals: { usd: ADDRESS },
  accounts: { arbiter: ADDRESS, member1: ADDRESS, member2: ADDRESS, member3: ADDRESS, court: ADDRESS },
  feeds: { "BTC/USD": ADDRESS },
};

describe("the demo's markets", () => {
  const now = Date.UTC(2026, 10, 26, 12) / 1000;
  for (const { specification, createdAt } of demoMarkets(now)) {
    it(`pass the linter as of their creation: ${specification.question}`, () => {
      const { findings } = lintSpecification(stringify(specification), { now: createdAt, deployment });
      assert.deepEqual(
        findings.filter(({ severity }) => severity === "error"),
        [],
      );
    });
  }

  it("have every kind of resolver, and a court among the arbiters", () => {
    const resolvers = demoMarkets(now).map(({ specification }) => specification.resolver);
    assert.deepEqual([...new Set(resolvers.map(({ kind }) => kind))].sort(), ["committee", "optimistic", "priceFeed", "reality", "uma"]);
    assert.ok(resolvers.some((resolver) => resolver.kind === "optimistic" && resolver.arbiter === "court"));
  });
});
