import { network } from "hardhat";
import { orderDomain, orderTypes } from "../../sdk/orders/order.ts";

export type OrdersRow = {
  op: "fillBuy" | "fillSell" | "crossTransfer" | "crossMint" | "crossMerge" | "sweep5" | "fillMany10" | "cancel";
  outcomes: number;
  /**
   * steady: every touched slot is non-zero before, and approvals are maximal (an operator of the positions); tip: the same, with a
   * tip for the sender. allowance: positions are approved by id instead. empty: by id, and the contract's own balances are zero.
   */
  kind: "steady" | "tip" | "allowance" | "empty";
  /** Of the transaction; of each order for fillMany10. */
  gas: number;
};

const USD = 10n ** 6n;
const LIQUIDITY = 10_000n * USD;
const DAY = 86_400;
/** A fixed date, since the zero bytes of a timestamp change the price of calldata. */
const START = 1_900_000_000;
const AMOUNT = 10n * USD;
const CENT = 10n ** 16n;

/**
 * Gas of every way to fill an order, from receipts (21,000 and calldata included) on an in-process chain: fresh orders in slots
 * that were used before, makers and sender externally owned accounts, 6-decimals OpenZeppelin collateral.
 */
export async function measureOrders(outcomeCounts = [2, 16, 256]): Promise<OrdersRow[]> {
  const { ethers, networkHelpers } = await network.create();
  const [creator, sender, ...makers] = (await ethers.getSigners()).slice(0, 13);
  await networkHelpers.time.increaseTo(START);
  const usd = await ethers.deployContract("TestUSD");
  const markets = await ethers.deployContract("Markets");
  const resolver = await ethers.deployContract("ManualResolver", [markets]);
  for (const account of [creator, sender, ...makers]) {
    await usd.connect(account).faucet(1_000_000n * USD);
    await usd.connect(account).approve(markets, ethers.MaxUint256);
  }

  const rows: OrdersRow[] = [];
  const add = (op: OrdersRow["op"], outcomes: number, kind: OrdersRow["kind"], gas: number) => rows.push({ op, outcomes, kind, gas });
  const gasOf = async (sent: Promise<{ wait(): Promise<{ gasUsed: bigint } | null> }>) => Number((await (await sent).wait())?.gasUsed);
  const { chainId } = await ethers.provider.getNetwork();
  let nonce = 0n;

  for (const outcomes of outcomeCounts) {
    const orders = await ethers.deployContract("Orders", [markets]); // another each time: it holds nothing yet
    for (const maker of makers) await usd.connect(maker).approve(orders, ethers.MaxUint256);
    const domain = orderDomain({ chainId: Number(chainId), orders: (await orders.getAddress()) as `0x${string}` });
    const now = await networkHelpers.time.latest();
    const params = {
      collateral: usd,
      resolver,
      closesAt: now + 30 * DAY,
      resolveBy: now + 60 * DAY,
      feeRate: 400,
      creatorShare: 2500,
      outcomeCount: outcomes,
      liquidity: LIQUIDITY,
      // the outcome that is traded at one half
      odds: Array.from({ length: outcomes }, (_, j) => {
        const other = (5n * 10n ** 17n) / BigInt(outcomes - 1);
        return j === 0 ? 10n ** 18n - other * BigInt(outcomes - 1) : other;
      }),
      metadata: "{}",
      resolverData: "0x",
    };
    await markets.connect(creator).createMarket(params, ethers.MaxUint256);
    const marketId = await markets.marketCount();
    const { termsHash } = await markets.marketOf(marketId);
    const [yes, no] = [await markets.positionId(marketId, 0, 0), await markets.positionId(marketId, 0, 1)];
    for (const maker of makers) {
      await markets.connect(maker).splitPair(marketId, 0, 1_000n * USD);
      for (const id of [yes, no]) await markets.connect(maker).approve(orders, id, ethers.MaxUint256);
    }

    type Signer = (typeof makers)[number];
    const sign = async (
      maker: Signer,
      changes: { positionId?: bigint; sell?: boolean; price: bigint; amount?: bigint; maxTip?: number },
    ) => {
      const order = {
        maker: maker.address,
        positionId: yes,
        termsHash,
        sell: false,
        amount: AMOUNT,
        minFill: 0n,
        start: now - DAY,
        expiry: now + 20 * DAY,
        slot: 1,
        nonce: ++nonce,
        maxTip: 0,
        taker: ethers.ZeroAddress,
        ...changes,
      };
      return { order, signature: await maker.signTypedData(domain, { Order: [...orderTypes.Order] }, order) };
    };
    const contract = orders.connect(sender);
    const fill = async (maker: Signer, terms: Parameters<typeof sign>[1]) => {
      const { order, signature } = await sign(maker, terms);
      return gasOf(contract.fill(order, signature, AMOUNT));
    };

    // slots, balances (the sender's too) and the allowance to the engine are in use before
    for (const maker of makers) await fill(maker, { price: 60n * CENT });

    const cross = async (a: Parameters<typeof sign>[1], b: Parameters<typeof sign>[1]) => {
      const [first, second] = [await sign(makers[0], a), await sign(makers[1], b)];
      return gasOf(contract.cross(first.order, first.signature, second.order, second.signature, AMOUNT));
    };
    const measure = async (kind: OrdersRow["kind"]) => {
      add("fillBuy", outcomes, kind, await fill(makers[0], { price: 60n * CENT }));
      add("fillSell", outcomes, kind, await fill(makers[0], { sell: true, price: 40n * CENT }));
      add("crossTransfer", outcomes, kind, await cross({ price: 50n * CENT }, { sell: true, price: 50n * CENT }));
      add("crossMint", outcomes, kind, await cross({ price: 50n * CENT }, { positionId: no, price: 50n * CENT }));
      const sale = { sell: true, price: 50n * CENT };
      add("crossMerge", outcomes, kind, await cross(sale, { ...sale, positionId: no }));

      const taker = await sign(makers[0], { price: 50n * CENT, amount: 5n * AMOUNT });
      const others = await Promise.all(makers.slice(1, 6).map((maker) => sign(maker, sale)));
      const lists = [others.map(({ order }) => order), others.map(({ signature }) => signature)] as const;
      const amounts = [...others.map(() => AMOUNT), 0n];
      add("sweep5", outcomes, kind, await gasOf(contract.sweep(taker.order, taker.signature, ...lists, amounts, 200_000n)));

      const ten = await Promise.all(makers.slice(0, 10).map((maker) => sign(maker, { price: 60n * CENT })));
      const many = contract.fillMany(
        ten.map(({ order }) => order),
        ten.map(({ signature }) => signature),
        ten.map(() => AMOUNT),
      );
      add("fillMany10", outcomes, kind, Math.round((await gasOf(many)) / ten.length));
    };

    await measure("empty");
    await usd.transfer(orders, 1);
    for (const id of [yes, no]) await markets.connect(makers[0]).transfer(orders, id, 1);
    await measure("allowance");
    for (const maker of makers) await markets.connect(maker).setOperator(orders, true);
    await measure("steady");
    add("fillBuy", outcomes, "tip", await fill(makers[0], { price: 60n * CENT, maxTip: 100 }));
    add("fillSell", outcomes, "tip", await fill(makers[0], { sell: true, price: 40n * CENT, maxTip: 100 }));
    add("cancel", outcomes, "steady", await gasOf(orders.connect(makers[0]).cancel([1], [++nonce])));
  }
  return rows;
}
