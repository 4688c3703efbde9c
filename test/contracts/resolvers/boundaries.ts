// properties: C8, R2
import { expect } from "chai";
import { errorsAbi } from "../../../sdk/abi/errors.ts";
import { deployReality } from "./deployReality.ts";
import { deployUma } from "./deployUma.ts";
import {
  createMarket,
  DAY,
  deployMarkets,
  EVIDENCE,
  encodeCommittee,
  encodeOptimistic,
  ethers,
  LIMITS,
  type MarketTerms,
  mineAt,
  networkHelpers,
  time,
} from "./resolverFixture.ts";

const { loadFixture } = networkHelpers;
const WINDOW = 3_600;
const TIMEOUT = 7_200;
const MAX_DELAY = 25 * 3_600;
const BOND = 100_000_000n;
const STRIKE = 6_000_000_000_000n;
const NOW = { blockTag: "latest" } as const; // in a block of the latest one's second
const YES = [1n, 0n];
const NO = [0n, 1n];
const answer = (index: number | bigint) => ethers.toBeHex(index, 32);
const roundId = (phase: number, round: number) => (BigInt(phase) << 64n) | BigInt(round);
const coder = ethers.AbiCoder.defaultAbiCoder();

const errors = new ethers.Interface(errorsAbi);

type Attempt = () => Promise<unknown>;

/** Refused with these words a second before; taken at the very second and after it. */
const opens = (at: number | bigint, attempt: Attempt, refusal: string) => around(Number(at), attempt, refusal, (offset) => offset >= 0);
/** Taken a second before; refused with these words at the very second and after it. */
const closes = (at: number | bigint, attempt: Attempt, refusal: string) => around(Number(at), attempt, refusal, (offset) => offset < 0);

async function around(at: number, attempt: Attempt, refusal: string, isTaken: (offset: number) => boolean) {
  for (const offset of [-1, 0, 1]) {
    if ((await time.latest()) < at + offset) await mineAt(at + offset);
    expect(await time.latest(), "the chain is not past the second").to.equal(at + offset);
    const said = await attempt().then(
      () => "taken",
      (error: Error & { data?: string }) => `${error.message} ${error.data && errors.parseError(error.data)?.name}`,
    );
    if (isTaken(offset)) expect(said, `at ${offset} s`).to.equal("taken");
    else expect(said, `at ${offset} s`).to.contain(refusal);
  }
}

/** One of each resolver, the oracles from their published bytecode. */
async function fixture() {
  const f = await deployMarkets();
  const optimistic = await ethers.deployContract("OptimisticResolver", [f.markets]);
  const committee = await ethers.deployContract("CommitteeResolver", [f.markets]);
  const priceFeed = await ethers.deployContract("PriceFeedResolver", [f.markets]);
  const { currency, oracle } = await deployUma(WINDOW, BOND / 10n);
  const uma = await ethers.deployContract("UmaResolver", [f.markets, oracle]);
  const reality = await deployReality();
  const realityResolver = await ethers.deployContract("RealityResolver", [f.markets, reality]);
  const feed = await ethers.deployContract("FeedMock");
  await feed.set(roundId(1, 1), STRIKE, (await time.latest()) - 1);
  await feed.set(roundId(1, 2), STRIKE, await time.latest());
  for (const account of [f.alice, f.bob]) {
    await f.usd.connect(account).approve(optimistic, ethers.MaxUint256);
    await currency.connect(account).faucet(100n * BOND);
    for (const spender of [uma, oracle]) await currency.connect(account).approve(spender, ethers.MaxUint256);
  }
  const create = async (resolver: { getAddress(): Promise<string> }, resolverData: string, terms: Partial<MarketTerms> = {}) =>
    createMarket(f, { resolver: await resolver.getAddress(), resolverData, resolveIn: 120 * DAY, ...terms });
  const policies = {
    optimistic: encodeOptimistic({
      arbiter: f.arbiter.address,
      bond: BOND,
      maxBond: BOND,
      bondRate: 0,
      liveness: WINDOW,
      arbiterTimeout: TIMEOUT,
      earlyProposals: false,
      haltOnProposal: false,
      creatorMayArbitrate: false,
    }),
    committee: encodeCommittee({
      members: [f.alice.address, f.bob.address, f.carol.address],
      threshold: 2,
      delay: WINDOW,
      earlyVotes: false,
      haltOnProposal: false,
    }),
    uma: coder.encode(["tuple(address, uint96, uint64, bool)"], [[await currency.getAddress(), BOND, WINDOW, false]]),
    reality: coder.encode(
      ["tuple(address, uint32, uint96, uint32, bool, string)"],
      [[f.arbiter.address, WINDOW, 5n, 2, false, 'Does it?␟"Yes","No"␟test␟en']],
    ),
    priceFeed: async (settlesAt: number, sequencerFeed = ethers.ZeroAddress, gracePeriod = 0) =>
      coder.encode(
        ["tuple(address, address, uint32, uint40, uint32, uint8, bool, int256[])"],
        [[await feed.getAddress(), sequencerFeed, gracePeriod, settlesAt, MAX_DELAY, 0, false, [STRIKE]]],
      ),
  };
  return { ...f, optimistic, committee, priceFeed, currency, oracle, uma, reality, realityResolver, feed, create, policies };
}

