import path from "node:path";

/** The tests' own stack, beside one that somebody may be using. */
export const WEB_PORT = 3200;
export const CHAIN_PORT = 8845;
export const INDEXER_PORT = 42369;
export const URL = `http://127.0.0.1:${WEB_PORT}`;
export const RPC_URL = `http://127.0.0.1:${CHAIN_PORT}`;
export const DEPLOYMENTS = path.resolve(import.meta.dirname, "../../.local/browser-tests/deployments");
