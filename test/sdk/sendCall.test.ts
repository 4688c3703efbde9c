// properties: W3, W4, C11
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type Client, createPublicClient, createWalletClient, custom, encodeErrorResult, encodeFunctionData, http, parseGwei } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { sendTransaction } from "viem/actions";
import { hardhat, mainnet } from "viem/chains";
import { errorsAbi } from "../../sdk/abi/errors.ts";
import { approveCall } from "../../sdk/calls/approve.ts";
import { buyCall } from "../../sdk/calls/buy.ts";
import { createMarketCall } from "../../sdk/calls/createMarket.ts";
import { faucetCall } from "../../sdk/calls/faucet.ts";
import { multicallCall } from "../../sdk/calls/multicall.ts";
import { selfPermitCall } from "../../sdk/calls/selfPermit.ts";
import { sellCall } from "../../sdk/calls/sell.ts";
import { voidCall } from "../../sdk/calls/void.ts";
import { decodeActivity } from "../../sdk/decodeActivity.ts";
import { isDescribed, PresageError } from "../../sdk/errors.ts";
import { getAllowance } from "../../sdk/getAllowance.ts";
import { getBalance } from "../../sdk/getBalance.ts";
import { getMarkets } from "../../sdk/getMarkets.ts";
import { quoteMarketTrade } from "../../sdk/quoteMarketTrade.ts";
import { sendCall } from "../../sdk/sendCall.ts";
import { signPermit } from "../../sdk/signPermit.ts";
import { toPresageError } from "../../sdk/toPresageError.ts";
import type { Call, Deployment, Token } from "../../sdk/types.ts";
import { type Chain, deployAll, startChain } from "../../tools/test/chain.ts";
import { createMarket, fund, marketTerms, USD } from "../../tools/test/market.ts";

const NEVER = 2n ** 64n;
let chain: Chain;
let deployment: Deployment;
let markets: `0x${string}`;
let usd: `0x${string}`;
let token: Token;

before(async () => {
  chain = await startChain();
  deployment = await deployAll(chain);
  markets = deployment.contracts.Markets;
  usd = deployment.collaterals.usd as `0x${string}`;
  token = { address: usd, symbol: "USD", decimals: 6 };
  await fund(chain, deployment, 0);
  await createMarket(chain, deployment);
});
after(() => chain.close());

const addressOf = (index: number) => chain.wallet(index).account.address;
const buying = (index: number, collateralIn: bigint, minPositionsOut = 0n): Call =>
  buyCall({ markets, marketId: 1n, outcome: 0, side: "yes", collateralIn, minPositionsOut, recipient: addressOf(index), deadline: NEVER });

async function failureOf(call: Call, options: { wallet?: Client; client?: Client; index?: number } = {}): Promise<PresageError> {
  try {
    await sendCall(options.client ?? chain.client, options.wallet ?? chain.wallet(options.index ?? 0), call, { token });
  } catch (error) {
    assert.ok(error instanceof PresageError, String(error));
    assert.ok(error.message !== "" && error.remedy !== "");
    return error;
  }
  throw new assert.AssertionError({ message: "the call was sent" });
}

