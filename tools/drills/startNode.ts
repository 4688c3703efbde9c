import { spawn } from "node:child_process";
import path from "node:path";
import { buildContracts } from "../../scripts/buildContracts.ts";
import { freePort } from "../../sdk/node/freePort.ts";
import { type Chain, chainAt } from "../test/chain.ts";
import { until } from "./until.ts";

const root = path.resolve(import.meta.dirname, "../..");

/** A local chain in a process of its own, so that it costs whoever measures nothing but its share of the machine. */
export async function startNode(): Promise<Chain> {
  await buildContracts();
  const port = await freePort();
  const parent = new URL("../../scripts/local/exitWithParent.ts", import.meta.url).href;
  const start = String(Math.floor(Date.now() / 1000) - 86_400);
  const child = spawn(process.execPath, ["--import", parent, "scripts/local/chain.ts", String(port), start], {
    cwd: root,
    stdio: "ignore",
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const close = async () => {
    child.kill("SIGKILL");
    await ended;
  };
  const chain = chainAt(`http://127.0.0.1:${port}`, { close });
  const isThere = () =>
    chain.rpc("eth_chainId").then(
      () => true,
      () => false,
    );
  await until("the chain answers", isThere);
  return chain;
}
