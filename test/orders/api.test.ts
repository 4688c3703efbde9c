// properties: L6
import assert from "node:assert/strict";
import { after, afterEach, beforeEach, describe, it } from "node:test";
import { toOrderJson } from "../../sdk/orders/orderJson.ts";
import { startTcpProxy } from "../../tools/drills/tcpProxy.ts";
import { type OpenApi, openApiOf } from "../../tools/test/openApi.ts";
import { relayStage } from "../../tools/test/relayStage.ts";

const stage = await relayStage();
const { chain, desk, startRelay, until } = stage;
beforeEach(() => stage.begin());
afterEach(() => stage.clear());
after(() => stage.close());

const NOBODY = `0x${"5f".repeat(32)}`;

/** Asks a relay, and holds each answer against what it says of itself. */
async function examine(
  url: string,
  headers: Record<string, string> = {},
): Promise<{ api: OpenApi; seen: Set<string>; ask: (path: string, body?: string) => Promise<number> }> {
  const api = openApiOf((await (await fetch(`${url}/openapi.json`)).json()) as OpenApi["document"]);
  const seen = new Set<string>();
  const ask = async (path: string, body?: string) => {
    const ending = new AbortController();
    const method = body === undefined ? "get" : "post";
    const answer = await fetch(`${url}${path}`, { method, headers, ...(body !== undefined && { body }), signal: ending.signal });
    const { pathname } = new URL(path, url);
    const operation = api.operations.find(
      (each) => each.method === method && new RegExp(`^${each.path.replaceAll(/\{\w+\}/g, "[^/]+")}$`).test(pathname),
    );
    const what = `${answer.status} of ${operation?.operationId ?? path}`;
    const [[type, media] = []] = Object.entries(operation?.responses[answer.status]?.content ?? {});
    assert.ok(type && answer.headers.get("content-type")?.startsWith(type), `${what}: ${type}, ${answer.headers.get("content-type")}`);
    if (type === "application/json") api.assertFits(await answer.json(), media?.schema, what);
    ending.abort();
    seen.add(`${operation?.operationId} ${answer.status}`);
    return answer.status;
  };
  return { api, seen, ask };
}

describe("the relay's API", () => {
  it("answers as /openapi.json says, on every route, with everything that it says may be the answer", async () => {
    const rpc = await startTcpProxy(Number(new URL(chain.url).port));
    const { relay, databaseUrl } = await startRelay({ PRESAGE_RPC_URL: `http://127.0.0.1:${rpc.port}` });
    const { api, seen, ask } = await examine(relay.url);
    const signed = await desk.sign(1);
    const posted = JSON.stringify(toOrderJson(signed));
    for (const [path, status, body] of [
      ["/orders", 201, posted],
      ["/orders", 200, posted],
      ["/orders", 400, "{"],
      ["/orders", 400, "{}"],
      ["/orders", 413, `"${"x".repeat(20_000)}"`],
      ["/orders", 422, JSON.stringify(toOrderJson(await desk.sign(1, { maxTip: 10_001 })))],
      ["/orders", 200],
      ["/orders?limit=1", 200],
      [`/orders?maker=${signed.order.maker}&market=1`, 200],
      ["/orders?colour=green", 400],
      ["/orders?cursor=green", 400],
      [`/orders/${desk.hashOf(signed.order)}`, 200],
      [`/orders/${NOBODY}`, 404],
      ["/orders/green", 400],
      ["/markets/1/book", 200],
      ["/markets/1/book?outcome=0&side=no&levels=50", 200],
      ["/markets/1/book?side=green", 400],
      ["/markets/77/book", 404],
      ["/stream", 200],
      ["/stream?market=green", 400],
      ["/health", 200],
      ["/ready", 200],
      ["/metrics", 200],
      ["/openapi.json", 200],
    ] as const)
      assert.equal(await ask(path, body), status, path);

    const another = JSON.stringify(toOrderJson(await desk.sign(2)));
    await rpc.close();
    assert.equal(await ask("/orders", another), 503);
    assert.equal(await ask("/markets/78/book"), 503);
    await stage.query(databaseUrl.replace(/relay_\d+$/, "postgres"), `drop database ${databaseUrl.split("/").at(-1)} with (force)`);
    await until("it is not ready", async () => (await ask("/ready")) === 503);

    const limited = await startRelay({ PRESAGE_API_LIMIT: "1" });
    const many = await examine(limited.relay.url, { "x-forwarded-for": "203.0.113.9" });
    for (const { path, method } of many.api.operations) {
      const filled = path.replace("{id}", "1").replace("{hash}", NOBODY);
      await until(`too many of ${path}`, async () => (await many.ask(filled, method === "post" ? another : undefined)) === 429);
    }
    const told = api.operations.flatMap(({ operationId, responses }) => Object.keys(responses).map((status) => `${operationId} ${status}`));
    const shown = [...seen, ...many.seen];
    assert.deepEqual(
      told.filter((each) => !shown.includes(each)),
      ["stream 503"], // a thousand listeners
    );
  });

  it("describes every route with an id, a summary, and examples that fit", async () => {
    const { relay } = await startRelay();
    const { api } = await examine(relay.url);
    assert.equal(api.operations.length, 9);
    api.assertDescribed();
  });
});
