// properties: L6
import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, it } from "node:test";
import { zeroAddress, zeroHash } from "viem";
import { hashOrder } from "../../../sdk/orders/hashOrder.ts";
import type { Order } from "../../../sdk/orders/order.ts";
import { toOrderJson } from "../../../sdk/orders/orderJson.ts";
import { getOrders } from "../../../sdk/orders/relay.ts";

const order: Order = {
  maker: "0x00000000000000000000000000000000000000aa",
  positionId: 65_536n,
  termsHash: zeroHash,
  sell: false,
  price: 10n ** 17n,
  amount: 10n ** 6n,
  minFill: 0n,
  start: 1,
  expiry: 2,
  slot: 0,
  nonce: 1n,
  maxTip: 0,
  taker: zeroAddress,
};

describe("getOrders", () => {
  it("leaves out what a relay made up or garbled, and keeps the rest", async () => {
    const scope = { chainId: 31_337, orders: "0x00000000000000000000000000000000000000ff" } as const;
    const hash = hashOrder(order, scope);
    const good = { ...toOrderJson({ order, signature: "0x12" }), hash, status: "Fillable", remaining: "1000000", fillable: "1000000" };
    const garbled = { ...good, order: { ...good.order, price: 5 } };
    const data = [garbled, null, { ...good, hash: zeroHash }, { ...good, remaining: "many" }, good];
    const server = createServer((_, response) => response.end(JSON.stringify({ data, next: null }))).listen(0);
    try {
      const { port } = server.address() as AddressInfo;
      const found = await getOrders({ ...scope, url: `http://127.0.0.1:${port}` });
      assert.deepEqual(
        found.map((each) => [each.hash, each.order.price, each.remaining]),
        [[hash, order.price, 1_000_000n]],
      );
    } finally {
      server.close();
    }
  });
});
