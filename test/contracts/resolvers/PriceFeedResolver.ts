// properties: R3, R6, R10, R11, C7, C8, C9
import { expect } from "chai";
import { at, createMarket, DAY, deployMarkets, ethers, marketParams, mineAt, networkHelpers, time } from "./resolverFixture.ts";

const { loadFixture } = networkHelpers;

const POLICY =
  "tuple(address feed, address sequencerFeed, uint32 gracePeriod, uint40 settlesAt, uint32 maxDelay, uint8 kind, bool strict, int256[] bounds)";
const Kind = { Strike: 0, Bands: 1, Scalar: 2 };
const State = { None: 0n, Waiting: 1n, Due: 2n, Final: 3n };
const Fault = { Reverts: 1, BurnsGas: 2 };
const Status = { Resolved: 3n, Void: 4n };
const MAX_DELAY = 25 * 3_600;
const GRACE = 600;
const STRIKE = 6_000_000_000_000n;
const UP = [1n, 0n];
const DOWN = [0n, 1n];

type Policy = {
  feed?: string;
  sequencerFeed?: string;
  gracePeriod?: number;
  settlesAt?: number;
  settlesIn?: number;
  maxDelay?: number;
  kind?: number;
  strict?: boolean;
  bounds?: bigint[];
};

const roundId = (phase: number, round: number | bigint) => (BigInt(phase) << 64n) | BigInt(round);

async function fixture() {
  const deployed = await deployMarkets();
  const resolver = await ethers.deployContract("PriceFeedResolver", [deployed.markets]);
  const feed = await ethers.deployContract("FeedMock");
  await feed.set(roundId(1, 1), STRIKE, (await time.latest()) - 10);
  await feed.set(roundId(1, 2), STRIKE, await time.latest());
  const address = await resolver.getAddress();

  const params = async (policy: Policy = {}, terms = {}) => {
    const closesAt = (await time.latest()) + 10 * DAY;
    const settlesAt = policy.settlesAt ?? closesAt + (policy.settlesIn ?? 0);
    const resolverData = ethers.AbiCoder.defaultAbiCoder().encode(
      [POLICY],
      [
        {
          feed: policy.feed ?? (await feed.getAddress()),
          sequencerFeed: policy.sequencerFeed ?? ethers.ZeroAddress,
          gracePeriod: policy.gracePeriod ?? 0,
          settlesAt,
          maxDelay: policy.maxDelay ?? MAX_DELAY,
          kind: policy.kind ?? Kind.Strike,
          strict: policy.strict ?? false,
          bounds: policy.bounds ?? [STRIKE],
        },
      ],
    );
    return { settlesAt, terms: { resolver: address, resolverData, ...terms } };
  };
  const create = async (policy: Policy = {}, terms = {}) => {
    const given = await params(policy, terms);
    const market = await createMarket(deployed, given.terms);
    return { ...market, settlesAt: given.settlesAt };
  };
  const refuse = async (policy: Policy, terms: object, error: string, args: unknown[]) => {
    const given = await params(policy, terms);
    await expect(deployed.markets.createMarket(await marketParams(deployed.usd, given.terms), ethers.MaxUint256))
      .to.be.revertedWithCustomError(resolver, error)
      .withArgs(...args);
  };
  const settled = async (marketId: bigint, payouts: bigint[]) => expect(await deployed.markets.payoutsOf(marketId)).to.deep.equal(payouts);
  return { ...deployed, resolver, feed, create, refuse, settled };
}

/** Round 3 is a second old when the price is due, round 4 is the first that counts, round 5 the next. */
async function dueFixture() {
  const f = await fixture();
  const market = await f.create();
  const { settlesAt } = market;
  await f.feed.set(roundId(1, 3), STRIKE + 7n, settlesAt - 1);
  await f.feed.set(roundId(1, 4), STRIKE - 1n, settlesAt + 5);
  await f.feed.set(roundId(1, 5), STRIKE + 9n, settlesAt + 10);
  await mineAt(settlesAt + 60);
  return { ...f, ...market };
}

