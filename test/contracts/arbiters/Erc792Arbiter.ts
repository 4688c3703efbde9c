// properties: R1, R3, R4, R5, R7, R12, C9
import { expect } from "chai";
import {
  at,
  createMarket,
  DAY,
  deployMarkets,
  EVIDENCE,
  encodeOptimistic,
  ethers,
  LIMITS,
  networkHelpers,
} from "../resolvers/resolverFixture.ts";

const { loadFixture } = networkHelpers;

const BOND = 101n;
const HALF = 50n;
const COST = ethers.parseEther("0.1");
const TIMEOUT = 14 * DAY;
const CASE = "ipfs://case";
const APPEAL_COST = ethers.parseEther("0.3");
const Status = { Closed: 2n, Resolved: 3n };
const State = { Proposable: 2n };
const TOO_EARLY: bigint[] = [];
const hashOf = (lowestTerms: bigint[]) => ethers.solidityPackedKeccak256(["uint64[]"], [lowestTerms]);

/** A closed market of three outcomes whose arbiter is a court. */
async function closedFixture() {
  const deployed = await deployMarkets();
  const { alice, bob } = deployed;
  const resolver = await ethers.deployContract("OptimisticResolver", [deployed.markets]);
  const court = await ethers.deployContract("CourtMock");
  const arbiter = await ethers.deployContract("Erc792Arbiter", [resolver, court, "0x1234"]);
  const resolverData = encodeOptimistic({
    arbiter: await arbiter.getAddress(),
    bond: BOND,
    maxBond: BOND,
    bondRate: 0,
    liveness: DAY,
    arbiterTimeout: TIMEOUT,
    earlyProposals: false,
    haltOnProposal: false,
    creatorMayArbitrate: false,
  });
  for (const account of [alice, bob]) await deployed.usd.connect(account).approve(resolver, ethers.MaxUint256);
  const market = await createMarket(deployed, { resolver: await resolver.getAddress(), resolverData, outcomeCount: 3 });
  await at(market.closesAt);
  const usdAddress = await deployed.usd.getAddress();
  const creditOf = (account: { address: string }) => resolver.withdrawable(account.address, usdAddress);
  const propose = async (payouts: bigint[]) => {
    await resolver.connect(alice).propose(market.marketId, payouts, ...LIMITS, ...EVIDENCE);
    return (await resolver.proposalOf(market.marketId)).id;
  };
  const dispute = (id: string, answer: bigint[], by = bob) =>
    resolver.connect(by).dispute(market.marketId, id, answer, ...LIMITS, ...EVIDENCE);
  return { ...deployed, ...market, resolver, court, arbiter, usdAddress, creditOf, propose, dispute };
}

/** Alice proposed the first outcome. */
async function fixture() {
  const f = await closedFixture();
  const id = await f.propose([1n, 0n, 0n]);
  return { ...f, id, dispute: () => f.dispute(id, [0n, 70n, 30n]) };
}

/** Alice proposed something, bob disputed it, and carol paid the court. */
async function inCourt(proposal: bigint[], answer: bigint[]) {
  const f = await closedFixture();
  const id = await f.propose(proposal);
  await f.dispute(id, answer);
  await f.arbiter.connect(f.carol).requestRuling(f.marketId, CASE, { value: COST });
  return { ...f, id };
}

const requestedFixture = () => inCourt([1n, 0n, 0n], [0n, 70n, 30n]);

