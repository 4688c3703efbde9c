// properties: C1, C9, C11, C12
import { expect } from "chai";
import { deploy, ethers, FAR, LIQUIDITY, loadFixture, marketParams, NO, positionId, Status, twoOutcomes, YES } from "./fixture.ts";

const AMOUNT = 100_000_000n;

describe("Markets.multicall", () => {
  it("does several calls as the caller and returns what each gave", async () => {
    const { markets, quoter, alice, bob, usd, marketId } = await loadFixture(twoOutcomes);
    const { interface: engine } = markets;
    const [bought] = await quoter.quoteBuy(marketId, 0, YES, AMOUNT);
    const calls = [
      engine.encodeFunctionData("split", [marketId, AMOUNT]),
      engine.encodeFunctionData("buy", [marketId, 0, YES, AMOUNT, bought, alice.address, FAR]),
      engine.encodeFunctionData("transfer", [bob.address, positionId(marketId, 1), AMOUNT]),
      engine.encodeFunctionData("balanceOf", [alice.address, positionId(marketId, 0)]),
    ];
    const results = await markets.connect(alice).multicall.staticCall(calls);
    expect(results.map((result) => (result === "0x" ? 0n : BigInt(result)))).to.deep.equal([0n, bought, 1n, AMOUNT + bought]);
    await expect(markets.connect(alice).multicall(calls)).to.changeTokenBalances(
      ethers,
      usd,
      [alice, markets],
      [-2n * AMOUNT, 2n * AMOUNT],
    );
    expect(await markets.balanceOf(alice, positionId(marketId, 0))).to.equal(AMOUNT + bought);
    expect(await markets.balanceOf(bob, positionId(marketId, 1))).to.equal(AMOUNT);
  });

  it("creates a market and takes the first position in it", async () => {
    const deployed = await loadFixture(deploy);
    const { markets, creator } = deployed;
    const params = await marketParams(deployed);
    await markets
      .connect(creator)
      .multicall([
        markets.interface.encodeFunctionData("createMarket", [params, FAR]),
        markets.interface.encodeFunctionData("buy", [1, 1, YES, AMOUNT, 1, creator.address, FAR]),
      ]);
    expect((await markets.marketOf(1)).creator).to.equal(creator.address);
    expect((await markets.balanceOf(creator, positionId(1n, 1))) > AMOUNT).to.equal(true);
  });

  it("does all or nothing, and says what went wrong", async () => {
    const { markets, alice, usd, marketId } = await loadFixture(twoOutcomes);
    const before = await usd.balanceOf(alice);
    const calls = [
      markets.interface.encodeFunctionData("split", [marketId, AMOUNT]),
      markets.interface.encodeFunctionData("merge", [marketId, AMOUNT + 1n]),
    ];
    await expect(markets.connect(alice).multicall(calls))
      .to.be.revertedWithCustomError(markets, "ERC6909InsufficientBalance")
      .withArgs(alice, AMOUNT, AMOUNT + 1n, positionId(marketId, 0));
    expect(await usd.balanceOf(alice)).to.equal(before);
    expect(await markets.balanceOf(alice, positionId(marketId, 0))).to.equal(0n);
  });

  it("keeps each call's own limits", async () => {
    const { markets, quoter, alice, marketId } = await loadFixture(twoOutcomes);
    const [quote] = await quoter.quoteBuy(marketId, 0, YES, AMOUNT);
    const call = markets.interface.encodeFunctionData("buy", [marketId, 0, YES, AMOUNT, quote, alice.address, FAR]);
    // the first purchase moves the price that the second one asks for
    await expect(markets.connect(alice).multicall([call, call])).to.be.revertedWithCustomError(markets, "SlippageOut");
    await markets.connect(alice).multicall([call]);
  });

  it("gives no one a right that he does not have by himself", async () => {
    const { markets, resolver, creator, alice, carol, marketId } = await loadFixture(twoOutcomes);
    await markets.connect(alice).split(marketId, AMOUNT);
    const nested = (data: string) => markets.interface.encodeFunctionData("multicall", [[data]]);
    const steal = markets.interface.encodeFunctionData("transferFrom", [alice.address, carol.address, positionId(marketId, 0), 1]);
    const resolve = markets.interface.encodeFunctionData("resolve", [marketId, [1, 0]]);
    for (const wrap of [(data: string) => data, nested, (data: string) => nested(nested(data))]) {
      await expect(markets.connect(carol).multicall([wrap(steal)])).to.be.revertedWithCustomError(markets, "ERC6909InsufficientAllowance");
      await expect(markets.connect(creator).multicall([wrap(resolve)]))
        .to.be.revertedWithCustomError(markets, "NotResolver")
        .withArgs(creator, resolver);
    }
    expect(await markets.statusOf(marketId)).to.equal(Status.Open);
  });

  it("refuses what is no call of this contract, and ether", async () => {
    const { markets, alice, marketId } = await loadFixture(twoOutcomes);
    for (const data of ["0x", "0xdeadbeef"]) {
      await expect(markets.connect(alice).multicall([data])).to.be.revertedWithCustomError(markets, "FailedCall");
    }
    const data = markets.interface.encodeFunctionData("multicall", [[markets.interface.encodeFunctionData("split", [marketId, AMOUNT])]]);
    await expect(alice.sendTransaction({ to: markets, data, value: 1n })).to.be.revertedWithoutReason(ethers);
  });

  it("takes an empty list", async () => {
    const { markets, alice } = await loadFixture(twoOutcomes);
    expect(await markets.connect(alice).multicall.staticCall([])).to.deep.equal([]);
  });

  it("leaves no position in one's hands through a loop of buying and selling", async () => {
    const { markets, quoter, alice, usd, marketId } = await loadFixture(twoOutcomes);
    const before = await usd.balanceOf(alice);
    for (const side of [YES, NO]) {
      const [bought] = await quoter.quoteBuy(marketId, 0, side, LIQUIDITY);
      await markets
        .connect(alice)
        .multicall([
          markets.interface.encodeFunctionData("buy", [marketId, 0, side, LIQUIDITY, 0, alice.address, FAR]),
          markets.interface.encodeFunctionData("sell", [marketId, 0, side, bought, 0, alice.address, FAR]),
        ]);
    }
    expect(before - (await usd.balanceOf(alice)) > 0n).to.equal(true);
    expect(await markets.balanceOf(alice, positionId(marketId, 0))).to.equal(0n);
    expect(await markets.balanceOf(alice, positionId(marketId, 1))).to.equal(0n);
  });
});
