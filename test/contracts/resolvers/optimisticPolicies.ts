// properties: R1, R3, R10
//
// Policies at random, many at or below a limit. Whatever registration accepts, down to the tightest, an honest party that sees blocks of 12 seconds brings the
// market to the truth, also after a first round that ended without an answer, whoever says the wrong thing first.
import { expect } from "chai";
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
  networkHelpers,
  time,
} from "./resolverFixture.ts";

const RUNS = 150;
const SLOT = 12;
const MIN_WINDOW = 60;
const ANSWER_TIME = 3 * DAY;
/** Markets accepts no later `resolveBy` than this after the close. */
const MAX_RESOLVE_IN = 365 * DAY;
/** The longest round that leaves time for two. */
const MAX_ROUND = (MAX_RESOLVE_IN - ANSWER_TIME - DAY) / 2;
const MAX_BOND = 2n ** 88n - 1n;
const MIN_LIQUIDITY = 1_000_000n; // one token
const Status = { Resolved: 3n };
const ENDINGS = ["too early", "too early, disputed", "neither", "silence", "silence, early"] as const;

type Ending = (typeof ENDINGS)[number];

async function fixture() {
  const deployed = await deployMarkets();
  const resolver = await ethers.deployContract("OptimisticResolver", [deployed.markets]);
  for (const account of [deployed.creator, deployed.alice, deployed.bob]) {
    await deployed.usd.connect(account).faucet(2n ** 100n);
    await deployed.usd.connect(account).approve(resolver, ethers.MaxUint256);
  }
  return { ...deployed, resolver };
}

