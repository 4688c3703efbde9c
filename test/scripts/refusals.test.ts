// properties: R10, R11
//
// What the linter accepts on a network, its contracts take; what they refuse, it finds, without money and without sending.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import type { Address, Hex } from "viem";
import { setRoundCall } from "../../scripts/cli/localFeed.ts";
import type { Deployment } from "../../sdk/types.ts";
import { type Commands, specification, startCommands } from "./commands.ts";

const PHASE = 1n << 64n;
const PRICE = 100_000n * 10n ** 8n;
const FILES = path.join(import.meta.dirname, "../../artifacts/contracts");

let cli: Commands;
let deployment: Deployment;

before(async () => {
  cli = await startCommands();
  await cli.succeed("deploy");
  deployment = JSON.parse(readFileSync(path.join(cli.folder, "31337.json"), "utf8"));
});
after(() => cli.close());

const feedOf = (feed: string) => `{ kind: priceFeed, feed: "${feed}", maxDelay: PT25H, bounds: [100000] }`;
let files = 0;
const write = (resolver: string) => {
  const file = path.join(cli.folder, `refusal-${++files}.yaml`);
  writeFileSync(file, specification("Would the contracts take this market?", resolver));
  return file;
};

/** Both commands refuse it with the contracts' own name for the reason; the linter says where. */
async function refused(code: string, resolver: string, from?: string) {
  const file = write(resolver);
  const who = from ? { from } : {};
  const { status, text } = await cli.run("lint", { path: file, ...who });
  const { ok, findings } = JSON.parse(text);
  assert.deepEqual([status, ok], [1, false]);
  const found = findings.filter(({ severity }: { severity: string }) => severity === "error");
  assert.equal(found.length, 1, text);
  assert.equal(found[0].code, "refused");
  assert.match(found[0].message, new RegExp(`\\(${code}\\)$`));
  assert.match(readFileSync(file, "utf8").split("\n")[found[0].line - 1] as string, /^resolver:/);
  await cli.refuse(code, "create", { path: file, acceptWarnings: true, ...who });
}

/** Nothing in the file stops it, whatever the account has. */
async function accepted(resolver: string, from?: string) {
  const { text } = await cli.run("lint", { path: write(resolver), ...(from && { from }) });
  assert.equal(JSON.parse(text).ok, true, text);
}

async function deployCode(bytecode: Hex): Promise<Address> {
  const [account] = await cli.client.getAddresses();
  const hash = await cli.client.sendTransaction({ account, data: bytecode });
  const { contractAddress } = await cli.client.waitForTransactionReceipt({ hash });
  return contractAddress as Address;
}

/** The local chain's feed behind a door that only people pass: contracts that ask are refused. */
function doorBefore(feed: Address): Hex {
  const door = "333214600a57600080fd5b"; // whoever calls is who signed, or it reverts
  const ask = `36600060003760006000366000${`73${feed.slice(2)}`}5afa503d600060003e3d6000f3`;
  const code = door + ask;
  return `0x60${(code.length / 2).toString(16)}8060095f395ff3${code}`;
}

