import { type EventNames, type IndexingFunctionArgs, ponder } from "ponder:registry";
import { market, outcome, pool } from "ponder:schema";
import { type Address, decodeAbiParameters, encodeAbiParameters, type Hex, keccak256, zeroAddress } from "viem";
import type { Activity, ActivityEvent } from "../../sdk/activity.ts";
import { applyEvent, type Exchange, outcomesOf } from "../../sdk/applyEvent.ts";
import { costsOf } from "../../sdk/costsOf.ts";
import { accountOf, decodeEvent, type MarketsEvent } from "../../sdk/decodeActivity.ts";
import { foldText } from "../../sdk/foldText.ts";
import { isSameAddress } from "../../sdk/isSameAddress.ts";
import { exp } from "../../sdk/lmsr.ts";
import { parseMetadata } from "../../sdk/parseMetadata.ts";
import { createPool, type Pool, rhoOf } from "../../sdk/pool.ts";
import { parsePositionId } from "../../sdk/positionId.ts";
import { redeemableAmount } from "../../sdk/redeemableAmount.ts";
import { resolverKindOf } from "../../sdk/resolverKindOf.ts";
import { isReadable } from "../../sdk/text/isReadable.ts";
import type { Metadata } from "../../sdk/types.ts";
import { acquire, book, type Db, dispose, type Entry, type Place, placeOf, record } from "../ledger/books.ts";
import { enterCandles } from "../ledger/candles.ts";
import { changesOf, type PoolRow, readPool } from "../ledger/poolState.ts";
import { rememberToken } from "../ledger/rememberToken.ts";
import { settle } from "../ledger/settle.ts";
import { storableRecord, storableText } from "../ledger/storable.ts";
import { trendAfter, trendAtCreation } from "../ledger/trend.ts";
import { readSettings } from "../settings.ts";

/** What changes a pool or an account's books once a market is there. What each does is the SDK's `applyEvent`. */
const CHANGES = [
  "Trade",
  "Split",
  "Merged",
  "PairSplit",
  "PairMerged",
  "Converted",
  "ConvertedBack",
  "PricesRestored",
  "LiquidityAdded",
  "LiquidityRemoved",
  "Halted",
  "Reopened",
  "Resolved",
  "Voided",
  "Redeemed",
  "SeedRedeemed",
  "CreatorFeesCollected",
] as const satisfies readonly ActivityEvent["kind"][];

const { deployment } = readSettings();

type Args<name extends Extract<EventNames, `Markets:${string}`>> = IndexingFunctionArgs<name>;
type PoolEvent = Args<`Markets:${(typeof CHANGES)[number]}`>["event"];

ponder.on("Markets:MarketCreated", async ({ event, context: { db } }: Args<"Markets:MarketCreated">) => {
  const { marketId, params } = event.args;
  const place = placeOf(event);
  const creator = lower(event.args.creator);
  const resolver = lower(params.resolver);
  const collateral = lower(params.collateral);
  const { metadata, isValid, outcomes } = parseMetadata(params.metadata, params.outcomeCount);
  const { feeRate, creatorShare, outcomeCount } = params;
  const resolverKind = resolverKindOf(deployment, resolver);
  const readable = isReadable({ metadata, metadataIsValid: isValid });
  const regular = resolverKind !== "unknown" && readable;
  await rememberToken(db, collateral, place.block);
  await db.insert(market).values({
    id: marketId,
    creator,
    resolver,
    resolverKind,
    collateral,
    createdAt: place.timestamp,
    createdBlock: place.block,
    closesAt: Number(params.closesAt),
    resolveBy: Number(params.resolveBy),
    feeRate,
    creatorShare,
    outcomeCount,
    initialLiquidity: params.liquidity,
    funding: event.args.funding,
    odds: params.odds.map(String),
    question: storableText(metadata.question),
    category: storableText(metadata.category),
    outcomes: outcomes.map(storableText),
    metadata: storableRecord(metadata) as unknown as Metadata,
    metadataIsValid: isValid,
    metadataText: storableText(params.metadata),
    readable,
    termsHash: termsHash(creator, event.log.data),
    searchText: storableText(foldText([metadata.question, metadata.category, ...outcomes].join("\n"))),
  });
  const created = createPool({ marketId, outcomeCount, feeRate, creatorShare, liquidity: params.liquidity, odds: params.odds });
  const { offsets, payouts, final, ...stored } = created;
  const counts = { volume: 0n, fees: 0n, trades: 0, traders: 0, trend: trendAtCreation(place.timestamp) };
  await db.insert(pool).values({ ...stored, ...counts, collateral, regular, payouts: [], payoutDenominator: 0n });
  await db.insert(outcome).values(
    Array.from({ length: outcomeCount }, (_, index) => ({
      marketId,
      outcome: index,
      initialOffset: offsets[index],
      offset: offsets[index],
      volume: 0n,
      trades: 0,
    })),
  );
  const change = decoded("MarketCreated", event, place);
  const { exchanges } = applyEvent(created, change);
  for (const exchange of exchanges) await enterExchange(db, place, exchange, { marketId, collateral, regular });
  const data = { funding: String(event.args.funding), ...restsOf(exchanges, outcomeCount) };
  await record(db, place, { kind: "MarketCreated", source: "markets", marketId, account: creator, data });
});

