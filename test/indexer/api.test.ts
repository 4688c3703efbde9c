// properties: D2, D3, D5
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Address } from "viem";
import { encodeFunctionData, parseAbi, parseUnits } from "viem";
import { SORTS } from "../../indexer/api/words.ts";
import { random } from "../../scripts/local/random.ts";
import { marketsAbi } from "../../sdk/abi/markets.ts";
import { buyCall } from "../../sdk/calls/buy.ts";
import { createMarketCall } from "../../sdk/calls/createMarket.ts";
import { initialFunding } from "../../sdk/initialFunding.ts";
import type { Deployment } from "../../sdk/types.ts";
import { type Chain, deployAll, startChain } from "../../tools/test/chain.ts";
import { type Indexer, startIndexer } from "../../tools/test/indexer.ts";
import { marketTerms } from "../../tools/test/market.ts";
import { type OpenApi, openApiOf } from "../../tools/test/openApi.ts";
import { RandomHistory } from "../../tools/test/randomHistory.ts";

const REQUESTS = Number(process.env.PRESAGE_REQUESTS ?? 1_500);
const AT_ONCE = 16;

type Page = { data: { sequence: number; id: string }[]; next: string | null };

describe("the indexer's API", () => {
  let chain: Chain;
  let deployment: Deployment;
  let history: RandomHistory;
  let indexer: Indexer;
  let api: OpenApi;

  before(async () => {
    chain = await startChain();
    deployment = await deployAll(chain);
    const manual = await chain.deploy("ManualResolver", [deployment.contracts.Markets]);
    history = new RandomHistory(chain, deployment, 9);
    await history.begin(manual);
    await history.play(12);
    indexer = await startIndexer({ rpcUrl: chain.url, deployment });
    api = openApiOf(await indexer.get("/openapi.json"));
  });
  after(async () => {
    await indexer?.stop();
    await chain?.close();
  });

  const assertFits: OpenApi["assertFits"] = (...checked) => api.assertFits(...checked);
  const values: Record<string, () => string> = { "{id}": () => "3", "{address}": () => history.accounts[2] };
  const addressOf = (path: string) => `${indexer.url}${path.replace(/\{\w+\}/, (name) => values[name]())}`;
  /** What a route cannot do without. */
  const needed: Record<string, string> = { getQuote: "op=buy&outcome=0&amount=1000000" };

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
    const { data } = await indexer.get<{ data: { id: string; question: string; metadataIsValid: boolean }[] }>(
      "/v1/markets?include=unknown&limit=1",
    );
    return data[0];
  };

  it("answers as /openapi.json says, on every route, errors too", async () => {
    for (const { path, method, operationId, responses, parameters = [] } of api.operations) {
      if (operationId === "streamActivity") continue;
      const url = `${addressOf(path)}?${needed[operationId] ?? ""}`;
      const body = method === "post" ? JSON.stringify({ query: "{ markets { items { id question } } }" }) : undefined;
      const send = (to: string) => fetch(to, { method, body, headers: { "content-type": "application/json" } });
      const answer = await send(url);
      assert.equal(answer.status, 200, operationId);
      const [[type, { schema }]] = Object.entries(responses[200].content ?? {});
      assert.ok(answer.headers.get("content-type")?.startsWith(type), operationId);
      if (type !== "application/json") continue;
      const given = (await answer.json()) as { asOf?: { block: number } };
      assertFits(given, schema, operationId);
      if (path.startsWith("/v1") && method === "get") assert.ok(given.asOf && given.asOf.block > 0, operationId);
      for (const { name, schema: described } of parameters.filter((each) => each.in === "query" && each.name !== "cursor")) {
        for (const value of described.enum ?? []) {
          const chosen = await send(`${url.replace(new RegExp(`${name}=[^&]*&?`), "")}&${name}=${value}`);
          assert.ok(chosen.status === 200 || (operationId === "getQuote" && chosen.status === 400), `${operationId} with ${name}=${value}`);
          if (chosen.status === 200) assertFits(await chosen.json(), schema, `${operationId} with ${name}=${value}`);
        }
      }
      const refused = await send(`${url}&colour=green`);
      assert.equal(refused.status, 400, `${operationId} takes a parameter that it does not know`);
      const failure = (await refused.json()) as { error: { message: string } };
      assert.match(failure.error.message, /^There is no parameter "colour" here, expected /);
      assertFits(failure, responses[400]?.content?.["application/json"].schema ?? api.document.components.schemas.Failure, operationId);
      if (path.includes("{id}")) {
        const missing = await send(url.replace("/markets/3", "/markets/77"));
        assert.equal(missing.status, 404, operationId);
        assertFits(await missing.json(), responses[404].content?.["application/json"].schema, operationId);
      }
    }
  });

  it("describes every route with an id, a summary, an example that fits, and where it is served", () => {
    assert.deepEqual(api.document.servers, [{ url: indexer.url }]);
    assert.ok(api.operations.length >= 21);
    api.assertDescribed();
  });

  it("refuses what it does not understand, and says what it expected", async () => {
    const expected: Record<string, RegExp> = {
      "/v1/markets?limit=0": /^limit is "0", expected a whole number from 1 to 100$/,
      "/v1/markets?limit=1&limit=2": /^limit is given 2 times, expected once$/,
      "/v1/markets?status=open": /^status is "open", expected one of Open, Closed, Resolved, Void$/,
      "/v1/markets?__proto__=1": /^There is no parameter "__proto__" here/,
      "/v1/markets?cursor=WyJ4Il0": /^cursor is "WyJ4Il0", expected what "next" of the page before said/,
      "/v1/markets/one": /^id is "one", expected the number of a market$/,
      "/v1/accounts/0x12": /^address is "0x12", expected an address/,
      "/v1/markets/1/quote?op=buy&outcome=0": /^amount is missing, expected a whole number of base units, above zero$/,
      "/v1/markets/1/quote?op=buy&outcome=9&amount=5": /^There is no outcome 9/,
      "/v1/markets/1/prices?from=10&to=5": /^from is 10, expected a time that is not after to, 5$/,
    };
    for (const [path, message] of Object.entries(expected)) {
      const response = await fetch(`${indexer.url}${path}`);
      assert.equal(response.status, 400, path);
      assert.match(((await response.json()) as { error: { message: string } }).error.message, message);
    }
    for (const body of ["", "{", "[]", "{}", '{"query":1}', '{"query":"{ __typename }","more":1}']) {
      const response = await fetch(`${indexer.url}/v1/graphql`, { method: "POST", body, headers: { "content-type": "application/json" } });
      assert.equal(response.status, 400, body);
    }
    const large = JSON.stringify({ query: " ".repeat(30_000) });
    assert.equal((await fetch(`${indexer.url}/v1/graphql`, { method: "POST", body: large })).status, 413);
  });

  it("quotes what the contract then does, to the base unit", async () => {
    const { Markets: markets } = deployment.contracts;
    for (const [marketId, outcome, side, collateralIn] of [
      [1n, 0, "yes", 12_345_678n],
      [1n, 1, "no", 7_000_001n],
      [3n, 5, "no", 999_999n],
      [2n, 2, "yes", 250_000_000n],
    ] as const) {
      const recipient = history.accounts[3];
      const query = `op=buy&outcome=${outcome}&side=${side}&amount=${collateralIn}`;
      const { data } = await indexer.get<{ data: Record<"positions" | "collateral" | "fee", { base: string }> & { priceAfter: string } }>(
        `/v1/markets/${marketId}/quote?${query}`,
      );
      assert.equal(data.collateral.base, String(collateralIn));
      const call = buyCall({ markets, marketId, outcome, side, collateralIn, minPositionsOut: 0n, recipient, deadline: 2n ** 40n });
      await chain.rpc("eth_sendTransaction", { from: recipient, to: markets, data: encodeFunctionData(call), gas: "0x4c4b40" });
      await indexer.caughtUp();
      const [trade] = (
        await indexer.get<{ data: (Record<"positions" | "fee", { base: string }> & { priceAfter: string; side: string })[] }>(
          `/v1/markets/${marketId}/trades?limit=1`,
        )
      ).data;
      assert.equal(trade.positions.base, data.positions.base);
      assert.equal(trade.fee.base, data.fee.base);
      // a trade says the YES price of what it moved; NO of one of two outcomes moves the other
      const price = parseUnits(data.priceAfter, 18);
      if (trade.side === side) assert.equal(parseUnits(trade.priceAfter, 18), side === "yes" ? price : 10n ** 18n - price);
    }
  });

  it("says prices from 0 to 1 and amounts in tokens and base units, which agree", async () => {
    const { data } = await indexer.get<{ data: { market: { prices: string[]; volume: { amount: string; base: string } } } }>(
      "/v1/markets/3",
    );
    const sum = data.market.prices.reduce((total, price) => total + parseUnits(price, 18), 0n);
    assert.ok(sum > 10n ** 18n - 100n && sum < 10n ** 18n + 100n, `the prices sum to ${sum}`);
    assert.equal(parseUnits(data.market.volume.amount, 6), BigInt(data.market.volume.base));
    assert.ok(BigInt(data.market.volume.base) > 0n);
  });

  it("is compressed, but for the stream", async () => {
    const encodingOf = async (path: string) => {
      const abort = new AbortController();
      const { headers } = await fetch(`${indexer.url}${path}`, { headers: { "accept-encoding": "gzip" }, signal: abort.signal });
      abort.abort();
      return headers.get("content-encoding");
    };
    assert.equal(await encodingOf("/v1/markets"), "gzip");
    assert.equal(await encodingOf("/openapi.json"), "gzip");
    assert.equal(await encodingOf("/v1/stream"), null);
  });

  it("answers a client six hundred times a minute, says how many are left, and then when to come again", async () => {
    const ask = (client: string) => fetch(`${indexer.url}/v1/stats`, { headers: { "x-forwarded-for": client } });
    const first = await ask("203.0.113.7");
    assert.equal(first.headers.get("ratelimit-limit"), "600");
    const left = Number(first.headers.get("ratelimit-remaining"));
    assert.ok(left > 0 && left < 600);
    let last = first;
    for (let count = 0; count <= 1300 && last.status !== 429; count += 20)
      for (const answer of await Promise.all(Array.from({ length: 20 }, () => ask("203.0.113.7"))))
        if (answer.status === 429) last = answer;
    assert.equal(last.status, 429);
    const wait = Number(last.headers.get("retry-after"));
    assert.ok(wait > 0 && wait <= 60 && last.headers.get("ratelimit-remaining") === "0");
    assertFits(await last.json(), api.document.components.schemas.Failure, "the refusal");
    assert.equal((await ask("203.0.113.8")).status, 200, "another client is not concerned");
    assert.equal((await fetch(`${indexer.url}/v1/stats`)).headers.get("ratelimit-limit"), null, "nobody in particular is not limited");
  });

  it("gives every row once, page after page", async () => {
    const seen: number[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const page: Page = await indexer.get(`/v1/markets/1/activity?limit=7${cursor && `&cursor=${cursor}`}`);
      seen.push(...page.data.map(({ sequence }) => sequence));
      cursor = page.next;
    }
    assert.deepEqual(
      seen,
      [...new Set(seen)].sort((a, b) => b - a),
    );
    assert.equal(seen.length, (await indexer.get<Page>("/v1/markets/1/activity?limit=100")).data.length);
  });

  it("repeats and leaves out nothing while markets are traded between two pages of a list, in any order", async () => {
    const { count } = { count: 5 };
    for (const sort of SORTS) {
      const read = async (between: () => Promise<void>) => {
        const ids: string[] = [];
        for (let cursor: string | null = ""; cursor !== null; ) {
          const page: Page & { total: number } = await indexer.get(
            `/v1/markets?include=unknown&limit=1&sort=${sort}${cursor && `&cursor=${cursor}`}`,
          );
          assert.equal(page.total, count);
          ids.push(...page.data.map(({ id }) => id));
          cursor = page.next;
          if (cursor) await between();
        }
        return ids;
      };
      const quiet = await read(async () => undefined);
      const disturbed = await read(async () => {
        await history.play(2);
        await indexer.caughtUp();
      });
      assert.deepEqual(disturbed, quiet, sort);
      assert.equal(new Set(quiet).size, count, sort);
    }
  });

  it("orders markets by what it says of them", async () => {
    type Row = {
      volume: { base: string };
      volume24h: { base: string };
      liquidity: { base: string };
      changes24h: string[];
      closesAt: number;
    };
    const by: Record<string, (row: Row) => number> = {
      volume: (row) => -Number(row.volume.base),
      volume24h: (row) => -Number(row.volume24h.base),
      liquidity: (row) => -Number(row.liquidity.base),
      closing: (row) => row.closesAt,
    };
    for (const [sort, key] of Object.entries(by)) {
      const { data } = await indexer.get<{ data: Row[] }>(`/v1/markets?include=unknown&sort=${sort}&limit=100`);
      const keys = data.map(key);
      assert.deepEqual(
        keys,
        [...keys].sort((a, b) => a - b),
        sort,
      );
      assert.ok(data.some((row) => Number(row.volume24h.base) > 0));
    }
  });

  it("says how prices have changed, and draws them, as the price series does", async () => {
    const { asOf, data } = await indexer.get<{
      asOf: { timestamp: number };
      data: { id: string; prices: string[]; changes24h: string[]; sparkline: string[] }[];
    }>("/v1/markets?include=unknown&sparkline=7d&sort=change24h");
    for (const { id, prices, changes24h, sparkline } of data) {
      const { data: series } = await indexer.get<{ data: { initial: string[]; candles: { outcomes: { open: string }[] }[] } }>(
        `/v1/markets/${id}/prices?interval=1h&from=${asOf.timestamp - 86_400}`,
      );
      const then = series.candles[0]?.outcomes.map(({ open }) => Number(open)) ?? prices.map(Number);
      changes24h.forEach((change, index) => {
        assert.ok(Math.abs(Number(prices[index]) - then[index] - Number(change)) < 1e-9, `${id} ${index}: ${change}`);
      });
      assert.equal(sparkline.length, 29);
      const shown = prices.length === 2 ? 0 : prices.map(Number).indexOf(Math.max(...prices.map(Number)));
      assert.ok(Math.abs(Number(sparkline[28]) - Number(prices[shown])) < 1e-9);
      assert.ok(Math.abs(Number(sparkline[0]) - Number(series.initial[shown])) < 1e-9, "all of its trades are of today");
    }
  });

  it("answers from one state of the tables: whatever is said of a block is the same, while blocks come in", async () => {
    const seen = new Map<string, string>();
    let [isOver, count] = [false, 0];
    const reader = async (path: string, read = () => indexer.get<{ asOf: { block: number } }>(path)) => {
      while (!isOver) {
        const answer = await read();
        const key = `${path} ${answer.asOf.block}`;
        const said = JSON.stringify(answer);
        if (seen.has(key)) assert.equal(said, seen.get(key), key);
        seen.set(key, said);
        count++;
      }
    };
    const paths = ["/v1/markets?include=unknown&limit=100", "/v1/markets/3", `/v1/accounts/${history.accounts[0]}`];
    const parts = Array.from({ length: 5 }, (_, index) => `part${index}: activityEvents(limit: 1) { totalCount }`);
    const query = `{ ${parts.join(" ")} last: activityEvents(limit: 1, orderBy: "sequence", orderDirection: "desc") { items { sequence } } }`;
    const readGraphql = async () => {
      const body = JSON.stringify({ query });
      const response = await fetch(`${indexer.url}/v1/graphql`, { method: "POST", body, headers: { "content-type": "application/json" } });
      const { data, extensions } = (await response.json()) as { data: Record<string, object>; extensions: { asOf: { block: number } } };
      assert.equal(new Set(parts.map((_, index) => JSON.stringify(data[`part${index}`]))).size, 1, "its parts are of one state");
      return { asOf: extensions.asOf, data };
    };
    const graphql = [1, 2, 3].map(() => reader("graphql", readGraphql));
    const reading = Promise.all([...graphql, ...paths.flatMap((path) => [reader(path), reader(path), reader(path)])]);
    await history.play(25);
    await indexer.caughtUp();
    isOver = true;
    await reading;
    assert.ok(count > seen.size * 2, `${count} answers of ${seen.size}`);
  });

  it("calls its tables in GraphQL by their right plurals", async () => {
    const body = JSON.stringify({ query: "{ __schema { queryType { fields { name } } } }" });
    const response = await fetch(`${indexer.url}/v1/graphql`, { method: "POST", body, headers: { "content-type": "application/json" } });
    const { data } = (await response.json()) as { data: { __schema: { queryType: { fields: { name: string }[] } } } };
    const names = data.__schema.queryType.fields.map(({ name }) => name);
    assert.ok(names.includes("activityEvents") && names.includes("registrations") && names.includes("accountDays"), names.join());
    assert.deepEqual(
      names.filter((name) => /[^aeiou]ys$/.test(name)),
      [],
    );
  });

  it("streams what happens in order and without a gap, and resumes where it was left", async () => {
    const first = await listen(`${indexer.url}/v1/stream`, async (received) => {
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
    const { data } = await indexer.get<Page>(`/v1/accounts/${history.accounts[0]}/history?limit=1`);
    assert.ok(data.length === 1);
    const resumed = await listen(
      `${indexer.url}/v1/stream`,
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

  it("finds markets by words as people write them", async () => {
    const questions = {
      election: "Will Mélenchon win the French presidential election?",
      cup: "Women’s World Cup 2027: who wins?",
      coin: "Will Bitcoin be above $100,000 in June?",
      virus: "COVID-19 emergency declared?",
    };
    const ids: Record<string, string> = {};
    for (const [name, question] of Object.entries(questions))
      ids[name] = (await create(JSON.stringify({ question, category: "search", outcomes: ["Yes", "No"], rules: "r", source: "s" }))).id;
    const expected: Record<string, string[]> = {
      melenchon: ["election"],
      "MÉLENCHON french": ["election"],
      womens: ["cup"],
      "women's cup": ["cup"],
      bitcon: ["coin"],
      "bitcoin june": ["coin"],
      "covid 19": ["virus"],
      "covid-19": ["virus"],
      "100%": [],
      xyzzy: [],
      "will search": ["coin", "election"],
    };
    for (const [words, names] of Object.entries(expected)) {
      const { data, next } = await indexer.get<Page>(`/v1/markets?include=unknown&search=${encodeURIComponent(words)}&category=search`);
      assert.deepEqual(
        data.map(({ id }) => id),
        names.map((name) => ids[name]),
        words,
      );
      assert.equal(next, null);
    }
    const { data: related } = await indexer.get<Page>(`/v1/markets/${ids.coin}/related?include=unknown&limit=2`);
    assert.equal(related.length, 2);
    assert.ok(!related.some(({ id }) => id === ids.coin));
    const { data: categories } = await indexer.get<{ data: { category: string; markets: number; open: number }[] }>(
      "/v1/categories?include=unknown",
    );
    assert.deepEqual(
      categories.find(({ category }) => category === "search"),
      { category: "search", markets: 4, open: 4 },
    );
  });

  it("says what number a market on one expects", async () => {
    const scalar = { low: -10, high: 40, unit: "%" };
    const { id } = await create(
      JSON.stringify({ question: "How high?", category: "c", outcomes: ["Higher", "Lower"], rules: "r", source: "s", scalar }),
    );
    const { data } = await indexer.get<{ data: { market: { expectedValue: unknown } } }>(`/v1/markets/${id}`);
    assert.deepEqual(data.market.expectedValue, { value: "15", unit: "%" });
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
      const { data } = await indexer.get<{ data: { market: { metadataText: string; termsHash: string } } }>(`/v1/markets/${created.id}`);
      assert.equal(data.market.metadataText, metadata.replaceAll("\0", "\ufffd"));
      assert.equal(
        created.metadataIsValid,
        ["NUL characters", "half a surrogate pair", "a prototype", "200 kilobytes", "copy's own signs"].includes(name),
      );
    });
  }

  it("keeps text that is not UTF-8, with the hash of the terms as they were given", async () => {
    const params = await marketTerms(chain, deployment, { metadata: "####" });
    const call = createMarketCall({ markets: deployment.contracts.Markets, params, maxFunding: initialFunding(params) });
    const data = encodeFunctionData(call).replace("23232323", "fffe80c0");
    await chain.rpc("eth_sendTransaction", { from: history.accounts[0], to: call.address, data, gas: "0xf00000" });
    await indexer.caughtUp();
    const [market] = (await indexer.get<{ data: { id: string; termsHash: string }[] }>("/v1/markets?include=unknown&limit=1")).data;
    const contract = { address: deployment.contracts.Markets } as const;
    assert.equal(market.id, String(await chain.client.readContract({ ...contract, abi: marketsAbi, functionName: "marketCount" })));
    const stored = await chain.client.readContract({
      ...contract,
      abi: marketsAbi,
      functionName: "tradingTermsOf",
      args: [BigInt(market.id)],
    });
    assert.equal(market.termsHash, stored.termsHash);
  });

  it("counts events of the project's own contracts only", async () => {
    const before = await indexer.get<{ data: { markets: number } }>("/v1/stats?include=unknown");
    const stranger = await chain.deploy("Markets");
    const params = await marketTerms(chain, { ...deployment, contracts: { ...deployment.contracts, Markets: stranger } });
    const manual = await chain.deploy("ManualResolver", [stranger]);
    const token = deployment.collaterals.usd as Address;
    const approve = encodeFunctionData({ abi: parseAbi(["function approve(address, uint256)"]), args: [stranger, 2n ** 200n] });
    await chain.rpc("eth_sendTransaction", { from: history.accounts[0], to: token, data: approve });
    const call = createMarketCall({ markets: stranger, params: { ...params, resolver: manual }, maxFunding: initialFunding(params) });
    await chain.rpc("eth_sendTransaction", { from: history.accounts[0], to: stranger, data: encodeFunctionData(call), gas: "0x4c4b40" });
    await indexer.caughtUp();
    const after = await indexer.get<{ data: { markets: number } }>("/v1/stats?include=unknown");
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
    const paths = Object.entries(api.document.paths).filter(([path]) => path !== "/v1/stream");
    const statuses: Record<string, number> = {};
    const request = async () => {
      const [path, { get }] = pick(paths);
      const names = (get?.parameters ?? []).filter((each) => each.in === "query").map(({ name }) => name);
      const url = `${indexer.url}${path.replace(/\{\w+\}/, () => (next() < 0.4 ? pick(["1", history.accounts[0]]) : pick(junk)))}`;
      const query = Array.from(
        { length: Math.floor(next() * 4) },
        () => `${names.length > 0 && next() < 0.8 ? pick(names) : pick(junk)}=${pick(junk)}`,
      ).join("&");
      const isPost = path === "/v1/graphql" || next() < 0.05;
      const queries = [
        "{ markets { items { id } } }",
        "{ a: __typename }",
        "{ markets(limit: 5000) { items { id } totalCount } }",
        '{ markets(where: { id: "x" }) { items { id } } }',
        pick(junk),
      ];
      const body = pick(["", "{", "[]", "{}", '{"query":1}', JSON.stringify({ query: pick(queries), variables: pick([null, 1, {}]) })]);
      const response = await fetch(
        encodeIfNeeded(`${url}?${query}`),
        isPost ? { method: "POST", body, headers: { "content-type": pick(["application/json", "text/plain"]) } } : {},
      );
      const text = await response.text();
      statuses[response.status] = (statuses[response.status] ?? 0) + 1;
      assert.ok(
        response.status < 500 || (path === "/ready" && response.status === 503),
        `${path}?${query} ${body}: ${response.status} ${text.slice(0, 200)}\n${indexer.log().slice(-1500)}`,
      );
      if (response.status >= 400 && response.status < 500) assert.ok(JSON.parse(text).error.message.length > 10);
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
