// properties: C1, C5, C7, C8, C9, C10, C15
import { expect } from "chai";
import type { Result } from "ethers";
import { exp, fromWad, ln, ONE, rhoOf } from "../../tools/proof/model.ts";
import {
  createMarket,
  deploy,
  ethers,
  FAR,
  fiveOutcomes,
  LIQUIDITY,
  liquidityId,
  loadFixture,
  type MarketTerms,
  marketParams,
  ODDS,
  Status,
  time,
  twoOutcomes,
  WAD,
  YEAR,
} from "./fixture.ts";
import { positionsOf } from "./positionsOf.ts";

/** The least odds that an outcome can start with. */
const LEAST = 10n ** 12n;
const ceil = (x: bigint) => (x + ONE - 1n) / ONE;
const uniform = (n: number) => ln(BigInt(n) * ONE);

/** `count` odds that sum to one, all different. */
function unevenOdds(count: number): bigint[] {
  const odds = Array.from({ length: count }, (_, j) => BigInt(j + 1) * 10n ** 13n);
  odds[0] += WAD - odds.reduce((sum, each) => sum + each, 0n);
  return odds;
}

/** Written out by hand: the hash is a contract with whoever signs it. */
const TERMS = "tuple(address,address,uint64,uint64,uint16,uint16,uint16,uint256,uint64[],string,bytes)";

function termsHashOf(creator: string, params: MarketTerms): string {
  return ethers.keccak256(ethers.AbiCoder.defaultAbiCoder().encode(["address", TERMS], [creator, Object.values(params)]));
}

