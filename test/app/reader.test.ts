import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readerOf } from "../../app/_lib/reader.ts";

describe("readerOf", () => {
  it("takes the marks of the reader's language, and the digits of English text", () => {
    assert.deepEqual(readerOf({ language: "de-CH", zone: "Europe/Zurich" }), { locale: "de-CH-u-nu-latn", zone: "Europe/Zurich" });
    assert.equal(new Intl.NumberFormat(readerOf({ language: "ar-EG", zone: undefined }).locale).format(12), "12");
  });
  for (const language of ["en-US@posix", "C", "", "x"])
    it(`writes English where a browser says "${language}"`, () => {
      const { locale } = readerOf({ language, zone: undefined });
      assert.equal(new Intl.NumberFormat(locale).format(1234.5), "1,234.5");
    });
  for (const zone of ["Etc/Unknown", "", "local", "UTC+2"])
    it(`counts in UTC alone where a browser is in "${zone}"`, () => {
      assert.deepEqual(readerOf({ language: "en", zone }), { locale: "en-u-nu-latn" });
    });
});
