// properties: T1
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createClient, custom, type Hex, numberToHex } from "viem";
import { readDecimals } from "../../sdk/readDecimals.ts";

const said = (answer: Hex) => {
  const client = createClient({ transport: custom({ request: async () => answer }, { retryCount: 0 }) });
  return readDecimals(client, { address: "0x00000000000000000000000000000000000000bb" }).catch(() => undefined);
};

describe("readDecimals", () => {
  it("takes what amounts can have, and nothing else for a number of decimals", async () => {
    for (const decimals of [0, 6, 18, 77]) assert.equal(await said(numberToHex(decimals, { size: 32 })), decimals);
    for (const answer of [78n, 300n, 2n ** 40n, 2n ** 60n, 2n ** 256n - 1n].map((each) => numberToHex(each, { size: 32 }))) {
      assert.equal(await said(answer), undefined, answer);
    }
    for (const answer of ["0x", "0x06", `0x${"00".repeat(30)}06`, `0x${"06".repeat(5_000)}`] as const) {
      assert.equal(await said(answer), undefined, answer.slice(0, 70));
    }
  });
});
