import { type EventNames, type IndexingFunctionArgs, ponder } from "ponder:registry";
import { market, outcome, pool } from "ponder:schema";
import { type Address, decodeAbiParameters, encodeAbiParameters, type Hex, keccak256, zeroAddress } from "viem";
import { foldText } from "../../sdk/foldText.ts";
import { initialRhos } from "../../sdk/initialRhos.ts";
import { exp } from "../../sdk/lmsr.ts";
import { parseMetadata } from "../../sdk/parseMetadata.ts";
import { dividedFees, gatherFee } from "../../sdk/pool.ts";
import { liquidityId, positionId } from "../../sdk/positionId.ts";
import { quoteTrade } from "../../sdk/quoteTrade.ts";
import { resolverKindOf } from "../../sdk/resolverKindOf.ts";
import { share } from "../../sdk/share.ts";
import type { Metadata, Op, Side } from "../../sdk/types.ts";
import { WAD } from "../../sdk/wad.ts";
import { maxOf, minOf, mulDown, mulUp } from "../ledger/arithmetic.ts";
import { acquire, book, copyOf, type Db, describeId, dispose, placeOf, record, seedId } from "../ledger/books.ts";
import { enterCandles } from "../ledger/candles.ts";
import { type PoolRow, readPrices, readRhos } from "../ledger/poolState.ts";
import { settle } from "../ledger/settle.ts";
import { storableRecord, storableText } from "../ledger/storable.ts";
import { trendAfter, trendAtCreation } from "../ledger/trend.ts";
import { readSettings } from "../settings.ts";

const OPS: readonly Op[] = ["buy", "buyExact", "sell"];
const { deployment } = readSettings();

type MarketsEvent = Extract<EventNames, `Markets:${string}`>;
type Args<name extends MarketsEvent> = IndexingFunctionArgs<name>;

ponder.on("Markets:MarketCreated", async ({ event, context: { db } }: Args<"Markets:MarketCreated">) => {
  const { marketId, funding, params } = event.args;
  const place = placeOf(event);
  const creator = lower(event.args.creator);
  const resolver = lower(event.args.resolver);
  const collateral = lower(params.collateral);
  const { metadata, isValid, outcomes } = parseMetadata(params.metadata, params.outcomeCount);
  const names = outcomes.map(storableText);
  const question = storableText(metadata.question);
  const rhos = initialRhos(params);
  const sigma = maxOf(rhos);
  await db.insert(market).values({
    id: marketId,
    creator,
    resolver,
    resolverKind: resolverKindOf(deployment, resolver),
    collateral,
    createdAt: place.timestamp,
    createdBlock: place.block,
    closesAt: Number(params.closesAt),
    resolveBy: Number(params.resolveBy),
    feeRate: params.feeRate,
    creatorShare: params.creatorShare,
    outcomeCount: params.outcomeCount,
    initialLiquidity: params.liquidity,
    funding,
    odds: params.odds.map(String),
    question,
    category: storableText(metadata.category),
    outcomes: names,
    metadata: storableRecord(metadata) as unknown as Metadata,
    metadataIsValid: isValid,
    metadataText: storableText(params.metadata),
    termsHash: termsHash(creator, event.log.data),
    searchText: storableText(foldText([metadata.question, metadata.category, ...outcomes].join("\n"))),
  });
  await db.insert(pool).values({
    marketId,
    collateral,
    feeRate: params.feeRate,
    creatorShare: params.creatorShare,
    outcomeCount: params.outcomeCount,
    sigma,
    liquidity: params.liquidity,
    seed: params.liquidity,
    gatheredFees: 0n,
    liquidityFees: 0n,
    creatorFees: 0n,
    halted: false,
    payouts: [],
    payoutDenominator: 0n,
    liquidityValue: 0n,
    volume: 0n,
    fees: 0n,
    trades: 0,
    traders: 0,
    trend: trendAtCreation(place.timestamp),
  });
  const offsets = rhos.map((rho) => sigma - rho);
  await db
    .insert(outcome)
    .values(offsets.map((offset, index) => ({ marketId, outcome: index, initialOffset: offset, offset, volume: 0n, trades: 0 })));

  const rests = params.odds.length > 0 ? rhos.map((rho) => funding - mulUp(params.liquidity, rho)) : [];
  const kept = await acquireRests(db, { account: creator, marketId, rests, prices: rhos.map(exp) });
  await acquire(db, { account: creator, id: seedId(marketId), amount: params.liquidity, cost: funding - kept });
  await book(db, place, { account: creator, marketId, collateral, paid: funding });
  await record(db, place, {
    kind: "MarketCreated",
    source: "markets",
    marketId,
    account: creator,
    data: { funding: String(funding), ...restsOf(rests) },
  });
});

