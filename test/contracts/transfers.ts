// properties: C1, C3, C10
import { expect } from "chai";
import {
  anyPrices,
  createMarket,
  type Deployed,
  deploy,
  ethers,
  FAR,
  fiveOutcomes,
  LIQUIDITY,
  liquidityId,
  loadFixture,
  positionId,
  YES,
} from "./fixture.ts";

const AMOUNT = 123_456_789n;
const ANY = { value: FAR, deadline: FAR };

/** Everything that a transaction moves: positions by id and amount, and collateral. */
async function movedBy({ markets, usd }: Deployed, sent: Promise<{ wait(): Promise<unknown> }>) {
  const receipt = (await (await sent).wait()) as { logs: { address: string; topics: string[]; data: string }[] };
  const read = async (contract: typeof markets | typeof usd) => {
    const address = await contract.getAddress();
    return receipt.logs
      .filter((log) => log.address === address)
      .map((log) => contract.interface.parseLog(log))
      .filter((log) => log?.name === "Transfer");
  };
  return {
    positions: (await read(markets)).map((log) => [log?.args.id, log?.args.amount]),
    cash: (await read(usd)).map((log) => log?.args.value),
  };
}

/** Nobody's coordinates differ by more than a base unit of collateral: odds a quarter of a millionth off even. */
async function nearlyEven() {
  const deployed = await deploy();
  const market = await createMarket(deployed, { liquidity: 1_000_000n, odds: [500_000_250_000_000_000n, 499_999_750_000_000_000n] });
  return { ...deployed, ...market };
}

describe("What moves, and nothing else", () => {
  const yes = (marketId: bigint, outcomes: number[], amount: bigint) =>
    outcomes.map((outcome) => [positionId(marketId, BigInt(outcome), YES), amount]);

  it("splits into one YES of each outcome and merges them", async () => {
    const fixture = await loadFixture(fiveOutcomes);
    const { markets, alice, marketId } = fixture;
    const sets = { positions: yes(marketId, [0, 1, 2, 3, 4], AMOUNT), cash: [AMOUNT] };
    expect(await movedBy(fixture, markets.connect(alice).split(marketId, AMOUNT))).to.deep.equal(sets);
    expect(await movedBy(fixture, markets.connect(alice).merge(marketId, AMOUNT))).to.deep.equal(sets);
  });

  it("converts NO on one outcome and back without touching the collateral", async () => {
    const fixture = await loadFixture(fiveOutcomes);
    const { markets, alice, marketId } = fixture;
    await markets.connect(alice).splitPair(marketId, 2, AMOUNT);
    const no = [await markets.positionId(marketId, 2, 1), AMOUNT];
    for (const method of ["convert", "convertBack"] as const) {
      const moved = await movedBy(fixture, markets.connect(alice)[method](marketId, 0b00100, AMOUNT));
      expect(moved.cash).to.deep.equal([]);
      expect(moved.positions).to.have.deep.members([no, ...yes(marketId, [0, 1, 3, 4], AMOUNT)]);
    }
  });

  it("adds and removes liquidity at even prices without positions of nothing", async () => {
    const deployed = await loadFixture(deploy);
    const { markets, bob } = deployed;
    const { marketId } = await createMarket(deployed);
    const provider = markets.connect(bob);
    const added = await movedBy(deployed, provider.addLiquidity(marketId, AMOUNT, FAR, anyPrices(2), ANY.value, ANY.deadline));
    expect(added.positions).to.deep.equal([[liquidityId(marketId), AMOUNT]]);
    const removed = await movedBy(deployed, provider.removeLiquidity(marketId, AMOUNT, 0, ANY.deadline));
    expect(removed.positions).to.deep.equal([[liquidityId(marketId), AMOUNT]]);
  });

  it("creates a market at even odds without positions", async () => {
    const deployed = await loadFixture(deploy);
    const odds = [10n ** 18n / 2n, 10n ** 18n / 2n];
    await createMarket(deployed, { odds });
    const block = await ethers.provider.getBlock("latest");
    const moved = await movedBy(deployed, ethers.provider.getTransaction(block?.transactions[0] as string) as never);
    expect(moved.positions).to.deep.equal([]);
  });
});

describe("One base unit", () => {
  it("is given to the creator, and to whoever adds or removes liquidity, where the pool does not need it", async () => {
    const fixture = await loadFixture(nearlyEven);
    const { markets, creator, bob, marketId } = fixture;
    const likelier = positionId(marketId, 0n, YES);
    const other = positionId(marketId, 1n, YES);
    expect(await markets.balanceOf(creator, likelier)).to.equal(1n);
    const provider = markets.connect(bob);
    await provider.addLiquidity(marketId, 1_000_000n, FAR, anyPrices(2), ANY.value, ANY.deadline);
    expect(await markets.balanceOf(bob, likelier)).to.equal(1n);
    await provider.removeLiquidity(marketId, 1_000_000n, 0, ANY.deadline);
    expect(await markets.balanceOf(bob, other)).to.equal(1n);
  });

  it("is redeemed", async () => {
    const deployed = await loadFixture(deploy);
    const { markets, resolver, alice, usd } = deployed;
    const { marketId } = await createMarket(deployed);
    await markets.connect(alice).split(marketId, 1n);
    await resolver.resolve(marketId, [1, 0]);
    const redeeming = markets.connect(alice).redeem([positionId(marketId, 0n, YES)], alice);
    await expect(redeeming).to.changeTokenBalance(ethers, usd, alice, 1n);
  });

  it("is charged for a part of the fees that exceeds a whole number by the least", async () => {
    const deployed = await loadFixture(deploy);
    const { markets, alice, bob } = deployed;
    const prime = 1_000_000_007n; // so that every fee has an inverse
    const { marketId } = await createMarket(deployed, { liquidity: prime, creatorShare: 0n });
    await markets.connect(alice).buy(marketId, 0, YES, LIQUIDITY / 3n, 0, alice, FAR);
    const { liquidityFees: fees } = await markets.marketOf(marketId);
    const added = inverse(fees % prime, prime);
    expect((fees * added) % prime).to.equal(1n);
    const { positions, cash } = await movedBy(
      deployed,
      markets.connect(bob).addLiquidity(marketId, added, FAR, anyPrices(2), ANY.value, ANY.deadline),
    );
    const after = await markets.marketOf(marketId);
    expect(after.liquidityFees - fees).to.equal((fees * added) / prime + 1n);
    expect(positions.length).to.be.greaterThan(0);
    expect(cash).to.have.lengthOf(1);
  });
});

function inverse(value: bigint, prime: bigint): bigint {
  let [result, base, exponent] = [1n, value, prime - 2n];
  for (; exponent > 0n; exponent >>= 1n, base = (base * base) % prime) if (exponent & 1n) result = (result * base) % prime;
  return result;
}
