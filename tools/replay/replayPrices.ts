import { network } from "hardhat";
import type { Address, EIP1193Provider } from "viem";

export type PriceRow = { time: bigint; answer: bigint };
export type MarketRow = { start: bigint; end: bigint; strike: bigint; outcome: "Up" | "Down" };
export type Replay = {
  settled: number;
  matching: number;
  mismatches: { start: number; end: number; recorded: string; settled: string }[];
  gasPerSettlement: number;
};

/** The chain of a replay, for whoever is to settle its markets. */
export interface Stage {
  provider: Pick<EIP1193Provider, "request">;
  contracts: { Markets: Address; PriceFeedResolver: Address };
  usd: Address;
}

export interface Settler {
  /** Returns once a market whose price is on the tape, in that round, is settled. */
  settle: (marketId: bigint, roundId: bigint) => Promise<void>;
  close: () => Promise<void>;
}

const OUTCOMES = ["Up", "Down"] as const;
const ROUNDS_PER_TRANSACTION = 400;
const MAX_DELAY = 25n * 3600n;
const DAY = 86_400n;
const USD = 10n ** 6n;
const POLICY =
  "tuple(address feed, address sequencerFeed, uint32 gracePeriod, uint40 settlesAt, uint32 maxDelay, uint8 kind, bool strict, int256[] bounds)";

/**
 * Plays a tape of prices into an aggregator on a chain of its own, in order of time, with one Up/Down market for each
 * row of the markets file: Up if the first price at or after `end` is at or above `strike`. Every market is settled
 * through `PriceFeedResolver` as soon as its price is on the tape, by an account of its own or by `makeSettler`'s; the result is
 * read back from the `Resolved` event.
 */
export async function replayPrices(
  prices: PriceRow[],
  rows: MarketRow[],
  makeSettler?: (stage: Stage) => Promise<Settler>,
): Promise<Replay> {
  const ordered = [...rows].sort((a, b) => Number(a.end - b.end));
  const genesis = Number([prices[0].time, ...ordered.map((row) => row.start)].reduce((a, b) => (a < b ? a : b))) - 600;
  const { ethers, networkHelpers, provider } = await network.create({
    network: "default",
    override: { initialDate: new Date(genesis * 1000), allowBlocksWithSameTimestamp: true },
  });
  const [creator, anyone] = await ethers.getSigners();
  const usd = await ethers.deployContract("TestUSD");
  const markets = await ethers.deployContract("Markets");
  const resolver = await ethers.deployContract("PriceFeedResolver", [markets]);
  const feed = await ethers.deployContract("FeedMock");
  // a feed registers with an older round than its latest
  await feed.set(1n, prices[0].answer, prices[0].time - 1n);
  await feed.set(2n, prices[0].answer, prices[0].time);
  await usd.faucet(1_000_000n * USD);
  await usd.approve(markets, ethers.MaxUint256);

  const ids = new Map<MarketRow, bigint>();
  for (const row of ordered) {
    const policy = [feed.target, ethers.ZeroAddress, 0, row.end, MAX_DELAY, 0, false, [row.strike]];
    const params = {
      collateral: usd,
      resolver,
      closesAt: row.end,
      resolveBy: row.end + 7n * DAY,
      feeRate: 0,
      creatorShare: 0,
      outcomeCount: 2,
      liquidity: 10n * USD,
      odds: [],
      metadata: JSON.stringify({ question: `Up at ${row.end}?`, outcomes: OUTCOMES }),
      resolverData: ethers.AbiCoder.defaultAbiCoder().encode([POLICY], [policy]),
    };
    await (await markets.connect(creator).createMarket(params, ethers.MaxUint256)).wait();
    ids.set(row, await markets.marketCount());
  }

  const replay: Replay = { settled: 0, matching: 0, mismatches: [], gasPerSettlement: 0 };
  let gas = 0n;
  const contracts = { Markets: markets.target as Address, PriceFeedResolver: resolver.target as Address };
  const settler: Settler = (await makeSettler?.({ provider: provider as never, contracts, usd: usd.target as Address })) ?? {
    settle: async (marketId, roundId) => void (await (await resolver.connect(anyone).settle(marketId, roundId)).wait()),
    close: async () => undefined,
  };
  const settle = async (row: MarketRow, roundId: bigint) => {
    const marketId = ids.get(row) as bigint;
    await settler.settle(marketId, roundId);
    const [resolved, ...more] = await markets.queryFilter(markets.filters.Resolved(marketId));
    if (!resolved || more.length > 0) throw new Error(`market ${marketId} was resolved ${more.length + (resolved ? 1 : 0)} times`);
    const payouts: bigint[] = [...resolved.args.payouts];
    const outcome = OUTCOMES[payouts.findIndex((payout) => payout > 0n)];
    gas += (await resolved.getTransactionReceipt()).gasUsed;
    replay.settled++;
    if (outcome === row.outcome) replay.matching++;
    else replay.mismatches.push({ start: Number(row.start), end: Number(row.end), recorded: row.outcome, settled: outcome });
  };

  let due = 0;
  try {
    // The first price is the feed's second round already; index i of the tape is round i + 2.
    for (let from = 1; from < prices.length; from += ROUNDS_PER_TRANSACTION) {
      const batch = prices.slice(from, from + ROUNDS_PER_TRANSACTION);
      const now = batch[batch.length - 1].time;
      if (now > BigInt(await networkHelpers.time.latest())) await networkHelpers.time.setNextBlockTimestamp(now);
      await (
        await feed.push(
          batch.map((price) => price.answer),
          batch.map((price) => price.time),
        )
      ).wait();
      for (; due < ordered.length && ordered[due].end <= now; due++) {
        const round = prices.findIndex((price) => price.time >= ordered[due].end) + 2;
        await settle(ordered[due], BigInt(round));
      }
    }
  } finally {
    await settler.close();
  }
  for (const row of ordered.slice(due)) {
    replay.mismatches.push({ start: Number(row.start), end: Number(row.end), recorded: row.outcome, settled: "no price on the tape" });
  }
  replay.gasPerSettlement = replay.settled === 0 ? 0 : Math.round(Number(gas) / replay.settled);
  return replay;
}
