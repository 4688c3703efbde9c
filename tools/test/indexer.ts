import { type ChildProcess, spawn } from "node:child_process";
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { freePort } from "../../sdk/node/freePort.ts";
import type { Deployment } from "../../sdk/types.ts";

const root = path.resolve(import.meta.dirname, "../..");
const PATIENCE_MS = 180_000; // on a machine that is busy with other things

export interface Indexer {
  url: string;
  get: <T>(path: string) => Promise<T>;
  /** Until it has indexed everything up to the chain's newest block. */
  caughtUp: () => Promise<void>;
  /** Ends as Ctrl-C does, or as a crash does. */
  stop: (signal?: NodeJS.Signals) => Promise<void>;
  start: () => Promise<void>;
  /** Has the next start begin with empty tables. */
  forget: () => void;
  /** Without waiting for anything. */
  spawn: () => void;
  isRunning: () => boolean;
  /** Of its process. */
  pid: () => number;
  /** The status it ended with by itself. */
  ended: () => Promise<number | null>;
  log: () => string;
  /** Of its database. */
  databaseUrl: () => string;
}

/** An indexer of its own for one test file, with a database of its own, as `npm start` runs it. */
export async function startIndexer(options: {
  rpcUrl: string;
  deployment: Deployment;
  env?: Record<string, string>;
  /** Of a database that it does not start for itself. */
  databaseUrl?: string;
  /** Where its source lies, if not here. */
  source?: string;
}): Promise<Indexer> {
  const { rpcUrl, deployment } = options;
  const books = mkdtempSync(path.join(tmpdir(), "presage-books-"));
  mkdirSync(books, { recursive: true });
  writeFileSync(path.join(books, `${deployment.chainId}.json`), JSON.stringify(deployment));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  let output = "";

  const spawnIt = () => {
    const env = {
      ...process.env,
      PRESAGE_RPC_URL: rpcUrl,
      PRESAGE_DEPLOYMENTS: books,
      PRESAGE_INDEXER_DATA: path.join(books, "data"),
      ...options.env,
    };
    child = spawn(process.execPath, ["indexer/start.ts", "--port", String(port)], {
      cwd: options.source ?? root,
      env,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const keep = (chunk: Buffer) => {
      output = `${output}${chunk}`.slice(-200_000);
    };
    child.stdout?.on("data", keep);
    child.stderr?.on("data", keep);
  };
  const start = async () => {
    spawnIt();
    await caughtUp();
  };
  const stop = async (signal: NodeJS.Signals = "SIGTERM") => {
    const ending = child;
    if (!ending?.pid || ending.exitCode !== null || ending.signalCode !== null) return;
    const ended = new Promise((resolve) => ending.once("exit", resolve));
    const kill = (which: NodeJS.Signals) => {
      try {
        process.kill(-(ending.pid as number), which);
      } catch {
        // it has ended
      }
    };
    kill(signal);
    const timer = setTimeout(() => kill("SIGKILL"), 8_000);
    await ended;
    clearTimeout(timer);
    kill("SIGKILL");
    for (const deadline = Date.now() + 60_000; runningDatabases().length > 0; ) {
      if (Date.now() > deadline) throw new Error(`The database did not end with the indexer:\n${output}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  // a cluster that was still being made is left as it is, and made anew
  const runningDatabases = () => globSync("data/*/data*/postmaster.pid", { cwd: books, exclude: ["**/*.unfinished"] });
  const databaseUrl = () => options.databaseUrl ?? readFileSync(path.join(books, globSync("data/*/url", { cwd: books })[0]), "utf8");
  const caughtUp = async () => {
    const deadline = Date.now() + PATIENCE_MS;
    let state: unknown;
    let head: number | undefined;
    while (Date.now() < deadline) {
      if (child?.exitCode !== null) throw new Error(`The indexer ended:\n${output}`);
      try {
        head ??= await readHead(rpcUrl); // as the chain says: what the indexer says of it may be some milliseconds old
        state = await (await fetch(`${url}/ready`)).json();
        const { ready, asOf } = state as { ready: boolean; asOf: { block: number } };
        if (ready && asOf.block >= head) return;
      } catch {
        // it does not listen yet
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`The indexer did not catch up: ${JSON.stringify(state)}\n${output}`);
  };
  const get = async <T>(where: string): Promise<T> => {
    const response = await fetch(`${url}${where}`);
    if (!response.ok) throw new Error(`${where} answers ${response.status}: ${await response.text()}\n${output}`);
    return (await response.json()) as T;
  };
  process.once("exit", () => {
    try {
      if (child?.pid) process.kill(-child.pid, "SIGKILL");
    } catch {
      // it has ended
    }
    rmSync(books, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }); // its database ends a moment later
  });
  await start();
  const ended = () =>
    new Promise<number | null>((resolve) => {
      if (!child || child.exitCode !== null) resolve(child?.exitCode ?? null);
      else child.once("exit", resolve);
    });
  const isRunning = () => child !== undefined && child.exitCode === null && child.signalCode === null;
  const forget = () => rmSync(path.join(books, "data"), { recursive: true, force: true });
  return {
    url,
    get,
    caughtUp,
    forget,
    stop,
    start,
    spawn: spawnIt,
    isRunning,
    pid: () => child?.pid ?? 0,
    ended,
    log: () => output,
    databaseUrl,
  };
}

async function readHead(rpcUrl: string): Promise<number> {
  const body = '{"jsonrpc":"2.0","id":1,"method":"eth_blockNumber","params":[]}';
  const response = await fetch(rpcUrl, { method: "POST", headers: { "content-type": "application/json" }, body });
  return Number(((await response.json()) as { result: string }).result);
}
