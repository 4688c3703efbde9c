// The API listens by itself, and Ponder's server stays on a port that nobody knows (ponder/inside.ts says why).
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { app } from "../../api/app.ts";
import { watchChain } from "../../api/head.ts";
import { onPonderEnd } from "../../ponder/inside.ts";
import { readSettings } from "../../settings.ts";

const { hostname, port } = readSettings();

const server = serve({ fetch: app.fetch, hostname, port });
server.on("error", (error) => {
  console.error(`The API cannot listen on ${hostname}:${port}: ${error.message}`);
  process.exit(1);
});
onPonderEnd(() => {
  if ("closeAllConnections" in server) server.closeAllConnections();
  server.close();
});

watchChain(() => {
  console.error("The chain began anew: what was indexed is of another one. Start the indexer again.");
  process.exit(1);
});

export default new Hono();
