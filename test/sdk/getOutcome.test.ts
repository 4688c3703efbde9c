// properties: W4
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type Address, encodeFunctionData, erc20Abi, type Hash, parseGwei } from "viem";
import { getTransaction, sendTransaction } from "viem/actions";
import { faucetCall } from "../../sdk/calls/faucet.ts";
import { getOutcome } from "../../sdk/getOutcome.ts";
import { sendCall } from "../../sdk/sendCall.ts";
import { type Chain, deployAll, startChain } from "../../tools/test/chain.ts";

const USD = 10n ** 6n;
const UNKNOWN: Hash = `0x${"ab".repeat(32)}`;
let chain: Chain;
let usd: Address;

before(async () => {
  chain = await startChain();
  usd = (await deployAll(chain)).collaterals.usd as Address;
});
after(() => chain.close());

const addressOf = (index: number) => chain.wallet(index).account.address;
const outcomeOf = (index: number, hash: Hash, nonce?: number) => getOutcome(chain.client, { hash, account: addressOf(index), nonce });

/** Hands over a payment that is not simulated before, and does not wait for it. */
function pay(index: number, fee: bigint, more: { nonce?: number } = {}): Promise<Hash> {
  const wallet = chain.wallet(index);
  return sendTransaction(wallet, {
    account: wallet.account,
    chain: null,
    to: usd,
    data: encodeFunctionData({ abi: erc20Abi, functionName: "transfer", args: [addressOf(9), 5n * USD] }),
    gas: 100_000n,
    maxPriorityFeePerGas: fee,
    maxFeePerGas: fee + parseGwei("10"),
    ...more,
  });
}

describe("getOutcome", () => {
  it("tells what was mined from what failed, and why that did", async () => {
    await sendCall(chain.client, chain.wallet(1), faucetCall({ token: usd, amount: 5n * USD }));
    const paid = await outcomeOf(1, await pay(1, parseGwei("1")));
    assert.ok(paid.at === "done" && paid.receipt.status === "success");
    await chain.rpc("evm_setAutomine", false);
    const hash = await pay(1, parseGwei("1")); // nothing is left to pay with
    await chain.rpc("evm_mine");
    await chain.rpc("evm_setAutomine", true);
    const failed = await outcomeOf(1, hash);
    assert.ok(failed.at === "failed" && failed.receipt.transactionHash === hash);
    assert.equal(failed.reason.code, "ERC20InsufficientBalance");
    assert.equal(failed.reason.details.needed, 5n * USD);
  });

  it("tells what waits from what another one was sent in place of, while its number is known", async () => {
    await sendCall(chain.client, chain.wallet(2), faucetCall({ token: usd, amount: 50n * USD }));
    await chain.rpc("evm_setAutomine", false);
    const slow = await pay(2, parseGwei("1"));
    assert.deepEqual(await outcomeOf(2, slow), { at: "pending" });
    const { nonce } = await getTransaction(chain.client, { hash: slow });
    await pay(2, parseGwei("5"), { nonce });
    assert.deepEqual(await outcomeOf(2, slow, nonce), { at: "unknown" }); // it may come yet
    await chain.rpc("evm_mine");
    await chain.rpc("evm_setAutomine", true);
    assert.deepEqual(await outcomeOf(2, slow, nonce), { at: "replaced" });
    assert.deepEqual(await outcomeOf(2, slow), { at: "unknown" });
  });

  it("does not take a number that is still free for one that is taken", async () => {
    assert.deepEqual(await outcomeOf(3, UNKNOWN, 0), { at: "unknown" });
    await sendCall(chain.client, chain.wallet(3), faucetCall({ token: usd, amount: USD }));
    assert.deepEqual(await outcomeOf(3, UNKNOWN, 0), { at: "replaced" });
  });
});
