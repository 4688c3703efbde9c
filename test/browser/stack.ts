import path from "node:path";
import { freePort } from "../../sdk/node/freePort.ts";

/** While writing a test: the stack that somebody has started by hand, on the ports that stand here. */
export const REUSES_STACK = process.env.PRESAGE_REUSE_SERVER === "1";

/** The tests' own stack, on ports that are free: another clone's tests may be running. */
export const WEB_PORT = await choosePort("WEB", 3200);
export const CHAIN_PORT = await choosePort("CHAIN", 8845);
export const INDEXER_PORT = await choosePort("INDEXER", 42369);
export const ORDERS_PORT = await choosePort("ORDERS", 42370);
export const SECOND_WEB_PORT = await choosePort("SECOND_WEB", 3207);
export const URL = `http://127.0.0.1:${WEB_PORT}`;
export const RPC_URL = `http://127.0.0.1:${CHAIN_PORT}`;
export const DEPLOYMENTS = path.resolve(import.meta.dirname, "../../.local/browser-tests/deployments");

/** Chosen by the first process, or by hand, and inherited by those that run the tests. */
async function choosePort(name: string, byHand: number): Promise<number> {
  const variable = `PRESAGE_TEST_${name}_PORT`;
  process.env[variable] ??= String(REUSES_STACK ? byHand : await freePort());
  return Number(process.env[variable]);
}
