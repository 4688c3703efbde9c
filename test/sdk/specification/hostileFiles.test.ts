// Whatever a file is, the linter ends within seconds and says where and why: it never crashes, and what it lets pass becomes
// the numbers and texts that stand in the file.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import { PresageError } from "../../../sdk/errors.ts";
import { planCreation } from "../../../sdk/planCreation.ts";
import { lintSpecification, type Report } from "../../../sdk/specification/lintSpecification.ts";
import { policyOf, toCreateParams } from "../../../sdk/specification/toCreateParams.ts";
import type { Deployment } from "../../../sdk/types.ts";
import { processorSeconds } from "../../../tools/test/processorSeconds.ts";

const NOW = 1_795_392_000;
const MARKETS = path.join(import.meta.dirname, "../../../markets");
const read = (name: string) => readFileSync(path.join(MARKETS, name), "utf8");
const FED = read("fed-january-2027.yaml");
const address = (digit: number) => `0x${String(digit).repeat(40)}` as const;
const terms = { decimals: 6, currencyDecimals: 6, feedDecimals: 8 };
const deployment: Deployment = {
  chainId: 31337,
  startBlock: 0,
  contracts: {
    Markets: address(1),
    OptimisticResolver: address(2),
    CommitteeResolver: address(2),
    PriceFeedResolver: address(2),
    UmaResolver: address(2),
    RealityResolver: address(2),
    Erc792Arbiter: address(9),
  },
  collaterals: { usd: address(3) },
  feeds: { "BTC/USD": address(4) },
  accounts: { court: address(5), arbiter: address(6), member1: address(7), member2: address(8), member3: address(9) },
};
const token = { address: address(3), symbol: "USD", decimals: 6 };

