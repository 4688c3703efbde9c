import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { freePort } from "../../sdk/node/freePort.ts";
import type { Deployment } from "../../sdk/types.ts";

const root = path.resolve(import.meta.dirname, "../..");
const PATIENCE_MS = 60_000;

export interface ServiceProcess {
  url: string;
  /** Until it answers. */
  start: () => Promise<void>;
  stop: (signal?: NodeJS.Signals) => Promise<void>;
  log: () => string;
}

/** One of the project's services as npm runs it, at a free port. */
export async function runService(options: {
  /** Such as `keeper/start.ts`. */
  script: string;
  rpcUrl: string;
  deployment: Deployment;
  env?: Record<string, string>;
  /** A free one unless told. */
  port?: number | undefined;
}): Promise<ServiceProcess> {
  const { script, rpcUrl, deployment } = options;
  const books = mkdtempSync(path.join(tmpdir(), "presage-books-"));
  writeFileSync(path.join(books, `${deployment.chainId}.json`), JSON.stringify(deployment));
  const port = options.port ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  let output = "";
  const env = { ...process.env, PRESAGE_RPC_URL: rpcUrl, PRESAGE_DEPLOYMENTS: books, ...options.env };
  const start = async () => {
    child = spawn(process.execPath, [script, "--port", String(port)], { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
    const keep = (chunk: Buffer) => {
      output = `${output}${chunk}`.slice(-100_000);
    };
    child.stdout?.on("data", keep);
    child.stderr?.on("data", keep);
    for (const deadline = Date.now() + PATIENCE_MS; ; await new Promise((resolve) => setTimeout(resolve, 50))) {
      if (child.exitCode !== null) throw new Error(`${script} ended:\n${output}`);
      if (Date.now() > deadline) throw new Error(`${script} does not answer:\n${output}`);
      const isThere = await fetch(`${url}/health`).then(
        () => true,
        () => false,
      );
      if (isThere) return;
    }
  };
  const stop = async (signal: NodeJS.Signals = "SIGTERM") => {
    const ending = child;
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return;
    const ended = new Promise((resolve) => ending.once("exit", resolve));
    ending.kill(signal);
    const timer = setTimeout(() => ending.kill("SIGKILL"), 15_000);
    await ended;
    clearTimeout(timer);
  };
  process.once("exit", () => {
    child?.kill("SIGKILL");
    rmSync(books, { recursive: true, force: true });
  });
  return { url, start, stop, log: () => output };
}
