import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { type Address, erc20Abi, type Hex } from "viem";
import { type Fault, type FaultyRpc, startFaultyRpc } from "../../tools/faultyRpc.ts";
import { type Commands, specification, startCommands } from "./commands.ts";

const ROOT = path.join(import.meta.dirname, "../..");
const HARDHAT = path.join(ROOT, "node_modules/hardhat/dist/src/cli.js");
const FILES = 3;

let commands: Commands;
let usd: Address;
let markets: Address;
let folders = 0;

before(async () => {
  commands = await startCommands();
  const { collaterals, contracts } = await commands.succeed("deploy");
  usd = collaterals.usd;
  markets = contracts.Markets;
});
after(() => commands.close());

/** A folder of markets that nobody has created. */
function folderOfMarkets(): string {
  const folder = path.join(commands.folder, `markets-${++folders}`);
  mkdirSync(folder);
  for (let index = 1; index <= FILES; index++) {
    const question = `Does the run of folder ${folders} and file ${index} end with one market?`;
    const text = specification(question, "{ kind: committee, members: [member1, member2, member3], threshold: 2, delay: PT1H }");
    writeFileSync(path.join(folder, `${index}.yaml`), text);
  }
  return folder;
}

/** The creation of a folder in a process of its own, which can be killed. */
const createIn = (folder: string, options: { url: string; from?: string }) => start(["create", folder, "--accept-warnings"], options);

function start(words: string[], options: { url: string; from?: string }) {
  const args = ["presage", ...words, "--json", ...(options.from ? ["--from", options.from] : [])];
  const env = {
    ...process.env,
    PRESAGE_RPC_URL: options.url,
    PRESAGE_DEPLOYMENTS: commands.folder,
    PRESAGE_JOURNAL: path.join(commands.folder, "journal"),
  };
  const child = spawn(process.execPath, [HARDHAT, ...args], { cwd: ROOT, env, stdio: ["ignore", "pipe", "pipe"] });
  const said = { out: "", err: "" };
  child.stdout.on("data", (part) => {
    said.out += part;
  });
  child.stderr.on("data", (part) => {
    said.err += part;
  });
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => child.once("close", (code, signal) => resolve(signal ?? code)));
  return { child, said, ended };
}

async function balanceOf(account: Address): Promise<bigint> {
  return commands.client.readContract({ address: usd, abi: erc20Abi, functionName: "balanceOf", args: [account] });
}
async function allowanceOf(account: Address): Promise<bigint> {
  return commands.client.readContract({ address: usd, abi: erc20Abi, functionName: "allowance", args: [account, markets] });
}
const isSend = (methods: string[]) => methods.includes("eth_sendTransaction");

/** Runs the command once more, undisturbed: then the folder's markets are there, each once, and paid for once. */
async function assertComplete(folder: string, before: { balance: bigint; account: Address; from?: string }): Promise<void> {
  const { from, account } = before;
  const args = { path: folder, acceptWarnings: true, ...(from && { from }) };
  const again = await commands.succeed("create", args);
  assert.equal(again.markets.length, FILES);
  const { markets: all } = await commands.succeed("list");
  const number = path.basename(folder).split("-")[1];
  const ofFolder = all.filter(({ question }: { question: string }) => question.includes(`the run of folder ${number} and`));
  assert.equal(ofFolder.length, FILES, `${FILES} files, ${ofFolder.length} markets`);
  const ids = again.markets.map(({ marketId }: { marketId: string }) => marketId).sort();
  assert.deepEqual(ids, ofFolder.map(({ marketId }: { marketId: string }) => marketId).sort());
  const cost = again.markets.reduce((sum: bigint, market: { cost: { base: string } }) => sum + BigInt(market.cost.base), 0n);
  assert.equal(before.balance - (await balanceOf(account)), cost);
  assert.equal(await allowanceOf(account), 0n, "no allowance is left");
  const third = await commands.succeed("create", args);
  assert.ok(third.markets.every(({ skipped }: { skipped?: boolean }) => skipped));
}

