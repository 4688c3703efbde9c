import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "node:test";
import { createPublicClient, createWalletClient, encodeFunctionData, type Hex, keccak256 } from "viem";
import { hardhat, mainnet } from "viem/chains";
import { marketsAbi } from "../../sdk/abi/markets.ts";
import type { PresageError } from "../../sdk/errors.ts";
import { toPresageError } from "../../sdk/toPresageError.ts";
import { rpcTransport, type TransportOptions } from "../../sdk/transport.ts";
import { type Fault, type FaultyRpc, startFaultyRpc } from "../../tools/faultyRpc.ts";
import { type Chain, startChain } from "../../tools/test/chain.ts";

/** No time is over before a node on a busy machine has answered, except where a test is about one that does not. */
const PATIENCE = 30_000;
const timed = (milliseconds: number) => ({ read: milliseconds, logs: milliseconds, send: milliseconds, other: milliseconds });
const SOON = { timeouts: timed(1_000) };
/** Endpoints are checked only where a test is about that. */
const NEVER = Number.POSITIVE_INFINITY;

let chain: Chain;
const proxies: FaultyRpc[] = [];

before(async () => {
  chain = await startChain();
});
after(() => chain.close());
afterEach(async () => {
  await Promise.all(proxies.splice(0).map((proxy) => proxy.close()));
});

async function proxy(fault?: Fault, isHit?: (methods: string[]) => boolean): Promise<FaultyRpc> {
  const started = await startFaultyRpc(chain.url);
  started.suffer(fault, isHit);
  proxies.push(started);
  return started;
}

/** An address at which nobody listens. */
async function deadUrl(): Promise<string> {
  const started = await startFaultyRpc(chain.url);
  await started.close();
  return started.url;
}

/** A transport as its callers see it, with what it said. */
function connect(endpoints: readonly (FaultyRpc | string)[], options: TransportOptions = {}) {
  const notices: string[] = [];
  const urls = endpoints.map((endpoint) => (typeof endpoint === "string" ? endpoint : endpoint.url));
  const onNotice = (notice: string) => notices.push(notice);
  const defaults = { timeouts: timed(PATIENCE), patience: PATIENCE, checkInterval: NEVER, trustChainId: NEVER, onNotice };
  const transport = rpcTransport(urls, { ...defaults, ...options });
  const client = createPublicClient({ chain: hardhat, transport, cacheTime: 0 });
  const ask = (method: string, ...params: unknown[]) => client.request({ method, params } as never) as Promise<unknown>;
  return { transport, client, ask, notices };
}

async function failureOf(asking: Promise<unknown>): Promise<PresageError> {
  try {
    await asking;
  } catch (error) {
    return toPresageError(error);
  }
  throw new assert.AssertionError({ message: "it was answered" });
}

async function until(condition: () => boolean): Promise<void> {
  for (let attempt = 0; attempt < 200 && !condition(); attempt++) await new Promise((resolve) => setTimeout(resolve, 25));
  assert.ok(condition(), String(condition));
}

const tick = () => new Promise((resolve) => setTimeout(resolve, 5));
const count = (calls: readonly string[], method: string) => calls.filter((call) => call === method).length;

let index = 5;

/** A signed transfer of an account that nobody else here uses, and how many it has sent. */
async function transfer() {
  const { account } = chain.wallet(index++);
  const nonce = await chain.client.getTransactionCount({ address: account.address });
  const signed = (await account.signTransaction?.({
    chainId: 31337,
    type: "eip1559",
    to: account.address,
    gas: 21_000n,
    maxFeePerGas: 10n ** 10n,
    nonce,
  })) as Hex;
  const sent = async () => (await chain.client.getTransactionCount({ address: account.address })) - nonce;
  return { signed, hash: keccak256(signed), sent, address: account.address };
}

