// `node scripts/local/relayAndKeeper.ts --orders-port … --keeper-port …`: both in one process, which spares a small machine one. With
// PRESAGE_DEMO_ORDERS=1 the demo's orders are placed before the keeper looks.
import { parseArgs } from "node:util";
import { pino } from "pino";
import { startKeeper } from "../../keeper/startKeeper.ts";
import { startRelay } from "../../orders/startRelay.ts";
import { runService } from "../../sdk/node/runService.ts";
import { placeDemoOrders } from "./placeDemoOrders.ts";

const { values } = parseArgs({ options: { "orders-port": { type: "string" }, "keeper-port": { type: "string" } } });
const log = pino({ level: process.env.PRESAGE_LOG_LEVEL ?? "info" });
const hostname = "127.0.0.1";
await runService(
  async () => {
    const stopRelay = await startRelay({ port: Number(values["orders-port"]), hostname, log: log.child({ name: "orders" }) });
    if (process.env.PRESAGE_DEMO_ORDERS === "1") {
      await placeDemoOrders({ rpcUrl: process.env.PRESAGE_RPC_URL, relayUrl: `http://${hostname}:${values["orders-port"]}` });
    }
    const stopKeeper = await startKeeper({ port: Number(values["keeper-port"]), hostname, log: log.child({ name: "keeper" }) });
    return async () => {
      await stopKeeper();
      await stopRelay();
    };
  },
  (words) => log.fatal(words),
);
