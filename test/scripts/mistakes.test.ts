// Whatever is wrong with what was typed, a command says what, what it expected and what to do, in its own words, and sends nothing.
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { type Commands, specification, startCommands } from "./commands.ts";

let cli: Commands;
/** Markets by who decides. */
const ids: Record<string, string> = {};

before(async () => {
  cli = await startCommands();
  await cli.succeed("deploy");
  const policies = {
    optimistic: "{ kind: optimistic, bond: 50, liveness: P1D, arbiter: arbiter, arbiterTimeout: P3D }",
    priceFeed: "{ kind: priceFeed, feed: BTC/USD, maxDelay: PT25H, bounds: [100000] }",
    uma: "{ kind: uma, bond: 20, liveness: PT3H }",
    reality: '{ kind: reality, arbitrator: court, timeout: P1D, minBond: "0.02" }',
  };
  for (const [kind, policy] of Object.entries(policies))
    ids[kind] = await cli.create(specification(`Is it said what is wrong where ${kind} decides?`, policy));
});
after(() => cli.close());

type Args = Record<string, unknown>;

/** Fails, with a code of its own, and says so in words that are no library's. */
async function refused(command: string, args: Args): Promise<void> {
  const what = `${command} ${JSON.stringify(args)}`;
  const { status, text } = await cli.run(command, args);
  assert.equal(status, 1, `${what}: ${text}`);
  const { error, findings } = JSON.parse(text.split("\n").at(-1) as string);
  if (findings) return; // of the linter, which has tests of its own
  assert.ok(error.code && error.code !== "Unknown" && error.message && error.remedy, `${what}: ${text}`);
  const said = `${error.message} ${error.remedy}`;
  assert.doesNotMatch(said, /\n {4}at |\[object|undefined|is not a function|bit (?:un)?signed|RPC method|\(\?[:!<=]|\\d|E[A-Z]{4,}:/, what);
  assert.ok(said.length < 2_000, `${what}: a message of pages`);
}

/** All of them, and the accounts have sent as many transactions after it as before. */
async function allRefused(cases: Iterable<readonly [command: string, args: Args]>): Promise<void> {
  const nonces = async () => {
    const accounts = await cli.client.getAddresses();
    return Promise.all(accounts.slice(0, 6).map((address) => cli.client.getTransactionCount({ address })));
  };
  const before = await nonces();
  for (const [command, args] of cases) await refused(command, args);
  assert.deepEqual(await nonces(), before, "nothing was sent");
}

const HUGE = "9".repeat(60);
const NO_IDS = ["", " ", "0", "99", "-1", "1.5", "1e3", "0x1", "٣", "#1", "1,000", "1 2", "NaN", "__proto__", HUGE, "9".repeat(80)];
const NO_AMOUNTS = [
  "",
  " ",
  "1,5",
  "1e3",
  "0x10",
  "-1",
  "abc",
  "1,000",
  "1.000,5",
  "∞",
  "5 eur",
  "$5",
  "5\n6",
  "5%",
  "1/2",
  "--5",
  "5-",
  "1 00",
];
const NO_PERCENTAGES = ["", "1", "0.42", "abc", "-1%", "1e1%", "%", "1,5%", "1.005%", "200%"];

describe("what is typed wrongly", () => {
  it("is said of a market's number", () =>
    allRefused(
      NO_IDS.flatMap((id): [string, Args][] => [
        ["show", { id }],
        ["quote", { id, outcome: "Yes", spend: "1" }],
        ["trade", { id, outcome: "Yes", spend: "1" }],
        ["liquidity", { action: "add", id, amount: "5" }],
        ["order", { action: "place", ids: [id], outcome: "Yes", price: "42%", spend: "10" }],
        ["order", { action: "list", ids: [id] }],
        ["resolve", { action: "void", id }],
        ["redeem", { ids: [id] }],
        ["act", { who: "court", id }],
      ]),
    ));

  it("is said of an amount", () => {
    const id = ids.optimistic;
    return allRefused([
      ...[...NO_AMOUNTS, HUGE, "0.0000000000000000000000001", "+-5", "٣5"].flatMap((amount): [string, Args][] => [
        ["quote", { id, outcome: "Yes", spend: amount }],
        ["trade", { id, outcome: "Yes", buy: amount }],
        ["trade", { id, outcome: "Yes", sell: amount }],
        ["liquidity", { action: "add", id, amount }],
        ["liquidity", { action: "remove", id, amount }],
        ["faucet", { amount }],
        ["act", { who: "price", value: amount }],
      ]),
      ...[...NO_AMOUNTS, HUGE].map((bond): [string, Args] => ["resolve", { action: "answer", id: ids.reality, outcome: "Yes", bond }]),
    ]);
  });

  it("names the option that an amount is missing from", async () => {
    const { message } = await cli.refuse("InvalidAmount", "liquidity", { action: "add", id: ids.optimistic });
    assert.match(message, /--amount/);
  });

  it("is said of a percentage, before anybody else is asked", async () => {
    const id = ids.optimistic;
    const order = { action: "place", ids: [id], outcome: "Yes", price: "42%", spend: "10" };
    await allRefused(
      NO_PERCENTAGES.flatMap((percentage): [string, Args][] => [
        ["trade", { id, outcome: "Yes", buy: "1", maxSlippage: percentage }],
        ["liquidity", { action: "add", id, amount: "5", maxSlippage: percentage }],
        ["order", { ...order, price: percentage }],
      ]),
    );
    for (const maxTip of NO_PERCENTAGES) await cli.refuse("InvalidPercentage", "order", { ...order, maxTip });
    process.env.PRESAGE_RELAY_URL = "http://127.0.0.1:9"; // nobody is there, as somebody may be at the usual port
    const { remedy } = await cli.refuse("RelayUnavailable", "order", order);
    assert.doesNotMatch(remedy, /signed/); // since nothing was
  });

  it("is said of an outcome, a side and a vector", () => {
    const id = ids.optimistic;
    const outcomes = ["Maybe", "#0", "#3", "#1.5", "#-1", "1", "#", `#${HUGE}`, "Yеs", "__proto__", "\u0000"];
    const vectors = ["1", "1,2,3", "a,b", "0,0", "-1,2", "1e3,1", "1.5,1", ",", "1;1", "٣,1", "0x1,1", `${"9".repeat(80)},1`];
    return allRefused([
      ...["", ...outcomes].map((outcome): [string, Args] => ["quote", { id, outcome, spend: "1" }]),
      ...outcomes.map((outcome): [string, Args] => ["resolve", { action: "propose", id, outcome }]),
      ...["", "maybe", " yes"].map((side): [string, Args] => ["trade", { id, outcome: "Yes", side, spend: "1" }]),
      ...vectors.map((payouts): [string, Args] => ["resolve", { action: "propose", id, payouts }]),
    ]);
  });

  it("is said of words, names, accounts and addresses", () =>
    allRefused([
      ...["", "buy", "Place", "__proto__", "constructor"].flatMap((action): [string, Args][] => [
        ["order", { action }],
        ["liquidity", { action, id: ids.optimistic, amount: "1" }],
        ["resolve", { action, id: ids.optimistic }],
        ["act", { who: action, id: ids.optimistic }],
        ["new", { kind: action }],
      ]),
      ...["nobody", "0x", `0x${"g".repeat(40)}`, `0x${"1".repeat(40)}`, " ", "__proto__", "constructor", "arbiter,member1"].map(
        (from): [string, Args] => ["faucet", { from }],
      ),
      ...["ETH/USD", "__proto__", "constructor"].map((feed): [string, Args] => ["act", { who: "price", value: "5", feed }]),
      ...["0x", "zz", `0x${"1".repeat(64)}`].map((assertion): [string, Args] => ["resolve", { action: "dispute", id: ids.uma, assertion }]),
      ...["http://a.org/c", "https://localhost/x", "https://u:p@example.org/", "x", "https://127.0.0.1/", "https://example.org/\u202e"].map(
        (evidence): [string, Args] => ["resolve", { action: "propose", id: ids.optimistic, outcome: "Yes", evidence }],
      ),
      ["help", { about: "__proto__" }],
      ["order", { action: "cancel", ids: ["0x12"] }],
    ]));

  it("is said of a file", () => {
    const at = (name: string) => path.join(cli.folder, name);
    mkdirSync(at("empty"));
    mkdirSync(at("folder.yaml"));
    writeFileSync(at("garbage.yaml"), "::: {{{ [[[ \u0001");
    writeFileSync(at("bytes.yaml"), Buffer.from([255, 254, 0, 1]));
    const read = ["", " ", "\u0000", at("none.yaml"), at("empty"), at("folder.yaml"), at("garbage.yaml"), at("bytes.yaml")];
    const write = [".", "\u0000", "a".repeat(300), at("garbage.yaml/x"), "/dev/null", "/proc/none.yaml"];
    return allRefused([
      ...[...read, at("garbage.yaml/x"), "a".repeat(5_000), "/dev/null", "*.yaml"].flatMap((file): [string, Args][] => [
        ["lint", { path: file }],
        ["create", { path: file }],
      ]),
      ...write.map((file): [string, Args] => ["new", { kind: "price", file }]),
    ]);
  });

  it("is said of options that contradict each other, or that a step does not take", async () => {
    const id = ids.optimistic;
    const trade = { id, outcome: "Yes" };
    await allRefused([
      ["trade", trade],
      ["trade", { ...trade, spend: "1", buy: "1" }],
      ["quote", { ...trade, buy: "1", sell: "1" }],
      ["order", { action: "place", ids: [id, id], outcome: "Yes", price: "42%", spend: "1" }],
      ["order", { action: "cancel", ids: [] }],
      ["resolve", { action: "propose", id, outcome: "Yes", payouts: "1,0" }],
      ["resolve", { action: "propose", id, outcome: "Yes", tooEarly: true }],
    ]);
    await cli.goTo(Date.parse((await cli.succeed("show", { id })).closesAt) / 1000);
    await cli.refuseStep("InvalidArguments", "propose", id as string, { outcome: "Yes", neither: true });
    await cli.refuseStep("InvalidArguments", "propose", id as string, { outcome: "Yes", bond: "3" });
    await cli.refuseStep("InvalidArguments", "propose", id as string, { outcome: "Yes", text: "Because." });
    await cli.refuseStep("InvalidArguments", "propose", id as string, { outcome: "Yes", assertion: "0x12" });
    await cli.resolve("propose", id as string, { outcome: "Yes" });
    for (const answer of [{ outcome: "No" }, { payouts: "0,1" }, { tooEarly: true }]) {
      const { message } = await cli.refuseStep("InvalidArguments", "finalize", id as string, answer);
      assert.match(message, /finalize does not take --(?:outcome|payouts|too-early)\./);
    }
  });

  it("is said of a clarification that nobody could read", async () => {
    const id = ids.priceFeed as string;
    for (const text of ["", " ", "\u202e", `Not\u202eseen.`, "x".repeat(6_001)])
      await cli.refuseStep("InvalidArguments", "clarify", id, { text });
    await cli.refuseStep("InvalidArguments", "clarify", id, { text: "As it says.", outcome: "Yes" });
    await cli.resolve("clarify", id, { text: "In two lines,\nas it says." });
  });
});
