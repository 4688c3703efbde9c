// properties: R6
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, it } from "node:test";

const data = (name: string) => path.join(import.meta.dirname, "data", name);
const script = path.join(import.meta.dirname, "../../../tools/replay/prices.ts");

function replay(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { encoding: "utf8" });
  return { status, stdout, stderr };
}

describe("replay:prices", () => {
  it("settles every market of a tape as recorded: on the strike, in a gap, with two prices in one second", () => {
    const { status, stdout } = replay("--prices", data("prices.csv"), "--markets", data("markets.csv"), "--json");
    const result = JSON.parse(stdout);
    assert.equal(status, 0);
    assert.equal(stdout.trim().split("\n").length, 1);
    assert.deepEqual([result.settled, result.matching, result.mismatches], [6, 6, []]);
    assert.ok(result.gasPerSettlement > 21_000 && result.gasPerSettlement <= 150_000, `${result.gasPerSettlement} gas`);
  });

  it("names a market that was recorded differently, and fails", () => {
    const wrong = path.join(mkdtempSync(path.join(tmpdir(), "presage-")), "markets.csv");
    writeFileSync(wrong, readFileSync(data("markets.csv"), "utf8").replace("1784851261,6500000000000,Down", "1784851261,6500000000000,Up"));
    const { status, stdout } = replay("--prices", data("prices.csv"), "--markets", wrong, "--json");
    assert.equal(status, 1);
    assert.deepEqual(JSON.parse(stdout).mismatches, [{ start: 1784851200, end: 1784851261, recorded: "Up", settled: "Down" }]);
  });

  it("says what is wrong with its input", () => {
    const { status, stderr } = replay("--prices", data("markets.csv"), "--markets", data("markets.csv"));
    assert.equal(status, 1);
    assert.match(stderr, /markets\.csv: line 1: the header is .* expected "unix_seconds,answer_8_decimals"/);
    assert.match(replay("--json").stderr, /both files are needed/);
  });
});