describe("a folder whose creation is killed", () => {
  const nth = (method: string, wanted: number) => {
    let count = 0;
    return (methods: string[]) => methods.includes(method) && ++count === wanted;
  };
  const moments: [string, Fault, (methods: string[]) => boolean][] = [
    ["before anything is written", { kind: "hang" }, nth("eth_estimateGas", 1)],
    ["when the allowance is written down and not sent", { kind: "hang" }, nth("eth_sendTransaction", 1)],
    ["when the allowance is sent and its hash not written down", { kind: "hold" }, nth("eth_sendTransaction", 1)],
    ["when a creation is written down and not sent", { kind: "hang" }, nth("eth_sendTransaction", 3)],
    ["when a creation is sent and its hash not written down", { kind: "hold" }, nth("eth_sendTransaction", 3)],
    ["when a creation's hash is written down and its receipt has not come", { kind: "hang" }, nth("eth_getTransactionReceipt", 2)],
  ];
  for (const [name, fault, isMoment] of moments) {
    it(`is complete after one more run: ${name}`, async () => {
      const [account] = await commands.client.getAddresses();
      const before = { account: account as Address, balance: await balanceOf(account as Address) };
      const folder = folderOfMarkets();
      const proxy = await startFaultyRpc(commands.url);
      const { child, ended, said } = createIn(folder, { url: proxy.url });
      await killAt(child, proxy, fault, isMoment);
      const how = await ended;
      await proxy.close();
      assert.equal(how, "SIGKILL", said.out + said.err);
      await assertComplete(folder, before);
    });
  }
});

/** Kills the process once the request has come, and what is to be forwarded has been. */
async function killAt(child: ChildProcess, proxy: FaultyRpc, fault: Fault, isMoment: (methods: string[]) => boolean): Promise<void> {
  await new Promise<void>((resolve) => {
    proxy.suffer(fault, (methods) => {
      const isIt = isMoment(methods);
      if (isIt) setTimeout(resolve, fault.kind === "hold" ? 500 : 0);
      return isIt;
    });
    child.once("close", () => resolve()); // too early: the caller sees how it ended
  });
  child.kill("SIGKILL");
}

describe("two processes with one account", () => {
  it("take turns, also at the same folder", async () => {
    const [account] = await commands.client.getAddresses();
    const before = { account: account as Address, balance: await balanceOf(account as Address) };
    const folder = folderOfMarkets();
    const [one, other] = [createIn(folder, { url: commands.url }), createIn(folder, { url: commands.url })];
    assert.deepEqual(await Promise.all([one.ended, other.ended]), [0, 0], one.said.err + other.said.err);
    const skipped = [one, other].map(
      ({ said }) => JSON.parse(said.out).markets.filter((each: { skipped?: boolean }) => each.skipped).length,
    );
    assert.deepEqual(skipped.sort(), [0, FILES], "one creates all, the other finds them");
    await assertComplete(folder, before);
  });
});

describe("a trade that is killed", () => {
  it("is not sent again by the next run, which says so, and is by the one after", async () => {
    const folder = folderOfMarkets();
    const { markets: made } = await commands.succeed("create", { path: folder, acceptWarnings: true });
    const [{ marketId: id }] = made;
    const proxy = await startFaultyRpc(commands.url);
    const words = ["trade", id, "--outcome", "Yes", "--spend", "10"];
    const trade = start(words, { url: proxy.url });
    await killAt(trade.child, proxy, { kind: "hold" }, isSend);
    assert.equal(await trade.ended, "SIGKILL", trade.said.err);
    await proxy.close();
    const sent = await commands.client.getTransactionCount({ address: (await commands.client.getAddresses())[0] as Address });
    const next = start(words, { url: commands.url });
    assert.equal(await next.ended, 1, next.said.out);
    const { error } = JSON.parse(next.said.out);
    assert.equal(error.code, "AlreadySent");
    assert.match(error.message, /0x[0-9a-f]{64} \(buy: mined\)/);
    assert.equal(await commands.client.getTransactionCount({ address: (await commands.client.getAddresses())[0] as Address }), sent);
    const last = start(words, { url: commands.url });
    assert.equal(await last.ended, 0, last.said.out + last.said.err);
  });
});

