// properties: C9, C12
import { expect } from "chai";
import { Signature } from "ethers";
import { at, type Deployed, deploy, ethers, FAR, loadFixture, positionId, time, twoOutcomes, YES } from "./fixture.ts";

const AMOUNT = 100_000_000n;
const CURVE_ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
const types = {
  Permit: [
    { name: "owner", type: "address" },
    { name: "spender", type: "address" },
    { name: "value", type: "uint256" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
};

/** Carol has test dollars and no allowance. */
async function twoUnapproved() {
  const fixture = await twoOutcomes();
  await fixture.usd.connect(fixture.carol).faucet(10n * AMOUNT);
  return fixture;
}

type Changes = { value?: bigint; nonce?: bigint; deadline?: bigint; spender?: string; chainId?: bigint; verifyingContract?: string };

async function sign({ markets, usd, carol }: Pick<Deployed, "markets" | "usd" | "carol">, changes: Changes = {}, signer = carol) {
  const { chainId = (await ethers.provider.getNetwork()).chainId, verifyingContract = await usd.getAddress(), ...message } = changes;
  const domain = { name: "Test USD", version: "1", chainId, verifyingContract };
  return Signature.from(
    await signer.signTypedData(domain, types, {
      owner: carol.address,
      spender: await markets.getAddress(),
      value: AMOUNT,
      nonce: 0n,
      deadline: FAR,
      ...message,
    }),
  );
}

describe("Markets.selfPermit", () => {
  it("gives the allowance that was signed, and one transaction permits and buys", async () => {
    const fixture = await loadFixture(twoUnapproved);
    const { markets, quoter, usd, carol, marketId } = fixture;
    const { v, r, s } = await sign(fixture);
    const [bought] = await quoter.quoteBuy(marketId, 0, YES, AMOUNT);
    const transaction = markets
      .connect(carol)
      .multicall([
        markets.interface.encodeFunctionData("selfPermit", [await usd.getAddress(), AMOUNT, FAR, v, r, s]),
        markets.interface.encodeFunctionData("buy", [marketId, 0, YES, AMOUNT, bought, carol.address, FAR]),
      ]);
    await expect(transaction).to.changeTokenBalances(ethers, usd, [carol, markets], [-AMOUNT, AMOUNT]);
    expect(await markets.balanceOf(carol, positionId(marketId, 0))).to.equal(bought);
    expect(await usd.allowance(carol, markets)).to.equal(0n);
  });

  it("does not mind that someone sent the permit ahead", async () => {
    const fixture = await loadFixture(twoUnapproved);
    const { markets, usd, carol, bob } = fixture;
    const { v, r, s } = await sign(fixture);
    await usd.connect(bob).permit(carol, markets, AMOUNT, FAR, v, r, s);
    await markets.connect(carol).selfPermit(usd, AMOUNT, FAR, v, r, s);
    expect(await usd.allowance(carol, markets)).to.equal(AMOUNT);
  });

  it("grants nothing by the same signature again", async () => {
    const fixture = await loadFixture(twoUnapproved);
    const { markets, usd, carol, marketId } = fixture;
    const { v, r, s } = await sign(fixture);
    await markets.connect(carol).selfPermit(usd, AMOUNT, FAR, v, r, s);
    await markets.connect(carol).split(marketId, 1);
    await expect(markets.connect(carol).selfPermit(usd, AMOUNT, FAR, v, r, s))
      .to.be.revertedWithCustomError(markets, "PermitFailed")
      .withArgs(usd, AMOUNT - 1n, AMOUNT);
  });

  it("takes no permit of another account, and gives none to another spender", async () => {
    const fixture = await loadFixture(twoUnapproved);
    const { markets, usd, alice, bob } = fixture;
    await usd.connect(bob).approve(markets, 0);
    const { v, r, s } = await sign(fixture);
    await expect(markets.connect(bob).selfPermit(usd, AMOUNT, FAR, v, r, s))
      .to.be.revertedWithCustomError(markets, "PermitFailed")
      .withArgs(usd, 0n, AMOUNT);
    expect(await usd.allowance(bob, alice)).to.equal(0n);
  });

  for (const [what, changes] of [
    ["another chain", { chainId: 1n }],
    ["another token", { verifyingContract: "0x0000000000000000000000000000000000000001" }],
    ["another spender", { spender: "0x0000000000000000000000000000000000000001" }],
    ["another amount", { value: AMOUNT - 1n }],
    ["another nonce", { nonce: 1n }],
    ["another deadline", { deadline: FAR - 1n }],
  ] as [string, Changes][]) {
    it(`refuses a signature for ${what}`, async () => {
      const fixture = await loadFixture(twoUnapproved);
      const { markets, usd, carol } = fixture;
      const { v, r, s } = await sign(fixture, changes);
      await expect(markets.connect(carol).selfPermit(usd, AMOUNT, FAR, v, r, s))
        .to.be.revertedWithCustomError(markets, "PermitFailed")
        .withArgs(usd, 0n, AMOUNT);
    });
  }

  it("refuses a signature by another signer, and one turned into its mirror", async () => {
    const fixture = await loadFixture(twoUnapproved);
    const { markets, usd, carol, bob } = fixture;
    const foreign = await sign(fixture, {}, bob);
    const own = await sign(fixture);
    const mirrored = { v: own.v === 27 ? 28 : 27, r: own.r, s: ethers.toBeHex(CURVE_ORDER - BigInt(own.s), 32) };
    for (const { v, r, s } of [foreign, mirrored]) {
      await expect(markets.connect(carol).selfPermit(usd, AMOUNT, FAR, v, r, s)).to.be.revertedWithCustomError(markets, "PermitFailed");
    }
  });

  for (const late of [0n, 1n]) {
    it(`${late ? "refuses" : "takes"} a permit ${late} s after its deadline`, async () => {
      const fixture = await loadFixture(twoUnapproved);
      const { markets, usd, carol } = fixture;
      const deadline = BigInt((await time.latest()) + 100);
      const { v, r, s } = await sign(fixture, { deadline });
      await at(deadline + late);
      const call = markets.connect(carol).selfPermit(usd, AMOUNT, deadline, v, r, s);
      if (late) await expect(call).to.be.revertedWithCustomError(markets, "PermitFailed");
      else await call;
      expect(await usd.allowance(carol, markets)).to.equal(late ? 0n : AMOUNT);
    });
  }

  it("ignores that a token has no permit, if the allowance suffices", async () => {
    const { markets, tokens, alice, carol } = await loadFixture(deploy);
    const unsigned = [AMOUNT, FAR, 27, ethers.ZeroHash, ethers.ZeroHash] as const;
    await markets.connect(alice).selfPermit(tokens[6], ...unsigned);
    await expect(markets.connect(carol).selfPermit(tokens[6], ...unsigned))
      .to.be.revertedWithCustomError(markets, "PermitFailed")
      .withArgs(tokens[6], 0n, AMOUNT);
    await expect(markets.connect(alice).selfPermit(carol, ...unsigned)).to.be.revertedWithoutReason(ethers);
  });
});
