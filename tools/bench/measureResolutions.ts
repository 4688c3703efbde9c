import { network } from "hardhat";
import { createPublicClient, createWalletClient, custom, type Hex, zeroAddress } from "viem";
import { deployLocalOracles, realityArtifact } from "../../scripts/cli/deployLocalOracles.ts";
import { encodeCommitteePolicy } from "../../sdk/resolvers/committee/policy.ts";
import { encodeOptimisticPolicy } from "../../sdk/resolvers/optimistic/policy.ts";
import { encodePriceFeedPolicy } from "../../sdk/resolvers/priceFeed/policy.ts";
import { encodeRealityPolicy } from "../../sdk/resolvers/reality/policy.ts";
import { encodeUmaPolicy } from "../../sdk/resolvers/uma/policy.ts";

export type ResolutionRow = {
  resolver: string;
  steps: string;
  outcomes: number;
  gas: number;
  /** The most that it may take. */
  target?: number;
};

const USD = 10n ** 6n;
const DAY = 86_400;
const START = 1_900_000_000;
const WINDOW = 7_200;
const MAX_DELAY = 25 * 3_600;
const STRIKE = 6_000_000_000_000n;
const FIRST_ROUND = (1n << 64n) + 1n;
const QUESTION = "Does it resolve?␟First,Second␟test␟en";
const EVIDENCE = ["https://example.org/evidence", `0x${"e1".repeat(32)}`] as const;

/**
 * Gas of the undisputed ways to resolve a market: every step that its resolver needs, together, on the bytecode that the
 * makers of the oracles published. Throws above a target.
 */
