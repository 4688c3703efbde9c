// `npm run bench:orders [-- --json]`: gas of every way to fill an order, against what it may take at most, and how flat it is
// in the number of outcomes. --json prints one line.
import { buildContracts } from "../../scripts/buildContracts.ts";
import { measureOrders, type OrdersRow } from "./measureOrders.ts";

const AT_MOST: Record<OrdersRow["op"], number> = {
  fillBuy: 107_000,
  fillSell: 105_500,
  crossTransfer: 105_000,
  crossMint: 143_000,
  crossMerge: 139_000,
  sweep5: 276_000,
  fillMany10: 50_000,
  cancel: 29_000,
};
/** Largest over smallest, over all numbers of outcomes. */
const FLAT = 1.005;

await buildContracts();
const rows = await measureOrders();
const faults = Object.entries(AT_MOST).flatMap(([op, most]) => {
  const gas = rows.filter((row) => row.op === op && row.kind === "steady").map((row) => row.gas);
  const top = Math.max(...gas);
  return [
    ...(top > most ? [`${op} takes ${top}, at most ${most} is wanted`] : []),
    ...(top > Math.min(...gas) * FLAT ? [`${op} takes ${gas.join(", ")}: not the same for every number of outcomes`] : []),
  ];
});
if (process.argv.includes("--json")) console.log(JSON.stringify({ rows }));
else
  for (const { op, outcomes, kind, gas } of rows)
    console.log(`${op.padEnd(14)} n = ${String(outcomes).padEnd(4)} ${kind.padEnd(7)} ${gas}`);
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exitCode = 1;
