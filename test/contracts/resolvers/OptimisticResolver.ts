// properties: R1, R2, R3, R4, R5, R8, C8, C9, C10, C13
import { expect } from "chai";
import {
  at,
  createMarket,
  DAY,
  deployMarkets,
  EVIDENCE,
  encodeOptimistic,
  ethers,
  LIQUIDITY,
  marketParams,
  mineAt,
  networkHelpers,
  type OptimisticPolicy,
} from "./resolverFixture.ts";

const { loadFixture } = networkHelpers;

const LIVENESS = DAY;
const TIMEOUT = 14 * DAY;
const BOND = 250_000_001n; // odd, so that halves do not divide it
const HALF = BOND / 2n;
const UNIFORM: bigint[] = [];
const Status = { Open: 1n, Closed: 2n, Resolved: 3n, Void: 4n };
const State = {
  None: 0n,
  Waiting: 1n,
  Proposable: 2n,
  Proposed: 3n,
  Finalizable: 4n,
  Disputed: 5n,
  Refundable: 6n,
  Expired: 7n,
  Final: 8n,
};

async function fixture() {
  const deployed = await deployMarkets();
  const resolver = await ethers.deployContract("OptimisticResolver", [deployed.markets]);
  for (const account of [deployed.creator, deployed.alice, deployed.bob, deployed.carol, deployed.dave]) {
    await deployed.usd.connect(account).approve(resolver, ethers.MaxUint256);
  }
  const policy: OptimisticPolicy = {
    arbiter: deployed.arbiter.address,
    bond: BOND,
    maxBond: 10n * BOND,
    bondRate: 0,
    liveness: LIVENESS,
    arbiterTimeout: TIMEOUT,
    earlyProposals: false,
    haltOnProposal: false,
    creatorMayArbitrate: false,
  };
  const usd = await deployed.usd.getAddress();
  const create = async (changes: Partial<OptimisticPolicy> = {}, terms = {}) => {
    const market = await createMarket(deployed, {
      resolver: await resolver.getAddress(),
      resolverData: encodeOptimistic({ ...policy, ...changes }),
      ...terms,
    });
    return { ...market, latest: market.resolveBy - DAY - TIMEOUT - LIVENESS };
  };
  const idOf = async (marketId: bigint) => (await resolver.proposalOf(marketId)).id;
  const stateOf = async (marketId: bigint) => (await resolver.stateOf(marketId)).state;
  const credit = (account: { address: string }) => resolver.withdrawable(account.address, usd);
  const held = () => deployed.usd.balanceOf(resolver);
  return { ...deployed, usdAddress: usd, resolver, policy, create, idOf, stateOf, credit, held };
}

/** A closed market with alice's proposal that outcome 0 won. */
async function proposedFixture() {
  const f = await fixture();
  const market = await f.create();
  await at(market.closesAt);
  await f.resolver.connect(f.alice).propose(market.marketId, [1, 0], ...EVIDENCE);
  return { ...f, ...market, id: await f.idOf(market.marketId), proposedAt: market.closesAt };
}

/** The same, disputed by bob. */
async function disputedFixture() {
  const f = await proposedFixture();
  await at(f.proposedAt + 100);
  await f.resolver.connect(f.bob).dispute(f.marketId, f.id, ...EVIDENCE);
  return { ...f, disputedAt: f.proposedAt + 100 };
}

/** Bonds in = withdrawable of everybody + held for running proposals. */
async function expectConserved(f: Awaited<ReturnType<typeof fixture>>, running = 0n) {
  let total = running;
  for (const account of [f.creator, f.alice, f.bob, f.carol, f.dave, f.arbiter]) total += await f.credit(account);
  expect(await f.held()).to.equal(total);
}

