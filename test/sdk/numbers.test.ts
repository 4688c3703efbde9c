// properties: T5
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { PresageError } from "../../sdk/errors.ts";
import { readNumber } from "../../sdk/numbers/readNumber.ts";
import { ANYBODY } from "../../sdk/numbers/styleOf.ts";
import { writeNumber } from "../../sdk/numbers/writeNumber.ts";
import { parseAmount } from "../../sdk/parseAmount.ts";
import { parsePercent } from "../../sdk/parsePercent.ts";
import { makeRandom } from "../../tools/proof/random.ts";

const DOLLARS = ["$", "USD"];
const read = (text: string, locale: string, units: readonly string[] = DOLLARS) => {
  const result = readNumber(text, { locale, units });
  return "number" in result ? result.number : result.fault.reason;
};

/** Of every language that `Intl` knows some form of, with the countries that write numbers in another way. */
const LANGUAGES = Array.from({ length: 26 * 26 }, (_, index) => `${letter(Math.floor(index / 26))}${letter(index % 26)}`);
const LOCALES = [
  ...Intl.NumberFormat.supportedLocalesOf(LANGUAGES),
  ...Intl.NumberFormat.supportedLocalesOf(["ccp", "sat", "nqo", "ckb", "mni", "hsb", "gsw", "fil", "rof", "ff-Adlm", "ks-Deva", "uz-Cyrl"]),
  ...["en-IN", "en-ZA", "en-AT", "en-CH", "en-SE", "de-AT", "de-CH", "de-LI", "fr-CH", "fr-CA", "fr-MA", "es-MX", "es-AR", "es-ES"],
  ANYBODY,
  ...["pt-BR", "pt-PT", "it-CH", "ar-EG", "ar-AE", "ar-MA", "fa-AF", "zh-u-nu-hanidec", "hi-u-nu-deva", "th-u-nu-thai", "en-u-nu-fullwide"],
];

function letter(index: number): string {
  return String.fromCharCode(97 + index);
}

