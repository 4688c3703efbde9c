import type { Address } from "viem";
import type { ActivityData } from "../ledger/activityData.ts";
import { type ActivityRow, readActivity } from "./activity.ts";
import { type MarketRow, readMarkets, readPolicy } from "./markets.ts";
import type { Movement } from "./schemas.ts";
import type { AsOf, Reader } from "./snapshot.ts";
import { amountOf, currencyOf, learnTokens } from "./tokens.ts";

/** What came (above zero) or went: collateral, a position, or a bond, in base units. */
interface Part {
  asset: Movement["asset"];
  outcome?: number;
  amount: bigint;
  /** If not the market's collateral. */
  token?: string;
  /** From whom or to whom, where it is another account. */
  other?: string | null;
}

/**
 * All that came to an account and went from it, newest first: each thing a row of its own. `after` is the place of the last
 * row of the page before: its activity, and its number in it.
 */
export async function readMovements(
  reader: Reader,
  asOf: AsOf,
  { account, after, count }: { account: Address; after?: { sequence: number; part: number }; count: number },
): Promise<{ sequence: number; part: number; shown: Movement }[]> {
  const found: Found[] = [];
  // an activity moves one thing, several or none: as many are read as it takes
  for (let before = after && after.sequence + 1; ; ) {
    const rows = await readActivity(reader, { account, ...(before !== undefined && { before }), count });
    found.push(...(await movedBy(rows, { reader, asOf, account })).filter(isBehind));
    before = rows.at(-1)?.sequence;
    if (found.length >= count || rows.length < count) break;
  }
  await learnTokens(
    reader,
    found.flatMap(({ part }) => (part.token ? [part.token] : [])),
  );
  return found
    .slice(0, count)
    .map(({ row, market, part, index }) => ({ sequence: row.sequence, part: index, shown: present(row, market, part) }));

  function isBehind({ row, index }: Found): boolean {
    return !after || row.sequence < after.sequence || index > after.part;
  }
}

interface Found {
  row: ActivityRow;
  market: MarketRow | undefined;
  part: Part;
  index: number;
}

async function movedBy(
  rows: readonly ActivityRow[],
  { reader, asOf, account }: { reader: Reader; asOf: AsOf; account: Address },
): Promise<Found[]> {
  const ids = [...new Set(rows.flatMap(({ marketId }) => (marketId === null ? [] : [marketId])))];
  const markets = await readMarkets(reader, asOf, ids);
  const currencies = await readCurrencies(reader, rows);
  return rows.flatMap((row) => {
    const market = row.marketId === null ? undefined : markets.get(row.marketId);
    return partsOf(row, account, market, currencies.get(row.marketId)).map((part, index) => ({ row, market, part, index }));
  });
}

/** In which UMA's bonds are, by market. */
async function readCurrencies(reader: Reader, rows: readonly ActivityRow[]): Promise<Map<bigint | null, string>> {
  const ids = rows.flatMap(({ source, kind, marketId }) =>
    source === "uma" && kind === "Asserted" && marketId !== null ? [marketId] : [],
  );
  const currencies = new Map<bigint | null, string>();
  for (const id of new Set(ids)) {
    const currency = (await readPolicy(reader, id))?.data.currency;
    if (typeof currency === "string") currencies.set(id, currency.toLowerCase());
  }
  return currencies;
}

function present(row: ActivityRow, market: MarketRow | undefined, { asset, outcome, amount, token, other }: Part): Movement {
  const paidIn = token ?? market?.market.collateral ?? "";
  return {
    sequence: row.sequence,
    kind: row.kind,
    marketId: row.marketId === null ? null : String(row.marketId),
    question: market?.market.question ?? null,
    asset,
    outcome: outcome ?? null,
    outcomeName: outcome === undefined ? null : (market?.market.outcomes[outcome] ?? ""),
    token: paidIn,
    currency: currencyOf(paidIn),
    amount: amountOf(amount, paidIn),
    other: other ?? null,
    block: row.block,
    logIndex: row.logIndex,
    transactionHash: row.transactionHash,
    timestamp: row.timestamp,
  };
}

