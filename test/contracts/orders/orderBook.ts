import type { Signer } from "ethers";
import { createMarket, DAY, type Deployed, deploy, ethers, FAR, type MarketTerms, NO, positionId, time, WAD, YES } from "../fixture.ts";

export const TICK = 10_000n;
export const CENT = WAD / 100n;
export const USD = 10n ** 6n;

/** In the order of the contract's enum. */
export const OrderStatus = {
  Fillable: 0n,
  UnknownMarket: 1n,
  MarketNotOpen: 2n,
  InvalidPosition: 3n,
  InvalidPrice: 4n,
  InvalidAmount: 5n,
  InvalidTimes: 6n,
  InvalidTip: 7n,
  InvalidNonce: 8n,
  NotStarted: 9n,
  Expired: 10n,
  Replaced: 11n,
  Filled: 12n,
  OtherTaker: 13n,
  WrongSignature: 14n,
  InvalidFill: 15n,
};

export type Order = {
  maker: string;
  positionId: bigint;
  termsHash: string;
  sell: boolean;
  price: bigint;
  amount: bigint;
  minFill: bigint;
  start: bigint;
  expiry: bigint;
  slot: bigint;
  nonce: bigint;
  maxTip: bigint;
  taker: string;
};

export const ORDER_TYPE = {
  Order: [
    ["maker", "address"],
    ["positionId", "uint256"],
    ["termsHash", "bytes32"],
    ["sell", "bool"],
    ["price", "uint256"],
    ["amount", "uint128"],
    ["minFill", "uint128"],
    ["start", "uint40"],
    ["expiry", "uint40"],
    ["slot", "uint32"],
    ["nonce", "uint64"],
    ["maxTip", "uint16"],
    ["taker", "address"],
  ].map(([name, type]) => ({ name, type })),
};

/** The order contract beside a market of three outcomes at one half and two quarters, in which three makers hold a lot of everything. */
export async function orderBook() {
  const deployed = await deploy();
  return withMarket(deployed, { outcomeCount: 3n, odds: [WAD / 2n, WAD / 4n, WAD / 4n] });
}

/** The same with two outcomes at even odds. */
export async function pairBook() {
  return withMarket(await deploy(), {});
}

async function withMarket(deployed: Deployed, terms: Partial<MarketTerms>) {
  const { markets, usd, alice, bob, creator } = deployed;
  const [, , , , filler] = await ethers.getSigners();
  const orders = await ethers.deployContract("Orders", [markets]);
  const market = await createMarket(deployed, terms);
  const { marketId } = market;
  const { termsHash } = await markets.marketOf(marketId);
  const [yes, no] = [await markets.positionId(marketId, 0, YES), await markets.positionId(marketId, 0, NO)];
  const other = positionId(marketId, 1);
  const makers = [alice, bob, creator];
  for (const maker of makers) {
    await usd.connect(maker).approve(orders, FAR);
    await markets.connect(maker).splitPair(marketId, 0, 10_000n * USD);
    for (const id of [yes, no]) await markets.connect(maker).approve(orders, id, FAR);
  }
  const { chainId } = await ethers.provider.getNetwork();
  const domain = { name: "Presage Orders", version: "1", chainId, verifyingContract: await orders.getAddress() };
  const now = BigInt(await time.latest());
  let slot = 0n;

  const orderOf = async (maker: { getAddress(): Promise<string> }, changes: Partial<Order> = {}): Promise<Order> => ({
    maker: await maker.getAddress(),
    positionId: yes,
    termsHash,
    sell: false,
    price: 60n * CENT,
    amount: 10n * USD,
    minFill: 0n,
    start: now - BigInt(DAY),
    expiry: now + BigInt(9 * DAY),
    slot: ++slot,
    nonce: 1n,
    maxTip: 0n,
    taker: ethers.ZeroAddress,
    ...changes,
  });
  const signatureOf = (signer: Signer, order: Order) => signer.signTypedData(domain, ORDER_TYPE, order);
  const sign = async (maker: Signer, changes: Partial<Order> = {}) => {
    const order = await orderOf(maker, changes);
    return { order, signature: await signatureOf(maker, order) };
  };

  /** What accounts and the contracts hold of the collateral and of the outcome's two positions. */
  const holdings = async (account: { getAddress(): Promise<string> }): Promise<Record<"cash" | "yes" | "no", bigint>> => {
    const address = await account.getAddress();
    const [cash, ofYes, ofNo] = await Promise.all([
      usd.balanceOf(address),
      markets.balanceOf(address, yes),
      markets.balanceOf(address, no),
    ]);
    return { cash, yes: ofYes, no: ofNo };
  };
  /** By how much each account's holdings change while something is sent; the contract's own may not. */
  const changes = async <name extends string>(accounts: Record<name, { getAddress(): Promise<string> }>, send: () => Promise<unknown>) => {
    const all = { ...accounts, orders } as Record<string, { getAddress(): Promise<string> }>;
    const before = Object.fromEntries(
      await Promise.all(Object.entries(all).map(async ([name, account]) => [name, await holdings(account)])),
    );
    await send();
    const after = Object.fromEntries(
      await Promise.all(Object.entries(all).map(async ([name, account]) => [name, await holdings(account)])),
    );
    const change = (name: string): Record<"cash" | "yes" | "no", bigint> => {
      const [from, to]: Record<"cash" | "yes" | "no", bigint>[] = [before[name], after[name]];
      return { cash: to.cash - from.cash, yes: to.yes - from.yes, no: to.no - from.no };
    };
    const own = change("orders");
    if (own.cash !== 0n || own.yes !== 0n || own.no !== 0n)
      throw new Error(`the contract's balances changed by ${JSON.stringify(own, (_, v) => String(v))}`);
    return Object.fromEntries(Object.keys(accounts).map((name) => [name, change(name)])) as Record<name, ReturnType<typeof change>>;
  };

  return {
    ...deployed,
    deployed,
    ...market,
    orders,
    filler,
    yes,
    no,
    other,
    makers,
    domain,
    termsHash,
    now,
    orderOf,
    signatureOf,
    sign,
    changes,
  };
}

export type OrderBook = Awaited<ReturnType<typeof orderBook>>;

export const costOf = (positions: bigint, price: bigint) => (positions * price) / WAD;
