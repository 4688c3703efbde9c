import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { describe, it } from "node:test";
import { type Abi, type AbiEvent, type AbiFunction, isAddress, toEventSelector, toFunctionSelector } from "viem";
import { realityArtifact, umaArtifact } from "../../scripts/cli/deployLocalOracles.ts";
import { OUTSIDE_ORACLES } from "../../scripts/cli/outsideOracles.ts";
import { isTestChain } from "../../sdk/chains.ts";
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
    for (const [chainId, { uma, reality }] of Object.entries(OUTSIDE_ORACLES)) {
      assert.equal(uma, await getOptimisticOracleV3Address(Number(chainId)), `UMA on ${chainId}`);
      const tokens = { 10: "OETH", 137: "MATIC", 42161: "ARETH" } as Record<string, string>;
      const published = realityETHConfig(Number(chainId), tokens[chainId] ?? "ETH", "3.0");
      assert.equal(reality?.toLowerCase(), published.address.toLowerCase(), `Reality.eth on ${chainId}`);
      assert.ok(isAddress(reality ?? "") && isAddress(uma ?? ""));
    }
    for (const chainId of [11155111, 84532, 421614]) assert.ok(isTestChain(chainId) && OUTSIDE_ORACLES[chainId]);
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
