// properties: T2, T4, W4, W6 (allowances are exact, one refusal leads to the next way, one claim's failure stops no other)
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { type Address, createWalletClient, custom, parseAbi } from "viem";
import { hardhat } from "viem/chains";
import { approveCall } from "../../sdk/calls/approve.ts";
import { makeCall } from "../../sdk/calls/makeCall.ts";
import { splitCall } from "../../sdk/calls/split.ts";
import { getAllowance } from "../../sdk/getAllowance.ts";
import { getBalance } from "../../sdk/getBalance.ts";
import { getClaims } from "../../sdk/getClaims.ts";
import { getMarket } from "../../sdk/getMarket.ts";
import { getMarkets } from "../../sdk/getMarkets.ts";
import type { Stage } from "../../sdk/paying/paying.ts";
import type { Planned } from "../../sdk/planned.ts";
import { planTrade } from "../../sdk/planTrade.ts";
import { sendCall } from "../../sdk/sendCall.ts";
import { sendPaying } from "../../sdk/sendPaying.ts";
import type { Call, Deployment } from "../../sdk/types.ts";
import { type Chain, deployAll, startChain } from "../../tools/test/chain.ts";
import { createMarket, fund, USD } from "../../tools/test/market.ts";

const trickAbi = parseAbi([
  "function mint(address to, uint256 amount)",
  "function play(uint8 trick)",
  "function approve(address spender, uint256 amount) returns (bool)",
]);
const manualAbi = parseAbi(["function resolve(uint256 marketId, uint64[] payouts)"]);
const FAUCET = parseAbi(["function faucet(uint256 amount)"]);

let chain: Chain;
let deployment: Deployment;
let markets: Address;
let usd: Address;
let manual: Address;
let snapshot: unknown;

before(async () => {
  chain = await startChain();
  deployment = await deployAll(chain);
  markets = deployment.contracts.Markets;
  usd = deployment.collaterals.usd as Address;
  manual = await chain.deploy("ManualResolver", [markets]);
  await fund(chain, deployment, 0);
  await createMarket(chain, deployment, { resolver: manual });
  for (const index of [1, 2]) await send(index, makeCall(usd, FAUCET, "faucet", [1_000n * USD]));
});
beforeEach(async () => {
  snapshot = await chain.rpc("evm_snapshot");
});
afterEach(() => chain.rpc("evm_revert", snapshot));
after(() => chain.close());

const send = (index: number, call: Call) => sendCall(chain.client, chain.wallet(index), call);
const addressOf = (index: number) => chain.wallet(index).account.address;
const allowance = (index: number) => getAllowance(chain.client, { token: usd, owner: addressOf(index), spender: markets });

async function buying(amount: bigint): Promise<Planned> {
  return planTrade({ market: await getMarket(chain.client, { deployment, id: 1n }), op: "buy", outcome: 0, side: "yes", amount });
}

async function pay(index: number, planned: Planned, wallet = chain.wallet(index) as Parameters<typeof sendPaying>[1]): Promise<string[]> {
  const stages: Stage[] = [];
  const receipt = await sendPaying(chain.client, wallet, planned, {
    markets,
    account: chain.wallet(index).account,
    onStage: (stage) => stages.push(stage),
  });
  assert.equal(receipt.status, "success");
  return stages.filter(({ hash }) => !hash).map(({ kind, step, steps }) => `${kind} ${step}/${steps}`);
}

