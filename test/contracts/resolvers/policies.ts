// properties: R3, R6, R10
//
// Draws policies at random, most of them at or near a limit, of every resolver that has no such test of its own. What
// registration refuses it refuses by a named error. Whatever it accepts, an honest party that sees blocks of 12 seconds
// brings the market to the truth before `resolveBy`, also after a first round that ended without an answer as late as it
// could: a committee's answer that was withdrawn, rounds without a price and a sequencer that never comes back, a
// rejected assertion, a question that was answered too soon. PRESAGE_SEED repeats a run, PRESAGE_POLICIES
// many policies are carried out.
import { expect } from "chai";
import { makeRandom } from "../../../tools/proof/random.ts";
import { deployReality } from "./deployReality.ts";
import { deployUma } from "./deployUma.ts";
import {
  at,
  createMarket,
  DAY,
  type Deployed,
  deployMarkets,
  EVIDENCE,
  encodeCommittee,
  ethers,
  LIMITS,
  type MarketTerms,
  mineAt,
  networkHelpers,
  time,
} from "./resolverFixture.ts";

const { loadFixture } = networkHelpers;

/** A few times as many are drawn. */
const ACCEPTED = Number(process.env.PRESAGE_POLICIES ?? 30);
const SLOT = 12;
const ANSWER_TIME = 3 * DAY;
/** What UMA's vote and Reality.eth's arbitration are counted with. */
const VOTE = 30 * DAY;
/** Markets accepts no later `resolveBy` than this after the close. */
const MAX_RESOLVE_IN = 365 * DAY;
/** The longest round that leaves time for two. */
const MAX_ROUND = (MAX_RESOLVE_IN - ANSWER_TIME - DAY) / 2;
const RESOLVED = 3n;

const coder = ethers.AbiCoder.defaultAbiCoder();
const seed = Number(BigInt(process.env.PRESAGE_SEED ?? Math.floor(Math.random() * 2 ** 31)) % 2n ** 31n);

type Random = ReturnType<typeof draw>;

function draw(run: number) {
  const random = makeRandom(seed + run * 7_919);
  const below = (limit: number) => Math.floor(random.next() * limit);
  /** A window in seconds, refused ones among them. */
  const window = (longest: number) =>
    random.pick([0, 59, 60, 61, 71, 72, 3_600, DAY, 14 * DAY, longest, longest - 1, longest + 1, 60 + below(longest)]);
  /** Seconds between the close and `resolveBy`: around the least that is accepted, less by up to a round, and as far as Markets goes. */
  const resolveIn = (least: number, round: number) => {
    const about = least + random.pick([-1, -below(round), -below(least), 0, 0, 0, 1, 11, SLOT, below(30 * DAY)]);
    return Math.min(MAX_RESOLVE_IN, Math.max(0, about));
  };
  const closesIn = random.pick([60, DAY, 30 * DAY]);
  const phase = below(SLOT);
  /** The first block that is not before a moment, and the last one before it. */
  const blockFrom = (moment: number) => moment + ((((phase - moment) % SLOT) + SLOT) % SLOT);
  const blockBefore = (moment: number) => blockFrom(moment) - SLOT;
  const nextBlock = async (moment = 0) => at(blockFrom(Math.max(moment, (await time.latest()) + 1)));
  /** Somewhere in the time for answers, to the last block that leaves twenty for what follows. */
  const inAnswerTime = (from: number) => from + random.pick([0, below(ANSWER_TIME - 20 * SLOT), ANSWER_TIME - 20 * SLOT]);
  return { ...random, below, window, resolveIn, closesIn, blockFrom, blockBefore, nextBlock, inAnswerTime };
}

/** Creates the market, or makes sure that it was refused by an error with a name. */
async function register(f: Deployed, resolver: { interface: InstanceType<typeof ethers.Interface> }, terms: MarketTerms, label: string) {
  try {
    return await createMarket(f, terms);
  } catch (error) {
    const { data, message } = error as { data?: string; message: string };
    const name = data && (resolver.interface.parseError(data) ?? f.markets.interface.parseError(data))?.name;
    expect(name, `${label}: ${message}`).to.not.be.oneOf([undefined, "", "Error", "Panic"]);
    return undefined;
  }
}

