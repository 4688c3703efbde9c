// properties: T5
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Address } from "viem";
import { unitsOf } from "../../app/_lib/unitsOf.ts";
import { readNumber } from "../../sdk/numbers/readNumber.ts";

const usd: Address = "0x00000000000000000000000000000000000000aa";
const other: Address = "0x00000000000000000000000000000000000000bb";
const collaterals = { usd };

describe("unitsOf", () => {
  it("takes dollars as any country writes them with the address book's alone", () => {
    for (const locale of ["en-GB", "en-CA", "fr-FR", "pt-BR", "sv-SE", "ar-EG", "hi-IN", "ja-JP", "tr-TR", "pl-PL", "he-IL"]) {
      const written = new Intl.NumberFormat(locale, { style: "currency", currency: "USD" }).format(50);
      const read = (address: Address) => readNumber(written, { locale, units: unitsOf({ address, symbol: "USD" }, { collaterals }) });
      assert.deepEqual(read(usd), { number: "50.00" }, `${locale}: ${written}`);
      if (written.includes("$")) assert.ok("fault" in read(other), `${locale}: ${written}`);
    }
  });
});