describe("readNumber", () => {
  const understood: [locale: string, text: string, number: string][] = [
    ["en-GB", "12.5", "12.5"],
    ["en-GB", "1,000", "1000"],
    ["en-GB", "1,000.50", "1000.50"],
    ["en-GB", "1234567.125", "1234567.125"],
    ["en-GB", "1,234.567", "1234.567"],
    ["en-GB", "0.125", "0.125"],
    ["en-GB", ".5", "0.5"],
    ["en-GB", ".500", "0.500"],
    ["en-GB", "5.", "5"],
    ["en-GB", "$50", "50"],
    ["en-GB", "50 $", "50"],
    ["en-GB", "usd 1,000", "1000"],
    ["en-GB", "$1,000.00 USD", "1000.00"],
    ["en-GB", "  007  ", "7"],
    ["en-GB", "1 000", "1000"],
    ["en-GB", "1\u202f000\u202f000.5", "1000000.5"],
    ["en-GB", "1\u2009000", "1000"],
    ["en-GB", "1'000'000", "1000000"],
    ["en-GB", "\u22125", "-5"],
    ["en-GB", "-$5", "-5"],
    ["en-GB", "+5", "5"],
    ["en-GB", "\u200e5\u202c", "5"],
    ["en-GB", "１，０００．５", "1000.5"],
    ["en-GB", "१२.५", "12.5"],
    ["en-GB", "١٢٫٥", "12.5"],
    ["en-GB", "١٬٠٠٠", "1000"],
    ["en-GB", "𝟙𝟚", "12"],
    ["en-IN", "1,00,000", "100000"],
    ["en-IN", "12,34,567.5", "1234567.5"],
    ["en-IN", "100,000", "100000"],
    ["de-DE", "12,5", "12.5"],
    ["de-DE", "1.000", "1000"],
    ["de-DE", "1.000,50", "1000.50"],
    ["de-DE", "1.000.000", "1000000"],
    ["de-DE", ",5", "0.5"],
    ["de-DE", "5,", "5"],
    ["de-DE", "0,125", "0.125"],
    ["de-DE", "1 000,5 $", "1000.5"],
    ["de-CH", "1’000.50", "1000.50"],
    ["de-CH", "1'000.50", "1000.50"],
    ["fr-FR", "1 000,50", "1000.50"],
    ["fr-FR", "1\u00a0000,50 $", "1000.50"],
    ["ar-EG", "١٬٠٠٠٫٥", "1000.5"],
    ["ar-EG", "1,000.5", "1000.5"],
    ["fa-IR", "۱۲٫۵", "12.5"],
    ["hi-IN", "१,००,०००.५", "100000.5"],
    ["zh-CN", "一〇〇", "100"],
    ["ar-EG", "١٫٠٠٠", "1.000"],
    [ANYBODY, "1,000.50", "1000.50"],
    [ANYBODY, "1 000", "1000"],
    [ANYBODY, "1,000,000", "1000000"],
    [ANYBODY, "1.000", "1.000"],
    [ANYBODY, "1234.5", "1234.5"],
  ];
  for (const [locale, text, number] of understood) it(`reads ${text} in ${locale}`, () => assert.equal(read(text, locale), number));

  const refused: [locale: string, text: string, reason: string][] = [
    ["de-DE", "1,000", "ambiguous"],
    ["de-DE", "123,456", "ambiguous"],
    ["fr-FR", "1,000", "ambiguous"],
    ["en-GB", "1.000", "ambiguous"],
    ["en-GB", "$1.234", "ambiguous"],
    ["de-CH", "1.000", "ambiguous"],
    ["hi-IN", "१.०००", "ambiguous"],
    [ANYBODY, "1,000", "ambiguous"],
    ["en-GB", "12,5", "mark"],
    ["en-GB", "0,500", "mark"],
    ["en-GB", ",5", "mark"],
    ["en-GB", "5,", "mark"],
    ["en-GB", "1.000,50", "mark"],
    ["en-GB", "1.000.000", "mark"],
    ["en-GB", "1,00,000", "mark"],
    ["en-GB", "1,0000", "mark"],
    ["en-GB", "1,000 000", "mark"],
    ["en-GB", "1,,000", "mark"],
    ["en-GB", "12 5", "mark"],
    ["de-DE", "12.5", "mark"],
    ["de-DE", "0.500", "mark"],
    ["de-DE", "1,000.50", "mark"],
    ["fr-FR", "1.5", "mark"],
    [ANYBODY, "1.000,50", "mark"],
    [ANYBODY, "12,5", "mark"],
    ["en-GB", "1२", "mixedDigits"],
    ["en-GB", "€50", "unit"],
    ["en-GB", "50 EUR", "unit"],
    ["en-GB", "50%", "unit"],
  ];
  for (const [locale, text, reason] of refused)
    it(`refuses ${text} in ${locale}: ${reason}`, () => assert.equal(read(text, locale), reason));

  for (const text of [
    "",
    " ",
    ".",
    ",",
    "$",
    "-",
    "--5",
    "1e3",
    "1E18",
    "0x10",
    "5k",
    "NaN",
    "Infinity",
    "½",
    "5²",
    "1/2",
    "5 5 $ 5",
    "1_000",
    "1\t000",
    "1\n000",
    "9".repeat(201),
    "9".repeat(10_000),
  ]) {
    it(`finds no number in ${JSON.stringify(text.slice(0, 20))}`, () => assert.match(read(text, "en-GB"), /^(notANumber|mark)$/));
  }

  it("takes no part of a number for a unit, whatever a token calls itself", () => {
    for (const unit of ["0", "00", "000 USD", ".5", "1", "-", ",", "\u0660"]) assert.equal(read("100", "en-GB", [unit]), "100", unit);
    assert.equal(read("50USD0", "en-GB", ["USD0"]), "50");
    assert.equal(read("USD0 50", "en-GB", ["USD0"]), "50");
    assert.notEqual(read("USD050", "en-GB", ["USD0"]), "50");
    assert.equal(read("7 İ", "en-GB", ["İ"]), "7");
    assert.equal(read("二五", "zh-CN", ["五"]), "25");
    assert.equal(read("五二", "zh-CN", ["五"]), "52");
    assert.equal(read("二 五", "zh-CN", ["五"]), "2");
    for (const [text, unit] of [
      ["1e3", "e3"],
      ["1E18", "E18"],
      ["0x10", "x10"],
    ] as const) {
      assert.notEqual(read(text, "en-GB", [unit]), text.charAt(0), text);
      assert.equal(read(`7 ${unit}`, "en-GB", [unit]), "7");
    }
  });
});

