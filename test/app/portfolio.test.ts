import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { moneyText } from "../../app/_lib/moneyText.ts";
import { closedRows } from "../../app/portfolio/_lib/closedRows.ts";
import { dayProfit } from "../../app/portfolio/_lib/dayProfit.ts";
import { profitPoints } from "../../app/portfolio/_lib/profitPoints.ts";
import { sectionsOf } from "../../app/portfolio/_lib/sectionsOf.ts";
import type { Token } from "../../sdk/types.ts";

const USD = "0x00000000000000000000000000000000000000d0";
const WETH = "0x00000000000000000000000000000000000000e0";
const dollars = { address: USD, symbol: "FAKE", decimals: 6 } as const;
const ether = { address: WETH, symbol: "WETH", decimals: 18 } as const;
const amount = (base: bigint | number) => ({ amount: null, base: String(base) });

describe("moneyText", () => {
  const show = (base: bigint, token: typeof dollars | typeof ether = dollars, isSigned = false) =>
    moneyText(base, token, { collaterals: { usd: USD }, locale: "en-GB", isSigned });
  it("writes the address book's dollars with their sign, whatever the token calls itself", () => {
    assert.equal(show(50_000_000n), "$50.00");
    assert.equal(show(681_900n), "$0.68");
    assert.equal(show(1_200n), "$0.0012");
    assert.equal(show(0n), "$0.00");
    assert.equal(moneyText(50_000_000n, dollars, { collaterals: {}, locale: "en-GB" }), "50.00 FAKE");
  });
  it("writes others with their symbol", () => assert.equal(show(250_000_000_000_000_000n, ether), "0.25 WETH"));
  it("puts the sign before all of it", () => {
    assert.equal(show(-1_234_560_000n), "−$1,234.56");
    assert.equal(show(1_000_000n, dollars, true), "+$1.00");
    assert.equal(show(0n, dollars, true), "$0.00");
  });
});

describe("dayProfit", () => {
  const held = { marketId: "1", kind: "yes" as const, outcome: 0, amount: amount(100e6), price: "0.6", collateral: USD };
  const market = {
    id: "1",
    prices: ["0.6", "0.4"],
    changes24h: ["0.1", "-0.1"],
    payouts: [],
    payoutDenominator: "0",
    finalizedAt: null,
  };
  const base = { collateral: USD, since: 1_000, positions: [held], movements: [], markets: [market] };
  it("counts what prices did to what was held all day", () => assert.equal(dayProfit(base), 10_000_000n));
  it("counts a price that did not move as it is", () => assert.equal(dayProfit({ ...base, markets: [] }), 0n));
  it("counts what was bought today against what was paid", () => {
    const movements = [
      { marketId: "1", asset: "yes" as const, outcome: 0, amount: amount(100e6), timestamp: 1_500, token: USD },
      { marketId: "1", asset: "collateral" as const, outcome: null, amount: amount(-55e6), timestamp: 1_500, token: USD },
    ];
    assert.equal(dayProfit({ ...base, movements }), 5_000_000n);
    const older = movements.map((each) => ({ ...each, timestamp: 1_000 }));
    assert.equal(dayProfit({ ...base, movements: older }), 10_000_000n, "what was bought before does not count");
  });
  it("counts what was held of a market that was decided today as what it pays", () => {
    const decided = { ...market, payouts: ["1", "0"], payoutDenominator: "1", finalizedAt: 1_200 };
    assert.equal(dayProfit({ ...base, positions: [{ ...held, price: "1.0" }], markets: [decided] }), 50_000_000n);
    const long = { ...decided, finalizedAt: 900 };
    assert.equal(dayProfit({ ...base, positions: [{ ...held, price: "1.0" }], markets: [long] }), 0n);
  });
  it("leaves out other collaterals and bonds", () => {
    const movements = [
      { marketId: "1", asset: "collateral" as const, outcome: null, amount: amount(9), timestamp: 1_500, token: WETH },
      { marketId: "1", asset: "bond" as const, outcome: null, amount: amount(-9), timestamp: 1_500, token: USD },
    ];
    assert.equal(dayProfit({ ...base, movements }), 10_000_000n);
  });
  it("does not guess where liquidity came or went", () => {
    const movements = [{ marketId: "1", asset: "liquidity" as const, outcome: null, amount: amount(9), timestamp: 1_500, token: USD }];
    assert.equal(dayProfit({ ...base, movements }), undefined);
  });
});

