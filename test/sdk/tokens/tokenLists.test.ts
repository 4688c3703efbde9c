// properties: T3
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { TokenLists, tokenListSources } from "../../../sdk/node/tokenLists.ts";
import { isKnownToken, knownTokens } from "../../../sdk/tokens/knownTokens.ts";
import { parseTokenList } from "../../../sdk/tokens/parseTokenList.ts";

const USD = "0x5FbDB2315678afecb367f032d93F642f64180aa3";
const WETH = "0x4200000000000000000000000000000000000006";
const OTHER = "0x00000000000000000000000000000000000000ff";
const weth = { chainId: 8453, address: WETH, symbol: "WETH", name: "Wrapped Ether", decimals: 18 };
const list = {
  name: "Operator's",
  timestamp: "2026-01-01T00:00:00.000Z",
  version: { major: 1, minor: 0, patch: 0 },
  keywords: ["test"],
  tokens: [{ ...weth, logoURI: "ipfs://Qm" }],
};
const book = { chainId: 8453, collaterals: { usd: USD } } as const;

describe("parseTokenList", () => {
  it("reads a list in the standard format", () => {
    assert.deepEqual(parseTokenList(JSON.stringify(list)), { name: "Operator's", tokens: [weth] });
  });

  it("says what is wrong with any other", () => {
    const withToken = (change: object) => JSON.stringify({ ...list, tokens: [weth, { ...weth, ...change }] });
    const wrong: [string, RegExp][] = [
      ["<html>", /it is not JSON/],
      ["[]", /The list is a list of 0, expected an object/],
      [JSON.stringify({ ...list, tokens: undefined }), /tokens is missing, expected from 1 to 10000 tokens/],
      [JSON.stringify({ ...list, tokens: [] }), /tokens is a list of 0/],
      [JSON.stringify({ ...list, name: 7 }), /name is 7, expected a text/],
      [withToken({ address: "0x12" }), /tokens\[1\]\.address is "0x12", expected an address/],
      [withToken({ decimals: "18" }), /tokens\[1\]\.decimals is "18", expected a whole number from 0 to 255/],
      [withToken({ decimals: 1.5 }), /tokens\[1\]\.decimals is 1\.5/],
      [withToken({ chainId: 0 }), /tokens\[1\]\.chainId is 0/],
      [withToken({ symbol: "S".repeat(21) }), /tokens\[1\]\.symbol is "SSS/],
    ];
    for (const [text, words] of wrong) assert.throws(() => parseTokenList(text), words);
  });

  it("reads one that begins with the mark of a text's order of bytes", () => {
    assert.equal(parseTokenList(`\ufeff${JSON.stringify(list)}`).name, "Operator's");
  });

  it("cleans names and symbols", () => {
    const text = JSON.stringify({ ...list, tokens: [{ ...weth, symbol: "WE\u202eTH\u200b" }] });
    assert.equal(parseTokenList(text).tokens[0]?.symbol, "WETH");
  });
});

describe("knownTokens", () => {
  const known = knownTokens(book, [parseTokenList(JSON.stringify({ ...list, tokens: [weth, { ...weth, chainId: 1, address: OTHER }] }))]);

  it("has the address book's and the lists' of this chain, and no other", () => {
    assert.deepEqual([...known.keys()], [USD.toLowerCase(), WETH]);
    assert.equal(isKnownToken(known, { address: USD, decimals: 6 }), true);
    assert.equal(isKnownToken(known, { address: WETH, decimals: 18 }), true);
    assert.equal(isKnownToken(known, { address: OTHER, decimals: 18 }), false);
  });

  it("does not know a token of which a list says other decimals than the chain", () => {
    assert.equal(isKnownToken(known, { address: WETH, decimals: 6 }), false);
  });

  it("changes nothing about the address book's by a list", () => {
    const named = { chainId: 8453, address: USD.toLowerCase(), symbol: "FAKE", name: "Fake", decimals: 18 } as const;
    const tokens = knownTokens(book, [{ name: "Other", tokens: [named as never] }]);
    assert.deepEqual(tokens.get(USD.toLowerCase()), { address: USD });
    assert.equal(isKnownToken(tokens, { address: USD, decimals: 6 }), true);
  });

  it("lets no list keep another from naming a token, however often it is named", () => {
    for (const order of [
      [18, 6],
      [6, 18],
    ]) {
      const tokens = knownTokens(
        book,
        order.map((decimals, index) => ({ name: `L${index}`, tokens: [{ ...weth, address: WETH, decimals }] })),
      );
      assert.equal(isKnownToken(tokens, { address: WETH, decimals: 6 }), true);
      assert.equal(isKnownToken(tokens, { address: WETH, decimals: 8 }), false);
      assert.equal(isKnownToken(tokens, { address: WETH, decimals: 18, isUnreadable: true }), false, "nobody can tell which is right");
    }
    assert.equal(isKnownToken(known, { address: WETH, decimals: 18, isUnreadable: true }), true);
  });
});

describe("TokenLists", () => {
  let folder: string;
  let server: Server;
  let url: string;
  let answer: { status: number; body: string; waits?: boolean; location?: string } = { status: 200, body: JSON.stringify(list) };
  const notices: string[] = [];
  const onNotice = (notice: string) => void notices.push(notice);

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "presage-lists-"));
    server = createServer((_, response) => {
      response.writeHead(answer.status, answer.location ? { location: answer.location } : {});
      if (answer.waits) response.write("{");
      else response.end(answer.body);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/list.json?key=secret`;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true });
  });

  it("are named by files and addresses with commas between them", () => {
    assert.deepEqual(tokenListSources(" a.json, https://e.org/b.json ,"), ["a.json", "https://e.org/b.json"]);
    assert.deepEqual(tokenListSources(""), []);
  });

  it("are read from files and from servers, in their order", async () => {
    const file = path.join(folder, "list.json");
    writeFileSync(file, JSON.stringify({ ...list, name: "File" }));
    const lists = new TokenLists([file, url], { onNotice });
    await lists.read();
    assert.deepEqual(
      lists.lists.map(({ name }) => name),
      ["File", "Operator's"],
    );
    assert.deepEqual(notices, []);
  });

  it("stay as they last were when they go bad, and each says why", async () => {
    const lists = new TokenLists([url], { onNotice, limits: { bytes: 2_000, milliseconds: 300 } });
    await lists.read();
    const good = lists.lists;
    assert.equal(good.length, 1);
    for (const [bad, words] of [
      [{ status: 500, body: "" }, /The server answers 500/],
      [
        { status: 302, body: "", location: `http://user:${"secret"}@169.254.169.254/keys?secret` },
        /leads to http:\/\/169\.254\.169\.254\/keys: name/,
      ],
      [{ status: 301, body: "", location: "/other.json" }, /leads to http:\/\/127\.0\.0\.1:\d+\/other\.json/],
      [{ status: 200, body: "{" }, /not JSON/],
      [{ status: 200, body: JSON.stringify({ ...list, name: "x".repeat(3_000) }) }, /larger than 2000 bytes/],
      [{ status: 200, body: "", waits: true }, /timeout|aborted/i],
    ] as const) {
      answer = bad;
      notices.length = 0;
      await lists.read();
      assert.match(notices.join(), words);
      assert.match(notices.join(), /What it said before stays/);
      assert.ok(!notices.join().includes("secret"), "its key is not told");
      assert.deepEqual(lists.lists, good);
    }
  });

  it("that were never read are left out", async () => {
    notices.length = 0;
    const lists = new TokenLists([path.join(folder, "none.json")], { onNotice });
    await lists.read();
    assert.deepEqual(lists.lists, []);
    assert.match(notices.join(), /none\.json cannot be used: .*Its tokens are not known/);
  });
});
