// properties: R3, R6, C7, C8, C9
import { expect } from "chai";
import { at, createMarket, DAY, deployMarkets, ethers, marketParams, mineAt, networkHelpers, time } from "./resolverFixture.ts";

const { loadFixture } = networkHelpers;

const POLICY =
  "tuple(address feed, address sequencerFeed, uint32 gracePeriod, uint40 settlesAt, uint32 maxDelay, uint8 kind, bool strict, int256[] bounds)";
const Kind = { Strike: 0, Bands: 1, Scalar: 2 };
const State = { None: 0n, Waiting: 1n, Due: 2n, Final: 3n };
const Status = { Resolved: 3n, Void: 4n };
const MAX_DELAY = 3_600;
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

const roundId = (phase: number, round: number) => (BigInt(phase) << 64n) | BigInt(round);

async function fixture() {
  const deployed = await deployMarkets();
  const resolver = await ethers.deployContract("PriceFeedResolver", [deployed.markets]);
  const feed = await ethers.deployContract("FeedMock");
  await feed.set(roundId(1, 1), STRIKE, await time.latest());
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

/** Round 2 is a second old when the price is due, round 3 is the first that counts, round 4 the next. */
async function dueFixture() {
  const f = await fixture();
  const market = await f.create();
  const { settlesAt } = market;
  await f.feed.set(roundId(1, 2), STRIKE + 7n, settlesAt - 1);
  await f.feed.set(roundId(1, 3), STRIKE - 1n, settlesAt + 5);
  await f.feed.set(roundId(1, 4), STRIKE + 9n, settlesAt + 10);
  await mineAt(settlesAt + 60);
  return { ...f, ...market };
}

describe("PriceFeedResolver", () => {
  describe("register", () => {
    it("keeps the policy and the feed's phase, and says so", async () => {
      const f = await loadFixture(fixture);
      await f.feed.set(roundId(7, 1), STRIKE, 1);
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
      await f.refuse({ maxDelay: 59 }, {}, "WindowTooShort", [59, 60]);
      const dead = await ethers.deployContract("FeedMock");
      await f.refuse({ feed: await dead.getAddress() }, {}, "DeadFeed", [await dead.getAddress()]);
    });

    it("settles no earlier than the market closes", async () => {
      const f = await loadFixture(fixture);
      await f.create({ settlesIn: 5 });
      const settlesAt = (await time.latest()) + 10 * DAY - 1;
      await expect(f.create({ settlesAt })).to.be.revertedWithCustomError(f.resolver, "SettlesBeforeClose");
    });

    it("needs resolveBy at least the longest delay and a day after settlesAt, to the second", async () => {
      const f = await loadFixture(fixture);
      const longest = 100 + MAX_DELAY + DAY;
      await f.create({ settlesIn: 100 }, { resolveIn: longest });
      await f.create({ settlesIn: 100 }, { resolveIn: longest + 1 });
      await expect(f.create({ settlesIn: 100 }, { resolveIn: longest - 1 })).to.be.revertedWithCustomError(f.resolver, "ResolveByTooSoon");
    });
  });

  describe("the round that counts", () => {
    it("is the first at or after the time, whoever settles and whenever", async () => {
      for (const late of [0, 500, MAX_DELAY + 1, 30 * DAY]) {
        const f = await loadFixture(dueFixture);
        await mineAt(f.settlesAt + 100 + late);
        await expect(f.resolver.connect(late ? f.dave : f.alice).settle(f.marketId, roundId(1, 3)))
          .to.emit(f.resolver, "Settled")
          .withArgs(f.marketId, roundId(1, 3), STRIKE - 1n, f.settlesAt + 5, DOWN);
        await f.settled(f.marketId, DOWN);
      }
    });

    it("cannot be replaced by a neighbour", async () => {
      const f = await loadFixture(dueFixture);
      await expect(f.resolver.settle(f.marketId, roundId(1, 2)))
        .to.be.revertedWithCustomError(f.resolver, "RoundOutsideWindow")
        .withArgs(roundId(1, 2), f.settlesAt - 1, f.settlesAt, f.settlesAt + MAX_DELAY);
      await expect(f.resolver.settle(f.marketId, roundId(1, 4)))
        .to.be.revertedWithCustomError(f.resolver, "NotFirstRound")
        .withArgs(roundId(1, 4), roundId(1, 3));
      for (const id of [roundId(1, 5), roundId(1, 0), 0n]) {
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
        await f.feed.set(roundId(1, 2), STRIKE, settlesAt + offset);
        await mineAt(settlesAt + 10);
        const call = f.resolver.settle(marketId, roundId(1, 2));
        if (counts) await call;
        else await expect(call).to.be.revertedWithCustomError(f.resolver, "RoundOutsideWindow");
      }
    });

    it("is the one exactly at the time, not the one a second later", async () => {
      const f = await loadFixture(fixture);
      const { marketId, settlesAt } = await f.create();
      await f.feed.set(roundId(1, 2), STRIKE, settlesAt);
      await f.feed.set(roundId(1, 3), STRIKE - 1n, settlesAt + 1);
      await mineAt(settlesAt + 10);
      await expect(f.resolver.settle(marketId, roundId(1, 3)))
        .to.be.revertedWithCustomError(f.resolver, "NotFirstRound")
        .withArgs(roundId(1, 3), roundId(1, 2));
      await f.resolver.settle(marketId, roundId(1, 2));
      await f.settled(marketId, UP);
    });

    it("may be late by the longest delay, to the second; a later one leaves the market to void", async () => {
      for (const late of [-1, 0, 1]) {
        const f = await loadFixture(fixture);
        const { marketId, settlesAt, resolveBy } = await f.create();
        await f.feed.set(roundId(1, 2), STRIKE, settlesAt + MAX_DELAY + late);
        await mineAt(settlesAt + MAX_DELAY + 10);
        const call = f.resolver.settle(marketId, roundId(1, 2));
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
      await f.feed.set(roundId(1, 2), STRIKE, settlesAt);
      await at(settlesAt - 1);
      await expect(f.resolver.settle(marketId, roundId(1, 2)))
        .to.be.revertedWithCustomError(f.resolver, "AnswerNotDue")
        .withArgs(settlesAt, settlesAt - 1);
      await at(settlesAt);
      await f.resolver.settle(marketId, roundId(1, 2));
    });

    it("needs a positive answer and a time; rounds without an answer are passed over", async () => {
      const f = await loadFixture(fixture);
      const { marketId, settlesAt } = await f.create();
      await f.feed.set(roundId(1, 2), 0n, settlesAt + 1);
      await f.feed.set(roundId(1, 3), -5n, settlesAt + 2);
      await f.feed.set(roundId(1, 4), 1n, settlesAt + 3);
      await f.feed.set(roundId(1, 5), STRIKE, 0);
      await mineAt(settlesAt + 10);
      for (const round of [2, 3, 5]) {
        await expect(f.resolver.settle(marketId, roundId(1, round)))
          .to.be.revertedWithCustomError(f.resolver, "NoAnswer")
          .withArgs(roundId(1, round));
      }
      await f.resolver.settle(marketId, roundId(1, 4));
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
      const full = await f.resolver.settle.estimateGas(f.marketId, roundId(1, 3));
      for (let gasLimit = 24_000n; gasLimit < full + 60_000n; gasLimit += 2_000n) {
        await expect(f.resolver.settle.staticCall(f.marketId, roundId(1, 4), { gasLimit })).to.revert(ethers);
      }
    });

    it("settles once", async () => {
      const f = await loadFixture(dueFixture);
      await f.resolver.settle(f.marketId, roundId(1, 3));
      await expect(f.resolver.settle(f.marketId, roundId(1, 3)))
        .to.be.revertedWithCustomError(f.markets, "AlreadyFinal")
        .withArgs(f.marketId, Status.Resolved);
      await expect(f.resolver.settle(99, 1)).to.be.revertedWithCustomError(f.resolver, "NotRegistered").withArgs(99);
    });
  });

  describe("a change of phase", () => {
    /** The feed's phase 1 ended before the time at round 5; phase 2 has its rounds from 1 on. */
    const jumpFixture = async () => {
      const f = await fixture();
      const market = await f.create();
      await f.feed.set(roundId(1, 5), STRIKE + 1n, market.settlesAt - 1_000);
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
      await expect(f.resolver.settleAcrossPhases.staticCall(f.marketId, roundId(2, 1), [roundId(1, 5)], { blockTag: "latest" }))
        .to.be.revertedWithCustomError(f.resolver, "WindowStillOpen")
        .withArgs(f.after, f.after - 1);
      await at(f.after);
      await f.resolver.settleAcrossPhases(f.marketId, roundId(2, 1), [roundId(1, 5)]);
      await f.settled(f.marketId, DOWN);
    });

    it("does not let a round of the new phase overtake one that counts in the old", async () => {
      const f = await loadFixture(jumpFixture);
      await f.feed.set(roundId(1, 6), STRIKE + 1n, f.settlesAt + MAX_DELAY);
      await mineAt(f.after + 10);
      await expect(f.resolver.settleAcrossPhases(f.marketId, roundId(2, 1), [roundId(1, 5)]))
        .to.be.revertedWithCustomError(f.resolver, "NotLastRound")
        .withArgs(roundId(1, 5), roundId(1, 6));
      await f.resolver.settle(f.marketId, roundId(1, 6));
      await f.settled(f.marketId, UP);
    });

    it("ignores what the old phase says after the longest delay, and its rounds without a positive answer", async () => {
      const f = await loadFixture(jumpFixture);
      await f.feed.set(roundId(1, 6), 0n, f.settlesAt);
      await f.feed.set(roundId(1, 7), -1n, f.settlesAt + MAX_DELAY);
      await f.feed.set(roundId(1, 8), STRIKE + 1n, f.after);
      await mineAt(f.after + 10);
      await f.resolver.settleAcrossPhases(f.marketId, roundId(2, 1), [roundId(1, 5)]);
      await f.settled(f.marketId, DOWN);
    });

    it("refuses a last round that is not the last, not there, too late, or of another phase", async () => {
      const f = await loadFixture(jumpFixture);
      await f.feed.set(roundId(1, 4), STRIKE, f.settlesAt - 2_000);
      await mineAt(f.after + 10);
      const across = (last: bigint[], id = roundId(2, 1)) => f.resolver.settleAcrossPhases(f.marketId, id, last);
      await expect(across([roundId(1, 4)]))
        .to.be.revertedWithCustomError(f.resolver, "NotLastRound")
        .withArgs(roundId(1, 4), roundId(1, 5));
      await expect(across([roundId(1, 6)]))
        .to.be.revertedWithCustomError(f.resolver, "NoAnswer")
        .withArgs(roundId(1, 6));
      await expect(across([roundId(1, 0)]))
        .to.be.revertedWithCustomError(f.resolver, "NotLastRound")
        .withArgs(roundId(1, 0), roundId(1, 1));
      await expect(across([roundId(3, 1)]))
        .to.be.revertedWithCustomError(f.resolver, "WrongPhase")
        .withArgs(roundId(3, 1), 1);
      await expect(across([roundId(1, 5), roundId(2, 1)])).to.be.revertedWithCustomError(f.resolver, "WrongPhaseProof");
      await f.feed.set(roundId(1, 6), STRIKE, f.settlesAt);
      await expect(across([roundId(1, 6)]))
        .to.be.revertedWithCustomError(f.resolver, "RoundOutsideWindow")
        .withArgs(roundId(1, 6), f.settlesAt, 1, f.settlesAt - 1);
    });

    it("still needs the first round of the new phase", async () => {
      const f = await loadFixture(jumpFixture);
      await mineAt(f.after + 10);
      await expect(f.resolver.settleAcrossPhases(f.marketId, roundId(2, 2), [roundId(1, 5)]))
        .to.be.revertedWithCustomError(f.resolver, "NotFirstRound")
        .withArgs(roundId(2, 2), roundId(2, 1));
    });

    it("can skip a phase without any round", async () => {
      const f = await loadFixture(fixture);
      const { marketId, settlesAt } = await f.create();
      await f.feed.set(roundId(3, 1), STRIKE - 1n, settlesAt - 10);
      await f.feed.set(roundId(3, 2), STRIKE + 1n, settlesAt + 10);
      await mineAt(settlesAt + MAX_DELAY + 1);
      await expect(f.resolver.settleAcrossPhases(marketId, roundId(3, 2), [roundId(1, 1), roundId(1, 1)]))
        .to.be.revertedWithCustomError(f.resolver, "WrongPhase")
        .withArgs(roundId(1, 1), 2);
      await f.resolver.settleAcrossPhases(marketId, roundId(3, 2), [roundId(1, 1), roundId(2, 0)]);
      await f.settled(marketId, UP);
    });

    it("ignores phases before the one that the market started with", async () => {
      const f = await loadFixture(fixture);
      await f.feed.set(roundId(2, 1), STRIKE, await time.latest());
      const { marketId, settlesAt } = await f.create();
      await f.feed.set(roundId(1, 2), STRIKE, settlesAt);
      await f.feed.set(roundId(2, 2), STRIKE, settlesAt + 1);
      await mineAt(settlesAt + 10);
      await expect(f.resolver.settle(marketId, roundId(1, 2)))
        .to.be.revertedWithCustomError(f.resolver, "PhaseTooEarly")
        .withArgs(1, 2);
      await f.resolver.settle(marketId, roundId(2, 2));
    });
  });

  describe("the sequencer", () => {
    const sequencerFixture = async () => {
      const f = await fixture();
      const sequencer = await ethers.deployContract("FeedMock");
      await sequencer.set(1n, 0n, 1n);
      const market = await f.create({ sequencerFeed: await sequencer.getAddress(), gracePeriod: GRACE });
      await f.feed.set(roundId(1, 2), STRIKE, market.settlesAt);
      return { ...f, ...market, sequencer };
    };

    it("must be up", async () => {
      const f = await loadFixture(sequencerFixture);
      await f.sequencer.set(2n, 1n, f.settlesAt);
      await mineAt(f.settlesAt + DAY);
      await expect(f.resolver.settle(f.marketId, roundId(1, 2))).to.be.revertedWithCustomError(f.resolver, "SequencerDown");
    });

    it("must have reported at all", async () => {
      const f = await loadFixture(sequencerFixture);
      await f.sequencer.set(2n, 0n, 0n);
      await mineAt(f.settlesAt + DAY);
      await expect(f.resolver.settle(f.marketId, roundId(1, 2))).to.be.revertedWithCustomError(f.resolver, "SequencerDown");
    });

    it("must have been back for its grace period, to the second, and does not change the price", async () => {
      const f = await loadFixture(sequencerFixture);
      const back = f.settlesAt + 999;
      await f.sequencer.set(2n, 1n, f.settlesAt - 10);
      await f.sequencer.set(3n, 0n, back);
      for (const now of [back + 1, back + GRACE - 1]) {
        await at(now);
        await expect(f.resolver.settle(f.marketId, roundId(1, 2)))
          .to.be.revertedWithCustomError(f.resolver, "SequencerGracePeriod")
          .withArgs(back + GRACE, now);
      }
      await at(back + GRACE);
      await f.resolver.settle(f.marketId, roundId(1, 2));
      await f.settled(f.marketId, UP);
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
      const wide = await f.create({ kind: Kind.Scalar, bounds: [-(2n ** 190n), 2n ** 190n] });
      expect(await f.resolver.payoutsAt(wide.marketId, 0n)).to.deep.equal([one / 2n, one / 2n]);
    });

    it("settle 256 bands", async () => {
      const f = await loadFixture(fixture);
      const bounds = Array.from({ length: 255 }, (_, index) => BigInt(index + 1) * 10n);
      const { marketId, settlesAt } = await f.create({ kind: Kind.Bands, bounds }, { outcomeCount: 256 });
      await f.feed.set(roundId(1, 2), 2_550n, settlesAt);
      await mineAt(settlesAt);
      await f.resolver.settle(marketId, roundId(1, 2));
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
    await f.feed.set(roundId(1, 2), STRIKE, settlesAt);
    await f.resolver.settle(marketId, roundId(1, 2));
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
    const receipt = await (await f.resolver.settle(f.marketId, roundId(1, 3))).wait();
    expect(receipt?.gasUsed).to.be.lessThanOrEqual(150_000n);
  });
});