/** Draws policies until enough of them were accepted and carried out; what fails is named with its seed. */
function every(title: string, carryOut: (random: Random, label: (policy: unknown) => string) => Promise<boolean>) {
  it(`${title} (seed ${seed})`, async function () {
    this.timeout(300_000);
    let run = 0;
    for (let accepted = 0; accepted < ACCEPTED; run++) {
      const label = (policy: unknown) =>
        `seed ${seed}, run ${run}: ${JSON.stringify(policy, (_, value) => (typeof value === "bigint" ? `${value}` : value))}`;
      if (await carryOut(draw(run), label)) accepted++;
      expect(run, "drawn until enough are accepted").to.be.lessThan(40 * ACCEPTED);
    }
    expect(run, "some are refused").to.be.greaterThan(ACCEPTED);
  });
}

/** The market is resolved by the truth, before anyone can void, with a day to spare but for the blocks in which it was done. */
async function expectTruth(f: Deployed, market: { marketId: bigint; resolveBy: number }, truth: bigint[], label: string) {
  expect(await f.markets.statusOf(market.marketId), label).to.equal(RESOLVED);
  expect(await f.markets.payoutsOf(market.marketId), label).to.deep.equal(truth);
  expect(await time.latest(), label).to.be.lessThan(market.resolveBy);
}

/** Any vector, or the win of one outcome. */
function truthOf(random: Random, outcomeCount: number): bigint[] {
  const winner = random.below(outcomeCount);
  if (random.next() < 0.5) return Array.from({ length: outcomeCount }, (_, outcome) => (outcome === winner ? 1n : 0n));
  return Array.from({ length: outcomeCount }, (_, outcome) => (outcome === winner ? 2n ** 64n - 1n : BigInt(random.below(1_000))));
}