describe("what is read is written back as the same number", () => {
  it("in every locale, 10,000 amounts", () => {
    const random = makeRandom(2026);
    const accepted = new Map<string, number>();
    for (let i = 0; i < 10_000; i++) {
      const locale = random.pick(LOCALES);
      const text = i % 2 === 0 ? typed(random, locale) : noise(random);
      const first = readNumber(text, { locale, units: DOLLARS });
      if ("fault" in first) continue;
      accepted.set(locale, (accepted.get(locale) ?? 0) + 1);
      for (const useGrouping of [true, false]) {
        const written = writeNumber(first.number, locale, { useGrouping });
        const second = readNumber(written, { locale });
        assert.ok("number" in second, `${locale}: "${text}" is ${first.number}, written "${written}", which is not read`);
        assert.equal(normal(second.number), normal(first.number), `${locale}: "${text}" becomes "${written}"`);
      }
    }
    const total = [...accepted.values()].reduce((sum, count) => sum + count, 0);
    assert.ok(total > 4_000, `${total} are accepted`);
    assert.ok(accepted.size > 150, `in ${accepted.size} locales`);
  });

  it("as Intl itself writes it", () => {
    const random = makeRandom(7);
    for (const locale of LOCALES) {
      for (let i = 0; i < 20; i++) {
        const digits = 4 + Number(random.below(4n));
        const number = plain(random, digits);
        const written = new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(
          number as Intl.StringNumericLiteral,
        );
        assert.equal(normal(read(written, locale, [])), normal(number), `${locale}: ${written}`);
      }
    }
  });

  type Random = ReturnType<typeof makeRandom>;

  function plain(random: Random, fractionDigits: number): string {
    const whole = String(random.below(10n ** (1n + random.below(12n))));
    const fraction = Array.from({ length: fractionDigits }, () => String(random.below(10n))).join("");
    return fraction === "" ? whole : `${whole}.${fraction}`;
  }

  /** As somebody of that country would, or nearly. */
  function typed(random: Random, locale: string): string {
    const number = plain(random, Number(random.below(8n)));
    const written = new Intl.NumberFormat(locale, {
      minimumFractionDigits: number.split(".")[1]?.length ?? 0,
      maximumFractionDigits: 20,
      useGrouping: random.pick([true, false]),
    }).format(number as Intl.StringNumericLiteral);
    return `${random.pick(["", "", "$", " "])}${written}${random.pick(["", "", " USD", "$", " "])}`;
  }

  function noise(random: Random): string {
    const characters = [..."0123456789012345678900.,.,.,' \u00a0\u202f٫٬-$٠१１"];
    return Array.from({ length: 1 + Number(random.below(9n)) }, () => random.pick(characters)).join("");
  }

  function normal(number: string): string {
    return number.includes(".") ? number.replace(/\.?0+$/, "") : number;
  }
});

describe("parseAmount of what a person wrote", () => {
  const amount = (text: string, locale: string) => parseAmount(text, 6, { locale, units: DOLLARS });
  it("gives base units", () => {
    assert.equal(amount("$1,000.50", "en-GB"), 1_000_500_000n);
    assert.equal(amount("1.000,50 $", "de-DE"), 1_000_500_000n);
    assert.equal(amount("١٬٠٠٠٫٥", "ar-EG"), 1_000_500_000n);
    assert.equal(amount("0.1234560000", "en-GB"), 123_456n);
  });
  it("says why not, and what to write", () => {
    const said = (text: string, locale: string) => {
      try {
        return String(amount(text, locale));
      } catch (error) {
        assert.ok(error instanceof PresageError && error.code === "InvalidAmount");
        return `${error.message} ${error.remedy}`;
      }
    };
    assert.equal(said("1.000", "en-GB"), '"1.000" is 1.0000 to some and 1,000 to others. Write 1.0000 or 1,000.');
    assert.equal(said("1,000", "de-DE"), '"1,000" is 1,0000 to some and 1.000 to others. Write 1,0000 or 1.000.');
    assert.match(said("12,5", "en-GB"), /here "," groups thousands, and "\." comes before the fraction\. Write 12\.5 if that is meant/);
    assert.match(said("€50", "en-GB"), /is in €, but the amount is in \$/);
    assert.match(said("-5", "en-GB"), /less than nothing/);
    assert.match(said("0.1234567", "en-GB"), /has 7 fraction digits, at most 6/);
    assert.equal(said("ten", "en-GB"), '"ten" is not an amount. Write digits, such as 12.5.');
    assert.equal(said("zehn", "de-DE"), '"zehn" is not an amount. Write digits, such as 12,5.');
    assert.equal(said("1,000", ANYBODY), '"1,000" is 1.0000 to some and 1000 to others. Write 1.0000 or 1000.');
  });
});

describe("parsePercent of what a person wrote", () => {
  it("is exact or refused", () => {
    assert.equal(parsePercent("2,5 %", 2, { locale: "de-DE" }), 250n);
    assert.equal(parsePercent("%2,5", 2, { locale: "tr-TR" }), 250n);
    assert.equal(parsePercent("٢٫٥٪", 2, { locale: "ar-EG" }), 250n);
    assert.equal(parsePercent("1", 2, { locale: "en-GB" }), 100n);
    assert.throws(() => parsePercent("viel", 2, { locale: "de-DE" }), { code: "InvalidPercentage", remedy: "Write it such as 12,5%." });
    for (const text of ["", "%", "1,5%", "-1%", "0.555%", "1%%", "$1", "one"]) {
      assert.throws(() => parsePercent(text, 2, { locale: "en-GB" }), { code: "InvalidPercentage" }, text);
    }
  });
});
