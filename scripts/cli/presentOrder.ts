import { formatAmount } from "../../sdk/formatAmount.ts";
import type { Order } from "../../sdk/orders/order.ts";
import { parsePositionId } from "../../sdk/positionId.ts";
import type { Market } from "../../sdk/types.ts";
import { WAD } from "../../sdk/wad.ts";
import { amountJson, amountText, priceJson, timeText } from "./present.ts";

type Terms = Pick<Order, "positionId" | "sell" | "price" | "amount" | "expiry">;

/** An order for `--json`. */
export function orderJson(order: Terms, market: Market): Record<string, unknown> {
  const { collateral: token } = market;
  const { marketId, outcome, kind } = parsePositionId(order.positionId);
  return {
    marketId,
    outcome: market.outcomes[outcome] ?? "",
    side: kind,
    op: order.sell ? "sell" : "buy",
    price: priceJson(order.price),
    amount: amountJson(order.amount, token),
    total: amountJson((order.amount * order.price) / WAD, token),
    goodUntil: timeText(order.expiry),
  };
}

/** "buy 100.00 Yes at 42% or less". */
export function orderText(order: Pick<Order, "positionId" | "sell" | "price">, positions: bigint, market: Market): string {
  const text = `${order.sell ? "sell" : "buy"} ${positionsText(order, positions, market)}`;
  return `${text} at ${formatAmount(order.price, 16, { minDigits: 0 })}% or ${order.sell ? "more" : "less"}`;
}

/** "100.00 NO on Ann". */
export function positionsText({ positionId }: Pick<Order, "positionId">, positions: bigint, market: Market): string {
  const { outcome, kind } = parsePositionId(positionId);
  const symbol = `${kind === "no" ? "NO on " : ""}${market.outcomes[outcome] ?? ""}`;
  return amountText(positions, { ...market.collateral, symbol });
}
