import { Durations } from "../../sdk/node/http/durations.ts";
import { ponderMetrics } from "../ponder/inside.ts";
import { readHead } from "./head.ts";
import { readSnapshot } from "./snapshot.ts";

export const durations = new Durations();

/** In Prometheus' text format: the API's own, and Ponder's. */
export async function metrics(): Promise<string> {
  const lines = durations.lines();
  const block = await readSnapshot(async () => null).then(
    ({ asOf }) => asOf.block,
    () => null,
  );
  const head = await readHead().catch(() => null);
  if (block !== null)
    lines.push(
      "# HELP presage_indexed_block The newest block in the tables.",
      "# TYPE presage_indexed_block gauge",
      `presage_indexed_block ${block}`,
    );
  if (head !== null)
    lines.push("# HELP presage_head_block The newest block of the chain.", "# TYPE presage_head_block gauge", `presage_head_block ${head}`);
  if (block !== null && head !== null)
    lines.push(
      "# HELP presage_lag_blocks How far the tables are behind.",
      "# TYPE presage_lag_blocks gauge",
      `presage_lag_blocks ${Math.max(0, head - block)}`,
    );
  const { user, system } = process.cpuUsage();
  lines.push(
    "# HELP presage_cpu_seconds Processor time of the process.",
    "# TYPE presage_cpu_seconds counter",
    `presage_cpu_seconds ${(user + system) / 1e6}`,
  );
  return `${lines.join("\n")}\n${await ponderMetrics()}`;
}
