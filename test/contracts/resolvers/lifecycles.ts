// properties: R2, R3, R5, C6
//
// Explores the life of a market under each resolver to the end, on the real contracts: from every state that is reached,
// every action of every party and the passing of time. What is seen must be exactly what tools/proof/lifecycles.ts
// says, from which the table in docs/resolution.md is made; and from every state reached, with everybody but one
// stranger silent for ever, the market must come to redemption by resolveBy, with every bond paid out.
import { execFileSync } from "node:child_process";
import { expect } from "chai";
import { lifecycles } from "../../../tools/proof/lifecycles.ts";
import { deployReality } from "./deployReality.ts";
import { deployUma } from "./deployUma.ts";
import {
  createMarket,
  DAY,
  type Deployed,
  deployMarkets,
  EVIDENCE,
  encodeCommittee,
  encodeOptimistic,
  ethers,
  LIMITS,
  networkHelpers,
} from "./resolverFixture.ts";

const { time } = networkHelpers;

type Action = () => Promise<unknown>;

/** A market under one resolver, and everything that anyone can do about it. */
type Subject = {
  marketId: bigint;
  resolveBy: number;
  stateNames: string[];
  /** The resolver's `stateOf`. */
  stateOf(): Promise<readonly [bigint, bigint]>;
  /** What distinguishes situations within a state, so that each is explored. */
  detail(): Promise<string>;
  actions: Record<string, Action>;
  /** The actions that a stranger without privilege or capital takes. */
  exits: string[];
  /** Times at which something changes that `stateOf` does not announce. */
  times?(): Promise<number[]>;
  /** Pays out all bonds; nothing may stay behind. */
  settleBonds?(): Promise<void>;
};

const Status = { Resolved: 3n, Void: 4n };
const SET = 100_000_000n;

async function explore(name: string, deployed: Deployed, subject: Subject) {
  const { markets, alice, dave } = deployed;
  const seen = new Set<string>();
  const transitions = new Set<string>();
  const exits: string[] = [];
  const limit = subject.resolveBy + 10 * DAY;

  const read = async () => {
    const [state, until] = await subject.stateOf();
    return { state: subject.stateNames[Number(state)], until: Number(until) };
  };
  const voidIt = () => markets.connect(dave).void(subject.marketId, []);
  const attempt = async (action: Action) => {
    try {
      await action();
      return true;
    } catch (error) {
      if (String(error).includes("revert") || String(error).includes("require")) return false;
      throw error;
    }
  };

  /** Only a stranger acts: whatever it can, else it waits. */
  const leave = async (from: string) => {
    const snapshot = await networkHelpers.takeSnapshot();
    for (let round = 0; round < 20; round += 1) {
      for (const exit of subject.exits) await attempt(subject.actions[exit]);
      await attempt(voidIt);
      for (const exit of subject.exits) await attempt(subject.actions[exit]); // bonds of what was voided
      if ((await read()).state === "Final") break;
      const now = await time.latest();
      const { until } = await read();
      const waits = [until, ...((await subject.times?.()) ?? []), subject.resolveBy].filter((moment) => moment > now);
      expect(waits, `${name}: stuck in ${from}`).to.not.be.empty;
      await time.increaseTo(Math.min(...waits));
    }
    expect((await read()).state, `${name}: no exit from ${from}`).to.equal("Final");
    exits.push(from);
    const ids = await Promise.all([0, 1].map((outcome) => markets.positionId(subject.marketId, outcome, 0)));
    const amounts = await markets.connect(alice).redeem.staticCall(ids, alice.address);
    await markets.connect(alice).redeem(ids, alice.address);
    expect(amounts[0] + amounts[1]).to.equal(SET);
    await subject.settleBonds?.();
    await snapshot.restore();
  };

  const visit = async () => {
    const { state, until } = await read();
    const now = await time.latest();
    const key = `${state} ${await markets.statusOf(subject.marketId)} ${now >= subject.resolveBy} ${await subject.detail()}`;
    if (seen.has(key)) return;
    seen.add(key);
    await leave(key);
    if (state === "Final" && until === 0) {
      expect([Status.Resolved, Status.Void]).to.include(await markets.statusOf(subject.marketId));
    }
    for (const [action, run] of Object.entries({ ...subject.actions, void: voidIt })) {
      const snapshot = await networkHelpers.takeSnapshot();
      if (await attempt(run)) {
        transitions.add(`${state} -${action}> ${(await read()).state}`);
        await visit();
      }
      await snapshot.restore();
    }
    const waits = [until, ...((await subject.times?.()) ?? []), subject.resolveBy].filter((moment) => moment > now && moment <= limit);
    for (const moment of new Set(waits)) {
      const snapshot = await networkHelpers.takeSnapshot();
      await time.increaseTo(moment);
      const after = (await read()).state;
      if (after !== state && moment === until) transitions.add(`${state} -time> ${after}`);
      await visit();
      await snapshot.restore();
    }
  };

  await visit();
  return { transitions, situations: seen.size, exits: exits.length };
}