describe("OptimisticResolver", () => {
  describe("register", () => {
    const refused = async (
      changes: Partial<OptimisticPolicy> | ((creator: string) => Partial<OptimisticPolicy>),
      error: string,
      args: (f: Awaited<ReturnType<typeof fixture>>) => unknown[],
    ) => {
      const f = await loadFixture(fixture);
      const given = typeof changes === "function" ? changes(f.creator.address) : changes;
      const params = await marketParams(f.usd, {
        resolver: await f.resolver.getAddress(),
        resolverData: encodeOptimistic({ ...f.policy, ...given }),
      });
      await expect(f.markets.createMarket(params, ethers.MaxUint256))
        .to.be.revertedWithCustomError(f.resolver, error)
        .withArgs(...args(f));
    };

    it("keeps the policy and says so", async () => {
      const f = await loadFixture(fixture);
      const policy = { ...f.policy, bondRate: 200, earlyProposals: true, haltOnProposal: true, creatorMayArbitrate: true };
      const { marketId, receipt } = await f.create(policy);
      const expected = [
        policy.arbiter,
        policy.bond,
        policy.maxBond,
        200n,
        BigInt(policy.liveness),
        BigInt(policy.arbiterTimeout),
        true,
        true,
        true,
      ];
      expect(await f.resolver.policyOf(marketId)).to.deep.equal(expected);
      const [log] = receipt.logs.flatMap((entry) => f.resolver.interface.parseLog(entry) ?? []);
      expect(log.name).to.equal("OptimisticRegistered");
      expect(log.args.policy).to.deep.equal(await f.resolver.policyOf(marketId));
    });

    it("accepts Markets only", async () => {
      const f = await loadFixture(fixture);
      await expect(f.resolver.connect(f.alice).register(1, f.alice.address, 2, 0, 0, "0x"))
        .to.be.revertedWithCustomError(f.resolver, "NotMarkets")
        .withArgs(f.alice.address, await f.markets.getAddress());
    });

    it("needs an arbiter", () => refused({ arbiter: ethers.ZeroAddress }, "ZeroArbiter", () => []));
    it("refuses the creator as an undeclared arbiter", () =>
      refused(
        (arbiter) => ({ arbiter }),
        "UndeclaredCreatorArbiter",
        (f) => [f.creator.address],
      ));
    it("accepts the creator as a declared arbiter", async () => {
      const f = await loadFixture(fixture);
      const { marketId } = await f.create({ arbiter: f.creator.address, creatorMayArbitrate: true });
      expect((await f.resolver.policyOf(marketId)).arbiter).to.equal(f.creator.address);
    });
    it("refuses a bond of zero", () => refused({ bond: 0n }, "InvalidBond", () => [0n, 10n * BOND]));
    it("refuses a bond above its maximum", () => refused({ bond: 5n, maxBond: 4n }, "InvalidBond", () => [5n, 4n]));
    it("accepts a bond at its maximum, of one base unit", async () => {
      const f = await loadFixture(fixture);
      const { marketId } = await f.create({ bond: 1n, maxBond: 1n, bondRate: 10_000 });
      expect(await f.resolver.bondOf(marketId)).to.equal(1n);
    });
    it("refuses a bond rate above 100%", () => refused({ bondRate: 10_001 }, "BondRateTooHigh", () => [10_001n, 10_000n]));
    it("refuses a liveness of 59 s", () => refused({ liveness: 59 }, "WindowTooShort", () => [59n, 60n]));
    it("refuses an arbiter's time of 59 s", () => refused({ arbiterTimeout: 59 }, "WindowTooShort", () => [59n, 60n]));
    it("refuses data that is not a policy", async () => {
      const f = await loadFixture(fixture);
      const params = await marketParams(f.usd, { resolver: await f.resolver.getAddress(), resolverData: "0x1234" });
      await expect(f.markets.createMarket(params, ethers.MaxUint256)).to.revert(ethers);
    });

    it("needs resolveBy at least one worst case and a day after closesAt, to the second", async () => {
      const f = await loadFixture(fixture);
      const worst = 60 + 60 + DAY;
      const short = { liveness: 60, arbiterTimeout: 60 };
      for (const resolveIn of [worst, worst + 1]) await f.create(short, { resolveIn });
      const params = await marketParams(f.usd, {
        resolver: await f.resolver.getAddress(),
        resolverData: encodeOptimistic({ ...f.policy, ...short }),
        resolveIn: worst - 1,
      });
      await expect(f.markets.createMarket(params, ethers.MaxUint256))
        .to.be.revertedWithCustomError(f.resolver, "ResolveByTooSoon")
        .withArgs(params.resolveBy, params.resolveBy + 1);
    });

    it("leaves at least one second to propose in the tightest market", async () => {
      const f = await loadFixture(fixture);
      const { marketId, closesAt } = await f.create({ liveness: 60, arbiterTimeout: 60 }, { resolveIn: 120 + DAY });
      expect(await f.resolver.proposalWindowOf(marketId)).to.deep.equal([BigInt(closesAt), BigInt(closesAt)]);
      await at(closesAt);
      await f.resolver.connect(f.alice).propose(marketId, [1, 0], ...EVIDENCE);
    });
  });

  describe("bond", () => {
    it("is the rate of the liquidity, rounded up, within its bounds", async () => {
      const f = await loadFixture(fixture);
      const bondAt = async (bond: bigint, maxBond: bigint, bondRate: number, liquidity = LIQUIDITY) => {
        const { marketId } = await f.create({ bond, maxBond, bondRate }, { liquidity });
        return f.resolver.bondOf(marketId);
      };
      expect(await bondAt(1n, 10n ** 12n, 250)).to.equal(LIQUIDITY / 40n);
      expect(await bondAt(1n, 10n ** 12n, 1, LIQUIDITY + 1n)).to.equal(LIQUIDITY / 10_000n + 1n);
      expect(await bondAt(30_000_000n, 10n ** 12n, 250)).to.equal(30_000_000n);
      expect(await bondAt(1n, 20_000_000n, 250)).to.equal(20_000_000n);
    });

    it("is not moved by a trade, is bounded when liquidity comes, and falls no lower than its bound when it goes", async () => {
      const f = await loadFixture(fixture);
      const terms = { bond: 10_000_000n, maxBond: 30_000_000n, bondRate: 200 };
      const { marketId } = await f.create(terms);
      expect(await f.resolver.bondOf(marketId)).to.equal(20_000_000n);
      await f.markets.connect(f.bob).buy(marketId, 0, 0, 5_000_000_000n, 0, f.bob.address, ethers.MaxUint256);
      expect(await f.resolver.bondOf(marketId)).to.equal(20_000_000n);
      const add = 10n * LIQUIDITY;
      const prices = [...(await f.markets.pricesOf(marketId))];
      await f.markets.connect(f.bob).addLiquidity(marketId, add, ethers.MaxUint256, prices, 10_000, ethers.MaxUint256);
      expect(await f.resolver.bondOf(marketId)).to.equal(30_000_000n);
      await f.markets.connect(f.bob).removeLiquidity(marketId, add, 0, ethers.MaxUint256);
      expect(await f.resolver.bondOf(marketId)).to.equal(20_000_000n);
    });

    it("is paid by the proposer and matched by the disputer, though liquidity left in between", async () => {
      const f = await loadFixture(fixture);
      const { marketId, closesAt } = await f.create({ bond: 1n, maxBond: 10n ** 12n, bondRate: 1_000 });
      const prices = [...(await f.markets.pricesOf(marketId))];
      await f.markets.connect(f.carol).addLiquidity(marketId, LIQUIDITY, ethers.MaxUint256, prices, 1, ethers.MaxUint256);
      await at(closesAt);
      await f.resolver.connect(f.alice).propose(marketId, [1, 0], ...EVIDENCE);
      expect(await f.held()).to.equal(LIQUIDITY / 5n);
      await f.markets.connect(f.carol).removeLiquidity(marketId, LIQUIDITY, 0, ethers.MaxUint256);
      await f.resolver.connect(f.bob).dispute(marketId, await f.idOf(marketId), ...EVIDENCE);
      expect(await f.held()).to.equal((2n * LIQUIDITY) / 5n);
    });
  });

  describe("propose", () => {
    it("takes the bond, keeps the vector and announces the window", async () => {
      const f = await loadFixture(fixture);
      const { marketId, closesAt } = await f.create();
      await at(closesAt);
      const payouts = [1n, 0n];
      const id = ethers.keccak256(
        ethers.AbiCoder.defaultAbiCoder().encode(["uint256", "uint256", "address", "uint64[]"], [marketId, 1, f.alice.address, payouts]),
      );
      const call = f.resolver.connect(f.alice).propose(marketId, payouts, ...EVIDENCE);
      await expect(call)
        .to.emit(f.resolver, "Proposed")
        .withArgs(marketId, f.alice.address, id, 1, payouts, BOND, closesAt + LIVENESS, ...EVIDENCE);
      await expect(call).to.changeTokenBalances(ethers, f.usd, [f.alice, f.resolver], [-BOND, BOND]);
      expect(await f.resolver.proposalOf(marketId)).to.deep.equal([
        id,
        1n,
        f.alice.address,
        ethers.ZeroAddress,
        BOND,
        BigInt(closesAt + LIVENESS),
        payouts,
      ]);
    });

    it("keeps any vector exactly, at 2, 5 and 256 outcomes", async () => {
      const f = await loadFixture(fixture);
      const largest = 2n ** 64n - 1n;
      const vectors = [
        [0n, 1n],
        [largest, largest],
        [3n, 0n],
        [0n, 0n, 0n, 0n, 1n],
        [1n, 2n, 3n, 4n, largest],
        [1n, 1n, 0n, 0n, 0n],
        [0n, 0n, 0n, 0n, 7n],
        Array.from({ length: 256 }, (_, index) => BigInt(index) * 3n),
        Array.from({ length: 256 }, (_, index) => (index === 255 ? 1n : 0n)),
      ];
      for (const payouts of vectors) {
        const { marketId, closesAt } = await f.create({}, { outcomeCount: payouts.length });
        await at(closesAt);
        await f.resolver.connect(f.alice).propose(marketId, payouts, ...EVIDENCE);
        expect((await f.resolver.proposalOf(marketId)).payouts).to.deep.equal(payouts);
        await at(closesAt + LIVENESS);
        await f.resolver.finalize(marketId);
        expect(await f.markets.payoutsOf(marketId)).to.deep.equal(payouts);
      }
    });

    it("is accepted from closesAt on, to the second", async () => {
      const f = await loadFixture(fixture);
      const { marketId, closesAt } = await f.create();
      await at(closesAt - 1);
      await expect(f.resolver.connect(f.alice).propose(marketId, [1, 0], ...EVIDENCE))
        .to.be.revertedWithCustomError(f.resolver, "AnswerNotDue")
        .withArgs(closesAt, closesAt - 1);
      await at(closesAt);
      await f.resolver.connect(f.alice).propose(marketId, [1, 0], ...EVIDENCE);
    });

    it("is accepted while it could be final a day before resolveBy, to the second", async () => {
      for (const late of [-1, 0]) {
        const f = await loadFixture(fixture);
        const { marketId, latest } = await f.create();
        await at(latest + late);
        await f.resolver.connect(f.alice).propose(marketId, [1, 0], ...EVIDENCE);
      }
      const f = await loadFixture(fixture);
      const { marketId, latest } = await f.create();
      await at(latest + 1);
      await expect(f.resolver.connect(f.alice).propose(marketId, [1, 0], ...EVIDENCE))
        .to.be.revertedWithCustomError(f.resolver, "TooLateToAnswer")
        .withArgs(latest, latest + 1);
      await mineAt(latest + 1);
      expect(await f.stateOf(marketId)).to.equal(State.Expired);
    });

    it("refuses vectors that Markets would refuse", async () => {
      const f = await loadFixture(fixture);
      const { marketId, closesAt } = await f.create();
      await mineAt(closesAt);
      await expect(f.resolver.connect(f.alice).propose(marketId, [1], ...EVIDENCE))
        .to.be.revertedWithCustomError(f.resolver, "InvalidPayoutsLength")
        .withArgs(1, 2);
      await expect(f.resolver.connect(f.alice).propose(marketId, [1, 0, 0], ...EVIDENCE))
        .to.be.revertedWithCustomError(f.resolver, "InvalidPayoutsLength")
        .withArgs(3, 2);
      await expect(f.resolver.connect(f.alice).propose(marketId, [0, 0], ...EVIDENCE)).to.be.revertedWithCustomError(
        f.resolver,
        "ZeroPayouts",
      );
    });

    it("refuses markets of other resolvers and a second proposal", async () => {
      const f = await loadFixture(proposedFixture);
      await expect(f.resolver.propose(99, [1, 0], ...EVIDENCE))
        .to.be.revertedWithCustomError(f.resolver, "NotRegistered")
        .withArgs(99);
      await expect(f.resolver.connect(f.bob).propose(f.marketId, [0, 1], ...EVIDENCE))
        .to.be.revertedWithCustomError(f.resolver, "WrongState")
        .withArgs(f.marketId, State.Proposed);
    });

    it("refuses a proposal without the bond", async () => {
      const f = await loadFixture(fixture);
      const { marketId, closesAt } = await f.create();
      await mineAt(closesAt);
      await expect(f.resolver.connect(f.arbiter).propose(marketId, [1, 0], ...EVIDENCE)).to.be.revertedWithCustomError(
        f.usd,
        "ERC20InsufficientAllowance",
      );
    });
  });

  describe("early proposals", () => {
    it("leave trading open unless the policy says otherwise", async () => {
      const f = await loadFixture(fixture);
      const { marketId } = await f.create({ earlyProposals: true });
      expect(await f.stateOf(marketId)).to.equal(State.Proposable);
      await f.resolver.connect(f.alice).propose(marketId, [1, 0], ...EVIDENCE);
      expect(await f.markets.statusOf(marketId)).to.equal(Status.Open);
      await networkHelpers.time.increase(LIVENESS);
      await f.resolver.finalize(marketId);
      expect(await f.markets.statusOf(marketId)).to.equal(Status.Resolved);
    });

    it("halt trading if the policy says so, until the arbiter says that it is too early", async () => {
      const f = await loadFixture(fixture);
      const { marketId } = await f.create({ earlyProposals: true, haltOnProposal: true });
      await f.resolver.connect(f.alice).propose(marketId, [1, 0], ...EVIDENCE);
      expect(await f.markets.statusOf(marketId)).to.equal(Status.Closed);
      await f.resolver.connect(f.arbiter).ruleTooEarly(marketId, await f.idOf(marketId), ...EVIDENCE);
      expect(await f.markets.statusOf(marketId)).to.equal(Status.Open);
    });

    it("halt trading until the arbiter was silent", async () => {
      const f = await loadFixture(fixture);
      const { marketId } = await f.create({ earlyProposals: true, haltOnProposal: true }, { closesIn: 90 * DAY });
      await f.resolver.connect(f.alice).propose(marketId, [1, 0], ...EVIDENCE);
      await f.resolver.connect(f.bob).dispute(marketId, await f.idOf(marketId), ...EVIDENCE);
      await networkHelpers.time.increase(TIMEOUT);
      await f.resolver.connect(f.carol).finalize(marketId);
      expect(await f.markets.statusOf(marketId)).to.equal(Status.Open);
      expect(await f.stateOf(marketId)).to.equal(State.Proposable);
    });

    it("reopen a halted market until one second before its close, and not after", async () => {
      for (const [late, status] of [
        [-1, Status.Open],
        [0, Status.Closed],
        [1, Status.Closed],
      ] as const) {
        const f = await loadFixture(fixture);
        const { marketId, closesAt } = await f.create({ earlyProposals: true, haltOnProposal: true });
        await at(closesAt - 100);
        await f.resolver.connect(f.alice).propose(marketId, [1, 0], ...EVIDENCE);
        await at(closesAt + late);
        await f.resolver.connect(f.arbiter).ruleTooEarly(marketId, await f.idOf(marketId), ...EVIDENCE);
        expect(await f.markets.statusOf(marketId)).to.equal(status);
      }
    });

    it("do not halt what is closed already", async () => {
      const f = await loadFixture(fixture);
      const { marketId, closesAt } = await f.create({ earlyProposals: true, haltOnProposal: true });
      await at(closesAt);
      await expect(f.resolver.connect(f.alice).propose(marketId, [1, 0], ...EVIDENCE)).to.not.emit(f.markets, "Halted");
    });
  });

  describe("finalize", () => {
    it("resolves an undisputed proposal and gives the bond back, whoever calls", async () => {
      const f = await loadFixture(proposedFixture);
      await at(f.proposedAt + LIVENESS);
      const call = f.resolver.connect(f.dave).finalize(f.marketId);
      await expect(call).to.emit(f.resolver, "Finalized").withArgs(f.marketId, f.id);
      await expect(call).to.emit(f.resolver, "Credited").withArgs(f.marketId, f.alice.address, f.usdAddress, BOND);
      expect(await f.markets.payoutsOf(f.marketId)).to.deep.equal([1n, 0n]);
      expect(await f.credit(f.alice)).to.equal(BOND);
      expect(await f.stateOf(f.marketId)).to.equal(State.Final);
      await expectConserved(f);
    });

    it("waits for the whole liveness, to the second", async () => {
      const f = await loadFixture(proposedFixture);
      const deadline = f.proposedAt + LIVENESS;
      await at(deadline - 1);
      await expect(f.resolver.finalize(f.marketId))
        .to.be.revertedWithCustomError(f.resolver, "WindowStillOpen")
        .withArgs(deadline, deadline - 1);
      await at(deadline);
      await f.resolver.finalize(f.marketId);
      await at(deadline + 1);
      await expect(f.resolver.finalize(f.marketId))
        .to.be.revertedWithCustomError(f.resolver, "WrongState")
        .withArgs(f.marketId, State.Final);
    });

    it("has nothing to do without a proposal", async () => {
      const f = await loadFixture(fixture);
      const { marketId, closesAt } = await f.create();
      await expect(f.resolver.finalize(marketId)).to.be.revertedWithCustomError(f.resolver, "WrongState").withArgs(marketId, State.Waiting);
      await mineAt(closesAt);
      await expect(f.resolver.finalize(marketId))
        .to.be.revertedWithCustomError(f.resolver, "WrongState")
        .withArgs(marketId, State.Proposable);
      await expect(f.resolver.finalize(7)).to.be.revertedWithCustomError(f.resolver, "NotRegistered").withArgs(7);
    });

    it("still resolves after resolveBy, if nobody voided", async () => {
      const f = await loadFixture(proposedFixture);
      await at(f.resolveBy + 1);
      await f.resolver.finalize(f.marketId);
      expect(await f.markets.statusOf(f.marketId)).to.equal(Status.Resolved);
    });

    it("gives the bond back if the market was voided before anyone finalized", async () => {
      const f = await loadFixture(proposedFixture);
      await at(f.resolveBy);
      await f.markets.void(f.marketId, UNIFORM);
      expect(await f.stateOf(f.marketId)).to.equal(State.Refundable);
      await expect(f.resolver.finalize(f.marketId)).to.emit(f.resolver, "Refunded").withArgs(f.marketId, f.id);
      expect(await f.credit(f.alice)).to.equal(BOND);
      expect(await f.stateOf(f.marketId)).to.equal(State.Final);
      await expect(f.resolver.finalize(f.marketId)).to.be.revertedWithCustomError(f.resolver, "WrongState");
      await expectConserved(f);
    });
  });

  describe("dispute", () => {
    it("takes an equal bond and starts the arbiter's time", async () => {
      const f = await loadFixture(proposedFixture);
      await at(f.proposedAt + 5);
      const call = f.resolver.connect(f.bob).dispute(f.marketId, f.id, ...EVIDENCE);
      await expect(call)
        .to.emit(f.resolver, "Disputed")
        .withArgs(f.marketId, f.bob.address, f.id, BOND, f.proposedAt + 5 + TIMEOUT, ...EVIDENCE);
      await expect(call).to.changeTokenBalances(ethers, f.usd, [f.bob, f.resolver], [-BOND, BOND]);
      expect(await f.resolver.stateOf(f.marketId)).to.deep.equal([State.Disputed, BigInt(f.proposedAt + 5 + TIMEOUT)]);
      expect((await f.resolver.proposalOf(f.marketId)).disputer).to.equal(f.bob.address);
      await expectConserved(f, 2n * BOND);
    });

    it("is possible before the deadline only, to the second", async () => {
      const f = await loadFixture(proposedFixture);
      const deadline = f.proposedAt + LIVENESS;
      for (const late of [0, 1]) {
        await at(deadline + late);
        await expect(f.resolver.connect(f.bob).dispute(f.marketId, f.id, ...EVIDENCE))
          .to.be.revertedWithCustomError(f.resolver, "WindowOver")
          .withArgs(deadline, deadline + late);
      }
      const g = await loadFixture(proposedFixture);
      await at(deadline - 1);
      await g.resolver.connect(g.bob).dispute(g.marketId, g.id, ...EVIDENCE);
    });

    it("never hits another proposal than the one it names", async () => {
      const f = await loadFixture(proposedFixture);
      const other = ethers.id("other");
      await expect(f.resolver.connect(f.bob).dispute(f.marketId, other, ...EVIDENCE))
        .to.be.revertedWithCustomError(f.resolver, "ProposalChanged")
        .withArgs(other, f.id);
      await f.resolver.connect(f.arbiter).ruleTooEarly(f.marketId, f.id, ...EVIDENCE);
      await f.resolver.connect(f.alice).propose(f.marketId, [1, 0], ...EVIDENCE);
      await expect(f.resolver.connect(f.bob).dispute(f.marketId, f.id, ...EVIDENCE))
        .to.be.revertedWithCustomError(f.resolver, "ProposalChanged")
        .withArgs(f.id, await f.idOf(f.marketId));
    });

    it("needs a proposal that is not disputed yet", async () => {
      const f = await loadFixture(disputedFixture);
      await expect(f.resolver.connect(f.carol).dispute(f.marketId, f.id, ...EVIDENCE))
        .to.be.revertedWithCustomError(f.resolver, "WrongState")
        .withArgs(f.marketId, State.Disputed);
    });

    it("leaves the arbiter its whole time when it comes at the last second of the last proposal, before a day is left", async () => {
      const f = await loadFixture(fixture);
      const { marketId, latest, resolveBy } = await f.create();
      await at(latest);
      await f.resolver.connect(f.alice).propose(marketId, [1, 0], ...EVIDENCE);
      const id = await f.idOf(marketId);
      await at(latest + LIVENESS - 1);
      await f.resolver.connect(f.bob).dispute(marketId, id, ...EVIDENCE);
      const deadline = latest + LIVENESS - 1 + TIMEOUT;
      expect(deadline).to.equal(resolveBy - DAY - 1);
      await at(deadline - 1);
      await f.resolver.connect(f.arbiter).rule(marketId, id, [1, 0], ...EVIDENCE);
      expect(await f.markets.statusOf(marketId)).to.equal(Status.Resolved);
    });
  });

  describe("rule", () => {
    it("pays the proposer that was right half of the disputer's bond, and the arbiter the rest", async () => {
      const f = await loadFixture(disputedFixture);
      const call = f.resolver.connect(f.arbiter).rule(f.marketId, f.id, [1, 0], ...EVIDENCE);
      await expect(call)
        .to.emit(f.resolver, "Ruled")
        .withArgs(f.marketId, f.id, [1n, 0n], true, ...EVIDENCE);
      expect(await f.markets.payoutsOf(f.marketId)).to.deep.equal([1n, 0n]);
      expect(await f.credit(f.alice)).to.equal(BOND + HALF);
      expect(await f.credit(f.bob)).to.equal(0n);
      expect(await f.credit(f.arbiter)).to.equal(BOND - HALF);
      expect(await f.stateOf(f.marketId)).to.equal(State.Final);
      await expectConserved(f);
    });

    it("pays the disputer that was right, and the wrong proposal pays nobody", async () => {
      const f = await loadFixture(disputedFixture);
      const call = f.resolver.connect(f.arbiter).rule(f.marketId, f.id, [0, 1], ...EVIDENCE);
      await expect(call)
        .to.emit(f.resolver, "Ruled")
        .withArgs(f.marketId, f.id, [0n, 1n], false, ...EVIDENCE);
      expect(await f.markets.payoutsOf(f.marketId)).to.deep.equal([0n, 1n]);
      expect(await f.credit(f.alice)).to.equal(0n);
      expect(await f.credit(f.bob)).to.equal(BOND + HALF);
      expect(await f.credit(f.arbiter)).to.equal(BOND - HALF);
      await expectConserved(f);
    });

    it("takes a tie for what it is: neither winner was right", async () => {
      const f = await loadFixture(disputedFixture);
      await f.resolver.connect(f.arbiter).rule(f.marketId, f.id, [1, 1], ...EVIDENCE);
      expect(await f.markets.payoutsOf(f.marketId)).to.deep.equal([1n, 1n]);
      expect(await f.credit(f.bob)).to.equal(BOND + HALF);
    });

    it("compares answers by what they pay: [2,2,0] is [1,1,0], [2,1,0] is not", async () => {
      for (const [ruled, right] of [
        [[1n, 1n, 0n], true],
        [[2n ** 64n - 1n, 2n ** 64n - 1n, 0n], true],
        [[2n, 1n, 0n], false],
        [[0n, 1n, 1n], false],
        [[1n, 1n, 1n], false],
      ] as const) {
        const f = await loadFixture(fixture);
        const { marketId, closesAt } = await f.create({}, { outcomeCount: 3 });
        await at(closesAt);
        await f.resolver.connect(f.alice).propose(marketId, [2, 2, 0], ...EVIDENCE);
        const id = await f.idOf(marketId);
        await f.resolver.connect(f.bob).dispute(marketId, id, ...EVIDENCE);
        await f.resolver.connect(f.arbiter).rule(marketId, id, [...ruled], ...EVIDENCE);
        expect(await f.credit(right ? f.alice : f.bob)).to.equal(BOND + HALF);
      }
    });

    it("makes disputing oneself cost half a bond", async () => {
      const f = await loadFixture(proposedFixture);
      await f.resolver.connect(f.alice).dispute(f.marketId, f.id, ...EVIDENCE);
      await f.resolver.connect(f.arbiter).rule(f.marketId, f.id, [1, 0], ...EVIDENCE);
      expect(await f.credit(f.alice)).to.equal(BOND + HALF);
      expect(await f.credit(f.arbiter)).to.equal(BOND - HALF);
    });

    it("is possible before the arbiter's deadline only, to the second", async () => {
      const f = await loadFixture(disputedFixture);
      const deadline = f.disputedAt + TIMEOUT;
      for (const late of [0, 1]) {
        await at(deadline + late);
        await expect(f.resolver.connect(f.arbiter).rule(f.marketId, f.id, [1, 0], ...EVIDENCE))
          .to.be.revertedWithCustomError(f.resolver, "WindowOver")
          .withArgs(deadline, deadline + late);
      }
      const g = await loadFixture(disputedFixture);
      await at(deadline - 1);
      await g.resolver.connect(g.arbiter).rule(g.marketId, g.id, [1, 0], ...EVIDENCE);
    });

    it("belongs to the arbiter alone, about a disputed proposal, by its name, with a full vector", async () => {
      const f = await loadFixture(disputedFixture);
      await expect(f.resolver.connect(f.creator).rule(f.marketId, f.id, [1, 0], ...EVIDENCE))
        .to.be.revertedWithCustomError(f.resolver, "NotArbiter")
        .withArgs(f.creator.address, f.arbiter.address);
      const arbiter = f.resolver.connect(f.arbiter);
      await expect(arbiter.rule(f.marketId, ethers.ZeroHash, [1, 0], ...EVIDENCE))
        .to.be.revertedWithCustomError(f.resolver, "ProposalChanged")
        .withArgs(ethers.ZeroHash, f.id);
      await expect(arbiter.rule(f.marketId, f.id, [1, 0, 0], ...EVIDENCE)).to.be.revertedWithCustomError(
        f.resolver,
        "InvalidPayoutsLength",
      );
      await expect(arbiter.rule(f.marketId, f.id, [0, 0], ...EVIDENCE)).to.be.revertedWithCustomError(f.resolver, "ZeroPayouts");
      const g = await loadFixture(proposedFixture);
      await expect(g.resolver.connect(g.arbiter).rule(g.marketId, g.id, [1, 0], ...EVIDENCE))
        .to.be.revertedWithCustomError(g.resolver, "WrongState")
        .withArgs(g.marketId, State.Proposed);
    });
  });

  describe("too early", () => {
    it("costs the proposer its bond: half to the disputer, the rest to the arbiter, no position paid", async () => {
      const f = await loadFixture(disputedFixture);
      await expect(f.resolver.connect(f.arbiter).ruleTooEarly(f.marketId, f.id, ...EVIDENCE))
        .to.emit(f.resolver, "RuledTooEarly")
        .withArgs(f.marketId, f.id, ...EVIDENCE);
      expect(await f.markets.statusOf(f.marketId)).to.equal(Status.Closed);
      expect(await f.markets.payoutsOf(f.marketId)).to.deep.equal([]);
      expect(await f.credit(f.alice)).to.equal(0n);
      expect(await f.credit(f.bob)).to.equal(BOND + HALF);
      expect(await f.credit(f.arbiter)).to.equal(BOND - HALF);
      expect(await f.stateOf(f.marketId)).to.equal(State.Proposable);
      await expectConserved(f);
    });

    it("without a dispute costs the proposer its bond, to the arbiter alone", async () => {
      const f = await loadFixture(proposedFixture);
      await f.resolver.connect(f.arbiter).ruleTooEarly(f.marketId, f.id, ...EVIDENCE);
      expect(await f.credit(f.alice)).to.equal(0n);
      expect(await f.credit(f.arbiter)).to.equal(BOND);
      await expectConserved(f);
    });

    it("makes room for another proposal, with a full liveness of its own", async () => {
      const f = await loadFixture(disputedFixture);
      await f.resolver.connect(f.arbiter).ruleTooEarly(f.marketId, f.id, ...EVIDENCE);
      await at(f.disputedAt + 50);
      await f.resolver.connect(f.carol).propose(f.marketId, [0, 1], ...EVIDENCE);
      const proposal = await f.resolver.proposalOf(f.marketId);
      expect(proposal.round).to.equal(2n);
      expect(proposal.disputer).to.equal(ethers.ZeroAddress);
      expect(proposal.deadline).to.equal(f.disputedAt + 50 + LIVENESS);
      await at(f.disputedAt + 50 + LIVENESS);
      await f.resolver.finalize(f.marketId);
      expect(await f.markets.payoutsOf(f.marketId)).to.deep.equal([0n, 1n]);
      expect(await f.credit(f.carol)).to.equal(BOND);
      await expectConserved(f);
    });

    it("after the last possible proposal leads to void", async () => {
      const f = await loadFixture(fixture);
      const { marketId, latest, resolveBy } = await f.create();
      await at(latest);
      await f.resolver.connect(f.alice).propose(marketId, [1, 0], ...EVIDENCE);
      await f.resolver.connect(f.arbiter).ruleTooEarly(marketId, await f.idOf(marketId), ...EVIDENCE);
      expect(await f.resolver.stateOf(marketId)).to.deep.equal([State.Expired, BigInt(resolveBy)]);
      await expect(f.resolver.connect(f.bob).propose(marketId, [1, 0], ...EVIDENCE)).to.be.revertedWithCustomError(
        f.resolver,
        "TooLateToAnswer",
      );
      await at(resolveBy);
      await f.markets.connect(f.dave).void(marketId, UNIFORM);
      expect(await f.stateOf(marketId)).to.equal(State.Final);
    });

    it("is for the arbiter, while a window runs, about the proposal it names", async () => {
      const f = await loadFixture(proposedFixture);
      await expect(f.resolver.connect(f.bob).ruleTooEarly(f.marketId, f.id, ...EVIDENCE))
        .to.be.revertedWithCustomError(f.resolver, "NotArbiter")
        .withArgs(f.bob.address, f.arbiter.address);
      const arbiter = f.resolver.connect(f.arbiter);
      await expect(arbiter.ruleTooEarly(f.marketId, ethers.ZeroHash, ...EVIDENCE)).to.be.revertedWithCustomError(
        f.resolver,
        "ProposalChanged",
      );
      const deadline = f.proposedAt + LIVENESS;
      for (const late of [0, 1]) {
        await at(deadline + late);
        await expect(arbiter.ruleTooEarly(f.marketId, f.id, ...EVIDENCE))
          .to.be.revertedWithCustomError(f.resolver, "WindowOver")
          .withArgs(deadline, deadline + late);
      }
      const g = await loadFixture(proposedFixture);
      await at(deadline - 1);
      await g.resolver.connect(g.arbiter).ruleTooEarly(g.marketId, g.id, ...EVIDENCE);
      await expect(g.resolver.connect(g.arbiter).ruleTooEarly(g.marketId, g.id, ...EVIDENCE))
        .to.be.revertedWithCustomError(g.resolver, "WrongState")
        .withArgs(g.marketId, State.Proposable);
    });
  });

  describe("silence", () => {
    it("of the arbiter gives both bonds back, from its deadline on, to the second", async () => {
      const f = await loadFixture(disputedFixture);
      const deadline = f.disputedAt + TIMEOUT;
      await at(deadline - 1);
      await expect(f.resolver.finalize(f.marketId))
        .to.be.revertedWithCustomError(f.resolver, "WindowStillOpen")
        .withArgs(deadline, deadline - 1);
      await mineAt(deadline);
      expect(await f.resolver.stateOf(f.marketId)).to.deep.equal([State.Refundable, 0n]);
      await at(deadline + 1);
      await expect(f.resolver.connect(f.dave).finalize(f.marketId)).to.emit(f.resolver, "Refunded").withArgs(f.marketId, f.id);
      expect(await f.credit(f.alice)).to.equal(BOND);
      expect(await f.credit(f.bob)).to.equal(BOND);
      expect(await f.credit(f.arbiter)).to.equal(0n);
      expect(await f.markets.payoutsOf(f.marketId)).to.deep.equal([]);
      await expectConserved(f);
    });

    it("of the arbiter does not condemn a market that has time left", async () => {
      const f = await loadFixture(disputedFixture);
      const deadline = f.disputedAt + TIMEOUT;
      await at(deadline);
      await f.resolver.finalize(f.marketId);
      expect(await f.resolver.stateOf(f.marketId)).to.deep.equal([State.Proposable, BigInt(f.latest + 1)]);
      await f.resolver.connect(f.carol).propose(f.marketId, [1, 0], ...EVIDENCE);
      expect((await f.resolver.proposalOf(f.marketId)).disputer).to.equal(ethers.ZeroAddress);
      await networkHelpers.time.increase(LIVENESS);
      await f.resolver.finalize(f.marketId);
      expect(await f.markets.statusOf(f.marketId)).to.equal(Status.Resolved);
    });

    it("of everybody ends in void by resolveBy, at the initial odds", async () => {
      const f = await loadFixture(fixture);
      const odds = [10n ** 17n, 9n * 10n ** 17n];
      const { marketId, resolveBy } = await f.create({}, { odds });
      await at(resolveBy - 1);
      await expect(f.markets.connect(f.dave).void(marketId, odds)).to.be.revertedWithCustomError(f.markets, "TooEarlyToVoid");
      await at(resolveBy);
      await f.markets.connect(f.dave).void(marketId, odds);
      expect(await f.markets.payoutsOf(marketId)).to.deep.equal(odds);
    });

    it("of everybody after a dispute ends in void, and the bonds go back whenever someone asks", async () => {
      const f = await loadFixture(disputedFixture);
      await at(f.resolveBy);
      await f.markets.connect(f.dave).void(f.marketId, UNIFORM);
      expect(await f.stateOf(f.marketId)).to.equal(State.Refundable);
      await f.resolver.connect(f.dave).finalize(f.marketId);
      expect(await f.credit(f.alice)).to.equal(BOND);
      expect(await f.credit(f.bob)).to.equal(BOND);
      expect(await f.stateOf(f.marketId)).to.equal(State.Final);
      await expectConserved(f);
    });
  });

  describe("withdraw", () => {
    it("pays everything, once, to whom the owner says", async () => {
      const f = await loadFixture(disputedFixture);
      await f.resolver.connect(f.arbiter).rule(f.marketId, f.id, [0, 1], ...EVIDENCE);
      const call = f.resolver.connect(f.bob).withdraw(f.usdAddress, f.carol.address);
      await expect(call)
        .to.emit(f.resolver, "Withdrawn")
        .withArgs(f.bob.address, f.usdAddress, f.carol.address, BOND + HALF);
      await expect(call).to.changeTokenBalances(ethers, f.usd, [f.resolver, f.bob, f.carol], [-(BOND + HALF), 0n, BOND + HALF]);
      await expect(f.resolver.connect(f.bob).withdraw(f.usdAddress, f.carol.address))
        .to.be.revertedWithCustomError(f.resolver, "NothingToWithdraw")
        .withArgs(f.bob.address, f.usdAddress);
      await f.resolver.connect(f.arbiter).withdraw(f.usdAddress, f.arbiter.address);
      expect(await f.held()).to.equal(0n);
    });

    it("for another pays that account itself", async () => {
      const f = await loadFixture(disputedFixture);
      await f.resolver.connect(f.arbiter).rule(f.marketId, f.id, [1, 0], ...EVIDENCE);
      await expect(f.resolver.connect(f.dave).withdrawFor(f.arbiter.address, f.usdAddress)).to.changeTokenBalances(
        ethers,
        f.usd,
        [f.arbiter, f.dave],
        [BOND - HALF, 0n],
      );
      await expect(f.resolver.connect(f.dave).withdrawFor(f.dave.address, f.usdAddress))
        .to.be.revertedWithCustomError(f.resolver, "NothingToWithdraw")
        .withArgs(f.dave.address, f.usdAddress);
    });

    it("is not blocked by a blocked recipient, who can send it elsewhere", async () => {
      const f = await loadFixture(fixture);
      const { marketId, closesAt } = await f.create();
      await at(closesAt);
      await f.resolver.connect(f.alice).propose(marketId, [1, 0], ...EVIDENCE);
      const id = await f.idOf(marketId);
      await f.resolver.connect(f.bob).dispute(marketId, id, ...EVIDENCE);
      await f.usd.setBlocked(f.alice.address, true);
      await f.resolver.connect(f.arbiter).rule(marketId, id, [1, 0], ...EVIDENCE);
      expect(await f.markets.statusOf(marketId)).to.equal(Status.Resolved);
      await f.resolver.connect(f.arbiter).withdraw(f.usdAddress, f.arbiter.address);
      await expect(f.resolver.connect(f.alice).withdraw(f.usdAddress, f.alice.address)).to.be.revertedWithCustomError(f.usd, "Blocked");
      expect(await f.credit(f.alice)).to.equal(BOND + HALF);
      await f.resolver.connect(f.alice).withdraw(f.usdAddress, f.carol.address);
      expect(await f.held()).to.equal(0n);
    });

    it("is unmoved by donations", async () => {
      const f = await loadFixture(proposedFixture);
      await f.usd.connect(f.carol).transfer(f.resolver, 5n);
      await at(f.proposedAt + LIVENESS);
      await f.resolver.finalize(f.marketId);
      expect(await f.credit(f.alice)).to.equal(BOND);
    });
  });

  describe("hostile collateral", () => {
    it("that charges a fee cannot be a bond", async () => {
      const f = await loadFixture(fixture);
      const { marketId, closesAt } = await f.create();
      await mineAt(closesAt);
      await f.usd.setFee(1n);
      await expect(f.resolver.connect(f.alice).propose(marketId, [1, 0], ...EVIDENCE))
        .to.be.revertedWithCustomError(f.resolver, "BondNotReceived")
        .withArgs(BOND - 1n, BOND);
      await f.usd.setFee(0n);
      await f.resolver.connect(f.alice).propose(marketId, [1, 0], ...EVIDENCE);
      await f.usd.setFee(1n);
      await expect(f.resolver.connect(f.bob).dispute(marketId, await f.idOf(marketId), ...EVIDENCE))
        .to.be.revertedWithCustomError(f.resolver, "BondNotReceived")
        .withArgs(BOND - 1n, BOND);
    });

    it("that calls back finds every door shut", async () => {
      const f = await loadFixture(fixture);
      const resolver = await f.resolver.getAddress();
      const { marketId, closesAt } = await f.create();
      // the token is a party with money to withdraw
      await f.usd.act(f.usdAddress, f.usd.interface.encodeFunctionData("faucet", [10n * BOND]));
      await f.usd.act(f.usdAddress, f.usd.interface.encodeFunctionData("approve", [resolver, ethers.MaxUint256]));
      await at(closesAt);
      const propose = (id: bigint) => f.usd.act(resolver, f.resolver.interface.encodeFunctionData("propose", [id, [1, 0], ...EVIDENCE]));
      await propose(marketId);
      await at(closesAt + LIVENESS);
      await f.resolver.finalize(marketId);
      expect(await f.resolver.withdrawable(f.usdAddress, f.usdAddress)).to.equal(BOND);

      const other = await f.create();
      await mineAt(other.closesAt);
      const doors = [
        f.resolver.interface.encodeFunctionData("withdraw", [f.usdAddress, f.usdAddress]),
        f.resolver.interface.encodeFunctionData("withdrawFor", [f.usdAddress, f.usdAddress]),
        f.resolver.interface.encodeFunctionData("propose", [other.marketId, [0, 1], ...EVIDENCE]),
        f.resolver.interface.encodeFunctionData("dispute", [other.marketId, ethers.ZeroHash, ...EVIDENCE]),
        f.resolver.interface.encodeFunctionData("rule", [other.marketId, ethers.ZeroHash, [1, 0], ...EVIDENCE]),
        f.resolver.interface.encodeFunctionData("ruleTooEarly", [other.marketId, ethers.ZeroHash, ...EVIDENCE]),
        f.resolver.interface.encodeFunctionData("finalize", [other.marketId]),
      ];
      for (const door of doors) {
        const snapshot = await networkHelpers.takeSnapshot();
        await f.usd.setCallback(resolver, door);
        await propose(other.marketId);
        expect(await f.usd.callbackSucceeded()).to.equal(false);
        expect(await f.usd.callbackResult()).to.equal(ethers.id("ReentrancyGuardReentrantCall()").slice(0, 10));
        expect(await f.held()).to.equal(2n * BOND);
        await snapshot.restore();
      }
      await f.usd.setCallback(resolver, doors[0]);
      await f.resolver.withdrawFor(f.usdAddress, f.usdAddress);
      expect(await f.usd.callbackSucceeded()).to.equal(false);
      expect(await f.held()).to.equal(0n);
    });

    it("harms no bond in another token", async () => {
      const f = await loadFixture(proposedFixture);
      const token = await ethers.deployContract("BondToken");
      await token.connect(f.creator).faucet(10n ** 12n);
      await token.connect(f.creator).approve(f.markets, ethers.MaxUint256);
      await token.connect(f.carol).faucet(10n ** 12n);
      await token.connect(f.carol).approve(f.resolver, ethers.MaxUint256);
      const { marketId, closesAt } = await createMarket(
        { ...f, usd: token },
        { resolver: await f.resolver.getAddress(), resolverData: encodeOptimistic(f.policy) },
      );
      await at(closesAt);
      await f.resolver.connect(f.carol).propose(marketId, [1, 0], ...EVIDENCE);
      await networkHelpers.time.increase(LIVENESS);
      await f.resolver.finalize(marketId);
      await f.resolver.finalize(f.marketId);
      await f.resolver.connect(f.carol).withdraw(token, f.carol.address);
      expect(await f.credit(f.alice)).to.equal(BOND);
      expect(await f.credit(f.carol)).to.equal(0n);
      await expectConserved(f);
    });
  });

  it("keeps bonds in = bonds held + withdrawable + withdrawn over random histories of several markets", async function () {
    this.timeout(120_000);
    const f = await loadFixture(fixture);
    const markets = [1n, 2n, 3n, 4n, 5n];
    for (const bond of [1n, 2n, 3n, BOND, BOND + 1n]) {
      await f.create({ bond, earlyProposals: true, haltOnProposal: bond === 2n }, { resolveIn: 300 * DAY });
    }
    const people = [f.alice, f.bob, f.carol, f.dave];
    let seed = 20_270_101;
    const random = (below: number) => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
      return Math.floor((seed / 0x80000000) * below);
    };
    const done: Record<string, number> = {};
    let withdrawn = 0n;
    let paid = 0n;
    for (let round = 0; round < 400; round += 1) {
      const marketId = markets[random(markets.length)];
      const person = people[random(4)];
      const state = await f.stateOf(marketId);
      const { id, bond } = await f.resolver.proposalOf(marketId);
      const before = await f.held();
      const payouts = [random(3), 1 + random(2)];
      let action = "wait";
      if (random(6) === 0 && (await f.credit(person)) > 0n) {
        action = "withdraw";
        await f.resolver.connect(person).withdraw(f.usdAddress, person.address);
        withdrawn += before - (await f.held());
      } else if (state === State.Proposable) {
        action = "propose";
        await f.resolver.connect(person).propose(marketId, payouts, ...EVIDENCE);
      } else if (state === State.Proposed && random(2) === 0) {
        action = "dispute";
        await f.resolver.connect(person).dispute(marketId, id, ...EVIDENCE);
      } else if (state === State.Disputed && random(10) === 0) {
        action = "rule";
        await f.resolver.connect(f.arbiter).rule(marketId, id, payouts, ...EVIDENCE);
      } else if ((state === State.Proposed || state === State.Disputed) && random(3) === 0) {
        action = "too early";
        await f.resolver.connect(f.arbiter).ruleTooEarly(marketId, id, ...EVIDENCE);
      } else if (state === State.Refundable || (state === State.Finalizable && random(8) === 0)) {
        action = "finalize";
        await f.resolver.finalize(marketId);
      } else await networkHelpers.time.increase(1 + random(DAY));
      done[action] = (done[action] ?? 0) + 1;
      if (action === "propose" || action === "dispute") paid += (await f.resolver.proposalOf(marketId)).bond;

      let total = 0n;
      for (const account of [f.arbiter, ...people]) total += await f.credit(account);
      for (const each of markets) {
        const proposal = await f.resolver.proposalOf(each);
        const now = await f.stateOf(each);
        const live = now === State.Proposed || now === State.Finalizable ? 1n : 2n;
        if (now === State.Proposed || now === State.Finalizable || now === State.Disputed || now === State.Refundable) {
          total += live * proposal.bond;
        }
      }
      expect(await f.held(), `after ${action} of ${bond}`).to.equal(total);
      expect(total + withdrawn).to.equal(paid);
    }
    expect(done).to.have.all.keys("wait", "propose", "dispute", "too early", "rule", "finalize", "withdraw");
  });

  it("costs at most 260,000 gas to create with, and 250,000 to resolve by", async () => {
    const f = await loadFixture(fixture);
    const resolveBy = async (proposer: typeof f.alice) => {
      const { marketId, closesAt, receipt } = await f.create();
      await at(closesAt);
      const proposed = await (await f.resolver.connect(proposer).propose(marketId, [1, 0], ...EVIDENCE)).wait();
      await at(closesAt + LIVENESS);
      const finalized = await (await f.resolver.connect(f.dave).finalize(marketId)).wait();
      return { create: receipt.gasUsed, resolve: (proposed?.gasUsed ?? 0n) + (finalized?.gasUsed ?? 0n) };
    };
    await resolveBy(f.alice); // the contracts hold the token from now on
    const { create, resolve } = await resolveBy(f.bob); // who has no credit yet
    expect(create).to.be.lessThanOrEqual(260_000n);
    expect(resolve).to.be.lessThanOrEqual(250_000n);
  });

  describe("clarify", () => {
    it("appends the creator's text with its index and time, and changes no rule", async () => {
      const f = await loadFixture(fixture);
      const { marketId } = await f.create();
      const rules = (await f.markets.marketOf(marketId)).termsHash;
      const now = (await networkHelpers.time.latest()) + 100;
      await at(now);
      await expect(f.resolver.connect(f.creator).clarify(marketId, "As published on the day."))
        .to.emit(f.resolver, "Clarified")
        .withArgs(marketId, 0, now, "As published on the day.");
      await at(now + 5);
      await expect(f.resolver.connect(f.creator).clarify(marketId, "Second."))
        .to.emit(f.resolver, "Clarified")
        .withArgs(marketId, 1, now + 5, "Second.");
      expect(await f.resolver.clarificationCount(marketId)).to.equal(2n);
      expect((await f.markets.marketOf(marketId)).termsHash).to.equal(rules);
    });

    it("is for the creator of a market registered here, with words, until the market is final", async () => {
      const f = await loadFixture(proposedFixture);
      await expect(f.resolver.connect(f.alice).clarify(f.marketId, "x"))
        .to.be.revertedWithCustomError(f.resolver, "NotCreator")
        .withArgs(f.alice.address, f.creator.address);
      await expect(f.resolver.connect(f.creator).clarify(f.marketId, "")).to.be.revertedWithCustomError(f.resolver, "EmptyText");
      const other = await ethers.deployContract("OptimisticResolver", [f.markets]);
      await expect(other.connect(f.creator).clarify(f.marketId, "x"))
        .to.be.revertedWithCustomError(other, "NotRegistered")
        .withArgs(f.marketId);
      await at(f.proposedAt + LIVENESS);
      await f.resolver.finalize(f.marketId);
      await expect(f.resolver.connect(f.creator).clarify(f.marketId, "x"))
        .to.be.revertedWithCustomError(f.resolver, "AlreadyFinal")
        .withArgs(f.marketId, Status.Resolved);
    });
  });

  describe("views", () => {
    it("say where a market stands through its life", async () => {
      const f = await loadFixture(fixture);
      expect(await f.resolver.stateOf(1)).to.deep.equal([State.None, 0n]);
      await expect(f.resolver.bondOf(1)).to.be.revertedWithCustomError(f.resolver, "NotRegistered").withArgs(1);
      await expect(f.resolver.proposalWindowOf(1)).to.be.revertedWithCustomError(f.resolver, "NotRegistered");
      const { marketId, closesAt, latest, resolveBy } = await f.create();
      expect(await f.resolver.proposalOf(marketId)).to.deep.equal([
        ethers.ZeroHash,
        0n,
        ethers.ZeroAddress,
        ethers.ZeroAddress,
        0n,
        0n,
        [],
      ]);
      expect(await f.resolver.stateOf(marketId)).to.deep.equal([State.Waiting, BigInt(closesAt)]);
      await mineAt(closesAt - 1);
      expect(await f.stateOf(marketId)).to.equal(State.Waiting);
      await mineAt(closesAt);
      expect(await f.resolver.stateOf(marketId)).to.deep.equal([State.Proposable, BigInt(latest + 1)]);
      await f.resolver.connect(f.alice).propose(marketId, [1, 0], ...EVIDENCE);
      const deadline = (await networkHelpers.time.latest()) + LIVENESS;
      expect(await f.resolver.stateOf(marketId)).to.deep.equal([State.Proposed, BigInt(deadline)]);
      await mineAt(deadline - 1);
      expect(await f.stateOf(marketId)).to.equal(State.Proposed);
      await mineAt(deadline);
      expect(await f.resolver.stateOf(marketId)).to.deep.equal([State.Finalizable, 0n]);
      await f.resolver.finalize(marketId);
      expect(await f.resolver.stateOf(marketId)).to.deep.equal([State.Final, 0n]);
      expect(resolveBy).to.be.greaterThan(latest);
    });

    it("give the window of proposals, open from the start if early ones are allowed", async () => {
      const f = await loadFixture(fixture);
      const early = await f.create({ earlyProposals: true });
      expect(await f.resolver.proposalWindowOf(early.marketId)).to.deep.equal([0n, BigInt(early.latest)]);
    });
  });
});
