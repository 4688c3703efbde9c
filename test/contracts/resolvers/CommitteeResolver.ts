// properties: R2, R3, R8, R10, C7, C8, C9, C14
import { expect } from "chai";
import {
  at,
  type CommitteePolicy,
  createMarket,
  DAY,
  deployMarkets,
  encodeCommittee,
  ethers,
  marketParams,
  mineAt,
  networkHelpers,
} from "./resolverFixture.ts";

const { loadFixture } = networkHelpers;

const DELAY = 3_600;
const Status = { Open: 1n, Closed: 2n, Resolved: 3n, Void: 4n };
const State = { None: 0n, Waiting: 1n, Voting: 2n, Proposed: 3n, Finalizable: 4n, Expired: 5n, Final: 6n };
const hashOf = (payouts: (bigint | number)[]) => ethers.keccak256(ethers.solidityPacked(["uint64[]"], [payouts]));

/** A committee of alice, bob and carol, two of whom must agree. */
async function fixture() {
  const deployed = await deployMarkets();
  const { alice, bob, carol } = deployed;
  const resolver = await ethers.deployContract("CommitteeResolver", [deployed.markets]);
  const policy: CommitteePolicy = {
    members: [alice.address, bob.address, carol.address],
    threshold: 2,
    delay: DELAY,
    earlyVotes: false,
    haltOnProposal: false,
  };
  const create = async (changes: Partial<CommitteePolicy> = {}, terms = {}) => {
    const market = await createMarket(deployed, {
      resolver: await resolver.getAddress(),
      resolverData: encodeCommittee({ ...policy, ...changes }),
      ...terms,
    });
    return { ...market, latest: market.resolveBy - DAY - DELAY };
  };
  const stateOf = async (marketId: bigint) => (await resolver.stateOf(marketId)).state;
  return { ...deployed, resolver, policy, create, stateOf };
}

async function closedFixture() {
  const f = await fixture();
  const market = await f.create();
  await mineAt(market.closesAt);
  return { ...f, ...market };
}

/** Alice and bob agree that outcome 0 won. */
async function proposedFixture() {
  const f = await closedFixture();
  await f.resolver.connect(f.alice).vote(f.marketId, [1, 0]);
  const proposedAt = f.closesAt + 100;
  await at(proposedAt);
  await f.resolver.connect(f.bob).vote(f.marketId, [1, 0]);
  return { ...f, proposedAt, deadline: proposedAt + DELAY };
}