describe("a transport of one endpoint", () => {
  it("asks for the chain's id in the request that it vouches for, once, and gathers the requests of one tick", async () => {
    const rpc = await proxy();
    const { ask } = connect([rpc]);
    const [block, price] = await Promise.all([ask("eth_blockNumber"), ask("eth_gasPrice")]);
    assert.equal(block, await chain.rpc("eth_blockNumber"));
    assert.match(String(price), /^0x/);
    assert.equal(rpc.requests(), 1);
    assert.deepEqual(rpc.calls, ["eth_chainId", "eth_blockNumber", "eth_gasPrice"]);
    await ask("eth_blockNumber");
    assert.deepEqual(rpc.calls.slice(3), ["eth_blockNumber"]);
  });

  it("waits for one that fails for a moment, a bounded number of times", async () => {
    const rpc = await proxy();
    rpc.suffer({ kind: "status", status: 503 }, () => rpc.requests() <= 2);
    const { ask } = connect([rpc]);
    assert.equal(await ask("eth_blockNumber"), await chain.rpc("eth_blockNumber"));
    assert.equal(rpc.requests(), 3);

    rpc.suffer({ kind: "status", status: 503 });
    await failureOf(ask("eth_blockNumber"));
    assert.equal(rpc.requests(), 6, "the first try and two more");
  });

  it("loses no try to timers that are early", async (t) => {
    const rpc = await proxy({ kind: "status", status: 503 });
    const { setTimeout: exact } = globalThis;
    t.mock.method(globalThis, "setTimeout", (run: () => void, milliseconds = 0) => exact(run, milliseconds / 2));
    await failureOf(connect([rpc]).ask("eth_blockNumber"));
    assert.equal(rpc.requests(), 3, "the first try and two more");
  });

  it("gives up one that takes requests and never answers after a single one, in words that hold no secret", async () => {
    const rpc = await proxy({ kind: "hang" });
    const { ask } = connect([`${rpc.url}/secret-key`], { ...SOON, patience: 1_000 });
    const error = await failureOf(ask("eth_blockNumber"));
    assert.equal(error.code, "RpcUnavailable");
    assert.equal(error.message, `Endpoint 1 (${new URL(rpc.url).host}) did not answer in time.`);
    assert.equal(rpc.requests(), 1);
  });

  it("does not ask one that has just failed for everybody who waits", async () => {
    const rpc = await proxy({ kind: "status", status: 500 });
    const { ask } = connect([rpc], { retries: 0 });
    await failureOf(ask("eth_blockNumber"));
    const failures = [];
    const since = performance.now();
    for (let i = 0; i < 50; i++) {
      failures.push(failureOf(ask("eth_getBalance", `0x${i.toString(16).padStart(40, "0")}`, "latest")));
      await tick();
    }
    assert.ok((await Promise.all(failures)).every(({ code }) => code === "RpcUnavailable"));
    // each rest is twice the one before: those of at least 188, 375, 750 ms that the fifty were still asking after
    const most = 2 + Math.floor(Math.log2(1 + (performance.now() - since) / 187.5));
    assert.ok(rpc.requests() <= most, `${rpc.requests()} requests, expected ${most} at most`);
  });

  it("lets those who wait go on as soon as one of them has found it back", async () => {
    const rpc = await proxy();
    rpc.suffer({ kind: "status", status: 500 }, () => rpc.requests() === 1);
    const { ask } = connect([rpc], { retries: 1 });
    const asking = Array.from({ length: 20 }, (_, i) => ask("eth_getBalance", `0x${i.toString(16).padStart(40, "0")}`, "latest"));
    assert.ok((await Promise.all(asking)).every((balance) => balance === "0x0"));
    assert.ok(rpc.requests() <= 5, `${rpc.requests()} requests`);
  });

  it("says soon that the only one limits the rate: whoever has no other must hear it", async () => {
    const rpc = await proxy({ kind: "status", status: 429 });
    const { ask } = connect([rpc], { retries: 1 });
    const error = await failureOf(ask("eth_blockNumber"));
    assert.match(error.message, /limits the rate of requests/);
    assert.equal(rpc.requests(), 2);
  });

  it("leaves one alone for as long as it asks to be", async () => {
    const rpc = await proxy({ kind: "status", status: 429, headers: { "retry-after": "20" } });
    const { ask } = connect([rpc]);
    const error = await failureOf(ask("eth_blockNumber"));
    assert.match(error.message, /limits the rate of requests/);
    assert.equal(rpc.requests(), 1);
  });

  it("has a bounded number of requests under way", async () => {
    const rpc = await proxy({ kind: "delay", milliseconds: 60 });
    const { ask } = connect([rpc], { maxSockets: 3 });
    const asking = [];
    for (let i = 0; i < 12; i++) {
      asking.push(ask("eth_getBalance", `0x${i.toString(16).padStart(40, "0")}`, "latest"));
      await tick();
    }
    await Promise.all(asking);
    assert.equal(rpc.mostAtOnce(), 3);
    assert.equal(rpc.requests(), 12);
  });

  it("passes on what the node refuses, and asks nobody again", async () => {
    const markets = await chain.deploy("Markets");
    const [rpc, other] = [await proxy(), await proxy()];
    const { client } = connect([rpc, other]);
    const data = encodeFunctionData({ abi: marketsAbi, functionName: "statusOf", args: [7n] });
    const unknown = encodeFunctionData({ abi: marketsAbi, functionName: "pricesOf", args: [7n] });
    assert.ok(await client.call({ to: markets, data }));
    assert.equal((await failureOf(client.call({ to: markets, data: unknown }))).code, "UnknownMarket");
    assert.equal(count(rpc.calls, "eth_call"), 2);
    assert.equal(other.requests(), 0);
  });
});

