// properties: T2 (each claim by itself: what fails is named, the rest is paid, and nothing that does nothing is sent)
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { type Address, parseAbi, type TransactionReceipt } from "viem";
import { collectCreatorFeesCall } from "../../sdk/calls/collectCreatorFees.ts";
import { makeCall } from "../../sdk/calls/makeCall.ts";
import { redeemCall } from "../../sdk/calls/redeem.ts";
import { redeemSeedCall } from "../../sdk/calls/redeemSeed.ts";
import { PresageError } from "../../sdk/errors.ts";
import { getBalance } from "../../sdk/getBalance.ts";
import { getClaims } from "../../sdk/getClaims.ts";
import { getHoldings } from "../../sdk/getHoldings.ts";
import { getMarket } from "../../sdk/getMarket.ts";
import { getMarkets } from "../../sdk/getMarkets.ts";
import { payClaims } from "../../sdk/payClaims.ts";
import { planTrade } from "../../sdk/planTrade.ts";
import { sendCall } from "../../sdk/sendCall.ts";
import { sendPaying } from "../../sdk/sendPaying.ts";
import type { Call, Deployment } from "../../sdk/types.ts";
import { type Chain, deployAll, startChain } from "../../tools/test/chain.ts";
import { createMarket, fund, USD } from "../../tools/test/market.ts";

const TRICK = parseAbi([
  "function mint(address to, uint256 amount)",
  "function play(uint8 trick)",
  "function approve(address spender, uint256 amount) returns (bool)",
]);
const MANUAL = parseAbi(["function resolve(uint256 marketId, uint64[] payouts)"]);
const REVERT = 3;

let chain: Chain;
let deployment: Deployment;
let markets: Address;
let manual: Address;
let trick: Address;
let snapshot: unknown;

before(async () => {
  chain = await startChain();
  deployment = await deployAll(chain);
  markets = deployment.contracts.Markets;
  manual = await chain.deploy("ManualResolver", [markets]);
  trick = await chain.deploy("TrickToken");
  await fund(chain, deployment, 0);
  await send(makeCall(trick, TRICK, "mint", [me(), 10_000n * USD]));
  await send(makeCall(trick, TRICK, "approve", [markets, 10_000n * USD]));
  // the stranger's market first: it must not stand before the others
  await createMarket(chain, deployment, { resolver: manual, collateral: trick });
  for (const _ of [2, 3]) await createMarket(chain, deployment, { resolver: manual });
  for (const id of [1n, 2n, 3n]) {
    const market = await getMarket(chain.client, { deployment, id });
    await sendPaying(chain.client, chain.wallet(0), planTrade({ market, op: "buy", outcome: 0, side: "yes", amount: 40n * USD }), {
      markets,
    });
  }
});
beforeEach(async () => {
  snapshot = await chain.rpc("evm_snapshot");
});
afterEach(() => chain.rpc("evm_revert", snapshot));
after(() => chain.close());

const me = () => chain.wallet(0).account.address;
const send = (call: Call) => sendCall(chain.client, chain.wallet(0), call);
const dollars = () => getBalance(chain.client, { token: deployment.collaterals.usd as Address, owner: me() });
const resolve = async (...ids: bigint[]) => {
  for (const id of ids) await send(makeCall(manual, MANUAL, "resolve", [id, [1n, 0n]]));
};
const read = async () => getClaims(chain.client, { deployment, account: me(), markets: await getMarkets(chain.client, { deployment }) });
const named = ({ kind, marketId }: { kind: string; marketId?: bigint }) => `${kind} ${marketId}`;

describe("a call that would pay nothing now", () => {
  it("is refused with the market's state: open, and paid already", async () => {
    const market = await getMarket(chain.client, { deployment, id: 2n });
    const holdings = await getHoldings(chain.client, { deployment, account: me(), markets: [market] });
    const call = redeemCall({ markets, positionIds: holdings.map(({ id }) => id), recipient: me() });
    await assert.rejects(send(call), (error) => {
      assert.ok(error instanceof PresageError && error.code === "NothingToRedeem");
      assert.deepEqual(error.details, { markets: [{ marketId: 2n, status: "Open" }] });
      assert.match(error.message, /pays nothing now: market 2 is Open/);
      return true;
    });
    await resolve(2n);
    await send(call);
    await assert.rejects(send(call), /market 2 is Resolved, and this account holds nothing/);
    await send(collectCreatorFeesCall({ markets, marketId: 2n }));
    await assert.rejects(send(collectCreatorFeesCall({ markets, marketId: 2n })), { code: "NothingToRedeem" });
  });
});

describe("payClaims", () => {
  const pay = async (claims: Awaited<ReturnType<typeof read>>["claims"], sender: (call: Call) => Promise<TransactionReceipt> = send) =>
    payClaims(chain.client, { deployment, account: me(), claims, send: sender });

  it("pays one transaction for each collateral, the stranger's last", async () => {
    await resolve(1n, 2n, 3n);
    const { claims, failed, calls } = await read();
    assert.deepEqual([failed, calls.length], [[], 2]);
    const { paid, failed: refused } = await pay(claims);
    assert.deepEqual(refused, []);
    const tokens = paid.map((payment) => new Set(payment.claims.map(({ token }) => token.address.toLowerCase())));
    assert.deepEqual(
      tokens.map((each) => [...each]),
      [[deployment.collaterals.usd?.toLowerCase()], [trick.toLowerCase()]],
    );
    assert.deepEqual((await read()).claims, []);
  });

  it("pays the rest where a token stops paying between the reading and the click", async () => {
    await resolve(1n, 2n, 3n);
    const { claims, totals } = await read();
    await send(makeCall(trick, TRICK, "play", [REVERT]));
    const before = await dollars();
    const { paid, failed } = await pay(claims);
    assert.equal(paid.length, 1);
    assert.equal((await dollars()) - before, totals.find(({ token }) => token.symbol === "USD" && token.address !== trick)?.amount);
    assert.deepEqual(failed.map(({ claim }) => named(claim)).sort(), ["creatorFees 1", "positions 1", "seed 1"]);
    assert.ok(failed.every(({ error }) => error.code === "Reverted" || error.code === "SafeERC20FailedOperation"));
  });

  it("pays the others of the same collateral where one of them was paid meanwhile", async () => {
    await resolve(2n, 3n);
    const { claims, totals } = await read();
    const seed = claims.find(({ kind, marketId }) => kind === "seed" && marketId === 2n);
    const total = totals.find(({ token }) => token.address === seed?.token.address)?.amount;
    assert.ok(seed && total !== undefined);
    await send(redeemSeedCall({ markets, marketId: 2n }));
    const before = await dollars();
    const { paid, failed } = await pay(claims);
    assert.deepEqual(
      failed.map(({ claim, error }) => [named(claim), error.code]),
      [["seed 2", "SeedAlreadyRedeemed"]],
    );
    assert.equal(paid.length, 2, "by collateral: fees of the stranger's open market are owed already");
    assert.equal((await dollars()) - before, total - seed.amount);
  });

  it("asks for nothing more after a refusal in the wallet, and names all that is left", async () => {
    await resolve(1n, 2n, 3n);
    const { claims } = await read();
    let asked = 0;
    const { paid, failed } = await pay(claims, async () => {
      asked++;
      throw new PresageError({ code: "UserRejected", details: {} });
    });
    assert.deepEqual([asked, paid.length, failed.length], [1, 0, claims.length]);
    assert.ok(failed.every(({ error }) => error.code === "UserRejected"));
  });
});
