// properties: L1
import { expect } from "chai";
import type { ContractTransactionResponse, Signer } from "ethers";
import { loadFixture } from "../fixture.ts";
import { CENT, type Order, type OrderBook, orderBook, USD } from "./orderBook.ts";

type Leg = { order: Order; signature: string };
type Way = { legs: [keyof Pick<OrderBook, "alice" | "bob" | "creator">, Partial<Order>][]; amounts: bigint[] };
const [n, part] = [10n * USD, 4n * USD];
const SELL = { sell: true, price: 40n * CENT };

/** Every way to fill: whose orders, of what, and how much of each. */
function waysOf({ no, now }: OrderBook): Record<string, Way & { send: (book: OrderBook, legs: Leg[]) => Promise<unknown> }> {
  const tipped = { start: now - 10n ** 6n, expiry: now + 10n ** 6n, maxTip: 200n };
  const fill = ({ orders, filler }: OrderBook, [leg]: Leg[]) => orders.connect(filler).fill(leg.order, leg.signature, part);
  const cross = ({ orders, filler }: OrderBook, [a, b]: Leg[]) =>
    orders.connect(filler).cross(a.order, a.signature, b.order, b.signature, part);
  const sweep = ({ orders, filler }: OrderBook, [taker, ...makers]: Leg[]) =>
    orders.connect(filler).sweep(
      taker.order,
      taker.signature,
      makers.map(({ order }) => order),
      makers.map(({ signature }) => signature),
      [part, part, 2n * USD],
      200_000,
    );
  const fillMany = ({ orders, filler }: OrderBook, legs: Leg[]) =>
    orders.connect(filler).fillMany(
      legs.map(({ order }) => order),
      legs.map(({ signature }) => signature),
      legs.map(() => part),
    );
  const all: Order["amount"] = part + part + 2n * USD;
  return {
    "fill, a purchase": { legs: [["alice", tipped]], amounts: [part], send: fill },
    "fill, a sale": { legs: [["alice", { ...SELL, ...tipped }]], amounts: [part], send: fill },
    "fill, a sale without a tip": { legs: [["alice", SELL]], amounts: [part], send: fill },
    "cross, a transfer to a": {
      legs: [
        ["alice", {}],
        ["bob", SELL],
      ],
      amounts: [part, part],
      send: cross,
    },
    "cross, a transfer to b": {
      legs: [
        ["alice", SELL],
        ["bob", {}],
      ],
      amounts: [part, part],
      send: cross,
    },
    "cross, new pairs": {
      legs: [
        ["alice", {}],
        ["bob", { positionId: no, price: 45n * CENT }],
      ],
      amounts: [part, part],
      send: cross,
    },
    "cross, merged pairs": {
      legs: [
        ["alice", SELL],
        ["bob", { ...SELL, positionId: no }],
      ],
      amounts: [part, part],
      send: cross,
    },
    "sweep, purchases": {
      legs: [
        ["alice", {}],
        ["bob", SELL],
        ["creator", { positionId: no, price: 45n * CENT }],
      ],
      amounts: [all, part, part],
      send: sweep,
    },
    "sweep, sales": {
      legs: [
        ["alice", SELL],
        ["bob", { price: 55n * CENT }],
        ["creator", { ...SELL, positionId: no }],
      ],
      amounts: [all, part, part],
      send: sweep,
    },
    "fillMany, purchases": {
      legs: [
        ["alice", tipped],
        ["bob", {}],
      ],
      amounts: [part, part],
      send: fillMany,
    },
    "fillMany, sales": {
      legs: [
        ["alice", { ...SELL, ...tipped }],
        ["bob", SELL],
      ],
      amounts: [part, part],
      send: fillMany,
    },
  };
}

const size = (value: bigint) => (value < 0n ? -value : value);

describe("Orders.Filled", () => {
  for (const name of Object.keys(waysOf({ no: 0n, now: 0n } as OrderBook))) {
    it(`${name}: announces of each order what moved and what is counted by now`, async () => {
      const book = await loadFixture(orderBook);
      const { orders, no, alice, bob, creator, sign, changes } = book;
      const { legs, amounts, send } = waysOf(book)[name];
      const signers: Record<string, Signer> = { alice, bob, creator };
      const signed: Leg[] = [];
      for (const [maker, terms] of legs) signed.push(await sign(signers[maker], { amount: n, nonce: 3n, ...terms }));
      let logs: { maker: string; orderHash: string; positionId: bigint; slot: bigint; amounts: bigint }[] = [];
      const moved = await changes({ alice, bob, creator }, async () => {
        const receipt = await ((await send(book, signed)) as ContractTransactionResponse).wait();
        logs = (receipt?.logs ?? []).flatMap((log) => {
          const parsed = log.address === String(orders.target) ? orders.interface.parseLog(log) : null;
          return parsed ? [parsed.args.toObject() as (typeof logs)[number]] : [];
        });
      });
      expect(logs.length).to.equal(legs.length);
      for (const [k, { order }] of signed.entries()) {
        const hash = await orders.hashOf(order);
        const log = logs.find(({ orderHash }) => orderHash === hash);
        const { cash, yes, no: ofNo } = moved[legs[k][0]];
        expect(log, `order ${k}`).to.deep.equal({
          maker: order.maker,
          orderHash: hash,
          positionId: order.positionId,
          slot: (amounts[k] << 128n) | (3n << 64n) | (order.slot << 32n) | (order.sell ? 1n : 0n),
          amounts: (size(order.positionId === no ? ofNo : yes) << 128n) | size(cash),
        });
      }
    });
  }

  it("counts in a later fill what was filled before", async () => {
    const { orders, alice, filler, yes, sign } = await loadFixture(orderBook);
    const { order, signature } = await sign(alice, SELL);
    await orders.connect(filler).fill(order, signature, part);
    await orders.connect(filler).fill(order, signature, 3n * USD);
    const [, log] = await orders.queryFilter(orders.filters.Filled);
    expect([log.args.positionId, log.args.slot >> 128n, log.args.amounts >> 128n]).to.deep.equal([yes, 7n * USD, 3n * USD]);
  });
});