describe("a transport of several endpoints", () => {
  it("waits for those that limit the rate, oftener than for those that fail", async () => {
    const [one, other] = [await proxy(), await proxy()];
    for (const rpc of [one, other]) rpc.suffer({ kind: "status", status: 429 }, () => one.requests() + other.requests() <= 5);
    const { ask } = connect([one, other], { retries: 0 });
    assert.equal(await ask("eth_chainId"), await chain.rpc("eth_chainId"));
    assert.ok(one.requests() + other.requests() > 5);
  });

  const faults: [Fault, RegExp][] = [
    [{ kind: "hang" }, /did not answer in time/],
    [{ kind: "status", status: 500 }, /answered with HTTP 500/],
    [{ kind: "status", status: 403 }, /refuses access \(HTTP 403\)/],
    [{ kind: "status", status: 429 }, /limits the rate of requests/],
    [
      { kind: "status", status: 200, body: '{"jsonrpc":"2.0","id":1,"error":{"code":-32005,"message":"limit exceeded"}}' },
      /limits the rate of requests/,
    ],
    [{ kind: "status", status: 200, body: "{}" }, /closed the connection|did not answer with JSON-RPC/],
    [{ kind: "html" }, /did not answer with JSON-RPC/],
    [{ kind: "truncate" }, /did not answer with JSON-RPC/],
    [{ kind: "close" }, /closed the connection/],
    [{ kind: "drop" }, /closed the connection/],
    [{ kind: "chainId", id: 5 }, /is on chain 5, expected 31337/],
  ];
  for (const [fault, words] of faults) {
    const name = "status" in fault ? `HTTP ${fault.status} ${fault.body ?? ""}` : fault.kind;
    it(`goes on with the next after ${name}, and leaves the first alone from then on`, async () => {
      const [first, second] = [await proxy(fault), await proxy()];
      const { ask, notices } = connect([first, second], fault.kind === "hang" ? SOON : {});
      assert.equal(await ask("eth_blockNumber"), await chain.rpc("eth_blockNumber"));
      assert.equal(await ask("eth_blockNumber"), await chain.rpc("eth_blockNumber"));
      assert.equal(first.requests(), 1);
      assert.equal(second.requests(), 2);
      assert.equal(notices.length, 1);
      assert.match(notices[0] ?? "", words);
      assert.ok(notices[0]?.startsWith(`endpoint 1 (${new URL(first.url).host})`));
    });
  }

  it("goes on with the next where nobody listens", async () => {
    const { ask, notices } = connect([await deadUrl(), await proxy()]);
    assert.equal(await ask("eth_blockNumber"), await chain.rpc("eth_blockNumber"));
    assert.match(notices[0] ?? "", /cannot be reached/);
  });

  it("goes on with the next where a node has not got what others have, without holding it against that node", async () => {
    const missing =
      '[{"jsonrpc":"2.0","id":1,"result":"0x7a69"},{"jsonrpc":"2.0","id":2,"error":{"code":-32000,"message":"header not found"}}]';
    const [first, second] = [await proxy({ kind: "status", status: 200, body: missing }), await proxy()];
    const { ask, notices } = connect([first, second]);
    assert.match(String(await ask("eth_getBlockByNumber", "latest", false).then(JSON.stringify)), /"number"/);
    assert.deepEqual([second.requests(), notices], [1, []]);
  });

  it("says of each what is wrong when all fail, after a bounded number of tries", async () => {
    const [first, second] = [await proxy({ kind: "status", status: 500 }), await proxy({ kind: "chainId", id: 5 })];
    const { ask } = connect([first, second, await deadUrl()]);
    const error = await failureOf(ask("eth_blockNumber"));
    assert.equal(error.code, "RpcUnavailable");
    assert.match(
      error.message,
      /^Endpoint 1 \(.*\) answered with HTTP 500; endpoint 2 \(.*\) is on chain 5, expected 31337; endpoint 3 \(.*\) cannot/,
    );
    assert.ok(first.requests() <= 3 && second.requests() <= 3, `${first.requests()} and ${second.requests()} requests`);
  });

  it("fails at the caller's limit, whatever else could be tried, and goes on when one answers", async () => {
    const silent = await Promise.all([1, 2, 3].map(() => proxy({ kind: "hang" })));
    const { ask } = connect(silent, { limit: 200 });
    for (const method of ["eth_chainId", "eth_blockNumber", "eth_getLogs"]) {
      const error = await failureOf(ask(method, ...(method === "eth_getLogs" ? [{}] : [])));
      assert.equal(error.code, "RpcUnavailable", method);
    }
    const { ask: askAnother } = connect([await proxy()], { limit: PATIENCE });
    assert.equal(await askAnother("eth_chainId"), "0x7a69");
  });

  it("does not take an answer without a result for one", async () => {
    const [first, second] = [await proxy(), await proxy()];
    const { ask, notices } = connect([first, second]);
    await ask("eth_blockNumber");
    first.suffer({ kind: "status", status: 200, body: '[{"jsonrpc":"2.0","id":1}]' });
    assert.equal(await ask("eth_blockNumber"), await chain.rpc("eth_blockNumber"));
    assert.match(notices[0] ?? "", /did not answer with JSON-RPC/);
  });

  it("shares what it knows among all clients, and tries nobody's luck with one that failed while another answers", async () => {
    const [first, second] = [await proxy({ kind: "hang" }), await proxy()];
    const { transport, ask } = connect([first, second, await proxy()], SOON);
    await ask("eth_blockNumber");
    await createPublicClient({ chain: hardhat, transport, cacheTime: 0 }).getBlockNumber();
    await new Promise((resolve) => setTimeout(resolve, 400)); // its rest is over
    second.suffer({ kind: "close" });
    await ask("eth_blockNumber");
    assert.equal(first.requests(), 1);
  });

  it("finds out that one is back, and says so", async () => {
    const [first, second] = [await proxy({ kind: "status", status: 500 }), await proxy()];
    const { ask, notices } = connect([first, second], { checkInterval: 0 });
    await ask("eth_blockNumber");
    first.suffer();
    for (let attempt = 0; attempt < 200 && notices.length < 2; attempt++) {
      await ask("eth_blockNumber");
      await tick();
    }
    assert.match(notices[1] ?? "", /^endpoint 1 \(.*\) is used again$/);
  });

  it("asks nobody while nobody asks", async () => {
    const rpcs = [await proxy(), await proxy()];
    const { ask } = connect(rpcs, { checkInterval: 10 });
    await ask("eth_blockNumber");
    await until(() => rpcs.every(({ calls }) => count(calls, "eth_chainId") > 0));
    const before = rpcs.map((rpc) => rpc.requests());
    await new Promise((resolve) => setTimeout(resolve, 200));
    assert.deepEqual(
      rpcs.map((rpc) => rpc.requests()),
      before,
    );
  });
});

