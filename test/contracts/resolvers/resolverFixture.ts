import { network } from "hardhat";

/** One chain for the file that imports this; `networkHelpers.loadFixture` brings it back to a deployed fixture. */
export const { ethers, networkHelpers } = await network.create();
export const { time } = networkHelpers;

export const DAY = 86_400;
export const LIQUIDITY = 1_000_000_000n; // b = 1,000 USD
export const EVIDENCE = ["ipfs://evidence", ethers.id("evidence")] as const;

/** No largest bond and no deadline, where a test is about something else. */
export const LIMITS = [ethers.MaxUint256, ethers.MaxUint256] as const;

const OPTIMISTIC_POLICY =
  "tuple(address arbiter, uint88 bond, uint88 maxBond, uint16 bondRate, uint32 liveness, uint32 arbiterTimeout, bool earlyProposals, bool haltOnProposal, bool creatorMayArbitrate)";
const COMMITTEE_POLICY = "tuple(address[] members, uint8 threshold, uint32 delay, bool earlyVotes, bool haltOnProposal)";

export type OptimisticPolicy = {
  arbiter: string;
  bond: bigint;
  maxBond: bigint;
  bondRate: number;
  liveness: number;
  arbiterTimeout: number;
  earlyProposals: boolean;
  haltOnProposal: boolean;
  creatorMayArbitrate: boolean;
};

export type CommitteePolicy = {
  members: string[];
  threshold: number;
  delay: number;
  earlyVotes: boolean;
  haltOnProposal: boolean;
};

export const encodeOptimistic = (policy: OptimisticPolicy) => ethers.AbiCoder.defaultAbiCoder().encode([OPTIMISTIC_POLICY], [policy]);

export const encodeCommittee = (policy: CommitteePolicy) => ethers.AbiCoder.defaultAbiCoder().encode([COMMITTEE_POLICY], [policy]);

/** Markets with one collateral, well-behaved until told otherwise, and accounts that hold it and let Markets take it. */
export async function deployMarkets() {
  const [creator, alice, bob, arbiter, carol, dave] = await ethers.getSigners();
  const markets = await ethers.deployContract("Markets");
  const usd = await ethers.deployContract("BondToken");
  for (const account of [creator, alice, bob, carol, dave]) {
    await usd.connect(account).faucet(1_000_000_000_000n);
    await usd.connect(account).approve(markets, ethers.MaxUint256);
  }
  return { markets, usd, creator, alice, bob, arbiter, carol, dave };
}

export type Deployed = Awaited<ReturnType<typeof deployMarkets>>;

export type MarketTerms = {
  resolver: string;
  resolverData: string;
  closesIn?: number;
  resolveIn?: number;
  outcomeCount?: number;
  odds?: bigint[];
  liquidity?: bigint;
};

/** What `createMarket` takes, for a market that closes in 10 days and can be voided 90 days later unless told otherwise. */
export async function marketParams(usd: { getAddress(): Promise<string> }, terms: MarketTerms) {
  const closesAt = (await time.latest()) + (terms.closesIn ?? 10 * DAY);
  return {
    collateral: await usd.getAddress(),
    resolver: terms.resolver,
    closesAt,
    resolveBy: closesAt + (terms.resolveIn ?? 90 * DAY),
    feeRate: 400,
    creatorShare: 2500,
    outcomeCount: terms.outcomeCount ?? 2,
    liquidity: terms.liquidity ?? LIQUIDITY,
    odds: terms.odds ?? [],
    metadata: "{}",
    resolverData: terms.resolverData,
  };
}

/** Creates a market and returns its id, its dates and the receipt. */
export async function createMarket({ markets, usd, creator }: Deployed, terms: MarketTerms) {
  const params = await marketParams(usd, terms);
  const response = await markets.connect(creator).createMarket(params, ethers.MaxUint256);
  const receipt = await response.wait();
  if (receipt === null) throw new Error("createMarket was not mined");
  return { marketId: await markets.marketCount(), closesAt: params.closesAt, resolveBy: params.resolveBy, receipt };
}

/** Makes the next transaction's block carry exactly this time. */
export const at = (timestamp: number | bigint) => time.setNextBlockTimestamp(timestamp);

/** Advances the chain to this time by an empty block, for views. */
export const mineAt = (timestamp: number | bigint) => time.increaseTo(timestamp);