/** `currency`: of UMA's bonds, which is one of its own choice. */
function partsOf(row: ActivityRow, account: Address, market: MarketRow | undefined, currency: string | undefined): Part[] {
  const data = row.data ?? {};
  const amount = unitsOf(data.amount);
  const collateral = unitsOf(data.collateral);
  const count = market?.market.outcomeCount ?? 0;
  const all = Array.from({ length: count }, (_, outcome) => outcome);
  const cash = (moved: bigint): Part => ({ asset: "collateral", amount: moved });
  const yes = (outcome: number, moved: bigint): Part => ({ asset: "yes", outcome, amount: moved });
  // NO of one of two outcomes is YES of the other
  const no = (outcome: number, moved: bigint): Part => (count === 2 ? yes(1 - outcome, moved) : { asset: "no", outcome, amount: moved });
  const held = (moved: bigint, other?: string | null): Part => {
    const asset = data.position as Movement["asset"];
    return { asset, amount: moved, other, ...((asset === "yes" || asset === "no") && { outcome: Number(data.outcome) }) };
  };
  const rests = Array.isArray(data.rests)
    ? data.rests.map((rest, outcome) => yes(outcome, unitsOf(rest))).filter((part) => part.amount > 0n)
    : [];
  if (row.source !== "markets") return bondsOf(row, data, currency);
  switch (row.kind) {
    case "Trade":
    case "OrderFilled": {
      const sign = row.op === "sell" ? -1n : 1n;
      const moved = (row.positions ?? 0n) * sign;
      const outcome = row.outcome ?? 0;
      return [cash(-(row.collateral ?? 0n) * sign), row.side === "no" ? no(outcome, moved) : yes(outcome, moved)];
    }
    case "Split":
      return [cash(-amount), ...all.map((outcome) => yes(outcome, amount))];
    case "Merged":
      return [...all.map((outcome) => yes(outcome, -amount)), cash(amount)];
    case "PairSplit":
      return [cash(-amount), yes(Number(data.outcome), amount), no(Number(data.outcome), amount)];
    case "PairMerged":
      return [yes(Number(data.outcome), -amount), no(Number(data.outcome), -amount), cash(amount)];
    case "Converted":
    case "ConvertedBack": {
      const sign = row.kind === "Converted" ? 1n : -1n;
      const inside = Array.isArray(data.outcomes) ? data.outcomes.map(Number) : [];
      const outside = all.filter((outcome) => !inside.includes(outcome));
      return [
        ...inside.map((outcome) => no(outcome, -amount * sign)),
        ...outside.map((outcome) => yes(outcome, amount * sign)),
        ...(inside.length > 1 ? [cash(BigInt(inside.length - 1) * amount * sign)] : []),
      ];
    }
    case "MarketCreated":
      return [cash(-unitsOf(data.funding)), { asset: "seed", amount: market?.market.initialLiquidity ?? 0n }, ...rests];
    case "LiquidityAdded":
      return [cash(-collateral), { asset: "liquidity", amount: unitsOf(data.liquidity) }, ...rests];
    case "LiquidityRemoved":
      return [{ asset: "liquidity", amount: -unitsOf(data.liquidity) }, cash(collateral), ...rests];
    case "Redeemed":
      return [held(-amount), { ...cash(collateral), other: data.recipient === account ? null : String(data.recipient) }];
    case "SeedRedeemed":
      return [{ asset: "seed", amount: -unitsOf(data.seed) }, cash(collateral)];
    case "CreatorFeesCollected":
      return [cash(collateral)];
    case "Transfer":
      return row.account === account ? [held(-amount, row.recipient)] : [held(amount, row.account)];
    default:
      return [];
  }
}

/** What is staked on an answer, and what a resolver has paid back. */
function bondsOf({ kind }: ActivityRow, data: ActivityData, currency: string | undefined): Part[] {
  const token = typeof data.token === "string" ? data.token.toLowerCase() : currency;
  switch (kind) {
    case "Proposed":
    case "Disputed":
    case "Asserted":
      return unitsOf(data.bond) > 0n ? [{ asset: "bond", amount: -unitsOf(data.bond), token }] : [];
    case "Withdrawn":
      return [{ asset: "bond", amount: unitsOf(data.amount), token }];
    default:
      return [];
  }
}

function unitsOf(value: unknown): bigint {
  return typeof value === "string" && /^-?[0-9]+$/.test(value) ? BigInt(value) : 0n;
}
