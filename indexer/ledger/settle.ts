import { accountDay, holding, judgement, position } from "ponder:schema";
import { and, eq, gt } from "ponder";
import type { Address } from "viem";
import type { PositionKind } from "../../sdk/positionId.ts";
import { redeemableAmount } from "../../sdk/redeemableAmount.ts";
import { WAD } from "../../sdk/wad.ts";
import { book, type Db, dayOf, type Place } from "./books.ts";
import type { PoolRow } from "./poolState.ts";

/**
 * A market that becomes final realizes all of its positions: from here on each costs what it pays, and its redemption gains
 * nothing more.
 */
export async function settle(db: Db, place: Place, state: PoolRow): Promise<void> {
  const { marketId, collateral, regular } = state;
  const open = await db.sql
    .select()
    .from(position)
    .where(and(eq(position.marketId, marketId), gt(position.amount, 0n)));
  const final = { ...state, payouts: state.payouts.map(BigInt) };
  const gains = new Map<Address, bigint>();
  for (const held of open) {
    const cost = redeemableAmount(final, { ...held, kind: held.kind as PositionKind });
    gains.set(held.account, (gains.get(held.account) ?? 0n) + cost - held.cost);
    await db.update(position, { account: held.account, id: held.id }).set({ cost });
  }
  const holders = await db.sql.select({ account: holding.account }).from(holding).where(eq(holding.marketId, marketId));
  for (const { account: who } of holders) {
    await book(db, place, { account: who, marketId, collateral, regular, realized: gains.get(who) ?? 0n, settled: true });
  }
  if (state.final === "Resolved") await judge(db, place, state);
}

/** Brier scores: the squared distance of what each trade stated from what came true. */
async function judge(db: Db, place: Place, state: PoolRow): Promise<void> {
  const { marketId, collateral, regular } = state;
  const none = { brierWeight: 0n, brierSum: 0n, brierTrades: 0 };
  for (const { account, forecasts } of await db.sql.select().from(holding).where(eq(holding.marketId, marketId))) {
    for (const [outcome, [weight, weighted, squared, trades]] of Object.entries(forecasts)) {
      const truth = (BigInt(state.payouts[Number(outcome)] ?? 0) * WAD) / state.payoutDenominator;
      const sum = BigInt(squared) - (2n * truth * BigInt(weighted)) / WAD + (BigInt(weight) * truth * truth) / WAD;
      const add = (row: typeof none) => ({
        brierWeight: row.brierWeight + BigInt(weight),
        brierSum: row.brierSum + sum,
        brierTrades: row.brierTrades + trades,
      });
      await db
        .insert(judgement)
        .values({ account, collateral, regular, ...add(none) })
        .onConflictDoUpdate(add);
      await db
        .insert(accountDay)
        .values({ account, collateral, regular, day: dayOf(place.timestamp), realized: 0n, volume: 0n, trades: 0, ...add(none) })
        .onConflictDoUpdate(add);
    }
  }
}
