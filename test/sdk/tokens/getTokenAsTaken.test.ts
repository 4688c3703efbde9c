// properties: T1 (what a token said when its market was made is not replaced by what it says later, nor by silence)
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Address, createClient, custom, encodeAbiParameters, HttpRequestError, toFunctionSelector } from "viem";
import { getTokenAsTaken } from "../../../sdk/getTokenAsTaken.ts";
import type { Deployment } from "../../../sdk/types.ts";

const OWN: Address = "0x00000000000000000000000000000000000000a1";
const STRANGE: Address = "0x00000000000000000000000000000000000000b2";
const MARKETS: Address = "0x00000000000000000000000000000000000000c3";
const deployment = { chainId: 1, startBlock: 0, contracts: { Markets: MARKETS }, collaterals: { usd: OWN } } as Deployment;
const THEN = 7n;

type Asked = { to: Address; from?: Address; data: string };

/** A node where every token says 6 decimals at the block `THEN` and 18 now, unless `then` says otherwise. */
function node(then?: () => never) {
  const asked: Asked[] = [];
  const request = async ({ method, params }: { method: string; params: [Asked, string] }) => {
    if (method !== "eth_call") throw new Error(method);
    const [call, block] = params;
    asked.push(call);
    const isThen = block === "0x7";
    if (isThen) then?.();
    return call.data === toFunctionSelector("decimals()")
      ? encodeAbiParameters([{ type: "uint8" }], [isThen ? 6 : 18])
      : encodeAbiParameters([{ type: "string" }], ["USD"]);
  };
  return { client: createClient({ transport: custom({ request } as never, { retryCount: 0 }) }), asked };
}

const missing = () => {
  throw Object.assign(new Error("missing trie node"), { code: -32_000 });
};

describe("getTokenAsTaken", () => {
  it("hears what Markets was told in that block", async () => {
    const { client, asked } = node();
    assert.deepEqual(await getTokenAsTaken(client, { deployment, address: STRANGE, blockNumber: THEN }), {
      address: STRANGE,
      symbol: "USD",
      decimals: 6,
    });
    assert.ok(asked.every(({ from }) => from === MARKETS));
  });

  it("does not take the present for the past of a stranger, where the node has forgotten that", async () => {
    const token = await getTokenAsTaken(node(missing).client, { deployment, address: STRANGE, blockNumber: THEN });
    assert.equal(token.isUnreadable, true);
  });

  it("asks the address book's own tokens for the present then", async () => {
    const token = await getTokenAsTaken(node(missing).client, { deployment, address: OWN, blockNumber: THEN });
    assert.deepEqual([token.decimals, token.isUnreadable], [18, undefined]);
  });

  it("does not take a node that cannot be reached for the token's silence", async () => {
    const away = () => {
      throw new HttpRequestError({ url: "http://node" });
    };
    for (const address of [OWN, STRANGE])
      await assert.rejects(getTokenAsTaken(node(away).client, { deployment, address, blockNumber: THEN }), { code: "RpcUnavailable" });
  });
});
