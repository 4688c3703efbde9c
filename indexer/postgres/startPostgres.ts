import { execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { freePort } from "../../sdk/node/freePort.ts";
import { endLeftover } from "./leftover.ts";
import { findPrograms, OTHERWISE, type Programs, placeOf, type Way } from "./programs.ts";

const DATA = "data18"; // of the package's version: files of another one are of no use to it
const USER = "presage";
const PATIENCE_MS = 60_000;
const ATTEMPTS = 5;

/** A PostgreSQL server of one's own, which ends with this process, however it ends. */
export interface Postgres {
  url: string;
  stop: () => Promise<void>;
  /** Resolves with the server's last words if it ends by itself. */
  failed: Promise<string>;
}

/**
 * Starts a server on the cluster in `folder`, which is made if there is none. It listens on a free port of 127.0.0.1 alone and
 * wants a password that nobody was told but the file `url` in the folder, which its owner alone can read. Whoever calls sees to
 * it that nobody else uses the folder: a server that is found at work there is a leftover, and is ended.
 */
export async function startPostgres(folder: string, ways?: readonly Way[]): Promise<Postgres> {
  const programs = await findPrograms(folder, ways);
  const data = path.join(programs.home, DATA);
  const note = path.join(folder, "url");
  await endLeftover(data);
  const isNew = !existsSync(data) || !existsSync(note);
  const password = isNew ? randomBytes(24).toString("base64url") : new URL(readFileSync(note, "utf8")).password;
  if (isNew) {
    rmSync(note, { force: true });
    await makeCluster(programs, folder, data, password);
  }
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const url = `postgres://${USER}:${password}@127.0.0.1:${port}/postgres`;
    writeFileSync(note, url, { mode: 0o600 });
    const server = await serve(programs, folder, data, port);
    if (typeof server !== "string") return { url, ...server };
    // somebody else may have taken the port since
    if (attempt < ATTEMPTS && /could not bind|Address already in use/.test(server)) continue;
    throw new Error(`PostgreSQL does not start in ${programs.home}. Its last words:\n${server}\n${OTHERWISE}`);
  }
}

/** Ends what works in the folder, a leftover as above, and removes it with all that belongs to it. */
export async function removeCluster(folder: string): Promise<void> {
  const place = placeOf(folder);
  for (const home of [folder, ...(place ? [path.join(place, "home")] : [])]) await endLeftover(path.join(home, DATA));
  for (const each of [folder, ...(place ? [place] : [])]) rmSync(each, { recursive: true, force: true, maxRetries: 5 });
}

/** Under another name until it is whole, so that one that was interrupted is not taken for a cluster. */
async function makeCluster({ home, command, owner }: Programs, folder: string, data: string, password: string): Promise<void> {
  const unfinished = `${data}.unfinished`;
  const passwordFile = path.join(owner ? path.dirname(home) : folder, "password"); // where its reader can go
  rmSync(data, { recursive: true, force: true });
  rmSync(unfinished, { recursive: true, force: true });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (owner) chownSync(passwordFile, owner.uid, owner.gid);
  const locale = ["-E", "UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]; // the same everywhere
  const options = ["-D", unfinished, "-U", USER, "--auth=scram-sha-256", `--pwfile=${passwordFile}`, ...locale];
  const { file, args } = command("initdb", options);
  try {
    await promisify(execFile)(file, args, { cwd: home, ...owner });
    renameSync(unfinished, data);
  } catch (error) {
    const words = (error as { stderr?: string }).stderr || (error as Error).message;
    throw new Error(`PostgreSQL cannot make its files in ${home}. Its last words:\n${lastLines(words)}\n${OTHERWISE}`);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** Returns once it takes connections, or its last words. */
async function serve(
  { home, command, owner }: Programs,
  folder: string,
  data: string,
  port: number,
): Promise<Omit<Postgres, "url"> | string> {
  const log = path.join(folder, "log");
  writeFileSync(log, "");
  const settings = ["listen_addresses=127.0.0.1", `port=${port}`, "unix_socket_directories=", "timezone=UTC", "log_timezone=UTC"];
  const { file, args } = command("postgres", ["-D", data, ...settings.flatMap((each) => ["-c", each])]);
  const order = JSON.stringify({ file, args, cwd: home, log, owner });
  const watch = spawn(process.execPath, [path.join(import.meta.dirname, "watch.ts"), order], {
    detached: true, // in a group of its own: what kills the group of this process must not keep it from its work
    stdio: ["pipe", "ignore", "ignore"],
    env: { PATH: process.env.PATH, LC_ALL: "C", ...(process.env.SystemRoot && { SystemRoot: process.env.SystemRoot }) },
  });
  let isOver = false;
  const ended = new Promise<void>((resolve) => {
    watch.once("exit", () => resolve());
    watch.once("error", () => resolve());
  }).then(() => {
    isOver = true;
  });
  const deadline = Date.now() + PATIENCE_MS;
  while (!isOver && !isReady(data)) {
    if (Date.now() > deadline) watch.stdin.end();
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 10))]);
  }
  const lastWords = () => lastLines(readFileSync(log, "utf8"));
  if (isOver) return lastWords();
  watch.unref();
  (watch.stdin as unknown as { unref: () => void }).unref();
  let isStopping = false;
  return {
    stop: async () => {
      isStopping = true;
      watch.ref();
      watch.stdin.end();
      await ended;
    },
    failed: new Promise((resolve) => {
      void ended.then(() => !isStopping && resolve(lastWords()));
    }),
  };
}

/** As PostgreSQL's own pg_ctl finds out: the eighth line of this file. */
function isReady(data: string): boolean {
  const file = path.join(data, "postmaster.pid");
  return existsSync(file) && (readFileSync(file, "utf8").split("\n")[7]?.startsWith("ready") ?? false);
}

function lastLines(text: string): string {
  return text.trim().split("\n").slice(-8).join("\n");
}