ponder.on("Markets:Trade", async ({ event, context: { db } }: Args<"Markets:Trade">) => {
  const { marketId, packed, collateral, positions, fee } = event.args;
  const place = placeOf(event);
  const trader = lower(event.args.trader);
  const { op, side, outcome: traded } = unpack(packed);
  const state = await poolOf(db, marketId);
  const before = await outcomeOf(db, marketId, traded);
  const quote = quoteTrade({
    op,
    side,
    liquidity: state.liquidity,
    rho: state.sigma - before.offset,
    feeRate: state.feeRate,
    amount: op === "buy" ? collateral : positions,
  });
  const sigma = state.sigma + quote.shift;
  const offset = sigma - quote.rhoAfter;

  const { gatheredFees, liquidityFees, creatorFees } = gatherFee(state, fee);
  await db.update(pool, { marketId }).set({
    sigma,
    gatheredFees,
    liquidityFees,
    creatorFees,
    volume: state.volume + collateral,
    fees: state.fees + fee,
    trades: state.trades + 1,
    lastTradeAt: place.timestamp,
    trend: trendAfter(state.trend, { volume: collateral, timestamp: place.timestamp }),
  });
  await db.update(outcome, { marketId, outcome: traded }).set({ offset, volume: before.volume + collateral, trades: before.trades + 1 });
  await enterCandles(db, {
    marketId,
    timestamp: place.timestamp,
    sigma: { before: state.sigma, after: sigma },
    trade: { outcome: traded, offset: { before: before.offset, after: offset }, fee, volume: collateral },
    volumeBefore: state.volume,
  });

  const id = positionId({ marketId, outcome: traded, side, outcomeCount: state.outcomeCount });
  const entry = {
    account: trader,
    marketId,
    collateral: state.collateral,
    volume: collateral,
    fee,
    said: { outcome: traded, price: quote.priceAfter },
  };
  if (op === "sell") {
    const cost = await dispose(db, { account: trader, id, amount: positions });
    await book(db, place, { ...entry, received: collateral, realized: collateral - cost });
  } else {
    await acquire(db, { account: trader, id, amount: positions, cost: collateral });
    await book(db, place, { ...entry, paid: collateral });
  }
  const trade = { op, side, outcome: traded, collateral, positions, fee, priceAfter: quote.priceAfter };
  await record(db, place, { kind: "Trade", source: "markets", marketId, account: trader, ...trade });
});

ponder.on("Markets:Split", async ({ event, context: { db } }: Args<"Markets:Split">) => {
  const { marketId, amount } = event.args;
  const state = await poolOf(db, marketId);
  const costs = share(amount, await readPrices(db, state));
  const account = lower(event.args.account);
  for (const [index, cost] of costs.entries()) await acquire(db, { account, id: yesId(marketId, index), amount, cost });
  await book(db, placeOf(event), { account, marketId, collateral: state.collateral, paid: amount });
  await record(db, placeOf(event), { kind: "Split", source: "markets", marketId, account, data: { amount: String(amount) } });
});

ponder.on("Markets:Merged", async ({ event, context: { db } }: Args<"Markets:Merged">) => {
  const { marketId, amount } = event.args;
  const state = await poolOf(db, marketId);
  const account = lower(event.args.account);
  const cost = await disposeAll(
    db,
    account,
    amount,
    Array.from({ length: state.outcomeCount }, (_, index) => yesId(marketId, index)),
  );
  await book(db, placeOf(event), { account, marketId, collateral: state.collateral, received: amount, realized: amount - cost });
  await record(db, placeOf(event), { kind: "Merged", source: "markets", marketId, account, data: { amount: String(amount) } });
});

ponder.on("Markets:PairSplit", async ({ event, context: { db } }: Args<"Markets:PairSplit">) => {
  const { marketId, amount } = event.args;
  const traded = Number(event.args.outcome);
  const state = await poolOf(db, marketId);
  const account = lower(event.args.account);
  const price = exp(state.sigma - (await outcomeOf(db, marketId, traded)).offset);
  const [yesCost, noCost] = share(amount, [price, WAD - price]);
  await acquire(db, { account, id: yesId(marketId, traded), amount, cost: yesCost });
  await acquire(db, { account, id: noId(state, traded), amount, cost: noCost });
  await book(db, placeOf(event), { account, marketId, collateral: state.collateral, paid: amount });
  const data = { outcome: traded, amount: String(amount) };
  await record(db, placeOf(event), { kind: "PairSplit", source: "markets", marketId, account, data });
});

