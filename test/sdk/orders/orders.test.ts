// properties: L5
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createWalletClient, custom, decodeFunctionData, encodeFunctionData, recoverTypedDataAddress, zeroAddress, zeroHash } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { ordersAbi } from "../../../sdk/abi/orders.ts";
import { describeError, PresageError } from "../../../sdk/errors.ts";
import { cancelOrdersCall } from "../../../sdk/orders/cancelOrdersCall.ts";
import { crossCall } from "../../../sdk/orders/crossCall.ts";
import { fillCall } from "../../../sdk/orders/fillCall.ts";
import { fillManyCall } from "../../../sdk/orders/fillManyCall.ts";
import { matchOrders, type OpenOrder } from "../../../sdk/orders/matchOrders.ts";
import { nextSlot } from "../../../sdk/orders/nextSlot.ts";
import { type Order, orderDomain, orderTypes, type SignedOrder } from "../../../sdk/orders/order.ts";
import { orderStatuses, remainingOf } from "../../../sdk/orders/orderStatus.ts";
import { signOrder } from "../../../sdk/orders/signOrder.ts";
import { sweepCall } from "../../../sdk/orders/sweepCall.ts";
import type { Call } from "../../../sdk/types.ts";
import { WAD } from "../../../sdk/wad.ts";

const account = privateKeyToAccount(generatePrivateKey());
const orders = "0x00000000000000000000000000000000000000ff";
const domain = { chainId: 31337, orders } as const;
const CENT = WAD / 100n;
const UNIT = 1_000_000n;
const YES = 1n << 16n;
const NO = YES | (1n << 8n);
/** b = 1,000 at one half, fee rate 4%. */
const pool = { liquidity: 1_000n * UNIT, rho: 693147180559945310n, feeRate: 400 };

const orderOf = (changes: Partial<Order> = {}): Order => ({
  maker: account.address,
  positionId: YES,
  termsHash: zeroHash,
  sell: false,
  price: 60n * CENT,
  amount: 10n * UNIT,
  minFill: 0n,
  start: 100,
  expiry: 200,
  slot: 0,
  nonce: 1n,
  maxTip: 0,
  taker: zeroAddress,
  ...changes,
});
const signedOf = (changes: Partial<Order> = {}): SignedOrder => ({ order: orderOf(changes), signature: "0x1234" });
const makerOf = (index: number) => `0x${index.toString(16).padStart(40, "0")}` as const;
const openOf = (changes: Partial<Order> = {}): OpenOrder => {
  const signed = signedOf(changes);
  return { ...signed, remaining: signed.order.amount };
};
const decode = (call: Call) => {
  assert.equal(call.address, orders);
  const { functionName, args } = decodeFunctionData({ abi: ordersAbi, data: encodeFunctionData(call) });
  return { functionName, args };
};
const match = (taker: OpenOrder, makers: OpenOrder[], sender?: string) => matchOrders({ taker, makers, pool, outcomeCount: 3, sender });

describe("signOrder", () => {
  const wallet = createWalletClient({ account, transport: custom({ request: () => Promise.reject(new Error("nothing is asked")) }) });

  it("signs what the contract verifies", async () => {
    const { order, signature } = await signOrder(wallet, { order: orderOf(), ...domain });
    const signer = await recoverTypedDataAddress({
      domain: orderDomain(domain),
      types: orderTypes,
      primaryType: "Order",
      message: order,
      signature,
    });
    assert.equal(signer, account.address);
  });

  it("signs for nobody else", async () => {
    await assert.rejects(
      signOrder(wallet, { order: orderOf({ maker: zeroAddress }), ...domain }),
      (error) => error instanceof PresageError && error.code === "NotYourOrder",
    );
  });
});

describe("nextSlot", () => {
  it("is the first that no live order is in, above every nonce that it has seen", () => {
    const slots = [4n, 9n, 0n].map((nonce) => ({ nonce, filled: 0n }));
    assert.deepEqual(nextSlot([], slots), { slot: 0, nonce: 5n });
    assert.deepEqual(nextSlot([orderOf({ slot: 0 }), orderOf({ slot: 1 })], slots), { slot: 2, nonce: 1n });
    assert.throws(() => nextSlot([orderOf({ slot: 0 })], slots.slice(0, 1)), /read 2/);
  });
});

describe("remainingOf", () => {
  it("begins anew at a higher nonce and ends at a lower one", () => {
    const terms = { nonce: 5n, amount: 10n };
    assert.equal(remainingOf(terms, { nonce: 4n, filled: 7n }), 10n);
    assert.equal(remainingOf(terms, { nonce: 5n, filled: 7n }), 3n);
    assert.equal(remainingOf(terms, { nonce: 5n, filled: 11n }), 0n);
    assert.equal(remainingOf(terms, { nonce: 6n, filled: 0n }), 0n);
  });
});

