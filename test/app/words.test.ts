import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { accountName } from "../../app/_lib/accountName.ts";
import { amountText } from "../../app/_lib/amountText.ts";
import { countdown } from "../../app/_lib/countdown.ts";
import { placesFor } from "../../app/_lib/placesFor.ts";
import { stakeOf } from "../../app/_lib/stakeOf.ts";
import { foresight } from "../../app/leaderboard/_lib/foresight.ts";

const usd = "0x00000000000000000000000000000000000000D0";
const token = { address: "0x00000000000000000000000000000000000000d0", symbol: "USD", decimals: 6 } as const;

describe("amountText", () => {
  const show = (amount: string | null, collateral = usd, isSigned = false) =>
    amountText({ amount, base: "7" }, collateral, { collaterals: { usd, weth: "0xe0" }, locale: "en-GB", isSigned });
  it("writes tokens of a list with their symbol, and those that nobody vouches for with their address", () => {
    const other = "0x00000000000000000000000000000000000000f0";
    const of = (known: boolean) =>
      amountText({ amount: "12.5", base: "7" }, other, { collaterals: { usd }, locale: "en-GB", currency: { symbol: "WBTC", known } });
    assert.equal(of(true), "12.50 WBTC");
    assert.equal(of(false), "12.50 0x0000…00f0");
  });
  it("writes dollars with their sign and others with the address book's name", () => {
    assert.equal(show("1234.567"), "$1,234.56");
    assert.equal(show("-12.5", usd.toLowerCase(), true), "−$12.50");
    assert.equal(show("12.5", usd, true), "+$12.50");
    assert.equal(show("0.00", usd, true), "$0.00");
    assert.equal(show("0.0012"), "$0.0012");
    assert.equal(show("2.5", "0xE0"), "2.50 WETH");
  });
  it("does not name what it does not know, nor put a point where nobody knows it", () => {
    assert.equal(show("1.00", "0x1234567890abcdef"), "1.00 0x1234…cdef");
    assert.equal(show(null, "0x1234567890abcdef"), "7 base units of 0x1234…cdef");
  });
});

describe("accountName", () => {
  it("takes names from the address book alone", () => {
    const accounts = { member1: "0xAb", arbiter: "0xcd" } as const;
    assert.equal(accountName("0xaB", accounts), "Member 1");
    assert.equal(accountName("0xcd", accounts), "Arbiter");
    assert.equal(accountName("0xef", accounts), undefined);
  });
});

describe("countdown", () => {
  it("names two units, and counts seconds in the last hour", () => {
    assert.equal(countdown(3 * 86_400 + 4 * 3_600 + 59), "3 d 4 h");
    assert.equal(countdown(2 * 3_600 + 5 * 60 + 59), "2 h 05 min");
    assert.equal(countdown(3_599), "59:59");
    assert.equal(countdown(9), "0:09");
    assert.equal(countdown(0), "");
    assert.equal(countdown(-5), "");
  });
});

describe("stakeOf", () => {
  const cost = { amount: 50n, token };
  it("tells what comes back from what is lost and what is won", () => {
    assert.deepEqual(stakeOf({ action: "propose", cost }, "optimistic"), { risks: cost });
    assert.deepEqual(stakeOf({ action: "dispute", cost }, "optimistic"), { risks: cost, earns: { amount: 25n, token } });
    assert.deepEqual(stakeOf({ action: "dispute", cost }, "uma"), { risks: cost });
    assert.deepEqual(stakeOf({ action: "arbitrate", cost }, "reality"), { costs: cost });
    assert.deepEqual(stakeOf({ action: "finalize" }, "optimistic"), {});
  });
});

describe("foresight", () => {
  it("calls nobody fair who knows less than a coin", () => {
    assert.deepEqual([0, 0.1, 0.2, 0.25, 0.6].map(foresight), ["sharp", "good", "fair", "poor", "poor"]);
  });
});

describe("placesFor", () => {
  const places = [{ text: "Élan and more" }, { text: "Portfolio" }];
  it("finds pages by parts of their names, case and accents aside", () => {
    assert.deepEqual(placesFor(places, "MORE elan"), [places[0]]);
    assert.deepEqual(placesFor(places, "port more"), []);
    assert.equal(placesFor(places, "  ").length, 2);
  });
});
