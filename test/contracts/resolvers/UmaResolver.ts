// properties: R1, R2, R3, R5, R7, R9, C8, C9
import { expect } from "chai";
import { ASSERT_TRUTH, deployUma } from "./deployUma.ts";
import { at, createMarket, DAY, deployMarkets, EVIDENCE, ethers, marketParams, mineAt, networkHelpers } from "./resolverFixture.ts";

const { loadFixture } = networkHelpers;

const LIVENESS = 7_200;
const BOND = 600_000_000n;
const FINAL_FEE = 100_000_000n;
const POLICY = "tuple(address currency, uint96 bond, uint64 liveness, bool earlyAssertions)";
const State = { None: 0n, Waiting: 1n, Assertable: 2n, Expired: 3n, Final: 4n };
const Status = { Open: 1n, Closed: 2n, Resolved: 3n, Void: 4n };

async function fixture() {
  const deployed = await deployMarkets();
  const { currency, oracle, vote } = await deployUma(LIVENESS, FINAL_FEE);
  const resolver = await ethers.deployContract("UmaResolver", [deployed.markets, await oracle.getAddress()]);
  for (const account of [deployed.alice, deployed.bob, deployed.carol]) {
    await currency.connect(account).faucet(100n * BOND);
    await currency.connect(account).approve(resolver, ethers.MaxUint256);
    await currency.connect(account).approve(await oracle.getAddress(), ethers.MaxUint256);
  }

  const policy = { currency: await currency.getAddress(), bond: BOND, liveness: LIVENESS, earlyAssertions: false };
  const resolverData = (changes: Partial<typeof policy>) => ethers.AbiCoder.defaultAbiCoder().encode([POLICY], [{ ...policy, ...changes }]);
  const create = async (changes: Partial<typeof policy> = {}, terms = {}) => {
    const market = await createMarket(deployed, {
      resolver: await resolver.getAddress(),
      resolverData: resolverData(changes),
      ...terms,
    });
    return { ...market, latest: market.resolveBy - DAY - LIVENESS };
  };
  const assertPayouts = async (account: typeof deployed.alice, marketId: bigint, payouts: (bigint | number)[]) => {
    const receipt = await (await resolver.connect(account).assertPayouts(marketId, payouts, ...EVIDENCE)).wait();
    const [log] = receipt?.logs.flatMap((entry) => resolver.interface.parseLog(entry) ?? []) ?? [];
    return log.args.assertionId as string;
  };
  return { ...deployed, currency, oracle, resolver, policy, resolverData, create, assertPayouts, vote };
}

/** A closed market of five outcomes, alice asserting that the fourth won. */
async function assertedFixture() {
  const f = await fixture();
  const market = await f.create({}, { outcomeCount: 5 });
  await at(market.closesAt);
  const id = await f.assertPayouts(f.alice, market.marketId, [0, 0, 0, 1, 0]);
  return { ...f, ...market, id, deadline: market.closesAt + LIVENESS };
}