describe("Every policy that registers can be carried out", () => {
  describe("by CommitteeResolver", () => {
    const fixture = async () => {
      const deployed = await deployMarkets();
      return { ...deployed, resolver: await ethers.deployContract("CommitteeResolver", [deployed.markets]) };
    };

    every("after an answer that was withdrawn in its last block", async (random, label) => {
      const f = await loadFixture(fixture);
      const { resolver } = f;
      const everybody = [f.alice, f.bob, f.carol, f.dave, f.arbiter].slice(0, random.pick([1, 2, 3, 4, 5]));
      const threshold = random.pick([Math.floor(everybody.length / 2) + 1, everybody.length, everybody.length, random.below(7)]);
      const delay = random.window(MAX_ROUND);
      const [earlyVotes, haltOnProposal] = [random.next() < 0.3, random.next() < 0.5];
      const policy = { members: everybody.map(({ address }) => address), threshold, delay, earlyVotes, haltOnProposal };
      const outcomeCount = random.pick([2, 3, 40]);
      const terms = {
        resolver: await resolver.getAddress(),
        resolverData: encodeCommittee(policy),
        outcomeCount,
        closesIn: random.closesIn,
        resolveIn: random.resolveIn(ANSWER_TIME + 2 * delay + DAY, delay),
      };
      const name = label({ policy, ...terms, resolverData: undefined });
      const market = await register(f, resolver, terms, name);
      if (!market) return false;
      const { marketId, closesAt } = market;
      const truth = truthOf(random, outcomeCount);
      const voting = async (members: typeof everybody) => {
        for (const member of members) {
          await random.nextBlock(earlyVotes ? 0 : closesAt);
          await resolver.connect(member).vote(marketId, truth);
        }
        return Number((await resolver.proposalOf(marketId)).deadline);
      };

      if (!earlyVotes) await mineAt(random.inAnswerTime(closesAt));
      const firstDeadline = await voting(everybody.slice(0, threshold));
      await at(random.blockBefore(firstDeadline));
      await resolver.connect(everybody[0]).withdrawVote(marketId);
      const deadline = await voting([everybody[0]]);
      await random.nextBlock(deadline);
      await resolver.connect(f.dave).finalize(marketId);
      await expectTruth(f, market, truth, name);
      return true;
    });
  });

  describe("by PriceFeedResolver", () => {
    const POLICY =
      "tuple(address feed, address sequencerFeed, uint32 gracePeriod, uint40 settlesAt, uint32 maxDelay, uint8 kind, bool strict, int256[] bounds)";
    const generations = ["FluxAggregator", "OffchainAggregator", "Ocr2Aggregator"] as const;
    const MIN_DELAY = 25 * 3_600;
    const MOST = 2n ** 127n - 1n;
    const UNIT = 10n ** 18n;

    const fixture = async () => {
      const deployed = await deployMarkets();
      return { ...deployed, resolver: await ethers.deployContract("PriceFeedResolver", [deployed.markets]) };
    };

    /** What the interface says of a price. */
    const payoutsAt = (kind: number, strict: boolean, bounds: bigint[], price: bigint): bigint[] => {
      if (kind === 2) {
        const [low, high] = bounds as [bigint, bigint];
        const first = price <= low ? 0n : price >= high ? UNIT : ((price - low) * UNIT) / (high - low);
        return [first, UNIT - first];
      }
      const above = bounds.filter((bound) => price > bound || (price === bound && !strict)).length;
      const winner = kind === 0 ? 1 - above : above;
      return Array.from({ length: bounds.length + 1 }, (_, outcome) => (outcome === winner ? 1n : 0n));
    };

    every("whatever the price, however late its round, and whatever the sequencer says", async (random, label) => {
      const f = await loadFixture(fixture);
      const { resolver } = f;
      const generation = random.pick(generations);
      const aggregator = await ethers.deployContract(generation);
      const now = await time.latest();
      await aggregator.report(5n, now - random.pick([1, DAY]));
      await aggregator.report(5n, now);
      const proxy = await ethers.deployContract("AggregatorProxy", [aggregator]);

      const kind = random.pick([0, 1, 2]);
      const strict = random.next() < 0.5;
      const ends = [MOST, -MOST, 0n, 1n, -1n, MOST - 1n, 10n ** 12n, random.scale(1n, MOST), -random.scale(1n, MOST)];
      const drawn = Array.from({ length: kind === 0 ? 1 : kind === 2 ? 2 : random.pick([1, 2, 5]) }, () =>
        random.next() < 0.05 ? random.pick([MOST + 1n, -MOST - 1n, ethers.MaxInt256, ethers.MinInt256]) : random.pick(ends),
      );
      const bounds = [...new Set(drawn)].sort((a, b) => (a < b ? -1 : 1));
      const outcomeCount = kind === 1 ? bounds.length + 1 : 2;
      const sequencer = random.next() < 0.7 ? await ethers.deployContract("FaultyFeed") : undefined;
      await sequencer?.set(1n, random.pick([0n, 1n]), 1n);
      const gracePeriod = sequencer ? random.pick([0, 1, 600, DAY, DAY, DAY + 1]) : random.pick([0, 0, 0, 1]);
      const maxDelay = random.pick([MIN_DELAY, MIN_DELAY + 1, MIN_DELAY - 1, 2 * DAY, 14 * DAY, 60 * DAY, random.window(MAX_ROUND - DAY)]);
      const settlesIn = random.pick([0, 0, 1, DAY, -1]);
      const policy = {
        feed: await proxy.getAddress(),
        sequencerFeed: (await sequencer?.getAddress()) ?? ethers.ZeroAddress,
        gracePeriod,
        maxDelay,
        kind,
        strict,
        bounds,
      };
      const settlesAt = (await time.latest()) + random.closesIn + settlesIn;
      const terms = {
        resolver: await resolver.getAddress(),
        resolverData: coder.encode([POLICY], [{ ...policy, settlesAt }]),
        outcomeCount,
        closesIn: random.closesIn,
        resolveIn: random.resolveIn(settlesIn + ANSWER_TIME + 2 * maxDelay + gracePeriod + DAY, maxDelay),
      };
      const name = label({ generation, settlesIn, policy, ...terms, resolverData: undefined });
      const market = await register(f, resolver, terms, name);
      if (!market) return false;
      const { marketId } = market;

      // the history: perhaps a new phase, a round from before, rounds without a price, and one as late as it pleases
      const isAcross = random.next() < 0.3;
      const next = isAcross ? await ethers.deployContract(generation) : aggregator;
      if (isAcross) await proxy.adopt(next);
      const roundAt = settlesAt + random.pick([0, 1, random.below(maxDelay), maxDelay - 1, maxDelay]);
      const price = random.pick([1n, 2n, ethers.MaxInt256, ...bounds.flatMap((bound) => [bound - 1n, bound, bound + 1n])]);
      const said = price > 0n && price <= ethers.MaxInt256 ? price : 7n;
      let number = isAcross ? 0n : 2n;
      for (let empty = random.below(3); empty > 0; empty--, number++)
        await next.report(random.pick([0n, -1n, ethers.MinInt256]), settlesAt);
      await next.report(said, roundAt);
      number++;
      await next.report(said + (said === ethers.MaxInt256 ? -1n : 1n), roundAt + 1);
      await sequencer?.set(2n, random.pick([0n, 1n, -5n, 3n]), random.pick([1, settlesAt, settlesAt + 2 * maxDelay, 2 ** 40]));
      await sequencer?.setFault(random.pick([0, 1, 2]));

      // the sequencer may say what it likes: from here on it is not asked
      const until = sequencer ? settlesAt + 2 * maxDelay + gracePeriod : 0;
      await at(random.blockFrom(Math.max(roundAt, settlesAt, until, isAcross ? settlesAt + maxDelay + 1 : 0)));
      const id = ((isAcross ? 2n : 1n) << 64n) | number;
      await resolver
        .connect(f.dave)
        .settleAcrossPhases(marketId, id, isAcross ? [(1n << 64n) | 2n] : [], { gasLimit: 10_000_000n })
        .catch((error: Error) => expect.fail(`${name}: ${error.message}`));
      await expectTruth(f, market, payoutsAt(kind, strict, bounds, said), name);
      return true;
    });
  });

  describe("by UmaResolver", () => {
    const POLICY = "tuple(address currency, uint96 bond, uint64 liveness, bool earlyAssertions)";
    const FINAL_FEE = 100_000_000n;
    const MINIMUM = 2n * FINAL_FEE;

    const fixture = async () => {
      const deployed = await deployMarkets();
      const { currency, oracle, vote } = await deployUma(7_200, FINAL_FEE);
      const resolver = await ethers.deployContract("UmaResolver", [deployed.markets, await oracle.getAddress()]);
      for (const account of [deployed.alice, deployed.bob]) {
        await currency.connect(account).faucet(10n ** 20n);
        for (const spender of [resolver, oracle]) await currency.connect(account).approve(spender, ethers.MaxUint256);
      }
      return { ...deployed, currency, oracle, vote, resolver };
    };

    every("after an assertion that was disputed in its last block and rejected", async (random, label) => {
      const f = await loadFixture(fixture);
      const { resolver } = f;
      const liveness = random.window(MAX_ROUND - VOTE);
      const bond = random.pick([0n, 1n, MINIMUM, 1_000n * MINIMUM, 1_000n * MINIMUM, 1_000n * MINIMUM + 1n, 2n ** 96n - 1n]);
      const policy = { currency: await f.currency.getAddress(), bond, liveness, earlyAssertions: random.next() < 0.3 };
      const outcomeCount = random.pick([2, 3, 40]);
      const terms = {
        resolver: await resolver.getAddress(),
        resolverData: coder.encode([POLICY], [policy]),
        outcomeCount,
        closesIn: random.closesIn,
        resolveIn: random.resolveIn(ANSWER_TIME + 2 * (liveness + VOTE) + DAY, liveness + VOTE),
      };
      const name = label({ policy, ...terms, resolverData: undefined });
      const market = await register(f, resolver, terms, name);
      if (!market) return false;
      const { marketId, closesAt } = market;
      const truth = truthOf(random, outcomeCount);
      const lie = [...truth.slice(1), truth[0] as bigint];

      /** Asserts in the coming block, is disputed in the last one before the end, and waits as long as a vote may take. */
      const round = async (payouts: bigint[], isTrue: boolean) => {
        await resolver.connect(f.alice).assertPayouts(marketId, payouts, ...LIMITS, ...EVIDENCE);
        const assertedAt = await time.latest();
        const [log] = (await resolver.queryFilter(resolver.filters.Asserted(marketId))).slice(-1);
        const id = log.args.assertionId;
        await at(random.blockBefore(assertedAt + liveness));
        const disputing = f.oracle.connect(f.bob) as typeof f.oracle;
        await disputing.getFunction("disputeAssertion")(id, f.bob.address);
        await at(random.blockFrom((await time.latest()) + VOTE - 2 * SLOT));
        await f.vote(id, isTrue);
        await random.nextBlock();
        await resolver.connect(f.dave).finalize(id);
      };
      if (policy.earlyAssertions) await random.nextBlock();
      else await at(random.blockFrom(random.inAnswerTime(closesAt)));
      await round(random.pick([truth, lie]), false);
      await random.nextBlock(policy.earlyAssertions ? 0 : closesAt);
      await round(truth, true);
      await expectTruth(f, market, truth, name);
      return true;
    });
  });

  describe("by RealityResolver", () => {
    const POLICY = "tuple(address arbitrator, uint32 timeout, uint96 minBond, uint32 templateId, bool earlyAnswers, string question)";
    const MOST = ethers.parseEther("1000");
    const TOO_SOON = ethers.toBeHex(ethers.MaxUint256 - 1n, 32);

    const fixture = async () => {
      const deployed = await deployMarkets();
      const reality = await deployReality();
      const resolver = await ethers.deployContract("RealityResolver", [deployed.markets, await reality.getAddress()]);
      return { ...deployed, reality, resolver };
    };

    every("after a question that was answered too soon, by arbitration that was asked for in the last block", async (random, label) => {
      const f = await loadFixture(fixture);
      const { resolver, reality } = f;
      const timeout = random.window(MAX_ROUND - VOTE);
      const minBond = random.pick([0n, 1n, 10n ** 15n, MOST, MOST, MOST + 1n, 2n ** 96n - 1n]);
      const templateId = random.pick([2, 2, 2, 0, 0, 1, 3]);
      const outcomeCount = random.pick([2, 2, 3, 256]);
      const policy = {
        arbitrator: f.arbiter.address,
        timeout,
        minBond,
        templateId,
        earlyAnswers: random.next() < 0.3,
        question: "Which?",
      };
      const terms = {
        resolver: await resolver.getAddress(),
        resolverData: coder.encode([POLICY], [policy]),
        outcomeCount,
        closesIn: random.closesIn,
        resolveIn: random.resolveIn(ANSWER_TIME + 2 * (timeout + VOTE) + DAY, timeout + VOTE),
      };
      const name = label({ policy, ...terms, resolverData: undefined });
      const market = await register(f, resolver, terms, name);
      if (!market) return false;
      const { marketId, closesAt } = market;
      const truth = truthOf(random, outcomeCount);
      const winner = truth.filter((payout) => payout !== 0n).length === 1 && truth.includes(1n) ? truth.indexOf(1n) : undefined;
      const isYesOrNo = templateId === 0;
      const answer =
        winner === undefined ? ethers.solidityPackedKeccak256(["uint64[]"], [truth]) : ethers.toBeHex(isYesOrNo ? 1 - winner : winner, 32);

      /** An answer in the coming block, arbitration asked for in the last one before the end, which takes its time. */
      const round = async (value: string) => {
        const id = await resolver.questionOf(marketId);
        const asAlice = reality.connect(f.alice) as typeof reality;
        await asAlice.getFunction("submitAnswer")(id, random.pick([value, TOO_SOON]), 0, { value: minBond || 1n });
        const asArbitrator = reality.connect(f.arbiter) as typeof reality;
        await at(random.blockBefore((await time.latest()) + timeout));
        await asArbitrator.getFunction("notifyOfArbitrationRequest")(id, f.bob.address, 0);
        await at(random.blockFrom((await time.latest()) + VOTE - 2 * SLOT));
        await asArbitrator.getFunction("submitAnswerByArbitrator")(id, value, f.alice.address);
        await random.nextBlock();
      };
      if (policy.earlyAnswers) await random.nextBlock();
      else await at(random.blockFrom(random.inAnswerTime(closesAt)));
      await round(TOO_SOON);
      await resolver.connect(f.dave).reopen(marketId);
      await random.nextBlock(policy.earlyAnswers ? 0 : closesAt);
      await round(answer);
      const asDave = resolver.connect(f.dave);
      await (winner === undefined ? asDave.finalizeVector(marketId, truth) : asDave.finalize(marketId));
      await expectTruth(f, market, truth, name);
      return true;
    });
  });
});