describe("Every window, at −1, 0 and +1 s", () => {
  describe("of Markets", () => {
    it("trading, splitting and adding liquidity end at closesAt", async () => {
      const attempts: [string, (f: Awaited<ReturnType<typeof fixture>>, id: bigint) => Promise<unknown>][] = [
        ["buy", (f, id) => f.markets.connect(f.alice).buy.staticCall(id, 0, 0, BOND, 0, f.alice.address, ethers.MaxUint256, NOW)],
        ["sell", (f, id) => f.markets.connect(f.alice).sell.staticCall(id, 0, 0, 1_000n, 0, f.alice.address, ethers.MaxUint256, NOW)],
        ["split", (f, id) => f.markets.connect(f.alice).split.staticCall(id, BOND, NOW)],
        [
          "addLiquidity",
          async (f, id) => {
            const prices = [...(await f.markets.pricesOf(id))];
            return f.markets
              .connect(f.alice)
              .addLiquidity.staticCall(id, BOND, ethers.MaxUint256, prices, ethers.MaxUint256, ethers.MaxUint256, NOW);
          },
        ],
      ];
      for (const [, attempt] of attempts) {
        const f = await loadFixture(fixture);
        const { marketId, closesAt } = await f.create(f.optimistic, f.policies.optimistic);
        await f.markets.connect(f.alice).split(marketId, BOND);
        await closes(closesAt, () => attempt(f, marketId), "NotOpen");
      }
    });

    it("a void opens at resolveBy, for every resolver", async () => {
      const kinds = ["optimistic", "committee", "priceFeed", "uma", "realityResolver"] as const;
      for (const kind of kinds) {
        const f = await loadFixture(fixture);
        const settlesAt = (await time.latest()) + 20 * DAY;
        const policy =
          kind === "priceFeed" ? await f.policies.priceFeed(settlesAt) : f.policies[kind === "realityResolver" ? "reality" : kind];
        const { marketId, resolveBy } = await f.create(f[kind], policy);
        await opens(resolveBy, () => f.markets.connect(f.dave).void.staticCall(marketId, [], NOW), "TooEarlyToVoid");
      }
    });
  });

  it("Expired is said from a second after the last answer that could be final in time, by all that say it", async () => {
    const kinds = [
      ["optimistic", WINDOW + TIMEOUT, 7n],
      ["committee", WINDOW, 5n],
      ["uma", WINDOW, 3n],
    ] as const;
    for (const [kind, needed, expired] of kinds) {
      const f = await loadFixture(fixture);
      const { marketId, resolveBy } = await f.create(f[kind], f.policies[kind]);
      const say = async () => {
        if ((await f[kind].stateOf(marketId)).state === expired) throw new Error("Expired");
      };
      await closes(resolveBy - DAY - needed + 1, say, "Expired");
    }
  });

  describe("of OptimisticResolver", () => {
    const closed = async () => {
      const f = await fixture();
      const market = await f.create(f.optimistic, f.policies.optimistic);
      const propose = () => f.optimistic.connect(f.alice).propose.staticCall(market.marketId, YES, ...LIMITS, ...EVIDENCE, NOW);
      return { ...f, ...market, propose };
    };
    const proposed = async () => {
      const f = await closed();
      await mineAt(f.closesAt);
      await f.optimistic.connect(f.alice).propose(f.marketId, YES, ...LIMITS, ...EVIDENCE);
      const { id, deadline } = await f.optimistic.proposalOf(f.marketId);
      return { ...f, id, deadline };
    };
    const disputed = async () => {
      const f = await proposed();
      await f.optimistic.connect(f.bob).dispute(f.marketId, f.id, NO, ...LIMITS, ...EVIDENCE);
      return { ...f, deadline: (await f.optimistic.proposalOf(f.marketId)).deadline };
    };

    it("a proposal opens at closesAt and closes a second after the last that could be final in time", async () => {
      const f = await loadFixture(closed);
      await opens(f.closesAt, f.propose, "AnswerNotDue");
      await closes(f.resolveBy - DAY - WINDOW - TIMEOUT + 1, f.propose, "TooLateToAnswer");
    });

    it("a dispute closes, and finalizing opens, at the end of the liveness", async () => {
      for (const opening of [false, true]) {
        const f = await loadFixture(proposed);
        const dispute = () => f.optimistic.connect(f.bob).dispute.staticCall(f.marketId, f.id, NO, ...LIMITS, ...EVIDENCE, NOW);
        const finalize = () => f.optimistic.connect(f.dave).finalize.staticCall(f.marketId, NOW);
        await (opening ? opens(f.deadline, finalize, "WindowStillOpen") : closes(f.deadline, dispute, "WindowOver"));
      }
    });

    it("“too early” closes with the liveness, or once disputed with the arbiter's time", async () => {
      for (const each of [proposed, disputed]) {
        const f = await loadFixture(each);
        const rule = () => f.optimistic.connect(f.arbiter).ruleTooEarly.staticCall(f.marketId, f.id, ...EVIDENCE, NOW);
        await closes(f.deadline, rule, "WindowOver");
      }
    });

    it("“neither” closes with the arbiter's time", async () => {
      const f = await loadFixture(disputed);
      const rule = () => f.optimistic.connect(f.arbiter).ruleNeither.staticCall(f.marketId, f.id, ...EVIDENCE, NOW);
      await closes(f.deadline, rule, "WindowOver");
    });

    it("a proposal and a dispute are meant to the last second of the caller's deadline", async () => {
      const f = await loadFixture(closed);
      const proposeBy = f.closesAt + 100;
      const propose = () => f.optimistic.connect(f.alice).propose.staticCall(f.marketId, YES, BOND, proposeBy, ...EVIDENCE, NOW);
      await closes(proposeBy + 1, propose, "DeadlinePassed");
      const g = await loadFixture(proposed);
      const disputeBy = g.closesAt + 100;
      const dispute = () => g.optimistic.connect(g.bob).dispute.staticCall(g.marketId, g.id, NO, BOND, disputeBy, ...EVIDENCE, NOW);
      await closes(disputeBy + 1, dispute, "DeadlinePassed");
    });

    it("a ruling closes, and giving the bonds back opens, at the end of the arbiter's time", async () => {
      for (const opening of [false, true]) {
        const f = await loadFixture(disputed);
        const rule = () => f.optimistic.connect(f.arbiter).rule.staticCall(f.marketId, f.id, NO, ...EVIDENCE, NOW);
        const finalize = () => f.optimistic.connect(f.dave).finalize.staticCall(f.marketId, NOW);
        await (opening ? opens(f.deadline, finalize, "WindowStillOpen") : closes(f.deadline, rule, "WindowOver"));
      }
    });
  });

  describe("of CommitteeResolver", () => {
    const closed = async () => {
      const f = await fixture();
      const market = await f.create(f.committee, f.policies.committee);
      return { ...f, ...market };
    };
    const proposed = async () => {
      const f = await closed();
      await mineAt(f.closesAt);
      for (const member of [f.alice, f.bob]) await f.committee.connect(member).vote(f.marketId, YES);
      const { deadline } = await f.committee.proposalOf(f.marketId);
      return { ...f, deadline };
    };

    it("a vote opens at closesAt and closes a second after the last that could be final in time", async () => {
      const f = await loadFixture(closed);
      const vote = () => f.committee.connect(f.alice).vote.staticCall(f.marketId, YES, NOW);
      await opens(f.closesAt, vote, "AnswerNotDue");
      await closes(f.resolveBy - DAY - WINDOW + 1, vote, "TooLateToAnswer");
    });

    it("changing and withdrawing a vote close, and finalizing opens, at the end of the delay", async () => {
      type Fixture = Awaited<ReturnType<typeof proposed>>;
      const closing: ((f: Fixture) => Promise<unknown>)[] = [
        (f) => f.committee.connect(f.alice).vote.staticCall(f.marketId, NO, NOW),
        (f) => f.committee.connect(f.alice).withdrawVote.staticCall(f.marketId, NOW),
      ];
      for (const attempt of closing) {
        const f = await loadFixture(proposed);
        await closes(f.deadline, () => attempt(f), "WindowOver");
      }
      const f = await loadFixture(proposed);
      await opens(f.deadline, () => f.committee.connect(f.dave).finalize.staticCall(f.marketId, NOW), "WindowStillOpen");
    });
  });

  describe("of PriceFeedResolver", () => {
    const due = async () => {
      const f = await fixture();
      const settlesAt = (await time.latest()) + 20 * DAY;
      const market = await f.create(f.priceFeed, await f.policies.priceFeed(settlesAt));
      return { ...f, ...market, settlesAt };
    };
    const settle = (f: Awaited<ReturnType<typeof due>>, id: bigint, lastRounds: bigint[] = []) =>
      f.priceFeed.connect(f.dave).settleAcrossPhases.staticCall(f.marketId, id, lastRounds, NOW);

    it("settling opens at settlesAt", async () => {
      const f = await loadFixture(due);
      await f.feed.set(roundId(1, 3), STRIKE, f.settlesAt);
      await opens(f.settlesAt, () => settle(f, roundId(1, 3)), "AnswerNotDue");
    });

    it("a round counts from settlesAt to the end of the longest delay", async () => {
      for (const [edge, counts] of [
        [0, (offset: number) => offset >= 0],
        [MAX_DELAY + 1, (offset: number) => offset < 0],
      ] as const) {
        for (const offset of [-1, 0, 1]) {
          const f = await loadFixture(due);
          await f.feed.set(roundId(1, 3), STRIKE, f.settlesAt + edge + offset);
          await mineAt(f.settlesAt + MAX_DELAY + 10);
          if (counts(offset)) await settle(f, roundId(1, 3));
          else await expect(settle(f, roundId(1, 3))).to.be.revertedWithCustomError(f.priceFeed, "RoundOutsideWindow");
        }
      }
    });

    it("a round of a later phase counts once the longest delay is over", async () => {
      const f = await loadFixture(due);
      await f.feed.set(roundId(1, 3), STRIKE, f.settlesAt - 1);
      await f.feed.set(roundId(2, 1), STRIKE, f.settlesAt);
      await opens(f.settlesAt + MAX_DELAY + 1, () => settle(f, roundId(2, 1), [roundId(1, 3)]), "WindowStillOpen");
    });

    it("settling opens when the sequencer has been back for the grace period", async () => {
      const f = await loadFixture(fixture);
      const sequencer = await ethers.deployContract("FeedMock");
      await sequencer.set(1n, 0n, 1n);
      const settlesAt = (await time.latest()) + 20 * DAY;
      const market = await f.create(f.priceFeed, await f.policies.priceFeed(settlesAt, await sequencer.getAddress(), TIMEOUT));
      await f.feed.set(roundId(1, 3), STRIKE, settlesAt);
      await sequencer.set(2n, 0n, settlesAt + 5);
      const attempt = () => settle({ ...f, ...market, settlesAt }, roundId(1, 3));
      await opens(settlesAt + 5 + TIMEOUT, attempt, "SequencerGracePeriod");
    });

    it("settling opens for good when the sequencer's feed has no say any more", async () => {
      const f = await loadFixture(fixture);
      const sequencer = await ethers.deployContract("FeedMock");
      await sequencer.set(1n, 1n, 1n); // down for ever
      const settlesAt = (await time.latest()) + 20 * DAY;
      const market = await f.create(f.priceFeed, await f.policies.priceFeed(settlesAt, await sequencer.getAddress(), TIMEOUT));
      await f.feed.set(roundId(1, 3), STRIKE, settlesAt);
      const attempt = () => settle({ ...f, ...market, settlesAt }, roundId(1, 3));
      await opens(settlesAt + 2 * MAX_DELAY + TIMEOUT, attempt, "SequencerDown");
    });
  });

  describe("of UmaResolver", () => {
    const closed = async () => {
      const f = await fixture();
      const market = await f.create(f.uma, f.policies.uma);
      const claim = () => f.uma.connect(f.alice).assertPayouts.staticCall(market.marketId, YES, ...LIMITS, ...EVIDENCE, NOW);
      return { ...f, ...market, claim };
    };
    const asserted = async () => {
      const f = await closed();
      await mineAt(f.closesAt);
      await f.uma.connect(f.alice).assertPayouts(f.marketId, YES, ...LIMITS, ...EVIDENCE);
      const [log] = await f.uma.queryFilter(f.uma.filters.Asserted(f.marketId));
      return { ...f, id: log.args.assertionId, deadline: (await time.latest()) + WINDOW };
    };

    it("an assertion opens at closesAt and closes a second after the last that could be final in time", async () => {
      const f = await loadFixture(closed);
      await opens(f.closesAt, f.claim, "AnswerNotDue");
      await closes(f.resolveBy - DAY - WINDOW + 1, f.claim, "TooLateToAnswer");
    });

    it("an assertion is meant to the last second of the caller's deadline", async () => {
      const f = await loadFixture(closed);
      const by = f.closesAt + 100;
      const claim = () => f.uma.connect(f.alice).assertPayouts.staticCall(f.marketId, YES, BOND, by, ...EVIDENCE, NOW);
      await closes(by + 1, claim, "DeadlinePassed");
    });

    it("a dispute at the oracle closes, and finalizing opens, at the end of the liveness", async () => {
      const f = await loadFixture(asserted);
      const dispute = f.oracle.connect(f.bob) as typeof f.oracle;
      await closes(f.deadline, () => dispute.getFunction("disputeAssertion").staticCall(f.id, f.bob.address, NOW), "Assertion is expired");
      const g = await loadFixture(asserted);
      await opens(g.deadline, () => g.uma.connect(g.dave).finalize.staticCall(g.id, NOW), "Assertion not expired");
    });
  });

  describe("of RealityResolver", () => {
    const closed = async () => {
      const f = await fixture();
      const market = await f.create(f.realityResolver, f.policies.reality);
      const question = await f.realityResolver.questionOf(market.marketId);
      const say = (value: string, bond: bigint) => {
        const asBob = f.reality.connect(f.bob) as typeof f.reality;
        return asBob.getFunction("submitAnswer").staticCall(question, value, 0, { value: bond, ...NOW });
      };
      return { ...f, ...market, question, say };
    };
    const answered = async (value: string) => {
      const f = await closed();
      await mineAt(f.closesAt);
      const asAlice = f.reality.connect(f.alice) as typeof f.reality;
      await asAlice.getFunction("submitAnswer")(f.question, value, 0, { value: 5n });
      return { ...f, deadline: (await time.latest()) + WINDOW };
    };
    const first = async () => answered(answer(0));
    const tooSoon = async () => answered(answer(ethers.MaxUint256 - 1n));

    it("an answer opens at closesAt", async () => {
      const f = await loadFixture(closed);
      await opens(f.closesAt, () => f.say(answer(0), 5n), "opening date must have passed");
    });

    it("outbidding and asking for arbitration close, and finalizing opens, at the end of the timeout", async () => {
      const f = await loadFixture(first);
      await closes(f.deadline, () => f.say(answer(1), 10n), "finalization deadline must not have passed");
      const g = await loadFixture(first);
      const asArbiter = g.reality.connect(g.arbiter) as typeof g.reality;
      const arbitrate = () => asArbiter.getFunction("notifyOfArbitrationRequest").staticCall(g.question, g.bob.address, 0, NOW);
      await closes(g.deadline, arbitrate, "finalization deadline must not have passed");
      const h = await loadFixture(first);
      await opens(h.deadline, () => h.realityResolver.connect(h.dave).finalize.staticCall(h.marketId, NOW), "question must be finalized");
    });

    it("asking again after “too soon” opens at the end of the timeout", async () => {
      const f = await loadFixture(tooSoon);
      await opens(f.deadline, () => f.realityResolver.connect(f.dave).reopen.staticCall(f.marketId, NOW), "question must be finalized");
    });
  });
});