describe("CommitteeResolver", () => {
  describe("register", () => {
    const refused = async (
      changes: Partial<CommitteePolicy> | ((members: string[]) => Partial<CommitteePolicy>),
      error: string,
      args: (members: string[]) => unknown[],
    ) => {
      const f = await loadFixture(fixture);
      const given = typeof changes === "function" ? changes(f.policy.members) : changes;
      const params = await marketParams(f.usd, {
        resolver: await f.resolver.getAddress(),
        resolverData: encodeCommittee({ ...f.policy, ...given }),
      });
      await expect(f.markets.createMarket(params, ethers.MaxUint256))
        .to.be.revertedWithCustomError(f.resolver, error)
        .withArgs(...args(f.policy.members));
    };
    const strangers = (count: number) => Array.from({ length: count }, () => ethers.Wallet.createRandom().address);

    it("keeps the policy and says so", async () => {
      const f = await loadFixture(fixture);
      const { marketId, receipt } = await f.create({ earlyVotes: true, haltOnProposal: true });
      const kept = await f.resolver.policyOf(marketId);
      expect(kept).to.deep.equal([f.policy.members, 2n, BigInt(DELAY), true, true]);
      const [log] = receipt.logs.flatMap((entry) => f.resolver.interface.parseLog(entry) ?? []);
      expect(log.name).to.equal("CommitteeRegistered");
      expect(log.args.policy).to.deep.equal(kept);
    });

    it("accepts Markets only", async () => {
      const f = await loadFixture(fixture);
      await expect(f.resolver.connect(f.alice).register(1, f.alice.address, 2, 0, 0, "0x"))
        .to.be.revertedWithCustomError(f.resolver, "NotMarkets")
        .withArgs(f.alice.address, await f.markets.getAddress());
    });

    it("refuses an empty committee", () => refused({ members: [] }, "InvalidMemberCount", () => [0, 32]));
    it("refuses 33 members", () => refused({ members: strangers(33), threshold: 17 }, "InvalidMemberCount", () => [33, 32]));
    it("accepts 1 and 32 members", async () => {
      const f = await loadFixture(fixture);
      await f.create({ members: strangers(1), threshold: 1 });
      await f.create({ members: strangers(32), threshold: 17 });
    });
    it("refuses half of the members as a threshold", () =>
      refused({ members: strangers(4), threshold: 2 }, "InvalidThreshold", () => [2, 3, 4]));
    it("refuses a threshold above the members", () => refused({ threshold: 4 }, "InvalidThreshold", () => [4, 2, 3]));
    it("refuses a threshold of zero", () => refused({ threshold: 0 }, "InvalidThreshold", () => [0, 2, 3]));
    it("refuses a member named twice", () =>
      refused(
        (members) => ({ members: [members[0], members[1], members[0]] }),
        "InvalidMember",
        (members) => [members[0]],
      ));
    it("refuses the zero address", () =>
      refused(
        (members) => ({ members: [members[0], ethers.ZeroAddress] }),
        "InvalidMember",
        () => [ethers.ZeroAddress],
      ));
    it("refuses a delay of 59 s", () => refused({ delay: 59 }, "WindowTooShort", () => [59, 60]));

    it("needs resolveBy three days, two delays and a day after closesAt, to the second", async () => {
      const f = await loadFixture(fixture);
      const least = 4 * DAY + 2 * 60;
      for (const resolveIn of [least, least + 1]) await f.create({ delay: 60 }, { resolveIn });
      const params = await marketParams(f.usd, {
        resolver: await f.resolver.getAddress(),
        resolverData: encodeCommittee({ ...f.policy, delay: 60 }),
        resolveIn: least - 1,
      });
      await expect(f.markets.createMarket(params, ethers.MaxUint256))
        .to.be.revertedWithCustomError(f.resolver, "ResolveByTooSoon")
        .withArgs(params.resolveBy, params.resolveBy + 1);
    });
  });

  describe("vote", () => {
    it("counts members who agree on exactly the same vector", async () => {
      const f = await loadFixture(closedFixture);
      await expect(f.resolver.connect(f.alice).vote(f.marketId, [1, 0]))
        .to.emit(f.resolver, "Voted")
        .withArgs(f.marketId, f.alice.address, [1n, 0n], 1);
      await f.resolver.connect(f.bob).vote(f.marketId, [2, 0]);
      expect(await f.stateOf(f.marketId)).to.equal(State.Voting);
      expect(await f.resolver.proposalOf(f.marketId)).to.deep.equal([[], 0n]);
      const now = f.closesAt + 1_000;
      await at(now);
      await expect(f.resolver.connect(f.carol).vote(f.marketId, [1, 0]))
        .to.emit(f.resolver, "Proposed")
        .withArgs(f.marketId, [1n, 0n], now + DELAY);
      expect(await f.resolver.proposalOf(f.marketId)).to.deep.equal([[1n, 0n], BigInt(now + DELAY)]);
      expect(await f.resolver.voteOf(f.marketId, f.bob.address)).to.equal(hashOf([2, 0]));
      expect(await f.resolver.votesFor(f.marketId, hashOf([1, 0]))).to.equal(2n);
    });

    it("of one more member changes nothing about the proposal's window", async () => {
      const f = await loadFixture(proposedFixture);
      await at(f.deadline - 10);
      await expect(f.resolver.connect(f.carol).vote(f.marketId, [1, 0])).to.not.emit(f.resolver, "Proposed");
      expect((await f.resolver.proposalOf(f.marketId)).deadline).to.equal(f.deadline);
      // and one of three may leave without harm
      await f.resolver.connect(f.alice).withdrawVote(f.marketId);
      expect(await f.stateOf(f.marketId)).to.equal(State.Proposed);
    });

    it("is for members, for a new answer, with a vector that Markets would take", async () => {
      const f = await loadFixture(closedFixture);
      await expect(f.resolver.connect(f.creator).vote(f.marketId, [1, 0]))
        .to.be.revertedWithCustomError(f.resolver, "NotMember")
        .withArgs(f.creator.address);
      const alice = f.resolver.connect(f.alice);
      await expect(alice.vote(f.marketId, [1, 0, 0])).to.be.revertedWithCustomError(f.resolver, "InvalidPayoutsLength");
      await expect(alice.vote(f.marketId, [0, 0])).to.be.revertedWithCustomError(f.resolver, "ZeroPayouts");
      await expect(alice.vote(99, [1, 0]))
        .to.be.revertedWithCustomError(f.resolver, "NotRegistered")
        .withArgs(99);
      await alice.vote(f.marketId, [1, 0]);
      await expect(alice.vote(f.marketId, [1, 0]))
        .to.be.revertedWithCustomError(f.resolver, "SameVote")
        .withArgs(f.alice.address, hashOf([1, 0]));
    });

    it("is accepted from closesAt on, to the second", async () => {
      const f = await loadFixture(fixture);
      const { marketId, closesAt } = await f.create();
      await at(closesAt - 1);
      await expect(f.resolver.connect(f.alice).vote(marketId, [1, 0]))
        .to.be.revertedWithCustomError(f.resolver, "AnswerNotDue")
        .withArgs(closesAt, closesAt - 1);
      await at(closesAt);
      await f.resolver.connect(f.alice).vote(marketId, [1, 0]);
    });

    it("is accepted while its proposal could be final a day before resolveBy, to the second", async () => {
      const f = await loadFixture(closedFixture);
      await at(f.latest - 1);
      await f.resolver.connect(f.alice).vote(f.marketId, [1, 0]);
      await at(f.latest);
      await f.resolver.connect(f.bob).vote(f.marketId, [1, 0]);
      expect((await f.resolver.proposalOf(f.marketId)).deadline).to.equal(f.resolveBy - DAY);
      const g = await loadFixture(closedFixture);
      await at(g.latest + 1);
      await expect(g.resolver.connect(g.alice).vote(g.marketId, [1, 0]))
        .to.be.revertedWithCustomError(g.resolver, "TooLateToAnswer")
        .withArgs(g.latest, g.latest + 1);
    });
  });

  describe("a change of mind", () => {
    it("before there is a proposal just moves the vote", async () => {
      const f = await loadFixture(closedFixture);
      await f.resolver.connect(f.alice).vote(f.marketId, [1, 0]);
      await expect(f.resolver.connect(f.alice).vote(f.marketId, [0, 1]))
        .to.emit(f.resolver, "VoteWithdrawn")
        .withArgs(f.marketId, f.alice.address, hashOf([1, 0]));
      expect(await f.resolver.votesFor(f.marketId, hashOf([1, 0]))).to.equal(0n);
      expect(await f.resolver.votesFor(f.marketId, hashOf([0, 1]))).to.equal(1n);
      await f.resolver.connect(f.alice).withdrawVote(f.marketId);
      expect(await f.resolver.votesFor(f.marketId, hashOf([0, 1]))).to.equal(0n);
      await expect(f.resolver.connect(f.alice).withdrawVote(f.marketId))
        .to.be.revertedWithCustomError(f.resolver, "NoVote")
        .withArgs(f.alice.address);
      await expect(f.resolver.connect(f.dave).withdrawVote(f.marketId))
        .to.be.revertedWithCustomError(f.resolver, "NotMember")
        .withArgs(f.dave.address);
    });

    it("during the delay makes the proposal lapse, and a new one gets a full delay", async () => {
      const f = await loadFixture(proposedFixture);
      await at(f.deadline - 1);
      await expect(f.resolver.connect(f.alice).withdrawVote(f.marketId))
        .to.emit(f.resolver, "ProposalLapsed")
        .withArgs(f.marketId, hashOf([1, 0]));
      expect(await f.stateOf(f.marketId)).to.equal(State.Voting);
      await at(f.deadline);
      await expect(f.resolver.finalize(f.marketId))
        .to.be.revertedWithCustomError(f.resolver, "WrongState")
        .withArgs(f.marketId, State.Voting);
      await at(f.deadline + 5);
      await f.resolver.connect(f.carol).vote(f.marketId, [1, 0]);
      expect((await f.resolver.proposalOf(f.marketId)).deadline).to.equal(f.deadline + 5 + DELAY);
    });

    it("can turn one proposal into another in one vote, with a full delay", async () => {
      const f = await loadFixture(proposedFixture);
      await f.resolver.connect(f.carol).vote(f.marketId, [0, 1]);
      await at(f.deadline - 1);
      const call = f.resolver.connect(f.bob).vote(f.marketId, [0, 1]);
      await expect(call)
        .to.emit(f.resolver, "ProposalLapsed")
        .withArgs(f.marketId, hashOf([1, 0]));
      await expect(call)
        .to.emit(f.resolver, "Proposed")
        .withArgs(f.marketId, [0n, 1n], f.deadline - 1 + DELAY);
      await at(f.deadline - 1 + DELAY);
      await f.resolver.finalize(f.marketId);
      expect(await f.markets.payoutsOf(f.marketId)).to.deep.equal([0n, 1n]);
    });

    it("is over when the delay is over, to the second", async () => {
      const f = await loadFixture(proposedFixture);
      for (const late of [0, 1]) {
        await at(f.deadline + late);
        await expect(f.resolver.connect(f.alice).withdrawVote(f.marketId))
          .to.be.revertedWithCustomError(f.resolver, "WindowOver")
          .withArgs(f.deadline, f.deadline + late);
        await expect(f.resolver.connect(f.alice).vote(f.marketId, [0, 1]))
          .to.be.revertedWithCustomError(f.resolver, "WindowOver")
          .withArgs(f.deadline, f.deadline + late);
      }
    });

    it("too late for a new proposal leads to void", async () => {
      const f = await loadFixture(closedFixture);
      await f.resolver.connect(f.alice).vote(f.marketId, [1, 0]);
      await at(f.latest);
      await f.resolver.connect(f.bob).vote(f.marketId, [1, 0]);
      await f.resolver.connect(f.alice).withdrawVote(f.marketId);
      expect(await f.resolver.stateOf(f.marketId)).to.deep.equal([State.Expired, BigInt(f.resolveBy)]);
      await expect(f.resolver.connect(f.alice).vote(f.marketId, [1, 0])).to.be.revertedWithCustomError(f.resolver, "TooLateToAnswer");
      await at(f.resolveBy);
      await f.markets.connect(f.dave).void(f.marketId, []);
      expect(await f.resolver.stateOf(f.marketId)).to.deep.equal([State.Final, 0n]);
    });
  });

  describe("finalize", () => {
    it("resolves once the delay is over, to the second, whoever calls", async () => {
      const f = await loadFixture(proposedFixture);
      await at(f.deadline - 1);
      await expect(f.resolver.connect(f.dave).finalize(f.marketId))
        .to.be.revertedWithCustomError(f.resolver, "WindowStillOpen")
        .withArgs(f.deadline, f.deadline - 1);
      await mineAt(f.deadline);
      expect(await f.resolver.stateOf(f.marketId)).to.deep.equal([State.Finalizable, 0n]);
      await expect(f.resolver.connect(f.dave).finalize(f.marketId)).to.emit(f.resolver, "Finalized").withArgs(f.marketId, [1n, 0n]);
      expect(await f.markets.payoutsOf(f.marketId)).to.deep.equal([1n, 0n]);
      for (const step of [
        f.resolver.finalize(f.marketId),
        f.resolver.connect(f.alice).vote(f.marketId, [0, 1]),
        f.resolver.connect(f.alice).withdrawVote(f.marketId),
      ]) {
        await expect(step).to.be.revertedWithCustomError(f.resolver, "WrongState").withArgs(f.marketId, State.Final);
      }
    });

    it("keeps ties and any other vector", async () => {
      for (const payouts of [
        [1n, 1n, 1n, 0n, 0n],
        [0n, 0n, 0n, 0n, 1n],
        [1n, 2n, 3n, 4n, 2n ** 64n - 1n],
      ]) {
        const f = await loadFixture(fixture);
        const { marketId, closesAt } = await f.create({}, { outcomeCount: 5 });
        await at(closesAt);
        await f.resolver.connect(f.alice).vote(marketId, payouts);
        await f.resolver.connect(f.bob).vote(marketId, payouts);
        await networkHelpers.time.increase(DELAY);
        await f.resolver.finalize(marketId);
        expect(await f.markets.payoutsOf(marketId)).to.deep.equal(payouts);
      }
    });

    it("does nothing without a proposal", async () => {
      const f = await loadFixture(closedFixture);
      await expect(f.resolver.finalize(f.marketId))
        .to.be.revertedWithCustomError(f.resolver, "WrongState")
        .withArgs(f.marketId, State.Voting);
      await expect(f.resolver.finalize(50)).to.be.revertedWithCustomError(f.resolver, "NotRegistered").withArgs(50);
    });

    it("still resolves after resolveBy unless somebody voided", async () => {
      const f = await loadFixture(proposedFixture);
      await mineAt(f.resolveBy);
      const snapshot = await networkHelpers.takeSnapshot();
      await f.resolver.finalize(f.marketId);
      expect(await f.markets.statusOf(f.marketId)).to.equal(Status.Resolved);
      await snapshot.restore();
      await f.markets.void(f.marketId, []);
      await expect(f.resolver.finalize(f.marketId))
        .to.be.revertedWithCustomError(f.resolver, "WrongState")
        .withArgs(f.marketId, State.Final);
    });
  });

  describe("early votes", () => {
    it("leave trading open unless the policy says otherwise", async () => {
      const f = await loadFixture(fixture);
      const { marketId } = await f.create({ earlyVotes: true });
      expect(await f.stateOf(marketId)).to.equal(State.Voting);
      await f.resolver.connect(f.alice).vote(marketId, [1, 0]);
      await f.resolver.connect(f.bob).vote(marketId, [1, 0]);
      expect(await f.markets.statusOf(marketId)).to.equal(Status.Open);
      await networkHelpers.time.increase(DELAY);
      await f.resolver.finalize(marketId);
      expect(await f.markets.statusOf(marketId)).to.equal(Status.Resolved);
    });

    it("halt trading with the proposal if the policy says so, and reopen it when the proposal lapses", async () => {
      const f = await loadFixture(fixture);
      const { marketId } = await f.create({ earlyVotes: true, haltOnProposal: true });
      await f.resolver.connect(f.alice).vote(marketId, [1, 0]);
      expect(await f.markets.statusOf(marketId)).to.equal(Status.Open);
      await f.resolver.connect(f.bob).vote(marketId, [1, 0]);
      expect(await f.markets.statusOf(marketId)).to.equal(Status.Closed);
      await f.resolver.connect(f.bob).vote(marketId, [0, 1]);
      expect(await f.markets.statusOf(marketId)).to.equal(Status.Open);
      await f.resolver.connect(f.carol).vote(marketId, [1, 0]);
      expect(await f.markets.statusOf(marketId)).to.equal(Status.Closed);
      await f.resolver.connect(f.carol).withdrawVote(marketId);
      expect(await f.markets.statusOf(marketId)).to.equal(Status.Open);
    });

    it("stay halted when one proposal replaces another in one vote", async () => {
      const f = await loadFixture(fixture);
      const { marketId } = await f.create({ earlyVotes: true, haltOnProposal: true });
      await f.resolver.connect(f.alice).vote(marketId, [1, 0]);
      await f.resolver.connect(f.bob).vote(marketId, [1, 0]);
      await f.resolver.connect(f.carol).vote(marketId, [0, 1]);
      await f.resolver.connect(f.bob).vote(marketId, [0, 1]);
      expect(await f.markets.statusOf(marketId)).to.equal(Status.Closed);
      expect(await f.stateOf(marketId)).to.equal(State.Proposed);
    });

    it("stay halted when a vote is withdrawn that the proposal does not need", async () => {
      const f = await loadFixture(fixture);
      const { marketId } = await f.create({ earlyVotes: true, haltOnProposal: true });
      for (const member of [f.alice, f.bob, f.carol]) await f.resolver.connect(member).vote(marketId, [1, 0]);
      await f.resolver.connect(f.carol).withdrawVote(marketId);
      expect(await f.markets.statusOf(marketId)).to.equal(Status.Closed);
      expect(await f.stateOf(marketId)).to.equal(State.Proposed);
    });

    it("do not reopen what has closed meanwhile, to the second", async () => {
      for (const [late, status] of [
        [-1, Status.Open],
        [0, Status.Closed],
        [1, Status.Closed],
      ] as const) {
        const f = await loadFixture(fixture);
        const { marketId, closesAt } = await f.create({ earlyVotes: true, haltOnProposal: true });
        await at(closesAt - 100);
        await f.resolver.connect(f.alice).vote(marketId, [1, 0]);
        await f.resolver.connect(f.bob).vote(marketId, [1, 0]);
        await at(closesAt + late);
        await f.resolver.connect(f.bob).withdrawVote(marketId);
        expect(await f.markets.statusOf(marketId)).to.equal(status);
      }
    });
  });

  it("lets the creator clarify", async () => {
    const f = await loadFixture(closedFixture);
    await expect(f.resolver.connect(f.creator).clarify(f.marketId, "The final score counts.")).to.emit(f.resolver, "Clarified");
    await expect(f.resolver.connect(f.alice).clarify(f.marketId, "x")).to.be.revertedWithCustomError(f.resolver, "NotCreator");
  });

  it("says where a market stands through its life", async () => {
    const f = await loadFixture(fixture);
    expect(await f.resolver.stateOf(1)).to.deep.equal([State.None, 0n]);
    const { marketId, closesAt, latest } = await f.create();
    expect(await f.resolver.stateOf(marketId)).to.deep.equal([State.Waiting, BigInt(closesAt)]);
    await mineAt(closesAt);
    expect(await f.resolver.stateOf(marketId)).to.deep.equal([State.Voting, BigInt(latest + 1)]);
    await f.resolver.connect(f.alice).vote(marketId, [1, 0]);
    await f.resolver.connect(f.bob).vote(marketId, [1, 0]);
    const deadline = (await networkHelpers.time.latest()) + DELAY;
    expect(await f.resolver.stateOf(marketId)).to.deep.equal([State.Proposed, BigInt(deadline)]);
  });

  it("of silent members ends in void by anyone's call", async () => {
    const f = await loadFixture(closedFixture);
    await f.resolver.connect(f.alice).vote(f.marketId, [1, 0]);
    await mineAt(f.latest + 1);
    expect(await f.resolver.stateOf(f.marketId)).to.deep.equal([State.Expired, BigInt(f.resolveBy)]);
    await at(f.resolveBy);
    await f.markets.connect(f.dave).void(f.marketId, []);
    expect(await f.markets.payoutsOf(f.marketId)).to.deep.equal([1n, 1n]);
  });
});
