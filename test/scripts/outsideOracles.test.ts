import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { describe, it } from "node:test";
import { type Abi, type AbiEvent, type AbiFunction, toEventSelector, toFunctionSelector } from "viem";
import { realityArtifact, umaArtifact } from "../../scripts/cli/deployLocalOracles.ts";
import { CHAINS } from "../../sdk/chains.ts";
import { arbitratorAbi, realityAbi } from "../../sdk/resolvers/reality/realityAbi.ts";
import { optimisticOracleAbi } from "../../sdk/resolvers/uma/optimisticOracleAbi.ts";

const require = createRequire(import.meta.url);

/** Selectors with what a call returns, or an event indexes. */
function shapes(abi: Abi): Set<string> {
  const types = (items: readonly { type: string; indexed?: boolean }[]) =>
    items.map(({ type, indexed }) => `${type}${indexed ? " indexed" : ""}`).join();
  return new Set(
    abi.flatMap((item) => {
      if (item.type === "function") return [`${toFunctionSelector(item as AbiFunction)} ${types(item.outputs)}`];
      return item.type === "event" ? [`${toEventSelector(item as AbiEvent)} ${types(item.inputs)}`] : [];
    }),
  );
}

describe("the oracles of others", () => {
  it("are at the addresses that their makers publish", async () => {
    const { getOptimisticOracleV3Address } = require("@uma/contracts-node");
    const { realityETHConfig } = require("@reality.eth/contracts");
    const tokens: Record<number, string> = { 10: "OETH", 100: "XDAI", 137: "MATIC", 10200: "XDAI", 42161: "ARETH" };
    for (const { chain, uma, reality } of CHAINS) {
      const { id } = chain;
      if (uma) assert.equal(uma, await getOptimisticOracleV3Address(id), `UMA on ${id}`);
      if (!reality) continue;
      const published = realityETHConfig(id, tokens[id] ?? "ETH", "3.0");
      assert.equal(reality.toLowerCase(), published.address.toLowerCase(), `Reality.eth on ${id}`);
    }
    const both = CHAINS.filter(({ uma, reality }) => uma && reality).map(({ chain }) => chain.id);
    assert.deepEqual(
      both.sort((one, other) => one - other),
      [1, 10, 100, 137, 8453, 42161, 84532, 421614, 11155111],
    );
  });

  it("have the functions and events that the SDK calls and reads", () => {
    const pairs: [readonly unknown[], Abi][] = [
      [optimisticOracleAbi, umaArtifact("OptimisticOracleV3").abi],
      [realityAbi, realityArtifact("RealityETH-3.0", "solc-0.8.6").abi],
      [arbitratorAbi.filter(({ name }) => name === "getDisputeFee"), realityArtifact("Arbitrator", "solc-0.4.25").abi],
    ];
    for (const [ours, theirs] of pairs) {
      const known = shapes(theirs);
      for (const shape of shapes(ours as Abi)) assert.ok(known.has(shape), shape);
    }
  });
});