/** What must hold of any file: an end within five seconds, findings with a place, and a plan if there is no error. */
function judge(given: string | Uint8Array): Report {
  let report: Report = { ok: false, findings: [] };
  const seconds = processorSeconds(() => {
    report = lintSpecification(given, { now: NOW, deployment, terms });
  });
  assert.ok(seconds < 5, "too slow");
  for (const { code, line, column, message, why, suggestion } of report.findings) {
    assert.ok(line >= 1 && column >= 1 && code && message && why && suggestion, JSON.stringify(report.findings));
    assert.ok(message.length < 1_000, "a message of pages");
    assert.doesNotMatch(message, /YAML\.|call stack|\[object|undefined|Invalid regular/, message);
    if (code === "syntax")
      assert.doesNotMatch(message, /mapping|sequence|scalar|collection|[Ff]low|implicit|node\b/, "the parser's own words");
  }
  assert.equal(
    report.ok,
    report.findings.every(({ severity }) => severity !== "error"),
  );
  if (report.ok && report.specification) {
    const options = { deployment, now: NOW, ...terms };
    const params = toCreateParams(report.specification, options);
    policyOf(report.specification, options);
    planCreation({ params, token });
  } else assert.ok(report.findings.length > 0);
  return report;
}

/** Files that must not pass, by what the linter calls the reason. */
const REFUSED: [code: string, name: string, content: string | Uint8Array][] = [];
const refused = (code: string, name: string, content: string | Uint8Array) => REFUSED.push([code, name, content]);
/** A specification in which one text is another. */
const but = (from: string | RegExp, to: string, file = FED) => {
  const changed = file.replace(from, to);
  assert.notEqual(changed, file, String(from));
  return changed;
};
const bytes = (...parts: (string | number[])[]) =>
  new Uint8Array(parts.flatMap((part) => (typeof part === "string" ? [...new TextEncoder().encode(part)] : part)));

// bytes
refused("encoding", "Latin-1", bytes(FED, "# caf", [0xe9], "\n"));
refused("encoding", "a cut character", bytes(FED, [0xe2, 0x82]));
refused("encoding", "an overlong slash", bytes("question: ", [0xc0, 0xaf]));
refused("encoding", "half a pair as UTF-8", bytes("question: ", [0xed, 0xa0, 0x80]));
refused("encoding", "beyond Unicode", bytes([0xf5, 0x80, 0x80, 0x80]));
refused("encoding", "UTF-16, little", new Uint8Array(Buffer.from(`\ufeff${FED}`, "utf16le")));
refused("encoding", "UTF-16, big", new Uint8Array(Buffer.from(`\ufeff${FED}`, "utf16le").swap16()));
refused("encoding", "a picture", bytes([0x89], "PNG\r\n", [0x1a, 0x0a, 0, 0, 0, 13]));
refused("encoding", "compressed", bytes([0x1f, 0x8b, 8, 0, 0, 0, 0, 0]));
refused("too-large", "one byte too many", FED + "#".repeat(256 * 1024 - FED.length + 1));
refused("too-large", "a cut character at the limit", `${"é".repeat(140 * 1024)}`);
refused("schema", "nothing but a comment of the largest size", `#${"x".repeat(256 * 1024 - 1)}`);
// depth
for (const [name, open, close] of [
  ["lists", "[", "]"],
  ["groups", '{"a":', "}"],
  ["dashes", "- ", ""],
  ["question marks", "? ", ""],
] as const) {
  for (const deep of [33, 1_000, 40_000]) {
    refused("too-deep", `${deep} ${name}, closed`, `${open.repeat(deep)}1${close.repeat(deep)}`);
    refused("too-deep", `${deep} ${name}, open`, `question: ${open.repeat(deep)}`);
  }
}
refused("schema", "seven hundred indentations", Array.from({ length: 700 }, (_, i) => `${" ".repeat(i)}a:`).join("\n"));
// what YAML can do and a specification must not
refused("reference", "an alias", but("creatorShare: 25%", "creatorShare: *f", but("fee: 4%", "fee: &f 4%")));
refused("reference", "an alias of nobody", but("fee: 4%", "fee: *nobody"));
refused("reference", "an alias to itself", "a: &a\n  - *a");
refused("reference", "a merge", but("fee: 4%", "<<: *base\nfee: 4%"));
for (const tag of [
  "!!binary",
  "!!timestamp",
  "!!set",
  "!!omap",
  "!!str",
  "!!int",
  "!!float",
  "!!null",
  "!!js/function",
  "!ruby/object:Gem",
  "!",
  "!<tag:x>",
])
  refused("tag", `the tag ${tag}`, but("fee: 4%", `fee: ${tag} 4%`));
refused("directive", "YAML 1.1", `%YAML 1.1\n---\n${FED}`);
refused("directive", "a handle for tags", `%TAG ! tag:example.org,2000:\n---\n${FED}`);
refused("syntax", "two documents", `${FED}---\n${FED}`);
refused("syntax", "a field twice", `${FED}fee: 5%\n`);
refused("syntax", "a field twice, in JSON", '{"fee": "4%", "fee": "5%"}');
refused("syntax", "tabs", but("  - if", "\t- if"));
refused("syntax", "an open quote", but("fee: 4%", 'fee: "4%'));
refused("syntax", "an unknown escape", but("fee: 4%", 'fee: "4\\q"'));
refused("syntax", "a key of a list", `${FED}? [a, b]\n: 4\n`);
refused("syntax", "a key of a group", `${FED}{a: b}: 4\n`);
refused("syntax", "a key of nothing", `${FED}null: 4\n`);
refused("syntax", "no key", `${FED}: 4\n`);
for (const place of ["fee: 4%", "odds: { Yes: 35%", "resolver: { kind: optimistic"])
  refused(
    "syntax",
    `__proto__ at ${place}`,
    but(place, place.includes("{") ? place.replace("{ ", "{ __proto__: 0%, ") : `${place}\n__proto__: {}`),
  );
for (const key of ["constructor", "toString", "hasOwnProperty", "1", "<<", "Question", "question "])
  refused("schema", `the field ${key}`, `${FED}"${key}": 4\n`);
// no specifications
for (const text of [
  "",
  " ",
  "\n\n",
  "# only",
  "null",
  "~",
  "42",
  "yes",
  "- a",
  "[]",
  "{}",
  "---",
  "--- |\n a",
  "...",
  '"text"',
  "\ufeff",
  "a: 1",
  "{a: 1}",
  "<html></html>",
  "\u0000",
])
  REFUSED.push(["", `the file ${JSON.stringify(text)}`, text]);
// wrong types
const FIELDS = FED.split("\n").flatMap((line) => /^(\w+):/.exec(line)?.[1] ?? []);
for (const field of FIELDS)
  for (const value of ["null", "true", "{}", "[]", "{a: {b: c}}", "[[1]]"]) {
    if ((field === "edgeCases" && value === "[]") || (field === "odds" && value === "{}")) continue; // that is a list, and a group
    const block = new RegExp(`^${field}:.*\\n(?:[ ].*\\n)*`, "m");
    refused("schema", `${field}: ${value}`, but(block, `${field}: ${value}\n`));
  }
// numbers
for (const text of [
  "1e3",
  "0x10",
  "0o17",
  "1_000",
  "+5",
  ".5",
  "5.",
  ".inf",
  "-.inf",
  ".nan",
  "-1",
  "1,000",
  "5 usd",
  "٥",
  "５",
  "1e400",
  "Infinity",
  "--5",
  "5-",
])
  for (const [from, to] of [
    ["maxLoss: 5000", `maxLoss: ${text.includes(",") ? `"${text}"` : text}`],
    ["bond: 250", `bond: ${text.includes(",") ? `"${text}"` : text}`],
  ] as const)
    refused("schema", to, but(from, to));
for (const text of ["9".repeat(27), "9".repeat(400), `${"9".repeat(27)}.5`])
  refused("liquidity", `b: ${text.length} digits`, but("maxLoss: 5000", `b: ${text}`));
refused("digits", "a seventh decimal of b", but("maxLoss: 5000", "b: 1000.0000001"));
refused("digits", "a seventh decimal of the loss", but("maxLoss: 5000", "maxLoss: 5000.1234567"));
refused("digits", "a seventh decimal of the bond", but("bond: 250", "bond: 250.0000001"));
refused("digits", "four hundred decimals", but("bond: 250", `bond: 250.${"0".repeat(399)}1`));
refused("bond", "a largest bond below the bond by its last digit", but("bond: 250,", "bond: 250.000001, maxBond: 250.000000,"));
refused("bond", "a bond of zeros", but("bond: 250", "bond: 0.000000"));
for (const text of ["4.001%", "4", "4 %", "-4%", "4%%", "%", "0.04", "4٪", "１％", "1e1%", "100000000000000000000%"])
  REFUSED.push(["", `fee: ${text}`, but("fee: 4%", `fee: "${text}"`)]);
for (const odds of [
  "{ Yes: 35%, No: 65.0000000000000001% }",
  "{ Yes: 35%, No: 65%, no: 0% }",
  "{ Yes: 0%, No: 100% }",
  "{ Yes: 35% }",
  "{}",
  "{ Yes: 200%, No: -100% }",
])
  REFUSED.push(["", `odds: ${odds}`, but("{ Yes: 35%, No: 65% }", odds)]);
// times
for (const time of [
  "2027-02-29T00:00:00Z",
  "2027-04-31T00:00:00Z",
  "2027-13-01T00:00:00Z",
  "2027-00-01T00:00:00Z",
  "2027-01-00T00:00:00Z",
  "2027-01-27T24:00:01Z",
  "2027-01-27T25:00:00Z",
  "2027-01-27T18:60:00Z",
  "2027-01-27T18:45:60Z",
  "0000-01-01T00:00:00Z",
  "9999-12-31T23:59:59Z",
  "1970-01-01T00:00:00Z",
  "+002027-01-27T18:45:00Z",
  "20270127T184500Z",
  "2027-W04-3",
  "2027-027",
  "1801075500",
  "2027-01-27",
  "2027-01-27T18:45:00",
  "2027-01-27T18:45:00+00:00",
  "2027-01-27T18:45:00z",
  "27.1.2027",
  "tomorrow",
  "P",
  "PT",
  "P1",
  "P1Y",
  "P1M",
  "P-1D",
  "P1.5D",
  "P1DT",
  "PT1H1H",
  "p30d",
  "P99999D",
  "P9999W",
  "PT999999999S",
  "P99999999999999999999D",
  `P${"9".repeat(400)}D`,
])
  for (const field of ["closes: 2027-01-27T18:45:00Z", "resolveBy: 2027-04-01T00:00:00Z"])
    REFUSED.push(["", `${field.split(":")[0]}: ${time.slice(0, 30)}`, but(field, `${field.split(":")[0]}: ${time}`)]);
for (const window of ["PT0S", "PT59S", "P0D", "P9999W", "PT999999H", "P400D", "24h", "P99999999999D", "-PT1H"])
  for (const field of ["liveness: PT24H", "arbiterTimeout: P14D"])
    REFUSED.push(["", `${field.split(":")[0]}: ${window}`, but(field, `${field.split(":")[0]}: ${window}`)]);
// addresses
for (const name of [
  "0x",
  "0x0",
  "0x…",
  `0x${"g".repeat(40)}`,
  `0x${"1".repeat(39)}`,
  `0x${"1".repeat(41)}`,
  `0X${"1".repeat(40)}`,
  "0x5fbDB2315678afecb367f032d93F642f64180aa3",
  `0x${"0".repeat(40)}`,
  "vitalik.eth",
  "constructor",
  "__proto__",
  " ",
  "арбитр",
]) {
  REFUSED.push(["", `arbiter: ${name}`, but("arbiter: arbiter", `arbiter: "${name}"`)]);
  REFUSED.push(["", `collateral: ${name}`, but("collateral: usd", `collateral: "${name}"`)]);
}
for (const source of [
  "https://",
  "http://",
  "https:///x",
  "https://a",
  "https://a b.c",
  "https://user:pw@example.org/",
  "https://user@example.org/",
  "ftp://example.org",
  "javascript:alert(1)//example.org",
  "data:text/html,hi",
  "//example.org",
  "example.org",
  "file:///etc/passwd",
  "ipfs://",
  "ipfs://abc",
  "https://example.org/\u0000",
  `https://example.org/${"a".repeat(300)}`,
  "https://[::1",
  "ﬁle://x.y",
  "https://local\u202ehost/",
  "https://127.0.0\u2066.1/",
  "http://\u202elocalhost/",
  "https://\u202e[::1]/",
])
  REFUSED.push(["", `source: ${source.slice(0, 40)}`, but(/source: .*/, `source: ${JSON.stringify(source)}`)]);
// letters
for (const code of [
  0, 1, 7, 8, 0x0b, 0x0d, 0x1b, 0x7f, 0x85, 0xad, 0x34f, 0x61c, 0x115f, 0x1160, 0x17b4, 0x180e, 0x200b, 0x200c, 0x200d, 0x200e, 0x200f,
  0x2028, 0x202a, 0x202e, 0x2060, 0x2063, 0x2066, 0x2069, 0x206f, 0x2800, 0x3164, 0xfe00, 0xfe0f, 0xfeff, 0xffa0, 0xfff9, 0x1bca0, 0x1d173,
  0xe0001, 0xe0041, 0xe0100,
]) {
  const escaped = `\\U${code.toString(16).padStart(8, "0")}`;
  refused(
    "hidden-characters",
    `${escaped} in the question`,
    but("Will the Federal", `"Wi${escaped}ll the Federal`).replace("2027 meeting?", '2027 meeting?"'),
  );
}
for (const code of [0xd800, 0xdfff, 0xe000, 0xfdd0, 0xfffd, 0xfffe, 0xffff, 0x1ffff, 0x10ffff])
  refused(
    "broken-characters",
    `U+${code.toString(16)} in an outcome`,
    but(/odds: .*\n/, "", but("[Yes, No]", `[Yes, "N\\U${code.toString(16).padStart(8, "0")}o"]`)),
  );
refused(
  "hidden-characters",
  "a turned unit",
  but(/odds: .*\n/, "", but("outcomes: [Yes, No]", 'scalar: { low: 0, high: 1, unit: "%\\u202e" }')),
);

// sources that nobody else can open, or that are read in two ways
for (const host of [
  "results.internal",
  "fed.localhost",
  "printer.local",
  "nas.home.arpa",
  "fed.lan",
  "-fed.example.org",
  "fed-.example.org",
  "fed..example.org",
  `${"a".repeat(64)}.example.org`,
  "example.o",
])
  REFUSED.push(["", `the source's host ${host.slice(0, 30)}`, but(/source: .*/, `source: ${JSON.stringify(`https://${host}/`)}`)]);
for (const source of [
  "https://example.org\\other.org/",
  "https://example.org\\\\@other.org/",
  "https:////example.org/",
  "http://results.internal/",
  `ipfs://${"a".repeat(46)}`,
  `ipfs://ipfs/Qm${"a".repeat(44)}`,
  "ipfs://QmYwAPJzv5CZsnA625s3Xf2nemtYgPpHdWEz79ojWKPbd0",
  "https://exa%00mple.org/",
  "https://999.999.999.999/",
  "https://example.org:99999/",
  "https://xn--/",
  "ftp://example.org/",
])
  REFUSED.push(["", `the source ${source}`, but(/source: .*/, `source: "${source}"`)]);
// more than anybody writes
const many = (count: number, line: (index: number) => string) => Array.from({ length: count }, (_, index) => line(index)).join("");
refused("schema", "ten thousand unknown fields", FED + many(10_000, (i) => `unknownField${i}: 1\n`));
refused("schema", "two thousand outcomes", but(/outcomes: .*/, `outcomes: [${many(2_000, (i) => `o${i}, `)}]`));
refused("schema", "257 bands", but(/outcomes: .*/, `bands: [${many(257, (i) => `{ name: b${i}, low: ${i}, high: ${i + 1} }, `)}]`));
refused(
  "schema",
  "a thousand members",
  but(/^resolver: .*/m, `resolver: { kind: committee, members: [${many(1_000, (i) => `m${i}, `)}], threshold: 501, delay: P1D }`),
);
refused("schema", "a thousand odds that are none", but(/odds: .*/, `odds: {${many(1_000, (i) => `o${i}: x, `)}}`));
refused("schema", "rules of sixty thousand lines", but(/^rules: .*\n(?: .*\n)*/m, `rules: |\n${many(60_000, () => "  x\n")}`));
refused("schema", "forty thousand escapes", `question: "${"\\u0041".repeat(40_000)}"`);
refused("schema", "a hundred thousand comments", "#\n".repeat(100_000));
refused("schema", "a hundred thousand tabs", "\t".repeat(100_000));
refused("schema", "forty thousand empty items", "- \n".repeat(40_000));
refused("syntax", "one field ten thousand times", FED + "fee: 4%\n".repeat(10_000));
refused("syntax", "ten thousand documents", "---\n".repeat(10_000));
refused("syntax", "a name of two thousand characters", `${"x".repeat(2_000)}: 1\n`);
refused("syntax", "colons", "a: ".repeat(20_000));
refused("syntax", "quotes", '"'.repeat(20_000));
refused("syntax", "commas", `a: [${",".repeat(20_000)}]`);
refused("syntax", "carriage returns", "question: a\r".repeat(5_000));
// how a line may be broken
for (const [name, line] of Object.entries({
  "two colons": "fee: 4%: 5%",
  "no space behind the colon, in brackets": "fee: {a:b:c",
  "an at sign": "fee: @4%",
  "a grave accent": "fee: `4%`",
  "an open single quote": "fee: '4%",
  "text behind a quote": 'fee: "4%" or so',
  "a closing bracket": "fee: 4%\n]",
  "a closing brace": "fee: {}}",
  "two values": "fee: [4%] [5%]",
  "a list in a value": "fee: - 4%",
  "an indented field": "  fee: 4%",
  "a field in a text": "fee: 4%\n  creator: 1",
  "an anchor": "fee: &a &b 4%",
  "a field without a colon": "fee 4%",
  "a name in two lines": '"fee\nfee": 4%',
  "a percent sign before": "%fee: 4%",
  "a block in brackets": "fee: {\n- 4%\n}",
  "a question mark": "? fee: 4%",
  "a literal that is cut": "fee: |4\n4%",
  "an octal escape": 'fee: "\\0x4"',
  "half an escape": 'fee: "\\u00"',
  "a lone backslash": 'fee: "\\"',
}))
  REFUSED.push(["", name, but("fee: 4%", line)]);
// values that YAML reads as something else
for (const value of [
  "0b11%",
  "4_0%",
  "1:30",
  "2001-12-14",
  "~",
  "Null",
  "TRUE",
  "on",
  "=",
  "<<",
  "4 %",

  "0x4%",
  "٤%",
  "4\u00a0%",
  "NaN%",
  "-0%",
])
  refused("schema", `fee: ${value}`, but("fee: 4%", `fee: ${value}`));
for (const outcomes of [
  "[Yes, no, 1, null]",
  "[true, false]",
  "[~, No]",
  "[[Yes], No]",
  "[Yes, {No: 1}]",
  "[Yes, '']",
  "[Yes, ' ']",
  "Yes",
  "{Yes: 1}",
  "[Yes]",
])
  refused("schema", `outcomes: ${outcomes}`, but(/odds: .*\n/, "", but(/outcomes: .*/, `outcomes: ${outcomes}`)));
for (const edgeCases of [
  "[a]",
  "[{if: abc}]",
  "[{then: void}]",
  "[{if: abc, then: void, else: void}]",
  "{if: abc, then: void}",
  "[null]",
  "[[]]",
  "abc",
  "[{if: [abc], then: void}]",
])
  refused("schema", `edgeCases: ${edgeCases}`, but(/^edgeCases:.*\n(?: .*\n)*/m, `edgeCases: ${edgeCases}\n`));

describe("hostile files", () => {
  it("are five hundred and more, each another", () => {
    assert.ok(REFUSED.length >= 500, String(REFUSED.length));
    const contents = REFUSED.map(([, , content]) => Buffer.from(content).toString("latin1"));
    assert.equal(new Set(contents).size, contents.length);
  });

  for (const [code, name, content] of REFUSED) {
    it(`refuses ${name}${code && ` (${code})`}`, () => {
      const { ok, findings } = judge(content);
      assert.equal(ok, false, "it passed");
      const codes = findings.filter(({ severity }) => severity === "error").map((finding) => finding.code);
      if (code) assert.ok(codes.includes(code), JSON.stringify(codes));
    });
  }

  it("says where bytes are no text", () => {
    const [finding] = judge(bytes("question: a\nrules: caf", [0xe9], "\n")).findings;
    assert.deepEqual([finding?.line, finding?.column], [2, 11]);
    const [after] = judge(bytes("question: \ufffd\nrules: ", [0xff])).findings;
    assert.deepEqual([after?.line, after?.column], [2, 8], "the mark itself, written in UTF-8, is text");
  });

  it("says where it is too large, too deep, referred to", () => {
    const place = (text: string) => {
      const [finding] = judge(text).findings;
      return [finding?.line, finding?.column];
    };
    assert.deepEqual(place(`a\n${"b".repeat(300_000)}`), [2, 256 * 1024 - 1]);
    assert.deepEqual(place(`a:\n  ${"[".repeat(40)}`), [2, 35]);
    assert.deepEqual(place("a: &x 1\nb: 1\nc: *x"), [3, 4]);
  });

  it("takes a byte order mark, other line ends and the largest file", () => {
    for (const text of [`\ufeff${FED}`, FED.replaceAll("\n", "\r\n"), FED + "#".repeat(256 * 1024 - new TextEncoder().encode(FED).length)])
      assert.deepEqual(judge(text).findings, []);
  });

  it("takes what scripts and emoji need, and questions of any script", () => {
    for (const title of [
      "آیا تیم ملی ایران در بازی‌های سال 2027 قهرمان می‌شود؟",
      "क्या भारत 2027 का क्रिकेट विश्व कप जीतेगा, क्‍ष?",
      "2027 අගෝස්තු 1 වන විට ශ්‍රී ලංකාව ජය ගනීද?",
      "Will the 👩‍🚀 of 🏴󠁧󠁢󠁳󠁣󠁴󠁿 land on the Moon ❤️ in 2027?",
      "日本は2027年に利下げしますか？",
      "中国会在2027年降息吗？",
      "Θα μειώσει η Τράπεζα το επιτόκιο το 2027;",
      "Ֆեդերալ պահուստը կիջեցնի՞ տոկոսը 2027 թվականին",
      "ธนาคารกลางจะลดดอกเบี้ยในปี 2027 หรือไม่",
      "¿Bajará la Reserva Federal los tipos en enero de 2027?",
    ]) {
      const { ok, findings } = judge(but(/question: .*/, `question: ${JSON.stringify(title)}`));
      assert.ok(ok, JSON.stringify(findings));
      assert.ok(!findings.some(({ code }) => /characters|no-question/.test(code)), `${title}: ${JSON.stringify(findings)}`);
    }
  });

  it("reads texts that repeat what its expressions look for, as long as they may be", () => {
    const fill = (piece: string, length: number) => piece.repeat(Math.ceil(length / piece.length)).slice(0, length - 1);
    for (const piece of ["import ", "€", "’", "\u200d", "next week ", "within the next ", "1’", "by the end of "])
      judge(but(/^rules: .*\n(?: .*\n)*/m, `rules: ${JSON.stringify(fill(piece, 6_000))}\n`));
    for (const then of [JSON.stringify(fill("€", 1_200)), "Yes wins next week"]) {
      const count = Math.floor(80_000 / (Buffer.byteLength(then) + 40));
      judge(but(/^edgeCases:.*\n(?: .*\n)*/m, `edgeCases:\n${many(count, () => `  - { if: it happens, then: ${then} }\n`)}`));
    }
  });

  it("keeps its feet on bytes, letters and lines changed at random", () => {
    let seed = 20_261_126;
    const random = (below: number) => {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      return seed % below;
    };
    const files = ["fed-january-2027.yaml", "bitcoin-feed-2027.yaml", "great-earthquakes-2027.yaml", "global-temperature-2027.yaml"].map(
      read,
    );
    const SPICE = [
      ..."{}[]:,-?&*!|>'\"%@`#\\\t\r\n0129.eE+~",
      "\u202e",
      "\u0000",
      "é",
      "🙂",
      "null",
      "true",
      "- ",
      ": ",
      "<<",
      "__proto__",
      "P1D",
      "1e9",
    ];
    let passed = 0;
    for (let round = 0; round < 1_500; round++) {
      const file = files[random(files.length)] as string;
      if (round % 5 === 0) {
        const raw = new TextEncoder().encode(file);
        for (let i = 0; i <= random(4); i++) raw[random(raw.length)] = random(256);
        judge(raw);
        continue;
      }
      let text = file;
      for (let i = 0; i <= random(3); i++) {
        const at = random(text.length);
        const spice = SPICE[random(SPICE.length)] as string;
        const lines = text.split("\n");
        const change = random(4);
        if (change === 0) text = text.slice(0, at) + spice + text.slice(at);
        else if (change === 1) text = text.slice(0, at) + text.slice(at + 1 + random(20));
        else if (change === 2) text = lines.toSpliced(random(lines.length), 0, lines[random(lines.length)] as string).join("\n");
        else text = text.slice(0, at) + spice + text.slice(at + 1);
      }
      try {
        if (judge(text).ok) passed++;
      } catch (error) {
        assert.fail(`${error instanceof PresageError ? error.code : error}\n${text}`);
      }
    }
    assert.ok(passed > 50, `only ${passed} passed: nothing was made of them`);
  });
});
