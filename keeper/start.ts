// `npm run keeper -- --port 42071`: does what is due on the chain of PRESAGE_RPC_URL. Its settings are in .env.example.
import { parseArgs } from "node:util";
import { pino } from "pino";
import { runService } from "../sdk/node/runService.ts";
import { startKeeper } from "./startKeeper.ts";

const { values } = parseArgs({
  options: { port: { type: "string", default: "42071" }, hostname: { type: "string", default: "127.0.0.1" } },
});
const log = pino({ name: "keeper", level: process.env.PRESAGE_LOG_LEVEL ?? "info" });
await runService(
  () => startKeeper({ port: Number(values.port), hostname: values.hostname, log }),
  (words) => log.fatal(words),
);
