import type { Reading } from "../../../../sdk/numbers/readNumber.ts";
import { limitPrice } from "../../../../sdk/orders/limitPrice.ts";
import { matchKind, priceFor } from "../../../../sdk/orders/matchKind.ts";
import type { OpenOrder } from "../../../../sdk/orders/matchOrders.ts";
import { AMOUNT_TICK, type Order } from "../../../../sdk/orders/order.ts";
import { type OrderPlan, planOrder, wholeTicks } from "../../../../sdk/orders/planOrder.ts";
import type { BookJson, RestingOrder } from "../../../../sdk/orders/relay.ts";
import { parseAmount } from "../../../../sdk/parseAmount.ts";
import { positionId } from "../../../../sdk/positionId.ts";
import type { Market } from "../../../../sdk/types.ts";
import { WAD } from "../../../../sdk/wad.ts";
import { refusalText } from "../../../_lib/failureText.ts";
import type { TicketState } from "./ticketState.ts";

/** What whoever fills it against the pool may keep at most, in 1e-4. It is inside the limit. */
const MAX_TIP = 50;

/** What the ticket shows of a limit order. */
export interface LimitPlan {
  price?: bigint;
  priceError?: string;
  amount?: bigint;
  amountError?: string;
  plan?: OrderPlan;
  planError?: string;
}

/** Everything that the ticket computes of a limit order as somebody types, from what the page already has. Times in Unix seconds. */
export function planLimit(
  market: Market,
  input: Pick<TicketState, "op" | "side" | "outcome" | "amountText"> & { priceText: string; start: number; expiry: number },
  { reading, makers }: { reading: Reading; makers: readonly OpenOrder[] },
): LimitPlan {
  const { op, side, outcome, start, expiry } = input;
  const found: LimitPlan = {};
  attempt(input.priceText, "price", () => limitPrice(input.priceText, reading));
  attempt(input.amountText, "amount", () => parseAmount(input.amountText, market.collateral.decimals, reading));
  const { price, amount } = found;
  if (price === undefined || amount === undefined || amount === 0n) return found;
  try {
    const size = op === "buy" ? { spend: amount } : { positions: wholeTicks(amount) };
    found.plan = planOrder({ market, outcome, side, sell: op === "sell", price, size, start, expiry, maxTip: MAX_TIP, makers });
  } catch (error) {
    found.planError = refusalText(error);
  }
  return found;

  function attempt(text: string, name: "price" | "amount", read: () => bigint): void {
    if (text.trim() === "") return;
    try {
      found[name] = read();
    } catch (error) {
      found[`${name}Error`] = refusalText(error);
    }
  }
}

/** The limit that stands in the ticket at first: the whole percentage beside the price, on its waiting side. In percent. */
export function firstLimit(market: Market, { op, outcome, side }: Pick<TicketState, "op" | "outcome" | "side">): string {
  const yes = market.prices[outcome] ?? 0n;
  const price = Number(side === "no" ? WAD - yes : yes) / 1e16;
  return String(Math.min(99, Math.max(1, op === "buy" ? Math.floor(price) : Math.ceil(price))));
}

/**
 * The orders of a ladder as one can be filled by them: one for each price, and without the account's own, which an account does not
 * meet.
 */
export function makersOf(
  book: BookJson,
  { market, outcome, side, own }: Pick<TicketState, "outcome" | "side"> & { market: Market; own: readonly RestingOrder[] },
): OpenOrder[] {
  const { outcomeCount } = market;
  const id = positionId({ marketId: market.id, outcome, side, outcomeCount });
  const levels = [...book.asks.map((level) => ({ ...level, sell: true })), ...book.bids.map((level) => ({ ...level, sell: false }))];
  return levels.flatMap(({ price: text, sell, orders }) => {
    const price = parseAmount(text, 18);
    const order = { ...NOBODYS, positionId: id, sell, price };
    const mine = own.reduce((sum, { order: each, fillable }) => (offers(each, order, outcomeCount) ? sum + fillable : sum), 0n);
    const remaining = wholeTicks(BigInt(orders.base) - mine);
    return remaining < AMOUNT_TICK ? [] : [{ order: { ...order, amount: remaining }, signature: "0x" as const, remaining }];
  });
}

/** Whether an order is among those that a level of the ladder sums up. */
function offers(own: Order, level: Order, outcomeCount: number): boolean {
  if (own.positionId === level.positionId) return own.sell === level.sell && own.price === level.price;
  const kind = matchKind(own, { ...level, sell: own.sell }, outcomeCount);
  return kind !== undefined && own.sell !== level.sell && priceFor(own, kind) === level.price;
}

const ZERO = "0x0000000000000000000000000000000000000000";
const NOBODYS: Order = {
  maker: "0x0000000000000000000000000000000000000001",
  positionId: 0n,
  termsHash: "0x",
  sell: false,
  price: 0n,
  amount: 0n,
  minFill: 0n,
  start: 0,
  expiry: 0,
  slot: 0,
  nonce: 0n,
  maxTip: 0,
  taker: ZERO,
};
