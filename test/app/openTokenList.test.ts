import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isListed, namedByList } from "../../app/_lib/namedByList.ts";
import { openTokenList } from "../../app/_lib/openTokenList.ts";
import { knownTokens } from "../../sdk/tokens/knownTokens.ts";
import { MOST_BYTES } from "../../sdk/tokens/parseTokenList.ts";
import type { Token } from "../../sdk/types.ts";

const USD = "0x00000000000000000000000000000000000000d0";
const PEBBLE = "0x00000000000000000000000000000000000000e0";
const pebble = { chainId: 31_337, address: PEBBLE, symbol: "PEBBLE", name: "Pebble", decimals: 6 } as const;
const file = (tokens: readonly object[]) => new Blob([JSON.stringify({ name: "Mine", tokens })]);

describe("openTokenList", () => {
  it("keeps the tokens of this chain", async () => {
    const elsewhere = { ...pebble, chainId: 1 };
    assert.deepEqual(await openTokenList(file([elsewhere, pebble]), 31_337), { name: "Mine", tokens: [pebble] });
  });
  it("refuses in words what is of no use here", async () => {
    await assert.rejects(openTokenList(file([{ ...pebble, chainId: 1 }]), 31_337), /none of its 1 tokens is of this chain, 31337/);
    await assert.rejects(openTokenList(new Blob(["tokens"]), 31_337), /it is not JSON/);
    await assert.rejects(openTokenList(new Blob([" ".repeat(MOST_BYTES + 1)]), 31_337), /it is larger than 4000000 bytes/);
  });
});

describe("namedByList", () => {
  const token: Token = { address: PEBBLE, symbol: "0x0000…00e0", decimals: 6 };
  const tokens = knownTokens({ chainId: 31_337, collaterals: { usd: USD } }, [
    { name: "Mine", tokens: [pebble, { ...pebble, address: USD, symbol: "FAKE" }] },
  ]);
  it("gives a token the symbol of the list that vouches for it", () => assert.equal(namedByList(tokens, token).symbol, "PEBBLE"));
  it("leaves the address book's own tokens alone", () => {
    const usd: Token = { address: USD, symbol: "USD", decimals: 6 };
    assert.equal(namedByList(tokens, usd), usd);
    assert.equal(isListed(tokens, usd), false);
  });
  it("believes no list that contradicts the chain", () => {
    const other = { ...token, decimals: 18 };
    assert.equal(namedByList(tokens, other), other);
    assert.equal(isListed(tokens, other), false);
  });
});