describe("what the contracts refuse, in words", () => {
  it("names the allowance that is there and the one needed, in tokens", async () => {
    await sendCall(chain.client, chain.wallet(1), faucetCall({ token: usd, amount: 100n * USD }));
    const error = await failureOf(buying(1, 25n * USD), { index: 1 });
    assert.equal(error.code, "ERC20InsufficientAllowance");
    assert.ok(error.message.includes("0.00 USD") && error.message.includes("25.00 USD"), error.message);
    assert.equal(error.details.needed, 25n * USD);
  });

  it("names the balance that is there and the one needed", async () => {
    await sendCall(chain.client, chain.wallet(1), approveCall({ token: usd, spender: markets, amount: 500n * USD }));
    const error = await failureOf(buying(1, 150n * USD), { index: 1 });
    assert.equal(error.code, "ERC20InsufficientBalance");
    assert.ok(error.message.includes("100.00 USD") && error.message.includes("150.00 USD"), error.message);
  });

  it("names limits, deadlines, positions and dates", async () => {
    const slippage = await failureOf(buying(0, 10n * USD, 1000n * USD));
    assert.equal(slippage.code, "SlippageOut");
    // a buyer is given positions, alone or in a multicall, a seller money
    assert.ok(slippage.message.includes("1000.00 positions") && !slippage.message.includes("USD"), slippage.message);
    const several = await failureOf(multicallCall({ markets, calls: [buying(0, 10n * USD, 1000n * USD)] }));
    assert.ok(several.message.includes("1000.00 positions"), several.message);
    await sendCall(chain.client, chain.wallet(0), buying(0, 10n * USD));
    const terms = { markets, marketId: 1n, outcome: 0, side: "yes" as const, positionsIn: USD, minCollateralOut: 1000n * USD };
    const sale = await failureOf(sellCall({ ...terms, recipient: addressOf(0), deadline: 2n ** 40n }));
    assert.ok(sale.message.includes("1000.00 USD") && !sale.message.includes("positions"), sale.message);

    const late = await failureOf({ ...buying(0, USD), args: [1n, 0n, 0, USD, 0n, addressOf(0), 1n] });
    assert.equal(late.code, "DeadlinePassed");
    assert.ok(late.message.includes("1970-01-01T00:00:01Z"), late.message);

    const none = await failureOf(
      sellCall({
        markets,
        marketId: 1n,
        outcome: 1,
        side: "yes",
        positionsIn: USD,
        minCollateralOut: 0n,
        recipient: addressOf(0),
        deadline: NEVER,
      }),
    );
    assert.equal(none.code, "ERC6909InsufficientBalance");
    assert.ok(none.message.includes("YES on outcome 1 of market 1"), none.message);

    assert.equal((await failureOf(voidCall({ markets, marketId: 1n, odds: [] }))).code, "TooEarlyToVoid");
    assert.equal((await failureOf(voidCall({ markets, marketId: 7n, odds: [] }))).code, "UnknownMarket");
  });

  it("names a resolver's reason for refusing a policy", async () => {
    const params = await marketTerms(chain, deployment);
    const error = await failureOf(createMarketCall({ markets, params: { ...params, resolveBy: params.closesAt }, maxFunding: NEVER }));
    assert.equal(error.code, "ResolveByTooSoon");
  });

  it("has words for every error of every contract", () => {
    // Raised where the SDK's own arguments exclude them, or by nothing that a person sends.
    const silent =
      /^(AddressEmptyCode|ECDSA|FailedCall|InvalidShortString|InvalidAccountNonce|StringTooLong|ERC20Invalid|ERC6909Invalid|SafeCast|Strings)/;
    const names = errorsAbi.map(({ name }) => name);
    assert.deepEqual(
      names.filter((name) => !silent.test(name) && !isDescribed(name)),
      [],
    );
  });

  it("turns every error of every contract into a sentence, whatever its arguments", () => {
    const samples: Record<string, unknown> = { address: markets, bool: true, bytes32: `0x${"11".repeat(32)}`, string: "text" };
    for (const item of errorsAbi) {
      const args = item.inputs.map(({ type }) => samples[type] ?? (type === "uint8" ? 2 : 1234567n));
      const data = encodeErrorResult({ abi: [item], errorName: item.name, args } as Parameters<typeof encodeErrorResult>[0]);
      const error = toPresageError({ data });
      assert.equal(error.code, item.name);
      assert.ok(!/undefined|NaN|\[object/.test(error.message), error.message);
    }
  });

  it("says so when it cannot read the reason", () => {
    assert.equal(toPresageError({ data: "0xdeadbeef" }).code, "Reverted");
    assert.equal(toPresageError(new Error("strange")).code, "Unknown");
    assert.equal(toPresageError("strange").message, "strange");
    assert.equal(toPresageError(undefined).code, "Unknown");
  });
});

describe("what goes wrong around a call", () => {
  const refusing = (code: number, message: string) =>
    createWalletClient({
      account: addressOf(0),
      chain: hardhat,
      transport: custom({
        request: async ({ method, params }) => {
          if (method === "eth_sendTransaction") throw Object.assign(new Error(message), { code });
          return chain.rpc(method, ...((params as unknown[]) ?? []));
        },
      }),
    });

  it("a rejection in the wallet", async () => {
    assert.equal((await failureOf(buying(0, USD), { wallet: refusing(4001, "User denied transaction signature.") })).code, "UserRejected");
  });

  it("a wallet on another chain: nothing is simulated or sent", async () => {
    const asked: string[] = [];
    const wallet = createWalletClient({
      account: addressOf(0),
      chain: mainnet,
      transport: custom({
        request: async ({ method }) => {
          asked.push(method);
          return "0x1";
        },
      }),
    });
    const error = await failureOf(buying(0, USD), { wallet });
    assert.equal(error.code, "WrongChain");
    assert.deepEqual(error.details, { given: 1, needed: 31337, name: "Hardhat" });
    assert.deepEqual(asked, ["eth_chainId"]);
  });

  it("no account, and an account without gas", async () => {
    const transport = http(chain.url);
    assert.equal(
      (await failureOf(buying(0, USD), { wallet: createWalletClient({ chain: hardhat, transport }) })).code,
      "WalletNotConnected",
    );
    const poor = createWalletClient({ account: privateKeyToAccount(generatePrivateKey()), chain: hardhat, transport });
    const call = faucetCall({ token: usd, amount: USD });
    assert.equal((await failureOf(call, { wallet: poor })).code, "InsufficientFunds");
  });

  it("a dead RPC, whose address stays out of the message", async () => {
    const client = createPublicClient({ chain: hardhat, transport: http("http://127.0.0.1:9/secret-key", { retryCount: 0 }) });
    const error = await failureOf(buying(0, USD), { client });
    assert.equal(error.code, "RpcUnavailable");
    assert.ok(!error.message.includes("secret-key"));
    await assert.rejects(getMarkets(client, { deployment }), { code: "RpcUnavailable" });
  });

  it("an address book of another chain", async () => {
    const elsewhere = { ...deployment, contracts: { ...deployment.contracts, Markets: addressOf(7) } };
    await assert.rejects(getMarkets(chain.client, { deployment: elsewhere }), { code: "NoContract" });
  });

  it("an answer that gets lost after the transaction was taken: it is waited for, and sent once", async () => {
    let sent = 0;
    const request = async ({ method, params }: { method: string; params?: unknown }) => {
      const answer = await chain.rpc(method, ...((params as unknown[]) ?? []));
      if (method !== "eth_sendRawTransaction") return answer;
      sent++;
      throw new Error("socket hang up");
    };
    const client = createPublicClient({ chain: hardhat, transport: custom({ request }, { retryCount: 0 }), pollingInterval: 50 });
    const receipt = await sendCall(client, chain.wallet(4), faucetCall({ token: usd, amount: USD }));
    assert.equal(receipt.status, "success");
    assert.equal(sent, 1);
    assert.equal(await getBalance(chain.client, { token: usd, owner: addressOf(4) }), USD);
  });

  it("a chain that falls silent while a transaction is waited for: that it was sent is said", async () => {
    let isSilent = false;
    const request = async ({ method, params }: { method: string; params?: unknown }) => {
      if (isSilent) throw Object.assign(new Error("slow down"), { code: 429 });
      isSilent = method === "eth_sendRawTransaction";
      return chain.rpc(method, ...((params as unknown[]) ?? []));
    };
    const client = createPublicClient({
      chain: hardhat,
      transport: custom({ request }, { retryCount: 0 }),
      pollingInterval: 10,
      cacheTime: 0,
    });
    const sending = sendCall(client, chain.wallet(5), faucetCall({ token: usd, amount: USD }), { silence: 50 });
    await assert.rejects(sending, (error: PresageError) => {
      assert.equal(error.code, "RpcUnavailable");
      assert.ok(error.message.startsWith(`The transaction ${error.details.hash} was sent.`), error.message);
      return true;
    });
  });

  it("a transaction that is mined but fails, and why", async () => {
    // Between the simulation and the block somebody who offers a higher fee buys first.
    const [market] = await getMarkets(chain.client, { deployment });
    assert.ok(market);
    const { output } = quoteMarketTrade({ market, op: "buy", outcome: 0, side: "yes", amount: 10n * USD });
    await chain.rpc("evm_setAutomine", false);
    const failure = failureOf(buying(1, 10n * USD, output), { index: 1 });
    await untilPending(1);
    const first = {
      to: markets,
      data: encodeFunctionData(buying(0, 100n * USD)),
      gas: 500_000n,
      maxPriorityFeePerGas: parseGwei("50"),
      maxFeePerGas: parseGwei("99"),
      type: "eip1559",
    } as const;
    await sendTransaction(chain.wallet(0), { ...first, account: chain.wallet(0).account, chain: null });
    await untilPending(2);
    await chain.rpc("evm_mine");
    await chain.rpc("evm_setAutomine", true);
    const error = await failure;
    assert.equal(error.code, "SlippageOut");
    assert.match(String(error.details.hash), /^0x[0-9a-f]{64}$/);
  });

  async function untilPending(count: number): Promise<void> {
    for (let attempt = 0; attempt < 100; attempt++) {
      const block = (await chain.rpc("eth_getBlockByNumber", "pending", false)) as { transactions: unknown[] };
      if (block.transactions.length >= count) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`never ${count} pending transactions`);
  }
});

describe("permit and multicall", () => {
  it("trade with one signature and no approval, and leave no allowance behind", async () => {
    const wallet = chain.wallet(2);
    await sendCall(chain.client, wallet, faucetCall({ token: usd, amount: 100n * USD }));
    const permit = await signPermit(chain.client, wallet, {
      token: usd,
      spender: markets,
      value: 25n * USD,
      deadline: NEVER,
      chainId: 31337,
    });
    const calls = [selfPermitCall({ markets, permit }), buying(2, 25n * USD)];
    const hashes: string[] = [];
    const receipt = await sendCall(chain.client, wallet, multicallCall({ markets, calls }), { onHash: (hash) => hashes.push(hash) });
    assert.deepEqual(hashes, [receipt.transactionHash]);
    const [trade] = decodeActivity({ markets, logs: receipt.logs });
    assert.ok(trade?.kind === "Trade" && trade.collateral === 25n * USD && trade.op === "buy" && trade.outcome === 0);
    assert.equal(await getAllowance(chain.client, { token: usd, owner: addressOf(2), spender: markets }), 0n);
  });

  it("refuses to sign for a token that has no permit, and to batch calls of other contracts", async () => {
    const options = { token: markets, spender: markets, value: 1n, deadline: NEVER, chainId: 31337 };
    await assert.rejects(signPermit(chain.client, chain.wallet(2), options), { code: "PermitUnsupported" });
    await assert.rejects(signPermit(chain.client, chain.wallet(2), { ...options, token: usd, chainId: 1 }), { code: "PermitUnsupported" });
    assert.throws(() => multicallCall({ markets, calls: [faucetCall({ token: usd, amount: 1n })] }), { code: "InvalidCall" });
  });
});
