import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { appArguments } from "../../scripts/local/appArguments.ts";
import { DEPLOYMENTS, INDEXER_PORT, RPC_URL, SECOND_WEB_PORT } from "./stack.ts";

const root = path.resolve(import.meta.dirname, "../..");

export interface AppBesideIndexer {
  url: string;
  killIndexer: () => void;
  reviveIndexer: () => void;
  stop: () => Promise<void>;
}

/** A second app on the same chain, whose indexer (a relay to the one of the stack) can die and come back. */
export async function startAppBesideIndexer(): Promise<AppBesideIndexer> {
  let isDead = false;
  const relay = createServer((incoming, outgoing) => {
    if (isDead) return void incoming.socket.destroy();
    const onward = request({ port: INDEXER_PORT, host: "127.0.0.1", path: incoming.url, headers: incoming.headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on("error", () => incoming.socket.destroy());
    outgoing.on("close", () => onward.destroy());
    onward.end();
  });
  relay.listen(0, "127.0.0.1");
  await once(relay, "listening");
  const app: ChildProcess = spawn(process.execPath, appArguments(SECOND_WEB_PORT), {
    cwd: root,
    stdio: "ignore",
    env: {
      ...process.env,
      NODE_ENV: "production",
      PRESAGE_RPC_URL: RPC_URL,
      PRESAGE_DEPLOYMENTS: DEPLOYMENTS,
      PRESAGE_INDEXER_URL: `http://127.0.0.1:${(relay.address() as AddressInfo).port}`,
    },
  });
  const url = `http://127.0.0.1:${SECOND_WEB_PORT}`;
  const deadline = Date.now() + 60_000;
  while (!(await fetch(url).catch(() => null))?.ok) {
    if (app.exitCode !== null || Date.now() > deadline) throw new Error(`The second app did not answer at ${url}.`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return {
    url,
    killIndexer: () => {
      isDead = true;
      relay.closeAllConnections();
    },
    reviveIndexer: () => {
      isDead = false;
    },
    stop: async () => {
      relay.close();
      relay.closeAllConnections();
      app.kill();
      if (app.exitCode === null && app.signalCode === null) await once(app, "exit");
    },
  };
}