describe("Markets.createMarket", () => {
  it("keeps the terms and tells them", async () => {
    const deployed = await loadFixture(deploy);
    const { markets, creator, resolver, usd } = deployed;
    const params = await marketParams(deployed, { outcomeCount: 3n, resolverData: "0x1234", metadata: '{"question":"Wer gewinnt? 🏆"}' });
    const funding = ceil(LIQUIDITY * uniform(3));

    expect(await markets.createMarket.staticCall(params, FAR)).to.equal(1n);
    const transaction = markets.connect(creator).createMarket(params, funding);
    const event = Object.values(params);
    await expect(transaction).to.emit(markets, "MarketCreated").withArgs(1n, creator, resolver, event, funding);
    await expect(transaction).to.changeTokenBalances(ethers, usd, [creator, markets], [-funding, funding]);
    expect(await markets.marketCount()).to.equal(1n);
    expect(((await markets.marketOf(1n)) as unknown as Result).toObject()).to.deep.equal({
      collateral: await usd.getAddress(),
      resolver: await resolver.getAddress(),
      creator: creator.address,
      closesAt: params.closesAt,
      resolveBy: params.resolveBy,
      feeRate: 400n,
      creatorShare: 2500n,
      outcomeCount: 3n,
      status: Status.Open,
      halted: false,
      liquidity: LIQUIDITY,
      seed: LIQUIDITY,
      liquidityFees: 0n,
      creatorFees: 0n,
      payoutDenominator: 0n,
      liquidityValue: 0n,
      termsHash: termsHashOf(creator.address, params),
      oddsHash: ethers.ZeroHash,
    });
    expect(await positionsOf(markets, creator, 1n, 3)).to.deep.equal({ yes: [0n, 0n, 0n], no: [0n, 0n, 0n], liquidity: 0n });
  });

  it("hashes its creator and every term", async () => {
    const deployed = await loadFixture(deploy);
    const { markets, creator, alice, resolver, tokens } = deployed;
    const base = await marketParams(deployed);
    const { address } = await ethers
      .deployContract("ManualResolver", [markets])
      .then(async (other) => ({ address: await other.getAddress() }));
    const changes: Partial<MarketTerms>[] = [
      {},
      { collateral: await tokens[6].getAddress() },
      { resolver: address },
      { closesAt: base.closesAt + 1n },
      { resolveBy: base.resolveBy + 1n },
      { feeRate: 401n },
      { creatorShare: 2501n },
      { outcomeCount: 3n },
      { liquidity: LIQUIDITY + 1n },
      { odds: [WAD / 2n, WAD / 2n] },
      { metadata: `${base.metadata} ` },
      { resolverData: "0x00" },
    ];
    const hashes = new Set<string>();
    for (const change of changes) {
      for (const by of change.metadata ? [creator, alice] : [creator]) {
        const params = { ...base, ...change };
        await markets.connect(by).createMarket(params, FAR);
        const { termsHash } = await markets.marketOf(await markets.marketCount());
        expect(termsHash).to.equal(termsHashOf(by.address, params));
        hashes.add(termsHash);
      }
    }
    expect(hashes.size).to.equal(changes.length + 1);
    expect((await resolver.registrations()).length).to.equal(changes.length);
  });

  it("registers the market with its resolver once it exists", async () => {
    const deployed = await loadFixture(deploy);
    const { markets, creator, resolver } = deployed;
    await resolver.setCallback(markets, markets.interface.encodeFunctionData("marketOf", [1n]));
    const { closesAt, resolveBy } = await createMarket(deployed, { outcomeCount: 7n, resolverData: "0xabcd" });
    const [registration, ...others] = await resolver.registrations();
    expect(others).to.deep.equal([]);
    expect((registration as unknown as Result).toArray()).to.deep.equal([
      await markets.getAddress(),
      1n,
      creator.address,
      7n,
      closesAt,
      resolveBy,
      "0xabcd",
    ]);
    expect(await resolver.callbackSucceeded()).to.equal(true);
    const [seen] = markets.interface.decodeFunctionResult("marketOf", await resolver.callbackResult());
    expect([seen.status, seen.outcomeCount, seen.liquidity]).to.deep.equal([Status.Open, 7n, LIQUIDITY]);
  });

  it("does not exist where its resolver refuses it", async () => {
    const deployed = await loadFixture(deploy);
    const { markets, resolver, usd, creator } = deployed;
    await resolver.setRefuses(true);
    const before = await usd.balanceOf(creator);
    await expect(createMarket(deployed)).to.be.revertedWithCustomError(resolver, "Refused").withArgs(1n);
    expect(await markets.marketCount()).to.equal(0n);
    expect(await usd.balanceOf(creator)).to.equal(before);
  });

  it("needs a resolver that is a contract", async () => {
    const deployed = await loadFixture(deploy);
    await expect(createMarket(deployed, { resolver: deployed.carol.address })).to.be.revertedWithoutReason(ethers);
  });

  it("numbers markets from 1", async () => {
    const deployed = await loadFixture(twoOutcomes);
    expect((await createMarket(deployed.deployed)).marketId).to.equal(2n);
    expect(await deployed.markets.statusOf(3n)).to.equal(Status.None);
  });

  for (const decimals of [6, 8, 18] as const) {
    for (const n of [2, 3, 255, 256]) {
      it(`funds b · ln ${n} for uniform odds, ${decimals} decimals`, async () => {
        const deployed = await loadFixture(deploy);
        const { markets, tokens, creator } = deployed;
        const liquidity = 1000n * 10n ** BigInt(decimals) + 1n;
        const exact = liquidity * uniform(n);
        // rho may be rounded up by three units of its last place
        const [least, most] = [ceil(exact), ceil(exact + (3n * liquidity * ONE) / WAD)];
        const before = await tokens[decimals].balanceOf(creator);
        const { marketId } = await createMarket(deployed, {
          collateral: await tokens[decimals].getAddress(),
          outcomeCount: BigInt(n),
          liquidity,
        });
        expect(before - (await tokens[decimals].balanceOf(creator))).to.be.within(least, most);
        for (const rho of await markets.rhosOf(marketId)) expect(rho - uniform(n) / (ONE / WAD)).to.be.within(1n, 3n);
        const sum = (await markets.rhosOf(marketId)).reduce((total, rho) => total + exp(-fromWad(rho)), 0n);
        expect(sum <= ONE, "the prices exceed one").to.equal(true);
        expect(sum >= ONE - (4n * ONE) / WAD, "the pool could be milked").to.equal(true);
      });

      it(`funds b · max rho for uneven odds and gives the rest as positions, ${n} outcomes, ${decimals} decimals`, async () => {
        const deployed = await loadFixture(deploy);
        const { markets, tokens, creator } = deployed;
        const liquidity = 1000n * 10n ** BigInt(decimals) + 1n;
        const odds = unevenOdds(n);
        const exact = odds.map(rhoOf);
        const top = exact.reduce((most, rho) => (rho > most ? rho : most));
        const margin = (3n * liquidity) / WAD + 1n;
        const before = await tokens[decimals].balanceOf(creator);
        const { marketId } = await createMarket(deployed, {
          collateral: await tokens[decimals].getAddress(),
          outcomeCount: BigInt(n),
          liquidity,
          odds,
        });
        const funding = before - (await tokens[decimals].balanceOf(creator));
        expect(funding - ceil(liquidity * top)).to.be.within(0n, margin);
        const { yes } = await positionsOf(markets, creator, marketId, n);
        const rhos = await markets.rhosOf(marketId);
        let sum = 0n;
        for (let j = 0; j < n; j++) {
          expect(yes[j] - (liquidity * (top - exact[j])) / ONE, `YES of ${j}`).to.be.within(-margin - 1n, margin + 1n);
          // the pool keeps b · rho of each outcome in full
          expect((funding - yes[j]) * WAD >= liquidity * rhos[j], `reserve of ${j}`).to.equal(true);
          expect(rhos[j] - exact[j] / (ONE / WAD)).to.be.within(1n, 3n);
          sum += exp(-fromWad(rhos[j]));
        }
        expect(sum <= ONE && sum >= ONE - (4n * ONE) / WAD).to.equal(true);
      });
    }
  }

  it("stores the hash of odds that are given", async () => {
    const { markets, marketId } = await loadFixture(fiveOutcomes);
    expect((await markets.marketOf(marketId)).oddsHash).to.equal(ethers.solidityPackedKeccak256(["uint64[]"], [ODDS]));
    for (const [j, price] of (await markets.pricesOf(marketId)).entries()) expect(price - ODDS[j]).to.be.within(-4n, 1n);
  });

  it("costs no more than the creator allows", async () => {
    const deployed = await loadFixture(deploy);
    const { markets } = deployed;
    const params = await marketParams(deployed);
    const funding = ceil(LIQUIDITY * uniform(2));
    await expect(markets.createMarket(params, funding - 1n))
      .to.be.revertedWithCustomError(markets, "FundingTooHigh")
      .withArgs(funding, funding - 1n);
    await markets.createMarket(params, funding);
  });

  const accepts = (what: string, changes: () => Promise<Partial<MarketTerms>> | Partial<MarketTerms>) =>
    it(`accepts ${what}`, async () => {
      const deployed = await loadFixture(deploy);
      const { marketId } = await createMarket(deployed, await changes());
      expect(await deployed.markets.statusOf(marketId)).to.equal(Status.Open);
    });
  const refuses = (what: string, changes: Partial<MarketTerms>, error: string, args: unknown[]) =>
    it(`refuses ${what}`, async () => {
      const deployed = await loadFixture(deploy);
      await expect(createMarket(deployed, changes))
        .to.be.revertedWithCustomError(deployed.markets, error)
        .withArgs(...args);
    });

  accepts("the highest fee rate and share", () => ({ feeRate: 1000n, creatorShare: 10_000n }));
  accepts("no fee and no share", () => ({ feeRate: 0n, creatorShare: 0n }));
  accepts("no metadata", () => ({ metadata: "" }));
  accepts("odds of one in a million", () => ({ odds: [WAD - LEAST, LEAST] }));
  accepts("256 outcomes, 255 of them at one in a million", () => ({
    outcomeCount: 256n,
    odds: [WAD - 255n * LEAST, ...Array<bigint>(255).fill(LEAST)],
  }));
  accepts("one token of liquidity", () => ({ liquidity: 1_000_000n }));
  refuses("a fee rate of 1001", { feeRate: 1001n }, "FeeRateTooHigh", [1001n, 1000n]);
  refuses("a share of 10001", { creatorShare: 10_001n }, "CreatorShareTooHigh", [10_001n, 10_000n]);
  for (const outcomeCount of [0n, 1n, 257n, 512n, 65_535n]) {
    refuses(`${outcomeCount} outcomes`, { outcomeCount }, "InvalidOutcomeCount", [outcomeCount]);
  }
  refuses("less than one token of liquidity", { liquidity: 999_999n }, "InvalidLiquidity", [999_999n, 1_000_000n, 2n ** 88n - 1n]);
  refuses("liquidity of 2^88", { liquidity: 2n ** 88n }, "InvalidLiquidity", [2n ** 88n, 1_000_000n, 2n ** 88n - 1n]);
  refuses("the largest number as liquidity", { liquidity: FAR }, "InvalidLiquidity", [FAR, 1_000_000n, 2n ** 88n - 1n]);
  refuses("too few odds", { outcomeCount: 3n, odds: [WAD / 2n, WAD / 2n] }, "InvalidOddsLength", [2n, 3n]);
  refuses("too many odds", { odds: [WAD / 2n, WAD / 4n, WAD / 4n] }, "InvalidOddsLength", [3n, 2n]);
  refuses("odds that sum to one unit less than one", { odds: [WAD / 2n, WAD / 2n - 1n] }, "InvalidOddsSum", [WAD - 1n]);
  refuses("odds that sum to one unit more than one", { odds: [WAD / 2n, WAD / 2n + 1n] }, "InvalidOddsSum", [WAD + 1n]);
  refuses("odds of zero", { outcomeCount: 3n, odds: [WAD / 2n, 0n, WAD / 2n] }, "OddsTooLow", [1n, 0n, LEAST]);
  refuses("odds of one beside zero", { odds: [WAD, 0n] }, "OddsTooLow", [1n, 0n, LEAST]);
  refuses("odds below one in a million", { odds: [LEAST - 1n, WAD - LEAST + 1n] }, "OddsTooLow", [0n, LEAST - 1n, LEAST]);
  refuses("odds above one", { odds: [2n ** 64n - 1n, 2n ** 64n - 1n] }, "InvalidOddsSum", [2n ** 65n - 2n]);

  it("takes 2^88 - 1 of liquidity on 18 decimals and trades on it", async () => {
    const deployed = await loadFixture(deploy);
    const { markets, alice, tokens } = deployed;
    const liquidity = 2n ** 88n - 1n;
    const { marketId } = await createMarket(deployed, { collateral: await tokens[18].getAddress(), liquidity });
    expect((await markets.marketOf(marketId)).liquidity).to.equal(liquidity);
    await markets.connect(alice).buy(marketId, 0, 0, 26n * liquidity, 0, alice, FAR);
    await markets.connect(alice).buyExact(marketId, 1, 0, 54n * liquidity, FAR, alice, FAR);
    await markets.connect(alice).sell(marketId, 1, 0, 40n * liquidity, 0, alice, FAR);
  });

  for (const decimals of [6, 18]) {
    it(`takes one token of ${decimals} decimals as liquidity and not one unit less`, async () => {
      const deployed = await loadFixture(deploy);
      const token = deployed.tokens[decimals as 6 | 18];
      const liquidity = 10n ** BigInt(decimals);
      const collateral = await token.getAddress();
      await createMarket(deployed, { collateral, liquidity });
      await expect(createMarket(deployed, { collateral, liquidity: liquidity - 1n }))
        .to.be.revertedWithCustomError(deployed.markets, "InvalidLiquidity")
        .withArgs(liquidity - 1n, liquidity, 2n ** 88n - 1n);
    });
  }

  for (const decimals of [0, 5, 19, 255]) {
    it(`refuses a token of ${decimals} decimals`, async () => {
      const deployed = await loadFixture(deploy);
      const collateral = await (await ethers.deployContract("FreeToken", [decimals])).getAddress();
      await expect(createMarket(deployed, { collateral }))
        .to.be.revertedWithCustomError(deployed.markets, "UnsupportedDecimals")
        .withArgs(collateral, decimals);
    });
  }

  it("refuses collateral that is no token", async () => {
    const deployed = await loadFixture(deploy);
    await expect(createMarket(deployed, { collateral: deployed.carol.address })).to.be.revertedWithoutReason(ethers);
    await expect(createMarket(deployed, { collateral: ethers.ZeroAddress })).to.be.revertedWithoutReason(ethers);
    await expect(createMarket(deployed, { collateral: await deployed.resolver.getAddress() })).to.be.revertedWithoutReason(ethers);
  });

  it("closes after now and at most 5 years ahead", async () => {
    const deployed = await loadFixture(deploy);
    const { markets } = deployed;
    const now = BigInt((await time.latest()) + 1000);
    const latest = now + BigInt(5 * YEAR);
    for (const closesAt of [now - 1n, now, latest + 1n, 2n ** 64n - 1n]) {
      const params = await marketParams(deployed, { closesAt, resolveBy: closesAt });
      await time.setNextBlockTimestamp(now);
      await expect(markets.createMarket(params, FAR))
        .to.be.revertedWithCustomError(markets, "InvalidClosesAt")
        .withArgs(closesAt, now + 1n, latest);
    }
    const params = await marketParams(deployed, { closesAt: latest });
    await time.setNextBlockTimestamp(now);
    await markets.createMarket(params, FAR);
    const soon = await marketParams(deployed, { closesAt: now + 2n });
    await time.setNextBlockTimestamp(now + 1n);
    await markets.createMarket(soon, FAR);
    expect((await markets.marketOf(2n)).closesAt).to.equal(now + 2n);
  });

  it("can be voided from its close to 1 year after it", async () => {
    const deployed = await loadFixture(deploy);
    const { markets } = deployed;
    const closesAt = BigInt((await time.latest()) + 1000);
    const latest = closesAt + BigInt(YEAR);
    for (const resolveBy of [closesAt - 1n, latest + 1n, 2n ** 64n - 1n]) {
      await expect(createMarket(deployed, { closesAt, resolveBy }))
        .to.be.revertedWithCustomError(markets, "InvalidResolveBy")
        .withArgs(resolveBy, closesAt, latest);
    }
    for (const resolveBy of [closesAt, latest]) {
      const { marketId } = await createMarket(deployed, { closesAt, resolveBy });
      expect((await markets.marketOf(marketId)).resolveBy).to.equal(resolveBy);
    }
  });

  it("needs the collateral", async () => {
    const deployed = await loadFixture(deploy);
    const { markets, usd, carol } = deployed;
    const params = await marketParams(deployed);
    await expect(markets.connect(carol).createMarket(params, FAR)).to.be.revertedWithCustomError(usd, "ERC20InsufficientAllowance");
  });

  it("gives no liquidity tokens for the seed", async () => {
    const { markets, creator, marketId } = await loadFixture(fiveOutcomes);
    expect(await markets.balanceOf(creator, liquidityId(marketId))).to.equal(0n);
    await expect(markets.connect(creator).removeLiquidity(marketId, 1, 0, FAR)).to.be.revertedWithCustomError(
      markets,
      "ERC6909InsufficientBalance",
    );
  });
});
