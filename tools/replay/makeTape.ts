import { makeRandom } from "../proof/random.ts";
import type { MarketRow, PriceRow } from "./replayPrices.ts";

const START = 1_784_851_200n;
const MARKETS = 24;
const LENGTH = 300n;

/** A tape of prices that walk at random, with gaps, and a market for every five minutes of it, some of them on their strike. */
export function makeTape(seed: number): { prices: PriceRow[]; rows: MarketRow[] } {
  const random = makeRandom(seed);
  const prices: PriceRow[] = [];
  const end = START + LENGTH * BigInt(MARKETS);
  let answer = 65_000n * 10n ** 8n;
  for (let time = START; time <= end + LENGTH; time += 1n + random.below(random.next() < 0.02 ? 120n : 8n)) {
    answer += random.below(10n ** 10n) - 10n ** 10n / 2n;
    prices.push({ time, answer });
  }
  const firstFrom = (time: bigint) => prices.find((price) => price.time >= time) as PriceRow;
  const rows = Array.from({ length: MARKETS }, (_, index): MarketRow => {
    const start = START + LENGTH * BigInt(index);
    const { answer: settling } = firstFrom(start + LENGTH);
    const strike = random.next() < 0.2 ? settling : firstFrom(start).answer;
    return { start, end: start + LENGTH, strike, outcome: settling >= strike ? "Up" : "Down" };
  });
  return { prices, rows };
}
