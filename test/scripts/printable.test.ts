import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { policyText } from "../../scripts/cli/policyText.ts";
import { payoutsText, table } from "../../scripts/cli/present.ts";
import { printable, printableJson } from "../../scripts/cli/printable.ts";

describe("what a terminal is given", () => {
  it("cannot move its cursor, colour it or turn its direction", () =>
    assert.equal(printable("a\u001b[2Jb\u202ec\r\u009b1md\u0000\tü 日本\nline"), "a�[2Jb�c��1md��ü 日本\nline"));

  it("keeps the meaning of JSON", () => {
    const value = { question: "a\u001b[2J\u202e\u009b\u2028ü" };
    const text = printableJson(JSON.stringify(value));
    assert.deepEqual(JSON.parse(text), value);
    assert.doesNotMatch(text, /[\u001b\u202e\u009b\u2028]/);
  });

  it("keeps a row on its line", () =>
    assert.equal(
      table([
        ["1", "Open\n2  Resolved"],
        ["10", "x"],
      ]).split("\n").length,
      2,
    ));

  it("says what a payout vector means", () => {
    assert.equal(payoutsText([0n, 5n], ["Yes", "No"]), "No");
    assert.equal(payoutsText([43n, 57n, 0n], ["Higher", "Lower", "x"]), "Higher 43.00%, Lower 57.00%");
  });

  it("says in plain words who decides", () => {
    const token = { address: "0x0000000000000000000000000000000000000001", symbol: "USD", decimals: 6 } as const;
    const policy = { arbiter: "0x0000000000000000000000000000000000000002", liveness: 86_400, arbiterTimeout: 1_209_600 };
    const text = policyText({ kind: "optimistic", policy, bond: 250_000_000n } as never, {
      collateral: token,
      outcomes: ["Yes", "No"],
    }).join(" ");
    assert.match(text, /bond of 250\.00 USD, anyone disputes it within 1 day; 0x0+2 rules on a dispute within 14 days/);
  });
});
