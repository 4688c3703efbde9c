// properties: T2
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Address } from "viem";
import { redeemCall } from "../../sdk/calls/redeem.ts";
import { type Claim, paymentsOf } from "../../sdk/claimsOf.ts";
import type { Deployment } from "../../sdk/types.ts";

const usd: Address = "0x00000000000000000000000000000000000000a1";
const markets: Address = "0x00000000000000000000000000000000000000c3";
const account: Address = "0x00000000000000000000000000000000000000d4";
const deployment = { chainId: 1, startBlock: 0, contracts: { Markets: markets }, collaterals: { usd } } as Deployment;
const token = { address: usd, symbol: "USD", decimals: 6 };

const claim = (marketId: bigint, amount: bigint, count: number): Claim => {
  const positionIds = Array.from({ length: count }, (_, index) => marketId * 1_000n + BigInt(index));
  return { kind: "positions", marketId, amount, token, positionIds, call: redeemCall({ markets, positionIds, recipient: account }) };
};
const idsOf = (claims: readonly Claim[]) =>
  paymentsOf(claims, { deployment, account }).map((payment) => payment.claims.map(({ marketId }) => marketId));

describe("paymentsOf", () => {
  it("pays all of one collateral by one transaction", () => {
    assert.deepEqual(idsOf([claim(1n, 1n, 3), claim(2n, 5n, 2)]), [[1n, 2n]]);
    assert.deepEqual(idsOf([claim(1n, 1n, 513)]), [[1n]]);
  });

  it("takes more where one would take more gas than a transaction has, gifts of dust last", () => {
    const dust = Array.from({ length: 1_000 }, (_, index) => claim(BigInt(index + 10), 1n, 1));
    const payments = idsOf([...dust, claim(1n, 50_000_000n, 2), claim(2n, 7n, 513)]);
    assert.deepEqual(payments[0]?.slice(0, 2), [1n, 2n]);
    assert.equal(payments.length, 3);
    assert.deepEqual(new Set(payments.flat()).size, 1_002);
  });
});