describe("a file with durations", () => {
  it("is made again when told, and once for each run although it is killed", async () => {
    const folder = folderOfMarkets();
    const first = await commands.succeed("create", { path: folder, acceptWarnings: true });
    const skipped = await commands.succeed("create", { path: folder, acceptWarnings: true });
    assert.deepEqual(
      skipped.markets.map(({ marketId, status, skipped }: { marketId: string; status: string; skipped: boolean }) => [
        marketId,
        status,
        skipped,
      ]),
      first.markets.map(({ marketId }: { marketId: string }) => [marketId, "Open", true]),
    );
    const proxy = await startFaultyRpc(commands.url);
    let sends = 0;
    const again = start(["create", folder, "--accept-warnings", "--again"], { url: proxy.url });
    await killAt(again.child, proxy, { kind: "hold" }, (methods) => isSend(methods) && ++sends === 3);
    assert.equal(await again.ended, "SIGKILL", again.said.err);
    await proxy.close();
    const rest = start(["create", folder, "--accept-warnings", "--again"], { url: commands.url });
    assert.equal(await rest.ended, 0, rest.said.out + rest.said.err);
    const number = path.basename(folder).split("-")[1];
    const { markets: all } = await commands.succeed("list");
    const ofFolder = all.filter(({ question }: { question: string }) => question.includes(`the run of folder ${number} and`));
    assert.equal(ofFolder.length, 2 * FILES);
    const once = start(["create", folder, "--accept-warnings", "--again"], { url: commands.url });
    assert.equal(await once.ended, 0, once.said.out + once.said.err);
    const made = JSON.parse(once.said.out).markets.filter(({ skipped }: { skipped?: boolean }) => !skipped);
    assert.equal(made.length, FILES, "a run that came to its end is over");
  });
});

describe("a folder whose RPC endpoint fails after the first creation", { concurrency: true }, () => {
  const faults: [string, string, (proxy: FaultyRpc) => void][] = [
    ["dies", "arbiter", (proxy) => void proxy.close()],
    ["hangs", "member1", (proxy) => proxy.suffer({ kind: "hang" })],
    ["answers 429", "member2", (proxy) => proxy.suffer({ kind: "status", status: 429 })],
    ["answers HTML", "member3", (proxy) => proxy.suffer({ kind: "html" })],
    ["forwards and dies", "0x9965507D1a55bcC2695C58ba16FB37d819B0A4dc", (proxy) => proxy.suffer({ kind: "drop" })],
  ];
  for (const [name, from, fail] of faults) {
    it(`says what was sent, and is complete after one more run: it ${name}`, async () => {
      const names: Record<string, number> = { arbiter: 1, member1: 2, member2: 3, member3: 4 };
      const account = (await commands.client.getAddresses())[names[from] ?? 5] as Address;
      await inTurn(() => commands.succeed("faucet", { amount: "100000", from }));
      const before = { account, from, balance: await balanceOf(account) };
      const folder = inFolder();
      const proxy = await startFaultyRpc(commands.url);
      let failedAt = 0;
      let sends = 0;
      proxy.suffer({ kind: "delay", milliseconds: 0 }, (methods) => {
        if (!isSend(methods) || ++sends !== 2) return false;
        failedAt = Date.now();
        fail(proxy);
        return false;
      });
      const { ended, said } = createIn(folder, { url: proxy.url, from });
      const status = await ended;
      const took = Date.now() - failedAt;
      await proxy.close(); // before anything is asserted: what listens keeps the process of the tests from its end
      assert.equal(status, 1, said.out + said.err);
      assert.ok(took < 22_000, `it gave up after ${took} ms`);
      assert.match(said.err, /RPC endpoint 1 /, "it says why it waits");
      const { error } = JSON.parse(said.out);
      await assertTrue(error, account);
      await inTurn(() => assertComplete(folder, before));
    });
  }
  const inFolder = folderOfMarkets;
  // what runs in this process has one console
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
});

/** Every transaction that an error names is what the chain knows of it, and none is left out. */
async function assertTrue(
  error: { remedy: string; sent?: { hash: Hex | null; outcome: string; what: string; nonce: number }[] },
  account: Address,
): Promise<void> {
  const { sent = [] } = error;
  const used = await commands.client.getTransactionCount({ address: account });
  const ofRun = used - 1; // the faucet's was before
  const possible = sent.filter(({ outcome }) => outcome !== "refused");
  assert.ok(possible.length >= ofRun, `${ofRun} were mined, named are ${JSON.stringify(sent)}`);
  for (const { hash, outcome, nonce } of sent) {
    if (outcome === "mined") assert.equal((await commands.client.getTransactionReceipt({ hash: hash as Hex })).status, "success");
    if (outcome === "refused") assert.ok(nonce >= used, `the transaction of nonce ${nonce} was sent after all`);
    if (hash) assert.ok(error.remedy.includes(hash), error.remedy);
  }
  assert.doesNotMatch(error.remedy, /Nothing was sent/);
}
