// properties: L5
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Address, zeroAddress, zeroHash } from "viem";
import { bestFill, type Candidate, type Fill } from "../../keeper/fillsOf.ts";
import { fillWithPool } from "../../sdk/orders/fillWithPool.ts";
import { matchOrders } from "../../sdk/orders/matchOrders.ts";
import { maxPoolFill } from "../../sdk/orders/maxPoolFill.ts";
import type { Order } from "../../sdk/orders/order.ts";
import { leastFill } from "../../sdk/orders/orderStatus.ts";
import { WAD } from "../../sdk/wad.ts";
import { makeRandom } from "../../tools/proof/random.ts";

const CENT = WAD / 100n;
const UNIT = 1_000_000n;
const YES = 1n << 16n;
const NO = YES | (1n << 8n);
const TIME = 1_000;
const SENDER = "0x00000000000000000000000000000000000000ee";
/** b = 1,000 at one half, fee rate 4%. */
const pool = { liquidity: 1_000n * UNIT, rho: 693147180559945310n, feeRate: 400 };
const makerOf = (index: number): Address => `0x${index.toString(16).padStart(40, "0")}`;

let made = 0;
function candidate(changes: Partial<Order> = {}): Candidate {
  const order: Order = {
    maker: makerOf(++made),
    positionId: YES,
    termsHash: zeroHash,
    sell: false,
    price: 60n * CENT,
    amount: 10n * UNIT,
    minFill: 0n,
    start: 100,
    expiry: 2_000,
    slot: 0,
    nonce: 1n,
    maxTip: 0,
    taker: zeroAddress,
    ...changes,
  };
  const [remaining, hash] = [order.amount, `0x${made.toString(16).padStart(64, "0")}`] as const;
  return { order, signature: "0x", hash, status: "Fillable", remaining, fillable: remaining };
}
const options = { poolOf: () => pool, outcomeCount: 3, time: TIME, sender: SENDER, leastTip: 0n, unpaid: false };

/** What is found by trying every order with every other, and every order with the pool. */
function exhaustive(orders: readonly Candidate[], { leastTip, unpaid }: { leastTip: bigint; unpaid: boolean }): Fill | undefined {
  if (unpaid) {
    for (const order of orders.toSorted((a, b) => b.order.start - a.order.start)) {
      const match = matchOrders({ taker: order, makers: orders, pool, outcomeCount: 3, sender: SENDER });
      if (match && match.legs.length > 0) return { kind: "others", order, match };
    }
  }
  const fills = orders.flatMap((order) => {
    const positions = maxPoolFill(order.order, pool, { most: order.remaining, time: TIME + 30 });
    const tip = fillWithPool(order.order, pool, { positions, time: TIME })?.tip ?? 0n;
    const isEnough = positions > 0n && positions >= leastFill(order.order, order.remaining) && tip >= leastTip;
    return isEnough && order.order.taker === zeroAddress ? [{ kind: "pool" as const, order, positions, tip }] : [];
  });
  const eager = ({ order: { order } }: Fill) => Number(order.sell ? WAD - order.price : order.price);
  return fills.sort((a, b) => Number(b.tip - a.tip) || eager(b) - eager(a) || a.order.order.start - b.order.order.start)[0];
}

describe("bestFill", () => {
  it("is what trying everything finds, in random books", () => {
    const random = makeRandom(20261201);
    const pick = (most: number) => Number(random.below(BigInt(most)));
    const kinds = { pool: 0, others: 0, none: 0 };
    for (let k = 0; k < 150; k++) {
      const orders = Array.from({ length: 1 + pick(12) }, (_, index) =>
        candidate({
          maker: makerOf(1 + pick(4)),
          positionId: pick(2) === 0 ? YES : NO,
          sell: pick(2) === 0,
          price: BigInt(35 + pick(30)) * CENT,
          amount: BigInt(1 + pick(60)) * UNIT,
          minFill: BigInt(pick(2) * pick(30)) * UNIT,
          start: 100 + index * 10 + pick(9),
          maxTip: pick(3) * 100,
          taker: pick(10) === 0 ? makerOf(1 + pick(4)) : zeroAddress,
        }),
      ).map((each) => ({ ...each, order: { ...each.order, minFill: leastFill(each.order, each.remaining) } }));
      const terms = { leastTip: BigInt(pick(2)) * 10_000n, unpaid: pick(2) === 0 };
      const found = bestFill(orders, { ...options, ...terms });
      assert.deepEqual(found, exhaustive(orders, terms), `case ${k}`);
      kinds[found?.kind ?? "none"]++;
    }
    assert.ok(Math.min(...Object.values(kinds)) > 10, JSON.stringify(kinds));
  });

  it("asks the pool for few of ten thousand orders, whether its price has reached none of them or all", () => {
    for (const reached of [false, true]) {
      const orders = Array.from({ length: 10_000 }, (_, index) =>
        candidate({ price: (reached ? 60n : 30n) * CENT + BigInt(index % 1_000) * 10n ** 14n, maxTip: 1 + (index % 300) }),
      );
      let asked = 0;
      const poolOf = () => {
        asked++;
        return pool;
      };
      const found = bestFill(orders, { ...options, poolOf, unpaid: true });
      assert.equal(found?.kind, reached ? "pool" : undefined);
      assert.ok(asked < 20, `the pool is asked ${asked} times`);
    }
  });

  it("compares no more orders than cross, though one that nobody may take crosses all", () => {
    const bids = Array.from({ length: 5_000 }, () => candidate({ price: 30n * CENT }));
    const alone = candidate({ sell: true, price: CENT, taker: makerOf(999_999) });
    assert.equal(bestFill([...bids, alone], { ...options, unpaid: true }), undefined);
  });

  it("matches an order with no more makers than one transaction can pay for", () => {
    const makers = Array.from({ length: 40 }, () => candidate({ sell: true, price: 40n * CENT, amount: UNIT }));
    const taker = candidate({ amount: 100n * UNIT, start: 500 });
    const found = bestFill([...makers, taker], { ...options, unpaid: true });
    assert.equal(found?.kind === "others" && found.match.legs.length, 16);
  });

  it("keeps two orders apart that may not be paired, and leaves each to others", () => {
    const taker = candidate({ price: 45n * CENT, start: 500 });
    const first = candidate({ sell: true, price: 40n * CENT });
    const second = candidate({ sell: true, price: 41n * CENT });
    const mayPair = (a: Candidate, b: Candidate) => ![a.hash, b.hash].includes(first.hash);
    const found = bestFill([taker, first, second], { ...options, unpaid: true, mayPair });
    assert.deepEqual(found?.kind === "others" && found.match.legs.map(({ maker }) => maker.hash), [second.hash]);
  });
});
