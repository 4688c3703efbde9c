import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { renewedOnce } from "../../app/_lib/renewedOnce.ts";
import { firstLimit, makersOf, planLimit } from "../../app/market/[id]/_lib/planLimit.ts";
import { openTicket, reduceTicket } from "../../app/market/[id]/_lib/ticketState.ts";
import { formatAmount } from "../../sdk/formatAmount.ts";
import { initialRhos } from "../../sdk/initialRhos.ts";
import { exp } from "../../sdk/lmsr.ts";
import { bookOf, type Level } from "../../sdk/orders/bookOf.ts";
import type { OpenOrder } from "../../sdk/orders/matchOrders.ts";
import { orderPoolOf } from "../../sdk/orders/orderPoolOf.ts";
import { planOrder } from "../../sdk/orders/planOrder.ts";
import type { BookJson, RestingOrder } from "../../sdk/orders/relay.ts";
import { positionId } from "../../sdk/positionId.ts";
import type { Market, Side } from "../../sdk/types.ts";
import { WAD } from "../../sdk/wad.ts";

const USD = 1_000_000n;
const CENT = WAD / 100n;
const odds = [350_000_000_000_000_000n, 400_000_000_000_000_000n, 250_000_000_000_000_000n];
const rhos = initialRhos({ outcomeCount: 3, odds });
const market = {
  id: 7n,
  termsHash: `0x${"11".repeat(32)}`,
  status: "Open",
  halted: false,
  closesAt: 10_000,
  outcomeCount: 3,
  outcomes: ["A", "B", "C"],
  rhos,
  prices: rhos.map(exp),
  liquidity: 1_000n * USD,
  feeRate: 400,
  collateral: { address: "0x0000000000000000000000000000000000000001", symbol: "USD", decimals: 6 },
} as unknown as Market;
const input = { ...openTicket({ outcome: 0, side: "yes" }), amountText: "100", priceText: "40", start: 100, expiry: 4_000 };
const plan = (changes: Partial<typeof input> = {}, makers: OpenOrder[] = []) =>
  planLimit(market, { ...input, ...changes }, { reading: { locale: "en-US" }, makers });

const idOf = (side: Side) => positionId({ marketId: 7n, outcome: 0, side, outcomeCount: 3 });
const resting = (changes: { side?: Side; sell?: boolean; price: bigint; amount: bigint; maker?: string; slot?: number }): RestingOrder => {
  const { side = "yes", sell = false, price, amount, maker = "0x00000000000000000000000000000000000000aa", slot = 0 } = changes;
  const order = {
    maker: maker as `0x${string}`,
    positionId: idOf(side),
    termsHash: market.termsHash,
    sell,
    price,
    amount,
    minFill: 0n,
    start: 0,
    expiry: 9_000,
    slot,
    nonce: 1n,
    maxTip: 0,
    taker: "0x0000000000000000000000000000000000000000" as const,
  };
  return { order, signature: "0x", hash: `0x${slot}`, status: "Fillable", remaining: amount, fillable: amount };
};
const bookFrom = (orders: RestingOrder[]): BookJson => {
  const positionId = idOf("yes");
  const { asks, bids } = bookOf({ positionId, orders, pool: orderPoolOf(market, positionId), outcomeCount: 3 });
  const amount = (base: bigint) => ({ amount: "", base: String(base) });
  const json = ({ price, orders: sum, pool }: Level) => ({ price: formatAmount(price, 18), orders: amount(sum), pool: amount(pool) });
  return { asks: asks.map(json), bids: bids.map(json), asOf: { block: 1, time: 1 } };
};

