import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, describe, it } from "node:test";
import { pathToFileURL } from "node:url";
import { Supervisor } from "../../../scripts/local/supervisor.ts";

const folder = mkdtempSync(path.join(tmpdir(), "presage-supervisor-"));
after(() => rmSync(folder, { recursive: true }));

function script(name: string, text: string): string {
  const file = path.join(folder, `${name}.mjs`);
  writeFileSync(file, text);
  return file;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !readFileSync(`/proc/${pid}/stat`, "utf8").includes(") Z ");
  } catch {
    return false;
  }
}

async function until(what: string, holds: () => boolean): Promise<void> {
  const deadline = Date.now() + 8_000;
  while (!holds()) {
    assert.ok(Date.now() < deadline, `waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** A process that starts another one, writes both ids to a file, and stays. */
function family(name: string): { file: string; pids: () => number[] } {
  const ids = path.join(folder, `${name}.pids`);
  const grandchild = script(`${name}-grandchild`, "setInterval(() => {}, 1000);");
  const file = script(
    name,
    `import { spawn } from "node:child_process";
     import { writeFileSync } from "node:fs";
     const { pid } = spawn(process.execPath, [${JSON.stringify(grandchild)}]);
     writeFileSync(${JSON.stringify(ids)}, process.pid + " " + pid);
     process.on("SIGTERM", () => process.exit(0)); // leaves its child behind
     setInterval(() => {}, 1000);`,
  );
  const pids = () => {
    try {
      return readFileSync(ids, "utf8").split(" ").map(Number);
    } catch {
      return [];
    }
  };
  return { file, pids };
}

describe("the supervisor of the local stack", { skip: process.platform !== "linux" && "reads /proc" }, () => {
  it("ends a service with all that it started", async () => {
    const supervisor = new Supervisor();
    const { file, pids } = family("service");
    supervisor.serve({ name: "service", script: file });
    await until("the processes", () => pids().length === 2);
    assert.ok(pids().every(isAlive));
    await supervisor.stop();
    await until("their end", () => !pids().some(isAlive));
  });

  it("tells that a service ended, with its last output", async () => {
    const supervisor = new Supervisor();
    supervisor.serve({ name: "oracle", script: script("dying", 'console.log("the last words"); process.exit(3);') });
    assert.match((await supervisor.failed).message, /The oracle stopped by itself with status 3[\s\S]*the last words/);
  });

  it("starts again what dies, told what it needs to know now, and not for ever", async () => {
    const supervisor = new Supervisor();
    const log = path.join(folder, "mortal.log");
    const file = script(
      "mortal",
      `import { appendFileSync } from "node:fs";
       appendFileSync(${JSON.stringify(log)}, process.env.LIFE + "\\n");
       console.log("farewell");
       process.exit(3);`,
    );
    let lives = 0;
    const reasons: string[] = [];
    const env = () => ({ LIFE: String(++lives) });
    supervisor.serve({ name: "mortal", script: file, env }, { onRestart: ({ message }) => reasons.push(message) });
    const { message } = await supervisor.failed;
    assert.match(message, /The mortal died 6 times in 5 minutes[\s\S]*farewell/);
    assert.deepEqual(readFileSync(log, "utf8").trim().split("\n"), ["1", "2", "3", "4", "5", "6"]);
    assert.equal(reasons.length, 5);
    assert.match(reasons[0], /stopped by itself with status 3[\s\S]*farewell/);
    await supervisor.stop();
  });

  it("replaces a service on request, with all that it started, which counts as no death", async () => {
    const supervisor = new Supervisor();
    const { file, pids } = family("replaced");
    supervisor.serve({ name: "replaced", script: file }, { onRestart: () => assert.fail("it did not die") });
    await until("the processes", () => pids().length === 2);
    const before = pids();
    supervisor.restart("replaced");
    await until("others in their place", () => pids().length === 2 && pids()[0] !== before[0] && pids().every(isAlive));
    assert.ok(!before.some(isAlive));
    await supervisor.stop();
  });

  it("rejects when a step fails, and not when it succeeds", async () => {
    const supervisor = new Supervisor();
    await supervisor.run({ name: "good", script: script("good", "") });
    await assert.rejects(
      supervisor.run({ name: "bad", script: script("bad", 'throw new Error("no luck");') }),
      /The bad failed with status 1[\s\S]*no luck/,
    );
  });

  it("leaves no service behind when it is itself killed", async () => {
    const { file, pids } = family("orphan");
    const module = pathToFileURL(path.resolve(import.meta.dirname, "../../../scripts/local/supervisor.ts")).href;
    const parent = script(
      "parent",
      `import { Supervisor } from ${JSON.stringify(module)};
       new Supervisor().serve({ name: "orphan", script: ${JSON.stringify(file)} });`,
    );
    const killed: ChildProcess = spawn(process.execPath, [parent]);
    await until("the processes", () => pids().length === 2);
    killed.kill("SIGKILL");
    await until("the service's end", () => !isAlive(pids()[0]));
    process.kill(pids()[1], "SIGKILL"); // the grandchild of this test watches nobody
  });
});
