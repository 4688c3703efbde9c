// properties: W2
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { brokenIn, hiddenIn } from "../../../sdk/specification/rules/hiddenIn.ts";
import { cleanText, isVisible } from "../../../sdk/text/cleanText.ts";
import { makeRandom } from "../../../tools/proof/random.ts";
import { processorSeconds } from "../../../tools/test/processorSeconds.ts";

const at = (...codes: number[]) => String.fromCodePoint(...codes);

describe("cleanText", () => {
  it("keeps what people write", () => {
    const written = [
      "می‌خواهم", // ZWNJ within a Persian word
      "ه‍.ش", // ZWJ that gives a letter its shape before a stop
      "क्‍ष",
      "ശ്രീ ന്‍", // ZWJ at the end of a Malayalam word
      "ශ්‍රී",
      "👨‍👩‍👧‍👦 🏳️‍🌈 👩🏽‍🚀 ❤️‍🔥 1️⃣",
      `🏴${at(0xe0067, 0xe0062, 0xe0065, 0xe006e, 0xe0067, 0xe007f)}`, // England
      `\u1820\u180b\u1828 \u845b${at(0xe0100)} \u0f71\u034f\u0f72`, // forms of Mongolian letters and of an ideograph, marks kept in their order
      "𑄇𑄴\u200c 𑒏𑓂\u200d𑒭", // Chakma, Tirhuta
      "Mélenchon, Łódź, Đà Nẵng, ไม้, עִבְרִית",
      "two\nlines\tand a tab",
    ];
    for (const text of written) assert.equal(cleanText(text), text);
  });

  it("takes out what hides, moves or looks like nothing", () => {
    const hidden = [
      0x00, 0x07, 0x0d, 0x1b, 0x85, 0xad, 0x34f, 0x61c, 0x115f, 0x1160, 0x17b4, 0x180e, 0x200b, 0x200c, 0x200d, 0x200e, 0x200f, 0x2028,
      0x202e, 0x2060, 0x2066, 0x2069, 0x206a, 0x2800, 0x3164, 0xe000, 0xfe01, 0xfe0f, 0xfeff, 0xffa0, 0xfff9, 0xe0001, 0xe0041, 0xe0100,
      0x10ffff, 0x13441, 0x1d159,
    ];
    for (const code of hidden) assert.equal(cleanText(`US${at(code)}D`), "USD", code.toString(16));
    assert.equal(cleanText(`👨${at(0x200d)}USD`), "👨USD");
    assert.equal(cleanText(`می${at(0x200c, 0x200c)}خواهم`), "می‌خواهم");
    for (const code of [0x34f, 0x180b, 0x180e, 0xfe00, 0xfe0f, 0xe0100]) assert.equal(cleanText(`US${at(code).repeat(5)}D`), "USD");
  });

  it("takes out nothing that the linter takes for needed, and all that it takes for hidden", () => {
    for (let code = 0; code <= 0x10ffff; code++) {
      if (code === 0xd800) code = 0xe000; // halves of characters
      const text = `US${at(code)}D`;
      if (hiddenIn(text) === undefined && brokenIn(text) === undefined) assert.equal(cleanText(text), text, code.toString(16));
      else if (code !== 0xfffd) assert.equal(cleanText(text), "USD", code.toString(16));
    }
  });

  it("agrees with the linter on selectors and joiners in a row, and on pictures that are to be text", () => {
    for (const shown of [`\u1820${at(0x180b)}`, `a${at(0x301, 0x34f, 0x301)}`, `👩${at(0xfe0e)}`, `☎${at(0xfe0e)}`, "❤️‍🔥"]) {
      assert.equal(hiddenIn(shown), undefined, JSON.stringify(shown));
      assert.equal(cleanText(shown), shown);
    }
    for (const hiding of [`\u1820${at(0x180b, 0x180b)}`, `a${at(0x301, 0x34f, 0x34f, 0x301)}`]) {
      assert.notEqual(hiddenIn(hiding), undefined, JSON.stringify(hiding));
      assert.notEqual(cleanText(hiding), hiding);
    }
  });

  it("leaves of any mixture nothing to clean", () => {
    const random = makeRandom(13);
    const parts = [
      ...["a", "1", "م", "ک", "क", "्", "ന", "👨", "👩", "🏽", "❤", "🏴", "🏳", "葛", "\u1820", "🇩", "©", " ", "."],
      ...[0x301, 0x302, 0x20e3, 0x200b, 0x200c, 0x200d, 0x202e, 0x34f, 0x180b, 0x180e, 0xfe00, 0xfe0e, 0xfe0f].map((code) => at(code)),
      ...[0xe0100, 0xe0062, 0xe0065, 0xe0067, 0xe006e, 0xe007f].map((code) => at(code)),
      "\ud800",
    ];
    for (let i = 0; i < 20_000; i++) {
      const text = Array.from({ length: 1 + Number(random.below(9n)) }, () => random.pick(parts)).join("");
      const clean = cleanText(text);
      assert.equal(cleanText(clean), clean, JSON.stringify(text));
    }
  });

  it("does not let marks pile up", () => {
    assert.equal(cleanText(`a${"\u0301".repeat(500)}b`), `a${"\u0301".repeat(6)}b`);
    assert.equal(cleanText(`क${"ँँँँँँ\u200d".repeat(50)}ख`), "कँँँँँँ\u200dख");
  });

  it("lets no flag carry a text that nobody sees", () => {
    const tags = (text: string) => at(...[...text].map((letter) => 0xe0000 + letter.charCodeAt(0)));
    for (const text of [tags("pay me"), `${tags("gbengland")}${at(0xe007f)}`, tags("gbeng"), at(0xe007f)]) {
      assert.equal(cleanText(`🏴${text}!`), "🏴!");
    }
  });

  it("is as fast for any text of its length", () => {
    for (const part of [at(0xe0061), `🏴${at(0xe0061)}`, "\u0301", "क्\u200d", "👨\u200d", "\u200c", "a\u034f", "\u202e"]) {
      const text = part.repeat(100_000);
      assert.ok(processorSeconds(() => cleanText(text)) < 2, JSON.stringify(part));
    }
  });

  it("knows what can be seen", () => {
    for (const text of ["", " \n", "\u3164\u2800", "\u200d\u200d", "\u0301"]) assert.equal(isVisible(text), false, JSON.stringify(text));
    for (const text of ["a", "?", "👍", "5"]) assert.equal(isVisible(text), true, text);
  });
});