describe("planLimit", () => {
  it("spends at most what is typed, and says what waits", () => {
    const { plan: found, price, amount } = plan({ priceText: "30" });
    assert.deepEqual([price, amount], [30n * CENT, 100n * USD]);
    assert.deepEqual([found?.now, found?.waits, found?.terms.amount], [undefined, 333_330_000n, 333_330_000n]);
    assert.equal(found?.total, 99_999_000n);
  });

  it("says what is wrong beside what is typed, and stops", () => {
    assert.match(plan({ priceText: "0" }).priceError ?? "", /between 0% and 100%/);
    assert.match(plan({ priceText: "12.3456" }).priceError ?? "", /at most 2|digits/);
    assert.match(plan({ amountText: "abc" }).amountError ?? "", /not a number|not an amount/i);
    assert.match(plan({ amountText: "0.000001" }).planError ?? "", /buy nothing at this limit/);
    assert.deepEqual(plan({ amountText: "" }), { price: 40n * CENT });
    assert.equal(plan({ priceText: "0" }).plan, undefined);
  });

  it("sells whole ticks", () => {
    const { plan: found } = plan({ op: "sell", amountText: "10.129999", priceText: "50" });
    assert.deepEqual([found?.terms.amount, found?.terms.sell], [10_120_000n, true]);
  });

  it("starts beside the price, where an order waits", () => {
    assert.equal(firstLimit(market, { op: "buy", outcome: 1, side: "yes" }), "40");
    assert.equal(firstLimit(market, { op: "sell", outcome: 0, side: "no" }), "65");
  });
});

describe("makersOf", () => {
  it("fills as the orders themselves do, without the account's own", () => {
    const others = [
      resting({ sell: true, price: 37n * CENT, amount: 20n * USD, slot: 1 }),
      resting({ side: "no", price: 62n * CENT, amount: 15n * USD, slot: 2 }), // asks for 38% of a pair
    ];
    const own = [
      resting({ sell: true, price: 37n * CENT, amount: 9n * USD, maker: "0x00000000000000000000000000000000000000bb", slot: 3 }),
      resting({ side: "no", price: 62n * CENT, amount: 4n * USD, maker: "0x00000000000000000000000000000000000000bb", slot: 4 }),
    ];
    const makers = makersOf(bookFrom([...others, ...own]), { market, outcome: 0, side: "yes", own });
    const planned = (of: OpenOrder[]) => {
      const { now, waits } = planOrder({
        market,
        outcome: 0,
        side: "yes",
        sell: false,
        price: 39n * CENT,
        size: { positions: 300n * USD },
        start: 100,
        expiry: 4_000,
        makers: of,
      });
      return [now?.filled, now?.collateral, now?.positions, waits];
    };
    assert.deepEqual(planned(makers), planned(others));
    assert.equal(
      makers.filter(({ order }) => order.sell).reduce((sum, { remaining }) => sum + remaining, 0n),
      35n * USD,
    );
  });
});

describe("the ticket of a limit order", () => {
  it("keeps a limit for what it was typed for, and no other", () => {
    const typed = reduceTicket(openTicket({ outcome: 0, side: "yes" }), { type: "limit", text: "41" });
    assert.equal(reduceTicket(typed, { type: "amount", text: "5" }).limitText, "41");
    assert.equal(reduceTicket(typed, { type: "choose", outcome: 0, side: "yes" }).limitText, "41");
    assert.equal(reduceTicket(typed, { type: "choose", outcome: 0, side: "no" }).limitText, undefined);
    assert.equal(reduceTicket(typed, { type: "op", op: "sell" }).limitText, undefined);
    assert.equal(reduceTicket(typed, { type: "span", span: "week" }).span, "week");
  });
});

describe("renewedOnce", () => {
  it("shows an order and its renewal as one, with the end of the later and the state of the first", () => {
    const first = resting({ price: 40n * CENT, amount: USD, slot: 1 });
    const renewal: RestingOrder = { ...first, hash: "0x99", status: "NotStarted", order: { ...first.order, start: 9_000, expiry: 12_000 } };
    const other = resting({ price: 40n * CENT, amount: USD, slot: 2 });
    assert.deepEqual(renewedOnce([renewal, first, other]), [{ ...renewal, status: "Fillable" }, other]);
  });
});
