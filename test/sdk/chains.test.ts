import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { getAddress } from "viem";
import { CHAINS, chainOf, environmentPrefix, LOCAL_CHAIN_ID } from "../../sdk/chains.ts";

describe("the list of chains", () => {
  it("names each chain and each network once", () => {
    for (const values of [CHAINS.map(({ chain }) => chain.id), CHAINS.map(({ network }) => network), CHAINS.map(({ chain }) => chain.name)])
      assert.equal(new Set<unknown>(values).size, CHAINS.length);
  });

  it("says of each whether its coin is worth something, as viem does where it knows", () => {
    for (const { chain, isTest } of CHAINS) assert.ok(!chain.testnet || isTest, chain.name);
    const real = CHAINS.filter(({ isTest }) => !isTest).map(({ network }) => network);
    assert.deepEqual(real, ["mainnet", "base", "arbitrum", "optimism", "polygon", "gnosis"]);
    assert.equal(chainOf(LOCAL_CHAIN_ID).isTest, true);
  });

  it("names every address with its checksum, and a sequencer's feed only where there is a sequencer", () => {
    for (const { uma, reality, sequencerFeed, hasSequencer } of CHAINS) {
      for (const address of [uma, reality, sequencerFeed]) if (address) assert.equal(address, getAddress(address));
      assert.ok(!sequencerFeed || hasSequencer);
    }
    const feeds = CHAINS.flatMap(({ network, sequencerFeed }) => (sequencerFeed ? [network] : []));
    assert.deepEqual(feeds, ["base", "arbitrum", "optimism"]);
  });

  it("has an explorer of every public chain", () => {
    for (const { chain, network } of CHAINS)
      assert.equal(chain.blockExplorers !== undefined, network !== "local" && network !== "geth", network);
  });
});

describe("a chain that is not listed", () => {
  const environment = { PRESAGE_CHAIN_ID: "7777", PRESAGE_CHAIN_NAME: "Harbour", PRESAGE_CHAIN_TEST: "1" };

  it("is known by the environment", () => {
    const { chain, network, isTest } = chainOf(7777, environment);
    assert.deepEqual([chain.id, chain.name, network, isTest], [7777, "Harbour", "custom", true]);
    assert.equal(environmentPrefix(network), "PRESAGE");
  });

  it("counts as one of real money, and as one that may stand still, unless something says otherwise", () => {
    const { chain, isTest, hasSequencer } = chainOf(7777);
    assert.deepEqual([chain.name, isTest, hasSequencer], ["Chain 7777", false, true]);
    assert.equal(chainOf(7777, { ...environment, PRESAGE_CHAIN_TEST: "yes" }).isTest, false);
    assert.equal(chainOf(8888, environment).isTest, false, "the environment is about another chain");
  });

  it("cannot pass for a listed one", () => {
    const mainnet = chainOf(1, { PRESAGE_CHAIN_ID: "1", PRESAGE_CHAIN_NAME: "Play money", PRESAGE_CHAIN_TEST: "1" });
    assert.deepEqual([mainnet.chain.name, mainnet.isTest], ["Ethereum", false]);
  });
});

it("names environment variables in capitals", () => {
  assert.deepEqual(["baseSepolia", "mainnet", "local"].map(environmentPrefix), ["BASE_SEPOLIA", "MAINNET", "PRESAGE"]);
});