/** What the model says, in the same words. */
function modelOf(resolver: string) {
  const lifecycle = lifecycles.find((each) => each.resolver === resolver);
  if (lifecycle === undefined) throw new Error(`${resolver} has no lifecycle in tools/proof/lifecycles.ts.`);
  const transitions = new Set<string>();
  for (const state of lifecycle.states) {
    for (const { action, to } of state.steps) for (const next of to) transitions.add(`${state.name} -${action}> ${next}`);
    for (const next of state.then) transitions.add(`${state.name} -time> ${next}`);
  }
  return transitions;
}

async function check(resolver: string, explored: { transitions: Set<string>; situations: number; exits: number }[]) {
  const seen = new Set(explored.flatMap(({ transitions }) => [...transitions]));
  const model = modelOf(resolver);
  expect([...seen].filter((each) => !model.has(each)).sort(), "seen, but not in the model").to.deep.equal([]);
  expect([...model].filter((each) => !seen.has(each)).sort(), "in the model, but never seen").to.deep.equal([]);
  for (const { situations, exits } of explored) expect(exits).to.equal(situations);
}

/** A market with a complete set outstanding. `zone` tells times apart that lie between other moments of interest. */
async function subjectMarket(deployed: Deployed, resolver: { getAddress(): Promise<string> }, resolverData: string, worstCase = 0) {
  const terms = { resolver: await resolver.getAddress(), resolverData, resolveIn: 120 * DAY };
  const market = await createMarket(deployed, terms);
  await deployed.markets.connect(deployed.alice).split(market.marketId, SET);
  const latest = market.resolveBy - DAY - worstCase;
  const moments = [market.closesAt, latest - 1_000, latest + 1_000];
  const zone = async () => {
    const now = await time.latest();
    return moments.filter((moment) => moment <= now).length;
  };
  return { ...market, zone, times: async () => moments };
}