describe("what the contracts of a network refuse", () => {
  it("is not that an account has no money", async () => {
    await accepted("{ kind: optimistic, bond: 50, liveness: P1D, arbiter: arbiter, arbiterTimeout: P3D }", "member3");
    await accepted(feedOf("BTC/USD"), "member3");
    await accepted("{ kind: uma, bond: 20, liveness: PT3H }", "member3");
    await accepted('{ kind: reality, arbitrator: court, timeout: P1D, minBond: "0.02" }', "member3");
    await accepted("{ kind: optimistic, bond: 50, liveness: P1D, arbiter: court, arbiterTimeout: P60D }", "member3");
  });

  it("is an aggregator that refuses contracts, though it answers people", async () => {
    const shy = await deployCode(doorBefore(deployment.feeds?.["BTC/USD"] as Address));
    await refused("DeadFeed", feedOf(shy));
    await refused("DeadFeed", feedOf(shy), "member3");
  });

  it("is a feed without a history", async () => {
    const [account] = await cli.client.getAddresses();
    const { bytecode } = JSON.parse(readFileSync(path.join(FILES, "test/FeedMock.sol/FeedMock.json"), "utf8"));
    const young = await deployCode(bytecode);
    const { timestamp } = await cli.client.getBlock();
    const { address, abi, functionName, args } = setRoundCall({ feed: young, roundId: PHASE + 1n, price: PRICE, updatedAt: timestamp });
    await cli.client.waitForTransactionReceipt({ hash: await cli.client.writeContract({ account, address, abi, functionName, args }) });
    await refused("NoOlderRound", feedOf(young));
    await refused("NoOlderRound", feedOf(young), "member3");
  });

  it("is a creator that would be the arbiter without saying so", () =>
    refused("UndeclaredCreatorArbiter", "{ kind: optimistic, bond: 50, liveness: P1D, arbiter: arbiter, arbiterTimeout: P3D }", "arbiter"));

  it("is a bond that nobody would pay at UMA, and a currency that it does not take", async () => {
    await refused("BondTooHigh", "{ kind: uma, bond: 10001, liveness: PT3H }"); // a thousand times its minimum of ten
    await accepted("{ kind: uma, bond: 10000, liveness: PT3H }");
    const { bytecode } = JSON.parse(readFileSync(path.join(FILES, "TestUSD.sol/TestUSD.json"), "utf8"));
    await refused("CurrencyNotAccepted", `{ kind: uma, currency: "${await deployCode(bytecode)}", bond: 20, liveness: PT3H }`);
  });

  it("is a digit that the token or the feed cannot hold, or another number of decimals, found where it stands", async () => {
    const cases: [from: string, to: string, code: string, refusal: string, line: RegExp][] = [
      ["liquidity: { b: 1000 }", "liquidity:\n  b: 1000.0000001", "digits", "InvalidSpecification", /^ {2}b: /],
      ["liquidity: { b: 1000 }", "liquidity:\n  b: 400000000000000000000", "liquidity", "InvalidSpecification", /^ {2}b: /],
      ["bounds: [100000]", "bounds: [100000.000000001]", "digits", "InvalidSpecification", /bounds/],
      ["bounds: [100000] }", "feedDecimals: 18, bounds: [100000] }", "refused", "FeedDecimals", /feedDecimals/],
    ];
    for (const [from, to, code, refusal, line] of cases) {
      const file = write(feedOf("BTC/USD"));
      const text = readFileSync(file, "utf8");
      assert.ok(text.includes(from));
      writeFileSync(file, text.replace(from, to));
      const { ok, findings } = JSON.parse((await cli.run("lint", { path: file })).text);
      const found = findings.find((each: { code: string }) => each.code === code);
      assert.ok(!ok && found?.severity === "error", JSON.stringify(findings));
      assert.match(readFileSync(file, "utf8").split("\n")[found.line - 1] as string, line);
      const { message } = await cli.refuse(refusal, "create", { path: file, acceptWarnings: true });
      assert.ok(message.startsWith(`${file}:${found.line}:${found.column}: `), message);
    }
  });

  it("is a file that has no end", async () => {
    await cli.refuse("NoFile", "lint", { path: "/dev/zero" });
    await cli.refuse("NoFile", "create", { path: "/dev/zero" });
  });

  it("is a name that the network does not have, found where it stands", async () => {
    const { text } = await cli.run("lint", {
      path: write("{ kind: optimistic, bond: 50, liveness: P1D, arbiter: nobody, arbiterTimeout: P3D }"),
    });
    assert.deepEqual(
      JSON.parse(text)
        .findings.filter(({ severity }: { severity: string }) => severity === "error")
        .map(({ code }: { code: string }) => code),
      ["unknown-account"],
    );
  });
});
