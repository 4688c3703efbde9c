// `npm run orders -- --port 42070`: keeps limit orders of the chain of PRESAGE_RPC_URL and shows them. Its settings are in .env.example.
import { parseArgs } from "node:util";
import { pino } from "pino";
import { runService } from "../sdk/node/runService.ts";
import { startRelay } from "./startRelay.ts";

const { values } = parseArgs({
  options: { port: { type: "string", default: "42070" }, hostname: { type: "string", default: "127.0.0.1" } },
});
const log = pino({ name: "orders", level: process.env.PRESAGE_LOG_LEVEL ?? "info" });
await runService(
  () => startRelay({ port: Number(values.port), hostname: values.hostname, log }),
  (words) => log.fatal(words),
);
