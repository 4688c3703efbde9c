import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "node:test";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import { connect } from "../../scripts/cli/connection.ts";
import type { PresageError } from "../../sdk/errors.ts";
import { type FaultyRpc, startFaultyRpc } from "../../tools/faultyRpc.ts";
import { type Chain, startChain } from "../../tools/test/chain.ts";

/** Of the third account of every Hardhat chain: published. */
const KEY = "0x5de4111afa1a4b94908f83103eb1f1706367c2e68ca870fc3fb9a804cdab365a";

let chain: Chain;
const proxies: FaultyRpc[] = [];

before(async () => {
  chain = await startChain();
});
after(() => chain.close());
afterEach(() => Promise.all(proxies.splice(0).map((proxy) => proxy.close())));

async function proxy(): Promise<FaultyRpc> {
  const started = await startFaultyRpc(chain.url);
  proxies.push(started);
  return started;
}

/** Hardhat as a command sees it, with these endpoints for its network. */
async function runtime(url: string, options: { chainId?: number; accounts?: string[] } = {}): Promise<HardhatRuntimeEnvironment> {
  const { chainId = 31_337, accounts } = options;
  const { createHardhatRuntimeEnvironment } = await import("hardhat/hre");
  const { configVariable } = await import("hardhat/config");
  process.env.TEST_RPC_URL = url;
  const local = { type: "http", chainType: "l1", chainId, url: configVariable("TEST_RPC_URL"), ...(accounts && { accounts }) };
  return createHardhatRuntimeEnvironment({ networks: { local } } as never, { network: "local" } as never);
}

const isSend = (methods: string[]) => methods.some((method) => method.startsWith("eth_send"));
const count = ({ calls }: FaultyRpc, method: string) => calls.filter((call) => call === method).length;

describe("the connection of a command", () => {
  it("goes on with the next endpoint, for reading and for Hardhat's own sending", async () => {
    const [first, second] = [await proxy(), await proxy()];
    const { publicClient, wallet, urls, chainId } = await connect(await runtime(`${first.url}, ${second.url}`));
    assert.deepEqual([urls, chainId], [[first.url, second.url], 31_337]);
    await first.close();
    const { walletClient, account } = await wallet();
    const hash = await walletClient.sendTransaction({ account, chain: null, to: account.address });
    assert.equal((await publicClient.waitForTransactionReceipt({ hash })).status, "success");
    assert.equal(count(second, "eth_sendTransaction"), 1);
  });

  it("sends what Hardhat signs once, although the answer is lost", async () => {
    const [first, second] = [await proxy(), await proxy()];
    const { publicClient, wallet } = await connect(await runtime(`${first.url},${second.url}`, { accounts: [KEY] }));
    const { walletClient, account } = await wallet();
    const before = await publicClient.getTransactionCount({ address: account.address });
    first.suffer({ kind: "drop" }, isSend);
    const hash = await walletClient.sendTransaction({ account, chain: null, to: account.address });
    assert.equal((await publicClient.waitForTransactionReceipt({ hash })).status, "success");
    assert.deepEqual([count(first, "eth_sendRawTransaction"), count(second, "eth_sendRawTransaction")], [1, 1]);
    assert.equal((await publicClient.getTransactionCount({ address: account.address })) - before, 1);
  });

  it("says what is wrong with the endpoints where Hardhat would send", async () => {
    const rpc = await proxy();
    const { wallet } = await connect(await runtime(rpc.url, { accounts: [KEY] }));
    const { walletClient, account } = await wallet();
    rpc.suffer({ kind: "status", status: 403 });
    const sending = walletClient.sendTransaction({ account, chain: null, to: account.address });
    await assert.rejects(sending, /endpoint 1 \(127\.0\.0\.1:\d+\) refuses access \(HTTP 403\)/i);
  });

  it("refuses a chain that is not the network's, and addresses that are none", async () => {
    const rpc = await proxy();
    const refused = (code: string, words: RegExp) => (error: PresageError) =>
      error.code === code && words.test(`${error.message} ${error.remedy}`);
    await assert.rejects(
      connect(await runtime(rpc.url, { chainId: 5 })),
      refused("WrongChain", /is on chain 31337, expected 5.*Nothing was sent/),
    );
    await assert.rejects(connect(await runtime("nowhere")), refused("BadRpcUrl", /http/));
    await rpc.close();
    await assert.rejects(connect(await runtime(rpc.url)), refused("RpcUnavailable", /cannot be reached.*npm start/));
  });
});