export async function measureResolutions(): Promise<ResolutionRow[]> {
  const { ethers, networkHelpers, provider } = await network.create();
  const { time } = networkHelpers;
  const [creator, proposer, newcomer, ...members] = await ethers.getSigners();
  const addressOf = (account: { address: string }) => account.address as Hex;
  await time.increaseTo(START);
  const usd = await ethers.deployContract("TestUSD");
  const usdAddress = (await usd.getAddress()) as Hex;
  const markets = await ethers.deployContract("Markets");
  const transport = custom(provider);
  const account = { address: addressOf(creator), type: "json-rpc" } as const;
  const oracles = await deployLocalOracles(
    { publicClient: createPublicClient({ transport }), walletClient: createWalletClient({ account, transport }), account },
    { currency: usdAddress, arbitratorOwner: account.address },
  );
  const feed = await ethers.deployContract("FeedMock");
  await feed.set(FIRST_ROUND, STRIKE, START - 1);
  await feed.set(FIRST_ROUND + 1n, STRIKE, START);
  const optimistic = await ethers.deployContract("OptimisticResolver", [markets]);
  const uma = await ethers.deployContract("UmaResolver", [markets, oracles.uma]);
  for (const each of [creator, proposer, newcomer]) {
    await usd.connect(each).faucet(1_000_000n * USD);
    for (const spender of [markets, optimistic, uma]) await usd.connect(each).approve(spender, ethers.MaxUint256);
  }

  type Sent = Promise<{ wait(): Promise<{ gasUsed: bigint } | null> }>;
  const gasOf = async (sent: Sent) => Number((await (await sent).wait())?.gasUsed);
  const first = (outcomes: number) => Array.from({ length: outcomes }, (_, j) => (j === 0 ? 1n : 0n));
  const rows: ResolutionRow[] = [];
  const add = (row: ResolutionRow) => {
    const { resolver, gas, target } = row;
    if (target !== undefined && !(gas <= target)) throw new Error(`A resolution by ${resolver} takes ${gas} gas, ${target} are allowed.`);
    rows.push(row);
  };

  /** A market that has just closed. */
  const closed = async (resolver: { getAddress(): Promise<string> }, outcomes: number, policy: (closesAt: number) => Hex) => {
    const today = Math.floor((await time.latest()) / DAY) * DAY;
    const closesAt = today + 31 * DAY; // the same in every run, whose seconds differ: ids are hashes of it
    const params = {
      collateral: usdAddress,
      resolver: await resolver.getAddress(),
      closesAt,
      resolveBy: closesAt + 90 * DAY,
      feeRate: 400,
      creatorShare: 2500,
      outcomeCount: outcomes,
      liquidity: 10_000n * USD,
      odds: [],
      metadata: "{}",
      resolverData: policy(closesAt),
    };
    await (await markets.connect(creator).createMarket(params, ethers.MaxUint256)).wait();
    await time.increaseTo(closesAt);
    return { id: await markets.marketCount(), closesAt };
  };

  const byProposal = async (outcomes: number, by = proposer) => {
    const terms = { bond: 100n * USD, maxBond: 100n * USD, bondRate: 0, liveness: WINDOW, arbiterTimeout: DAY };
    const flags = { earlyProposals: false, haltOnProposal: false, creatorMayArbitrate: false };
    const policy = encodeOptimisticPolicy({ arbiter: addressOf(members[0]), ...terms, ...flags });
    const { id } = await closed(optimistic, outcomes, () => policy);
    const proposed = await gasOf(optimistic.connect(by).propose(id, first(outcomes), ethers.MaxUint256, ethers.MaxUint256, ...EVIDENCE));
    await time.increase(WINDOW);
    return proposed + (await gasOf(optimistic.connect(by).finalize(id)));
  };
  const resolver = "OptimisticResolver";
  add({ resolver, steps: "propose, finalize: its first bond ever", outcomes: 2, gas: await byProposal(2, newcomer), target: 250_000 });
  await byProposal(2);
  add({ resolver, steps: "propose, finalize", outcomes: 2, gas: await byProposal(2), target: 250_000 });
  add({ resolver, steps: "propose, finalize", outcomes: 256, gas: await byProposal(256) });

  const byPrice = async (outcomes: number, gap: bigint) => {
    const priceFeed = await ethers.deployContract("PriceFeedResolver", [markets]);
    const bounds = Array.from({ length: outcomes - 1 }, (_, j) => STRIKE + BigInt(j));
    const terms = { sequencerFeed: zeroAddress, gracePeriod: 0, maxDelay: MAX_DELAY, strict: false } as const;
    const address = (await feed.getAddress()) as Hex;
    const kind = outcomes === 2 ? "strike" : "bands";
    const { id, closesAt } = await closed(priceFeed, outcomes, (settlesAt) =>
      encodePriceFeedPolicy({ feed: address, settlesAt, kind, bounds, ...terms }),
    );
    const round = (await feed.latestRound()) + 1n + gap;
    await feed.set(round, STRIKE, closesAt);
    const gas = await gasOf(priceFeed.connect(proposer).settle(id, round));
    await feed.set(round + 1n, STRIKE, closesAt + 1); // so that the next market finds a history without a gap
    return gas;
  };
  const settling = { resolver: "PriceFeedResolver", steps: "settle" };
  add({ ...settling, outcomes: 2, gas: await byPrice(2, 0n), target: 150_000 });
  add({ ...settling, steps: "settle, past 16 missing rounds", outcomes: 2, gas: await byPrice(2, 16n) });
  add({ ...settling, outcomes: 256, gas: await byPrice(256, 0n) });

  {
    const committee = await ethers.deployContract("CommitteeResolver", [markets]);
    const policy = { members: members.slice(0, 3).map(addressOf), threshold: 2, delay: WINDOW, earlyVotes: false, haltOnProposal: false };
    const { id } = await closed(committee, 2, () => encodeCommitteePolicy(policy));
    let gas = 0;
    for (const member of members.slice(0, 2)) gas += await gasOf(committee.connect(member).vote(id, first(2)));
    await time.increase(WINDOW);
    gas += await gasOf(committee.connect(proposer).finalize(id));
    add({ resolver: "CommitteeResolver", steps: "two votes, finalize", outcomes: 2, gas });
  }
  {
    const policy = { currency: usdAddress, bond: 100n * USD, liveness: BigInt(WINDOW), earlyAssertions: false };
    const { id, closesAt } = await closed(uma, 2, () => encodeUmaPolicy(policy));
    await time.setNextBlockTimestamp(closesAt + 60); // an assertion's id is a hash of it, and its zero bytes cost less
    const receipt = await (
      await uma.connect(proposer).assertPayouts(id, first(2), ethers.MaxUint256, ethers.MaxUint256, ...EVIDENCE)
    ).wait();
    const asserted = receipt?.logs.map((log) => uma.interface.parseLog(log)).find((log) => log?.name === "Asserted");
    await time.increase(WINDOW);
    const gas = Number(receipt?.gasUsed) + (await gasOf(uma.connect(proposer).finalize(asserted?.args.assertionId)));
    add({ resolver: "UmaResolver", steps: "assert, finalize", outcomes: 2, gas });
  }
  {
    const reality = await ethers.deployContract("RealityResolver", [markets, oracles.reality]);
    const policy = { arbitrator: oracles.arbitrator, timeout: WINDOW, minBond: 1n, templateId: 2, earlyAnswers: false, question: QUESTION };
    const { id } = await closed(reality, 2, () => encodeRealityPolicy(policy));
    const { abi } = realityArtifact("RealityETH-3.0", "solc-0.8.6");
    const oracle = new ethers.Contract(oracles.reality, abi as never, proposer);
    const answer = ethers.toBeHex(0, 32);
    let gas = await gasOf(oracle.getFunction("submitAnswer")(await reality.questionOf(id), answer, 0, { value: 1n }));
    await time.increase(WINDOW);
    gas += await gasOf(reality.connect(proposer).finalize(id));
    add({ resolver: "RealityResolver", steps: "answer, finalize", outcomes: 2, gas });
  }
  return rows;
}
