// properties: R1, R2, R3, R4, R5, R8, C8, C9, C10, C11, C13
import { expect } from "chai";
import type { ContractTransactionResponse } from "ethers";
import { makeRandom } from "../../../tools/proof/random.ts";
import {
  at,
  createMarket,
  DAY,
  deployMarkets,
  EVIDENCE,
  encodeOptimistic,
  ethers,
  LIMITS,
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
const Party = { Neither: 0n, Proposer: 1n, Disputer: 2n };
/** The answer "too early". */
const TOO_EARLY: bigint[] = [];
/** What the resolver keeps of an answer: the hash of its payouts in lowest terms. */
const hashOf = (lowestTerms: bigint[]) => ethers.solidityPackedKeccak256(["uint64[]"], [lowestTerms]);
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
  await f.resolver.connect(f.alice).propose(market.marketId, [1, 0], ...LIMITS, ...EVIDENCE);
  return { ...f, ...market, id: await f.idOf(market.marketId), proposedAt: market.closesAt };
}

async function disputedBy(answer: bigint[]) {
  const f = await proposedFixture();
  await at(f.proposedAt + 100);
  await f.resolver.connect(f.bob).dispute(f.marketId, f.id, answer, ...LIMITS, ...EVIDENCE);
  return { ...f, disputedAt: f.proposedAt + 100 };
}

/** The same, disputed by bob, who says that outcome 1 won. */
const disputedFixture = async () => disputedBy([0n, 1n]);
/** The same, disputed by bob, who says that it is too early. */
const prematureFixture = async () => disputedBy(TOO_EARLY);

