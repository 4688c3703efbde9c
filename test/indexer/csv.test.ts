import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { toCsv } from "../../indexer/api/csv.ts";

const cellOf = (value: string | number | null) => toCsv([[value]]).slice(0, -2);

describe("toCsv", () => {
  it("writes rows as RFC 4180 has them", () => {
    assert.equal(
      toCsv([
        ["a", 1, null],
        ['say "b"', "c,d", "e\nf"],
      ]),
      'a,1,\r\n"say ""b""","c,d","e\nf"\r\n',
    );
  });

  it("leaves numbers numbers, negative ones too", () => {
    for (const number of ["-12.5", "0.000001", "42"]) assert.equal(cellOf(number), number);
    assert.equal(cellOf(-3), "-3");
  });

  const starts = [
    "=",
    "+",
    "-",
    "@",
    "|",
    "\uff1d",
    "\uff0b",
    "\uff0d",
    "\uff20",
    "\ufe66",
    "\ufe62",
    "\ufe63",
    "\ufe6b",
    "\u2212",
    "\u207a",
  ];
  const before = [
    "",
    " ",
    "\t",
    "\r",
    "\n",
    "\0",
    "\u00a0",
    "\u200b",
    "\u200e",
    "\ufeff",
    "\u3000",
    "\u2060",
    "\u3164",
    "\u001b",
    " \t\u200b",
    "\ufe0f",
    "\u034f",
    "\u0301",
    "\u17b4",
    "\ud800",
    '"',
    '"" ',
  ];
  it("lets no spreadsheet run a cell, whatever stands before it and in whatever width", () => {
    for (const start of starts) {
      for (const lead of before) {
        const cell = cellOf(`${lead}${start}cmd|' /C calc'!A0`);
        assert.match(cell, /^"?'/, JSON.stringify([lead, start]));
      }
    }
  });

  it("lets none run for whom another mark separates", () => {
    for (const separator of [";", "\t", "\n", "\r", "\r\n"]) {
      for (const lead of ["", " ", '"', "\u200e"]) {
        const cell = cellOf(`a${separator}${lead}=1+1${separator}b`);
        assert.equal(cell, `"a${separator}${lead.replace('"', '""')}'=1+1${separator}b"`);
      }
    }
  });

  it("leaves ordinary text alone", () => {
    for (const text of [
      "Will it rain?",
      "Ja, nein",
      "1 = 1",
      "a@b",
      "Ja; nein",
      "eins, -2",
      "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
    ]) {
      assert.equal(cellOf(text).replace(/^"|"$/g, ""), text);
    }
  });
});
