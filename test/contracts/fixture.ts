import { network } from "hardhat";

/** One chain for the files of this folder; `loadFixture(deploy)` brings it back to the deployed contracts. */
export const { ethers, networkHelpers } = await network.create();
export const { loadFixture, time } = networkHelpers;

export const DAY = 86_400;
export const YEAR = 365 * DAY;
export const WAD = 10n ** 18n;
export const FAR = ethers.MaxUint256; // a limit or deadline that never binds
export const YES = 0n;
export const NO = 1n;
export const Status = { None: 0n, Open: 1n, Closed: 2n, Resolved: 3n, Void: 4n };
export const LIQUIDITY = 1_000_000_000n; // b = 1,000 USD

/** The engine, its quotes, test dollars, tokens of 6, 8 and 18 decimals, a resolver that obeys all, and three funded accounts. */
export async function deploy() {
  const [creator, alice, bob, carol] = await ethers.getSigners();
  const markets = await ethers.deployContract("Markets");
  const quoter = await ethers.deployContract("Quoter", [markets]);
  const resolver = await ethers.deployContract("ManualResolver", [markets]);
  const usd = await ethers.deployContract("TestUSD");
  const tokens = {
    6: await ethers.deployContract("FreeToken", [6]),
    8: await ethers.deployContract("FreeToken", [8]),
    18: await ethers.deployContract("FreeToken", [18]),
  };
  for (const account of [creator, alice, bob]) {
    await usd.connect(account).faucet(1_000_000_000_000n);
    await usd.connect(account).approve(markets, FAR);
    for (const token of Object.values(tokens)) {
      await token.mint(account, 10n ** 40n);
      await token.connect(account).approve(markets, FAR);
    }
  }
  return { markets, quoter, resolver, usd, tokens, creator, alice, bob, carol };
}

export type Deployed = Awaited<ReturnType<typeof deploy>>;

export type MarketTerms = {
  collateral: string;
  resolver: string;
  closesAt: bigint;
  resolveBy: bigint;
  feeRate: bigint;
  creatorShare: bigint;
  outcomeCount: bigint;
  liquidity: bigint;
  odds: bigint[];
  metadata: string;
  resolverData: string;
};

/** A market on test dollars that closes in 10 days and can be voided 20 days later, with changes. */
export async function marketParams({ usd, resolver }: Deployed, changes: Partial<MarketTerms> = {}): Promise<MarketTerms> {
  const closesAt = changes.closesAt ?? BigInt((await time.latest()) + 10 * DAY);
  return {
    collateral: await usd.getAddress(),
    resolver: await resolver.getAddress(),
    closesAt,
    resolveBy: closesAt + BigInt(20 * DAY),
    feeRate: 400n,
    creatorShare: 2500n,
    outcomeCount: 2n,
    liquidity: LIQUIDITY,
    odds: [],
    metadata: '{"question":"Will it rain?"}',
    resolverData: "0x",
    ...changes,
  };
}

/** Creates a market as `creator` and returns its id and its terms. */
export async function createMarket(deployed: Deployed, changes: Partial<MarketTerms> = {}) {
  const { markets, creator } = deployed;
  const params = await marketParams(deployed, changes);
  await markets.connect(creator).createMarket(params, FAR);
  return { marketId: await markets.marketCount(), closesAt: params.closesAt, resolveBy: params.resolveBy, params };
}

export async function twoOutcomes() {
  const deployed = await deploy();
  return { ...deployed, deployed, ...(await createMarket(deployed)) };
}

/** Prices that sum to one, for an addition of liquidity that allows any value. */
export const anyPrices = (n: number | bigint): bigint[] => Array.from({ length: Number(n) }, (_, j) => (j === 0 ? WAD : 0n));

/** Odds of 40%, 30%, 20%, 9.9% and 0.1%. */
export const ODDS = [400n, 300n, 200n, 99n, 1n].map((thousandths) => thousandths * 10n ** 15n);

export async function fiveOutcomes() {
  const deployed = await deploy();
  return { ...deployed, deployed, ...(await createMarket(deployed, { outcomeCount: 5n, odds: ODDS })) };
}

/** The id of a position; NO of two outcomes has none of its own. */
export const positionId = (marketId: bigint, outcome: bigint | number, side = YES) => (marketId << 16n) | (side << 8n) | BigInt(outcome);

export const liquidityId = (marketId: bigint) => (marketId << 16n) | (2n << 8n);

/** Makes the next transaction's block carry exactly this time. */
export const at = (timestamp: number | bigint) => time.setNextBlockTimestamp(timestamp);

/** Brings the chain to this time by an empty block, for views. */
export const mineAt = (timestamp: number | bigint) => time.increaseTo(timestamp);