/** Bonds in = withdrawable of everybody + held for running proposals + burnt. */
async function expectConserved(f: Awaited<ReturnType<typeof fixture>>, running = 0n, burnt = 0n) {
  let total = running + burnt;
  const nobody = { address: ethers.ZeroAddress };
  for (const account of [f.creator, f.alice, f.bob, f.carol, f.dave, f.arbiter, nobody]) total += await f.credit(account);
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

    it("refuses a bond that is more than a hundred times the liquidity, to the base unit", async () => {
      const f = await loadFixture(fixture);
      for (const liquidity of [1_000_000n, LIQUIDITY]) {
        const largest = 100n * liquidity;
        for (const bond of [largest - 1n, largest]) await f.create({ bond, maxBond: 2n ** 88n - 1n }, { liquidity });
        const params = await marketParams(f.usd, {
          resolver: await f.resolver.getAddress(),
          resolverData: encodeOptimistic({ ...f.policy, bond: largest + 1n, maxBond: 2n ** 88n - 1n }),
          liquidity,
        });
        await expect(f.markets.createMarket(params, ethers.MaxUint256))
          .to.be.revertedWithCustomError(f.resolver, "BondExceedsLiquidity")
          .withArgs(largest + 1n, largest);
      }
    });

    it("needs resolveBy at least three days, two rounds and a day after closesAt, to the second", async () => {
      const f = await loadFixture(fixture);
      const worst = 3 * DAY + 2 * (60 + 60) + DAY;
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

    it("leaves three days to propose in the tightest market, and time for a whole second round after them", async () => {
      const f = await loadFixture(fixture);
      const { marketId, closesAt, resolveBy } = await f.create({ liveness: 60, arbiterTimeout: 120 }, { resolveIn: 4 * DAY + 2 * 180 });
      expect(await f.resolver.proposalWindowOf(marketId)).to.deep.equal([BigInt(closesAt), BigInt(closesAt + 3 * DAY + 180)]);
      // proposed at the last second of the three days, disputed at its last second, the arbiter silent to its last second
      await at(closesAt + 3 * DAY);
      await f.resolver.connect(f.alice).propose(marketId, [1, 0], ...LIMITS, ...EVIDENCE);
      await at(closesAt + 3 * DAY + 59);
      await f.resolver.connect(f.bob).dispute(marketId, await f.idOf(marketId), [0, 1], ...LIMITS, ...EVIDENCE);
      await at(closesAt + 3 * DAY + 59 + 120);
      await f.resolver.finalize(marketId);
      await at(closesAt + 3 * DAY + 180);
      await f.resolver.connect(f.carol).propose(marketId, [0, 1], ...LIMITS, ...EVIDENCE);
      await at(closesAt + 3 * DAY + 180 + 59);
      await f.resolver.connect(f.alice).dispute(marketId, await f.idOf(marketId), [1, 0], ...LIMITS, ...EVIDENCE);
      await at(closesAt + 3 * DAY + 180 + 59 + 119);
      await f.resolver.connect(f.arbiter).rule(marketId, await f.idOf(marketId), [0, 1], ...EVIDENCE);
      expect(await f.markets.payoutsOf(marketId)).to.deep.equal([0n, 1n]);
      expect(await networkHelpers.time.latest()).to.be.lessThan(resolveBy - DAY);
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
      await f.markets.connect(f.bob).addLiquidity(marketId, add, ethers.MaxUint256, prices, ethers.MaxUint256, ethers.MaxUint256);
      expect(await f.resolver.bondOf(marketId)).to.equal(30_000_000n);
      await f.markets.connect(f.bob).removeLiquidity(marketId, add, 0, ethers.MaxUint256);
      expect(await f.resolver.bondOf(marketId)).to.equal(20_000_000n);
    });

    it("is paid by the proposer and matched by the disputer, though liquidity left in between", async () => {
      const f = await loadFixture(fixture);
      const { marketId, closesAt } = await f.create({ bond: 1n, maxBond: 10n ** 12n, bondRate: 1_000 });
      const prices = [...(await f.markets.pricesOf(marketId))];
      await f.markets.connect(f.carol).addLiquidity(marketId, LIQUIDITY, ethers.MaxUint256, prices, ethers.MaxUint256, ethers.MaxUint256);
      await at(closesAt);
      await f.resolver.connect(f.alice).propose(marketId, [1, 0], ...LIMITS, ...EVIDENCE);
      expect(await f.held()).to.equal(LIQUIDITY / 5n);
      await f.markets.connect(f.carol).removeLiquidity(marketId, LIQUIDITY, 0, ethers.MaxUint256);
      await f.resolver.connect(f.bob).dispute(marketId, await f.idOf(marketId), [0, 1], ...LIMITS, ...EVIDENCE);
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
      const call = f.resolver.connect(f.alice).propose(marketId, payouts, ...LIMITS, ...EVIDENCE);
      await expect(call)
        .to.emit(f.resolver, "Proposed")
        .withArgs(marketId, f.alice.address, id, 1, payouts, BOND, closesAt + LIVENESS, ...EVIDENCE);
      await expect(call).to.changeTokenBalances(ethers, f.usd, [f.alice, f.resolver], [-BOND, BOND]);
      expect(await f.resolver.proposalOf(marketId)).to.deep.equal([
        id,
        1n,
        f.alice.address,
        ethers.ZeroAddress,
        ethers.ZeroHash,
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
        await f.resolver.connect(f.alice).propose(marketId, payouts, ...LIMITS, ...EVIDENCE);
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
      await expect(f.resolver.connect(f.alice).propose(marketId, [1, 0], ...LIMITS, ...EVIDENCE))
        .to.be.revertedWithCustomError(f.resolver, "AnswerNotDue")
        .withArgs(closesAt, closesAt - 1);
      await at(closesAt);
      await f.resolver.connect(f.alice).propose(marketId, [1, 0], ...LIMITS, ...EVIDENCE);
    });

    it("is accepted while it could be final a day before resolveBy, to the second", async () => {
      for (const late of [-1, 0]) {
        const f = await loadFixture(fixture);
        const { marketId, latest } = await f.create();
        await at(latest + late);
        await f.resolver.connect(f.alice).propose(marketId, [1, 0], ...LIMITS, ...EVIDENCE);
      }
      const f = await loadFixture(fixture);
      const { marketId, latest } = await f.create();
      await at(latest + 1);
      await expect(f.resolver.connect(f.alice).propose(marketId, [1, 0], ...LIMITS, ...EVIDENCE))
        .to.be.revertedWithCustomError(f.resolver, "TooLateToAnswer")
        .withArgs(latest, latest + 1);
      await mineAt(latest + 1);
      expect(await f.stateOf(marketId)).to.equal(State.Expired);
    });

    it("refuses vectors that Markets would refuse", async () => {
      const f = await loadFixture(fixture);
      const { marketId, closesAt } = await f.create();
      await mineAt(closesAt);
      await expect(f.resolver.connect(f.alice).propose(marketId, [1], ...LIMITS, ...EVIDENCE))
        .to.be.revertedWithCustomError(f.resolver, "InvalidPayoutsLength")
        .withArgs(1, 2);
      await expect(f.resolver.connect(f.alice).propose(marketId, [1, 0, 0], ...LIMITS, ...EVIDENCE))
        .to.be.revertedWithCustomError(f.resolver, "InvalidPayoutsLength")
        .withArgs(3, 2);
      await expect(f.resolver.connect(f.alice).propose(marketId, [0, 0], ...LIMITS, ...EVIDENCE)).to.be.revertedWithCustomError(
        f.resolver,
        "ZeroPayouts",
      );
    });

    it("refuses markets of other resolvers and a second proposal", async () => {
      const f = await loadFixture(proposedFixture);
      await expect(f.resolver.propose(99, [1, 0], ...LIMITS, ...EVIDENCE))
        .to.be.revertedWithCustomError(f.resolver, "NotRegistered")
        .withArgs(99);
      await expect(f.resolver.connect(f.bob).propose(f.marketId, [0, 1], ...LIMITS, ...EVIDENCE))
        .to.be.revertedWithCustomError(f.resolver, "WrongState")
        .withArgs(f.marketId, State.Proposed);
    });

    it("takes no more than the caller's largest bond, though the bond was raised before it", async () => {
      const f = await loadFixture(fixture);
      const { marketId, closesAt } = await f.create({ bond: 1n, maxBond: 10n ** 12n, bondRate: 1_000 });
      const shown = await f.resolver.bondOf(marketId);
      expect(shown).to.equal(LIQUIDITY / 10n);
      const prices = [...(await f.markets.pricesOf(marketId))];
      await f.markets
        .connect(f.bob)
        .addLiquidity(marketId, 9n * LIQUIDITY, ethers.MaxUint256, prices, ethers.MaxUint256, ethers.MaxUint256);
      await mineAt(closesAt);
      const propose = (maxBond: bigint) => f.resolver.connect(f.alice).propose(marketId, [1, 0], maxBond, ethers.MaxUint256, ...EVIDENCE);
      for (const maxBond of [shown, LIQUIDITY - 1n]) {
        await expect(propose(maxBond)).to.be.revertedWithCustomError(f.resolver, "BondTooHigh").withArgs(LIQUIDITY, maxBond);
      }
      await expect(propose(LIQUIDITY)).to.changeTokenBalances(ethers, f.usd, [f.alice], [-LIQUIDITY]);
    });

    it("is meant until the caller's deadline, to the second", async () => {
      for (const late of [-1, 0, 1]) {
        const f = await loadFixture(fixture);
        const { marketId, closesAt } = await f.create();
        const deadline = closesAt + 100;
        await at(deadline + late);
        const call = f.resolver.connect(f.alice).propose(marketId, [1, 0], BOND, deadline, ...EVIDENCE);
        if (late <= 0) await call;
        else
          await expect(call)
            .to.be.revertedWithCustomError(f.markets, "DeadlinePassed")
            .withArgs(deadline, deadline + late);
      }
    });

    it("refuses a proposal without the bond", async () => {
      const f = await loadFixture(fixture);
      const { marketId, closesAt } = await f.create();
      await mineAt(closesAt);
      await expect(f.resolver.connect(f.arbiter).propose(marketId, [1, 0], ...LIMITS, ...EVIDENCE)).to.be.revertedWithCustomError(
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
      await f.resolver.connect(f.alice).propose(marketId, [1, 0], ...LIMITS, ...EVIDENCE);
      expect(await f.markets.statusOf(marketId)).to.equal(Status.Open);
      await networkHelpers.time.increase(LIVENESS);
      await f.resolver.finalize(marketId);
      expect(await f.markets.statusOf(marketId)).to.equal(Status.Resolved);
    });

    it("halt trading if the policy says so, until the arbiter says that it is too early", async () => {
      const f = await loadFixture(fixture);
      const { marketId } = await f.create({ earlyProposals: true, haltOnProposal: true });
      await f.resolver.connect(f.alice).propose(marketId, [1, 0], ...LIMITS, ...EVIDENCE);
      expect(await f.markets.statusOf(marketId)).to.equal(Status.Closed);
      await f.resolver.connect(f.arbiter).ruleTooEarly(marketId, await f.idOf(marketId), ...EVIDENCE);
      expect(await f.markets.statusOf(marketId)).to.equal(Status.Open);
    });

    it("halt trading until the arbiter was silent", async () => {
      const f = await loadFixture(fixture);
      const { marketId } = await f.create({ earlyProposals: true, haltOnProposal: true }, { closesIn: 90 * DAY });
      await f.resolver.connect(f.alice).propose(marketId, [1, 0], ...LIMITS, ...EVIDENCE);
      await f.resolver.connect(f.bob).dispute(marketId, await f.idOf(marketId), [0, 1], ...LIMITS, ...EVIDENCE);
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
        await f.resolver.connect(f.alice).propose(marketId, [1, 0], ...LIMITS, ...EVIDENCE);
        await at(closesAt + late);
        await f.resolver.connect(f.arbiter).ruleTooEarly(marketId, await f.idOf(marketId), ...EVIDENCE);
        expect(await f.markets.statusOf(marketId)).to.equal(status);
      }
    });

    it("do not halt what is closed already", async () => {
      const f = await loadFixture(fixture);
      const { marketId, closesAt } = await f.create({ earlyProposals: true, haltOnProposal: true });
      await at(closesAt);
      await expect(f.resolver.connect(f.alice).propose(marketId, [1, 0], ...LIMITS, ...EVIDENCE)).to.not.emit(f.markets, "Halted");
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
      const call = f.resolver.connect(f.bob).dispute(f.marketId, f.id, [0, 1], ...LIMITS, ...EVIDENCE);
      await expect(call)
        .to.emit(f.resolver, "Disputed")
        .withArgs(f.marketId, f.bob.address, f.id, [0n, 1n], BOND, f.proposedAt + 5 + TIMEOUT, ...EVIDENCE);
      await expect(call).to.changeTokenBalances(ethers, f.usd, [f.bob, f.resolver], [-BOND, BOND]);
      expect(await f.resolver.stateOf(f.marketId)).to.deep.equal([State.Disputed, BigInt(f.proposedAt + 5 + TIMEOUT)]);
      const proposal = await f.resolver.proposalOf(f.marketId);
      expect(proposal.disputer).to.equal(f.bob.address);
      expect(proposal.disputerAnswer).to.equal(hashOf([0n, 1n]));
      await expectConserved(f, 2n * BOND);
    });

    it("names the answer that is right: any other vector, in any spelling, or too early", async () => {
      for (const [answer, lowestTerms] of [
        [
          [0n, 2n ** 64n - 1n],
          [0n, 1n],
        ],
        [
          [70n, 30n],
          [7n, 3n],
        ],
        [
          [2n ** 64n - 1n, 2n ** 64n - 2n],
          [2n ** 64n - 1n, 2n ** 64n - 2n],
        ],
        [TOO_EARLY, []],
      ]) {
        const f = await loadFixture(proposedFixture);
        await f.resolver.connect(f.bob).dispute(f.marketId, f.id, answer, ...LIMITS, ...EVIDENCE);
        expect((await f.resolver.proposalOf(f.marketId)).disputerAnswer).to.equal(hashOf(lowestTerms));
      }
      expect(hashOf([])).to.equal(ethers.keccak256("0x"));
    });

    it("refuses the proposal's own answer, in any spelling, and what is no answer", async () => {
      const f = await loadFixture(proposedFixture);
      const dispute = (answer: bigint[]) => f.resolver.connect(f.bob).dispute(f.marketId, f.id, answer, ...LIMITS, ...EVIDENCE);
      for (const answer of [
        [1n, 0n],
        [2n ** 64n - 1n, 0n],
      ]) {
        await expect(dispute(answer))
          .to.be.revertedWithCustomError(f.resolver, "SameAnswer")
          .withArgs(hashOf([1n, 0n]));
      }
      await expect(dispute([1n]))
        .to.be.revertedWithCustomError(f.resolver, "InvalidPayoutsLength")
        .withArgs(1, 2);
      await expect(dispute([0n, 1n, 0n]))
        .to.be.revertedWithCustomError(f.resolver, "InvalidPayoutsLength")
        .withArgs(3, 2);
      await expect(dispute([0n, 0n])).to.be.revertedWithCustomError(f.resolver, "ZeroPayouts");
    });

    it("takes no more than the caller's largest bond, until the caller's deadline, to the second", async () => {
      const f = await loadFixture(proposedFixture);
      const dispute = (maxBond: bigint, deadline: number) =>
        f.resolver.connect(f.bob).dispute(f.marketId, f.id, [0, 1], maxBond, deadline, ...EVIDENCE);
      const deadline = f.proposedAt + 50;
      await expect(dispute(BOND - 1n, deadline))
        .to.be.revertedWithCustomError(f.resolver, "BondTooHigh")
        .withArgs(BOND, BOND - 1n);
      await at(deadline + 1);
      await expect(dispute(BOND, deadline))
        .to.be.revertedWithCustomError(f.markets, "DeadlinePassed")
        .withArgs(deadline, deadline + 1);
      const g = await loadFixture(proposedFixture);
      await at(deadline);
      await g.resolver.connect(g.bob).dispute(g.marketId, g.id, [0, 1], BOND, deadline, ...EVIDENCE);
    });

    it("is possible before the deadline only, to the second", async () => {
      const f = await loadFixture(proposedFixture);
      const deadline = f.proposedAt + LIVENESS;
      for (const late of [0, 1]) {
        await at(deadline + late);
        await expect(f.resolver.connect(f.bob).dispute(f.marketId, f.id, [0, 1], ...LIMITS, ...EVIDENCE))
          .to.be.revertedWithCustomError(f.resolver, "WindowOver")
          .withArgs(deadline, deadline + late);
      }
      const g = await loadFixture(proposedFixture);
      await at(deadline - 1);
      await g.resolver.connect(g.bob).dispute(g.marketId, g.id, [0, 1], ...LIMITS, ...EVIDENCE);
    });

    it("never hits another proposal than the one it names", async () => {
      const f = await loadFixture(proposedFixture);
      const other = ethers.id("other");
      await expect(f.resolver.connect(f.bob).dispute(f.marketId, other, [0, 1], ...LIMITS, ...EVIDENCE))
        .to.be.revertedWithCustomError(f.resolver, "ProposalChanged")
        .withArgs(other, f.id);
      await f.resolver.connect(f.arbiter).ruleTooEarly(f.marketId, f.id, ...EVIDENCE);
      await f.resolver.connect(f.alice).propose(f.marketId, [1, 0], ...LIMITS, ...EVIDENCE);
      await expect(f.resolver.connect(f.bob).dispute(f.marketId, f.id, [0, 1], ...LIMITS, ...EVIDENCE))
        .to.be.revertedWithCustomError(f.resolver, "ProposalChanged")
        .withArgs(f.id, await f.idOf(f.marketId));
    });

    it("needs a proposal that is not disputed yet", async () => {
      const f = await loadFixture(disputedFixture);
      await expect(f.resolver.connect(f.carol).dispute(f.marketId, f.id, [0, 1], ...LIMITS, ...EVIDENCE))
        .to.be.revertedWithCustomError(f.resolver, "WrongState")
        .withArgs(f.marketId, State.Disputed);
    });

    it("leaves the arbiter its whole time when it comes at the last second of the last proposal, before a day is left", async () => {
      const f = await loadFixture(fixture);
      const { marketId, latest, resolveBy } = await f.create();
      await at(latest);
      await f.resolver.connect(f.alice).propose(marketId, [1, 0], ...LIMITS, ...EVIDENCE);
      const id = await f.idOf(marketId);
      await at(latest + LIVENESS - 1);
      await f.resolver.connect(f.bob).dispute(marketId, id, [0, 1], ...LIMITS, ...EVIDENCE);
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
        .withArgs(f.marketId, f.id, [1n, 0n], Party.Proposer, ...EVIDENCE);
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
        .withArgs(f.marketId, f.id, [0n, 1n], Party.Disputer, ...EVIDENCE);
      expect(await f.markets.payoutsOf(f.marketId)).to.deep.equal([0n, 1n]);
      expect(await f.credit(f.alice)).to.equal(0n);
      expect(await f.credit(f.bob)).to.equal(BOND + HALF);
      expect(await f.credit(f.arbiter)).to.equal(BOND - HALF);
      await expectConserved(f);
    });

    it("of a third answer pays neither side: half of the proposer's bond is burnt, the disputer's goes back", async () => {
      for (const fixtureOf of [disputedFixture, prematureFixture]) {
        const f = await loadFixture(fixtureOf);
        const call = f.resolver.connect(f.arbiter).rule(f.marketId, f.id, [1, 1], ...EVIDENCE);
        await expect(call)
          .to.emit(f.resolver, "Ruled")
          .withArgs(f.marketId, f.id, [1n, 1n], Party.Neither, ...EVIDENCE);
        await expect(call).to.emit(f.resolver, "Burnt").withArgs(f.marketId, f.usdAddress, HALF);
        expect(await f.markets.payoutsOf(f.marketId)).to.deep.equal([1n, 1n]);
        expect(await f.credit(f.alice)).to.equal(0n);
        expect(await f.credit(f.bob)).to.equal(BOND);
        expect(await f.credit(f.arbiter)).to.equal(BOND - HALF);
        await expectConserved(f, 0n, HALF);
      }
    });

    it("pays an honest proposal of [70,30] against a disputer who names a winner, or that it is too early", async () => {
      for (const answer of [[1n, 0n], [1n, 1n], TOO_EARLY]) {
        const f = await loadFixture(fixture);
        const { marketId, closesAt } = await f.create();
        await at(closesAt);
        await f.resolver.connect(f.alice).propose(marketId, [70, 30], ...LIMITS, ...EVIDENCE);
        const id = await f.idOf(marketId);
        await f.resolver.connect(f.bob).dispute(marketId, id, answer, ...LIMITS, ...EVIDENCE);
        await f.resolver.connect(f.arbiter).rule(marketId, id, [7, 3], ...EVIDENCE);
        expect(await f.credit(f.alice)).to.equal(BOND + HALF);
        expect(await f.credit(f.bob)).to.equal(0n);
        expect(await f.markets.payoutsOf(marketId)).to.deep.equal([7n, 3n]);
        await expectConserved(f);
      }
    });

    it("compares answers by what they pay: [2,2,0] is [1,1,0], [2,1,0] is not", async () => {
      const largest = 2n ** 64n - 1n;
      for (const [ruled, right] of [
        [[1n, 1n, 0n], Party.Proposer],
        [[largest, largest, 0n], Party.Proposer],
        [[2n, 1n, 0n], Party.Neither],
        [[0n, 1n, 1n], Party.Neither],
        [[1n, 1n, 1n], Party.Neither],
        [[largest, largest - 1n, 0n], Party.Neither],
        [[0n, 1n, 2n], Party.Disputer],
        [[0n, (largest - 1n) / 2n, largest - 1n], Party.Disputer],
        [[0n, (largest - 1n) / 2n, largest], Party.Neither],
        [[1n, 2n, 0n], Party.Neither],
      ] as const) {
        const f = await loadFixture(fixture);
        const { marketId, closesAt } = await f.create({}, { outcomeCount: 3 });
        await at(closesAt);
        await f.resolver.connect(f.alice).propose(marketId, [2, 2, 0], ...LIMITS, ...EVIDENCE);
        const id = await f.idOf(marketId);
        await f.resolver.connect(f.bob).dispute(marketId, id, [0, 5, 10], ...LIMITS, ...EVIDENCE);
        await expect(f.resolver.connect(f.arbiter).rule(marketId, id, [...ruled], ...EVIDENCE))
          .to.emit(f.resolver, "Ruled")
          .withArgs(marketId, id, ruled, right, ...EVIDENCE);
        expect(await f.credit(f.alice)).to.equal(right === Party.Proposer ? BOND + HALF : 0n);
        expect(await f.credit(f.bob)).to.equal([BOND, 0n, BOND + HALF][Number(right)]);
        expect(await f.credit(f.arbiter)).to.equal(BOND - HALF);
      }
    });

    it("makes disputing oneself cost half a bond", async () => {
      const f = await loadFixture(proposedFixture);
      await f.resolver.connect(f.alice).dispute(f.marketId, f.id, [0, 1], ...LIMITS, ...EVIDENCE);
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
    it("costs the proposer its bond: half to the disputer who said so, the rest to the arbiter, no position paid", async () => {
      const f = await loadFixture(prematureFixture);
      const call = f.resolver.connect(f.arbiter).ruleTooEarly(f.marketId, f.id, ...EVIDENCE);
      await expect(call)
        .to.emit(f.resolver, "RuledTooEarly")
        .withArgs(f.marketId, f.id, Party.Disputer, ...EVIDENCE);
      await expect(call).to.not.emit(f.resolver, "Burnt");
      expect(await f.markets.statusOf(f.marketId)).to.equal(Status.Closed);
      expect(await f.markets.payoutsOf(f.marketId)).to.deep.equal([]);
      expect(await f.credit(f.alice)).to.equal(0n);
      expect(await f.credit(f.bob)).to.equal(BOND + HALF);
      expect(await f.credit(f.arbiter)).to.equal(BOND - HALF);
      expect(await f.stateOf(f.marketId)).to.equal(State.Proposable);
      await expectConserved(f);
    });

    it("pays no disputer who named an answer: half of the proposer's bond is burnt", async () => {
      const f = await loadFixture(disputedFixture);
      const call = f.resolver.connect(f.arbiter).ruleTooEarly(f.marketId, f.id, ...EVIDENCE);
      await expect(call)
        .to.emit(f.resolver, "RuledTooEarly")
        .withArgs(f.marketId, f.id, Party.Neither, ...EVIDENCE);
      await expect(call).to.emit(f.resolver, "Burnt").withArgs(f.marketId, f.usdAddress, HALF);
      expect(await f.credit(f.alice)).to.equal(0n);
      expect(await f.credit(f.bob)).to.equal(BOND);
      expect(await f.credit(f.arbiter)).to.equal(BOND - HALF);
      expect(await f.stateOf(f.marketId)).to.equal(State.Proposable);
      await expectConserved(f, 0n, HALF);
    });

    it("without a dispute costs the proposer its bond, to the arbiter alone", async () => {
      const f = await loadFixture(proposedFixture);
      const call = f.resolver.connect(f.arbiter).ruleTooEarly(f.marketId, f.id, ...EVIDENCE);
      await expect(call)
        .to.emit(f.resolver, "RuledTooEarly")
        .withArgs(f.marketId, f.id, Party.Neither, ...EVIDENCE);
      await expect(call).to.not.emit(f.resolver, "Burnt");
      expect(await f.credit(f.alice)).to.equal(0n);
      expect(await f.credit(f.arbiter)).to.equal(BOND);
      await expectConserved(f);
    });

    it("makes room for another proposal, with a full liveness of its own", async () => {
      const f = await loadFixture(prematureFixture);
      await f.resolver.connect(f.arbiter).ruleTooEarly(f.marketId, f.id, ...EVIDENCE);
      await at(f.disputedAt + 50);
      await f.resolver.connect(f.carol).propose(f.marketId, [0, 1], ...LIMITS, ...EVIDENCE);
      const proposal = await f.resolver.proposalOf(f.marketId);
      expect(proposal.round).to.equal(2n);
      expect(proposal.disputer).to.equal(ethers.ZeroAddress);
      expect(proposal.disputerAnswer).to.equal(ethers.ZeroHash);
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
      await f.resolver.connect(f.alice).propose(marketId, [1, 0], ...LIMITS, ...EVIDENCE);
      await f.resolver.connect(f.arbiter).ruleTooEarly(marketId, await f.idOf(marketId), ...EVIDENCE);
      expect(await f.resolver.stateOf(marketId)).to.deep.equal([State.Expired, BigInt(resolveBy)]);
      await expect(f.resolver.connect(f.bob).propose(marketId, [1, 0], ...LIMITS, ...EVIDENCE)).to.be.revertedWithCustomError(
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

  describe("neither", () => {
    it("costs the proposer its bond, half of it burnt, gives the disputer's back, and reopens", async () => {
      for (const fixtureOf of [disputedFixture, prematureFixture]) {
        const f = await loadFixture(fixtureOf);
        const call = f.resolver.connect(f.arbiter).ruleNeither(f.marketId, f.id, ...EVIDENCE);
        await expect(call)
          .to.emit(f.resolver, "RuledNeither")
          .withArgs(f.marketId, f.id, ...EVIDENCE);
        await expect(call).to.emit(f.resolver, "Burnt").withArgs(f.marketId, f.usdAddress, HALF);
        expect(await f.credit(f.alice)).to.equal(0n);
        expect(await f.credit(f.bob)).to.equal(BOND);
        expect(await f.credit(f.arbiter)).to.equal(BOND - HALF);
        expect(await f.markets.payoutsOf(f.marketId)).to.deep.equal([]);
        expect(await f.resolver.stateOf(f.marketId)).to.deep.equal([State.Proposable, BigInt(f.latest + 1)]);
        const proposal = await f.resolver.proposalOf(f.marketId);
        expect([proposal.disputer, proposal.disputerAnswer]).to.deep.equal([ethers.ZeroAddress, ethers.ZeroHash]);
        await expectConserved(f, 0n, HALF);
        await f.resolver.connect(f.carol).propose(f.marketId, [0, 1], ...LIMITS, ...EVIDENCE);
        await networkHelpers.time.increase(LIVENESS);
        await f.resolver.finalize(f.marketId);
        expect(await f.markets.payoutsOf(f.marketId)).to.deep.equal([0n, 1n]);
        await expectConserved(f, 0n, HALF);
      }
    });

    it("burns nothing of a bond of one base unit, which cannot be halved", async () => {
      const f = await loadFixture(fixture);
      const { marketId, closesAt } = await f.create({ bond: 1n, maxBond: 1n });
      await at(closesAt);
      await f.resolver.connect(f.alice).propose(marketId, [1, 0], ...LIMITS, ...EVIDENCE);
      const id = await f.idOf(marketId);
      await f.resolver.connect(f.bob).dispute(marketId, id, [0, 1], ...LIMITS, ...EVIDENCE);
      await f.resolver.connect(f.arbiter).ruleNeither(marketId, id, ...EVIDENCE);
      expect([await f.credit(f.alice), await f.credit(f.bob), await f.credit(f.arbiter)]).to.deep.equal([0n, 1n, 1n]);
      await expectConserved(f);
    });

    it("lets trading go on where an early proposal had stopped it", async () => {
      const f = await loadFixture(fixture);
      const { marketId } = await f.create({ earlyProposals: true, haltOnProposal: true });
      await f.resolver.connect(f.alice).propose(marketId, [1, 0], ...LIMITS, ...EVIDENCE);
      await f.resolver.connect(f.bob).dispute(marketId, await f.idOf(marketId), [0, 1], ...LIMITS, ...EVIDENCE);
      expect(await f.markets.statusOf(marketId)).to.equal(Status.Closed);
      await f.resolver.connect(f.arbiter).ruleNeither(marketId, await f.idOf(marketId), ...EVIDENCE);
      expect(await f.markets.statusOf(marketId)).to.equal(Status.Open);
    });

    it("is for the arbiter, in its time, about the disputed proposal that it names", async () => {
      const f = await loadFixture(disputedFixture);
      const arbiter = f.resolver.connect(f.arbiter);
      await expect(f.resolver.connect(f.bob).ruleNeither(f.marketId, f.id, ...EVIDENCE))
        .to.be.revertedWithCustomError(f.resolver, "NotArbiter")
        .withArgs(f.bob.address, f.arbiter.address);
      await expect(arbiter.ruleNeither(f.marketId, ethers.ZeroHash, ...EVIDENCE))
        .to.be.revertedWithCustomError(f.resolver, "ProposalChanged")
        .withArgs(ethers.ZeroHash, f.id);
      const deadline = f.disputedAt + TIMEOUT;
      for (const late of [0, 1]) {
        await at(deadline + late);
        await expect(arbiter.ruleNeither(f.marketId, f.id, ...EVIDENCE))
          .to.be.revertedWithCustomError(f.resolver, "WindowOver")
          .withArgs(deadline, deadline + late);
      }
      const g = await loadFixture(disputedFixture);
      await at(deadline - 1);
      await g.resolver.connect(g.arbiter).ruleNeither(g.marketId, g.id, ...EVIDENCE);
      const h = await loadFixture(proposedFixture);
      await expect(h.resolver.connect(h.arbiter).ruleNeither(h.marketId, h.id, ...EVIDENCE))
        .to.be.revertedWithCustomError(h.resolver, "WrongState")
        .withArgs(h.marketId, State.Proposed);
    });
  });

  describe("collusion", () => {
    it("of a false proposer with a false disputer costs them a bond, and the truth resolves the market", async () => {
      for (const accomplice of [[1n, 1n, 0n], TOO_EARLY]) {
        const f = await loadFixture(fixture);
        const { marketId, closesAt } = await f.create({}, { outcomeCount: 3 });
        await at(closesAt);
        await f.resolver.connect(f.alice).propose(marketId, [1, 0, 0], ...LIMITS, ...EVIDENCE);
        const id = await f.idOf(marketId);
        await f.resolver.connect(f.alice).dispute(marketId, id, accomplice, ...LIMITS, ...EVIDENCE);
        await f.resolver.connect(f.arbiter).rule(marketId, id, [0, 0, 1], ...EVIDENCE);
        expect(await f.markets.payoutsOf(marketId)).to.deep.equal([0n, 0n, 1n]);
        expect(await f.credit(f.alice)).to.equal(BOND); // of the two that it paid
      }
    });

    it("costs a whole bond for each round by which it delays the truth", async () => {
      const f = await loadFixture(fixture);
      const { marketId, closesAt } = await f.create();
      await at(closesAt);
      for (let round = 1n; round <= 3n; round += 1n) {
        await f.resolver.connect(f.alice).propose(marketId, [1, 0], ...LIMITS, ...EVIDENCE);
        const id = await f.idOf(marketId);
        await f.resolver.connect(f.alice).dispute(marketId, id, [0, 1], ...LIMITS, ...EVIDENCE);
        await f.resolver.connect(f.arbiter).ruleNeither(marketId, id, ...EVIDENCE); // the truth is [70, 30]
        expect(2n * round * BOND - (await f.credit(f.alice))).to.equal(round * BOND);
      }
      await expectConserved(f, 0n, 3n * HALF);
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
      await f.resolver.connect(f.carol).propose(f.marketId, [1, 0], ...LIMITS, ...EVIDENCE);
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
      await f.resolver.connect(f.alice).propose(marketId, [1, 0], ...LIMITS, ...EVIDENCE);
      const id = await f.idOf(marketId);
      await f.resolver.connect(f.bob).dispute(marketId, id, [0, 1], ...LIMITS, ...EVIDENCE);
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
    it("that is paused keeps disputes out, not the arbiter's too early, after which the truth has its turn", async () => {
      const f = await loadFixture(proposedFixture);
      await f.usd.setBlocked(f.resolver, true);
      await expect(f.resolver.connect(f.bob).dispute(f.marketId, f.id, [0, 1], ...LIMITS, ...EVIDENCE)).to.be.revertedWithCustomError(
        f.usd,
        "Blocked",
      );
      await f.resolver.connect(f.arbiter).ruleTooEarly(f.marketId, f.id, ...EVIDENCE);
      await f.usd.setBlocked(f.resolver, false);
      await f.resolver.connect(f.bob).propose(f.marketId, [0, 1], ...LIMITS, ...EVIDENCE);
      await networkHelpers.time.increase(LIVENESS);
      await f.resolver.finalize(f.marketId);
      expect(await f.markets.payoutsOf(f.marketId)).to.deep.equal([0n, 1n]);
    });

    it("that charges a fee cannot be a bond", async () => {
      const f = await loadFixture(fixture);
      const { marketId, closesAt } = await f.create();
      await mineAt(closesAt);
      await f.usd.setFee(1n);
      await expect(f.resolver.connect(f.alice).propose(marketId, [1, 0], ...LIMITS, ...EVIDENCE))
        .to.be.revertedWithCustomError(f.resolver, "BondNotReceived")
        .withArgs(BOND - 1n, BOND);
      await f.usd.setFee(0n);
      await f.resolver.connect(f.alice).propose(marketId, [1, 0], ...LIMITS, ...EVIDENCE);
      await f.usd.setFee(1n);
      await expect(f.resolver.connect(f.bob).dispute(marketId, await f.idOf(marketId), [0, 1], ...LIMITS, ...EVIDENCE))
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
      const propose = (id: bigint) =>
        f.usd.act(resolver, f.resolver.interface.encodeFunctionData("propose", [id, [1, 0], ...LIMITS, ...EVIDENCE]));
      await propose(marketId);
      await at(closesAt + LIVENESS);
      await f.resolver.finalize(marketId);
      expect(await f.resolver.withdrawable(f.usdAddress, f.usdAddress)).to.equal(BOND);

      const other = await f.create();
      await mineAt(other.closesAt);
      const doors = [
        f.resolver.interface.encodeFunctionData("withdraw", [f.usdAddress, f.usdAddress]),
        f.resolver.interface.encodeFunctionData("withdrawFor", [f.usdAddress, f.usdAddress]),
        f.resolver.interface.encodeFunctionData("propose", [other.marketId, [0, 1], ...LIMITS, ...EVIDENCE]),
        f.resolver.interface.encodeFunctionData("dispute", [other.marketId, ethers.ZeroHash, [0, 1], ...LIMITS, ...EVIDENCE]),
        f.resolver.interface.encodeFunctionData("rule", [other.marketId, ethers.ZeroHash, [1, 0], ...EVIDENCE]),
        f.resolver.interface.encodeFunctionData("ruleTooEarly", [other.marketId, ethers.ZeroHash, ...EVIDENCE]),
        f.resolver.interface.encodeFunctionData("ruleNeither", [other.marketId, ethers.ZeroHash, ...EVIDENCE]),
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
      await f.resolver.connect(f.carol).propose(marketId, [1, 0], ...LIMITS, ...EVIDENCE);
      await networkHelpers.time.increase(LIVENESS);
      await f.resolver.finalize(marketId);
      await f.resolver.finalize(f.marketId);
      await f.resolver.connect(f.carol).withdraw(token, f.carol.address);
      expect(await f.credit(f.alice)).to.equal(BOND);
      expect(await f.credit(f.carol)).to.equal(0n);
      await expectConserved(f);
    });
  });

  it("keeps bonds in = bonds held + withdrawable + withdrawn + burnt over random histories of several markets", async function () {
    this.timeout(120_000);
    const f = await loadFixture(fixture);
    const markets = [1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n, 9n, 10n];
    for (const bond of [1n, 2n, 3n, BOND, BOND + 1n, 1n, 2n, 5n, BOND, 2n * BOND]) {
      await f.create({ bond, earlyProposals: true, haltOnProposal: bond === 2n }, { resolveIn: 300 * DAY });
    }
    const people = [f.alice, f.bob, f.carol, f.dave];
    const { next } = makeRandom(20_270_101);
    const random = (below: number) => Math.floor(next() * below);
    const done: Record<string, number> = {};
    let withdrawn = 0n;
    let paid = 0n;
    let burnt = 0n;
    const answers = new Map<bigint, bigint[]>();
    const burns = async (call: Promise<ContractTransactionResponse>) => {
      const receipt = await (await call).wait();
      const logs = (receipt?.logs ?? []).flatMap((entry) => f.resolver.interface.parseLog(entry) ?? []);
      for (const { args } of logs.filter(({ name }) => name === "Burnt")) burnt += args.amount;
    };
    for (let round = 0; round < 250; round += 1) {
      const marketId = markets[random(markets.length)];
      const person = people[random(4)];
      const state = await f.stateOf(marketId);
      if (state === State.Final) continue;
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
        await f.resolver.connect(person).propose(marketId, payouts, ...LIMITS, ...EVIDENCE);
      } else if (state === State.Proposed && random(2) === 0) {
        action = "dispute";
        const answer = random(3) === 0 ? TOO_EARLY : [7n, BigInt(random(3))]; // never what was proposed
        answers.set(marketId, answer);
        await f.resolver.connect(person).dispute(marketId, id, answer, ...LIMITS, ...EVIDENCE);
      } else if (state === State.Disputed && random(6) === 0) {
        action = "rule";
        const answer = answers.get(marketId) ?? [];
        const ruled = answer.length !== 0 && random(2) === 0 ? answer : payouts;
        await burns(f.resolver.connect(f.arbiter).rule(marketId, id, ruled, ...EVIDENCE));
      } else if (state === State.Disputed && random(4) === 0) {
        action = "neither";
        await burns(f.resolver.connect(f.arbiter).ruleNeither(marketId, id, ...EVIDENCE));
      } else if ((state === State.Proposed || state === State.Disputed) && random(3) === 0) {
        action = "too early";
        await burns(f.resolver.connect(f.arbiter).ruleTooEarly(marketId, id, ...EVIDENCE));
      } else if (state === State.Refundable || (state === State.Finalizable && random(20) === 0)) {
        action = "finalize";
        await f.resolver.finalize(marketId);
      } else await networkHelpers.time.increase(1 + random(DAY / 4));
      done[action] = (done[action] ?? 0) + 1;
      if (action === "propose" || action === "dispute") paid += (await f.resolver.proposalOf(marketId)).bond;

      let total = burnt;
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
    expect(done).to.have.all.keys("wait", "propose", "dispute", "too early", "neither", "rule", "finalize", "withdraw");
    expect(burnt).to.be.greaterThan(0n);
  });

  it("costs at most 260,000 gas to create with, and 250,000 to resolve by", async () => {
    const f = await loadFixture(fixture);
    const resolveBy = async (proposer: typeof f.alice) => {
      const { marketId, closesAt, receipt } = await f.create();
      await at(closesAt);
      const proposed = await (await f.resolver.connect(proposer).propose(marketId, [1, 0], ...LIMITS, ...EVIDENCE)).wait();
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
        ethers.ZeroHash,
        0n,
        0n,
        [],
      ]);
      expect(await f.resolver.stateOf(marketId)).to.deep.equal([State.Waiting, BigInt(closesAt)]);
      await mineAt(closesAt - 1);
      expect(await f.stateOf(marketId)).to.equal(State.Waiting);
      await mineAt(closesAt);
      expect(await f.resolver.stateOf(marketId)).to.deep.equal([State.Proposable, BigInt(latest + 1)]);
      await f.resolver.connect(f.alice).propose(marketId, [1, 0], ...LIMITS, ...EVIDENCE);
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
