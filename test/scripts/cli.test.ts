import assert from "node:assert/strict";
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { createTestClient, http, publicActions } from "viem";
import { hardhat } from "viem/chains";
import { freePort } from "../../sdk/node/freePort.ts";
import { checked } from "./commands.ts";

const ROOT = path.join(import.meta.dirname, "../..");
const HARDHAT = path.join(ROOT, "node_modules/hardhat/dist/src/cli.js");
/** Apart from those of a chain that may be running. */
const DEPLOYMENTS = mkdtempSync(path.join(tmpdir(), "presage-deployments-"));
const USD = 10n ** 6n;
const DAY = 86_400;

let chain: ChildProcess;
let port: number;

/** Runs a command with `--json`. */
function presage(...args: string[]) {
  const env = {
    ...process.env,
    PRESAGE_RPC_URL: `http://127.0.0.1:${port}`,
    PRESAGE_DEPLOYMENTS: DEPLOYMENTS,
    PRESAGE_JOURNAL: DEPLOYMENTS,
  };
  const { status, stdout } = spawnSync(process.execPath, [HARDHAT, "presage", ...args, "--json"], {
    cwd: ROOT,
    env,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
  assert.equal(stdout.trim().split("\n").length, 1, `standard output is one line: ${stdout}`);
  return { status, json: JSON.parse(stdout) };
}

function succeed(...args: string[]) {
  const { status, json } = presage(...args);
  assert.equal(status, 0, JSON.stringify(json));
  return checked(args[0] as string, json);
}

function refuse(code: string, ...args: string[]) {
  const { status, json } = presage(...args);
  assert.equal(status, 1, JSON.stringify(json));
  assert.equal(json.error?.code, code, JSON.stringify(json));
  assert.ok(json.error.message && json.error.remedy);
}

const client = () =>
  createTestClient({ chain: hardhat, mode: "hardhat", transport: http(`http://127.0.0.1:${port}`), pollingInterval: 50 }).extend(
    publicActions,
  );

before(async () => {
  port = await freePort();
  chain = spawn(process.execPath, [HARDHAT, "node", "--port", String(port)], { cwd: ROOT, stdio: "ignore" });
  await waitFor(async () => (await client().getChainId()) === 31337);
});

after(() => {
  chain.kill();
  rmSync(DEPLOYMENTS, { recursive: true, force: true });
});

/** Of the account that signs unless `--from` names another one. */
const transactionCount = () => client().getTransactionCount({ address: "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266" });

const marketAbout = (words: RegExp) =>
  succeed("list").markets.find((market: { question: string }) => words.test(market.question)).marketId as string;
const fed = () => marketAbout(/Federal Reserve cut its target rate at its January/);

describe("presage", () => {
  it("refuses to work where nothing is deployed", () => refuse("NotDeployed", "list"));

  it("deploys once", () => {
    assert.equal(succeed("deploy").deployed, true);
    assert.equal(succeed("deploy").deployed, false);
    assert.deepEqual(succeed("list"), { markets: [] });
  });

  it("gives test dollars", () => {
    assert.equal(succeed("faucet", "--amount", "600", "--from", "arbiter").balance.amount, "600.00");
    refuse("FaucetLimit", "faucet", "--amount", "1000001");
  });

  it("creates nothing without the money for it", () => {
    refuse("InsufficientBalance", "create", "markets/fed-january-2027.yaml", "--from", "member3");
    assert.equal(succeed("list").markets.length, 0);
  });

  it("creates the folder of example markets, and the second time none", () => {
    const dry = succeed("create", "markets/fed-january-2027.yaml", "--dry-run");
    assert.equal(dry.dryRun, true);
    const { markets } = succeed("create", "markets/");
    assert.ok(markets.length >= 10);
    assert.ok(markets.every((market: { skipped?: boolean; txHash: string }) => !market.skipped && market.txHash));
    const again = succeed("create", "markets/").markets;
    assert.ok(again.every((market: { skipped?: boolean }) => market.skipped));
    assert.equal(succeed("list").markets.length, markets.length);
    assert.ok(BigInt(dry.cost.base) > 4_990n * USD && BigInt(dry.cost.base) <= 5_000n * USD, dry.cost.base);
  });

  it("shows, quotes and trades", () => {
    const id = fed();
    const shown = succeed("show", id);
    assert.deepEqual(
      shown.outcomes.map((outcome: { name: string }) => outcome.name),
      ["Yes", "No"],
    );
    assert.equal(Number(shown.outcomes[0].price).toFixed(6), "0.350000");

    const quote = succeed("quote", id, "--outcome", "Yes", "--spend", "100");
    const trade = succeed("trade", id, "--outcome", "yes", "--spend", "100");
    assert.deepEqual({ ...trade, txHash: undefined, gasUsed: undefined }, { ...quote, txHash: undefined, gasUsed: undefined });
    const sold = succeed("trade", id, "--outcome", "Yes", "--sell", "50");
    assert.ok(BigInt(sold.collateral.base) < 20n * USD);
    const exact = succeed("trade", id, "--outcome", "No", "--buy", "10");
    assert.deepEqual(exact.positions, { amount: "10.00", base: "10000000" });
    const added = succeed("liquidity", "add", id, "--amount", "500");
    assert.equal(added.liquidity.amount, "500.00");
    const removed = succeed("liquidity", "remove", id, "--amount", "100");
    assert.ok(BigInt(removed.collateral.base) <= BigInt(added.collateral.base) / 5n);
  });

  it("refuses bad arguments, and sends nothing", async () => {
    const id = fed();
    const before = succeed("show", id);
    const sent = await transactionCount();
    refuse("UnknownMarket", "show", "999");
    refuse("InvalidMarketId", "show", "first");
    refuse("UnknownOutcome", "trade", id, "--outcome", "Maybe", "--spend", "1");
    refuse("InvalidArguments", "trade", id, "--outcome", "Yes");
    refuse("InvalidAmount", "trade", id, "--outcome", "Yes", "--spend", "1,5");
    refuse("InvalidSide", "trade", id, "--outcome", "Yes", "--spend", "1", "--side", "maybe");
    refuse("AnswerNotDue", "resolve", "propose", id, "--outcome", "Yes");
    refuse("TooEarlyToVoid", "resolve", "void", id);
    refuse("NoFile", "create", "markets/none.yaml");
    refuse("UnknownNetwork", "list", "--network", "nowhere");
    assert.deepEqual(succeed("show", id), before);
    assert.equal(await transactionCount(), sent);
  });

  it("answers in JSON where Hardhat itself refuses", () => {
    refuse("HHE504", "list", "--nonsense");
    refuse("HHE416", "frobnicate");
  });

  it("signs only for accounts that the network has", () => refuse("NoAccount", "faucet", "--from", "nobody"));

  it("refuses a specification with an error, naming its place", () => {
    const file = variant(["Yes: 35%", "Yes: 36%"]);
    const { status, json } = presage("lint", file);
    assert.equal(status, 1);
    const line =
      readFileSync(file, "utf8")
        .split("\n")
        .findIndex((text) => text.startsWith("odds:")) + 1;
    assert.deepEqual([json.ok, json.findings[0].code, json.findings[0].line], [false, "odds", line]);
    refuse("InvalidSpecification", "create", file);
  });

  it("refuses a policy that the contracts refuse, before anything is sent", async () => {
    const sent = await transactionCount();
    const policy = ["arbiter: arbiter", 'arbiter: "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"'] as const;
    refuse("UndeclaredCreatorArbiter", "create", variant(policy, ["January 2027 meeting?", "first meeting of 2027?"]));
    refuse("Warnings", "create", variant(["maxLoss: 5000", "maxLoss: 4000"]));
    assert.equal(await transactionCount(), sent);
    assert.equal(succeed("create", variant(["maxLoss: 5000", "maxLoss: 4000"]), "--accept-warnings").skipped, undefined);
  });

  it("counts durations from the creation, and knows the market again", () => {
    const file = variant(
      ["closes: 2027-01-27T18:45:00Z", "closes: P30D"],
      ["resolveBy: 2027-04-01T00:00:00Z", "resolveBy: P90D"],
      ["knowableBy: 2027-01-27T19:00:00Z", ""],
      ["at its January 2027 meeting?", "within thirty days?"],
    );
    // that its question depends on when it is read is only a warning
    const { marketId } = succeed("create", file, "--accept-warnings");
    const again = succeed("create", file, "--accept-warnings");
    assert.deepEqual([again.marketId, again.skipped], [marketId, true]);
  });

  it("refuses an endpoint that is dead or of another chain", async () => {
    const env = { ...process.env, PRESAGE_RPC_URL: `http://127.0.0.1:${await freePort()}` };
    const dead = spawnSync(process.execPath, [HARDHAT, "presage", "list", "--json"], { cwd: ROOT, env, encoding: "utf8" });
    assert.equal(dead.status, 1);
    assert.equal(JSON.parse(dead.stdout).error.code, "RpcUnavailable");
    process.env.SEPOLIA_RPC_URL = `http://127.0.0.1:${port}`;
    refuse("WrongChain", "list", "--network", "sepolia");
  });

  it("sends nothing to a mainnet unless it is told so", async () => {
    const free = await freePort();
    const answer = `(request, response) => { let body = ""; request.on("data", (part) => { body += part; }).on("end", () => {
      const one = ({ id }) => ({ jsonrpc: "2.0", id, result: "0x1" }), asked = JSON.parse(body);
      response.end(JSON.stringify(Array.isArray(asked) ? asked.map(one) : one(asked))); }); }`;
    const mainnet = spawn(process.execPath, ["-e", `require("node:http").createServer(${answer}).listen(${free}, "127.0.0.1")`]);
    process.env.MAINNET_RPC_URL = `http://127.0.0.1:${free}`;
    try {
      await waitFor(async () => (await fetch(process.env.MAINNET_RPC_URL as string, { method: "POST", body: '{"id":1}' })).ok);
      refuse("MainnetNotConfirmed", "deploy", "--network", "mainnet", "--yes");
      refuse("NotConfirmed", "deploy", "--network", "mainnet", "--yes-mainnet");
      refuse("NoAccount", "deploy", "--network", "mainnet", "--yes-mainnet", "--yes");
    } finally {
      mainnet.kill();
    }
  });

  it("resolves and redeems, seed and fees included", async () => {
    const id = fed();
    const { closesAt } = succeed("show", id);
    await client().setNextBlockTimestamp({ timestamp: BigInt(Date.parse(closesAt) / 1000) });
    await client().mine({ blocks: 1 });
    const proposed = succeed("resolve", "propose", id, "--outcome", "No", "--evidence", "https://www.federalreserve.gov/");
    assert.equal(proposed.bond.amount, "250.00");
    refuse("WindowStillOpen", "resolve", "finalize", id);
    await client().increaseTime({ seconds: DAY });
    await client().mine({ blocks: 1 });
    assert.equal(succeed("resolve", "finalize", id).status, "Resolved");
    const { redeemed } = succeed("redeem");
    const what = new Set(redeemed.map((payment: { what: string }) => payment.what));
    assert.deepEqual([...what].sort(), ["bonds", "creator's fees", "redeemed", "seed"]);
    assert.deepEqual(succeed("redeem").redeemed, []);
  });

  it("lets the arbiter rule on a dispute, and nobody else", () => {
    const id = marketAbout(/land on the Moon/);
    succeed("faucet", "--from", "member1");
    succeed("resolve", "propose", id, "--outcome", "Yes");
    refuse("MissingAnswer", "resolve", "dispute", id, "--from", "member1");
    succeed("resolve", "dispute", id, "--too-early", "--from", "member1");
    refuse("NotArbiter", "resolve", "rule", id, "--outcome", "No");
    assert.equal(succeed("resolve", "rule", id, "--too-early", "--from", "arbiter").status, "Open");
    succeed("resolve", "propose", id, "--outcome", "Yes");
    succeed("resolve", "dispute", id, "--outcome", "No", "--from", "member1");
    assert.equal(succeed("resolve", "rule", id, "--payouts", "0,1", "--from", "arbiter").status, "Resolved");
    // both bonds of 150 were lost: half of each to the disputer, who also takes its own back
    assert.equal(succeed("redeem", "--from", "member1").redeemed[0].collateral.amount, "450.00");
  });

  it("lets a committee agree", async () => {
    const id = marketAbout(/Python/);
    refuse("NotMember", "resolve", "propose", id, "--outcome", "Yes");
    for (const member of ["member1", "member3"]) succeed("resolve", "propose", id, "--outcome", "Yes", "--from", member);
    refuse("WindowStillOpen", "resolve", "finalize", id);
    await client().increaseTime({ seconds: 2 * DAY });
    await client().mine({ blocks: 1 });
    assert.equal(succeed("resolve", "finalize", id).status, "Resolved");
  });

  it("skips what it created, also after the close, and refuses another market that would close in the past", () => {
    assert.equal(succeed("create", "markets/fed-january-2027.yaml").skipped, true);
    refuse("InvalidSpecification", "create", variant(["maxLoss: 5000", "maxLoss: 3000"]));
  });

  it("voids what nobody resolved", async () => {
    const id = marketAbout(/bitcoin/);
    const { resolveBy } = succeed("show", id);
    await client().setNextBlockTimestamp({ timestamp: BigInt(Date.parse(resolveBy) / 1000) });
    await client().mine({ blocks: 1 });
    assert.equal(succeed("resolve", "void", id).status, "Void");
  });
});

/** A file with the Federal Reserve's specification, its texts replaced. */
function variant(...changes: (readonly [string, string])[]): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), "presage-")), "variant.yaml");
  let text = readFileSync(path.join(ROOT, "markets/fed-january-2027.yaml"), "utf8");
  for (const [from, to] of changes) {
    assert.ok(text.includes(from), from);
    text = text.replace(from, to);
  }
  writeFileSync(file, text);
  return file;
}

async function waitFor(isReady: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    if (await isReady().catch(() => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error("the chain did not start within a minute");
}