describe("Every policy of OptimisticResolver that registers", () => {
  it("can be carried out by an honest party, twice over", async function () {
    this.timeout(300_000);
    const f = await networkHelpers.loadFixture(fixture);
    const { resolver, arbiter } = f;
    const [honest, hostile] = [resolver.connect(f.alice), resolver.connect(f.bob)];
    const random = makeRandom(20_270_610);
    const below = (limit: number) => Math.floor(random.next() * limit);
    const window = () =>
      random.pick([MIN_WINDOW, MIN_WINDOW, MIN_WINDOW + 1, below(MIN_WINDOW), 71, 72, 3_600, DAY, 14 * DAY, MIN_WINDOW + below(75 * DAY)]);
    const seen = new Set<string>();
    const refused: Record<string, number> = {};

    for (let run = 0; run < RUNS; ) {
      const liveness = window();
      const arbiterTimeout = random.next() < 0.1 ? MAX_ROUND - liveness : window();
      const round = liveness + arbiterTimeout;
      const liquidity = random.pick([MIN_LIQUIDITY, MIN_LIQUIDITY + 1n, random.scale(MIN_LIQUIDITY, 10n ** 12n)]);
      const bond = random.pick([1n, 2n, 100n * liquidity, 100n * liquidity - 1n, random.scale(1n, 100n * liquidity)]);
      const ending: Ending = random.pick(ENDINGS);
      const isEarly = ending === "silence, early";
      const policy = {
        arbiter: arbiter.address,
        bond,
        maxBond: random.pick([bond, bond + 1n, MAX_BOND]),
        bondRate: random.pick([0, 1, 10_000, below(10_001)]),
        liveness,
        arbiterTimeout,
        earlyProposals: isEarly || random.next() < 0.3,
        haltOnProposal: random.next() < 0.5,
        creatorMayArbitrate: random.next() < 0.5,
      };
      const outcomeCount = random.pick([2, 2, 3, 5, 40]);
      const truth = Array.from({ length: outcomeCount }, () => random.pick([0n, 1n, 2n ** 64n - 1n, random.below(2n ** 64n)]));
      truth[0] ||= 1n;
      const lie = truth.map((payout, outcome) => (outcome === 0 ? payout - 1n : payout));
      lie[1] ||= 1n;

      const needed = ANSWER_TIME + 2 * round + DAY;
      const spare = random.pick([0, 0, 0, 1, 11, SLOT, below(30 * DAY), -1, -below(needed), -round, -ANSWER_TIME, -ANSWER_TIME - round]);
      const market = await createMarket(f, {
        resolver: await resolver.getAddress(),
        resolverData: encodeOptimistic(policy),
        outcomeCount,
        liquidity,
        closesIn: random.pick([MIN_WINDOW, DAY, 30 * DAY]),
        resolveIn: Math.min(MAX_RESOLVE_IN, needed + spare),
      }).catch((error: Error & { data?: string }) => {
        const { data = "0x" } = error;
        const { name = "" } = resolver.interface.parseError(data) ?? f.markets.interface.parseError(data) ?? {};
        if (!["ResolveByTooSoon", "WindowTooShort", "InvalidResolveBy"].includes(name)) throw error;
        refused[name] = (refused[name] ?? 0) + 1;
      });
      if (market === undefined) continue;
      run += 1;
      const { marketId, closesAt, resolveBy } = market;
      const phase = below(SLOT);
      /** The first block that is not before a moment, and the last one before it. */
      const blockFrom = (moment: number) => moment + ((((phase - moment) % SLOT) + SLOT) % SLOT);
      const blockBefore = (moment: number) => blockFrom(moment) - SLOT;
      const nextBlock = async () => at(blockFrom((await time.latest()) + 1));
      const proposal = () => resolver.proposalOf(marketId);
      const label = `run ${run}, ${ending}: ${JSON.stringify({ ...policy, bond: `${bond}`, maxBond: `${policy.maxBond}` })}`;

      // the first round: a lie, somewhere in the time for answers, to the last block that leaves three for what follows
      const proposedAt = random.pick([closesAt, closesAt + below(ANSWER_TIME - 4 * SLOT), closesAt + ANSWER_TIME - 4 * SLOT]);
      if (isEarly) await nextBlock();
      else await at(blockFrom(proposedAt));
      await hostile.propose(marketId, lie, ...LIMITS, ...EVIDENCE);
      let { id, deadline } = await proposal();
      if (ending !== "too early") {
        await at(blockBefore(Number(deadline)));
        await honest.dispute(marketId, id, ending === "too early, disputed" ? [] : truth, ...LIMITS, ...EVIDENCE);
        deadline = (await proposal()).deadline;
      }
      if (ending.startsWith("silence")) {
        await at(blockFrom(Number(deadline)));
        await resolver.connect(f.dave).finalize(marketId);
      } else {
        await at(blockBefore(Number(deadline)));
        const ruling = ending === "neither" ? resolver.connect(arbiter).ruleNeither : resolver.connect(arbiter).ruleTooEarly;
        await ruling(marketId, id, ...EVIDENCE);
      }
      if ((await time.latest()) < closesAt && !policy.earlyProposals) await at(blockFrom(closesAt));
      else await nextBlock();

      // the second round: the truth is proposed and disputed, or not; or the lie comes first and is disputed
      const way = random.pick(["proposed", "proposed and disputed", "lie disputed"] as const);
      const [first, second] = way === "lie disputed" ? [hostile, honest] : [honest, hostile];
      const [firstSays, secondSays] = way === "lie disputed" ? [lie, truth] : [truth, random.pick([lie, []])];
      await first.propose(marketId, firstSays, ...LIMITS, ...EVIDENCE).catch((error: Error) => expect.fail(`${label}: ${error.message}`));
      ({ id, deadline } = await proposal());
      if (way === "proposed") {
        await at(blockFrom(Number(deadline)));
        await resolver.connect(f.dave).finalize(marketId);
      } else {
        await at(blockBefore(Number(deadline)));
        await second.dispute(marketId, id, secondSays, ...LIMITS, ...EVIDENCE);
        await at(blockBefore(Number((await proposal()).deadline)));
        await resolver.connect(arbiter).rule(marketId, id, truth, ...EVIDENCE);
      }

      expect(await f.markets.statusOf(marketId), label).to.equal(Status.Resolved);
      expect(await f.markets.payoutsOf(marketId), label).to.deep.equal(truth);
      expect(await time.latest(), label).to.be.lessThan(resolveBy);
      seen.add(`${ending}, then ${way}`);
    }
    expect(seen.size).to.equal(ENDINGS.length * 3);
    for (const name of ["ResolveByTooSoon", "WindowTooShort"]) expect(refused[name], name).to.be.greaterThan(20);
    // the honest party never paid: all that it put in is its own, and half of each hostile bond
    const usd = await f.usd.getAddress();
    const [paid, owed] = [2n ** 100n + 10n ** 12n - (await f.usd.balanceOf(f.alice)), await resolver.withdrawable(f.alice.address, usd)];
    expect(owed).to.be.greaterThan(paid);
  });
});