ponder.on("Markets:PairMerged", async ({ event, context: { db } }: Args<"Markets:PairMerged">) => {
  const { marketId, amount } = event.args;
  const traded = Number(event.args.outcome);
  const state = await poolOf(db, marketId);
  const account = lower(event.args.account);
  const cost = await disposeAll(db, account, amount, [yesId(marketId, traded), noId(state, traded)]);
  await book(db, placeOf(event), { account, marketId, collateral: state.collateral, received: amount, realized: amount - cost });
  const data = { outcome: traded, amount: String(amount) };
  await record(db, placeOf(event), { kind: "PairMerged", source: "markets", marketId, account, data });
});

ponder.on("Markets:Converted", async ({ event, context: { db } }: Args<"Markets:Converted">) => {
  const { marketId, outcomeBitmap, amount } = event.args;
  const state = await poolOf(db, marketId);
  const account = lower(event.args.account);
  const { inside, outside } = divideSet(state.outcomeCount, outcomeBitmap);
  const proceeds = BigInt(inside.length - 1) * amount;
  const cost = await disposeAll(
    db,
    account,
    amount,
    inside.map((index) => noId(state, index)),
  );
  // What comes back in collateral pays for the conversion first; only what exceeds the cost is a profit.
  const carried = outside.length > 0 && cost > proceeds ? cost - proceeds : 0n;
  const prices = await readPrices(db, state);
  const costs = share(
    carried,
    outside.map((index) => prices[index]),
  );
  for (const [order, index] of outside.entries()) await acquire(db, { account, id: yesId(marketId, index), amount, cost: costs[order] });
  await book(db, placeOf(event), {
    account,
    marketId,
    collateral: state.collateral,
    received: proceeds,
    realized: proceeds + carried - cost,
  });
  const data = { outcomes: inside, amount: String(amount) };
  await record(db, placeOf(event), { kind: "Converted", source: "markets", marketId, account, data });
});

ponder.on("Markets:ConvertedBack", async ({ event, context: { db } }: Args<"Markets:ConvertedBack">) => {
  const { marketId, outcomeBitmap, amount } = event.args;
  const state = await poolOf(db, marketId);
  const account = lower(event.args.account);
  const { inside, outside } = divideSet(state.outcomeCount, outcomeBitmap);
  const paid = BigInt(inside.length - 1) * amount;
  const cost = await disposeAll(
    db,
    account,
    amount,
    outside.map((index) => yesId(marketId, index)),
  );
  const prices = await readPrices(db, state);
  const costs = share(
    cost + paid,
    inside.map((index) => WAD - prices[index]),
  );
  for (const [order, index] of inside.entries()) await acquire(db, { account, id: noId(state, index), amount, cost: costs[order] });
  await book(db, placeOf(event), { account, marketId, collateral: state.collateral, paid });
  const data = { outcomes: inside, amount: String(amount) };
  await record(db, placeOf(event), { kind: "ConvertedBack", source: "markets", marketId, account, data });
});

ponder.on("Markets:PricesRestored", async ({ event, context: { db } }: Args<"Markets:PricesRestored">) => {
  const { marketId, sigmaStep, fees } = event.args;
  const place = placeOf(event);
  const state = await poolOf(db, marketId);
  const sigma = state.sigma - sigmaStep;
  await db.update(pool, { marketId }).set({ sigma, liquidityFees: state.liquidityFees + fees });
  await enterCandles(db, {
    marketId,
    timestamp: place.timestamp,
    sigma: { before: state.sigma, after: sigma },
    volumeBefore: state.volume,
  });
  const data = { sigmaStep: String(sigmaStep), fees: String(fees) };
  await record(db, place, { kind: "PricesRestored", source: "markets", marketId, data });
});

ponder.on("Markets:LiquidityAdded", async ({ event, context: { db } }: Args<"Markets:LiquidityAdded">) => {
  const { marketId, liquidity, collateral, fees } = event.args;
  const state = await poolOf(db, marketId);
  const account = lower(event.args.provider);
  const rhos = await readRhos(db, state);
  const deposit = mulUp(liquidity, maxOf(rhos));
  const rests = rhos.map((rho) => deposit - mulUp(liquidity, rho));
  const divided = dividedFees(state);
  await db
    .update(pool, { marketId })
    .set({ ...divided, liquidityFees: divided.liquidityFees + fees, liquidity: state.liquidity + liquidity });
  const kept = await acquireRests(db, { account, marketId, rests, prices: rhos.map(exp) });
  await acquire(db, { account, id: liquidityId(marketId), amount: liquidity, cost: collateral - kept });
  await book(db, placeOf(event), { account, marketId, collateral: state.collateral, paid: collateral });
  const data = { liquidity: String(liquidity), collateral: String(collateral), fees: String(fees), ...restsOf(rests) };
  await record(db, placeOf(event), { kind: "LiquidityAdded", source: "markets", marketId, account, data });
});

