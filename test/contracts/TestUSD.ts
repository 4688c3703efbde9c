// properties: C15
import { expect } from "chai";
import { ethers } from "./fixture.ts";

const MOST = 1_000_000_000_000n; // 1,000,000 USD

describe("TestUSD", () => {
  it("gives anyone up to a million at a time", async () => {
    const [, alice] = await ethers.getSigners();
    const usd = await ethers.deployContract("TestUSD");
    await expect(usd.connect(alice).faucet(MOST)).to.changeTokenBalance(ethers, usd, alice, MOST);
    await expect(usd.connect(alice).faucet(MOST + 1n))
      .to.be.revertedWithCustomError(usd, "FaucetLimit")
      .withArgs(MOST + 1n, MOST);
  });
});
