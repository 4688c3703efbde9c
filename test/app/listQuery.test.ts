import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isFirstList, listAddress, listRequest, parseListQuery } from "../../app/_lib/listQuery.ts";

const first = parseListQuery({});

describe("listQuery", () => {
  it("opens with the open markets that move", () => {
    assert.equal(listAddress(first), "/");
    assert.ok(isFirstList(first));
    assert.equal(listRequest(first), "markets?sort=trending&limit=24&sparkline=7d&status=Open");
  });

  it("finds again what it wrote into an address", () => {
    const query = {
      search: "fed & rates",
      category: "économie",
      status: "resolved",
      sort: "volume",
      unknown: true,
      after: "12.7-a",
    } as const;
    const address = listAddress(first, query);
    assert.deepEqual(parseListQuery(Object.fromEntries(new URL(address, "http://a").searchParams)), query);
    assert.ok(!isFirstList(query));
  });

  it("begins another filter at its first page", () => {
    assert.equal(listAddress({ ...first, after: "9" }, { sort: "newest" }), "/?sort=newest");
    assert.equal(listAddress({ ...first, after: "9" }), "/");
    assert.equal(listAddress(first, { after: "9" }), "/?after=9");
  });

  it("takes a strange query for the default and cuts what is too long", () => {
    const query = parseListQuery({ status: ["x", "open"], sort: "'; drop", q: "a".repeat(500), unknown: "yes", after: undefined });
    assert.deepEqual(query, { ...first, search: "a".repeat(100) });
  });

  it("asks for every status, and for what is unknown, only if told to", () => {
    assert.equal(listRequest({ ...first, status: "all", unknown: true }), "markets?sort=trending&limit=24&sparkline=7d&include=unknown");
  });
});