describe("lifecycles", () => {
  it("are what docs/resolution.md shows", () => {
    execFileSync(process.execPath, ["tools/docs/renderLifecycles.ts", "--check"]);
  });

  for (const early of [false, true]) {
    it(`of OptimisticResolver, ${early ? "early proposals halting" : "proposals after the close"}`, async function () {
      this.timeout(120_000);
      const deployed = await deployMarkets();
      const { alice, bob, arbiter, dave, usd, markets } = deployed;
      const resolver = await ethers.deployContract("OptimisticResolver", [markets]);
      for (const account of [alice, bob]) await usd.connect(account).approve(resolver, ethers.MaxUint256);
      const resolverData = encodeOptimistic({
        arbiter: arbiter.address,
        bond: 33n,
        maxBond: 33n,
        bondRate: 0,
        liveness: 5 * DAY,
        arbiterTimeout: 40 * DAY,
        earlyProposals: early,
        haltOnProposal: early,
        creatorMayArbitrate: false,
      });
      const market = await subjectMarket(deployed, resolver, resolverData, 45 * DAY);
      const { marketId } = market;
      const idOf = async () => (await resolver.proposalOf(marketId)).id;
      const explored = await explore("OptimisticResolver", deployed, {
        ...market,
        stateNames: ["None", "Waiting", "Proposable", "Proposed", "Finalizable", "Disputed", "Refundable", "Expired", "Final"],
        stateOf: () => resolver.stateOf(marketId),
        detail: async () => `${await market.zone()} ${(await resolver.proposalOf(marketId)).disputer}`,
        actions: {
          propose: () => resolver.connect(alice).propose(marketId, [1, 0], ...LIMITS, ...EVIDENCE),
          dispute: async () => resolver.connect(bob).dispute(marketId, await idOf(), [0, 1], ...LIMITS, ...EVIDENCE),
          ruleSame: async () => resolver.connect(arbiter).rule(marketId, await idOf(), [1, 0], ...EVIDENCE),
          ruleDisputer: async () => resolver.connect(arbiter).rule(marketId, await idOf(), [0, 1], ...EVIDENCE),
          ruleOther: async () => resolver.connect(arbiter).rule(marketId, await idOf(), [1, 1], ...EVIDENCE),
          ruleTooEarly: async () => resolver.connect(arbiter).ruleTooEarly(marketId, await idOf(), ...EVIDENCE),
          ruleNeither: async () => resolver.connect(arbiter).ruleNeither(marketId, await idOf(), ...EVIDENCE),
          finalize: () => resolver.connect(dave).finalize(marketId),
        },
        exits: ["finalize"],
        settleBonds: async () => {
          for (const account of [alice, bob, arbiter]) {
            if ((await resolver.withdrawable(account.address, usd)) > 0n) await resolver.withdrawFor(account.address, usd);
          }
          const burnt = (await resolver.queryFilter(resolver.filters.Burnt(marketId))).reduce((sum, { args }) => sum + args.amount, 0n);
          expect(await usd.balanceOf(resolver)).to.equal(burnt);
        },
      });
      if (early) {
        // nothing waits where early proposals are allowed
        explored.transitions.add("Waiting -time> Proposable");
      }
      await check("OptimisticResolver", [explored]);
    });
  }

  it("of CommitteeResolver", async function () {
    this.timeout(120_000);
    const explored = [];
    for (const early of [false, true]) {
      const deployed = await deployMarkets();
      const { alice, bob, dave, markets } = deployed;
      const resolver = await ethers.deployContract("CommitteeResolver", [markets]);
      const resolverData = encodeCommittee({
        members: [alice.address, bob.address],
        threshold: 2,
        delay: 5 * DAY,
        earlyVotes: early,
        haltOnProposal: early,
      });
      const market = await subjectMarket(deployed, resolver, resolverData, 5 * DAY);
      const { marketId } = market;
      const vote = (account: typeof alice, payouts: number[]) => () => resolver.connect(account).vote(marketId, payouts);
      const actions: Record<string, Action> = {
        "vote alice": vote(alice, [1, 0]),
        "vote bob": vote(bob, [1, 0]),
        "vote other": vote(bob, [0, 1]),
        "withdrawVote alice": () => resolver.connect(alice).withdrawVote(marketId),
        "withdrawVote bob": () => resolver.connect(bob).withdrawVote(marketId),
        finalize: () => resolver.connect(dave).finalize(marketId),
      };
      const { transitions, ...rest } = await explore("CommitteeResolver", deployed, {
        ...market,
        stateNames: ["None", "Waiting", "Voting", "Proposed", "Finalizable", "Expired", "Final"],
        stateOf: () => resolver.stateOf(marketId),
        detail: async () =>
          [await market.zone(), await resolver.voteOf(marketId, alice.address), await resolver.voteOf(marketId, bob.address)].join(" "),
        actions,
        exits: ["finalize"],
      });
      explored.push({ transitions: new Set([...transitions].map((each) => each.replace(/ (alice|bob|other)>/, ">"))), ...rest });
    }
    await check("CommitteeResolver", explored);
  });

  it("of PriceFeedResolver", async function () {
    this.timeout(120_000);
    const deployed = await deployMarkets();
    const { dave, markets } = deployed;
    const resolver = await ethers.deployContract("PriceFeedResolver", [markets]);
    const feed = await ethers.deployContract("FeedMock");
    await feed.set(1n, 5n, (await time.latest()) - 1);
    await feed.set(2n, 5n, await time.latest());
    const settlesAt = (await time.latest()) + 20 * DAY;
    const resolverData = ethers.AbiCoder.defaultAbiCoder().encode(
      ["tuple(address, address, uint32, uint40, uint32, uint8, bool, int256[])"],
      [[await feed.getAddress(), ethers.ZeroAddress, 0, settlesAt, 2 * DAY, 0, false, [5n]]],
    );
    const market = await subjectMarket(deployed, resolver, resolverData);
    const { marketId } = market;
    const explored = await explore("PriceFeedResolver", deployed, {
      ...market,
      stateNames: ["None", "Waiting", "Due", "Final"],
      stateOf: () => resolver.stateOf(marketId),
      detail: async () => `${await market.zone()} ${(await feed.rounds(3n)).updatedAt >= settlesAt}`,
      actions: {
        report: async () => feed.set(3n, 6n, await time.latest()),
        settle: () => resolver.connect(dave).settle(marketId, 3n),
      },
      exits: ["settle"],
      times: async () => [market.closesAt, settlesAt + 2 * DAY + 1],
    });
    for (const each of explored.transitions) {
      const [, from, to] = each.match(/^(\w+) -report> (\w+)$/) ?? [];
      if (from === undefined) continue;
      expect(to, "a round alone settles nothing").to.equal(from);
      explored.transitions.delete(each);
    }
    await check("PriceFeedResolver", [explored]);
  });

  it("of UmaResolver", async function () {
    this.timeout(120_000);
    const deployed = await deployMarkets();
    const { alice, bob, dave, markets } = deployed;
    const liveness = 5 * DAY;
    const { currency, oracle, vote } = await deployUma(liveness, 10n);
    const resolver = await ethers.deployContract("UmaResolver", [markets, await oracle.getAddress()]);
    for (const account of [alice, bob]) {
      await currency.connect(account).faucet(1_000n);
      await currency.connect(account).approve(resolver, ethers.MaxUint256);
      await currency.connect(account).approve(await oracle.getAddress(), ethers.MaxUint256);
    }
    const resolverData = ethers.AbiCoder.defaultAbiCoder().encode(
      ["tuple(address, uint96, uint64, bool)"],
      [[await currency.getAddress(), 100, liveness, false]],
    );
    const market = await subjectMarket(deployed, resolver, resolverData, liveness);
    const { marketId } = market;
    const ids = async () => (await resolver.queryFilter(resolver.filters.Asserted(marketId), 0)).map(({ args }) => args.assertionId);
    const last = async () => (await ids()).at(-1) ?? ethers.ZeroHash;
    const moments = async () => {
      const expiries = await Promise.all((await ids()).map(async (id) => Number((await oracle.getAssertion(id)).expirationTime)));
      return [...(await market.times()), ...expiries];
    };
    const explored = await explore("UmaResolver", deployed, {
      ...market,
      stateNames: ["None", "Waiting", "Assertable", "Expired", "Final"],
      stateOf: () => resolver.stateOf(marketId),
      detail: async () => {
        const id = await last();
        const { disputer, settled, expirationTime } = await oracle.getAssertion(id);
        const [pending] = await resolver.assertionOf(id);
        const told = await oracle
          .getFunction("settleAndGetAssertionResult")
          .staticCall(id)
          .then(
            (result) => `${result}`,
            () => "",
          );
        const expired = (await time.latest()) >= Number(expirationTime);
        return [await market.zone(), (await ids()).length, disputer, settled, expired, pending, told].join(" ");
      },
      actions: {
        assert: async () => {
          if ((await ids()).length === 2) throw new Error("revert: two assertions are enough");
          return resolver.connect(alice).assertPayouts(marketId, [1, 0], ...LIMITS, ...EVIDENCE);
        },
        dispute: async () => oracle.connect(bob).getFunction("disputeAssertion")(await last(), bob.address),
        voteTrue: async () => vote(await last(), true),
        voteFalse: async () => vote(await last(), false),
        finalize: async () => resolver.connect(dave).finalize(await last()),
      },
      exits: ["finalize"],
      times: moments,
    });
    // what goes on at the oracle once the market is final is no longer ours
    for (const each of explored.transitions) if (each.startsWith("Final ")) explored.transitions.delete(each);
    await check("UmaResolver", [explored]);
  });

  it("of RealityResolver", async function () {
    this.timeout(120_000);
    const deployed = await deployMarkets();
    const { alice, arbiter, dave, markets } = deployed;
    const reality = await deployReality();
    const resolver = await ethers.deployContract("RealityResolver", [markets, await reality.getAddress()]);
    const resolverData = ethers.AbiCoder.defaultAbiCoder().encode(
      ["tuple(address, uint32, uint96, uint32, bool, string)"],
      [[arbiter.address, DAY, 1n, 2, false, "q"]],
    );
    const market = await subjectMarket(deployed, resolver, resolverData);
    const { marketId } = market;
    const id = () => resolver.questionOf(marketId);
    const invalid = ethers.toBeHex(ethers.MaxUint256, 32);
    const tooSoon = ethers.toBeHex(ethers.MaxUint256 - 1n, 32);
    const tie = ethers.solidityPackedKeccak256(["uint64[]"], [[1, 1]]);
    const nobodys = ethers.id("nobody's vector");
    const bondOf = async () => (await reality.getBond(await id())) as bigint;
    const answer = (value: string) => async () => {
      const bond = await bondOf();
      if (bond >= 8n) throw new Error("revert: three answers are enough");
      return reality.connect(alice).getFunction("submitAnswer")(await id(), value, 0, { value: bond * 2n || 1n });
    };
    const arbitrate = (value: string) => async () =>
      reality.connect(arbiter).getFunction("submitAnswerByArbitrator")(await id(), value, alice.address);
    const zero = ethers.ZeroHash;
    const explored = await explore("RealityResolver", deployed, {
      ...market,
      stateNames: ["None", "Waiting", "Open", "Answered", "Arbitration", "Finalizable", "Vector", "TooSoon", "Invalid", "Final"],
      stateOf: () => resolver.stateOf(marketId),
      detail: async () => {
        const replaced = (await reality.reopened_questions(await id())) !== zero;
        return `${await reality.getBestAnswer(await id())} ${(await bondOf()) > 1n} ${replaced}`;
      },
      actions: {
        "answer winner": answer(zero),
        "answer tooSoon": answer(tooSoon),
        "answer invalid": answer(invalid),
        "answer vector": answer(tie),
        requestArbitration: async () => reality.connect(arbiter).getFunction("notifyOfArbitrationRequest")(await id(), alice.address, 0),
        arbitrate: arbitrate(zero),
        arbitrateTooSoon: arbitrate(tooSoon),
        arbitrateInvalid: arbitrate(invalid),
        arbitrateVector: arbitrate(nobodys),
        finalize: () => resolver.connect(dave).finalize(marketId),
        finalizeVector: () => resolver.connect(dave).finalizeVector(marketId, [1, 1]),
        reopen: () => resolver.connect(dave).reopen(marketId),
      },
      exits: ["finalize"],
    });
    const transitions = new Set([...explored.transitions].map((each) => each.replace(/ (winner|tooSoon|invalid|vector)>/, ">")));
    // what goes on at Reality.eth once the market is final is no longer ours
    for (const each of transitions) if (each.startsWith("Final ")) transitions.delete(each);
    await check("RealityResolver", [{ ...explored, transitions }]);
  });
});
