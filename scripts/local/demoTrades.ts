import type { Address } from "viem";
import { addLiquidityCall } from "../../sdk/calls/addLiquidity.ts";
import { buyCall } from "../../sdk/calls/buy.ts";
import { sellCall } from "../../sdk/calls/sell.ts";
import { routePosition } from "../../sdk/positionId.ts";
import { quoteTradeFloat } from "../../sdk/quoteTradeFloat.ts";
import type { Market, Side } from "../../sdk/types.ts";
import { normal, random } from "./random.ts";
import type { Moment } from "./timeline.ts";

const NEVER = 2n ** 40n;

type Period = { from: number; to: number };

/**
 * What a crowd does in one market: a fair price wanders, with a piece of news now and then, and traders who each see it a
 * little differently trade towards it. Some give, later, a part of what they hold back; some add liquidity. Deterministic.
 */
export function demoTrades(options: { market: Market; markets: Address; traders: readonly Address[]; period: Period }): Moment[] {
  const { market, markets, traders, period } = options;
  const next = random(Number(market.id) * 7919);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  const unit = 10 ** market.collateral.decimals;
  let b = Number(market.liquidity);
  const count = 14 + Math.floor(34 * next() ** 2) + 2 * market.outcomeCount;

  let prices = market.prices.map((price) => Number(price) / 1e18);
  const usual = prices.map((price) => Math.log(price));
  let fair = usual;
  const news = Array.from({ length: 1 + Math.floor(next() * 3) }, () => Math.floor(next() * count));
  const joins = next() < 0.6 ? Math.floor(count / 4) : undefined; // when a second provider adds liquidity
  const held = new Map<string, number>();
  const moments: Moment[] = [];

  const trade = (from: Address, at: number, op: "buy" | "sell", outcome: number, side: Side, amount: number): void => {
    const routed = routePosition({ outcome, side, outcomeCount: market.outcomeCount });
    const key = `${from} ${routed.side} ${routed.outcome}`;
    const quote = quoteTradeFloat({ op, side, liquidity: b, rho: -Math.log(prices[outcome]), feeRate: market.feeRate, amount });
    held.set(key, (held.get(key) ?? 0) + (op === "buy" ? quote.output : -amount));
    const scale = (1 - quote.priceAfter) / (1 - prices[outcome]);
    prices = prices.map((price, index) => (index === outcome ? quote.priceAfter : price * scale));
    const common = { markets, marketId: market.id, outcome, side, recipient: from, deadline: NEVER };
    const call =
      op === "buy"
        ? buyCall({ ...common, collateralIn: BigInt(amount), minPositionsOut: 0n })
        : sellCall({ ...common, positionsIn: BigInt(amount), minCollateralOut: 0n });
    moments.push({ at, from, call });
  };

  for (let index = 0; index < count; index++) {
    const at = period.from + ((index + next()) / count) * (period.to - period.from);
    if (index === joins) {
      const liquidity = market.liquidity / 4n;
      // whatever the prices have become: nobody is out to cheat anyone in the demo
      const terms = { maxCollateralIn: 2n ** 100n, expectedPrices: market.prices, maxValueIn: 2n ** 100n, deadline: NEVER };
      moments.push({ at, from: pick(traders), call: addLiquidityCall({ markets, marketId: market.id, liquidity, ...terms }) });
      b += Number(liquidity);
    }
    fair = wander(fair, usual, next, news.includes(index) ? 0.5 : 0.07);
    const opinion = softmax(fair.map((value) => value + 0.12 * normal(next)));
    const outcome = mostWrong(prices, opinion);
    const from = pick(traders);
    const wanted = prices[outcome] + (opinion[outcome] - prices[outcome]) * (0.4 + 0.5 * next());
    const up = wanted > prices[outcome];
    const against = routePosition({ outcome, side: up ? "no" : "yes", outcomeCount: market.outcomeCount });
    const position = held.get(`${from} ${against.side} ${against.outcome}`) ?? 0;
    if (position > 20 * unit && next() < 0.6) {
      trade(from, at, "sell", against.outcome, against.side, Math.floor((position * (0.3 + 0.5 * next())) / unit) * unit);
      continue;
    }
    const [before, after] = up ? [1 - prices[outcome], 1 - wanted] : [prices[outcome], wanted];
    trade(from, at, "buy", outcome, up ? "yes" : "no", roundAmount((b * Math.log(before / after)) / unit) * unit);
  }
  return moments;
}

/** A random walk that is drawn back, a little, to where it began. */
function wander(logs: number[], usual: number[], next: () => number, size: number): number[] {
  return logs.map((value, index) => value + 0.04 * (usual[index] - value) + size * normal(next));
}

function softmax(logs: number[]): number[] {
  const top = Math.max(...logs);
  const weights = logs.map((value) => Math.exp(value - top) + 0.004);
  const sum = weights.reduce((a, b) => a + b);
  return weights.map((weight) => weight / sum);
}

/** Where an opinion and the price differ most. */
function mostWrong(prices: number[], opinion: number[]): number {
  const gaps = prices.map((price, index) => Math.abs(opinion[index] - price));
  return gaps.indexOf(Math.max(...gaps));
}

/** As people type amounts: 5, 10, 25, 140, 1300. */
function roundAmount(amount: number): number {
  if (amount < 5) return 5;
  const step = amount < 50 ? 5 : amount < 400 ? 10 : 50;
  return Math.round(amount / step) * step;
}
