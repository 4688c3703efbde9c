import type { Context } from "ponder:registry";
import { accountDay, activityEvent, bond, counter, holding, pool, position } from "ponder:schema";
import type { Address, Hash } from "viem";
import { parsePositionId } from "../../sdk/positionId.ts";
import { WAD } from "../../sdk/wad.ts";

export type Db = Context["db"];

/** A row as it is now: what `find` gives is a window on the row, which shows what is written to it later. */
export async function copyOf<Row extends object>(found: Promise<Row | null>): Promise<Row | null> {
  const row = await found;
  return row && { ...row };
}

/** Where in the chain something happened. */
export interface Place {
  block: number;
  blockHash: Hash;
  timestamp: number;
  logIndex: number;
  transactionHash: Hash;
}

/** The place of an event as Ponder hands it over. */
export function placeOf(event: {
  block: { number: bigint; hash: Hash; timestamp: bigint };
  log: { logIndex: number };
  transaction: { hash: Hash };
}): Place {
  return {
    block: Number(event.block.number),
    blockHash: event.block.hash,
    timestamp: Number(event.block.timestamp),
    logIndex: event.log.logIndex,
    transactionHash: event.transaction.hash,
  };
}

const DAY = 86_400;

export function dayOf(timestamp: number): number {
  return timestamp - (timestamp % DAY);
}

type ActivityRow = typeof activityEvent.$inferInsert;

/** Appends to the numbered list of everything that happened. */
export async function record(
  db: Db,
  place: Place,
  row: Omit<ActivityRow, "sequence" | "carrier" | keyof Place> & { carrier?: boolean },
): Promise<void> {
  const { activities } = await db
    .insert(counter)
    .values({ id: 0, activities: 1 })
    .onConflictDoUpdate((last) => ({ activities: last.activities + 1 }));
  await db.insert(activityEvent).values({ carrier: false, ...row, ...place, sequence: activities });
}

/** What an account paid, received and gained in a market, by one event. */
export interface Entry {
  account: Address;
  marketId: bigint;
  collateral: Address;
  /** As of the market's pool. */
  regular: boolean;
  paid?: bigint;
  received?: bigint;
  realized?: bigint;
  /** The collateral of a trade. */
  volume?: bigint;
  fee?: bigint;
  /** The price of an outcome that the trade left behind: what it forecasts. */
  forecast?: { outcome: number; price: bigint };
  settled?: boolean;
}

export async function book(db: Db, place: Place, entry: Entry): Promise<void> {
  const { account: who, marketId, collateral, regular, paid = 0n, received = 0n, realized = 0n, volume = 0n, fee = 0n } = entry;
  const { timestamp } = place;
  const trades = entry.volume === undefined ? 0 : 1;
  const known = await copyOf(db.find(holding, { account: who, marketId }));
  const sums = (row: { paid: bigint; received: bigint; realized: bigint; volume: bigint; fees: bigint; trades: number }) => ({
    paid: row.paid + paid,
    received: row.received + received,
    realized: row.realized + realized,
    volume: row.volume + volume,
    fees: row.fees + fee,
    trades: row.trades + trades,
    lastAt: timestamp,
  });
  const first = { paid, received, realized, volume, fees: fee, trades, firstAt: timestamp, lastAt: timestamp };
  if (known) {
    await db
      .update(holding, { account: who, marketId })
      .set({ ...sums(known), forecasts: addForecast(known.forecasts, entry), settled: entry.settled ?? known.settled });
  } else {
    await db.insert(holding).values({
      account: who,
      marketId,
      collateral,
      regular,
      ...first,
      forecasts: addForecast({}, entry),
      settled: entry.settled ?? false,
    });
  }
  if (trades > 0 && !known?.trades) await db.update(pool, { marketId }).set((row) => ({ traders: row.traders + 1 }));
  if (trades > 0 || realized !== 0n) {
    const day = { realized, volume, trades, brierWeight: 0n, brierSum: 0n, brierTrades: 0 };
    await db
      .insert(accountDay)
      .values({ account: who, collateral, regular, day: dayOf(timestamp), ...day })
      .onConflictDoUpdate((row) => ({ realized: row.realized + realized, volume: row.volume + volume, trades: row.trades + trades }));
  }
}

type Forecasts = (typeof holding.$inferSelect)["forecasts"];

function addForecast(before: Forecasts, { forecast, volume = 0n }: Entry): Forecasts {
  if (!forecast) return before;
  const [weight, weighted, squared, trades] = before[forecast.outcome] ?? ["0", "0", "0", 0];
  const { price } = forecast;
  return {
    ...before,
    [forecast.outcome]: [
      String(BigInt(weight) + volume),
      String(BigInt(weighted) + volume * price),
      String(BigInt(squared) + (volume * price * price) / WAD),
      trades + 1,
    ],
  };
}

/** Adds to a position at a cost. */
export async function acquire(db: Db, what: { account: Address; id: bigint; amount: bigint; cost: bigint }): Promise<void> {
  if (what.amount === 0n && what.cost === 0n) return;
  await db
    .insert(position)
    .values({ ...what, ...parsePositionId(what.id) })
    .onConflictDoUpdate((row) => ({ amount: row.amount + what.amount, cost: row.cost + what.cost }));
}

/** Takes from a position at its average cost, rounded down, and says what that was. All of it takes all of the cost. */
export async function dispose(db: Db, what: { account: Address; id: bigint; amount: bigint }): Promise<bigint> {
  const key = { account: what.account, id: what.id };
  const held = await copyOf(db.find(position, key));
  if (!held || what.amount === 0n) return 0n;
  const cost = what.amount >= held.amount ? held.cost : (held.cost * what.amount) / held.amount;
  await db.update(position, key).set({ amount: held.amount - what.amount, cost: held.cost - cost });
  return cost;
}

export async function bookBond(
  db: Db,
  what: { resolver: Address; account: Address; token: Address; credited?: bigint; withdrawn?: bigint },
): Promise<void> {
  const { credited = 0n, withdrawn = 0n, ...key } = what;
  await db
    .insert(bond)
    .values({ ...key, credited, withdrawn })
    .onConflictDoUpdate((row) => ({ credited: row.credited + credited, withdrawn: row.withdrawn + withdrawn }));
}
