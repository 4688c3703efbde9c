import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "node:test";
import { createPublicClient, encodeFunctionData, http } from "viem";
import { hardhat } from "viem/chains";
import { marketsAbi } from "../../../sdk/abi/markets.ts";
import { servedError, serveTransport } from "../../../sdk/node/serveTransport.ts";
import { toPresageError } from "../../../sdk/toPresageError.ts";
import { rpcTransport } from "../../../sdk/transport.ts";
import { type FaultyRpc, startFaultyRpc } from "../../../tools/faultyRpc.ts";
import { type Chain, startChain } from "../../../tools/test/chain.ts";

let chain: Chain;
let rpc: FaultyRpc;
let served: Awaited<ReturnType<typeof serveTransport>>;

before(async () => {
  chain = await startChain();
  rpc = await startFaultyRpc(chain.url);
  served = await serveTransport(rpcTransport([rpc.url], { chain: hardhat, retries: 0 }));
});
after(async () => {
  served.close();
  await rpc.close();
  await chain.close();
});
afterEach(() => rpc.suffer());

const client = () => createPublicClient({ chain: hardhat, transport: http(served.url, { batch: true, retryCount: 0 }), cacheTime: 0 });
const post = (body: string, url = served.url) => fetch(url, { method: "POST", body });

describe("a served transport", () => {
  it("answers as the chain does, one by one and in batches", async () => {
    const [block, id] = await Promise.all([client().getBlockNumber(), client().getChainId()]);
    assert.deepEqual([block, id], [await chain.client.getBlockNumber(), 31337]);
    const response = await post('{"jsonrpc":"2.0","id":"seven","method":"eth_chainId"}');
    assert.deepEqual(await response.json(), { jsonrpc: "2.0", id: "seven", result: "0x7a69" });
  });

  it("refuses as the node does, with the contract's error", async () => {
    const markets = await chain.deploy("Markets");
    const data = encodeFunctionData({ abi: marketsAbi, functionName: "pricesOf", args: [7n] });
    await assert.rejects(client().call({ to: markets, data }), (error) => toPresageError(error).code === "UnknownMarket");
    const unknown = '{"jsonrpc":"2.0","id":1,"method":"eth_doSomething"}';
    const errorAt = async (url: string) => ((await (await post(unknown, url)).json()) as { error: unknown }).error;
    assert.deepEqual(await errorAt(served.url), await errorAt(chain.url));
  });

  it("says what is wrong with the endpoints in the transport's own words", async () => {
    rpc.suffer({ kind: "status", status: 500 });
    const error = await client()
      .getBlockNumber()
      .catch((thrown) => servedError(thrown));
    assert.ok(error && typeof error === "object");
    assert.equal(error.code, "RpcUnavailable");
    assert.match(error.message, /answered with HTTP 500/);
    assert.deepEqual(error.details, {
      endpoints: [{ name: `endpoint 1 (${new URL(rpc.url).host})`, trouble: { reason: "status", status: 500 } }],
    });
    assert.equal(servedError(new Error("of something else")), undefined);
    await new Promise((resolve) => setTimeout(resolve, 400)); // its rest
  });

  it("is there for those alone who know its address", async () => {
    const { origin } = new URL(served.url);
    const before = rpc.requests();
    for (const url of [origin, `${origin}/`, `${origin}/rpc`, `${served.url}/`, `${served.url}?`])
      assert.equal((await post('{"jsonrpc":"2.0","id":1,"method":"eth_blockNumber"}', url)).status, 404, url);
    assert.equal((await fetch(served.url)).status, 404);
    assert.equal(rpc.requests(), before);
    assert.ok(new URL(served.url).pathname.length > 32);
  });

  it("survives what is no request", async () => {
    assert.equal((await post("no JSON")).status, 400);
    assert.equal(await client().getChainId(), 31337);
  });
});
