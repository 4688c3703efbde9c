// properties: R1, R3, R5, R12
//
// The arbiter before Kleros's own court, from the bytecode that was published.
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
import { deployKleros, KLEROS_EXTRA_DATA } from "./deployKleros.ts";

const { loadFixture } = networkHelpers;

const BOND = 101n;
const HALF = 50n;
const TIMEOUT = 60 * DAY;
const CASE = "ipfs://case";
const Status = { Closed: 2n, Resolved: 3n };
const State = { Proposable: 2n, Refundable: 6n };
const TRUTH = [70n, 30n];
const FALSEHOOD = [1n, 0n];
const TOO_EARLY: bigint[] = [];
/** What the jurors can choose about two outcomes. */
const Choice = { Refuse: 0, First: 1, Second: 2, Equal: 3, Proposal: 4, Disputer: 5, None: 6 };

async function fixture() {
  const deployed = await deployMarkets();
  const { alice, bob, carol } = deployed;
  const kleros = await deployKleros();
  const resolver = await ethers.deployContract("OptimisticResolver", [deployed.markets]);
  const arbiter = await ethers.deployContract("Erc792Arbiter", [resolver, kleros.court, KLEROS_EXTRA_DATA]);
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
  const market = await createMarket(deployed, { resolver: await resolver.getAddress(), resolverData, resolveIn: 200 * DAY });
  await at(market.closesAt);
  const usdAddress = await deployed.usd.getAddress();
  const creditOf = (account: { address: string }) => resolver.withdrawable(account.address, usdAddress);
  /** Alice proposes, bob disputes, carol pays the court. */
  const inCourt = async (proposal: bigint[], answer: bigint[]) => {
    await resolver.connect(alice).propose(market.marketId, proposal, ...LIMITS, ...EVIDENCE);
    const { id } = await resolver.proposalOf(market.marketId);
    await resolver.connect(bob).dispute(market.marketId, id, answer, ...LIMITS, ...EVIDENCE);
    await arbiter.connect(carol).requestRuling(market.marketId, CASE, { value: kleros.fee });
    return id;
  };
  return { ...deployed, ...market, ...kleros, resolver, arbiter, usdAddress, creditOf, inCourt };
}

describe("Erc792Arbiter before Kleros", () => {
  it("an honest proposal of [70,30] wins its dispute, though the court cannot name it", async () => {
    for (const answer of [FALSEHOOD, TOO_EARLY]) {
      const f = await loadFixture(fixture);
      await f.inCourt(TRUTH, answer);
      await f.vote(0, 3, Choice.Proposal);
      await f.execute(0);
      expect(await f.markets.statusOf(f.marketId)).to.equal(Status.Closed); // the court's call resolves nothing
      await f.arbiter.connect(f.dave).enforce(0, []);
      expect(await f.markets.payoutsOf(f.marketId)).to.deep.equal(TRUTH);
      expect([await f.creditOf(f.alice), await f.creditOf(f.bob)]).to.deep.equal([BOND + HALF, 0n]);
    }
  });

  it("a disputer who names [70,30] wins, and whoever paid the court has the arbiter's part", async () => {
    const f = await loadFixture(fixture);
    await f.inCourt(FALSEHOOD, TRUTH);
    await f.vote(0, 3, Choice.Disputer);
    await f.execute(0);
    await f.arbiter.connect(f.dave).enforce(0, TRUTH);
    expect(await f.markets.payoutsOf(f.marketId)).to.deep.equal(TRUTH);
    expect([await f.creditOf(f.alice), await f.creditOf(f.bob)]).to.deep.equal([0n, BOND + HALF]);
    await expect(f.arbiter.connect(f.carol).withdrawReward(f.usdAddress)).to.changeTokenBalances(ethers, f.usd, [f.carol], [BOND - HALF]);
  });

  it("none of these lets the proposal fall, and the truth has its turn", async () => {
    const f = await loadFixture(fixture);
    await f.inCourt(FALSEHOOD, [0n, 1n]);
    await f.vote(0, 3, Choice.None);
    await f.execute(0);
    await f.arbiter.enforce(0, []);
    expect([await f.creditOf(f.alice), await f.creditOf(f.bob)]).to.deep.equal([0n, BOND]);
    await f.resolver.connect(f.bob).propose(f.marketId, TRUTH, ...LIMITS, ...EVIDENCE);
    await networkHelpers.time.increase(DAY);
    await f.resolver.finalize(f.marketId);
    expect(await f.markets.payoutsOf(f.marketId)).to.deep.equal(TRUTH);
  });

  it("refusing to rule leaves it to the arbiter's time: the bonds go back", async () => {
    const f = await loadFixture(fixture);
    await f.inCourt(FALSEHOOD, [0n, 1n]);
    await f.vote(0, 3, Choice.Refuse);
    await f.execute(0);
    await expect(f.arbiter.enforce(0, [])).to.be.revertedWithCustomError(f.arbiter, "NothingToEnforce").withArgs(0);
    await networkHelpers.time.increase(TIMEOUT);
    expect((await f.resolver.stateOf(f.marketId)).state).to.equal(State.Refundable);
    await f.resolver.finalize(f.marketId);
    expect([await f.creditOf(f.alice), await f.creditOf(f.bob)]).to.deep.equal([BOND, BOND]);
    expect((await f.resolver.stateOf(f.marketId)).state).to.equal(State.Proposable);
  });

  it("anyone appeals for the court's fee, and the later jurors decide", async () => {
    const f = await loadFixture(fixture);
    await f.inCourt(TRUTH, FALSEHOOD);
    await f.vote(0, 3, Choice.Disputer);
    await expect(f.court.appeal(0, KLEROS_EXTRA_DATA, { value: f.appealFee })).to.be.revertedWith(
      "Can only be called by the arbitrable contract.",
    );
    expect(await f.arbiter.appealCost(0)).to.equal(f.appealFee);
    await expect(f.arbiter.connect(f.dave).appeal(0, { value: f.appealFee - 1n }))
      .to.be.revertedWithCustomError(f.arbiter, "FeeTooLow")
      .withArgs(f.appealFee - 1n, f.appealFee);
    const call = f.arbiter.connect(f.dave).appeal(0, { value: f.appealFee + 5n });
    await expect(call).to.changeEtherBalances(ethers, [f.dave, f.court], [-f.appealFee, f.appealFee]);
    await expect(call).to.emit(f.arbiter, "Appealed").withArgs(0, f.dave.address, f.appealFee);
    await expect(f.arbiter.appeal(0, { value: await f.arbiter.appealCost(0) })).to.revert(ethers); // its jurors are to vote first
    await f.vote(0, 7, Choice.Proposal, true);
    await f.execute(0);
    await f.arbiter.enforce(0, []);
    expect(await f.markets.payoutsOf(f.marketId)).to.deep.equal(TRUTH);
    expect([await f.creditOf(f.alice), await f.creditOf(f.bob)]).to.deep.equal([BOND + HALF, 0n]);
    expect(await f.arbiter.rewardOf(f.carol.address, f.usdAddress)).to.equal(BOND - HALF);
  });

  it("has no choice beyond none of these", async () => {
    const f = await loadFixture(fixture);
    await f.inCourt(TRUTH, FALSEHOOD);
    expect((await f.court.disputes(0)).numberOfChoices).to.equal(6n);
    await expect(f.vote(0, 3, Choice.None + 1)).to.be.revertedWith(
      "The choice has to be less than or equal to the number of choices for the dispute.",
    );
  });
});