ponder.on("Markets:LiquidityRemoved", async ({ event, context: { db } }: Args<"Markets:LiquidityRemoved">) => {
  const { marketId, liquidity, collateral, fees } = event.args;
  const state = await poolOf(db, marketId);
  const account = lower(event.args.provider);
  const rhos = await readRhos(db, state);
  const common = mulDown(liquidity, minOf(rhos));
  const rests = rhos.map((rho) => mulDown(liquidity, rho) - common);
  const divided = dividedFees(state);
  await db
    .update(pool, { marketId })
    .set({ ...divided, liquidityFees: divided.liquidityFees - fees, liquidity: state.liquidity - liquidity });
  const cost = await dispose(db, { account, id: liquidityId(marketId), amount: liquidity });
  const kept = await acquireRests(db, { account, marketId, rests, prices: rhos.map(exp) });
  const realized = collateral + kept - cost;
  await book(db, placeOf(event), { account, marketId, collateral: state.collateral, received: collateral, realized });
  const data = { liquidity: String(liquidity), collateral: String(collateral), fees: String(fees), ...restsOf(rests) };
  await record(db, placeOf(event), { kind: "LiquidityRemoved", source: "markets", marketId, account, data });
});

ponder.on("Markets:Halted", async ({ event, context: { db } }: Args<"Markets:Halted">) => {
  const { marketId } = event.args;
  await db.update(pool, { marketId }).set({ halted: true });
  await record(db, placeOf(event), { kind: "Halted", source: "markets", marketId, data: {} });
});

ponder.on("Markets:Reopened", async ({ event, context: { db } }: Args<"Markets:Reopened">) => {
  const { marketId } = event.args;
  await db.update(pool, { marketId }).set({ halted: false });
  await record(db, placeOf(event), { kind: "Reopened", source: "markets", marketId, data: {} });
});

ponder.on("Markets:Resolved", ({ event, context: { db } }: Args<"Markets:Resolved">) => finish(db, event, "Resolved"));
ponder.on("Markets:Voided", ({ event, context: { db } }: Args<"Markets:Voided">) => finish(db, event, "Void"));

ponder.on("Markets:Redeemed", async ({ event, context: { db } }: Args<"Markets:Redeemed">) => {
  const { marketId, id, amount, collateral, recipient } = event.args;
  const state = await poolOf(db, marketId);
  const account = lower(event.args.account);
  const cost = await dispose(db, { account, id, amount });
  await book(db, placeOf(event), { account, marketId, collateral: state.collateral, received: collateral, realized: collateral - cost });
  const { kind: held, outcome: index } = describeId(id);
  const data = { position: held, outcome: index, amount: String(amount), collateral: String(collateral), recipient: lower(recipient) };
  await record(db, placeOf(event), { kind: "Redeemed", source: "markets", marketId, account, data });
});

ponder.on("Markets:SeedRedeemed", async ({ event, context: { db } }: Args<"Markets:SeedRedeemed">) => {
  const { marketId, seed, collateral } = event.args;
  const state = await poolOf(db, marketId);
  const account = lower(event.args.creator);
  await db.update(pool, { marketId }).set({ seed: 0n });
  const cost = await dispose(db, { account, id: seedId(marketId), amount: seed });
  await book(db, placeOf(event), { account, marketId, collateral: state.collateral, received: collateral, realized: collateral - cost });
  const data = { seed: String(seed), collateral: String(collateral) };
  await record(db, placeOf(event), { kind: "SeedRedeemed", source: "markets", marketId, account, data });
});

ponder.on("Markets:CreatorFeesCollected", async ({ event, context: { db } }: Args<"Markets:CreatorFeesCollected">) => {
  const { marketId, collateral } = event.args;
  const state = await poolOf(db, marketId);
  const account = lower(event.args.creator);
  await db.update(pool, { marketId }).set({ ...dividedFees(state), creatorFees: 0n });
  await book(db, placeOf(event), { account, marketId, collateral: state.collateral, received: collateral, realized: collateral });
  await record(db, placeOf(event), {
    kind: "CreatorFeesCollected",
    source: "markets",
    marketId,
    account,
    data: { collateral: String(collateral) },
  });
});

