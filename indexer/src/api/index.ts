// Ponder's own server answers /ready and others before any route of ours, and calls itself ready before it has caught up: so
// the API listens by itself, and Ponder's server stays on a port that nobody knows.
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { app } from "../../api/app.ts";
import { watchChain } from "../../api/head.ts";
import { readSettings } from "../../settings.ts";

const { hostname, port } = readSettings();
const { PONDER_COMMON } = globalThis as unknown as { PONDER_COMMON: { apiShutdown: { add: (end: () => unknown) => void } } };

const server = serve({ fetch: app.fetch, hostname, port });
server.on("error", (error) => {
  console.error(`The API cannot listen on ${hostname}:${port}: ${error.message}`);
  process.exit(1);
});
PONDER_COMMON.apiShutdown.add(() => {
  if ("closeAllConnections" in server) server.closeAllConnections();
  server.close();
});

watchChain(() => {
  console.error("The chain began anew: what was indexed is of another one. Start the indexer again.");
  process.exit(1);
});

export default new Hono();
