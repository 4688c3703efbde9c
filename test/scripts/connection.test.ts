import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, afterEach, before, describe, it } from "node:test";
import { inspect } from "node:util";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import { numberToHex, parseGwei, toHex } from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { connect } from "../../scripts/cli/connection.ts";
import signer from "../../scripts/hardhat/signer.ts";
import type { PresageError } from "../../sdk/errors.ts";
import { type FaultyRpc, startFaultyRpc } from "../../tools/faultyRpc.ts";
import { type Chain, startChain } from "../../tools/test/chain.ts";

/** Of the third and the fourth account of every Hardhat chain: published. */
const KEY = "0x5de4111afa1a4b94908f83103eb1f1706367c2e68ca870fc3fb9a804cdab365a";

const OTHER_KEY = toHex(
  mnemonicToAccount("test test test test test test test test test test test junk", { addressIndex: 3 }).getHdKey().privateKey as Uint8Array,
);

let chain: Chain;
const proxies: FaultyRpc[] = [];

const journals = mkdtempSync(path.join(tmpdir(), "presage-journal-"));

before(async () => {
  process.env.PRESAGE_JOURNAL = journals;
  chain = await startChain();
});
after(async () => {
  await chain.close();
  rmSync(journals, { recursive: true, force: true });
});
afterEach(() => Promise.all(proxies.splice(0).map((proxy) => proxy.close())));

async function proxy(): Promise<FaultyRpc> {
  const started = await startFaultyRpc(chain.url);
  proxies.push(started);
  return started;
}

/** Hardhat as a command sees it, with these endpoints for its network. */
async function runtime(
  url: string,
  options: { chainId?: number; accounts?: string[]; key?: string; from?: string } = {},
): Promise<HardhatRuntimeEnvironment> {
  const { chainId = 31_337, key, from } = options;
  const { createHardhatRuntimeEnvironment } = await import("hardhat/hre");
  const { configVariable } = await import("hardhat/config");
  process.env.TEST_RPC_URL = url;
  if (key !== undefined) process.env.TEST_PRIVATE_KEY = key;
  const accounts = key === undefined ? options.accounts : [configVariable("TEST_PRIVATE_KEY")];
  const local = { type: "http", chainType: "l1", chainId, url: configVariable("TEST_RPC_URL"), ...(accounts && { accounts }) };
  return createHardhatRuntimeEnvironment(
    { plugins: [signer], networks: { local } } as never,
    { network: "local", ...(from && { from }) } as never,
  );
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

  it("says within seconds that it waits, whenever an answer is late, and once until there is one", async () => {
    const rpc = await proxy();
    const said: string[] = [];
    const { error } = console;
    console.error = (...words) => said.push(words.join(" "));
    try {
      const { publicClient } = await connect(await runtime(rpc.url));
      assert.deepEqual(said, []);
      for (const times of [1, 2]) {
        rpc.suffer({ kind: "delay", milliseconds: 3_000 });
        await Promise.all([publicClient.getBlock(), publicClient.getGasPrice()]);
        rpc.suffer();
        await publicClient.getBlock();
        assert.deepEqual(said, new Array(times).fill("Waiting for the RPC endpoint of local …"));
      }
    } finally {
      console.error = error;
    }
  });

  it("does not repeat what is no key", async () => {
    for (const canary of ["canary-7f3a", `0x${"7f3a".repeat(15)}`, "0x", "00".repeat(32), "f".repeat(64)]) {
      const { wallet } = await connect(await runtime(chain.url, { key: canary }));
      await assert.rejects(wallet(), (error: PresageError) => {
        assert.equal(error.code, "InvalidKey");
        const said = inspect(error, { depth: 9 });
        assert.ok(canary.length < 3 || !said.toLowerCase().includes(canary.slice(2)), said);
        return true;
      });
    }
  });

  it("signs by the key of a part, or else by the network's own", async () => {
    const signerOf = async (from: string) =>
      (await (await connect(await runtime(chain.url, { key: KEY, from }))).account()).address.toLowerCase();
    assert.equal(await signerOf("disputer"), "0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc");
    process.env.PRESAGE_DISPUTER_PRIVATE_KEY = OTHER_KEY;
    try {
      assert.equal(await signerOf("disputer"), "0x90f79bf6eb2c4f870365e785982e1f101e93b906");
      assert.equal(await signerOf("proposer"), "0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc");
      await assert.rejects(signerOf("desputer"), { code: "NoAccount" });
    } finally {
      delete process.env.PRESAGE_DISPUTER_PRIVATE_KEY;
    }
  });

  it("lets the endpoint sign if there is no key, and says so if it does not", async () => {
    delete process.env.TEST_PRIVATE_KEY;
    const { configVariable } = await import("hardhat/config");
    const withoutKey = { accounts: [configVariable("TEST_MISSING_PRIVATE_KEY")] as never };
    const { wallet } = await connect(await runtime(chain.url, withoutKey));
    assert.equal((await wallet()).account.address.toLowerCase(), "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266");
    const first = await proxy();
    first.suffer({ kind: "status", status: 403 }, (methods) => methods.includes("eth_accounts"));
    await assert.rejects((await connect(await runtime(first.url, withoutKey))).wallet(), { code: "NoAccount" });
  });

  it("waits for what was sent before, with a higher fee where the network would never take it", async () => {
    const { wallet, publicClient } = await connect(await runtime(chain.url, { key: KEY }));
    const { walletClient, account } = await wallet();
    const used = await publicClient.getTransactionCount({ address: account.address });
    await chain.rpc("evm_setAutomine", false);
    try {
      const hash = await walletClient.sendTransaction({ account, chain: null, to: account.address });
      await chain.rpc("hardhat_setNextBlockBaseFeePerGas", numberToHex(parseGwei("100")));
      await chain.rpc("evm_mine");
      assert.equal(await publicClient.getTransactionCount({ address: account.address }), used, "it is too cheap to be mined");
      await chain.rpc("evm_setIntervalMining", 500);
      const next = await connect(await runtime(chain.url, { key: KEY }));
      await next.wallet();
      assert.equal(await publicClient.getTransactionCount({ address: account.address }), used + 1);
      const journal = await next.journal();
      const atNonce = journal.unfinished(account.address).filter(({ nonce }) => nonce === used);
      assert.deepEqual(
        atNonce.map(({ outcome }) => outcome),
        ["replaced", "mined"],
      );
      assert.equal(atNonce[0]?.hash, hash);
    } finally {
      await chain.rpc("evm_setIntervalMining", 0);
      await chain.rpc("evm_setAutomine", true);
    }
  });
});
