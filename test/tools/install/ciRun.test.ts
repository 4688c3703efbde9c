import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, describe, it } from "node:test";

const script = readFileSync(".ci/run", "utf8");
const checks = [...script.matchAll(/^check "/gm)].length;
const budgets = [...script.matchAll(/^budget "(.+)" (\d+)$/gm)].map(([, group, minutes]) => `${group}: ${Number(minutes) * 60}`);
const scratch = mkdtempSync(path.join(tmpdir(), "presage-ci-"));
after(() => rmSync(scratch, { recursive: true }));

describe(".ci/run", { skip: process.platform === "win32" && "it is a shell script" }, () => {
  it("prints what each check and each group took, and the tests' counts last", () => {
    const { status, lines } = runCi("green", "printf 'a byte that is no text: \\000\\n'; echo '12 passed, 0 failed, 1 skipped'");
    assert.equal(status, 0);
    assert.equal(lines.at(-1), "12 passed, 0 failed, 1 skipped");
    const rows = lines.filter((line) => /^ +\d+ s {2}/.test(line));
    assert.equal(rows.filter((row) => / passed$/.test(row)).length, checks + 1, "each check, and the installation");
    assert.deepEqual(
      rows.flatMap((row) => /= (.*?) +of (\d+) s$/.exec(row)?.slice(1).join(": ") ?? []),
      budgets,
    );
    assert.equal(budgets[0], "tests: 1080");
    assert.match(rows.at(-1) ?? "", /^ +\d+ s {2}total$/);
  });

  it("goes on after a failure, and says what failed", () => {
    const { status, lines } = runCi("red", 'case "$*" in *typecheck*|*check:mutants*) exit 3;; esac; echo "12 passed, 0 failed"');
    assert.equal(status, 1);
    assert.deepEqual(lines.slice(-3), ["FAILED: types", "FAILED: planted faults", "12 passed, 0 failed"]);
    assert.equal(lines.filter((line) => / s {2}\w.* FAILED$/.test(line)).length, 2);
    assert.equal(lines.filter((line) => / s {2}\w.* passed$/.test(line)).length, checks - 1);
  });

  it("counts a failure when the tests end without counts", () => {
    const { status, lines } = runCi("broken", "exit 1");
    assert.equal(status, 1);
    assert.equal(lines.at(-1), "0 passed, 1 failed");
  });
});

/** Runs it in a folder in which the programs do nothing, npm does what is given, and nothing needs installing. */
function runCi(name: string, npm: string): { status: number | null; lines: string[] } {
  const root = path.join(scratch, name);
  for (const folder of [".ci", "tools/install", "node_modules/.bin"]) mkdirSync(path.join(root, folder), { recursive: true });
  cpSync(".ci/run", path.join(root, ".ci/run"));
  for (const each of ["ensureDependencies", "completeLock"]) writeFileSync(path.join(root, `tools/install/${each}.mjs`), "");
  const program = (file: string) => path.join(root, "node_modules/.bin", file);
  for (const each of ["biome", "prettier", "solhint"]) writeFileSync(program(each), "#!/bin/sh\n", { mode: 0o755 });
  writeFileSync(program("npm"), `#!/bin/sh\n${npm}\n`, { mode: 0o755 });
  symlinkSync(process.execPath, program("node"));
  const { status, stdout } = spawnSync(path.join(root, ".ci/run"), { encoding: "utf8" });
  return { status, lines: stdout.trimEnd().split("\n") };
}
