import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import type { Address } from "viem";
import { type Postgres, startPostgres } from "../../indexer/postgres/startPostgres.ts";
import { readAddressBook } from "../../sdk/node/addressBook.ts";
import { fillCall } from "../../sdk/orders/fillCall.ts";
import { permitCall } from "../../sdk/orders/permitCall.ts";
import { getOrders, type Relay } from "../../sdk/orders/relay.ts";
import type { Call, Deployment } from "../../sdk/types.ts";
import { runRelay } from "../../tools/test/runRelay.ts";
import type { ServiceProcess } from "../../tools/test/runService.ts";
import { type Commands, specification, startCommands } from "./commands.ts";

const POLICY = "{ kind: optimistic, bond: 50, liveness: P1D, arbiter: arbiter, arbiterTimeout: P3D }";
let cli: Commands;
let id: string;
let postgres: Postgres;
let service: ServiceProcess;
let folder: string;
let relay: Relay;
let filler: Address;

before(async () => {
  cli = await startCommands();
  await cli.succeed("deploy");
  await cli.succeed("faucet", { from: "member1", amount: "1000" });
  id = await cli.create(specification("Will somebody wait for a better price?", POLICY));
  const deployment = readAddressBook(31_337) as Deployment;
  folder = mkdtempSync(path.join(tmpdir(), "presage-orders-"));
  postgres = await startPostgres(folder);
  service = await runRelay({ rpcUrl: cli.url, deployment, databaseUrl: postgres.url });
  await service.start();
  relay = { url: service.url, chainId: 31_337, orders: deployment.contracts.Orders as Address };
  process.env.PRESAGE_RELAY_URL = `${relay.url}/`;
  filler = (await cli.client.getAddresses()).at(-1) as Address;
});
after(async () => {
  delete process.env.PRESAGE_RELAY_URL;
  await service?.stop();
  await postgres?.stop();
  await cli.close();
  rmSync(folder, { recursive: true, force: true });
});

const defaults = {
  ids: [] as string[],
  outcome: "Yes",
  side: "yes",
  spend: "",
  buy: "",
  sell: "",
  goodUntil: "PT30M",
  maxTip: "0%",
  price: "",
  all: false,
};
const order = (action: string, args: object = {}) => cli.succeed("order", { action, ...defaults, from: "member1", ...args });
const refuse = (code: string, action: string, args: object = {}) =>
  cli.refuse(code, "order", { action, ...defaults, from: "member1", ...args });
const place = (args: object) => order("place", { ids: [id], ...args });
const send = async ({ address, abi, functionName, args }: Call) =>
  cli.client.writeContract({ address, abi, functionName, args, account: filler, chain: cli.client.chain } as never);

describe("presage order", () => {
  it("places an order by signatures alone, lists it, and says how it stands", async () => {
    const placed = await place({ price: "42%", spend: "100" });
    assert.deepEqual([placed.price, placed.total.amount, placed.amount.amount, placed.op], ["0.42", "99.9978", "238.09", "buy"]);
    assert.deepEqual([placed.signatures, placed.txHashes, placed.now.positions.amount], [2, [], "0.00"]);
    const { orders, atRisk } = await order("list");
    assert.deepEqual(
      orders.map(({ hash, status, remaining }: Record<string, unknown>) => [hash, status, (remaining as { amount: string }).amount]),
      [[placed.hash, "Fillable", "238.09"]],
    );
    assert.deepEqual(atRisk, [{ ...placed.atRisk, token: "USD" }]);
  });

  it("says what can be filled at once, to the unit", async () => {
    const { now, waits, hash } = await place({ price: "55%", buy: "500" });
    const kept = (await getOrders(relay)).find((each) => each.hash === hash);
    assert.ok(kept?.permit && Number(now.positions.amount) > 0 && Number(waits.amount) > 0);
    const { orders, contracts } = { orders: relay.orders, contracts: readAddressBook(31_337)?.contracts };
    assert.ok(contracts);
    await send(permitCall({ orders, owner: kept.order.maker, permit: kept.permit }));
    const filled = 500_000_000n - BigInt(waits.base);
    const before = await cli.succeed("show", { id });
    await send(fillCall({ orders, signed: kept, positions: filled }));
    assert.notDeepEqual((await cli.succeed("show", { id })).outcomes, before.outcomes);
    const { orders: open } = await order("list", { ids: [id] });
    assert.equal(open.find((each: { hash: string }) => each.hash === hash).remaining.base, waits.base);
  });

  it("sells what is held after an exact approval", async () => {
    await cli.succeed("trade", { id, outcome: "No", spend: "20", from: "member1" });
    const placed = await place({ outcome: "No", price: "99%", sell: "max" });
    assert.deepEqual([placed.op, placed.signatures, placed.txHashes.length], ["sell", 1, 1]);
    assert.deepEqual(placed.atRisk, placed.amount);
  });

  it("cancels on chain, one or all, and says what was filled before", async () => {
    const { orders: open } = await order("list");
    const partly = open.find((each: { price: string }) => each.price === "0.55");
    const { cancelled } = await order("cancel", { ids: [partly.hash] });
    const sum = BigInt(cancelled[0].filled.base) + BigInt(partly.remaining.base);
    assert.deepEqual([cancelled.length, sum], [1, 500_000_000n]);
    assert.equal((await order("cancel", { all: true })).cancelled.length, 2);
    assert.deepEqual((await order("list")).orders, []);
    await refuse("NothingToCancel", "cancel", { all: true });
    await refuse("UnknownOrder", "cancel", { ids: [partly.hash] });
  });

  it("shows before it signs what waits, what it can cost and until when", async () => {
    const { text } = await cli.run("order", {
      action: "place",
      ...defaults,
      ids: [id],
      price: "30%",
      buy: "10",
      from: "member1",
      json: false,
    });
    assert.match(text, /^buy 10\.00 Yes at 30% or less, in market 1$/m);
    assert.match(text, /^ {2}nothing of it can be filled at once; 10\.00 Yes wait for a better price$/m);
    assert.match(text, /^ {2}costs at most 3\.00 USD in all, which can be lost$/m);
    assert.match(text, /^ {2}good until [-\dT:]+Z; until then only `presage order cancel` ends it for certain$/m);
    assert.match(text, /^Placed: buy 10\.00 Yes at 30% or less, good until .* 0x[0-9a-f]{64}$/m);
  });

  it("refuses what is not an order, in words", async () => {
    await refuse("InvalidArguments", "look");
    await refuse("InvalidArguments", "place", { ids: [id, id], price: "42%", spend: "1" });
    await refuse("InvalidPercentage", "place", { ids: [id], price: "0.42", spend: "1" });
    await refuse("InvalidLimit", "place", { ids: [id], price: "100%", spend: "1" });
    await refuse("InvalidArguments", "place", { ids: [id], price: "42%", spend: "1", goodUntil: "tomorrow" });
    await refuse("InvalidPercentage", "place", { ids: [id], price: "42%", spend: "1", maxTip: "6%" });
    await refuse("OffTick", "place", { ids: [id], price: "42%", buy: "1.005" });
    await refuse("InsufficientBalance", "place", { ids: [id], price: "42%", spend: "5000" });
    await refuse("InvalidArguments", "cancel");
    process.env.PRESAGE_RELAY_URL = "http://127.0.0.1:9";
    await refuse("RelayUnavailable", "place", { ids: [id], price: "42%", spend: "1" });
    process.env.PRESAGE_RELAY_URL = `${relay.url}/`;
  });
});
