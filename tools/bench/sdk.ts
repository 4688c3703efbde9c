// `npm run bench:sdk [-- --json]`: quotes a second on one core, exact and in float64. Fails below the targets.
import { parseArgs } from "node:util";
import { quoteTrade } from "../../sdk/quoteTrade.ts";
import { quoteTradeFloat } from "../../sdk/quoteTradeFloat.ts";
import type { Op, Side } from "../../sdk/types.ts";

const TARGETS = { bigint: 30_000, float64: 1_000_000 };
const SECONDS = 1;

const { json } = parseArgs({ options: { json: { type: "boolean", default: false } } }).values;

// Every op and side, prices from 1% to 99%, trades from b / 10,000 to b.
const trades = Array.from({ length: 600 }, (_, index) => {
  const price = 0.01 + (0.98 * ((index * 37) % 600)) / 600;
  const rho = -Math.log(price);
  const amount = 10 ** (6 + (4 * ((index * 101) % 600)) / 600);
  const op = (["buy", "buyExact", "sell"] satisfies Op[])[index % 3] as Op;
  const side: Side = index % 2 === 0 ? "yes" : "no";
  return { op, side, liquidity: 1e10, rho, feeRate: 400, amount };
});
const exactTrades = trades.map((trade) => ({
  ...trade,
  liquidity: 10n ** 10n,
  rho: BigInt(Math.round(trade.rho * 1e18)),
  amount: BigInt(Math.round(trade.amount)),
}));

const figures = {
  bigint: perSecond(() => exactTrades.forEach(quoteTrade)),
  float64: perSecond(() => trades.forEach(quoteTradeFloat)),
};
const pass = figures.bigint >= TARGETS.bigint && figures.float64 >= TARGETS.float64;

if (json) console.log(JSON.stringify({ quotesPerSecond: figures, targets: TARGETS, pass }));
else {
  for (const kind of ["bigint", "float64"] as const) {
    console.log(
      `${kind.padEnd(8)} ${figures[kind].toLocaleString("en").padStart(12)} quotes/s (target ${TARGETS[kind].toLocaleString("en")})`,
    );
  }
}
process.exitCode = pass ? 0 : 1;

/** The best of five rounds: others may use the machine meanwhile. */
function perSecond(run: () => void): number {
  let best = 0;
  for (let round = 0; round < 5; round++) {
    const start = performance.now();
    let runs = 0;
    do {
      run();
      runs++;
    } while (performance.now() - start < (SECONDS * 1000) / 5);
    best = Math.max(best, (runs * trades.length * 1000) / (performance.now() - start));
  }
  return Math.round(best);
}
