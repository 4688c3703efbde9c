// properties: C1, C2, C9, C10
import { expect } from "chai";
import { type BaseContract, type ContractTransactionResponse, type FunctionFragment, type ParamType, ZeroAddress } from "ethers";
import { anyPrices, createMarket, ethers, FAR, loadFixture, marketParams, NO, networkHelpers, YES } from "./fixture.ts";
import { deployTrick, trickMarket } from "./trickMarket.ts";

/** Positions and allowances move at any time: they touch no collateral and no price. */
const UNGUARDED = ["approve", "setOperator", "transfer", "transferFrom", "selfPermit"];

/** An argument of the type that is as empty as can be: a guarded function reads none before its guard. */
function emptyOf(type: ParamType): unknown {
  if (type.baseType === "array") return [];
  if (type.baseType === "tuple") return type.components?.map(emptyOf);
  if (type.baseType === "address") return ZeroAddress;
  if (type.baseType === "bytes") return "0x";
  return type.baseType === "string" ? "" : 0;
}

/** Every function that changes state and is not a matter of the position token alone, as a call; `multicall` wraps one. */
function guardedCalls({ interface: abi }: BaseContract): [string, string][] {
  const encode = (each: FunctionFragment) => abi.encodeFunctionData(each, each.inputs.map(emptyOf));
  const calls: [string, string][] = [];
  abi.forEachFunction((each) => {
    if (each.constant || UNGUARDED.includes(each.name) || each.name === "multicall") return;
    calls.push([each.name, encode(each)]);
    calls.push([`multicall of ${each.name}`, abi.encodeFunctionData("multicall", [[encode(each)]])]);
  });
  return calls;
}

type Fixture = Awaited<ReturnType<typeof trickMarket>>;
const AMOUNT = 1_000_000n;

const OUTER: Record<string, (fixture: Fixture) => Promise<ContractTransactionResponse>> = {
  createMarket: async ({ markets, token, creator, deployed }) =>
    markets.connect(creator).createMarket(await marketParams(deployed, { collateral: await token.getAddress() }), FAR),
  buy: ({ markets, alice, marketId }) => markets.connect(alice).buy(marketId, 0, YES, AMOUNT, 0, alice, FAR),
  buyExact: ({ markets, alice, marketId }) => markets.connect(alice).buyExact(marketId, 0, NO, AMOUNT, FAR, alice, FAR),
  sell: ({ markets, alice, marketId }) => markets.connect(alice).sell(marketId, 0, YES, AMOUNT, 0, alice, FAR),
  split: ({ markets, alice, marketId }) => markets.connect(alice).split(marketId, AMOUNT),
  merge: ({ markets, alice, marketId }) => markets.connect(alice).merge(marketId, AMOUNT),
  splitPair: ({ markets, alice, marketId }) => markets.connect(alice).splitPair(marketId, 1, AMOUNT),
  mergePair: ({ markets, alice, marketId }) => markets.connect(alice).mergePair(marketId, 1, AMOUNT),
  convert: ({ markets, alice, marketId }) => markets.connect(alice).convert(marketId, 3, AMOUNT),
  convertBack: ({ markets, alice, marketId }) => markets.connect(alice).convertBack(marketId, 3, AMOUNT),
  addLiquidity: ({ markets, alice, marketId }) => markets.connect(alice).addLiquidity(marketId, AMOUNT, FAR, anyPrices(3), FAR, FAR),
  removeLiquidity: ({ markets, alice, marketId }) => markets.connect(alice).removeLiquidity(marketId, AMOUNT, 0, FAR),
  collectCreatorFees: ({ markets, marketId }) => markets.collectCreatorFees(marketId),
  redeem: ({ markets, alice, winner }) => markets.connect(alice).redeem([winner], alice),
  redeemLiquidity: ({ markets, alice, marketId }) => markets.connect(alice).redeemLiquidity(marketId, alice),
  redeemSeed: ({ markets, marketId }) => markets.redeemSeed(marketId),
};