describe("UmaResolver", () => {
  describe("register", () => {
    it("keeps the policy and says so", async () => {
      const f = await loadFixture(fixture);
      const { marketId, receipt } = await f.create({ earlyAssertions: true });
      const kept = await f.resolver.policyOf(marketId);
      expect(kept).to.deep.equal([f.policy.currency, BOND, BigInt(LIVENESS), true]);
      const [log] = receipt.logs.flatMap((entry) => f.resolver.interface.parseLog(entry) ?? []);
      expect([log.name, ...log.args]).to.deep.equal(["UmaRegistered", marketId, kept]);
    });

    it("accepts Markets only", async () => {
      const f = await loadFixture(fixture);
      await expect(f.resolver.connect(f.alice).register(1, f.alice.address, 2, 0, 0, "0x")).to.be.revertedWithCustomError(
        f.resolver,
        "NotMarkets",
      );
    });

    it("refuses currencies that UMA does not accept, short windows, and dates without time for a vote", async () => {
      const f = await loadFixture(fixture);
      const refuse = async (changes: object, terms: object, error: string) => {
        const params = await marketParams(f.usd, {
          resolver: await f.resolver.getAddress(),
          resolverData: f.resolverData(changes),
          ...terms,
        });
        await expect(f.markets.createMarket(params, ethers.MaxUint256)).to.be.revertedWithCustomError(f.resolver, error);
      };
      await refuse({ currency: await f.usd.getAddress() }, {}, "CurrencyNotAccepted");
      await refuse({ liveness: 59 }, {}, "WindowTooShort");
      const least = LIVENESS + 31 * DAY;
      await refuse({}, { resolveIn: least - 1 }, "ResolveByTooSoon");
      await f.create({}, { resolveIn: least });
      await f.create({}, { resolveIn: least + 1 });
    });
  });

  describe("assertPayouts", () => {
    it("puts the claim and the bond at the oracle, without a callback", async () => {
      const f = await loadFixture(assertedFixture);
      const assertion = await f.oracle.getAssertion(f.id);
      expect(assertion.asserter).to.equal(f.alice.address);
      expect(assertion.bond).to.equal(BOND);
      expect(assertion.expirationTime).to.equal(f.deadline);
      expect(assertion.identifier).to.equal(ASSERT_TRUTH);
      expect(assertion.callbackRecipient).to.equal(ethers.ZeroAddress);
      expect(assertion.escalationManagerSettings.escalationManager).to.equal(ethers.ZeroAddress);
      expect(await f.currency.balanceOf(f.resolver)).to.equal(0n);
      expect(await f.currency.balanceOf(f.alice)).to.equal(99n * BOND);
      expect(await f.resolver.assertionOf(f.id)).to.deep.equal([f.marketId, [0n, 0n, 0n, 1n, 0n]]);
      const [{ args }] = await f.resolver.queryFilter(f.resolver.filters.Asserted());
      expect(args).to.deep.equal([f.marketId, f.alice.address, f.id, [0n, 0n, 0n, 1n, 0n], BOND, BigInt(f.deadline), ...EVIDENCE]);
    });

    it("claims in words that name market, rules, chain and payouts", async () => {
      const f = await loadFixture(assertedFixture);
      const hash = (await f.markets.marketOf(f.marketId)).termsHash;
      const address = (await f.markets.getAddress()).toLowerCase();
      expect(await f.resolver.claimOf(f.marketId, [1, 2, 0, 0, 0], 7)).to.equal(
        `By its rules, the text in its creation event with keccak256 ${hash}, market ${f.marketId} of the Presage ` +
          `contract ${address} on chain 31337 pays its outcomes, in their order, in the proportion [1, 2, 0, 0, 0], and ` +
          "this could be known when it was asserted. Assertion 7.",
      );
    });

    it("pays UMA's minimum bond if that is higher", async () => {
      const f = await loadFixture(fixture);
      const { marketId, closesAt } = await f.create({ bond: 1n });
      const minimum = await f.oracle.getMinimumBond(await f.currency.getAddress());
      expect(minimum).to.equal(2n * FINAL_FEE);
      expect(await f.resolver.bondOf(marketId)).to.equal(minimum);
      await at(closesAt);
      const id = await f.assertPayouts(f.alice, marketId, [1, 0]);
      expect((await f.oracle.getAssertion(id)).bond).to.equal(minimum);
    });

    it("lets equal assertions be made in one block", async () => {
      const f = await loadFixture(fixture);
      const { marketId, closesAt } = await f.create();
      await mineAt(closesAt);
      await networkHelpers.mine();
      const connection = ethers.provider;
      await connection.send("evm_setAutomine", [false]);
      const gasLimit = 2_000_000n;
      const sent = [];
      for (const account of [f.alice, f.alice]) {
        sent.push(await f.resolver.connect(account).assertPayouts(marketId, [1, 0], ...EVIDENCE, { gasLimit }));
      }
      await networkHelpers.mine();
      await connection.send("evm_setAutomine", [true]);
      const blocks = await Promise.all(sent.map(async (transaction) => (await transaction.wait())?.blockNumber));
      expect(blocks[0]).to.equal(blocks[1]);
      expect(await f.resolver.assertionCount(marketId)).to.equal(2n);
    });

    it("keeps its windows, to the second", async () => {
      const f = await loadFixture(fixture);
      const { marketId, closesAt, latest } = await f.create();
      await at(closesAt - 1);
      await expect(f.resolver.connect(f.alice).assertPayouts(marketId, [1, 0], ...EVIDENCE))
        .to.be.revertedWithCustomError(f.resolver, "AnswerNotDue")
        .withArgs(closesAt, closesAt - 1);
      await at(closesAt);
      await f.assertPayouts(f.alice, marketId, [1, 0]);
      await at(latest);
      await f.assertPayouts(f.alice, marketId, [1, 0]);
      await at(latest + 1);
      await expect(f.resolver.connect(f.alice).assertPayouts(marketId, [1, 0], ...EVIDENCE))
        .to.be.revertedWithCustomError(f.resolver, "TooLateToAnswer")
        .withArgs(latest, latest + 1);
    });

    it("refuses bad vectors, unknown markets and final ones, and a currency that takes a fee", async () => {
      const f = await loadFixture(assertedFixture);
      const alice = f.resolver.connect(f.alice);
      await expect(alice.assertPayouts(f.marketId, [1], ...EVIDENCE)).to.be.revertedWithCustomError(f.resolver, "InvalidPayoutsLength");
      await expect(alice.assertPayouts(f.marketId, [0, 0, 0, 0, 0], ...EVIDENCE)).to.be.revertedWithCustomError(f.resolver, "ZeroPayouts");
      await expect(alice.assertPayouts(77, [1, 0], ...EVIDENCE)).to.be.revertedWithCustomError(f.resolver, "NotRegistered");
      await expect(f.resolver.bondOf(77)).to.be.revertedWithCustomError(f.resolver, "NotRegistered");
      await f.currency.setFee(1n);
      await expect(alice.assertPayouts(f.marketId, [1, 0, 0, 0, 0], ...EVIDENCE))
        .to.be.revertedWithCustomError(f.resolver, "BondNotReceived")
        .withArgs(BOND - 1n, BOND);
      await f.currency.setFee(0n);
      await at(f.deadline);
      await f.resolver.finalize(f.id);
      await expect(alice.assertPayouts(f.marketId, [1, 0, 0, 0, 0], ...EVIDENCE))
        .to.be.revertedWithCustomError(f.resolver, "AlreadyFinal")
        .withArgs(f.marketId, Status.Resolved);
    });
  });

  describe("finalize", () => {
    it("resolves by an undisputed assertion once the oracle can settle it, and the bond goes back", async () => {
      const f = await loadFixture(assertedFixture);
      await at(f.deadline - 1);
      await expect(f.resolver.finalize(f.id)).to.be.revertedWith("Assertion not expired");
      await at(f.deadline);
      await expect(f.resolver.connect(f.dave).finalize(f.id))
        .to.emit(f.resolver, "Finalized")
        .withArgs(f.marketId, f.id, [0n, 0n, 0n, 1n, 0n]);
      expect(await f.markets.payoutsOf(f.marketId)).to.deep.equal([0n, 0n, 0n, 1n, 0n]);
      expect(await f.currency.balanceOf(f.alice)).to.equal(100n * BOND);
      await expect(f.resolver.finalize(f.id)).to.be.revertedWithCustomError(f.resolver, "UnknownAssertion").withArgs(f.id);
    });

    it("resolves by an assertion that was disputed and found true; the disputer pays", async () => {
      const f = await loadFixture(assertedFixture);
      await f.oracle.connect(f.bob).getFunction("disputeAssertion")(f.id, f.bob.address);
      await mineAt(f.deadline + 10);
      await expect(f.resolver.finalize(f.id)).to.revert(ethers); // no vote yet
      expect(await f.markets.statusOf(f.marketId)).to.equal(Status.Closed);
      await f.vote(f.id, true);
      await f.resolver.finalize(f.id);
      expect(await f.markets.payoutsOf(f.marketId)).to.deep.equal([0n, 0n, 0n, 1n, 0n]);
      expect(await f.currency.balanceOf(f.alice)).to.equal(100n * BOND + BOND / 2n);
      expect(await f.currency.balanceOf(f.bob)).to.equal(99n * BOND);
    });

    it("never takes a rejected assertion for the opposite: the market can be answered again", async () => {
      const f = await loadFixture(fixture);
      const { marketId, closesAt } = await f.create();
      await at(closesAt);
      const wrong = await f.assertPayouts(f.alice, marketId, [1, 0]);
      await f.oracle.connect(f.bob).getFunction("disputeAssertion")(wrong, f.bob.address);
      await f.vote(wrong, false);
      await expect(f.resolver.finalize(wrong)).to.emit(f.resolver, "Rejected").withArgs(marketId, wrong);
      expect(await f.markets.statusOf(marketId)).to.equal(Status.Closed);
      expect(await f.markets.payoutsOf(marketId)).to.deep.equal([]);
      expect(await f.currency.balanceOf(f.alice)).to.equal(99n * BOND);
      expect(await f.currency.balanceOf(f.bob)).to.equal(100n * BOND + BOND / 2n);
      await expect(f.resolver.finalize(wrong)).to.be.revertedWithCustomError(f.resolver, "UnknownAssertion");
      const tie = await f.assertPayouts(f.carol, marketId, [1, 1]);
      await networkHelpers.time.increase(LIVENESS);
      await f.resolver.finalize(tie);
      expect(await f.markets.payoutsOf(marketId)).to.deep.equal([1n, 1n]);
    });

    it("takes what somebody else settled at the oracle", async () => {
      const f = await loadFixture(assertedFixture);
      await at(f.deadline);
      await f.oracle.getFunction("settleAssertion")(f.id);
      await f.resolver.finalize(f.id);
      expect(await f.markets.statusOf(f.marketId)).to.equal(Status.Resolved);
    });

    it("is not held up by an assertion that is stuck", async () => {
      const f = await loadFixture(assertedFixture);
      await f.currency.setBlocked(f.alice.address, true); // the oracle cannot pay alice: hers cannot be settled
      const same = await f.assertPayouts(f.bob, f.marketId, [0, 0, 0, 1, 0]);
      await mineAt(f.deadline + 100);
      await expect(f.resolver.finalize(f.id)).to.revert(ethers);
      await f.resolver.finalize(same);
      expect(await f.markets.statusOf(f.marketId)).to.equal(Status.Resolved);
    });

    it("of a second true assertion changes nothing, and its bond comes back at the oracle", async () => {
      const f = await loadFixture(assertedFixture);
      const other = await f.assertPayouts(f.bob, f.marketId, [1, 1, 1, 1, 1]);
      await mineAt(f.deadline + 100);
      await f.resolver.finalize(f.id);
      await expect(f.resolver.finalize(other)).to.be.revertedWithCustomError(f.markets, "AlreadyFinal");
      await f.oracle.getFunction("settleAssertion")(other);
      expect(await f.currency.balanceOf(f.bob)).to.equal(100n * BOND);
      expect(await f.markets.payoutsOf(f.marketId)).to.deep.equal([0n, 0n, 0n, 1n, 0n]);
    });

    it("knows only assertions made here", async () => {
      const f = await loadFixture(assertedFixture);
      const other = ethers.id("other");
      await expect(f.resolver.finalize(other)).to.be.revertedWithCustomError(f.resolver, "UnknownAssertion").withArgs(other);
    });
  });

  it("cannot make the oracle's settlement fail, whatever became of the market", async () => {
    const f = await loadFixture(assertedFixture);
    await mineAt(f.resolveBy);
    await f.markets.void(f.marketId, []);
    await f.oracle.getFunction("settleAssertion")(f.id);
    expect(await f.currency.balanceOf(f.alice)).to.equal(100n * BOND);
    await expect(f.resolver.finalize(f.id)).to.be.revertedWithCustomError(f.markets, "AlreadyFinal");
  });

  it("ends in void when the voters never answer", async () => {
    const f = await loadFixture(assertedFixture);
    await f.oracle.connect(f.bob).getFunction("disputeAssertion")(f.id, f.bob.address);
    await mineAt(f.latest + 1);
    expect(await f.resolver.stateOf(f.marketId)).to.deep.equal([State.Expired, BigInt(f.resolveBy)]);
    await at(f.resolveBy);
    await f.markets.connect(f.dave).void(f.marketId, []);
    expect(await f.resolver.stateOf(f.marketId)).to.deep.equal([State.Final, 0n]);
  });

  it("says where a market stands, early assertions included", async () => {
    const f = await loadFixture(fixture);
    expect(await f.resolver.stateOf(1)).to.deep.equal([State.None, 0n]);
    const early = await f.create({ earlyAssertions: true });
    expect(await f.resolver.stateOf(early.marketId)).to.deep.equal([State.Assertable, BigInt(early.latest + 1)]);
    const { marketId, closesAt, latest } = await f.create();
    expect(await f.resolver.stateOf(marketId)).to.deep.equal([State.Waiting, BigInt(closesAt)]);
    const id = await f.assertPayouts(f.alice, early.marketId, [1, 0]);
    expect(await f.markets.statusOf(early.marketId)).to.equal(Status.Open);
    await mineAt(closesAt);
    expect(await f.resolver.stateOf(marketId)).to.deep.equal([State.Assertable, BigInt(latest + 1)]);
    await f.resolver.finalize(id);
    expect(await f.resolver.assertionOf(id)).to.deep.equal([0n, []]);
  });
});