describe("an endpoint of another chain", () => {
  it("that is the only one is refused by name, and nothing is written there", async () => {
    const rpc = await proxy({ kind: "chainId", id: 5 });
    const { ask, client } = connect([rpc]);
    const error = await failureOf(ask("eth_blockNumber"));
    assert.equal(error.code, "WrongChain");
    assert.match(error.message, /is on chain 5, expected 31337/);
    const account = chain.wallet(3).account;
    const wallet = createWalletClient({ account, chain: hardhat, transport: () => client.transport as never });
    const signed = await account.signTransaction?.({
      chainId: 31337,
      to: account.address,
      gas: 21_000n,
      maxFeePerGas: 10n ** 10n,
      nonce: 0,
    });
    await failureOf(wallet.sendRawTransaction({ serializedTransaction: signed as Hex }));
    await failureOf(ask("eth_sendTransaction", { from: account.address, to: account.address }));
    await failureOf(ask("evm_mine"));
    assert.deepEqual([...new Set(rpc.calls)].sort(), ["eth_blockNumber", "eth_chainId"]);
  });

  it("is noticed with the first answer after it was put in another's place, where each is vouched for", async () => {
    const [first, second] = [await proxy(), await proxy()];
    const { ask, notices } = connect([first, second], { trustChainId: 0 });
    await ask("eth_blockNumber");
    first.suffer({ kind: "chainId", id: 5 });
    await ask("eth_blockNumber");
    assert.equal(second.requests(), 1);
    assert.match(notices[0] ?? "", /is on chain 5/);
  });

  it("gets no transaction however lately its id was read", async () => {
    const [first, second] = [await proxy(), await proxy()];
    const { ask } = connect([first, second]);
    await ask("eth_blockNumber");
    first.suffer({ kind: "chainId", id: 5 });
    const { signed, sent } = await transfer();
    await ask("eth_sendRawTransaction", signed);
    const sends = [first, second].map(({ calls }) => count(calls, "eth_sendRawTransaction"));
    assert.deepEqual([sends, await sent()], [[0, 1], 1]);
  });

  it("is measured by the first that answered where nobody said which chain it is", async () => {
    const [first, second] = [await proxy(), await proxy({ kind: "chainId", id: 5 })];
    const { transport } = connect([first, second]);
    const { request } = transport({});
    assert.equal(await request({ method: "eth_chainId" } as never), "0x7a69");
    first.suffer({ kind: "close" });
    assert.match((await failureOf(request({ method: "eth_chainId" } as never))).message, /endpoint 2 \(.*\) is on chain 5, expected 31337/);
  });

  it("is measured by the client's chain", async () => {
    const { transport } = connect([await proxy()]);
    const client = createPublicClient({ chain: mainnet, transport, cacheTime: 0 });
    assert.equal((await failureOf(client.getBlockNumber())).code, "WrongChain");
  });
});

