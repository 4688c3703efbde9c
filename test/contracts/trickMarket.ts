import { anyPrices, createMarket, deploy, ethers, FAR, LIQUIDITY, positionId, YES } from "./fixture.ts";

export const Trick = { None: 0, ReturnNothing: 1, ReturnFalse: 2, Revert: 3, TakeFee: 4, GiveMore: 5, Lie: 6 };

/** The contracts and a token that is honest for now. */
export async function deployTrick() {
  const deployed = await deploy();
  const token = await ethers.deployContract("TrickToken");
  for (const account of [deployed.creator, deployed.alice, deployed.bob]) {
    await token.mint(account, 10n ** 18n);
    await token.connect(account).approve(deployed.markets, FAR);
  }
  return { ...deployed, deployed, token };
}

/** A market of three outcomes on it, with fees, in which alice and bob hold some of everything, and one on test dollars beside it. */
export const trickMarket = async () => marketsOn(await deployTrick());

export async function marketsOn(fixture: Awaited<ReturnType<typeof deployTrick>>) {
  const { markets, deployed, token, usd, alice, bob } = fixture;
  const { marketId, closesAt, resolveBy } = await createMarket(deployed, { collateral: await token.getAddress(), outcomeCount: 3n });
  const { marketId: honestId } = await createMarket(deployed, { outcomeCount: 3n });
  for (const id of [marketId, honestId]) {
    for (const account of [alice, bob]) {
      await markets.connect(account).split(id, LIQUIDITY);
      for (const outcome of [0, 1, 2]) await markets.connect(account).splitPair(id, outcome, LIQUIDITY);
      await markets.connect(account).addLiquidity(id, LIQUIDITY, FAR, anyPrices(3), FAR, FAR);
      await markets.connect(account).buy(id, 0, YES, LIQUIDITY, 0, account, FAR);
    }
  }
  return { ...fixture, marketId, closesAt, resolveBy, honestId, honest: usd, winner: positionId(marketId, 0) };
}