describe("Calls of orders", () => {
  it("carry orders, signatures and amounts as given", () => {
    const [a, b] = [signedOf(), signedOf({ sell: true, maker: makerOf(1) })];
    assert.deepEqual(decode(fillCall({ orders, signed: a, positions: UNIT })), {
      functionName: "fill",
      args: [a.order, a.signature, UNIT],
    });
    const crossed = decode(crossCall({ orders, a, b, positions: UNIT }));
    assert.deepEqual(crossed, { functionName: "cross", args: [a.order, a.signature, b.order, b.signature, UNIT] });
    const many = decode(
      fillManyCall({
        orders,
        fills: [
          { signed: a, positions: UNIT },
          { signed: b, positions: 2n * UNIT },
        ],
      }),
    );
    assert.deepEqual(many.args, [
      [a.order, b.order],
      [a.signature, b.signature],
      [UNIT, 2n * UNIT],
    ]);
    const taker = openOf({ amount: 20n * UNIT });
    const found = match(taker, [openOf({ sell: true, price: 40n * CENT, maker: makerOf(1) })]);
    assert.ok(found);
    const [, , makers, , positions, budget] = decode(sweepCall({ orders, taker, match: found })).args as unknown as [
      unknown,
      unknown,
      Order[],
      unknown,
      bigint[],
      bigint,
    ];
    assert.deepEqual([makers.length, positions, budget], [1, [10n * UNIT, 10n * UNIT], 300_000n]);
  });

  it("cancel each slot once, above the newest of its orders", () => {
    const cancelled = [
      orderOf({ slot: 3, nonce: 4n }),
      orderOf({ slot: 1, nonce: 1n }),
      orderOf({ slot: 3, nonce: 9n }),
      orderOf({ slot: 3, nonce: 2n }),
    ];
    assert.deepEqual(decode(cancelOrdersCall({ orders, cancelled })), {
      functionName: "cancel",
      args: [
        [3n, 1n],
        [10n, 2n],
      ],
    });
  });
});

describe("matchOrders", () => {
  it("takes the best maker first, whatever the way, and older ones of equal prices", () => {
    const makers = [
      openOf({ sell: true, price: 50n * CENT, maker: makerOf(1), start: 20 }),
      openOf({ sell: true, price: 50n * CENT, maker: makerOf(2), start: 10 }),
      openOf({ positionId: NO, price: 51n * CENT, maker: makerOf(3) }), // a pair leaves 49 cents for YES
    ];
    const found = match(openOf({ amount: 30n * UNIT }), makers);
    assert.deepEqual(
      found?.legs.map(({ maker, kind }) => [maker.order.maker, kind]),
      [
        [makerOf(3), "mint"],
        [makerOf(2), "transfer"],
        [makerOf(1), "transfer"],
      ],
    );
    assert.equal(found?.collateral, (49n + 50n + 50n) * 10n * (UNIT / 100n));
  });

  it("takes the pool before a maker that is dearer, and the maker for what is dearer in the pool", () => {
    const dear = openOf({ sell: true, price: 58n * CENT, amount: 1_000n * UNIT, maker: makerOf(1) });
    const small = match(openOf({ price: 60n * CENT }), [dear]);
    assert.deepEqual([small?.legs.length, small?.poolPositions], [0, 10n * UNIT]);
    const large = match(openOf({ price: 60n * CENT, amount: 600n * UNIT }), [dear]);
    assert.equal(large?.legs.length, 1);
    assert.equal(large?.filled, 600n * UNIT);
    assert.ok((large?.poolPositions ?? 0n) > 100n * UNIT);
  });

  it("leaves out its own orders, those that name others, and what is beyond the limit", () => {
    const refused = [
      openOf({ sell: true, price: 40n * CENT }),
      openOf({ sell: true, price: 40n * CENT, maker: makerOf(1), taker: makerOf(9) }),
      openOf({ sell: true, price: 61n * CENT, maker: makerOf(2) }),
      openOf({ price: 60n * CENT, maker: makerOf(3) }),
    ];
    assert.deepEqual(match(openOf(), refused)?.legs, []);
    assert.equal(match(openOf({ price: 40n * CENT }), [refused[3] as OpenOrder]), undefined);
  });

  it("fills no less than the taker takes, and of a maker its least if that fits", () => {
    const maker = openOf({ sell: true, price: 50n * CENT, amount: 20n * UNIT, minFill: 15n * UNIT, maker: makerOf(1) });
    assert.equal(match(openOf({ price: 50n * CENT }), [maker]), undefined);
    const found = match(openOf({ price: 50n * CENT, amount: 17n * UNIT, minFill: 17n * UNIT }), [maker]);
    assert.equal(found?.filled, 17n * UNIT);
    assert.equal(match(openOf({ price: 50n * CENT, amount: 30n * UNIT, minFill: 25n * UNIT }), [maker]), undefined);
  });

  it("meets the pool through the sender that the taker names alone", () => {
    const taker = openOf({ taker: makerOf(7) });
    assert.equal(match(taker, []), undefined);
    assert.equal(match(taker, [], makerOf(7))?.poolPositions, 10n * UNIT);
  });
});

describe("Errors of orders", () => {
  it("say why an order cannot be filled, each status in its own words", () => {
    const said = orderStatuses.map((_, status) => describeError({ code: "NotFillable", details: { orderHash: zeroHash, status } })[0]);
    assert.equal(new Set(said).size, orderStatuses.length);
  });
});