describe("an endpoint whose head differs", () => {
  const checked = (rpcs: FaultyRpc[]) => until(() => rpcs.every(({ calls }) => count(calls, "eth_blockNumber") > 0));
  const AT_ONCE = { checkInterval: 1e9 }; // once, with the first request

  before(async () => {
    await chain.rpc("hardhat_mine", "0x400");
  });

  it("is not used if it is far behind, and that is said", async () => {
    const rpcs = [await proxy({ kind: "head", offset: -500 }), await proxy()];
    const { ask, notices } = connect(rpcs, AT_ONCE);
    await ask("eth_gasPrice");
    await checked(rpcs);
    await until(() => notices.length === 1);
    assert.match(notices[0] ?? "", /^endpoint 1 \(.*\) is 500 blocks behind the others$/);
    const before = rpcs[0]?.requests();
    await ask("eth_gasPrice");
    assert.equal(rpcs[0]?.requests(), before);

    rpcs[1]?.suffer({ kind: "close" });
    const error = await failureOf(ask("eth_gasPrice"));
    assert.match(error.message, /is 500 blocks behind the others; endpoint 2 \(.*\) closed the connection/);
  });

  it("comes after the others if it is a little behind, and helps out", async () => {
    const rpcs = [await proxy({ kind: "head", offset: -3 }), await proxy()];
    const { ask, notices } = connect(rpcs, AT_ONCE);
    await ask("eth_gasPrice");
    await checked(rpcs);
    await tick();
    const before = rpcs.map(({ calls }) => count(calls, "eth_gasPrice"));
    await ask("eth_gasPrice");
    assert.deepEqual(
      rpcs.map(({ calls }) => count(calls, "eth_gasPrice")),
      [before[0], Number(before[1]) + 1],
    );
    assert.deepEqual(notices, []);
    rpcs[1]?.suffer({ kind: "close" });
    await ask("eth_gasPrice");
    assert.equal(count(rpcs[0]?.calls ?? [], "eth_gasPrice"), Number(before[0]) + 1);
  });

  it("does not let the head go back when it falls behind between two checks", async () => {
    const rpcs = [await proxy(), await proxy()];
    const { ask } = connect(rpcs);
    for (let block = 0; block < 4; block++) await chain.rpc("evm_mine");
    const head = Number(await chain.rpc("eth_blockNumber"));
    assert.equal(Number(await ask("eth_blockNumber")), head);
    for (const offset of [-1, -3]) {
      rpcs[0]?.suffer({ kind: "head", offset });
      assert.equal(Number(await ask("eth_blockNumber")), head);
    }
    // none of them has got that far any more: the chain itself went back
    for (const each of rpcs) each.suffer({ kind: "head", offset: -2 });
    assert.equal(Number(await ask("eth_blockNumber")), head - 2);
  });

  it("is not believed if it is ahead of what two others have seen", async () => {
    const rpcs = [await proxy({ kind: "head", offset: 1_000_000 }), await proxy(), await proxy()];
    const { ask, notices } = connect(rpcs, AT_ONCE);
    await ask("eth_gasPrice");
    await checked(rpcs);
    await until(() => notices.length === 1);
    assert.match(notices[0] ?? "", /^endpoint 1 \(.*\) is 1000000 blocks ahead of the others$/);
    const before = rpcs[0]?.requests();
    await ask("eth_gasPrice");
    assert.equal(rpcs[0]?.requests(), before);
  });
});

