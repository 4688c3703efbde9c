// properties: R2, R3, R4, R7, R9, R10, C8, C9
import { expect } from "chai";
import { deployReality } from "./deployReality.ts";
import { at, createMarket, DAY, deployMarkets, ethers, marketParams, mineAt, networkHelpers } from "./resolverFixture.ts";

const { loadFixture } = networkHelpers;

const TIMEOUT = DAY;
const MIN_BOND = 10n ** 15n;
const QUESTION = 'Who wins?␟"A","B","C"␟sports␟en_US';
const POLICY = "tuple(address arbitrator, uint32 timeout, uint96 minBond, uint32 templateId, bool earlyAnswers, string question)";
const INVALID = ethers.toBeHex(ethers.MaxUint256, 32);
const YES_OR_NO = "Does it?␟sports␟en_US";
const TOO_SOON = ethers.toBeHex(ethers.MaxUint256 - 1n, 32);
const State = {
  None: 0n,
  Waiting: 1n,
  Open: 2n,
  Answered: 3n,
  Arbitration: 4n,
  Finalizable: 5n,
  Vector: 6n,
  TooSoon: 7n,
  Invalid: 8n,
  Final: 9n,
};
const Status = { Open: 1n, Closed: 2n, Resolved: 3n, Void: 4n };
const answer = (value: number) => ethers.toBeHex(value, 32);
const hashOf = (payouts: number[]) => ethers.keccak256(ethers.solidityPacked(["uint64[]"], [payouts]));

async function fixture() {
  const deployed = await deployMarkets();
  const reality = await deployReality();
  const resolver = await ethers.deployContract("RealityResolver", [deployed.markets, await reality.getAddress()]);
  const policy = {
    arbitrator: deployed.arbiter.address,
    timeout: TIMEOUT,
    minBond: MIN_BOND,
    templateId: 2,
    earlyAnswers: false,
    question: QUESTION,
  };
  const resolverData = (changes: Partial<typeof policy>) => ethers.AbiCoder.defaultAbiCoder().encode([POLICY], [{ ...policy, ...changes }]);
  const create = async (changes: Partial<typeof policy> = {}, terms = {}) => {
    const market = await createMarket(deployed, {
      resolver: await resolver.getAddress(),
      resolverData: resolverData(changes),
      outcomeCount: 3,
      ...terms,
    });
    return { ...market, questionId: await resolver.questionOf(market.marketId) };
  };
  const say = (account: typeof deployed.alice, questionId: string, value: string, bond = MIN_BOND) =>
    reality.connect(account).getFunction("submitAnswer")(questionId, value, 0, { value: bond });
  const asArbiter = (method: string, ...args: unknown[]) => reality.connect(deployed.arbiter).getFunction(method)(...args);
  const stateOf = async (marketId: bigint) => (await resolver.stateOf(marketId)).state;
  /** The words that name a market, and a question. */
  const bound = async (marketId: bigint, question: string) =>
    `Presage market ${marketId} of ${(await deployed.markets.getAddress()).toLowerCase()} on chain 31337: ${question}`;
  return { ...deployed, reality, resolver, policy, resolverData, create, say, asArbiter, stateOf, bound };
}

async function closedFixture() {
  const f = await fixture();
  const market = await f.create();
  await mineAt(market.closesAt);
  return { ...f, ...market };
}