type Handlers = { on: (name: string, handle: (args: { event: PoolEvent; context: { db: Db } }) => Promise<void>) => void };
for (const name of CHANGES) {
  (ponder as unknown as Handlers).on(`Markets:${name}`, ({ event, context }) => enter(context.db, placeOf(event), event, name));
}

async function enter(db: Db, place: Place, event: PoolEvent, name: (typeof CHANGES)[number]): Promise<void> {
  const change = decoded(name, event, place);
  const { marketId } = change;
  const { row, outcomes, pool: before } = await readPool(db, marketId, (outcomeCount) => outcomesOf(change, outcomeCount));
  const { pool: after, exchanges } = applyEvent(before, change);
  const trade = change.kind === "Trade" ? { ...change, priceAfter: exp(rhoOf(after, change.outcome)) } : undefined;

  const changes = { ...changesOf(before, after), ...(trade && tradeCounts(row, trade)) };
  const isFinal = after.final !== before.final;
  if (isFinal) changes.finalizedAt = place.timestamp;
  if (Object.keys(changes).length > 0) await db.update(pool, { marketId }).set(changes);
  const [traded] = trade ? outcomes : [];
  if (trade && traded) {
    const { volume, trades } = traded;
    const offset = after.offsets[trade.outcome];
    await db.update(outcome, { marketId, outcome: trade.outcome }).set({ offset, volume: volume + trade.collateral, trades: trades + 1 });
  }
  if (after.sigma !== before.sigma || trade) await enterMove(db, { row, before, after, place, trade });

  const forecast = trade && { outcome: trade.outcome, price: trade.priceAfter };
  const entry = {
    marketId,
    collateral: row.collateral,
    regular: row.regular,
    ...(trade && { volume: trade.collateral, fee: trade.fee, forecast }),
  };
  for (const exchange of exchanges) await enterExchange(db, place, exchange, entry);
  // A pool that becomes final pays what it holds by what it has become.
  if (isFinal) await settle(db, place, { ...row, ...changes });
  await recordChange(db, place, change, { trade, exchanges, outcomeCount: row.outcomeCount });
}

function tradeCounts(row: PoolRow, { collateral, fee, timestamp }: Activity & { kind: "Trade" }): Partial<PoolRow> {
  return {
    volume: row.volume + collateral,
    fees: row.fees + fee,
    trades: row.trades + 1,
    lastTradeAt: timestamp,
    trend: trendAfter(row.trend, { volume: collateral, timestamp }),
  };
}

async function enterMove(
  db: Db,
  move: { row: PoolRow; before: Pool; after: Pool; place: Place; trade: (Activity & { kind: "Trade" }) | undefined },
): Promise<void> {
  const { row, before, after, place, trade } = move;
  await enterCandles(db, {
    marketId: row.marketId,
    timestamp: place.timestamp,
    sigma: { before: before.sigma, after: after.sigma },
    ...(trade && {
      trade: {
        outcome: trade.outcome,
        offset: { before: before.offsets[trade.outcome], after: after.offsets[trade.outcome] },
        fee: trade.fee,
        volume: trade.collateral,
      },
    }),
    volumeBefore: row.volume,
  });
}

/** Enters what an account gave and got: what it gave takes its cost along, what it got is entered at its cost. */
async function enterExchange(
  db: Db,
  place: Place,
  exchange: Exchange,
  entry: Omit<Entry, "account" | "paid" | "received" | "realized">,
): Promise<void> {
  const { account, paid, received, gave, got } = exchange;
  let given = 0n;
  for (const { id, amount } of gave) given += await dispose(db, { account, id, amount });
  const { costs, realized } = costsOf(exchange, given);
  for (const [index, { id, amount }] of got.entries()) await acquire(db, { account, id, amount, cost: costs[index] });
  await book(db, place, { ...entry, account, paid, received, realized });
}