describe("Erc792Arbiter", () => {
  it("asks the court about a disputed proposal, once, for its fee", async () => {
    const f = await loadFixture(fixture);
    await expect(f.arbiter.requestRuling(f.marketId, CASE, { value: COST }))
      .to.be.revertedWithCustomError(f.arbiter, "NothingToArbitrate")
      .withArgs(f.marketId);
    await f.dispute();
    await expect(f.arbiter.requestRuling(f.marketId, CASE, { value: COST - 1n }))
      .to.be.revertedWithCustomError(f.arbiter, "FeeTooLow")
      .withArgs(COST - 1n, COST);
    const call = f.arbiter.connect(f.carol).requestRuling(f.marketId, CASE, { value: COST + 7n });
    await expect(call).to.changeEtherBalances(ethers, [f.carol, f.court], [-COST, COST]);
    await expect(call).to.emit(f.arbiter, "RulingRequested").withArgs(f.marketId, f.id, 0, f.carol.address, COST, CASE);
    expect(await f.court.choicesOf(0)).to.equal(3n + 4n);
    expect(await f.court.lastExtraData()).to.equal("0x1234");
    expect(await f.arbiter.disputeOf(f.id)).to.equal(1n);
    await expect(f.arbiter.requestRuling(f.marketId, CASE, { value: COST }))
      .to.be.revertedWithCustomError(f.arbiter, "AlreadyRequested")
      .withArgs(f.id, 0);
  });

  it("keeps nothing from whoever cannot take back what is too much", async () => {
    const f = await loadFixture(fixture);
    await f.dispute();
    const payer = await ethers.getImpersonatedSigner(f.usdAddress); // a contract that takes no ether
    await networkHelpers.setBalance(payer.address, 2n * COST);
    const ask = (value: bigint) => f.arbiter.connect(payer).requestRuling(f.marketId, CASE, { value, gasPrice: 0 });
    await networkHelpers.setNextBlockBaseFeePerGas(0);
    await expect(ask(COST + 7n))
      .to.be.revertedWithCustomError(f.arbiter, "ReturnFailed")
      .withArgs(payer.address, 7n);
    await networkHelpers.setNextBlockBaseFeePerGas(0);
    await expect(ask(COST)).to.changeEtherBalances(ethers, [payer, f.court], [-COST, COST]);
  });

  it("is not for markets of another arbiter, nor after its time", async () => {
    const f = await loadFixture(fixture);
    const other = await ethers.deployContract("Erc792Arbiter", [f.resolver, f.court, "0x"]);
    await f.dispute();
    await expect(other.requestRuling(f.marketId, CASE, { value: COST })).to.be.revertedWithCustomError(other, "NothingToArbitrate");
    await networkHelpers.time.increase(TIMEOUT);
    await expect(f.arbiter.requestRuling(f.marketId, CASE, { value: COST })).to.be.revertedWithCustomError(f.arbiter, "NothingToArbitrate");
  });

  it("is asked by a court that rules in the same call about no dispute yet", async () => {
    const f = await loadFixture(fixture);
    await f.dispute();
    await f.court.setHasty(true);
    await expect(f.arbiter.requestRuling(f.marketId, CASE, { value: COST }))
      .to.be.revertedWithCustomError(f.arbiter, "NotPending")
      .withArgs(0);
  });

  const WON = [BOND + HALF, 0n]; // the proposer
  const LOST = [0n, BOND + HALF];
  const NEITHER = [0n, BOND];
  for (const [proposal, answer, cases] of [
    // a winner against a vector
    [
      [1n, 0n, 0n],
      [0n, 70n, 30n],
      [
        [1, [1n, 0n, 0n], WON],
        [2, [0n, 1n, 0n], NEITHER],
        [3, [0n, 0n, 1n], NEITHER],
        [4, [1n, 1n, 1n], NEITHER],
        [5, [1n, 0n, 0n], WON],
        [6, [0n, 70n, 30n], LOST],
        [7, [], NEITHER],
      ],
    ],
    // a vector against a winner
    [
      [70n, 30n, 0n],
      [0n, 0n, 9n],
      [
        [1, [1n, 0n, 0n], NEITHER],
        [3, [0n, 0n, 1n], LOST],
        [4, [1n, 1n, 1n], NEITHER],
        [5, [70n, 30n, 0n], WON],
        [6, [0n, 0n, 9n], LOST],
        [7, [], NEITHER],
      ],
    ],
    // equal shares against too early
    [
      [5n, 5n, 5n],
      TOO_EARLY,
      [
        [1, [1n, 0n, 0n], NEITHER],
        [4, [1n, 1n, 1n], WON],
        [5, [5n, 5n, 5n], WON],
        [6, [], LOST],
        [7, [], NEITHER],
      ],
    ],
  ] as [bigint[], bigint[], [number, bigint[], bigint[]][]][]) {
    for (const [ruling, payouts, credits] of cases) {
      it(`enforces ruling ${ruling} between [${proposal}] and [${answer}], and whoever paid the fee gets the arbiter's part`, async () => {
        const f = await inCourt(proposal, answer);
        await expect(f.court.giveRuling(f.arbiter, 0, ruling))
          .to.emit(f.arbiter, "Ruling")
          .withArgs(await f.court.getAddress(), 0, ruling);
        expect(await f.markets.statusOf(f.marketId)).to.equal(Status.Closed);
        const call = f.arbiter.connect(f.dave).enforce(0, answer);
        await expect(call)
          .to.emit(f.arbiter, "Enforced")
          .withArgs(f.marketId, f.id, 0, BOND - HALF);
        const right = [NEITHER, WON, LOST].indexOf(credits);
        const said = expect(call).to.emit(f.resolver, payouts.length > 0 ? "Ruled" : ruling === 7 ? "RuledNeither" : "RuledTooEarly");
        if (payouts.length > 0) await said.withArgs(f.marketId, f.id, payouts, right, "", ethers.ZeroHash);
        else if (ruling === 7) await said.withArgs(f.marketId, f.id, "", ethers.ZeroHash);
        else await said.withArgs(f.marketId, f.id, right, "", ethers.ZeroHash);
        expect(await f.markets.payoutsOf(f.marketId)).to.deep.equal(payouts);
        if (payouts.length === 0) expect((await f.resolver.stateOf(f.marketId)).state).to.equal(State.Proposable);
        expect([await f.creditOf(f.alice), await f.creditOf(f.bob)]).to.deep.equal(credits);
        await expect(f.arbiter.connect(f.carol).withdrawReward(f.usdAddress)).to.changeTokenBalances(
          ethers,
          f.usd,
          [f.resolver, f.arbiter, f.carol],
          [-(BOND - HALF), 0n, BOND - HALF],
        );
        await expect(f.arbiter.connect(f.carol).withdrawReward(f.usdAddress))
          .to.be.revertedWithCustomError(f.arbiter, "NoReward")
          .withArgs(f.carol.address, f.usdAddress);
        await expect(f.arbiter.enforce(0, answer)).to.be.revertedWithCustomError(f.arbiter, "NothingToEnforce").withArgs(0);
        // what is left is the two sides' credit and what was burnt
        const left = (await f.creditOf(f.alice)) + (await f.creditOf(f.bob)) + (credits === NEITHER ? HALF : 0n);
        expect(await f.usd.balanceOf(f.resolver)).to.equal(left);
      });
    }
  }

  it("needs the disputer's answer where the court found for it, in any spelling, and nothing else passes for it", async () => {
    const f = await loadFixture(requestedFixture);
    await f.court.giveRuling(f.arbiter, 0, 6);
    for (const [given, lowestTerms] of [
      [
        [1n, 0n, 0n],
        [1n, 0n, 0n],
      ],
      [
        [0n, 30n, 70n],
        [0n, 3n, 7n],
      ],
      [
        [0n, 7n, 3n, 0n],
        [0n, 7n, 3n, 0n],
      ],
      [
        [0n, 0n, 0n],
        [0n, 0n, 0n],
      ],
      [TOO_EARLY, []],
    ]) {
      await expect(f.arbiter.enforce(0, given))
        .to.be.revertedWithCustomError(f.arbiter, "WrongAnswer")
        .withArgs(hashOf(lowestTerms), hashOf([0n, 7n, 3n]));
    }
    await f.arbiter.enforce(0, [0, 7, 3]);
    expect(await f.markets.payoutsOf(f.marketId)).to.deep.equal([0n, 7n, 3n]);
    expect(await f.creditOf(f.bob)).to.equal(BOND + HALF);
  });

  it("ignores what is given as the disputer's answer where the court did not find for it", async () => {
    const f = await loadFixture(requestedFixture);
    await f.court.giveRuling(f.arbiter, 0, 5);
    await f.arbiter.enforce(0, [9, 9]);
    expect(await f.markets.payoutsOf(f.marketId)).to.deep.equal([1n, 0n, 0n]);
  });

  it("a falsehood disputed by its own author with another falsehood costs a bond and hides nothing", async () => {
    for (const accomplice of [[0n, 1n, 0n], [1n, 1n, 1n], TOO_EARLY]) {
      const f = await closedFixture();
      const id = await f.propose([1n, 0n, 0n]);
      await f.dispute(id, accomplice, f.alice);
      await f.arbiter.connect(f.carol).requestRuling(f.marketId, CASE, { value: COST });
      await f.court.giveRuling(f.arbiter, 0, 3); // the truth
      await f.arbiter.enforce(0, []);
      expect(await f.markets.payoutsOf(f.marketId)).to.deep.equal([0n, 0n, 1n]);
      expect(await f.creditOf(f.alice)).to.equal(BOND); // of two
    }
  });

  it("parties that collude lose a bond for each round by which they delay a truth that the court cannot name", async () => {
    const f = await loadFixture(closedFixture);
    for (let round = 0n; round < 3n; round += 1n) {
      const id = await f.propose([1n, 0n, 0n]);
      await f.dispute(id, [0n, 1n, 0n], f.alice);
      await f.arbiter.connect(f.carol).requestRuling(f.marketId, CASE, { value: COST });
      await f.court.giveRuling(f.arbiter, round, 7);
      await f.arbiter.enforce(round, []);
      const paid = 2n * BOND * (round + 1n);
      expect(paid - (await f.creditOf(f.alice))).to.equal(BOND * (round + 1n));
    }
    const id = await f.propose([70n, 30n, 0n]); // somebody says the truth, and wins
    await f.dispute(id, [1n, 0n, 0n]);
    await f.arbiter.connect(f.carol).requestRuling(f.marketId, CASE, { value: COST });
    await f.court.giveRuling(f.arbiter, 3, 5);
    await f.arbiter.enforce(3, []);
    expect(await f.markets.payoutsOf(f.marketId)).to.deep.equal([70n, 30n, 0n]);
    expect(await f.creditOf(f.bob)).to.equal(0n);
  });

  it("takes evidence from anybody, until the ruling", async () => {
    const f = await loadFixture(fixture);
    await expect(f.arbiter.submitEvidence(0, ...EVIDENCE))
      .to.be.revertedWithCustomError(f.arbiter, "NotPending")
      .withArgs(0);
    await f.dispute();
    await f.arbiter.requestRuling(f.marketId, CASE, { value: COST });
    for (const party of [f.alice, f.bob, f.dave]) {
      await expect(f.arbiter.connect(party).submitEvidence(0, ...EVIDENCE))
        .to.emit(f.arbiter, "Evidence")
        .withArgs(await f.court.getAddress(), 0, party.address, ...EVIDENCE);
    }
    await f.court.giveRuling(f.arbiter, 0, 0);
    await expect(f.arbiter.submitEvidence(0, ...EVIDENCE))
      .to.be.revertedWithCustomError(f.arbiter, "NotPending")
      .withArgs(0);
  });

  it("appeals for anybody who pays the court's fee, until the ruling", async () => {
    const f = await loadFixture(requestedFixture);
    expect(await f.arbiter.appealCost(0)).to.equal(APPEAL_COST);
    await expect(f.arbiter.appeal(1, { value: APPEAL_COST }))
      .to.be.revertedWithCustomError(f.arbiter, "NotPending")
      .withArgs(1);
    await expect(f.arbiter.appeal(0, { value: APPEAL_COST - 1n }))
      .to.be.revertedWithCustomError(f.arbiter, "FeeTooLow")
      .withArgs(APPEAL_COST - 1n, APPEAL_COST);
    for (const [index, tooMuch] of [0n, 9n].entries()) {
      const call = f.arbiter.connect(f.dave).appeal(0, { value: APPEAL_COST + tooMuch });
      await expect(call).to.changeEtherBalances(ethers, [f.dave, f.arbiter, f.court], [-APPEAL_COST, 0n, APPEAL_COST]);
      await expect(call).to.emit(f.arbiter, "Appealed").withArgs(0, f.dave.address, APPEAL_COST);
      expect(await f.court.appealCountOf(0)).to.equal(BigInt(index + 1));
    }
    expect(await f.court.lastExtraData()).to.equal("0x1234");
    await f.court.giveRuling(f.arbiter, 0, 1);
    await expect(f.arbiter.appeal(0, { value: APPEAL_COST }))
      .to.be.revertedWithCustomError(f.arbiter, "NotPending")
      .withArgs(0);
  });

  it("keeps everybody's rewards apart, however they were fetched", async () => {
    const f = await loadFixture(requestedFixture);
    await f.court.giveRuling(f.arbiter, 0, 7);
    await f.arbiter.enforce(0, []);
    await f.resolver.withdrawFor(f.arbiter, f.usdAddress);
    const id = await f.propose([1n, 0n, 0n]);
    await f.dispute(id, TOO_EARLY);
    await f.arbiter.connect(f.dave).requestRuling(f.marketId, CASE, { value: COST });
    await f.court.giveRuling(f.arbiter, 1, 1);
    await f.arbiter.enforce(1, []);
    for (const account of [f.carol, f.dave]) {
      expect(await f.arbiter.rewardOf(account.address, f.usdAddress)).to.equal(51n);
      await expect(f.arbiter.connect(account).withdrawReward(f.usdAddress))
        .to.emit(f.arbiter, "RewardWithdrawn")
        .withArgs(account.address, f.usdAddress, 51n);
    }
    expect(await f.usd.balanceOf(f.arbiter)).to.equal(0n);
  });

  it("adds up the rewards of whoever paid twice, each counted once", async () => {
    const f = await loadFixture(requestedFixture);
    await f.court.giveRuling(f.arbiter, 0, 7);
    await f.arbiter.enforce(0, []);
    const id = await f.propose([1n, 0n, 0n]);
    await f.dispute(id, TOO_EARLY);
    await f.arbiter.connect(f.carol).requestRuling(f.marketId, CASE, { value: COST });
    await f.court.giveRuling(f.arbiter, 1, 1);
    // the first reward still lies at the resolver
    await expect(f.arbiter.enforce(1, []))
      .to.emit(f.arbiter, "Enforced")
      .withArgs(f.marketId, id, 1, BOND - HALF);
    expect(await f.arbiter.rewardOf(f.carol.address, f.usdAddress)).to.equal(2n * (BOND - HALF));
    await expect(f.arbiter.connect(f.carol).withdrawReward(f.usdAddress)).to.changeTokenBalances(
      ethers,
      f.usd,
      [f.resolver, f.arbiter, f.carol],
      [-2n * (BOND - HALF), 0n, 2n * (BOND - HALF)],
    );
  });

  it("shuts every door to a token that calls back while a reward is paid", async () => {
    const f = await loadFixture(fixture);
    await f.dispute();
    const payer = await ethers.getImpersonatedSigner(f.usdAddress);
    await networkHelpers.setBalance(payer.address, 10n * COST);
    await networkHelpers.setNextBlockBaseFeePerGas(0);
    await f.arbiter.connect(payer).requestRuling(f.marketId, CASE, { value: COST, gasPrice: 0 });
    await f.court.giveRuling(f.arbiter, 0, 1);
    await f.arbiter.enforce(0, []);
    const encode = f.arbiter.interface;
    for (const door of [
      encode.encodeFunctionData("withdrawReward", [f.usdAddress]),
      encode.encodeFunctionData("requestRuling", [f.marketId, CASE]),
      encode.encodeFunctionData("appeal", [0]),
      encode.encodeFunctionData("enforce", [0, []]),
    ]) {
      const snapshot = await networkHelpers.takeSnapshot();
      await f.usd.setCallback(f.arbiter, door);
      await f.usd.act(f.arbiter, encode.encodeFunctionData("withdrawReward", [f.usdAddress]));
      expect(await f.usd.callbackSucceeded()).to.equal(false);
      expect(await f.usd.callbackResult()).to.equal(ethers.id("ReentrancyGuardReentrantCall()").slice(0, 10));
      expect(await f.usd.balanceOf(f.usdAddress)).to.equal(BOND - HALF);
      await snapshot.restore();
    }
  });

  it("takes a refusal, and a number that means nothing, for silence: the bonds go back", async () => {
    for (const ruling of [0n, 8n, ethers.MaxUint256]) {
      const f = await loadFixture(requestedFixture);
      await f.court.giveRuling(f.arbiter, 0, ruling);
      await expect(f.arbiter.enforce(0, [])).to.be.revertedWithCustomError(f.arbiter, "NothingToEnforce").withArgs(0);
      await networkHelpers.time.increase(TIMEOUT);
      await f.resolver.finalize(f.marketId);
      expect(await f.resolver.withdrawable(f.alice.address, f.usdAddress)).to.equal(BOND);
      expect(await f.resolver.withdrawable(f.bob.address, f.usdAddress)).to.equal(BOND);
    }
  });

  it("listens to the court alone, once for each dispute", async () => {
    const f = await loadFixture(requestedFixture);
    await expect(f.arbiter.connect(f.alice).rule(0, 1))
      .to.be.revertedWithCustomError(f.arbiter, "NotArbitrator")
      .withArgs(f.alice.address, await f.court.getAddress());
    await expect(f.court.giveRuling(f.arbiter, 9, 1))
      .to.be.revertedWithCustomError(f.arbiter, "NotPending")
      .withArgs(9);
    await f.court.giveRuling(f.arbiter, 0, 1);
    await expect(f.court.giveRuling(f.arbiter, 0, 2))
      .to.be.revertedWithCustomError(f.arbiter, "NotPending")
      .withArgs(0);
  });

  it("never makes the court's call fail because of the market, and a late ruling changes nothing", async () => {
    const f = await loadFixture(requestedFixture);
    await networkHelpers.time.increase(TIMEOUT);
    await f.resolver.finalize(f.marketId);
    const id = await f.propose([1n, 0n, 0n]);
    for (const [disputeId, ruling] of [2, 5].entries()) {
      if (disputeId === 1) {
        await f.dispute(id, [0n, 70n, 30n]);
        await f.arbiter.requestRuling(f.marketId, CASE, { value: COST });
        await networkHelpers.time.increase(TIMEOUT);
        await f.resolver.finalize(f.marketId);
        await f.propose([0n, 0n, 1n]);
      }
      await f.court.giveRuling(f.arbiter, disputeId, ruling);
      await expect(f.arbiter.enforce(disputeId, [])).to.be.revertedWithCustomError(f.resolver, "WrongState");
    }
    const latest = (await f.resolver.proposalOf(f.marketId)).id;
    await f.dispute(latest, [0n, 70n, 30n]);
    await expect(f.arbiter.enforce(0, [])).to.be.revertedWithCustomError(f.resolver, "ProposalChanged").withArgs(f.id, latest);
    await expect(f.arbiter.enforce(1, [])).to.be.revertedWithCustomError(f.resolver, "ProposalChanged").withArgs(id, latest);
  });

  it("never enforces a late ruling for the disputer's answer in a later dispute", async () => {
    const f = await loadFixture(requestedFixture);
    await networkHelpers.time.increase(TIMEOUT);
    await f.resolver.finalize(f.marketId);
    await f.court.giveRuling(f.arbiter, 0, 6);
    const id = await f.propose([0n, 0n, 1n]);
    await expect(f.arbiter.enforce(0, [0, 70, 30]))
      .to.be.revertedWithCustomError(f.arbiter, "WrongAnswer")
      .withArgs(hashOf([0n, 7n, 3n]), ethers.ZeroHash);
    await f.dispute(id, [0n, 70n, 30n]);
    await expect(f.arbiter.enforce(0, [0, 70, 30]))
      .to.be.revertedWithCustomError(f.resolver, "ProposalChanged")
      .withArgs(f.id, id);
  });
});
