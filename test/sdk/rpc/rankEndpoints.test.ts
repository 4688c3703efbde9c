import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Endpoint } from "../../../sdk/rpc/endpoint.ts";
import { lagOf, rankEndpoints, referenceHead } from "../../../sdk/rpc/rankEndpoints.ts";

const NOW = 100_000;
type Fields = Partial<Pick<Endpoint, "latency" | "failure">> & { block?: number; at?: number };

function endpoint(name: string, { block, at = NOW, ...fields }: Fields = {}): Endpoint {
  return { name, ...(block !== undefined && { head: { block, at } }), ...fields } as Endpoint;
}
function order(endpoints: Endpoint[], { current, mayMove = true }: { current?: Endpoint; mayMove?: boolean } = {}): string {
  const reference = referenceHead(endpoints, NOW);
  const ranked = rankEndpoints(endpoints, { reference, mayMove, ...(current && { current }) });
  return ranked.map(({ name }) => name).join("");
}

describe("the order of endpoints", () => {
  it("is that of the list before anything is known, and among equals", () => {
    assert.equal(order([endpoint("a"), endpoint("b"), endpoint("c")]), "abc");
    assert.equal(order([endpoint("a", { latency: 60 }), endpoint("b", { latency: 20 })]), "ab");
  });

  it("puts a much slower one behind, by how slow it is", () => {
    assert.equal(order([endpoint("a", { latency: 400 }), endpoint("b", { latency: 20 }), endpoint("c", { latency: 300 })]), "bca");
  });

  it("puts a late one behind, however fast", () => {
    const [late, slow] = [endpoint("a", { latency: 1, block: 97 }), endpoint("b", { latency: 700, block: 100 })];
    assert.equal(order([late, slow]), "ba");
    assert.equal(order([endpoint("a", { block: 98 }), endpoint("b", { block: 100 })]), "ab", "two blocks are the network's");
    const heads = { a: 90, b: 95, c: 100, d: 100 };
    assert.equal(order(Object.entries(heads).map(([name, block]) => endpoint(name, { block }))), "cdba", "by how late");
  });

  it("stays with the one that is asked while it may not move, unless that one is late or gone", () => {
    const [a, b] = [endpoint("a", { latency: 20, block: 100 }), endpoint("b", { latency: 400, block: 100 })];
    assert.equal(order([a, b], { current: b, mayMove: false }), "ba");
    assert.equal(order([a, b], { current: b }), "ab");
    const late = endpoint("b", { latency: 20, block: 90 });
    assert.equal(order([a, late], { current: late, mayMove: false }), "ab");
    assert.equal(order([a], { current: b, mayMove: false }), "a");
  });
});

describe("the head that endpoints are measured by", () => {
  it("is the newer of two, and the newest that two have seen of more", () => {
    assert.equal(referenceHead([endpoint("a", { block: 5 }), endpoint("b", { block: 9 })], NOW)?.block, 9);
    assert.equal(referenceHead([endpoint("a", { block: 900 }), endpoint("b", { block: 9 }), endpoint("c", { block: 8 })], NOW)?.block, 9);
    assert.equal(referenceHead([endpoint("a")], NOW), undefined);
  });

  it("is not that of another chain, nor an old one", () => {
    const failure = { kind: "wrongChain", isCertain: true } as const;
    assert.equal(referenceHead([endpoint("a", { block: 900, failure }), endpoint("b", { block: 9 })], NOW)?.block, 9);
    assert.equal(referenceHead([endpoint("a", { block: 900, at: NOW - 60_000 }), endpoint("b", { block: 9 })], NOW)?.block, 9);
  });

  it("says nothing of one that was looked at before the chain moved on, but of one that was looked at later", () => {
    const reference = { block: 100, at: NOW };
    assert.equal(lagOf(endpoint("a", { block: 40, at: NOW }), reference), 60);
    assert.equal(lagOf(endpoint("a", { block: 40, at: NOW - 4_000 }), reference), 0);
    assert.equal(lagOf(endpoint("a", { block: 40, at: NOW + 4_000 }), reference), 60);
    assert.equal(lagOf(endpoint("a", { block: 140, at: NOW }), reference), -40);
    assert.equal(lagOf(endpoint("a", { block: 140, at: NOW + 4_000 }), reference), 0);
    assert.equal(lagOf(endpoint("a"), reference), 0);
  });
});