// Every mint and burn follows from another event, and goes to or from the caller, but for one: what is bought can go to
// somebody else. It then counts as bought by the caller and given away.
ponder.on("Markets:Transfer", async ({ event, context: { db } }: Args<"Markets:Transfer">) => {
  const { caller, sender, receiver, id, amount } = event.args;
  if (receiver === zeroAddress || amount === 0n) return;
  const from = lower(sender === zeroAddress ? caller : sender);
  const to = lower(receiver);
  if (from === to) return;
  const { marketId, kind: held, outcome: index } = describeId(id);
  const state = await poolOf(db, marketId);
  const cost = await dispose(db, { account: from, id, amount });
  await acquire(db, { account: to, id, amount, cost });
  const settled = state.final !== null;
  await book(db, placeOf(event), { account: to, marketId, collateral: state.collateral, ...(settled && { settled }) });
  const data = { position: held, outcome: index, amount: String(amount), cost: String(cost) };
  await record(db, placeOf(event), { kind: "Transfer", source: "markets", marketId, account: from, recipient: to, data });
});

async function finish(db: Db, event: Args<"Markets:Resolved" | "Markets:Voided">["event"], final: "Resolved" | "Void"): Promise<void> {
  const { marketId, liquidityValue } = event.args;
  const place = placeOf(event);
  const state = await poolOf(db, marketId);
  const payouts = event.args.payouts.map(String);
  const finished = {
    ...dividedFees(state),
    final,
    finalizedAt: place.timestamp,
    payouts,
    payoutDenominator: event.args.payouts.reduce((a, b) => a + b, 0n),
    liquidityValue,
  };
  await db.update(pool, { marketId }).set({ ...finished, liquidityFees: 0n });
  await settle(db, place, { ...state, ...finished });
  const data = { payouts, liquidityValue: String(liquidityValue) };
  await record(db, place, { kind: final === "Void" ? "Voided" : final, source: "markets", marketId, data });
}

/** Enters the YES positions that a deposit leaves over or a withdrawal gives, at what they are worth. Returns their cost. */
async function acquireRests(
  db: Db,
  { account, marketId, rests, prices }: { account: Address; marketId: bigint; rests: bigint[]; prices: bigint[] },
): Promise<bigint> {
  let sum = 0n;
  for (const [index, amount] of rests.entries()) {
    const cost = mulDown(amount, prices[index]);
    await acquire(db, { account, id: yesId(marketId, index), amount, cost });
    sum += cost;
  }
  return sum;
}

/** YES positions that came along, by outcome, for whoever reads the activity: the event does not say them. */
function restsOf(rests: readonly bigint[]): { rests?: string[] } {
  return rests.some((amount) => amount > 0n) ? { rests: rests.map(String) } : {};
}

async function disposeAll(db: Db, account: Address, amount: bigint, ids: bigint[]): Promise<bigint> {
  let cost = 0n;
  for (const id of ids) cost += await dispose(db, { account, id, amount });
  return cost;
}

async function poolOf(db: Db, marketId: bigint): Promise<PoolRow> {
  const row = await copyOf(db.find(pool, { marketId }));
  if (!row) throw new Error(`Something happened in market ${marketId} before it was created: the start block is too late`);
  return row;
}

async function outcomeOf(db: Db, marketId: bigint, index: number) {
  const row = await copyOf(db.find(outcome, { marketId, outcome: index }));
  if (!row) throw new Error(`Market ${marketId} has no outcome ${index}`);
  return row;
}

function divideSet(outcomeCount: number, bitmap: bigint): { inside: number[]; outside: number[] } {
  const all = Array.from({ length: outcomeCount }, (_, index) => index);
  const isInside = (index: number) => ((bitmap >> BigInt(index)) & 1n) === 1n;
  return { inside: all.filter(isInside), outside: all.filter((index) => !isInside(index)) };
}

function yesId(marketId: bigint, index: number): bigint {
  return (marketId << 16n) | BigInt(index);
}

function noId(state: PoolRow, index: number): bigint {
  return positionId({ marketId: state.marketId, outcome: index, side: "no", outcomeCount: state.outcomeCount });
}

function unpack(packed: bigint): { op: Op; side: Side; outcome: number } {
  const value = Number(packed);
  return { op: OPS[(value >> 8) & 0xff] ?? "buy", side: value >> 16 === 0 ? "yes" : "no", outcome: value & 0xff };
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