describe("a write", () => {
  const isSend = (methods: string[]) => methods.includes("eth_sendRawTransaction");
  it("whose answer gets lost succeeds at the next endpoint, which knows it already", async () => {
    const [first, second] = [await proxy({ kind: "drop" }, isSend), await proxy()];
    const { ask } = connect([first, second]);
    const { signed, hash, sent } = await transfer();
    assert.equal(await ask("eth_sendRawTransaction", signed), hash);
    assert.deepEqual(
      [count(first.calls, "eth_sendRawTransaction"), count(second.calls, "eth_sendRawTransaction"), await sent()],
      [1, 1, 1],
    );
  });

  it("whose answer gets lost is found where there is no other endpoint", async () => {
    const rpc = await proxy({ kind: "drop" }, isSend);
    const { ask } = connect([rpc]);
    const { signed, hash, sent } = await transfer();
    assert.equal(await ask("eth_sendRawTransaction", signed), hash);
    assert.equal(await sent(), 1);
  });

  it("that is already known is no failure, whether it waits or is mined", async () => {
    const { ask } = connect([await proxy()]);
    const { signed, hash, sent } = await transfer();
    assert.equal(await ask("eth_sendRawTransaction", signed), hash);
    assert.equal(await ask("eth_sendRawTransaction", signed), hash);
    const waiting = await transfer();
    await chain.rpc("evm_setAutomine", false);
    assert.equal(await ask("eth_sendRawTransaction", waiting.signed), waiting.hash);
    assert.equal(await ask("eth_sendRawTransaction", waiting.signed), waiting.hash);
    await chain.rpc("evm_setAutomine", true);
    await chain.rpc("evm_mine");
    assert.deepEqual([await sent(), await waiting.sent()], [1, 1]);
  });

  it("of which nobody can say whether it was taken fails with its hash", async () => {
    const rpc = await proxy({ kind: "close" }, (methods) => isSend(methods) || methods.includes("eth_getTransactionByHash"));
    const { ask } = connect([rpc], { retries: 0 });
    const { signed, hash } = await transfer();
    const error = await failureOf(ask("eth_sendRawTransaction", signed));
    assert.deepEqual([error.code, error.details.hash], ["SendUncertain", hash]);
  });

  it("that was never taken says so", async () => {
    const { ask } = connect([await deadUrl()], { retries: 0 });
    const { signed } = await transfer();
    const error = await failureOf(ask("eth_sendRawTransaction", signed));
    assert.equal(error.code, "RpcUnavailable");
    assert.match(error.message, /Nothing was sent\.$/);
  });

  it("goes to the next endpoint, or was not sent, where the first does not even say which chain it is on", async () => {
    const [first, second] = [await proxy({ kind: "hang" }), await proxy()];
    const { ask } = connect([first, second], SOON);
    const { address, sent } = await transfer();
    await ask("eth_sendTransaction", { from: address, to: address });
    assert.equal(await sent(), 1);
    for (const method of ["eth_sendTransaction", "eth_sendRawTransaction"]) {
      const alone = connect([await proxy({ kind: "hang" })], { ...SOON, patience: 1_000, retries: 0 });
      const { signed } = await transfer();
      const error = await failureOf(alone.ask(method, method === "eth_sendTransaction" ? { from: address, to: address } : signed));
      assert.equal(error.code, "RpcUnavailable");
      assert.ok(!/not known/.test(error.message), error.message);
    }
  });

  it("that the node refuses is refused as it says", async () => {
    const second = await proxy();
    const { ask } = connect([await proxy(), second]);
    const { signed } = await transfer();
    const another = await transfer();
    await ask("eth_sendRawTransaction", signed);
    const { account } = chain.wallet(index - 2);
    const again = await account.signTransaction?.({
      chainId: 31337,
      type: "eip1559",
      to: another.address,
      gas: 21_000n,
      maxFeePerGas: 10n ** 10n,
      nonce: 0,
    });
    await assert.rejects(ask("eth_sendRawTransaction", again), /nonce too low/i);
    assert.equal(second.requests(), 0);
  });

  it("that is not signed is never repeated after a failure that may have had an effect", async () => {
    const [first, second] = [await proxy({ kind: "drop" }, (methods) => methods.includes("eth_sendTransaction")), await proxy()];
    const { ask } = connect([first, second]);
    const { address, sent } = await transfer();
    const error = await failureOf(ask("eth_sendTransaction", { from: address, to: address }));
    assert.match(error.message, /not known whether it was carried out/);
    assert.deepEqual([count(second.calls, "eth_sendTransaction"), await sent()], [0, 1]);
  });

  it("that is not signed goes to the next endpoint where the first certainly did not take it", async () => {
    const { ask } = connect([await deadUrl(), await proxy()]);
    const { address, sent } = await transfer();
    await ask("eth_sendTransaction", { from: address, to: address });
    assert.equal(await sent(), 1);
  });
});
