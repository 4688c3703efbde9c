// properties: R10 (what the SDK knows of the resolvers is what stands in their contracts)
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, it } from "node:test";
import { resolverContracts } from "../../sdk/abi/resolverContracts.ts";
import { MIN_ODDS } from "../../sdk/initialRhos.ts";
import { MAX_COLLATERAL_RATIO, MAX_POSITIONS_RATIO, MIN_PRICE } from "../../sdk/lmsr.ts";
import { MAX_MEMBERS } from "../../sdk/resolvers/committee/policy.ts";
import { eventsOf } from "../../sdk/resolvers/eventsOf.ts";
import { knownKinds } from "../../sdk/resolvers/kinds.ts";
import { MAX_BOND_TO_LIQUIDITY } from "../../sdk/resolvers/optimistic/policy.ts";
import { MAX_BOUND, MAX_GRACE_PERIOD, MIN_MAX_DELAY, priceKinds } from "../../sdk/resolvers/priceFeed/policy.ts";
import { ARBITRATION_TIME, MAX_MIN_BOND, templates } from "../../sdk/resolvers/reality/policy.ts";
import { resolvers } from "../../sdk/resolvers/resolvers.ts";
import { MAX_BOND_TO_MINIMUM, VOTING_TIME } from "../../sdk/resolvers/uma/policy.ts";
import { ANSWER_TIME, FINALIZE_TIME, MIN_WINDOW } from "../../sdk/resolvers/windows.ts";

const contracts = resolve(import.meta.dirname, "../../contracts");
const read = (path: string) => readFileSync(resolve(contracts, path), "utf8");

/** The members of an enum, in its order. */
function membersOf(path: string, name: string): string[] {
  const body = new RegExp(`enum ${name} \\{([^}]*)\\}`).exec(read(path))?.[1];
  assert.ok(body !== undefined, `${path} has no enum ${name}`);
  return body.split(",").map((member) => member.replace(/\/\/.*$/gm, "").trim());
}

const UNITS: Record<string, bigint> = { hours: 3_600n, days: 86_400n, ether: 10n ** 18n };

/** A constant's value, of the few forms that stand in these contracts. */
function constantOf(path: string, name: string): bigint {
  const text = new RegExp(`constant ${name} = ([^;]+);`).exec(read(path))?.[1];
  assert.ok(text !== undefined, `${path} has no constant ${name}`);
  if (text === "type(int128).max") return 2n ** 127n - 1n;
  const [number = "", unit = ""] = text.split(" ");
  const [digits = "", exponent = "0"] = number.replaceAll("_", "").split("e");
  return BigInt(digits) * 10n ** BigInt(exponent) * (UNITS[unit] ?? 1n);
}

describe("the record of resolvers", () => {
  it("has every resolver of the project and no other", () => {
    const files = readdirSync(resolve(contracts, "resolvers")).map((name) => name.replace(".sol", ""));
    assert.deepEqual(Object.values(resolverContracts).sort(), files.filter((name) => name !== "MarketResolver").sort());
    assert.deepEqual(Object.keys(resolvers).sort(), [...knownKinds].sort());
  });

  it("has each contract's states in its order", () => {
    for (const kind of knownKinds) {
      const contract = resolverContracts[kind];
      const name = `${contract.replace("Resolver", "")}State`;
      assert.deepEqual(resolvers[kind].states, membersOf(`interfaces/I${contract}.sol`, name), kind);
    }
    const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
    assert.deepEqual([...priceKinds], membersOf("interfaces/IPriceFeedResolver.sol", "PriceKind").map(lower));
    assert.deepEqual(membersOf("interfaces/IOptimisticResolver.sol", "Party"), ["Neither", "Proposer", "Disputer"]);
  });

  it("has each contract's events: one that registers a market, clarifications, and its own", () => {
    for (const kind of knownKinds) {
      const events = eventsOf(resolvers[kind].abi);
      assert.equal(events.filter((name) => name.endsWith("Registered")).length, 1, kind);
      assert.ok(events.includes("Clarified"));
      for (const name of events) {
        const declared = new RegExp(`event ${name}\\(`);
        assert.ok(
          declared.test(read(`interfaces/I${resolverContracts[kind]}.sol`)) || declared.test(read("interfaces/IMarketResolver.sol")),
          name,
        );
      }
    }
  });

  it("has the limits that stand in the contracts", () => {
    const known: [bigint | number, string, string][] = [
      [MIN_WINDOW, "resolvers/MarketResolver.sol", "MIN_WINDOW"],
      [ANSWER_TIME, "resolvers/MarketResolver.sol", "ANSWER_TIME"],
      [FINALIZE_TIME, "resolvers/MarketResolver.sol", "FINALIZE_TIME"],
      [MAX_MEMBERS, "resolvers/CommitteeResolver.sol", "MAX_MEMBERS"],
      [MAX_BOND_TO_LIQUIDITY, "resolvers/OptimisticResolver.sol", "MAX_BOND_RATIO"],
      [MIN_MAX_DELAY, "resolvers/PriceFeedResolver.sol", "MIN_DELAY"],
      [MAX_GRACE_PERIOD, "resolvers/PriceFeedResolver.sol", "MAX_GRACE"],
      [MAX_BOUND, "resolvers/PriceFeedResolver.sol", "MAX_BOUND"],
      [ARBITRATION_TIME, "resolvers/RealityResolver.sol", "ARBITRATION_TIME"],
      [MAX_MIN_BOND, "resolvers/RealityResolver.sol", "MAX_BOND"],
      [templates.yesNo, "resolvers/RealityResolver.sol", "YES_OR_NO"],
      [templates.singleSelect, "resolvers/RealityResolver.sol", "SINGLE_SELECT"],
      [VOTING_TIME, "resolvers/UmaResolver.sol", "VOTING_TIME"],
      [MAX_BOND_TO_MINIMUM, "resolvers/UmaResolver.sol", "MAX_BOND_RATIO"],
      [MIN_ODDS, "Markets.sol", "MIN_ODDS"],
      [MAX_COLLATERAL_RATIO, "libraries/Lmsr.sol", "MAX_COLLATERAL_RATIO"],
      [MAX_POSITIONS_RATIO, "libraries/Lmsr.sol", "MAX_POSITIONS_RATIO"],
      [MIN_PRICE, "libraries/Lmsr.sol", "MIN_PRICE"],
    ];
    for (const [value, path, name] of known) assert.equal(BigInt(value), constantOf(path, name), `${path}: ${name}`);
  });
});
