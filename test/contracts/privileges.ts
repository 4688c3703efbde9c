// properties: C9
import { expect } from "chai";
import { deploy, loadFixture, Status, twoOutcomes } from "./fixture.ts";

/** Who may call what on the engine: the resolver alone, or anyone for himself or on behalf of a market. */
const RESOLVER = ["halt", "reopen", "resolve"];
const OWN = [
  ...["createMarket", "buy", "buyExact", "sell", "split", "merge", "splitPair", "mergePair", "convert", "convertBack"],
  ...["addLiquidity", "removeLiquidity", "redeem", "redeemLiquidity", "multicall", "selfPermit"],
  ...["transfer", "transferFrom", "approve", "setOperator"],
];
const ANYONE = ["void", "redeemSeed", "collectCreatorFees"];

describe("Who may call the engine", () => {
  it("is said of every function that changes state", async () => {
    const { markets } = await loadFixture(deploy);
    const names: string[] = [];
    markets.interface.forEachFunction((each) => {
      if (!each.constant) names.push(each.name);
    });
    expect(names.sort()).to.deep.equal([...RESOLVER, ...OWN, ...ANYONE].sort());
  });

  it("refuses strangers, the creator and holders what is the resolver's", async () => {
    const { markets, resolver, creator, alice, carol, marketId } = await loadFixture(twoOutcomes);
    await markets.connect(alice).split(marketId, 1_000_000n);
    for (const account of [creator, alice, carol]) {
      const as = markets.connect(account);
      for (const call of [() => as.halt(marketId), () => as.reopen(marketId), () => as.resolve(marketId, [1, 0])]) {
        await expect(call()).to.be.revertedWithCustomError(markets, "NotResolver").withArgs(account, resolver);
      }
    }
    expect(await markets.statusOf(marketId)).to.equal(Status.Open);
  });
});
