// `node scripts/local/relayAndKeeper.ts --orders-port … --keeper-port …`: both in one process, which spares a small machine one.
import { parseArgs } from "node:util";
import { pino } from "pino";
import { startKeeper } from "../../keeper/startKeeper.ts";
import { startRelay } from "../../orders/startRelay.ts";
import { runService } from "../../sdk/node/runService.ts";

const { values } = parseArgs({ options: { "orders-port": { type: "string" }, "keeper-port": { type: "string" } } });
const log = pino({ level: process.env.PRESAGE_LOG_LEVEL ?? "info" });
const hostname = "127.0.0.1";
await runService(
  async () => {
    const stopRelay = await startRelay({ port: Number(values["orders-port"]), hostname, log: log.child({ name: "orders" }) });
    const stopKeeper = await startKeeper({ port: Number(values["keeper-port"]), hostname, log: log.child({ name: "keeper" }) });
    return async () => {
      await stopKeeper();
      await stopRelay();
    };
  },
  (words) => log.fatal(words),
);
