// `npm run replay:prices -- --prices FILE --markets FILE [--by keeper [--kills 3]] [--json]`: settles recorded markets on a recorded
// price tape, on chain, and compares with what was recorded. With `--by keeper` a keeper settles them, which is killed at random
// moments and started again; without files it does so on a tape that is made up. Exit status 1 on a mismatch or bad input.
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { buildContracts } from "../../scripts/buildContracts.ts";
import { makeTape } from "./makeTape.ts";
import { readCsv, whole } from "./readCsv.ts";
import { type MarketRow, type PriceRow, replayPrices } from "./replayPrices.ts";
import { settleByKeeper } from "./settleByKeeper.ts";

const USAGE = "npm run replay:prices -- --prices FILE --markets FILE [--by keeper [--kills 3]] [--json]";

try {
  const { values } = parseArgs({
    options: {
      prices: { type: "string" },
      markets: { type: "string" },
      by: { type: "string" },
      kills: { type: "string", default: "3" },
      json: { type: "boolean", default: false },
    },
  });
  const { by, kills } = values;
  if (by !== undefined && by !== "keeper") throw new Error(`--by ${by} is not known, only --by keeper: ${USAGE}`);
  if (!/^\d{1,3}$/.test(kills)) throw new Error(`--kills ${kills} is no number from 0 to 999: ${USAGE}`);
  const { prices, rows } = by && !values.prices && !values.markets ? makeTape(7) : readTape(values.prices, values.markets);

  await buildContracts();
  const replay = await replayPrices(prices, rows, by && ((stage) => settleByKeeper(stage, { kills: Number(kills), markets: rows.length })));
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

function readTape(pricesFile: string | undefined, marketsFile: string | undefined): { prices: PriceRow[]; rows: MarketRow[] } {
  if (!pricesFile || !marketsFile) throw new Error(`both files are needed: ${USAGE}`);
  const prices = read(pricesFile, "unix_seconds,answer_8_decimals", parsePrice);
  const rows = read(marketsFile, "start_unix,end_unix,strike_8_decimals,outcome", parseMarket);
  if (prices.length < 2) throw new Error(`${pricesFile}: a tape needs at least two prices`);
  prices.forEach((price, i) => {
    if (i > 0 && price.time < prices[i - 1].time) throw new Error(`${pricesFile}: line ${i + 2} is older than the line before it`);
  });
  return { prices, rows };
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