describe("sendPaying", () => {
  it("asks for a permit of exactly the amount, and leaves no allowance behind", async () => {
    assert.deepEqual(await pay(1, await buying(25n * USD)), ["permit 1/2", "send 2/2"]);
    assert.equal(await allowance(1), 0n);
  });

  it("asks for nothing where the allowance is there, and where nothing is paid", async () => {
    await send(1, approveCall({ token: usd, spender: markets, amount: 30n * USD }));
    assert.deepEqual(await pay(1, await buying(25n * USD)), ["send 1/1"]);
    assert.equal(await allowance(1), 5n * USD);
    const market = await getMarket(chain.client, { deployment, id: 1n });
    const selling = planTrade({ market, op: "sell", outcome: 0, side: "yes", amount: USD });
    assert.deepEqual(await pay(1, selling), ["send 1/1"]);
  });

  it("approves exactly the amount where the wallet cannot sign a permit", async () => {
    const request = async ({ method, params }: { method: string; params?: unknown }) => {
      if (/signTypedData/.test(method)) throw Object.assign(new Error("not supported"), { code: -32601 });
      return chain.rpc(method, ...((params as unknown[]) ?? []));
    };
    const account = addressOf(1);
    const wallet = createWalletClient({ account, chain: hardhat, transport: custom({ request }, { retryCount: 0 }), pollingInterval: 50 });
    const stages: string[] = [];
    await sendPaying(chain.client, wallet, await buying(25n * USD), {
      markets,
      onStage: ({ kind, hash }) => stages.push(`${kind}${hash ? " sent" : ""}`),
    });
    assert.deepEqual(stages, ["permit", "approve", "approve sent", "send", "send sent"]);
    assert.equal(await allowance(1), 0n);
  });

  it("asks for no approval after a rejection, and for none that would be in vain", async () => {
    const rejecting = async ({ method, params }: { method: string; params?: unknown }) => {
      if (/signTypedData/.test(method)) throw Object.assign(new Error("User denied"), { code: 4001 });
      return chain.rpc(method, ...((params as unknown[]) ?? []));
    };
    const wallet = createWalletClient({ account: addressOf(1), chain: hardhat, transport: custom({ request: rejecting }) });
    await assert.rejects(sendPaying(chain.client, wallet, await buying(USD), { markets }), { code: "UserRejected" });

    const stages: Stage[] = [];
    const vain: Planned = {
      ...(await buying(USD)),
      call: ({ markets: address }) => splitCall({ markets: address, marketId: 99n, amount: USD }),
    };
    const onStage = (stage: Stage) => stages.push(stage);
    await assert.rejects(sendPaying(chain.client, chain.wallet(1), vain, { markets, onStage }), { code: "UnknownMarket" });
    assert.deepEqual(stages, []);
  });

  it("names the balance that is missing, in tokens, before anything is asked", async () => {
    const stages: Stage[] = [];
    const planned = await buying(2_000n * USD);
    await assert.rejects(
      sendPaying(chain.client, chain.wallet(1), planned, { markets, onStage: (stage) => stages.push(stage) }),
      (error: Error & { code?: string }) => error.code === "InsufficientBalance" && error.message.includes("1000.00 USD"),
    );
    assert.deepEqual(stages, []);
  });
});

describe("getClaims", () => {
  it("pays everything in as few transactions as there are contracts, to the unit", async () => {
    for (const index of [0, 1]) await pay(index, await buying(40n * USD));
    await send(2, makeCall(manual, manualAbi, "resolve", [1n, [1n, 0n]]));
    for (const index of [0, 1]) {
      const all = await getMarkets(chain.client, { deployment });
      const { claims, totals, calls, failed } = await getClaims(chain.client, { deployment, account: addressOf(index), markets: all });
      assert.deepEqual(
        claims.map(({ kind }) => kind),
        index === 0 ? ["positions", "seed", "creatorFees"] : ["positions"],
      );
      assert.deepEqual([failed, calls.length, totals.length], [[], 1, 1]);
      const balance = await getBalance(chain.client, { token: usd, owner: addressOf(index) });
      for (const call of calls) await send(index, call);
      assert.equal((await getBalance(chain.client, { token: usd, owner: addressOf(index) })) - balance, totals[0]?.amount);
      const later = await getMarkets(chain.client, { deployment });
      const rest = await getClaims(chain.client, { deployment, account: addressOf(index), markets: later });
      assert.deepEqual([rest.claims, rest.totals, rest.calls], [[], [], []]);
    }
  });

  it("leaves out and names what cannot be paid, and pays the rest", async () => {
    const trick = await chain.deploy("TrickToken");
    await send(0, makeCall(trick, trickAbi, "mint", [addressOf(0), 10_000n * USD]));
    await send(0, makeCall(trick, trickAbi, "approve", [markets, 10_000n * USD]));
    await createMarket(chain, deployment, { resolver: manual, collateral: trick });
    for (const id of [1n, 2n]) await send(2, makeCall(manual, manualAbi, "resolve", [id, [1n, 0n]]));
    await send(0, makeCall(trick, trickAbi, "play", [3]));
    const all = await getMarkets(chain.client, { deployment });
    const { claims, totals, failed, calls } = await getClaims(chain.client, { deployment, account: addressOf(0), markets: all });
    assert.deepEqual(
      [claims.map(({ kind, marketId }) => `${kind} ${marketId}`), failed.map(({ claim }) => `${claim.kind} ${claim.marketId}`)],
      [["seed 1"], ["seed 2"]],
    );
    assert.equal(totals.length, 1, "amounts of different tokens are never one number");
    const balance = await getBalance(chain.client, { token: usd, owner: addressOf(0) });
    for (const call of calls) await send(0, call);
    assert.equal((await getBalance(chain.client, { token: usd, owner: addressOf(0) })) - balance, totals[0]?.amount);
  });
});
