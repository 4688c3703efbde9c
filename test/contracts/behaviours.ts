// What many verbs share: until when they work, and that they know their market.
import { expect } from "chai";
import type { ContractTransactionResponse } from "ethers";
import { at, createMarket, type Deployed, deploy, FAR, loadFixture, Status, time } from "./fixture.ts";

type Send = () => Promise<ContractTransactionResponse>;

export type Verb = {
  /** Sends one transaction that succeeds on an open market. */
  send: (deployed: Deployed, marketId: bigint, deadline: bigint) => Promise<ContractTransactionResponse>;
  /** What the transaction needs beforehand. */
  prepare?: (deployed: Deployed, marketId: bigint) => Promise<unknown>;
};

/** Makes a market final in its own way and returns its status. */
export async function finish({ markets, resolver }: Deployed, market: { marketId: bigint; resolveBy: bigint }, how: "resolve" | "void") {
  if (how === "resolve") {
    await resolver.resolve(market.marketId, [1, 0]);
    return Status.Resolved;
  }
  await at(market.resolveBy);
  await markets.void(market.marketId, []);
  return Status.Void;
}

async function prepared(verb: Verb) {
  const deployed = await loadFixture(deploy);
  const market = await createMarket(deployed);
  await verb.prepare?.(deployed, market.marketId);
  const send: Send = () => verb.send(deployed, market.marketId, FAR);
  return { ...deployed, ...market, deployed, market, send };
}

export function itNeedsAMarket(verb: Verb) {
  it("refuses a market that does not exist", async () => {
    const deployed = await loadFixture(deploy);
    await createMarket(deployed);
    for (const marketId of [0n, 2n]) {
      await expect(verb.send(deployed, marketId, FAR))
        .to.be.revertedWithCustomError(deployed.markets, "UnknownMarket")
        .withArgs(marketId);
    }
  });
}

/** Trading, splitting, converting back, adding liquidity. */
export function itNeedsAnOpenMarket(verb: Verb) {
  itNeedsAMarket(verb);

  it("works one second before the market closes", async () => {
    const { closesAt, send } = await prepared(verb);
    await at(closesAt - 1n);
    await send();
    expect(await time.latest()).to.equal(closesAt - 1n);
  });

  for (const late of [0n, 1n]) {
    it(`refuses ${late} s after the market closes`, async () => {
      const { markets, marketId, closesAt, send } = await prepared(verb);
      await at(closesAt + late);
      await expect(send()).to.be.revertedWithCustomError(markets, "NotOpen").withArgs(marketId, Status.Closed);
    });
  }

  it("refuses a halted market and works again once it is reopened", async () => {
    const { markets, resolver, marketId, send } = await prepared(verb);
    await resolver.halt(marketId);
    await expect(send()).to.be.revertedWithCustomError(markets, "NotOpen").withArgs(marketId, Status.Closed);
    await resolver.reopen(marketId);
    await send();
  });

  for (const how of ["resolve", "void"] as const) {
    it(`refuses a market after ${how}`, async () => {
      const { markets, marketId, deployed, market, send } = await prepared(verb);
      const status = await finish(deployed, market, how);
      await expect(send()).to.be.revertedWithCustomError(markets, "NotOpen").withArgs(marketId, status);
    });
  }
}

/** Merging, converting, removing liquidity. */
export function itNeedsAMarketThatIsNotFinal(verb: Verb) {
  itNeedsAMarket(verb);

  for (const [when, close] of [
    ["has closed", ({ closesAt }: { closesAt: bigint }) => at(closesAt + 1n)],
    ["could be voided", ({ resolveBy }: { resolveBy: bigint }) => at(resolveBy + 1n)],
  ] as const) {
    it(`works when the market ${when}`, async () => {
      const { market, send } = await prepared(verb);
      await close(market);
      await send();
    });
  }

  it("works when the market is halted", async () => {
    const { resolver, marketId, send } = await prepared(verb);
    await resolver.halt(marketId);
    await send();
  });

  for (const how of ["resolve", "void"] as const) {
    it(`refuses a market after ${how}`, async () => {
      const { markets, marketId, deployed, market, send } = await prepared(verb);
      const status = await finish(deployed, market, how);
      await expect(send()).to.be.revertedWithCustomError(markets, "AlreadyFinal").withArgs(marketId, status);
    });
  }
}

/** Redeeming liquidity and the seed. */
export function itNeedsAFinalMarket(verb: Verb) {
  itNeedsAMarket(verb);

  for (const late of [-1n, 1n]) {
    it(`refuses a market that is not final, ${late} s after it closes`, async () => {
      const { markets, marketId, closesAt, send } = await prepared(verb);
      await at(closesAt + late);
      const status = late < 0n ? Status.Open : Status.Closed;
      await expect(send()).to.be.revertedWithCustomError(markets, "NotFinal").withArgs(marketId, status);
    });
  }
}

export function itHasADeadline(verb: Verb) {
  for (const early of [1n, 0n]) {
    it(`works ${early} s before its deadline`, async () => {
      const { deployed, marketId } = await prepared(verb);
      const deadline = BigInt((await time.latest()) + 100);
      await at(deadline - early);
      await verb.send(deployed, marketId, deadline);
    });
  }

  it("refuses 1 s after its deadline", async () => {
    const { deployed, markets, marketId } = await prepared(verb);
    const deadline = BigInt((await time.latest()) + 100);
    await at(deadline + 1n);
    await expect(verb.send(deployed, marketId, deadline))
      .to.be.revertedWithCustomError(markets, "DeadlinePassed")
      .withArgs(deadline, deadline + 1n);
  });
}
