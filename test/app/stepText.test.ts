import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { translator } from "../../app/_lib/messages.ts";
import { payoutsText } from "../../app/_lib/payoutsText.ts";
import { fallbackText, stepText } from "../../app/_lib/stepText.ts";
import { wordsOf } from "../../app/_lib/wordsOf.ts";
import type { ResolutionStep as Step } from "../../sdk/resolution.ts";
import type { Market } from "../../sdk/types.ts";

const t = translator();
const token = { address: "0x0000000000000000000000000000000000000001", symbol: "USD", decimals: 6 } as const;
const arbiter = "0x00000000000000000000000000000000000000aa" as const;
const time = (text: string) => Date.parse(text) / 1000;
const base: Step = { action: "dispute", who: "anyone", from: 0, isOpen: true, isDue: false };
const ballot = { outcomes: ["Ann", "Bob", "Carl"], metadata: {} };
const scalar = { outcomes: ["Higher", "Lower"], metadata: { scalar: { low: 1, high: 3, unit: "m" } } };

describe("stepText", () => {
  it("says until when and for what bond", () => {
    const step: Step = { ...base, until: time("2027-01-28T18:45:00Z"), cost: { amount: 250_000_000n, token } };
    assert.equal(stepText(step, t, "en-GB"), "Anyone can dispute it until 28 Jan 2027, 18:45 UTC, with a bond of 250.00 USD.");
  });

  it("says from when what is not possible yet, and who the arbiter is", () => {
    const step: Step = { ...base, action: "rule", who: "arbiter", accounts: [arbiter], from: time("2027-01-28T00:00:00Z"), isOpen: false };
    assert.equal(stepText(step, t, "en-GB"), "The arbiter (0x0000…00aa) can rule on it from 28 Jan 2027, 00:00 UTC.");
  });

  it("does not call a fee a bond, nor nothing a cost", () => {
    assert.match(stepText({ ...base, action: "arbitrate", cost: { amount: 5n, token } }, t, "en-GB"), /arbitration, for 0/);
    assert.equal(stepText({ ...base, cost: { amount: 0n, token } }, t, "en-GB"), "Anyone can dispute it.");
  });
});

describe("fallbackText", () => {
  const market = { ...ballot, resolveBy: time("2027-03-01T00:00:00Z") } as unknown as Market;
  it("says what a stranger can bring about, from when, and what it pays", () => {
    const at = time("2027-02-01T00:00:00Z");
    const say = (kind: "finalize" | "refund" | "void") =>
      fallbackText({ kind, at, payouts: [0n, 1n, 0n] }, { market, now: at - 1 }, t, "en-GB");
    assert.equal(say("finalize"), "If nobody else acts: from 1 Feb 2027, 00:00 UTC anyone makes it final, and it pays Bob.");
    assert.match(say("refund"), /from 1 Feb 2027, 00:00 UTC the bonds go back, and from 1 Mar 2027, 00:00 UTC anyone voids/);
    assert.match(say("void"), /^If nobody acts: from 1 Mar 2027/);
    const due = fallbackText({ kind: "finalize", at, payouts: [0n, 1n, 0n] }, { market, now: at }, t, "en-GB");
    assert.equal(due, "If nobody else acts: anyone makes it final now, and it pays Bob.");
  });
});

describe("payoutsText", () => {
  it("names a winner, the parts of a tie, and a scalar's number", () => {
    assert.equal(payoutsText([0n, 7n, 0n], ballot, { t, locale: "en-GB" }), "Bob");
    assert.equal(payoutsText([1n, 1n, 2n], ballot, { t, locale: "en-GB" }), "Ann 25%, Bob 25%, Carl 50%");
    assert.equal(payoutsText([1n, 3n], scalar, { t, locale: "en-GB" }), "1.5 m");
    assert.equal(payoutsText([0n, 0n], ballot, { t, locale: "en-GB" }), "");
  });
});

describe("wordsOf", () => {
  it("makes words of an event's name", () => {
    assert.equal(wordsOf("TooEarlyRuled"), "Too early ruled");
    assert.equal(wordsOf("LogNewAnswer"), "New answer");
    assert.equal(wordsOf("OptimisticRegistered"), "Registered");
  });
});
