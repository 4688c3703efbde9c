import { network } from "hardhat";

export type GasRow = {
  op: string;
  side: "yes" | "no";
  outcomes: number;
  /** steady: every touched slot is non-zero before; first: the actor's own slots go from zero. */
  kind: "steady" | "first";
  gas: number;
  /** What a trade is worth, as a part of `b`. */
  size?: string;
};

const USD = 10n ** 6n;
const LIQUIDITY = 10_000n * USD;
const DAY = 86_400;
const FAR = 2n ** 40n;
/** A fixed date, since the zero bytes of a timestamp change the price of calldata. */
const START = 1_900_000_000;
const SIDES = { yes: 0, no: 1 } as const;
const SIZES = { "b/800": LIQUIDITY / 800n, "b/10": LIQUIDITY / 10n };

/**
 * Gas of every operation, from receipts (21,000 and calldata included) on an in-process chain: sender an externally
 * owned account, 6-decimals OpenZeppelin collateral, maximal approvals given before.
 */
export async function measureGas(outcomeCounts = [2, 8, 64, 256]): Promise<GasRow[]> {
  const { ethers, networkHelpers } = await network.create();
  const [creator, trader, arbiter, newcomer] = await ethers.getSigners();
  await networkHelpers.time.increaseTo(START);
  const usd = await ethers.deployContract("TestUSD");
  const markets = await ethers.deployContract("Markets");
  const resolver = await ethers.deployContract("OptimisticResolver", [markets]);
  for (const account of [creator, trader, newcomer]) {
    await usd.connect(account).faucet(1_000_000n * USD);
    await usd.connect(account).approve(markets, ethers.MaxUint256);
    await usd.connect(account).approve(resolver, ethers.MaxUint256);
  }

  const rows: GasRow[] = [];
  type Sent = Promise<{ wait(): Promise<{ gasUsed: bigint } | null> }>;
  const gasOf = async (sent: Sent) => Number((await (await sent).wait())?.gasUsed);

  const createMarket = async (outcomeCount: number) => {
    const now = await networkHelpers.time.latest();
    const policy = [arbiter.address, 100n * USD, 100n * USD, 0, 3600, DAY, false, false, false];
    const types = ["tuple(address,uint88,uint88,uint16,uint32,uint32,bool,bool,bool)"];
    const params = {
      collateral: usd,
      resolver,
      closesAt: now + 30 * DAY,
      resolveBy: now + 60 * DAY,
      feeRate: 400,
      creatorShare: 2500,
      outcomeCount,
      liquidity: LIQUIDITY,
      odds: [],
      metadata: "{}",
      resolverData: ethers.AbiCoder.defaultAbiCoder().encode(types, [policy]),
    };
    const gas = await gasOf(markets.connect(creator).createMarket(params, ethers.MaxUint256));
    return { marketId: await markets.marketCount(), gas };
  };

  const resolve = async (id: bigint, outcomes: number) => {
    const payouts = Array.from({ length: outcomes }, (_, j) => (j === 0 ? 1n : 0n));
    await networkHelpers.time.increase(30 * DAY);
    const proposal = resolver
      .connect(trader)
      .propose(id, payouts, ethers.MaxUint256, FAR, "https://example.org/evidence", ethers.id("evidence"));
    const propose = await gasOf(proposal);
    await networkHelpers.time.increase(3600);
    return { propose, finalize: await gasOf(resolver.connect(trader).finalize(id)) };
  };

  // A life that is not measured, so that no counter or balance is fresh afterwards.
  await resolve((await createMarket(2)).marketId, 2);
  for (const outcomes of outcomeCounts) {
    const add = (op: string, gas: number, more: Partial<GasRow> = {}) =>
      rows.push({ op, side: "yes", outcomes, kind: "steady", gas, ...more });
    const { marketId: id, gas: created } = await createMarket(outcomes);
    add("create", created);

    const m = markets.connect(trader);
    const me = trader.address;
    await (await m.split(id, 1_000n * USD)).wait();
    if (outcomes > 2) await (await m.splitPair(id, 0, 1_000n * USD)).wait();
    await (await m.buy(id, 0, 0, USD, 0, me, FAR)).wait();

    for (const [side, code] of Object.entries(SIDES) as ["yes" | "no", number][]) {
      for (const [size, amount] of Object.entries(SIZES)) {
        add("buy", await gasOf(m.buy(id, 0, code, amount, 0, me, FAR)), { side, size });
        add("buyExact", await gasOf(m.buyExact(id, 0, code, amount, ethers.MaxUint256, me, FAR)), { side, size });
        add("sell", await gasOf(m.sell(id, 0, code, amount, 0, me, FAR)), { side, size });
      }
      const fresh = markets.connect(newcomer);
      add("buy", await gasOf(fresh.buy(id, 0, code, SIZES["b/800"], 0, newcomer.address, FAR)), { side, size: "b/800", kind: "first" });
    }

    add("split", await gasOf(m.split(id, USD)));
    add("merge", await gasOf(m.merge(id, USD)));
    add("splitPair", await gasOf(m.splitPair(id, 0, USD)));
    add("mergePair", await gasOf(m.mergePair(id, 0, USD)));
    add("convert", await gasOf(m.convert(id, 1, USD)));
    add("convertBack", await gasOf(m.convertBack(id, 1, USD)));

    const prices = [...(await markets.pricesOf(id))];
    const value = 700n * USD; // above 100 ln 256
    const addLiquidity = () => gasOf(m.addLiquidity(id, 100n * USD, ethers.MaxUint256, prices, value, FAR));
    add("addLiquidity", await addLiquidity(), { kind: "first" });
    add("addLiquidity", await addLiquidity());
    add("removeLiquidity", await gasOf(m.removeLiquidity(id, 100n * USD, 0, FAR)));
    add("collectCreatorFees", await gasOf(m.collectCreatorFees(id)));

    const { propose, finalize } = await resolve(id, outcomes);
    add("propose", propose);
    add("finalize", finalize);
    add("resolve", propose + finalize);

    add("redeem", await gasOf(m.redeem([await markets.positionId(id, 0, 0)], me)));
    add("redeemLiquidity", await gasOf(m.redeemLiquidity(id, me)));
    add("redeemSeed", await gasOf(m.redeemSeed(id)));

    const { marketId: voided } = await createMarket(outcomes);
    await networkHelpers.time.increase(60 * DAY);
    add("void", await gasOf(m.void(voided, [])));
  }
  return rows;
}
