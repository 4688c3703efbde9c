import type { Address } from "viem";
import type { Deployment } from "../../sdk/types.ts";
import { pushRoundsCall } from "../cli/localFeed.ts";
import { normal, random } from "./random.ts";
import type { Moment } from "./timeline.ts";

const HOUR = 3_600;
const ROUNDS_PER_CALL = 24;
const SEED = 104_729;
const FIRST_PRICE = 100_000;
const HOURLY_CHANGE = 0.004;
const UNIT = 10 ** 8;

/** A price for every hour of the demo's history, reported to the local feed a day at a time. Deterministic. */
export function demoPrices(options: { deployment: Deployment; from: Address; start: number; now: number }): Moment[] {
  const { deployment, from, start, now } = options;
  const feed = deployment.feeds?.["BTC/USD"];
  if (!feed) return [];
  const next = random(SEED);
  const rounds: { price: bigint; updatedAt: number }[] = [];
  let price = FIRST_PRICE;
  for (let updatedAt = start + 2 * HOUR; updatedAt < now - HOUR / 4; updatedAt += HOUR) {
    price *= Math.exp(HOURLY_CHANGE * normal(next));
    rounds.push({ price: BigInt(Math.round(price * UNIT)), updatedAt });
  }
  const days = Array.from({ length: Math.ceil(rounds.length / ROUNDS_PER_CALL) }, (_, day) =>
    rounds.slice(day * ROUNDS_PER_CALL, (day + 1) * ROUNDS_PER_CALL),
  );
  return days.map((day) => ({ at: (day.at(-1)?.updatedAt ?? now) + 60, from, call: pushRoundsCall({ feed, rounds: day }) }));
}
