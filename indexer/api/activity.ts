import { activityEvent } from "ponder:schema";
import { and, asc, desc, eq, gt, inArray, lt, ne, or, sql } from "ponder";
import type { Address } from "viem";
import { WAD } from "../../sdk/wad.ts";
import type { ActivityData, ActivityValue } from "../ledger/activityData.ts";
import type { Activity, ResolutionEvent, Trade } from "./schemas.ts";
import type { Reader } from "./snapshot.ts";
import { amountOf, priceOf } from "./tokens.ts";

export type ActivityRow = typeof activityEvent.$inferSelect;

export async function readTrades(reader: Reader, options: { marketId: bigint; before?: number; count: number }): Promise<ActivityRow[]> {
  const { marketId, before, count } = options;
  return reader
    .select()
    .from(activityEvent)
    .where(
      and(
        eq(activityEvent.marketId, marketId),
        eq(activityEvent.kind, "Trade"),
        before === undefined ? undefined : lt(activityEvent.sequence, before),
      ),
    )
    .orderBy(desc(activityEvent.sequence))
    .limit(count);
}

/** Newest first. Of an account: what it did, and what it was given. What only carries out fills of orders is told by the fills. */
export async function readActivity(
  reader: Reader,
  options: { marketId?: bigint; account?: Address; before?: number; count: number },
): Promise<ActivityRow[]> {
  const { marketId, account, before, count } = options;
  return reader
    .select()
    .from(activityEvent)
    .where(
      and(
        eq(activityEvent.carrier, false),
        marketId === undefined ? undefined : eq(activityEvent.marketId, marketId),
        account === undefined ? undefined : or(eq(activityEvent.account, account), eq(activityEvent.recipient, account)),
        before === undefined ? undefined : lt(activityEvent.sequence, before),
      ),
    )
    .orderBy(desc(activityEvent.sequence))
    .limit(count);
}

/** In order, from the one after `since`. */
export async function readActivitySince(reader: Reader, since: number, count: number): Promise<ActivityRow[]> {
  return reader.select().from(activityEvent).where(gt(activityEvent.sequence, since)).orderBy(asc(activityEvent.sequence)).limit(count);
}

const LIFE = ["Halted", "Reopened", "Resolved", "Voided"];

/** What the resolver did, and what became of the market by it. Oldest first. */
export async function readResolutionEvents(reader: Reader, marketId: bigint, count: number): Promise<ActivityRow[]> {
  return reader
    .select()
    .from(activityEvent)
    .where(
      and(
        eq(activityEvent.marketId, marketId),
        sql`${activityEvent.kind} <> 'Trade'`,
        or(ne(activityEvent.source, "markets"), inArray(activityEvent.kind, LIFE)),
      ),
    )
    .orderBy(asc(activityEvent.sequence))
    .limit(count);
}

const placeOf = ({ block, logIndex, transactionHash, timestamp }: ActivityRow) => ({ block, logIndex, transactionHash, timestamp });

export function presentTrade(row: ActivityRow, token: string): Trade {
  const { sequence, marketId, account, op, side, outcome, priceAfter } = row;
  const collateral = row.collateral ?? 0n;
  const positions = row.positions ?? 0n;
  return {
    sequence,
    marketId: String(marketId),
    account: account ?? "",
    op: op as Trade["op"],
    side: side as Trade["side"],
    outcome: outcome ?? 0,
    collateral: amountOf(collateral, token),
    positions: amountOf(positions, token),
    fee: amountOf(row.fee ?? 0n, token),
    price: priceOf(positions > 0n ? (collateral * WAD) / positions : 0n),
    priceAfter: priceOf(priceAfter ?? 0n),
    ...placeOf(row),
  };
}

export function presentActivity(row: ActivityRow): Activity {
  const { sequence, kind, source, marketId, account, recipient } = row;
  return {
    sequence,
    kind,
    source: source as Activity["source"],
    marketId: marketId === null ? null : String(marketId),
    account,
    recipient,
    data: dataOf(row),
    ...placeOf(row),
  };
}

/** `token`: in which bonds are paid. */
export function presentResolutionEvent(row: ActivityRow, token: string): ResolutionEvent {
  const { sequence, kind, account } = row;
  const { payouts, bond, deadline, timestamp, evidenceUri, evidenceHash, text, ...data } = row.data ?? {};
  return {
    sequence,
    kind,
    account,
    payouts: Array.isArray(payouts) ? payouts.map(String) : null,
    bond: typeof bond === "string" && /^[0-9]+$/.test(bond) ? amountOf(bond, token) : null,
    deadline: deadline === undefined ? null : Number(deadline),
    evidenceUri: textOf(evidenceUri),
    evidenceHash: textOf(evidenceHash),
    text: textOf(text),
    data,
    ...placeOf(row),
  };
}

function textOf(value: ActivityValue | undefined): string | null {
  return typeof value === "string" ? value : null;
}

function dataOf({ op, side, outcome, collateral, positions, fee, priceAfter, data }: ActivityRow): ActivityData {
  if (op === null) return data ?? {};
  return {
    op,
    side,
    outcome,
    collateral: String(collateral),
    positions: String(positions),
    ...(fee !== null && { fee: String(fee) }),
    ...(priceAfter !== null && { priceAfter: priceOf(priceAfter) }),
    ...data,
  };
}
