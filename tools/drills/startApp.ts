import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { appArguments } from "../../scripts/local/appArguments.ts";
import { freePort } from "../../sdk/node/freePort.ts";
import type { Deployment } from "../../sdk/types.ts";
import { until } from "./until.ts";

const root = path.resolve(import.meta.dirname, "../..");

/** The app's own server on its production build, which is made first if that of these sources is not there. */
export async function startApp(options: {
  deployment: Deployment;
  indexerUrl: string;
  env: Record<string, string>;
}): Promise<{ url: string; pid: number; stop: () => Promise<void> }> {
  await build();
  const { deployment, indexerUrl, env } = options;
  const books = mkdtempSync(path.join(tmpdir(), "presage-books-"));
  writeFileSync(path.join(books, `${deployment.chainId}.json`), JSON.stringify(deployment));
  const port = await freePort();
  const child = run(appArguments(port), {
    PRESAGE_DEPLOYMENTS: books,
    PRESAGE_INDEXER_URL: indexerUrl,
    ...env,
  });
  const url = `http://127.0.0.1:${port}`;
  process.once("exit", () => child.kill("SIGKILL"));
  const stop = async () => {
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await ended;
    rmSync(books, { recursive: true, force: true });
  };
  const isThere = () =>
    fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
  await until("the app answers", isThere);
  return { url, pid: child.pid as number, stop };
}

async function build(): Promise<void> {
  const building = run(["scripts/local/buildApp.ts"]);
  const status = await new Promise((resolve) => building.once("exit", resolve));
  if (status !== 0) throw new Error(`The build of the app ended with ${status}: npx next build says why.`);
}

function run(args: string[], env: Record<string, string> = {}): ChildProcess {
  return spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production", ...env },
    stdio: "ignore",
  });
}
