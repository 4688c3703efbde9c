import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { indexerPath } from "../../app/_lib/indexerPath.ts";
import { operations, services } from "../../indexer/api/operations.ts";

const ask = (path: string, query = "") => indexerPath(path.split("/"), new URLSearchParams(query));
const address = `0x${"Ab".repeat(20)}`;

describe("indexerPath", () => {
  it("passes on what the pages ask for, with the parameters that belong to it", () => {
    assert.equal(ask("markets/7/prices", "interval=1h&from=5"), "markets/7/prices?interval=1h&from=5");
    assert.equal(ask(`accounts/${address}/history.csv`), `accounts/${address}/history.csv`);
    assert.equal(ask("leaderboard", "by=brier&period=7d"), "leaderboard?by=brier&period=7d");
    assert.equal(ask("stream", "market=1&since=5"), "stream?market=1&since=5");
  });

  it("passes on all that the API answers, with all of its parameters", () => {
    const { exportAccountHistory, streamActivity } = services;
    for (const { path, query } of [...Object.values(operations), exportAccountHistory, streamActivity]) {
      const asked = path.replace("/v1/", "").replace("{id}", "7").replace("{address}", address);
      const parameters = Object.keys(query.shape).map((name) => `${name}=1`);
      assert.equal(ask(asked, parameters.join("&"))?.split("?")[1]?.split("&").sort().join(), parameters.sort().join() || undefined, path);
      assert.notEqual(ask(asked), null, path);
    }
  });

  it("drops what does not belong to it", () => {
    assert.equal(ask("ready", "a=1"), "ready");
    assert.equal(ask("markets/7", "limit=5"), "markets/7");
  });

  for (const path of [
    "sql",
    "graphql",
    "metrics",
    "health",
    "",
    "markets/../sql",
    "markets/7/../../metrics",
    "markets/%2e%2e/sql",
    "markets/7/prices/",
    "markets/-1",
    "accounts/0x12/history",
    `accounts/${address}/history.csv/x`,
    "/evil.example/x",
    "http://evil.example",
  ]) {
    it(`refuses ${path || "nothing"}`, () => assert.equal(ask(path), null));
  }

  it("writes a value so that it stays one parameter, and refuses one that is too long", () => {
    assert.equal(ask("markets", `search=${encodeURIComponent("a&sort=volume#")}`), "markets?search=a%26sort%3Dvolume%23");
    assert.equal(ask("markets", `search=${"a".repeat(301)}`), null);
  });
});