async function recordChange(
  db: Db,
  place: Place,
  { kind, marketId, account, blockNumber, logIndex, transactionHash, timestamp, ...rest }: Activity,
  of: { trade: { priceAfter: bigint } | undefined; exchanges: readonly Exchange[]; outcomeCount: number },
): Promise<void> {
  const common = { kind, source: "markets", marketId, account, carrier: isCarrier(account) };
  if (of.trade) return record(db, place, { ...common, ...rest, priceAfter: of.trade.priceAfter });
  const hasRests = kind === "LiquidityAdded" || kind === "LiquidityRemoved";
  const data = { ...storableRecord(rest), ...(hasRests && restsOf(of.exchanges, of.outcomeCount)) };
  await record(db, place, { ...common, data });
}

// Every mint and burn follows from another event, and goes to or from the caller, but for one: what is bought can go to
// somebody else. It then counts as bought by the caller and given away. What is given away is lost to whoever gives it, and
// has cost whoever gets it nothing: docs/decisions/0080-gifts.md.
ponder.on("Markets:Transfer", async ({ event, context: { db } }: Args<"Markets:Transfer">) => {
  const { caller, sender, receiver, id, amount } = event.args;
  if (receiver === zeroAddress || amount === 0n) return;
  const from = lower(sender === zeroAddress ? caller : sender);
  const to = lower(receiver);
  if (from === to) return;
  const { marketId, kind: held, outcome: index } = parsePositionId(id);
  const { row } = await readPool(db, marketId, () => []);
  const settled = row.final !== null;
  // in a final market a position counts as what it pays
  const worth = settled ? redeemableAmount({ ...row, payouts: row.payouts.map(BigInt) }, { kind: held, outcome: index, amount }) : 0n;
  const cost = await dispose(db, { account: from, id, amount });
  await acquire(db, { account: to, id, amount, cost: worth });
  const entry = { marketId, collateral: row.collateral, regular: row.regular, ...(settled && { settled }) };
  await book(db, placeOf(event), { ...entry, account: from, realized: -cost });
  await book(db, placeOf(event), { ...entry, account: to, realized: worth });
  const data = { position: held, outcome: index, amount: String(amount), cost: String(cost) };
  const common = { source: "markets", marketId, account: from, recipient: to, carrier: isCarrier(caller) };
  await record(db, placeOf(event), { kind: "Transfer", ...common, data });
});

/** Whether whoever called did so to carry out fills of limit orders: the orders contract calls for nothing else. */
function isCarrier(caller: Address | undefined): boolean {
  return caller !== undefined && isSameAddress(deployment.contracts.Orders, caller);
}

/** An event as the SDK has it, with addresses as the tables have them. */
function decoded(
  name: ActivityEvent["kind"],
  { args }: { args: PoolEvent["args"] | Args<"Markets:MarketCreated">["event"]["args"] },
  place: Place,
): Activity {
  const event = { eventName: name, args } as MarketsEvent;
  const change = decodeEvent(event) as ActivityEvent;
  if (change.kind === "Redeemed") change.recipient = lower(change.recipient);
  const account = accountOf(event);
  const { block, logIndex, transactionHash, timestamp } = place;
  const at = { marketId: args.marketId, blockNumber: BigInt(block), logIndex, transactionHash, timestamp };
  return { ...change, ...at, ...(account && { account: lower(account) }) };
}

/** YES positions that came along with liquidity, by outcome, for whoever reads the activity: the event does not say them. */
function restsOf(exchanges: readonly Exchange[], outcomeCount: number): { rests?: string[] } {
  const amounts = new Array<bigint>(outcomeCount).fill(0n);
  for (const { id, amount } of exchanges.flatMap(({ got }) => got)) {
    const { kind, outcome: index } = parsePositionId(id);
    if (kind === "yes") amounts[index] = amount;
  }
  return amounts.some((amount) => amount > 0n) ? { rests: amounts.map(String) } : {};
}

/** What the contract stores, of the bytes as they were emitted: text that is not valid UTF-8 has lost them. */
function termsHash(creator: Address, data: Hex): Hex {
  const types = ["address", "address", "uint64", "uint64", "uint16", "uint16", "uint16", "uint256", "uint64[]", "bytes", "bytes"];
  const params = { type: "tuple", components: types.map((type) => ({ type })) };
  const [terms] = decodeAbiParameters([params], data) as readonly [unknown[]];
  return keccak256(encodeAbiParameters([{ type: "address" }, params], [creator, terms]));
}

function lower(address: Address): Address {
  return address.toLowerCase() as Address;
}
