import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ELSEWHERE, PLAYED } from "../../tools/drills/14-runbook.ts";
import { runbookCommands, runCommand } from "../../tools/drills/runbook.ts";

describe("the commands of the runbook", () => {
  it("are what stands there and begins as a command does", () => {
    const text = "`curl -s URL` says why; `PRESAGE_X=1 npm run indexer` and `npm run indexer` again, `lowBalance` not, `curl -s URL` once.";
    assert.deepEqual(runbookCommands(text), ["curl -s URL", "PRESAGE_X=1 npm run indexer", "npm run indexer"]);
  });

  it("are all played by a drill, which plays no others", () => {
    assert.deepEqual(runbookCommands().toSorted(), [...PLAYED, ...ELSEWHERE].toSorted());
  });
});

describe("a command", () => {
  it("ends with its status, and what it printed anywhere", async () => {
    const { status, said } = await runCommand("echo $WORD; echo trouble >&2; exit 3", { WORD: "hello" });
    assert.deepEqual([status, said.split("\n").toSorted()], [3, ["", "hello", "trouble"]]);
  });

  it("is ended with all that it started as soon as that is enough", async () => {
    let looks = 0;
    const child = `${process.execPath} -e "process.on('SIGTERM', () => { console.log('ended'); process.exit(); }); setInterval(() => {}, 9)"`;
    const { said } = await runCommand(`${child} & wait`, {}, async () => looks++ > 10);
    assert.equal(said, "ended\n");
  });
});