describe("A token or resolver that calls back", () => {
  it("is tried with every function that the engine has", async () => {
    const { markets } = await loadFixture(deployTrick);
    const moving = new Set(Object.keys(OUTER));
    const still = ["halt", "reopen", "resolve", "void", "multicall", ...UNGUARDED];
    const names: string[] = [];
    markets.interface.forEachFunction((each) => {
      if (!each.constant) names.push(each.name);
    });
    expect(names.sort()).to.deep.equal([...moving, ...still].sort());
  });

  for (const [name, send] of Object.entries(OUTER)) {
    it(`cannot enter any function from the transfer of ${name}`, async () => {
      const fixture = await loadFixture(trickMarket);
      const { markets, resolver, token, marketId } = fixture;
      const { selector } = markets.interface.getError("ReentrancyGuardReentrantCall") ?? {};
      if (name.startsWith("redeem")) await resolver.resolve(marketId, [1, 0, 0]);
      for (const [inner, data] of guardedCalls(markets)) {
        const snapshot = await networkHelpers.takeSnapshot();
        await token.setCallback(markets, data);
        await send(fixture);
        expect(await token.called(), "the token was not asked to move").to.equal(true);
        expect([inner, await token.callbackSucceeded(), await token.callbackResult()]).to.deep.equal([inner, false, selector]);
        await snapshot.restore();
      }
    });
  }

  it("cannot enter any function from its registration as a resolver", async () => {
    const fixture = await loadFixture(trickMarket);
    const { markets, resolver, deployed } = fixture;
    const { selector } = markets.interface.getError("ReentrancyGuardReentrantCall") ?? {};
    for (const [inner, data] of guardedCalls(markets)) {
      await resolver.setCallback(markets, data);
      await createMarket(deployed);
      expect([inner, await resolver.callbackSucceeded(), await resolver.callbackResult()]).to.deep.equal([inner, false, selector]);
    }
  });

  for (const name of ["buy", "buyExact", "sell", "addLiquidity", "removeLiquidity", "redeemSeed"]) {
    it(`sees the state after ${name}, not one in between`, async () => {
      const fixture = await loadFixture(trickMarket);
      const { markets, resolver, token, marketId } = fixture;
      if (name === "redeemSeed") await resolver.resolve(marketId, [1, 0, 0]);
      const { interface: abi } = markets;
      for (const [view, data] of [
        ["rhosOf", abi.encodeFunctionData("rhosOf", [marketId])],
        ["marketOf", abi.encodeFunctionData("marketOf", [marketId])],
      ]) {
        const before = await ethers.provider.call({ to: markets, data });
        await token.setCallback(markets, data);
        const snapshot = await networkHelpers.takeSnapshot();
        await OUTER[name](fixture);
        const after = await ethers.provider.call({ to: markets, data });
        expect(await token.callbackResult()).to.equal(after);
        if (view === "marketOf") expect(after).to.not.equal(before);
        await snapshot.restore();
      }
    });
  }

  it("can move positions of its own in between, and no one else's", async () => {
    const { markets, token, alice, bob, marketId, winner } = await loadFixture(trickMarket);
    const transfer = (from: string, to: string) => markets.interface.encodeFunctionData("transferFrom", [from, to, winner, AMOUNT]);
    const buy = () => markets.connect(alice).buy(marketId, 0, YES, AMOUNT, 0, alice, FAR);
    await token.setCallback(markets, transfer(alice.address, bob.address));
    await buy();
    expect(await token.callbackSucceeded()).to.equal(false);
    await markets.connect(alice).transfer(token, winner, AMOUNT);
    await token.setCallback(markets, transfer(await token.getAddress(), bob.address));
    const before = await markets.balanceOf(bob, winner);
    await buy();
    expect((await markets.balanceOf(bob, winner)) - before).to.equal(AMOUNT);
  });
});
