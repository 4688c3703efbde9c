// properties: D2, D3, D5
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { Address } from "viem";
import { encodeFunctionData, parseAbi } from "viem";
import { random } from "../../scripts/local/random.ts";
import { createMarketCall } from "../../sdk/calls/createMarket.ts";
import { initialFunding } from "../../sdk/initialFunding.ts";
import type { Deployment } from "../../sdk/types.ts";
import { type Chain, deployAll, startChain } from "../../tools/test/chain.ts";
import { marketTerms } from "../sdk/market.ts";
import { type Indexer, startIndexer } from "./indexer.ts";
import { RandomHistory } from "./randomHistory.ts";

const REQUESTS = Number(process.env.PRESAGE_REQUESTS ?? 1_500);
const AT_ONCE = 16;

type Page = { data: { sequence: number; id: string }[]; next: string | null };
type OpenApi = {
  paths: Record<
    string,
    {
      get?: {
        parameters?: { name: string; in: string; schema: object }[];
        responses: Record<string, { content: Record<string, { schema: object }> }>;
      };
    }
  >;
  components: { schemas: Record<string, object> };
};

describe("the indexer's API", () => {
  let chain: Chain;
  let deployment: Deployment;
  let history: RandomHistory;
  let indexer: Indexer;
  let openapi: OpenApi;

  before(async () => {
    chain = await startChain();
    deployment = await deployAll(chain);
    const manual = await chain.deploy("ManualResolver", [deployment.contracts.Markets]);
    history = new RandomHistory(chain, deployment, 9);
    await history.begin(manual);
    await history.play(12);
    indexer = await startIndexer({ rpcUrl: chain.url, deployment });
    openapi = await indexer.get("/openapi.json");
  });
  after(async () => {
    await indexer?.stop();
    await chain?.close();
  });

  const create = async (metadata: string) => {
    const params = await marketTerms(chain, deployment, { metadata });
    const call = createMarketCall({ markets: deployment.contracts.Markets, params, maxFunding: initialFunding(params) });
    await chain.rpc("eth_sendTransaction", {
      from: history.accounts[0],
      to: call.address,
      data: encodeFunctionData(call),
      gas: "0xf00000",
    });
    await indexer.caughtUp();
    const { data } = await indexer.get<{ data: { id: string; question: string; metadataIsValid: boolean }[] }>("/markets?limit=1");
    return data[0];
  };

  it("answers as /openapi.json says, on every route", async () => {
    const ajv = new Ajv2020({ strict: false });
    ajv.addSchema({ $id: "api", components: openapi.components });
    const schemaAt = (schema: object) => JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"api#/components'));
    const values: Record<string, string> = { "{id}": "3", "{address}": history.accounts[2] };
    let checked = 0;
    for (const [path, { get }] of Object.entries(openapi.paths)) {
      const schema = get?.responses[200]?.content?.["application/json"]?.schema;
      if (!schema) continue;
      const url = path.replace(/\{\w+\}/, (name) => values[name]);
      const answer = await indexer.get<{ asOf: { block: number } }>(url);
      const validate = ajv.compile(schemaAt(schema));
      assert.ok(validate(answer), `${url}: ${JSON.stringify(validate.errors?.slice(0, 3))}`);
      assert.ok(answer.asOf.block > 0);
      checked++;
    }
    assert.ok(checked >= 13);
  });

  it("gives every row once, page after page", async () => {
    const seen: number[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const page: Page = await indexer.get(`/markets/1/activity?limit=7${cursor && `&cursor=${cursor}`}`);
      seen.push(...page.data.map(({ sequence }) => sequence));
      cursor = page.next;
    }
    assert.deepEqual(
      seen,
      [...new Set(seen)].sort((a, b) => b - a),
    );
    assert.equal(seen.length, (await indexer.get<Page>("/markets/1/activity?limit=100")).data.length);
    for (const sort of ["newest", "volume", "volume24h", "liquidity", "closing"]) {
      const ids: string[] = [];
      for (let cursor: string | null = ""; cursor !== null; ) {
        const page: Page = await indexer.get(`/markets?limit=2&sort=${sort}${cursor && `&cursor=${cursor}`}`);
        ids.push(...page.data.map(({ id }) => id));
        cursor = page.next;
      }
      assert.equal(new Set(ids).size, 5, sort);
      assert.equal(ids.length, 5, sort);
    }
  });

  it("streams what happens in order and without a gap, and resumes where it was left", async () => {
    const first = await listen(`${indexer.url}/stream`, async (received) => {
      await history.play(4);
      await indexer.caughtUp();
      await until(() => received.length >= 3);
      await new Promise((resolve) => setTimeout(resolve, 300));
    });
    assert.deepEqual(
      first,
      first.map((_, index) => first[0] + index),
    );
    const last = first[Math.floor(first.length / 2)];
    await history.play(2);
    await indexer.caughtUp();
    const { data } = await indexer.get<Page>(`/accounts/${history.accounts[0]}/history?limit=1`);
    assert.ok(data.length === 1);
    const resumed = await listen(
      `${indexer.url}/stream`,
      async (received) => {
        await until(() => received.length > first.length - Math.floor(first.length / 2) - 1);
        await new Promise((resolve) => setTimeout(resolve, 300));
      },
      { "last-event-id": String(last) },
    );
    assert.deepEqual(
      resumed,
      resumed.map((_, index) => last + 1 + index),
    );
    assert.ok(resumed.length > first.length - Math.floor(first.length / 2) - 1);
  });

  for (const [name, metadata] of Object.entries({
    "text that is no JSON": "Will it rain? </script><script>alert(1)</script>",
    "NUL characters": JSON.stringify({ question: "a\u0000b", category: "\u0000", outcomes: ["x\u0000", "y"], rules: "\u0000", source: "" }),
    "half a surrogate pair": '{"question":"\\ud800 Will it?","category":"x","outcomes":["a","b"],"rules":"","source":""}',
    "the wrong types":
      '{"question":7,"category":[],"outcomes":{"0":"a"},"rules":null,"edgeCases":"x","scalar":{"low":"a"},"bands":[null,1]}',
    "deep nesting": `${"[".repeat(20_000)}${"]".repeat(20_000)}`,
    "a prototype":
      '{"__proto__":{"question":"x"},"constructor":1,"question":"Will it?","category":"a","outcomes":["a","b"],"rules":"r","source":"s"}',
    "200 kilobytes": JSON.stringify({ question: "x".repeat(200_000), category: "c", outcomes: ["a", "b"], rules: "r", source: "s" }),
    "copy's own signs": JSON.stringify({
      question: "\\N\t\\.\n\\x00 tab\tnew\nline\r\b\f\v",
      category: "\\.",
      outcomes: ["\\N", "\t"],
      rules: "\\",
      source: "\\\\",
    }),
  })) {
    it(`keeps a market whose text has ${name}, and goes on`, async () => {
      const created = await create(metadata);
      const { data } = await indexer.get<{ data: { market: { metadataText: string; metadataHash: string } } }>(`/markets/${created.id}`);
      assert.equal(data.market.metadataText, metadata.replaceAll("\0", "\ufffd"));
      assert.equal(
        created.metadataIsValid,
        ["NUL characters", "half a surrogate pair", "a prototype", "200 kilobytes", "copy's own signs"].includes(name),
      );
    });
  }

  it("keeps text that is not UTF-8, with the hash of its bytes", async () => {
    const params = await marketTerms(chain, deployment, { metadata: "####" });
    const call = createMarketCall({ markets: deployment.contracts.Markets, params, maxFunding: initialFunding(params) });
    const data = encodeFunctionData(call).replace("23232323", "fffe80c0");
    await chain.rpc("eth_sendTransaction", { from: history.accounts[0], to: call.address, data, gas: "0xf00000" });
    await indexer.caughtUp();
    const [market] = (await indexer.get<{ data: { id: string; metadataHash: string }[] }>("/markets?limit=1")).data;
    const abi = parseAbi(["function marketCount() view returns (uint256)"]);
    assert.equal(
      market.id,
      String(await chain.client.readContract({ address: deployment.contracts.Markets, abi, functionName: "marketCount" })),
    );
    const { keccak256 } = await import("viem");
    assert.equal(market.metadataHash, keccak256("0xfffe80c0"));
  });

  it("counts events of the project's own contracts only", async () => {
    const before = await indexer.get<{ data: { markets: number } }>("/stats");
    const stranger = await chain.deploy("Markets");
    const params = await marketTerms(chain, { ...deployment, contracts: { ...deployment.contracts, Markets: stranger } });
    const manual = await chain.deploy("ManualResolver", [stranger]);
    const token = deployment.collaterals.usd as Address;
    const approve = encodeFunctionData({ abi: parseAbi(["function approve(address, uint256)"]), args: [stranger, 2n ** 200n] });
    await chain.rpc("eth_sendTransaction", { from: history.accounts[0], to: token, data: approve });
    const call = createMarketCall({ markets: stranger, params: { ...params, resolver: manual }, maxFunding: initialFunding(params) });
    await chain.rpc("eth_sendTransaction", { from: history.accounts[0], to: stranger, data: encodeFunctionData(call), gas: "0x4c4b40" });
    await indexer.caughtUp();
    const after = await indexer.get<{ data: { markets: number } }>("/stats");
    assert.equal(after.data.markets, before.data.markets);
  });

  it(`answers ${REQUESTS} malformed requests without a failure of its own`, async () => {
    const next = random(4);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)];
    const junk = [
      "",
      "0",
      "-1",
      "1e9",
      "99999999999999999999999",
      "null",
      "%00",
      "%ff%fe",
      "'; drop table market; --",
      "\u{1f600}",
      "../../x",
      "0x",
      `0x${"f".repeat(40)}`,
      "a".repeat(3_000),
      "%",
      "[]",
      "1.5",
      "newest",
      "Open",
      "1h",
      "Infinity",
      "WyIxIl0",
      "WyJ4IiwiMSJd",
      "WyIxIiwiMSJd",
      "WyI5OTk5OTk5OTk5OTk5OTkiLCI5Il0",
      "%E0%A4%A",
      "+",
      "true",
    ];
    const paths = Object.entries(openapi.paths).filter(([path]) => path !== "/stream");
    const statuses: Record<string, number> = {};
    const request = async () => {
      const [path, { get }] = pick(paths);
      const names = (get?.parameters ?? []).filter((each) => each.in === "query").map(({ name }) => name);
      const url = `${indexer.url}${path.replace(/\{\w+\}/, () => (next() < 0.4 ? pick(["1", history.accounts[0]]) : pick(junk)))}`;
      const query = Array.from(
        { length: Math.floor(next() * 4) },
        () => `${names.length > 0 && next() < 0.8 ? pick(names) : pick(junk)}=${pick(junk)}`,
      ).join("&");
      const isPost = path === "/sql" || path === "/graphql" || next() < 0.05;
      const queries = [
        "select 1",
        "select * from market, activity",
        "select (((",
        "{ markets { items { id } } }",
        "{ a: __typename }",
        "select id from market where question like '%'",
        "insert into market values (1)",
        pick(junk),
      ];
      const body = pick(["", "{", "[]", "{}", '{"query":1}', JSON.stringify({ query: pick(queries), variables: pick([null, 1, {}]) })]);
      const response = await fetch(encodeIfNeeded(`${url}?${query}`), isPost ? { method: "POST", body } : {});
      const text = await response.text();
      statuses[response.status] = (statuses[response.status] ?? 0) + 1;
      assert.ok(
        response.status < 500 || (path === "/ready" && response.status === 503),
        `${path}?${query} ${body}: ${response.status} ${text.slice(0, 200)}`,
      );
      if (response.status === 400) assert.ok(JSON.parse(text).error.message.length > 10);
    };
    for (let done = 0; done < REQUESTS; done += AT_ONCE) await Promise.all(Array.from({ length: AT_ONCE }, request));
    assert.ok(statuses[400] > REQUESTS / 10);
    assert.equal((await fetch(`${indexer.url}/ready`)).status, 200);
  });
});

/** A URL that fetch takes; what is malformed on purpose stays so. */
function encodeIfNeeded(url: string): string {
  return url.replaceAll(" ", "%20");
}

async function until(isSo: () => boolean): Promise<void> {
  for (const deadline = Date.now() + 10_000; !isSo(); ) {
    if (Date.now() > deadline) throw new Error("it did not happen within 10 seconds");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** The numbers of the activities that a stream tells of while something is done. */
async function listen(url: string, act: (received: number[]) => Promise<void>, headers: Record<string, string> = {}): Promise<number[]> {
  const abort = new AbortController();
  const response = await fetch(url, { headers, signal: abort.signal });
  const received: number[] = [];
  const reading = (async () => {
    let text = "";
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      text += Buffer.from(chunk).toString();
      for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
        const id = /^id: (\d+)$/m.exec(text.slice(0, end))?.[1];
        if (id) received.push(Number(id));
        text = text.slice(end + 2);
      }
    }
  })().catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, 200));
  await act(received);
  abort.abort();
  await reading;
  return received;
}
