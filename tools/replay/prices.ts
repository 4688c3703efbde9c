// `npm run replay:prices -- --prices FILE --markets FILE [--json]`: settles recorded markets on a recorded price tape,
// on chain, and compares with what was recorded. Exit status 1 on a mismatch or bad input.
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { buildContracts } from "../../scripts/buildContracts.ts";
import { readCsv, whole } from "./readCsv.ts";
import { type MarketRow, type PriceRow, replayPrices } from "./replayPrices.ts";

const USAGE = "npm run replay:prices -- --prices FILE --markets FILE [--json]";

try {
  const { values } = parseArgs({
    options: { prices: { type: "string" }, markets: { type: "string" }, json: { type: "boolean", default: false } },
  });
  if (!values.prices || !values.markets) throw new Error(`both files are needed: ${USAGE}`);
  const prices = read(values.prices, "unix_seconds,answer_8_decimals", parsePrice);
  const rows = read(values.markets, "start_unix,end_unix,strike_8_decimals,outcome", parseMarket);
  if (prices.length < 2) throw new Error(`${values.prices}: a tape needs at least two prices`);
  prices.forEach((price, i) => {
    if (i > 0 && price.time < prices[i - 1].time) throw new Error(`${values.prices}: line ${i + 2} is older than the line before it`);
  });

  await buildContracts();
  const replay = await replayPrices(prices, rows);
  if (values.json) {
    console.log(JSON.stringify(replay));
  } else {
    console.log(`${replay.settled} markets settled, ${replay.matching} as recorded, ${replay.gasPerSettlement} gas each.`);
    for (const m of replay.mismatches) console.log(`  ${m.start}–${m.end}: recorded ${m.recorded}, settled ${m.settled}`);
  }
  process.exitCode = replay.mismatches.length === 0 ? 0 : 1;
} catch (error) {
  console.error(`replay:prices: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}

function read<Row>(file: string, header: string, parse: (cells: string[], line: number) => Row): Row[] {
  try {
    return readCsv(readFileSync(file, "utf8"), header, parse);
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : error}`);
  }
}

function parsePrice([time, answer]: string[], line: number): PriceRow {
  return { time: whole(time, line), answer: whole(answer, line) };
}

function parseMarket([start, end, strike, outcome]: string[], line: number): MarketRow {
  if (outcome !== "Up" && outcome !== "Down") throw new Error(`line ${line}: the outcome is "${outcome}", expected Up or Down`);
  return { start: whole(start, line), end: whole(end, line), strike: whole(strike, line), outcome };
}