describe("profitPoints", () => {
  const day = 86_400;
  const of = (at: number, realized: number) => ({
    collateral: USD,
    day: at,
    currency: { address: USD, symbol: "USD", decimals: 6, known: true },
    realized: amount(realized),
    volume: amount(0),
    trades: 1,
  });
  it("begins at nothing and ends now with all that was realized", () => {
    const points = profitPoints([of(10 * day, 5), of(12 * day, -2)], { collateral: USD, now: 12 * day + 60 });
    assert.deepEqual(
      points.map(({ time, total }) => [time / day, total]),
      [
        [10, 0n],
        [11, 5n],
        [12, 5n],
        [12 + 60 / day, 3n],
      ],
    );
  });
  it("has nothing to say before the first day", () => assert.deepEqual(profitPoints([], { collateral: USD, now: day }), []));
});

describe("closedRows", () => {
  const ledger = { marketId: "7", question: "Q", status: "Resolved", collateral: USD, paid: amount(120), received: amount(50) };
  const open = { ...ledger, marketId: "8", status: "Open" };
  const held = { market: { id: 7n, metadata: { question: "Q" } }, holding: {}, worth: 147n };
  it("keeps what was paid beside what came back and what still comes", () => {
    assert.deepEqual(closedRows([ledger, open] as never, [held] as never), [
      { marketId: "7", question: "Q", paid: 120n, pays: 197n, waiting: 147n },
    ]);
  });
  it("keeps a market after it was redeemed", () => {
    assert.deepEqual(closedRows([{ ...ledger, received: amount(197) }] as never, []), [
      { marketId: "7", question: "Q", paid: 120n, pays: 197n, waiting: 0n },
    ]);
  });
  it("keeps what was paid where the history has not heard of the decision yet", () => {
    assert.deepEqual(closedRows([{ ...ledger, status: "Closed" }] as never, [held] as never), [
      { marketId: "7", question: "Q", paid: 120n, pays: 197n, waiting: 147n },
    ]);
  });
  it("shows what can be redeemed where there is no history", () => {
    assert.deepEqual(closedRows([], [held] as never), [{ marketId: "7", question: "Q", pays: 147n, waiting: 147n }]);
  });
});

describe("sectionsOf", () => {
  const account = "0x00000000000000000000000000000000000000aa" as const;
  const other = "0x00000000000000000000000000000000000000bb";
  const market = (id: bigint, collateral: typeof dollars | typeof ether, creator: string = other) => ({
    id,
    collateral,
    creator,
    status: "Open",
    seed: 0n,
    liquidity: 1n,
    liquidityFees: 0n,
    rhos: [0n, 0n],
    prices: [25n * 10n ** 16n, 75n * 10n ** 16n],
    payoutDenominator: 0n,
  });
  const holding = (marketId: bigint, amountHeld: bigint) => ({
    marketId,
    id: marketId,
    kind: "yes",
    outcome: 0,
    amount: amountHeld,
    redeemable: 0n,
  });
  const claim = (token: typeof dollars | typeof ether, owed: bigint) => ({ kind: "bonds", amount: owed, token });
  it("never adds one collateral to another, puts what is known first, and calls the others by their address", () => {
    const sections = sectionsOf({
      account,
      markets: [market(1n, ether), market(2n, dollars)] as never,
      holdings: [holding(1n, 400n), holding(2n, 800n)] as never,
      claims: [claim(dollars, 7n)] as never,
      traded: [],
      vouched: (token) => (token.address === USD ? token : undefined),
    });
    assert.deepEqual(
      sections.map(({ token, worth }) => [token.symbol, worth]),
      [
        ["FAKE", 207n],
        ["0x0000…00e0", 100n],
      ],
    );
  });
  const nothing = { account, markets: [market(1n, ether)] as never, holdings: [], claims: [], vouched: (token: Token) => token };
  it("has no section for what one has nothing of", () => assert.deepEqual(sectionsOf({ ...nothing, traded: [USD] }), []));
  it("keeps what was traded once nothing is left of it", () => {
    const [section, ...others] = sectionsOf({ ...nothing, traded: [WETH] });
    assert.deepEqual([section?.token.symbol, section?.worth, others.length], ["WETH", 0n, 0]);
  });
});
