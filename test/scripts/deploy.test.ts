import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import type { Address } from "viem";
import { erc792ArbiterAbi } from "../../sdk/abi/erc792Arbiter.ts";
import { ordersAbi } from "../../sdk/abi/orders.ts";
import { quoterAbi } from "../../sdk/abi/quoter.ts";
import { aggregatorAbi } from "../../sdk/resolvers/priceFeed/aggregatorAbi.ts";
import { type Commands, startCommands } from "./commands.ts";

const ARTIFACTS = path.join(import.meta.dirname, "../../artifacts/contracts");
const NOBODY = "0x00000000000000000000000000000000000000aA";

describe("deploy", () => {
  let cli: Commands;
  before(async () => {
    cli = await startCommands();
  });
  after(() => {
    for (const name of ["PRESAGE_COURT", "PRESAGE_COURT_EXTRA_DATA"]) delete process.env[name];
    return cli.close();
  });

  it("refuses what is named as a court and is none, before it sends anything", async () => {
    for (const [court, extraData] of [
      ["kleros", "0x"],
      [NOBODY, "0x"], // an address where there is nothing
      [NOBODY, "two jurors"],
    ]) {
      Object.assign(process.env, { PRESAGE_COURT: court, PRESAGE_COURT_EXTRA_DATA: extraData });
      const { remedy } = await cli.refuse("InvalidCourt", "deploy");
      assert.match(remedy, /PRESAGE_COURT_EXTRA_DATA/);
    }
  });

  it("deploys an arbiter that asks the named court, the engine's quotes, and on the local chain a feed with a history", async () => {
    const [account] = await cli.client.getAddresses();
    const { bytecode } = JSON.parse(readFileSync(path.join(ARTIFACTS, "test/CourtMock.sol/CourtMock.json"), "utf8"));
    const hash = await cli.client.sendTransaction({ account, data: bytecode });
    const { contractAddress } = await cli.client.waitForTransactionReceipt({ hash });
    const court = contractAddress as Address;
    Object.assign(process.env, { PRESAGE_COURT: court, PRESAGE_COURT_EXTRA_DATA: `0x${"00".repeat(31)}03` });

    const { deployed, contracts, feeds } = await cli.succeed("deploy");
    assert.equal(deployed, true);
    const read = <name extends string>(address: Address, abi: readonly unknown[], functionName: name, args: readonly unknown[] = []) =>
      cli.client.readContract({ address, abi: abi as never, functionName, args } as never) as Promise<unknown>;
    assert.equal(String(await read(contracts.Erc792Arbiter, erc792ArbiterAbi, "arbitrator")).toLowerCase(), court.toLowerCase());
    assert.equal(await read(contracts.Erc792Arbiter, erc792ArbiterAbi, "resolver"), contracts.OptimisticResolver);
    assert.equal(await read(contracts.Quoter, quoterAbi, "markets"), contracts.Markets);
    assert.equal(await read(contracts.Orders, ordersAbi, "markets"), contracts.Markets);
    const feed = feeds["BTC/USD"];
    const [latest, , , at] = (await read(feed, aggregatorAbi, "latestRoundData")) as [bigint, bigint, bigint, bigint];
    const [, , , before] = (await read(feed, aggregatorAbi, "getRoundData", [latest - 1n])) as [bigint, bigint, bigint, bigint];
    assert.ok(before > 0n && before < at, `${before}, ${at}`);

    assert.equal((await cli.succeed("deploy")).deployed, false);
  });
});