describe("PriceFeedResolver", () => {
  describe("register", () => {
    it("keeps the policy and the feed's phase, and says so", async () => {
      const f = await loadFixture(fixture);
      await f.feed.set(roundId(7, 1), STRIKE, 1);
      await f.feed.set(roundId(7, 2), STRIKE, 2);
      const { marketId, settlesAt, receipt } = await f.create(
        { kind: Kind.Bands, strict: true, bounds: [-5n, 0n, 9n] },
        { outcomeCount: 4 },
      );
      const { policy, startPhase } = await f.resolver.policyOf(marketId);
      expect(startPhase).to.equal(7n);
      expect(policy).to.deep.equal([
        await f.feed.getAddress(),
        ethers.ZeroAddress,
        0n,
        BigInt(settlesAt),
        BigInt(MAX_DELAY),
        BigInt(Kind.Bands),
        true,
        [-5n, 0n, 9n],
      ]);
      const [log] = receipt.logs.flatMap((entry) => f.resolver.interface.parseLog(entry) ?? []);
      expect([log.name, ...log.args]).to.deep.equal(["PriceFeedRegistered", marketId, policy, startPhase]);
    });

    it("accepts Markets only", async () => {
      const f = await loadFixture(fixture);
      await expect(f.resolver.connect(f.alice).register(1, f.alice.address, 2, 0, 0, "0x")).to.be.revertedWithCustomError(
        f.resolver,
        "NotMarkets",
      );
    });

    it("refuses what it cannot carry out", async () => {
      const f = await loadFixture(fixture);
      await f.refuse({ bounds: [] }, {}, "InvalidBounds", [0, 1]);
      await f.refuse({ bounds: [1n, 2n] }, {}, "InvalidBounds", [2, 1]);
      await f.refuse({ kind: Kind.Bands, bounds: [1n, 2n] }, { outcomeCount: 4 }, "InvalidBounds", [2, 3]);
      await f.refuse({ kind: Kind.Scalar, bounds: [1n] }, {}, "InvalidBounds", [1, 2]);
      await f.refuse({ kind: Kind.Scalar, bounds: [2n, 2n] }, {}, "UnorderedBounds", [1]);
      await f.refuse({ kind: Kind.Bands, bounds: [1n, 3n, 2n] }, { outcomeCount: 4 }, "UnorderedBounds", [2]);
      await f.refuse({ kind: Kind.Scalar, bounds: [1n, 2n] }, { outcomeCount: 3 }, "NeedsTwoOutcomes", [3]);
      await f.refuse({}, { outcomeCount: 3 }, "NeedsTwoOutcomes", [3]);
      await f.refuse({ maxDelay: MAX_DELAY - 1 }, {}, "WindowTooShort", [MAX_DELAY - 1, MAX_DELAY]);
    });

    it("refuses bounds beyond which a settlement could overflow, and takes those at the limit", async () => {
      const f = await loadFixture(fixture);
      const most = 2n ** 127n - 1n;
      const limits = [-most, most];
      await f.refuse({ bounds: [most + 1n] }, {}, "BoundOutOfRange", [0, most + 1n, ...limits]);
      await f.refuse({ bounds: [-most - 1n] }, {}, "BoundOutOfRange", [0, -most - 1n, ...limits]);
      await f.refuse({ kind: Kind.Scalar, bounds: [-(2n ** 200n), 0n] }, {}, "BoundOutOfRange", [0, -(2n ** 200n), ...limits]);
      await f.refuse({ kind: Kind.Scalar, bounds: [0n, ethers.MaxInt256] }, {}, "BoundOutOfRange", [1, ethers.MaxInt256, ...limits]);
      await f.refuse({ kind: Kind.Bands, bounds: [1n, 2n, ethers.MinInt256] }, { outcomeCount: 4 }, "BoundOutOfRange", [
        2,
        ethers.MinInt256,
        ...limits,
      ]);
      await f.create({ bounds: [most] });
      await f.create({ kind: Kind.Scalar, bounds: [-most, most] });
    });

    it("refuses a grace period of more than a day, and any without a sequencer's feed", async () => {
      const f = await loadFixture(fixture);
      await f.refuse({ gracePeriod: 1 }, {}, "GracePeriodTooLong", [1, 0]);
      const sequencer = await ethers.deployContract("FeedMock");
      await sequencer.set(1n, 0n, 1n);
      const sequencerFeed = await sequencer.getAddress();
      await f.refuse({ sequencerFeed, gracePeriod: DAY + 1 }, {}, "GracePeriodTooLong", [DAY + 1, DAY]);
      await f.create({ sequencerFeed, gracePeriod: DAY });
      await f.create({ sequencerFeed, gracePeriod: 0 });
    });

    it("refuses a sequencer's feed that is none", async () => {
      const f = await loadFixture(fixture);
      const sequencer = await ethers.deployContract("FaultyFeed");
      const sequencerFeed = await sequencer.getAddress();
      const refused = () => f.refuse({ sequencerFeed }, {}, "NotSequencerFeed", [sequencerFeed]);
      await refused(); // no round
      await sequencer.set(1n, STRIKE, 1n); // a price
      await refused();
      await sequencer.set(1n, -1n, 1n);
      await refused();
      await sequencer.set(1n, 1n, 1n);
      await f.create({ sequencerFeed }); // down is an answer
      await sequencer.setFault(Fault.Reverts);
      await refused();
      await f.refuse({ sequencerFeed: f.alice.address }, {}, "NotSequencerFeed", [f.alice.address]);
    });

    it("settles no earlier than the market closes", async () => {
      const f = await loadFixture(fixture);
      await f.create({ settlesIn: 5 });
      const settlesAt = (await time.latest()) + 10 * DAY - 1;
      await expect(f.create({ settlesAt })).to.be.revertedWithCustomError(f.resolver, "SettlesBeforeClose");
    });

    it("needs resolveBy three days, two longest delays, the grace period and a day after settlesAt, to the second", async () => {
      const f = await loadFixture(fixture);
      const sequencer = await ethers.deployContract("FeedMock");
      await sequencer.set(1n, 0n, 1n);
      const policy = { settlesIn: 100, sequencerFeed: await sequencer.getAddress(), gracePeriod: GRACE };
      const longest = 100 + 3 * DAY + 2 * MAX_DELAY + GRACE + DAY;
      await f.create(policy, { resolveIn: longest });
      await f.create(policy, { resolveIn: longest + 1 });
      await expect(f.create(policy, { resolveIn: longest - 1 })).to.be.revertedWithCustomError(f.resolver, "ResolveByTooSoon");
    });
  });

  describe("a feed's history", () => {
    const generations = ["FluxAggregator", "OffchainAggregator", "Ocr2Aggregator"] as const;

    /** An aggregator of a generation with these rounds, each a minute after the other until now. */
    const aggregator = async (generation: (typeof generations)[number] | "TruncatingAggregator", rounds = 3) => {
      const contract = await ethers.deployContract(generation);
      const now = await time.latest();
      for (let round = 1; round <= rounds; round++) await contract.report(STRIKE, now - 60 * (rounds - round));
      return contract;
    };
    const behindProxy = async (generation: Parameters<typeof aggregator>[0], rounds?: number) => {
      const feed = await aggregator(generation, rounds);
      return { feed, proxy: await ethers.deployContract("AggregatorProxy", [feed]) };
    };

    for (const generation of generations) {
      it(`is kept by ${generation}, with a proxy and without, and decides alike whoever settles and whenever`, async () => {
        for (const [late, across] of [
          [0, false],
          [MAX_DELAY + 1, false],
          [MAX_DELAY + 1, true],
          [3 * DAY, true],
        ] as const) {
          const f = await loadFixture(fixture);
          const { feed, proxy } = await behindProxy(generation);
          const direct = await f.create({ feed: await feed.getAddress() });
          const { marketId, settlesAt } = await f.create({ feed: await proxy.getAddress(), settlesAt: direct.settlesAt + 5 });
          const next = await ethers.deployContract(generation);
          if (across) await proxy.adopt(next);
          // the first round of a phase may be the first that counts, unless the market was registered in that phase
          await (across ? next : feed).report(STRIKE - 1n, settlesAt);
          await (across ? next : feed).report(STRIKE + 1n, settlesAt + 10);
          await mineAt(settlesAt + 10 + late);
          const settle = (id: bigint, lastRounds: bigint[]) =>
            f.resolver.connect(late ? f.dave : f.alice).settleAcrossPhases(marketId, id, lastRounds);
          if (across) {
            await expect(settle(roundId(2, 2), [roundId(1, 3)])).to.be.revertedWithCustomError(f.resolver, "NotFirstRound");
            await settle(roundId(2, 1), [roundId(1, 3)]);
          } else {
            await expect(settle(roundId(1, 5), [])).to.be.revertedWithCustomError(f.resolver, "NotFirstRound");
            await settle(roundId(1, 4), []);
            await f.resolver.settle(direct.marketId, 4n);
            await f.settled(direct.marketId, DOWN);
          }
          await f.settled(marketId, DOWN);
        }
      });
    }

    it("is not kept by Pyth's published adapter, which answers for any round", async () => {
      const f = await loadFixture(fixture);
      const pyth = await ethers.deployContract("PythMock");
      const now = await time.latest();
      await pyth.set(STRIKE, now);
      const adapter = await ethers.deployContract("PythAdapter", [pyth]);
      const feed = await adapter.getAddress();
      // its latest round does read the same by its id
      expect((await adapter.getRoundData(now)).slice(0, 4)).to.deep.equal((await adapter.latestRoundData()).slice(0, 4));
      await f.refuse({ feed }, {}, "NoHistory", [feed, now + 1]);
    });

    it("is not kept by an adapter of one constant round, though it has no round after it", async () => {
      const f = await loadFixture(fixture);
      const adapter = await ethers.deployContract("RedstoneAdapterMock");
      await adapter.set(STRIKE, await time.latest());
      const feed = await adapter.getAddress();
      await expect(adapter.getRoundData(2)).to.be.revertedWithCustomError(adapter, "GetRoundDataCanBeOnlyCalledWithLatestRound");
      await f.refuse({ feed }, {}, "NoOlderRound", [feed, 1]);
    });

    it("is not kept by an aggregator that cuts long numbers of rounds off", async () => {
      const f = await loadFixture(fixture);
      const feed = await (await behindProxy("TruncatingAggregator")).proxy.getAddress();
      await f.refuse({ feed }, {}, "NoHistory", [feed, roundId(1, 2n ** 32n + 3n)]);
    });

    it("is not there without a contract, a round, or an answer", async () => {
      const f = await loadFixture(fixture);
      const faulty = await ethers.deployContract("FaultyFeed");
      const feed = await faulty.getAddress();
      const dead = (address: string) => f.refuse({ feed: address }, {}, "DeadFeed", [address]);
      await dead(f.alice.address);
      await dead(feed);
      await faulty.set(roundId(1, 1), STRIKE, 1);
      await faulty.set(roundId(1, 2), STRIKE, 2);
      await f.create({ feed });
      await faulty.setFault(Fault.Reverts);
      await dead(feed);
    });

    it("has the latest round under its own id", async () => {
      const f = await loadFixture(fixture);
      const faulty = await ethers.deployContract("FaultyFeed");
      const feed = await faulty.getAddress();
      await faulty.set(roundId(1, 1), STRIKE, 1);
      await faulty.set(roundId(1, 2), STRIKE, 2);
      for (const drift of [
        [1n, 0n, 0n],
        [0n, 1n, 0n],
        [0n, 0n, 1n],
      ] as const) {
        await faulty.setDrift(...drift);
        await f.refuse({ feed }, {}, "NoHistory", [feed, roundId(1, 2)]);
      }
      await faulty.setDrift(0n, 0n, 0n);
      await f.create({ feed });
    });

    it("has nothing for rounds that cannot exist", async () => {
      const next = (latest: bigint) => [latest + 1n, latest + 2n ** 32n, roundId(1, 0), 0n];
      for (const which of [0, 1, 2, 3]) {
        const f = await loadFixture(fixture);
        const feed = await f.feed.getAddress();
        const now = await time.latest();
        const impossible = next(roundId(1, 2))[which];
        await f.feed.set(impossible, STRIKE, now - 20);
        await f.feed.set(roundId(1, 2), STRIKE, now); // the latest again
        await f.refuse({ feed }, {}, "NoHistory", [feed, impossible]);
        await f.feed.set(impossible, STRIKE, 0); // empty, whatever its price
        await f.feed.set(roundId(1, 2), STRIKE, now);
        await f.create({ feed });
      }
    });

    it("has an older round within 16 ids of the latest, and not of 17", async () => {
      for (const reverts of [false, true]) {
        for (const gap of [16, 17]) {
          const f = await loadFixture(fixture);
          const feed = await f.feed.getAddress();
          await f.feed.setRevertsOnMissing(reverts);
          await f.feed.set(roundId(3, 1), STRIKE, 5);
          await f.feed.set(roundId(3, 5), STRIKE, 7); // as old as the latest
          await f.feed.set(roundId(3, 1 + gap), STRIKE, 7);
          if (gap === 16) await f.create({ feed });
          else await f.refuse({ feed }, {}, "NoOlderRound", [feed, roundId(3, 1 + gap)]);
        }
      }
    });

    it("has an older round in the phase that it is in", async () => {
      const f = await loadFixture(fixture);
      const feed = await f.feed.getAddress();
      await f.feed.set(roundId(2, 1), STRIKE, await time.latest());
      await f.refuse({ feed }, {}, "NoOlderRound", [feed, roundId(2, 1)]);
      await f.feed.set(roundId(2, 2), STRIKE, (await time.latest()) + 1);
      await f.create({ feed });
    });

    it("cannot get lost: the beginning of the phase of registration proves nothing", async () => {
      const f = await loadFixture(fixture);
      const { marketId, settlesAt } = await f.create();
      const feed = await f.feed.getAddress();
      for (const round of [1, 2]) await f.feed.set(roundId(1, round), 0n, 0n);
      await f.feed.set(roundId(1, 3), STRIKE, settlesAt);
      await f.feed.set(roundId(2, 1), STRIKE, settlesAt + 1);
      await mineAt(settlesAt + MAX_DELAY + 1);
      await expect(f.resolver.settle(marketId, roundId(1, 3)))
        .to.be.revertedWithCustomError(f.resolver, "NoOlderRound")
        .withArgs(feed, roundId(1, 3));
      await f.feed.set(roundId(1, 3), 0n, 0n);
      await f.feed.set(roundId(2, 1), STRIKE, settlesAt + 1);
      await expect(f.resolver.settleAcrossPhases(marketId, roundId(2, 1), [roundId(1, 0)]))
        .to.be.revertedWithCustomError(f.resolver, "NoOlderRound")
        .withArgs(feed, roundId(1, 0));
    });

    it("may end with the last id of a phase, even the last of all", async () => {
      for (const phase of [1, 65_535]) {
        const f = await loadFixture(fixture);
        const end = roundId(phase, 2n ** 64n - 1n);
        await f.feed.set(end - 1n, STRIKE, 1);
        await f.feed.set(end, STRIKE, 2);
        const { marketId, settlesAt } = await f.create();
        await f.feed.set(end, STRIKE, settlesAt);
        await mineAt(settlesAt + MAX_DELAY + 1);
        await f.resolver.settle(marketId, end);
      }
      const f = await loadFixture(fixture);
      const end = roundId(65_534, 2n ** 64n - 1n);
      await f.feed.set(end - 1n, STRIKE, 1);
      await f.feed.set(end, STRIKE, 2);
      const { marketId, settlesAt } = await f.create();
      await f.feed.set(roundId(65_535, 1), STRIKE, settlesAt);
      await mineAt(settlesAt + MAX_DELAY + 1);
      await f.resolver.settleAcrossPhases(marketId, roundId(65_535, 1), [end]);
    });

    it("has no round 0 that counts", async () => {
      const f = await loadFixture(fixture);
      const { marketId, settlesAt } = await f.create();
      await f.feed.set(roundId(2, 0), STRIKE, settlesAt);
      await mineAt(settlesAt + MAX_DELAY + 1);
      await expect(f.resolver.settleAcrossPhases(marketId, roundId(2, 0), [roundId(1, 2)]))
        .to.be.revertedWithCustomError(f.resolver, "NoAnswer")
        .withArgs(roundId(2, 0));
    });
  });

  describe("the round that counts", () => {
    it("is the first at or after the time, whoever settles and whenever", async () => {
      for (const late of [0, 500, MAX_DELAY + 1, 30 * DAY]) {
        const f = await loadFixture(dueFixture);
        await mineAt(f.settlesAt + 100 + late);
        await expect(f.resolver.connect(late ? f.dave : f.alice).settle(f.marketId, roundId(1, 4)))
          .to.emit(f.resolver, "Settled")
          .withArgs(f.marketId, roundId(1, 4), STRIKE - 1n, f.settlesAt + 5, DOWN);
        await f.settled(f.marketId, DOWN);
      }
    });

    it("cannot be replaced by a neighbour", async () => {
      const f = await loadFixture(dueFixture);
      await expect(f.resolver.settle(f.marketId, roundId(1, 3)))
        .to.be.revertedWithCustomError(f.resolver, "RoundOutsideWindow")
        .withArgs(roundId(1, 3), f.settlesAt - 1, f.settlesAt, f.settlesAt + MAX_DELAY);
      await expect(f.resolver.settle(f.marketId, roundId(1, 5)))
        .to.be.revertedWithCustomError(f.resolver, "NotFirstRound")
        .withArgs(roundId(1, 5), roundId(1, 4));
      for (const id of [roundId(1, 6), roundId(1, 0), 0n]) {
        await expect(f.resolver.settle(f.marketId, id)).to.be.revertedWithCustomError(f.resolver, "NoAnswer").withArgs(id);
      }
    });

    it("may come exactly at the time", async () => {
      for (const [offset, counts] of [
        [-1, false],
        [0, true],
        [1, true],
      ] as const) {
        const f = await loadFixture(fixture);
        const { marketId, settlesAt } = await f.create();
        await f.feed.set(roundId(1, 3), STRIKE, settlesAt + offset);
        await mineAt(settlesAt + 10);
        const call = f.resolver.settle(marketId, roundId(1, 3));
        if (counts) await call;
        else await expect(call).to.be.revertedWithCustomError(f.resolver, "RoundOutsideWindow");
      }
    });

    it("may be the smallest price that there is", async () => {
      const f = await loadFixture(fixture);
      const { marketId, settlesAt } = await f.create();
      await f.feed.set(roundId(1, 3), 1n, settlesAt);
      await f.feed.set(roundId(1, 4), STRIKE + 1n, settlesAt + 1);
      await mineAt(settlesAt + 10);
      await expect(f.resolver.settle(marketId, roundId(1, 4)))
        .to.be.revertedWithCustomError(f.resolver, "NotFirstRound")
        .withArgs(roundId(1, 4), roundId(1, 3));
      await f.resolver.settle(marketId, roundId(1, 3));
      await f.settled(marketId, DOWN);
    });

    it("is the one exactly at the time, not the one a second later", async () => {
      const f = await loadFixture(fixture);
      const { marketId, settlesAt } = await f.create();
      await f.feed.set(roundId(1, 3), STRIKE, settlesAt);
      await f.feed.set(roundId(1, 4), STRIKE - 1n, settlesAt + 1);
      await mineAt(settlesAt + 10);
      await expect(f.resolver.settle(marketId, roundId(1, 4)))
        .to.be.revertedWithCustomError(f.resolver, "NotFirstRound")
        .withArgs(roundId(1, 4), roundId(1, 3));
      await f.resolver.settle(marketId, roundId(1, 3));
      await f.settled(marketId, UP);
    });

    it("may be late by the longest delay, to the second; a later one leaves the market to void", async () => {
      for (const late of [-1, 0, 1]) {
        const f = await loadFixture(fixture);
        const { marketId, settlesAt, resolveBy } = await f.create();
        await f.feed.set(roundId(1, 3), STRIKE, settlesAt + MAX_DELAY + late);
        await mineAt(settlesAt + MAX_DELAY + 10);
        const call = f.resolver.settle(marketId, roundId(1, 3));
        if (late <= 0) {
          await call;
          continue;
        }
        await expect(call).to.be.revertedWithCustomError(f.resolver, "RoundOutsideWindow");
        await at(resolveBy);
        await f.markets.connect(f.dave).void(marketId, []);
        expect((await f.resolver.stateOf(marketId)).state).to.equal(State.Final);
      }
    });

    it("is not there before the time, whatever the feed says", async () => {
      const f = await loadFixture(fixture);
      const { marketId, settlesAt } = await f.create();
      await f.feed.set(roundId(1, 3), STRIKE, settlesAt);
      await at(settlesAt - 1);
      await expect(f.resolver.settle(marketId, roundId(1, 3)))
        .to.be.revertedWithCustomError(f.resolver, "AnswerNotDue")
        .withArgs(settlesAt, settlesAt - 1);
      await at(settlesAt);
      await f.resolver.settle(marketId, roundId(1, 3));
    });

    it("needs a positive answer and a time; rounds without an answer are passed over", async () => {
      const f = await loadFixture(fixture);
      const { marketId, settlesAt } = await f.create();
      await f.feed.set(roundId(1, 3), 0n, settlesAt + 1);
      await f.feed.set(roundId(1, 4), -5n, settlesAt + 2);
      await f.feed.set(roundId(1, 5), 1n, settlesAt + 3);
      await f.feed.set(roundId(1, 6), STRIKE, 0);
      await mineAt(settlesAt + 10);
      for (const round of [3, 4, 6]) {
        await expect(f.resolver.settle(marketId, roundId(1, round)))
          .to.be.revertedWithCustomError(f.resolver, "NoAnswer")
          .withArgs(roundId(1, round));
      }
      await f.resolver.settle(marketId, roundId(1, 5));
      await f.settled(marketId, DOWN);
    });

    it("is found across a gap of 16 rounds, and not of 17", async () => {
      for (const reverts of [false, true]) {
        for (const gap of [16, 17]) {
          const f = await loadFixture(fixture);
          await f.feed.setRevertsOnMissing(reverts);
          const { marketId, settlesAt } = await f.create();
          await f.feed.set(roundId(1, 100), STRIKE, settlesAt - 1);
          await f.feed.set(roundId(1, 101 + gap), STRIKE, settlesAt + 1);
          await mineAt(settlesAt + 10);
          const call = f.resolver.settle(marketId, roundId(1, 101 + gap));
          if (gap === 16) await call;
          else
            await expect(call)
              .to.be.revertedWithCustomError(f.resolver, "GapTooLong")
              .withArgs(roundId(1, 101 + gap));
        }
      }
    });

    it("cannot hide behind a lack of gas", async () => {
      const f = await loadFixture(dueFixture);
      const full = await f.resolver.settle.estimateGas(f.marketId, roundId(1, 4));
      for (let gasLimit = 24_000n; gasLimit < full + 60_000n; gasLimit += 2_000n) {
        await expect(f.resolver.settle.staticCall(f.marketId, roundId(1, 5), { gasLimit })).to.revert(ethers);
      }
    });

    it("settles once", async () => {
      const f = await loadFixture(dueFixture);
      await f.resolver.settle(f.marketId, roundId(1, 4));
      await expect(f.resolver.settle(f.marketId, roundId(1, 4)))
        .to.be.revertedWithCustomError(f.markets, "AlreadyFinal")
        .withArgs(f.marketId, Status.Resolved);
      await expect(f.resolver.settle(99, 1)).to.be.revertedWithCustomError(f.resolver, "NotRegistered").withArgs(99);
    });
  });

  describe("a change of phase", () => {
    /** The feed's phase 1 ended before the time at round 6; phase 2 has its rounds from 1 on. */
    const jumpFixture = async () => {
      const f = await fixture();
      const market = await f.create();
      await f.feed.set(roundId(1, 6), STRIKE + 1n, market.settlesAt - 1_000);
      await f.feed.set(roundId(2, 1), STRIKE - 1n, market.settlesAt + 30);
      await f.feed.set(roundId(2, 2), STRIKE + 1n, market.settlesAt + 60);
      await mineAt(market.settlesAt + MAX_DELAY);
      return { ...f, ...market, after: market.settlesAt + MAX_DELAY + 1 };
    };

    it("is crossed with the last round of the old phase, once that phase can say no more, to the second", async () => {
      const f = await loadFixture(jumpFixture);
      await expect(f.resolver.settle(f.marketId, roundId(2, 1)))
        .to.be.revertedWithCustomError(f.resolver, "WrongPhaseProof")
        .withArgs(0, 1);
      await expect(f.resolver.settleAcrossPhases.staticCall(f.marketId, roundId(2, 1), [roundId(1, 6)], { blockTag: "latest" }))
        .to.be.revertedWithCustomError(f.resolver, "WindowStillOpen")
        .withArgs(f.after, f.after - 1);
      await at(f.after);
      await f.resolver.settleAcrossPhases(f.marketId, roundId(2, 1), [roundId(1, 6)]);
      await f.settled(f.marketId, DOWN);
    });

    it("does not let a round of the new phase overtake one that counts in the old", async () => {
      const f = await loadFixture(jumpFixture);
      await f.feed.set(roundId(1, 7), STRIKE + 1n, f.settlesAt + MAX_DELAY);
      await mineAt(f.after + 10);
      await expect(f.resolver.settleAcrossPhases(f.marketId, roundId(2, 1), [roundId(1, 6)]))
        .to.be.revertedWithCustomError(f.resolver, "NotLastRound")
        .withArgs(roundId(1, 6), roundId(1, 7));
      await f.resolver.settle(f.marketId, roundId(1, 7));
      await f.settled(f.marketId, UP);
    });

    it("ignores what the old phase says after the longest delay, and its rounds without a positive answer", async () => {
      const f = await loadFixture(jumpFixture);
      await f.feed.set(roundId(1, 7), 0n, f.settlesAt);
      await f.feed.set(roundId(1, 8), -1n, f.settlesAt + MAX_DELAY);
      await f.feed.set(roundId(1, 9), STRIKE + 1n, f.after);
      await mineAt(f.after + 10);
      await f.resolver.settleAcrossPhases(f.marketId, roundId(2, 1), [roundId(1, 6)]);
      await f.settled(f.marketId, DOWN);
    });

    it("refuses a last round that is not the last, not there, too late, or of another phase", async () => {
      const f = await loadFixture(jumpFixture);
      await f.feed.set(roundId(1, 5), STRIKE, f.settlesAt - 2_000);
      await mineAt(f.after + 10);
      const across = (last: bigint[], id = roundId(2, 1)) => f.resolver.settleAcrossPhases(f.marketId, id, last);
      await expect(across([roundId(1, 5)]))
        .to.be.revertedWithCustomError(f.resolver, "NotLastRound")
        .withArgs(roundId(1, 5), roundId(1, 6));
      await expect(across([roundId(1, 7)]))
        .to.be.revertedWithCustomError(f.resolver, "NoAnswer")
        .withArgs(roundId(1, 7));
      await f.feed.set(roundId(3, 1), STRIKE, f.settlesAt + 70);
      await mineAt(f.after + 20);
      await expect(across([roundId(1, 6), roundId(2, 0)], roundId(3, 1)))
        .to.be.revertedWithCustomError(f.resolver, "NotLastRound")
        .withArgs(roundId(2, 0), roundId(2, 1));
      await expect(across([roundId(3, 1)]))
        .to.be.revertedWithCustomError(f.resolver, "WrongPhase")
        .withArgs(roundId(3, 1), 1);
      await expect(across([roundId(1, 6), roundId(2, 1)])).to.be.revertedWithCustomError(f.resolver, "WrongPhaseProof");
      await f.feed.set(roundId(1, 7), STRIKE, f.settlesAt);
      await expect(across([roundId(1, 7)]))
        .to.be.revertedWithCustomError(f.resolver, "RoundOutsideWindow")
        .withArgs(roundId(1, 7), f.settlesAt, 1, f.settlesAt - 1);
    });

    it("still needs the first round of the new phase", async () => {
      const f = await loadFixture(jumpFixture);
      await mineAt(f.after + 10);
      await expect(f.resolver.settleAcrossPhases(f.marketId, roundId(2, 2), [roundId(1, 6)]))
        .to.be.revertedWithCustomError(f.resolver, "NotFirstRound")
        .withArgs(roundId(2, 2), roundId(2, 1));
    });

    it("can skip a phase without any round", async () => {
      const f = await loadFixture(fixture);
      const { marketId, settlesAt } = await f.create();
      await f.feed.set(roundId(3, 1), STRIKE - 1n, settlesAt - 10);
      await f.feed.set(roundId(3, 2), STRIKE + 1n, settlesAt + 10);
      await mineAt(settlesAt + MAX_DELAY + 1);
      await expect(f.resolver.settleAcrossPhases(marketId, roundId(3, 2), [roundId(1, 2), roundId(1, 2)]))
        .to.be.revertedWithCustomError(f.resolver, "WrongPhase")
        .withArgs(roundId(1, 2), 2);
      await f.resolver.settleAcrossPhases(marketId, roundId(3, 2), [roundId(1, 2), roundId(2, 0)]);
      await f.settled(marketId, UP);
    });

    it("ignores phases before the one that the market started with", async () => {
      const f = await loadFixture(fixture);
      await f.feed.set(roundId(2, 1), STRIKE, (await time.latest()) - 10);
      await f.feed.set(roundId(2, 2), STRIKE, await time.latest());
      const { marketId, settlesAt } = await f.create();
      await f.feed.set(roundId(1, 3), STRIKE, settlesAt);
      await f.feed.set(roundId(2, 3), STRIKE, settlesAt + 1);
      await mineAt(settlesAt + 10);
      await expect(f.resolver.settle(marketId, roundId(1, 3)))
        .to.be.revertedWithCustomError(f.resolver, "PhaseTooEarly")
        .withArgs(1, 2);
      await f.resolver.settle(marketId, roundId(2, 3));
    });
  });

  describe("the sequencer", () => {
    const sequencerFixture = async () => {
      const f = await fixture();
      const sequencer = await ethers.deployContract("FaultyFeed");
      await sequencer.set(1n, 0n, 1n);
      const market = await f.create({ sequencerFeed: await sequencer.getAddress(), gracePeriod: GRACE });
      await f.feed.set(roundId(1, 3), STRIKE, market.settlesAt);
      return { ...f, ...market, sequencer, until: market.settlesAt + 2 * MAX_DELAY + GRACE };
    };

    it("must be up", async () => {
      const f = await loadFixture(sequencerFixture);
      await f.sequencer.set(2n, 1n, f.settlesAt);
      await mineAt(f.settlesAt + DAY);
      await expect(f.resolver.settle(f.marketId, roundId(1, 3)))
        .to.be.revertedWithCustomError(f.resolver, "SequencerDown")
        .withArgs(f.until);
    });

    it("must have reported at all", async () => {
      const f = await loadFixture(sequencerFixture);
      await f.sequencer.set(2n, 0n, 0n);
      await mineAt(f.settlesAt + DAY);
      await expect(f.resolver.settle(f.marketId, roundId(1, 3)))
        .to.be.revertedWithCustomError(f.resolver, "SequencerDown")
        .withArgs(f.until);
    });

    it("must have been back for its grace period, to the second, and does not change the price", async () => {
      const f = await loadFixture(sequencerFixture);
      const back = f.settlesAt + 999;
      await f.sequencer.set(2n, 1n, f.settlesAt - 10);
      await f.sequencer.set(3n, 0n, back);
      for (const now of [back + 1, back + GRACE - 1]) {
        await at(now);
        await expect(f.resolver.settle(f.marketId, roundId(1, 3)))
          .to.be.revertedWithCustomError(f.resolver, "SequencerGracePeriod")
          .withArgs(back + GRACE, now);
      }
      await at(back + GRACE);
      await f.resolver.settle(f.marketId, roundId(1, 3));
      await f.settled(f.marketId, UP);
    });

    it("has no say any more after two longest delays and the grace period, to the second, whatever its feed does", async () => {
      const faults: ((f: Awaited<ReturnType<typeof sequencerFixture>>) => Promise<unknown>)[] = [
        (f) => f.sequencer.set(2n, 1n, f.settlesAt), // down for ever
        (f) => f.sequencer.set(2n, STRIKE, f.settlesAt),
        (f) => f.sequencer.set(2n, 0n, 2n ** 64n - 1n), // up since a time that never comes
        (f) => f.sequencer.setFault(Fault.Reverts),
        (f) => f.sequencer.setFault(Fault.BurnsGas),
      ];
      for (const fault of faults) {
        const f = await loadFixture(sequencerFixture);
        await fault(f);
        const settle = f.resolver.connect(f.dave).settle;
        await mineAt(f.until - 1);
        await expect(settle.staticCall(f.marketId, roundId(1, 3), { gasLimit: 3_000_000n, blockTag: "latest" }))
          .to.be.revertedWithCustomError(f.resolver, "SequencerDown")
          .withArgs(f.until);
        await at(f.until);
        await settle(f.marketId, roundId(1, 3), { gasLimit: 3_000_000n });
        await f.settled(f.marketId, UP);
      }
    });

    it("cannot draw its grace period out by coming back again and again", async () => {
      const f = await loadFixture(sequencerFixture);
      await f.sequencer.set(2n, 0n, f.until - 10);
      await at(f.until - 1);
      await expect(f.resolver.settle(f.marketId, roundId(1, 3)))
        .to.be.revertedWithCustomError(f.resolver, "SequencerGracePeriod")
        .withArgs(f.until, f.until - 1);
      await at(f.until);
      await f.resolver.settle(f.marketId, roundId(1, 3));
    });
  });

  describe("payouts", () => {
    it("of a strike: at the strike wins unless it must be above", async () => {
      const f = await loadFixture(fixture);
      for (const [strict, price, payouts] of [
        [false, STRIKE - 1n, DOWN],
        [false, STRIKE, UP],
        [false, STRIKE + 1n, UP],
        [true, STRIKE - 1n, DOWN],
        [true, STRIKE, DOWN],
        [true, STRIKE + 1n, UP],
      ] as const) {
        const { marketId } = await f.create({ strict });
        expect(await f.resolver.payoutsAt(marketId, price)).to.deep.equal(payouts);
      }
    });

    it("of bands: a price on a bound belongs to the band above, or below if strict", async () => {
      const f = await loadFixture(fixture);
      const bounds = [10n, 20n, 30n];
      for (const strict of [false, true]) {
        const { marketId } = await f.create({ kind: Kind.Bands, strict, bounds }, { outcomeCount: 4 });
        for (const [price, band] of [
          [1n, 0],
          [9n, 0],
          [10n, strict ? 0 : 1],
          [11n, 1],
          [20n, strict ? 1 : 2],
          [29n, 2],
          [30n, strict ? 2 : 3],
          [31n, 3],
          [2n ** 200n, 3],
        ] as const) {
          const expected = [0n, 0n, 0n, 0n];
          expected[band] = 1n;
          expect(await f.resolver.payoutsAt(marketId, price), `${price}`).to.deep.equal(expected);
        }
      }
    });

    it("of a scalar market: linear between the bounds, all or nothing beyond", async () => {
      const f = await loadFixture(fixture);
      const one = 10n ** 18n;
      const { marketId } = await f.create({ kind: Kind.Scalar, bounds: [100n, 103n] });
      for (const [price, higher] of [
        [1n, 0n],
        [100n, 0n],
        [101n, one / 3n],
        [102n, (2n * one) / 3n],
        [103n, one],
        [104n, one],
      ] as const) {
        expect(await f.resolver.payoutsAt(marketId, price)).to.deep.equal([higher, one - higher]);
      }
      const most = 2n ** 127n - 1n;
      const wide = await f.create({ kind: Kind.Scalar, bounds: [-most, most] });
      expect(await f.resolver.payoutsAt(wide.marketId, 0n)).to.deep.equal([one / 2n, one / 2n]);
      expect(await f.resolver.payoutsAt(wide.marketId, 1n - most)).to.deep.equal([0n, one]);
      expect(await f.resolver.payoutsAt(wide.marketId, most - 1n)).to.deep.equal([one - 1n, 1n]);
    });

    it("are there for every price that can be written", async () => {
      const f = await loadFixture(fixture);
      const most = 2n ** 127n - 1n;
      const ends = [ethers.MinInt256, -1n, 0n, 1n, ethers.MaxInt256];
      for (const [kind, bounds, outcomeCount] of [
        [Kind.Strike, [most], 2],
        [Kind.Strike, [-most], 2],
        [Kind.Bands, [-most, 0n, most], 4],
        [Kind.Scalar, [-most, most], 2],
        [Kind.Scalar, [most - 1n, most], 2],
      ] as const) {
        const { marketId } = await f.create({ kind, bounds: [...bounds] }, { outcomeCount });
        for (const price of [...ends, ...bounds.flatMap((bound) => [bound - 1n, bound, bound + 1n])]) {
          const payouts = await f.resolver.payoutsAt(marketId, price);
          expect(payouts).to.have.lengthOf(outcomeCount);
          expect(payouts.reduce((sum, payout) => sum + payout)).to.equal(kind === Kind.Scalar ? 10n ** 18n : 1n);
        }
      }
    });

    it("settle 256 bands", async () => {
      const f = await loadFixture(fixture);
      const bounds = Array.from({ length: 255 }, (_, index) => BigInt(index + 1) * 10n);
      const { marketId, settlesAt } = await f.create({ kind: Kind.Bands, bounds }, { outcomeCount: 256 });
      await f.feed.set(roundId(1, 3), 2_550n, settlesAt);
      await mineAt(settlesAt);
      await f.resolver.settle(marketId, roundId(1, 3));
      expect((await f.markets.payoutsOf(marketId))[255]).to.equal(1n);
    });

    it("belong to registered markets", async () => {
      const f = await loadFixture(fixture);
      await expect(f.resolver.payoutsAt(9, 1)).to.be.revertedWithCustomError(f.resolver, "NotRegistered").withArgs(9);
    });
  });

  it("says where a market stands", async () => {
    const f = await loadFixture(fixture);
    expect(await f.resolver.stateOf(1)).to.deep.equal([State.None, 0n]);
    const { marketId, settlesAt, resolveBy } = await f.create();
    await mineAt(settlesAt - 1);
    expect(await f.resolver.stateOf(marketId)).to.deep.equal([State.Waiting, BigInt(settlesAt)]);
    await mineAt(settlesAt);
    expect(await f.resolver.stateOf(marketId)).to.deep.equal([State.Due, BigInt(resolveBy)]);
    await f.feed.set(roundId(1, 3), STRIKE, settlesAt);
    await f.resolver.settle(marketId, roundId(1, 3));
    expect(await f.resolver.stateOf(marketId)).to.deep.equal([State.Final, 0n]);
  });

  it("ends in void when the feed dies, by anyone's call", async () => {
    const f = await loadFixture(fixture);
    const { marketId, resolveBy } = await f.create();
    await at(resolveBy);
    await f.markets.connect(f.dave).void(marketId, []);
    expect(await f.markets.statusOf(marketId)).to.equal(Status.Void);
  });

  it("settles for at most 150,000 gas", async () => {
    const f = await loadFixture(dueFixture);
    const receipt = await (await f.resolver.settle(f.marketId, roundId(1, 4))).wait();
    expect(receipt?.gasUsed).to.be.lessThanOrEqual(150_000n);
  });
});
