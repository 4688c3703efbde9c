// The API listens by itself, and Ponder's server stays on a port that nobody knows (ponder/inside.ts says why).
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { app } from "../../api/app.ts";
import { watchChain } from "../../api/head.ts";
import { readiness } from "../../api/readiness.ts";
import { onPonderEnd, schemaOfTables } from "../../ponder/inside.ts";
import { readSettings } from "../../settings.ts";
import { showTables } from "../../views.ts";

const SHOW_MS = 200;
const { databaseUrl, hostname, port } = readSettings();

const server = serve({ fetch: app.fetch, hostname, port });
server.on("error", (error) => {
  console.error(`The API cannot listen on ${hostname}:${port}: ${error.message}`);
  process.exit(1);
});
onPonderEnd(() => {
  if ("closeAllConnections" in server) server.closeAllConnections();
  server.close();
});

show();

watchChain(() => {
  console.error("The chain began anew: what was indexed is of another one. Start the indexer again.");
  process.exit(1);
});

/** Once the tables have caught up with the chain, they take the place of the version before. */
function show(): void {
  setTimeout(async () => {
    try {
      const { ready } = await readiness();
      if (ready && (await showTables(databaseUrl, schemaOfTables()))) return;
    } catch (error) {
      console.error("The views could not be changed, it is tried again:", error instanceof Error ? error.message : error);
    }
    show();
  }, SHOW_MS).unref();
}

export default new Hono();
