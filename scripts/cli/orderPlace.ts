import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import { PresageError } from "../../sdk/errors.ts";
import type { PlacingStage } from "../../sdk/orders/allowOrder.ts";
import { getOrderFunds } from "../../sdk/orders/getOrderFunds.ts";
import { getOwnOrders } from "../../sdk/orders/getOwnOrders.ts";
import { limitPrice } from "../../sdk/orders/limitPrice.ts";
import { ordersInToken } from "../../sdk/orders/ordersInToken.ts";
import { orderTimes } from "../../sdk/orders/orderTimes.ts";
import { placeOrder } from "../../sdk/orders/placeOrder.ts";
import { type OrderPlan, type OrderRequest, planOrder, wholeTicks } from "../../sdk/orders/planOrder.ts";
import { fillableOrders, getOrders, type RestingOrder } from "../../sdk/orders/relay.ts";
import { sumAtRisk } from "../../sdk/orders/sumAtRisk.ts";
import { parsePercent } from "../../sdk/parsePercent.ts";
import { positionId } from "../../sdk/positionId.ts";
import { parseWhen } from "../../sdk/specification/time.ts";
import type { Market } from "../../sdk/types.ts";
import type { Result } from "./command.ts";
import { type Consent, confirm } from "./confirm.ts";
import { connect } from "./connection.ts";
import { marketArgument } from "./marketArgument.ts";
import { amountJson, amountText, timeText } from "./present.ts";
import { orderJson, orderText, positionsText } from "./presentOrder.ts";
import { relayOf } from "./relay.ts";
import { SILENCE } from "./send.ts";
import { type AskedTrade, type TradeArgs, tradeArguments } from "./tradeArguments.ts";

export type OrderArgs = TradeArgs & Consent & { ids: string[]; price: string; goodUntil: string; maxTip: string; all: boolean };

export async function placeLimitOrder(args: OrderArgs, hre: HardhatRuntimeEnvironment): Promise<Result> {
  const connection = await connect(hre);
  const { publicClient } = connection;
  const { deployment, market } = await marketArgument(onlyId(args.ids), connection);
  const { markets, relay } = { markets: deployment.contracts.Markets, relay: relayOf(connection, deployment) };
  const asked = tradeArguments(args, market);
  const price = limitArgument(args.price);
  const maxTip = tipArgument(args.maxTip);
  const { walletClient, account } = await connection.wallet();
  const maker = account.address;

  const id = positionId({ marketId: market.id, outcome: asked.outcome, side: asked.side, outcomeCount: market.outcomeCount });
  const sell = asked.op === "sell";
  const token = market.collateral;
  const order = { maker, sell, positionId: id };
  const { balance } = await getOrderFunds(publicClient, { order, token: token.address, markets, orders: relay.orders });
  const [kept, open] = await Promise.all([getOrders(relay, { market: market.id }), getOwnOrders(publicClient, { relay, maker })]);
  const { start, expiry: now } = await orderTimes(publicClient, 0);
  const plan = planOrder({
    market,
    outcome: asked.outcome,
    side: asked.side,
    sell,
    price,
    size: sizeOf(asked, balance),
    start,
    expiry: untilArgument(args.goodUntil, now),
    maxTip,
    makers: fillableOrders(kept),
  });
  const atRisk = sumAtRisk([
    ...(sell
      ? open.filter((each) => each.order.sell && each.order.positionId === id)
      : await ordersInToken(publicClient, { orders: open, token: token.address, markets })),
    { order: { ...order, ...plan.terms, slot: -1, nonce: 0n }, remaining: plan.terms.amount },
  ]);
  await confirm(linesOf(plan, market, { atRisk, open }), { connection, account }, args);

  const stages: PlacingStage[] = [];
  const placing = { terms: plan.terms, relay, markets, token, open, account, silence: SILENCE };
  const placed = await placeOrder(publicClient, walletClient, { ...placing, onStage: (stage) => stages.push(stage) });
  const txHashes = [...new Set(stages.flatMap(({ hash }) => hash ?? []))];
  return {
    json: {
      hash: placed.hash,
      ...orderJson(placed.order, market),
      now: { positions: amountJson(plan.now?.positions ?? 0n, token), collateral: amountJson(plan.now?.collateral ?? 0n, token) },
      waits: amountJson(plan.waits, token),
      atRisk: amountJson(atRisk, token),
      signatures: stages.filter(({ kind }) => kind !== "approve").length,
      txHashes,
    },
    text: `Placed: ${orderText(placed.order, placed.order.amount, market)}, good until ${timeText(placed.order.expiry)}. ${placed.hash}`,
  };
}

function onlyId(ids: readonly string[]): string {
  if (ids.length <= 1) return ids[0] ?? "";
  throw new PresageError({
    code: "InvalidArguments",
    message: `${ids.length} markets are named, one is needed.`,
    remedy: "Place one order at a time.",
  });
}

/** The percent sign is needed: 0.42 could be meant either way. */
function limitArgument(text: string): bigint {
  if (text.trim().endsWith("%")) return limitPrice(text);
  throw new PresageError({ code: "InvalidPercentage", details: { text: text.slice(0, 40), decimals: 2 } });
}

function sizeOf({ op, amount }: AskedTrade, balance: bigint): OrderRequest["size"] {
  if (op === "buy") return { spend: amount === "max" ? balance : amount };
  return { positions: amount === "max" ? wholeTicks(balance) : amount };
}

function untilArgument(text: string, now: number): number {
  const until = parseWhen(text, now);
  if (until !== undefined && until > now) return until;
  throw new PresageError({
    code: "InvalidArguments",
    message: `--good-until "${text}" is neither a duration nor a time in UTC that is yet to come.`,
    remedy: "Write it such as PT1H, P1D or 2026-12-31T18:00:00Z.",
  });
}

/** In 1e-4, at most a twentieth. */
function tipArgument(text: string): number {
  const tip = text.trim().endsWith("%") ? parsePercent(text, 2) : -1n;
  if (tip >= 0n && tip <= MAX_TIP) return Number(tip);
  throw new PresageError({
    code: "InvalidPercentage",
    message: `--max-tip "${text}" is not a percentage from 0% to ${MAX_TIP / 100n}% with at most two decimals.`,
    remedy: "0.5% is usual.",
  });
}

const MAX_TIP = 500n;

/** What is signed, what becomes of it at once, what it may cost, and what does not end it. */
function linesOf(plan: OrderPlan, market: Market, { atRisk, open }: { atRisk: bigint; open: readonly RestingOrder[] }): string[] {
  const { terms, now, waits, total } = plan;
  const token = market.collateral;
  const filled = now
    ? `can be filled at once: ${positionsText(terms, now.positions, market)} for ${amountText(now.collateral, token)}`
    : "nothing of it can be filled at once";
  const sum = terms.sell ? positionsText(terms, atRisk, market) : amountText(atRisk, token);
  return [
    `${orderText(terms, terms.amount, market)}, in market ${market.id}`,
    waits > 0n ? `${filled}; ${positionsText(terms, waits, market)} wait for a better price` : filled,
    terms.sell
      ? `brings at least ${amountText(total, token)} in all`
      : `costs at most ${amountText(total, token)} in all, which can be lost`,
    `good until ${timeText(terms.expiry)}; until then only \`presage order cancel\` ends it for certain`,
    ...(open.length > 0 ? [`with your other open orders ${sum} can be taken in sum, which is what is allowed`] : []),
  ];
}
