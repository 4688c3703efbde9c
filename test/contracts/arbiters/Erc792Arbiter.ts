// properties: R1, R3, R4, R5, R7, C9
import { expect } from "chai";
import { at, createMarket, DAY, deployMarkets, EVIDENCE, encodeOptimistic, ethers, networkHelpers } from "./resolverFixture.ts";

const { loadFixture } = networkHelpers;

const BOND = 101n;
const COST = ethers.parseEther("0.1");
const TIMEOUT = 14 * DAY;
const CASE = "ipfs://case";
const Status = { Closed: 2n, Resolved: 3n };

/** A market of three outcomes whose arbiter is a court: alice proposed the first, bob disputed. */
async function fixture() {
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
  const terms = { resolver: await resolver.getAddress(), resolverData, outcomeCount: 3 };
  const market = await createMarket(deployed, terms);
  await at(market.closesAt);
  await resolver.connect(alice).propose(market.marketId, [1, 0, 0], ...EVIDENCE);
  const { id } = await resolver.proposalOf(market.marketId);
  const dispute = () => resolver.connect(bob).dispute(market.marketId, id, ...EVIDENCE);
  const usdAddress = await deployed.usd.getAddress();
  return { ...deployed, ...market, resolver, court, arbiter, terms, id, dispute, usdAddress };
}

async function requestedFixture() {
  const f = await fixture();
  await f.dispute();
  await f.arbiter.connect(f.carol).requestRuling(f.marketId, CASE, { value: COST });
  const disputedAt = (await networkHelpers.time.latest()) - 1;
  return { ...f, disputedAt };
}

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
    expect(await f.court.choicesOf(0)).to.equal(5n);
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

  for (const [ruling, payouts, aliceGets, bobGets] of [
    [1, [1n, 0n, 0n], 151n, 0n],
    [2, [0n, 1n, 0n], 0n, 151n],
    [3, [0n, 0n, 1n], 0n, 151n],
    [4, [1n, 1n, 1n], 0n, 151n],
    [5, [], 0n, 151n],
  ] as const) {
    it(`enforces ruling ${ruling}, and whoever paid the fee gets the arbiter's part`, async () => {
      const f = await loadFixture(requestedFixture);
      await expect(f.court.giveRuling(f.arbiter, 0, ruling))
        .to.emit(f.arbiter, "Ruling")
        .withArgs(await f.court.getAddress(), 0, ruling);
      expect(await f.markets.statusOf(f.marketId)).to.equal(Status.Closed);
      await expect(f.arbiter.connect(f.dave).enforce(0)).to.emit(f.arbiter, "Enforced").withArgs(f.marketId, f.id, 0, 51);
      expect(await f.markets.payoutsOf(f.marketId)).to.deep.equal(payouts);
      expect(await f.resolver.withdrawable(f.alice.address, f.usdAddress)).to.equal(aliceGets);
      expect(await f.resolver.withdrawable(f.bob.address, f.usdAddress)).to.equal(bobGets);
      await expect(f.arbiter.connect(f.carol).withdrawReward(f.usdAddress)).to.changeTokenBalances(
        ethers,
        f.usd,
        [f.resolver, f.arbiter, f.carol],
        [-51n, 0n, 51n],
      );
      await expect(f.arbiter.connect(f.carol).withdrawReward(f.usdAddress))
        .to.be.revertedWithCustomError(f.arbiter, "NoReward")
        .withArgs(f.carol.address, f.usdAddress);
      await expect(f.arbiter.enforce(0)).to.be.revertedWithCustomError(f.arbiter, "NothingToEnforce").withArgs(0);
    });
  }

  it("keeps everybody's rewards apart, however they were fetched", async () => {
    const f = await loadFixture(requestedFixture);
    await f.court.giveRuling(f.arbiter, 0, 5);
    await f.arbiter.enforce(0);
    await f.resolver.withdrawFor(f.arbiter, f.usdAddress);
    await f.resolver.connect(f.alice).propose(f.marketId, [1, 0, 0], ...EVIDENCE);
    const { id } = await f.resolver.proposalOf(f.marketId);
    await f.resolver.connect(f.bob).dispute(f.marketId, id, ...EVIDENCE);
    await f.arbiter.connect(f.dave).requestRuling(f.marketId, CASE, { value: COST });
    await f.court.giveRuling(f.arbiter, 1, 1);
    await f.arbiter.enforce(1);
    for (const account of [f.carol, f.dave]) {
      expect(await f.arbiter.rewardOf(account.address, f.usdAddress)).to.equal(51n);
      await expect(f.arbiter.connect(account).withdrawReward(f.usdAddress))
        .to.emit(f.arbiter, "RewardWithdrawn")
        .withArgs(account.address, f.usdAddress, 51n);
    }
    expect(await f.usd.balanceOf(f.arbiter)).to.equal(0n);
  });

  it("takes a refusal, and a number that means nothing, for silence: the bonds go back", async () => {
    for (const ruling of [0n, 6n, ethers.MaxUint256]) {
      const f = await loadFixture(requestedFixture);
      await f.court.giveRuling(f.arbiter, 0, ruling);
      await expect(f.arbiter.enforce(0)).to.be.revertedWithCustomError(f.arbiter, "NothingToEnforce").withArgs(0);
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
    await f.resolver.connect(f.alice).propose(f.marketId, [1, 0, 0], ...EVIDENCE);
    await f.court.giveRuling(f.arbiter, 0, 2);
    await expect(f.arbiter.enforce(0)).to.be.revertedWithCustomError(f.resolver, "WrongState");
    const { id } = await f.resolver.proposalOf(f.marketId);
    await f.resolver.connect(f.bob).dispute(f.marketId, id, ...EVIDENCE);
    await expect(f.arbiter.enforce(0)).to.be.revertedWithCustomError(f.resolver, "ProposalChanged").withArgs(f.id, id);
  });
});