describe("RealityResolver", () => {
  describe("register", () => {
    it("keeps the policy, asks the question and says so", async () => {
      const f = await loadFixture(fixture);
      const { marketId, questionId, closesAt, receipt } = await f.create();
      const kept = await f.resolver.policyOf(marketId);
      expect(kept).to.deep.equal([f.arbiter.address, BigInt(TIMEOUT), MIN_BOND, 2n, false, QUESTION]);
      const own = receipt.logs.filter(({ address }) => address === f.resolver.target);
      const [log] = own.flatMap((entry) => f.resolver.interface.parseLog(entry) ?? []);
      expect([log.name, ...log.args]).to.deep.equal(["RealityRegistered", marketId, questionId, kept]);
      expect(await f.reality.getArbitrator(questionId)).to.equal(f.arbiter.address);
      expect(await f.reality.getTimeout(questionId)).to.equal(TIMEOUT);
      expect(await f.reality.getMinBond(questionId)).to.equal(MIN_BOND);
      expect(await f.reality.getOpeningTS(questionId)).to.equal(closesAt);
      expect(await f.reality.getContentHash(questionId)).to.equal(
        ethers.solidityPackedKeccak256(["uint256", "uint32", "string"], [2, closesAt, await f.bound(marketId, QUESTION)]),
      );
    });

    it("puts words before the question that name the market, and are valid in both templates", async () => {
      const f = await loadFixture(fixture);
      expect(await f.resolver.questionTextOf(1)).to.equal("");
      const templates = (await f.reality.queryFilter(f.reality.filters.LogNewTemplate(), 0)) as unknown as {
        args: { template_id: bigint; question_text: string };
      }[];
      for (const [templateId, question, outcomeCount] of [
        [0, YES_OR_NO, 2],
        [2, QUESTION, 3],
      ] as const) {
        const { marketId, questionId } = await f.create({ templateId, question }, { outcomeCount });
        const text = await f.bound(marketId, question);
        expect(await f.resolver.questionTextOf(marketId)).to.equal(text);
        const [asked] = (await f.reality.queryFilter(f.reality.filters.LogNewQuestion(questionId), 0)) as unknown as {
          args: { question: string };
        }[];
        expect(asked.args.question).to.equal(text);
        // as Reality.eth's page reads it
        const template = templates.find(({ args }) => args.template_id === BigInt(templateId))?.args.question_text ?? "";
        const parts = text.split("␟");
        const read = JSON.parse(template.replaceAll("%s", () => parts.shift() ?? ""));
        expect(parts).to.deep.equal([]);
        expect(read.title).to.equal(text.split("␟")[0]);
        expect(read.type).to.equal(templateId === 0 ? "bool" : "single-select");
      }
    });

    it("takes the template of one of several for any number of outcomes, yes or no for two, and no other", async () => {
      const f = await loadFixture(fixture);
      await f.create({ templateId: 2 }, { outcomeCount: 2 });
      await f.create({ templateId: 2 }, { outcomeCount: 256 });
      await f.create({ templateId: 0 }, { outcomeCount: 2 });
      for (const [templateId, outcomeCount] of [
        [0, 3],
        [1, 2],
        [3, 2],
        [4, 3],
        [99, 2],
      ]) {
        const params = await marketParams(f.usd, {
          resolver: await f.resolver.getAddress(),
          resolverData: f.resolverData({ templateId }),
          outcomeCount,
        });
        await expect(f.markets.createMarket(params, ethers.MaxUint256))
          .to.be.revertedWithCustomError(f.resolver, "TemplateDoesNotFit")
          .withArgs(templateId, outcomeCount);
      }
    });

    it("accepts Markets only", async () => {
      const f = await loadFixture(fixture);
      await expect(f.resolver.connect(f.alice).register(1, f.alice.address, 2, 0, 0, "0x")).to.be.revertedWithCustomError(
        f.resolver,
        "NotMarkets",
      );
    });

    it("refuses what cannot be carried out", async () => {
      const f = await loadFixture(fixture);
      const attempt = async (changes: object, terms: object = {}) => {
        const params = await marketParams(f.usd, {
          resolver: await f.resolver.getAddress(),
          resolverData: f.resolverData(changes),
          outcomeCount: 3,
          ...terms,
        });
        return expect(f.markets.createMarket(params, ethers.MaxUint256));
      };
      await (await attempt({ arbitrator: ethers.ZeroAddress })).to.be.revertedWithCustomError(f.resolver, "ZeroArbitrator");
      await (await attempt({ timeout: 59 })).to.be.revertedWithCustomError(f.resolver, "WindowTooShort");
      const most = ethers.parseEther("1000");
      await (await attempt({ minBond: most + 1n })).to.be.revertedWithCustomError(f.resolver, "MinBondTooHigh").withArgs(most + 1n, most);
      await f.create({ minBond: most });
      // three days to answer, two rounds with an arbitration each, a day to finalize
      const least = 3 * DAY + 2 * (TIMEOUT + 30 * DAY) + DAY;
      await (await attempt({}, { resolveIn: least - 1 })).to.be.revertedWithCustomError(f.resolver, "ResolveByTooSoon");
      await f.create({}, { resolveIn: least });
      await f.create({}, { resolveIn: least + 1 });
      await f.asArbiter("setQuestionFee", 1n);
      await (await attempt({})).to.be.revertedWithCustomError(f.resolver, "ArbitratorCharges").withArgs(f.arbiter.address, 1n);
      await f.asArbiter("setQuestionFee", 0n);
      await f.create();
    });
  });

  it("resolves by an answer that stood for its timeout, to the second, and the answerer claims its bond", async () => {
    const f = await loadFixture(closedFixture);
    expect(await f.resolver.stateOf(f.marketId)).to.deep.equal([State.Open, BigInt(f.resolveBy)]);
    const answeredAt = f.closesAt + 100;
    await at(answeredAt);
    await f.say(f.alice, f.questionId, answer(2));
    expect(await f.resolver.stateOf(f.marketId)).to.deep.equal([State.Answered, BigInt(answeredAt + TIMEOUT)]);
    await at(answeredAt + TIMEOUT - 1);
    await expect(f.resolver.finalize(f.marketId)).to.be.revertedWith("question must be finalized");
    await mineAt(answeredAt + TIMEOUT);
    expect(await f.resolver.stateOf(f.marketId)).to.deep.equal([State.Finalizable, 0n]);
    await expect(f.resolver.connect(f.dave).finalize(f.marketId))
      .to.emit(f.resolver, "Finalized")
      .withArgs(f.marketId, f.questionId, answer(2), [0n, 0n, 1n]);
    expect(await f.markets.payoutsOf(f.marketId)).to.deep.equal([0n, 0n, 1n]);
    expect(await f.resolver.stateOf(f.marketId)).to.deep.equal([State.Final, 0n]);
    await f.reality.claimWinnings(f.questionId, [ethers.ZeroHash], [f.alice.address], [MIN_BOND], [answer(2)]);
    expect(await f.reality.balanceOf(f.alice.address)).to.equal(MIN_BOND);
    await expect(f.resolver.finalize(f.marketId)).to.be.revertedWithCustomError(f.markets, "AlreadyFinal");
  });

  it("opens the question at closesAt, or at once if the policy allows early answers", async () => {
    const f = await loadFixture(fixture);
    const { marketId, questionId, closesAt } = await f.create();
    expect(await f.resolver.stateOf(marketId)).to.deep.equal([State.Waiting, BigInt(closesAt)]);
    await at(closesAt - 1);
    await expect(f.say(f.alice, questionId, answer(0))).to.be.revertedWith("opening date must have passed");
    await at(closesAt);
    await f.say(f.alice, questionId, answer(0));
    const early = await f.create({ earlyAnswers: true });
    expect(await f.stateOf(early.marketId)).to.equal(State.Open);
    await f.say(f.alice, early.questionId, answer(1));
    await networkHelpers.time.increase(TIMEOUT);
    await f.resolver.finalize(early.marketId);
    expect(await f.markets.payoutsOf(early.marketId)).to.deep.equal([0n, 1n, 0n]);
  });

  it("follows the last answer when it is outbid, whose bond must double", async () => {
    const f = await loadFixture(closedFixture);
    await f.say(f.alice, f.questionId, answer(0));
    await expect(f.say(f.bob, f.questionId, answer(1), 2n * MIN_BOND - 1n)).to.be.revertedWith(
      "bond must be double at least previous bond",
    );
    await f.say(f.bob, f.questionId, answer(1), 2n * MIN_BOND);
    const history = await f.reality.queryFilter(f.reality.filters.LogNewAnswer(), 0);
    await networkHelpers.time.increase(TIMEOUT);
    await f.resolver.finalize(f.marketId);
    expect(await f.markets.payoutsOf(f.marketId)).to.deep.equal([0n, 1n, 0n]);
    const [first] = history as unknown as { args: { history_hash: string } }[];
    await f.reality.claimWinnings(
      f.questionId,
      [first.args.history_hash, ethers.ZeroHash],
      [f.bob.address, f.alice.address],
      [2n * MIN_BOND, MIN_BOND],
      [answer(1), answer(0)],
    );
    // Reality.eth burns a fortieth of a loser's bond
    expect(await f.reality.balanceOf(f.bob.address)).to.equal(3n * MIN_BOND - MIN_BOND / 40n);
  });

  it("waits for arbitration and follows it", async () => {
    const f = await loadFixture(closedFixture);
    await f.say(f.alice, f.questionId, answer(0));
    await f.asArbiter("notifyOfArbitrationRequest", f.questionId, f.bob.address, 0);
    expect(await f.resolver.stateOf(f.marketId)).to.deep.equal([State.Arbitration, 0n]);
    await networkHelpers.time.increase(2 * TIMEOUT);
    await expect(f.resolver.finalize(f.marketId)).to.be.revertedWith("question must be finalized");
    await f.asArbiter("submitAnswerByArbitrator", f.questionId, answer(1), f.bob.address);
    await f.resolver.finalize(f.marketId);
    expect(await f.markets.payoutsOf(f.marketId)).to.deep.equal([0n, 1n, 0n]);
  });

  it("takes any payout vector by its hash, and no other vector for it", async () => {
    const f = await loadFixture(closedFixture);
    const tie = [2, 1, 0];
    await f.say(f.alice, f.questionId, hashOf(tie));
    await networkHelpers.time.increase(TIMEOUT);
    expect(await f.resolver.stateOf(f.marketId)).to.deep.equal([State.Vector, BigInt(f.resolveBy)]);
    await expect(f.resolver.finalize(f.marketId)).to.be.revertedWithCustomError(f.resolver, "NotAnOutcome").withArgs(hashOf(tie), 3);
    await expect(f.resolver.finalizeVector(f.marketId, [1, 1, 0]))
      .to.be.revertedWithCustomError(f.resolver, "NotTheVector")
      .withArgs(hashOf(tie), hashOf([1, 1, 0]));
    await f.resolver.finalizeVector(f.marketId, tie);
    expect(await f.markets.payoutsOf(f.marketId)).to.deep.equal([2n, 1n, 0n]);
  });

  it("refuses the hash of a vector that Markets would refuse, and an index that is no outcome", async () => {
    for (const [payouts, error] of [
      [[1, 0], "InvalidPayoutsLength"],
      [[0, 0, 0], "ZeroPayouts"],
    ] as const) {
      const f = await loadFixture(closedFixture);
      await f.say(f.alice, f.questionId, hashOf([...payouts]));
      await networkHelpers.time.increase(TIMEOUT);
      await expect(f.resolver.finalizeVector(f.marketId, [...payouts])).to.be.revertedWithCustomError(f.resolver, error);
    }
    const f = await loadFixture(closedFixture);
    await f.say(f.alice, f.questionId, answer(3));
    await networkHelpers.time.increase(TIMEOUT);
    await expect(f.resolver.finalize(f.marketId)).to.be.revertedWithCustomError(f.resolver, "NotAnOutcome").withArgs(answer(3), 3);
  });

  it("reads yes as the first outcome and no as the second, and no other answer as either", async () => {
    for (const [said, payouts] of [
      [1, [1n, 0n]],
      [0, [0n, 1n]],
    ] as const) {
      const f = await loadFixture(fixture);
      const { marketId, questionId, closesAt } = await f.create({ templateId: 0, question: YES_OR_NO }, { outcomeCount: 2 });
      await mineAt(closesAt);
      await f.say(f.alice, questionId, answer(said));
      await networkHelpers.time.increase(TIMEOUT);
      expect(await f.resolver.stateOf(marketId)).to.deep.equal([State.Finalizable, 0n]);
      await expect(f.resolver.finalize(marketId)).to.emit(f.resolver, "Finalized").withArgs(marketId, questionId, answer(said), payouts);
      expect(await f.markets.payoutsOf(marketId)).to.deep.equal(payouts);
    }
    const f = await loadFixture(fixture);
    const { marketId, questionId, resolveBy, closesAt } = await f.create({ templateId: 0, question: YES_OR_NO }, { outcomeCount: 2 });
    await mineAt(closesAt);
    await f.say(f.alice, questionId, answer(2));
    await networkHelpers.time.increase(TIMEOUT);
    expect(await f.resolver.stateOf(marketId)).to.deep.equal([State.Vector, BigInt(resolveBy)]);
    await expect(f.resolver.finalize(marketId)).to.be.revertedWithCustomError(f.resolver, "NotAnOutcome").withArgs(answer(2), 2);
  });

  it("says of an answer that is the hash of nothing that anyone voids from resolveBy", async () => {
    const f = await loadFixture(closedFixture);
    await f.say(f.alice, f.questionId, ethers.id("nobody's vector"));
    await networkHelpers.time.increase(TIMEOUT);
    expect(await f.resolver.stateOf(f.marketId)).to.deep.equal([State.Vector, BigInt(f.resolveBy)]);
    await expect(f.resolver.finalizeVector(f.marketId, [1, 1, 1])).to.be.revertedWithCustomError(f.resolver, "NotTheVector");
    await at(f.resolveBy);
    await f.markets.connect(f.dave).void(f.marketId, []);
    expect(await f.resolver.stateOf(f.marketId)).to.deep.equal([State.Final, 0n]);
  });

  it("leaves an invalid question to void at the initial odds", async () => {
    const f = await loadFixture(closedFixture);
    await f.say(f.alice, f.questionId, INVALID);
    await networkHelpers.time.increase(TIMEOUT);
    expect(await f.resolver.stateOf(f.marketId)).to.deep.equal([State.Invalid, BigInt(f.resolveBy)]);
    await expect(f.resolver.finalize(f.marketId)).to.be.revertedWithCustomError(f.resolver, "NotAnOutcome").withArgs(INVALID, 3);
    await at(f.resolveBy);
    await f.markets.connect(f.dave).void(f.marketId, []);
    expect(await f.markets.payoutsOf(f.marketId)).to.deep.equal([1n, 1n, 1n]);
  });

  it("pays nothing on 'too soon'; anyone reopens, and the new answer counts, again and again", async () => {
    const f = await loadFixture(closedFixture);
    const tooSoon = async (questionId: string) => {
      await f.say(f.alice, questionId, TOO_SOON);
      await networkHelpers.time.increase(TIMEOUT);
      expect(await f.resolver.stateOf(f.marketId)).to.deep.equal([State.TooSoon, 0n]);
      await expect(f.resolver.finalize(f.marketId)).to.be.revertedWithCustomError(f.resolver, "NotAnOutcome");
      expect(await f.markets.statusOf(f.marketId)).to.equal(Status.Closed);
      const reopened = await f.resolver.connect(f.dave).reopen(f.marketId, { value: 5n });
      const replacement = await f.resolver.questionOf(f.marketId);
      await expect(reopened).to.emit(f.resolver, "QuestionReopened").withArgs(f.marketId, replacement);
      expect(await f.reality.getOpeningTS(replacement)).to.equal(f.closesAt);
      expect(replacement).to.not.equal(questionId);
      expect(await f.stateOf(f.marketId)).to.equal(State.Open);
      return replacement;
    };
    await expect(f.resolver.reopen(f.marketId)).to.be.revertedWith("question must be finalized");
    const second = await tooSoon(f.questionId);
    expect(await f.reality.getBounty(second)).to.equal(5n);
    const third = await tooSoon(second);
    await f.say(f.bob, third, answer(1));
    await networkHelpers.time.increase(TIMEOUT);
    await f.resolver.finalize(f.marketId);
    expect(await f.markets.payoutsOf(f.marketId)).to.deep.equal([0n, 1n, 0n]);
  });

  it("reopens a question that may be answered early for answers at once", async () => {
    const f = await loadFixture(fixture);
    const { marketId, questionId, closesAt } = await f.create({ earlyAnswers: true });
    await f.say(f.alice, questionId, TOO_SOON);
    await networkHelpers.time.increase(TIMEOUT);
    await f.resolver.reopen(marketId);
    await f.say(f.bob, await f.resolver.questionOf(marketId), answer(2));
    await networkHelpers.time.increase(TIMEOUT);
    await f.resolver.finalize(marketId);
    expect(await f.markets.payoutsOf(marketId)).to.deep.equal([0n, 0n, 1n]);
    expect(await networkHelpers.time.latest()).to.be.lessThan(closesAt);
  });

  it("takes a question that was reopened at Reality.eth itself", async () => {
    const f = await loadFixture(closedFixture);
    await f.say(f.alice, f.questionId, TOO_SOON);
    await networkHelpers.time.increase(TIMEOUT);
    await f.reality.connect(f.carol).getFunction("reopenQuestion")(
      2,
      await f.resolver.questionTextOf(f.marketId),
      f.arbiter.address,
      TIMEOUT,
      f.closesAt,
      0,
      MIN_BOND,
      f.questionId,
    );
    const replacement = await f.resolver.questionOf(f.marketId);
    await f.say(f.bob, replacement, answer(0));
    await networkHelpers.time.increase(TIMEOUT);
    await f.resolver.finalize(f.marketId);
    expect(await f.markets.payoutsOf(f.marketId)).to.deep.equal([1n, 0n, 0n]);
  });

  it("cannot be answered by a committed bond that is never revealed", async () => {
    const f = await loadFixture(closedFixture);
    await f.reality.connect(f.bob).getFunction("submitAnswerCommitment")(f.questionId, ethers.id("x"), 0, f.bob.address, {
      value: MIN_BOND,
    });
    await networkHelpers.time.increase(2 * TIMEOUT);
    await expect(f.resolver.finalize(f.marketId)).to.be.revertedWith("question must be finalized");
    expect(await f.stateOf(f.marketId)).to.equal(State.Open);
  });

  it("ends in void when nobody answers, or the arbitrator never does", async () => {
    const silent = await loadFixture(closedFixture);
    await at(silent.resolveBy);
    await silent.markets.connect(silent.dave).void(silent.marketId, []);
    const f = await loadFixture(closedFixture);
    await f.say(f.alice, f.questionId, answer(0));
    await f.asArbiter("notifyOfArbitrationRequest", f.questionId, f.bob.address, 0);
    await at(f.resolveBy);
    await f.markets.connect(f.dave).void(f.marketId, []);
    expect(await f.stateOf(f.marketId)).to.equal(State.Final);
    await f.asArbiter("submitAnswerByArbitrator", f.questionId, answer(0), f.alice.address);
    await expect(f.resolver.finalize(f.marketId)).to.be.revertedWithCustomError(f.markets, "AlreadyFinal");
  });

  it("knows only its own markets", async () => {
    const f = await loadFixture(fixture);
    expect(await f.resolver.stateOf(5)).to.deep.equal([State.None, 0n]);
    await expect(f.resolver.finalize(5)).to.be.revertedWithCustomError(f.resolver, "NotRegistered").withArgs(5);
    await expect(f.resolver.finalizeVector(5, [1])).to.be.revertedWithCustomError(f.resolver, "NotRegistered");
    await expect(f.resolver.reopen(5)).to.be.revertedWithCustomError(f.resolver, "NotRegistered");
  });
});
