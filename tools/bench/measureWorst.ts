import { network } from "hardhat";

export type WorstRow = { op: string; what: string; gas: number };

/** EIP-7825: no transaction may take more. */
export const TRANSACTION_CAP = 2 ** 24;

const OUTCOMES = 256;
const USD = 10n ** 6n;
const WAD = 10n ** 18n;
const DAY = 86_400;
const START = 1_900_000_000;
const FAR = 2n ** 40n;
const ALL = 2n ** 256n - 1n;

/**
 * The dearest case of every operation whose cost grows with the number of outcomes: 256 outcomes, all offsets different,
 * every position and payout that it writes zero before. Throws above the cap.
 */
export async function measureWorst(): Promise<WorstRow[]> {
  const { ethers, networkHelpers } = await network.create();
  const [creator, ...others] = await ethers.getSigners();
  await networkHelpers.time.increaseTo(START);
  const usd = await ethers.deployContract("TestUSD");
  const markets = await ethers.deployContract("Markets");
  const manual = await ethers.deployContract("ManualResolver", [markets]);
  const optimistic = await ethers.deployContract("OptimisticResolver", [markets]);
  for (const account of [creator, ...others]) {
    await usd.connect(account).faucet(1_000_000n * USD);
    await usd.connect(account).approve(markets, ethers.MaxUint256);
    await usd.connect(account).approve(optimistic, ethers.MaxUint256);
  }

  const rows: WorstRow[] = [];
  type Sent = Promise<{ wait(): Promise<{ gasUsed: bigint } | null> }>;
  const measure = async (op: string, what: string, sent: Sent) => {
    const gas = Number((await (await sent).wait())?.gasUsed);
    if (!(gas <= TRANSACTION_CAP)) throw new Error(`${op} takes ${gas} gas, a transaction may take ${TRANSACTION_CAP} (EIP-7825)`);
    rows.push({ op, what, gas });
  };
  // no two alike
  const odds = Array.from({ length: OUTCOMES }, (_, j) => WAD / 512n + BigInt(j) * 10n ** 12n);
  odds[0] += WAD - odds.reduce((sum, each) => sum + each);
  const payouts = odds.map((each) => each / 2n);

  const policy = [others[0].address, 100n * USD, 100n * USD, 0, 3600, DAY, false, false, false];
  const policyType = "tuple(address,uint88,uint88,uint16,uint32,uint32,bool,bool,bool)";
  const create = async (resolver: typeof manual | typeof optimistic) => {
    const now = await networkHelpers.time.latest();
    return markets.connect(creator).createMarket(
      {
        collateral: usd,
        resolver,
        closesAt: now + 30 * DAY,
        resolveBy: now + 60 * DAY,
        feeRate: 400,
        creatorShare: 2500,
        outcomeCount: OUTCOMES,
        liquidity: 1_000n * USD,
        odds,
        metadata: "{}",
        resolverData: ethers.AbiCoder.defaultAbiCoder().encode([policyType], [policy]),
      },
      ethers.MaxUint256,
    );
  };

  await measure("createMarket", "odds all different, positions of all but one to the creator", create(manual));
  const id = await markets.marketCount();
  const prices = [...(await markets.pricesOf(id))];
  const [, first, second, third, fourth] = others;
  const as = (account: typeof first) => markets.connect(account);

  await measure("split", "every position new", as(first).split(id, 100n * USD));
  await as(fourth).splitPair(id, 0, USD);
  await measure("convert", "NO on one for YES on 255 others, all new", as(fourth).convert(id, 1n, USD));
  await measure("convertBack", "NO on all 256, all new", as(second).convertBack(id, ALL, USD));
  await measure("convert", "NO on all 256, all used up", as(second).convert(id, ALL, USD));
  await measure(
    "merge",
    "every position used up",
    as(fourth)
      .split(id, USD)
      .then(() => as(fourth).merge(id, USD)),
  );
  await measure(
    "addLiquidity",
    "every position new",
    as(third).addLiquidity(id, 100n * USD, ethers.MaxUint256, prices, ethers.MaxUint256, FAR),
  );
  const shares = await markets.liquidityId(id);
  await (await as(third).transfer(others[5].address, shares, 100n * USD)).wait();
  await measure("removeLiquidity", "every position new", as(others[5]).removeLiquidity(id, 100n * USD, 0, FAR));
  await as(first).convertBack(id, ALL, USD);
  await measure("resolve", "256 payouts, all above zero", manual.connect(first).resolve(id, payouts));
  const ids = [0n, 1n].flatMap((kind) => odds.map((_, j) => (id << 16n) | (kind << 8n) | BigInt(j)));
  await measure("redeem", "512 positions, YES and NO of all", as(first).redeem(ids, first.address));

  await (await create(manual)).wait();
  const voided = await markets.marketCount();
  await (await create(optimistic)).wait();
  const proposed = await markets.marketCount();
  await networkHelpers.time.increase(30 * DAY);
  const proposal = optimistic
    .connect(first)
    .propose(proposed, payouts, ethers.MaxUint256, FAR, "https://example.org/evidence", ethers.id("evidence"));
  await measure("propose (optimistic)", "256 payouts, all above zero", proposal);
  await networkHelpers.time.increase(3600);
  await measure("finalize (optimistic)", "256 payouts, all above zero", optimistic.connect(first).finalize(proposed));
  await networkHelpers.time.increase(30 * DAY);
  await measure("void", "256 initial odds, all different", as(first).void(voided, odds));
  return rows;
}
