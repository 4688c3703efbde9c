import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { zeroAddress, zeroHash } from "viem";
import { type BookedOrder, bookOf } from "../../../sdk/orders/bookOf.ts";
import type { Order } from "../../../sdk/orders/order.ts";
import { WAD } from "../../../sdk/wad.ts";

const CENT = WAD / 100n;
const UNIT = 1_000_000n;
const YES = 1n << 16n;
const NO = YES | (1n << 8n);
const [ALICE, BOB] = ["0x00000000000000000000000000000000000000aa", "0x00000000000000000000000000000000000000bb"] as const;
/** b = 1,000 at one half, fee rate 4%. */
const pool = { liquidity: 1_000n * UNIT, rho: 693147180559945310n, feeRate: 400 };

let slot = 0;
function booked(changes: Partial<Order>, available?: bigint): BookedOrder {
  const order = {
    maker: ALICE,
    positionId: YES,
    termsHash: zeroHash,
    sell: false,
    price: 40n * CENT,
    amount: 100n * UNIT,
    minFill: 0n,
    start: 100,
    expiry: 200,
    slot: ++slot,
    nonce: 1n,
    maxTip: 0,
    taker: zeroAddress,
    ...changes,
  };
  return { order, signature: "0x", remaining: order.amount, ...(available !== undefined && { available }) };
}

/** Cents, and whole positions of orders at them. */
function ordersIn(orders: BookedOrder[], side: "bids" | "asks"): [number, number][] {
  const levels = bookOf({ positionId: YES, orders, pool, outcomeCount: 3, levels: 50 })[side];
  return levels.flatMap(({ price, orders }) => (orders > 0n ? [[Number(price / CENT), Number(orders) / 1e6]] : []));
}

describe("bookOf", () => {
  it("shows no more of one maker's orders than it can pay for, the best price first", () => {
    const orders = [30n, 40n, 35n].map((cents) => booked({ price: cents * CENT }, 50n * UNIT));
    assert.deepEqual(ordersIn(orders, "bids"), [
      [40, 100],
      [35, 28.57],
    ]);
    assert.deepEqual(ordersIn([...orders, booked({ maker: BOB, price: 30n * CENT }, 30n * UNIT)], "bids"), [
      [40, 100],
      [35, 28.57],
      [30, 100],
    ]);
    assert.deepEqual(
      ordersIn(
        [40n, 35n].map((cents) => booked({ price: cents * CENT })),
        "bids",
      ),
      [
        [40, 100],
        [35, 100],
      ],
    );
  });

  it("counts collateral and positions by themselves, and leaves out what is less than an order takes at once", () => {
    const purchase = booked({ price: 40n * CENT }, 40n * UNIT);
    const sales = [60n, 62n].map((cents) => booked({ positionId: NO, sell: true, price: cents * CENT }, 130n * UNIT));
    assert.deepEqual(ordersIn([purchase, ...sales], "bids"), [
      [40, 200],
      [38, 30],
    ]);
    const whole = booked({ positionId: NO, sell: true, price: 64n * CENT, minFill: 100n * UNIT }, 130n * UNIT);
    assert.deepEqual(ordersIn([purchase, sales[0] as BookedOrder, whole], "bids"), [[40, 200]]);
    assert.deepEqual(ordersIn([booked({ sell: true, price: 60n * CENT }, 70n * UNIT), purchase], "asks"), [[60, 70]]);
  });

  it("counts once what two orders of one slot and nonce share", () => {
    const [older, newer] = [booked({ slot: 7 }), booked({ slot: 7, start: 150, amount: 120n * UNIT })];
    assert.deepEqual(ordersIn([newer, older], "bids"), [[40, 120]]);
    assert.deepEqual(ordersIn([newer, { ...older, order: { ...older.order, nonce: 2n } }], "bids"), [[40, 220]]);
  });
});
