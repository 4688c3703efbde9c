import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { freePort } from "../../sdk/node/freePort.ts";

const root = path.resolve(import.meta.dirname, "../..");
const next = path.join(root, "node_modules/next/dist/bin/next");
const PATIENCE = 240_000;
let isStopping = false;

/** The product as `npm start` runs it, and beside it the empty page that it is measured against, both built for production. */
export async function startStack(): Promise<{ url: string; rpcUrl: string; yardstick: string; stop: () => Promise<void> }> {
  const [web, chain, indexer, orders, empty] = [await freePort(), await freePort(), await freePort(), await freePort(), await freePort()];
  const flags = ["--port", `${web}`, "--chain-port", `${chain}`, "--indexer-port", `${indexer}`, "--orders-port", `${orders}`];
  const deployments = path.join(root, ".local/check-web/deployments");
  mkdirSync(deployments, { recursive: true });
  const folder = path.join(root, "tools/web/yardstick");
  await ended(run([next, "build"], folder), "the build of the empty page");
  const children = [
    run(["scripts/local/start.ts", ...flags], root, { PRESAGE_DEPLOYMENTS: deployments }),
    run([next, "start", "--hostname", "127.0.0.1", "--port", `${empty}`], folder),
  ];
  const stop = async () => {
    isStopping = true;
    const gone = children.map((child) => (child.exitCode === null ? new Promise((resolve) => child.once("exit", resolve)) : undefined));
    for (const child of children) child.kill("SIGINT");
    await Promise.all(gone);
  };
  const url = `http://127.0.0.1:${web}`;
  const yardstick = `http://127.0.0.1:${empty}`;
  try {
    await Promise.race([
      Promise.all([answers(`${url}/api/indexer/ready`), answers(yardstick)]),
      ...children.map((child) => ended(child, "a service")),
    ]);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, rpcUrl: `http://127.0.0.1:${chain}`, yardstick, stop };
}

function run(args: string[], cwd: string, env: Record<string, string> = {}): ChildProcess {
  const child = spawn(process.execPath, args, {
    cwd,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (data) => (said = `${said}${data}`.slice(-4_000)));
  child.once("exit", (code) => code && code !== 130 && !isStopping && console.error(said));
  return child;
}

/** Rejects, or for a build resolves, when a process has ended. */
function ended(child: ChildProcess, what: string): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => (code === 0 ? resolve() : reject(new Error(`${what} ended with ${code}.`))));
  });
}

async function answers(url: string): Promise<void> {
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    const isThere = await fetch(url, { signal: AbortSignal.timeout(10_000) }).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isThere) return;
    if (Date.now() > deadline) throw new Error(`Nothing answers at ${url}.`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}
