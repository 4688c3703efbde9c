// properties: T4, W4 (every kind of wallet and token is paid with, each by the one way that it has)
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import {
  type Account,
  type Address,
  type Client,
  createPublicClient,
  createWalletClient,
  custom,
  encodeAbiParameters,
  type Hex,
  maxUint256,
  numberToHex,
  parseAbi,
  parseAbiParameters,
  toFunctionSelector,
  toHex,
  zeroHash,
} from "viem";
import { hardhat } from "viem/chains";
import { approveCall } from "../../sdk/calls/approve.ts";
import { makeCall } from "../../sdk/calls/makeCall.ts";
import { splitCall } from "../../sdk/calls/split.ts";
import { getAllowance } from "../../sdk/getAllowance.ts";
import { getMarket } from "../../sdk/getMarket.ts";
import { findPermit } from "../../sdk/paying/findPermit.ts";
import type { Stage } from "../../sdk/paying/paying.ts";
import type { Way } from "../../sdk/paying/way.ts";
import type { Planned } from "../../sdk/planned.ts";
import { planTrade } from "../../sdk/planTrade.ts";
import { sendCall } from "../../sdk/sendCall.ts";
import { sendPaying } from "../../sdk/sendPaying.ts";
import type { Call, Deployment } from "../../sdk/types.ts";
import { type Chain, deployAll, startChain } from "../../tools/test/chain.ts";
import { createMarket, fund, USD } from "../../tools/test/market.ts";

const FAUCET = parseAbi(["function faucet(uint256 amount)"]);
const ACCOUNT = parseAbi(["function execute((address to, uint256 value, bytes data)[] calls) payable"]);
const TOKENS = ["TestUSD", "Version1", "Version2", "Version3", "Asking", "Greedy", "OlderPermit", "ZeroFirst", "Plain"] as const;
type TokenName = (typeof TOKENS)[number];

let chain: Chain;
let deployment: Deployment;
let markets: Address;
let snapshot: unknown;
const tokens = {} as Record<TokenName, Address>;
const marketIds = {} as Record<TokenName, bigint>;

before(async () => {
  chain = await startChain();
  deployment = await deployAll(chain);
  markets = deployment.contracts.Markets;
  const manual = await chain.deploy("ManualResolver", [markets]);
  await fund(chain, deployment, 0);
  Object.assign(tokens, {
    TestUSD: deployment.collaterals.usd,
    Version1: await chain.deploy("VersionToken", ["1"]),
    Version2: await chain.deploy("VersionToken", ["2"]),
    Version3: await chain.deploy("VersionToken", ["3.14 beta"]),
    Asking: await chain.deploy("AskingToken"),
    Greedy: await chain.deploy("GreedyToken"),
    OlderPermit: await chain.deploy("OlderPermitToken"),
    ZeroFirst: await chain.deploy("ZeroFirstToken"),
    Plain: await chain.deploy("PlainToken", ["Plain"]),
  });
  for (const [index, name] of TOKENS.entries()) {
    const collateral = tokens[name];
    if (name !== "TestUSD") await send(0, makeCall(collateral, FAUCET, "faucet", [100_000n * USD]));
    await send(0, approveCall({ token: collateral, spender: markets, amount: 50_000n * USD }));
    await createMarket(chain, deployment, { resolver: manual, collateral });
    await send(1, makeCall(collateral, FAUCET, "faucet", [1_000n * USD]));
    marketIds[name] = BigInt(index + 1);
  }
});
beforeEach(async () => {
  snapshot = await chain.rpc("evm_snapshot");
});
afterEach(() => chain.rpc("evm_revert", snapshot));
after(() => chain.close());

const send = (index: number, call: Call) => sendCall(chain.client, chain.wallet(index), call);
const addressOf = (index: number) => chain.wallet(index).account.address;

async function buying(name: TokenName, amount = 25n * USD): Promise<Planned> {
  const market = await getMarket(chain.client, { deployment, id: marketIds[name] });
  return planTrade({ market, op: "buy", outcome: 0, side: "yes", amount });
}

/** What is asked on the way, and what is allowed afterwards: never more than before. */
async function pay(name: TokenName, wallet: Client, options: { account: Account; ways?: readonly Way[] }): Promise<string[]> {
  const stages: Stage[] = [];
  const owner = options.account.address;
  const receipt = await sendPaying(chain.client, wallet, await buying(name), {
    markets,
    ...options,
    onStage: (stage) => stages.push(stage),
  });
  assert.equal(receipt.status, "success");
  assert.equal(await getAllowance(chain.client, { token: tokens[name], owner, spender: markets }), 0n, "nothing is left of the allowance");
  return said(stages);
}

function said(stages: readonly Stage[]): string[] {
  const asked = stages.filter(({ hash, calls }) => !hash && !calls);
  return asked.map(({ kind, step, steps, allowance }) => `${kind}${allowance === 0n ? " nothing" : ""} ${step}/${steps}`);
}

/** A wallet as an extension has it: the keys are there, and it answers as `answers` say, or as a node. */
function walletOf(address: Address, answers: Record<string, (params: readonly unknown[]) => unknown> = {}) {
  const request = async ({ method, params = [] }: { method: string; params?: unknown }) => {
    const answer = answers[method];
    if (answer) return answer(params as readonly unknown[]);
    if (method.startsWith("wallet_")) throw Object.assign(new Error("not supported"), { code: 4200 });
    return chain.rpc(method, ...(params as unknown[]));
  };
  const transport = custom({ request }, { retryCount: 0 });
  return createWalletClient({ account: address, chain: hardhat, transport, pollingInterval: 50 });
}

const rejects =
  (message = "User rejected the request.") =>
  () => {
    throw Object.assign(new Error(message), { code: 4001 });
  };

describe("a key", () => {
  const expected: Record<TokenName, string[]> = {
    TestUSD: ["permit 1/2", "send 2/2"],
    Version1: ["permit 1/2", "send 2/2"],
    Version2: ["permit 1/2", "send 2/2"],
    Version3: ["permit 1/2", "send 2/2"],
    Asking: ["permit 1/2", "send 2/2"],
    Greedy: ["approve 1/2", "send 2/2"],
    OlderPermit: ["approve 1/2", "send 2/2"],
    ZeroFirst: ["approve 1/2", "send 2/2"],
    Plain: ["approve 1/2", "send 2/2"],
  };
  for (const name of TOKENS) {
    it(`pays with ${name}: ${expected[name].join(", ")}`, async () => {
      assert.deepEqual(await pay(name, chain.wallet(1), { account: chain.wallet(1).account }), expected[name]);
    });
  }

  it("takes an old allowance back first, where the token wants that", async () => {
    await send(1, approveCall({ token: tokens.ZeroFirst, spender: markets, amount: 3n }));
    const account = chain.wallet(1).account;
    assert.deepEqual(await pay("ZeroFirst", chain.wallet(1), { account }), ["approve nothing 1/3", "approve 2/3", "send 3/3"]);
    await send(1, approveCall({ token: tokens.Plain, spender: markets, amount: 3n }));
    assert.deepEqual(await pay("Plain", chain.wallet(1), { account }), ["approve 1/2", "send 2/2"]);
  });

  it("is refused what would fail anyway before it is asked, whatever the token's words", async () => {
    for (const name of ["ZeroFirst", "Plain", "TestUSD"] as const) {
      const stages: Stage[] = [];
      const planned: Planned = { ...(await buying(name)), call: () => splitCall({ markets, marketId: 99n, amount: 25n * USD }) };
      const sent = sendPaying(chain.client, chain.wallet(1), planned, { markets, onStage: (stage) => stages.push(stage) });
      await assert.rejects(sent, { code: "UnknownMarket" });
      assert.deepEqual(stages, []);
    }
  });
});

describe("findPermit", () => {
  it("tells by what tokens do", async () => {
    const forms: Record<string, string> = {};
    for (const name of TOKENS) forms[name] = (await findPermit(chain.client, { token: tokens[name], markets, chainId: hardhat.id })).form;
    const exact = { TestUSD: "exact", Version1: "exact", Version2: "exact", Version3: "exact", Asking: "exact" };
    assert.deepEqual(forms, { ...exact, Greedy: "older", OlderPermit: "older", ZeroFirst: "none", Plain: "none" });
  });

  it("finds none where there is no token, or a stranger's worst", async () => {
    const strange = await chain.deploy("StrangeToken");
    for (const token of [addressOf(9), markets])
      assert.deepEqual(await findPermit(chain.client, { token, markets, chainId: 31337 }), { form: "none" });
    for (let manner = 0; manner < 10; manner++) {
      await send(0, makeCall(strange, parseAbi(["function turn(uint8 manner)"]), "turn", [manner]));
      assert.deepEqual(await findPermit(chain.client, { token: strange, markets, chainId: 31337 }), { form: "none" }, `manner ${manner}`);
    }
  });
});

describe("a token that says one thing and does another", () => {
  /** The chain, where a token's answer to one question is another one; undefined leaves it as it is. */
  function answering(question: string, answer: (data: string) => Hex | undefined) {
    const request = async ({ method, params = [] }: { method: string; params?: unknown }) => {
      const [call] = params as [{ data?: string }];
      const said = method === "eth_call" && call.data?.startsWith(toFunctionSelector(question)) ? answer(call.data) : undefined;
      return said ?? chain.rpc(method, ...(params as unknown[]));
    };
    return createPublicClient({ chain: hardhat, transport: custom({ request }, { retryCount: 0 }), pollingInterval: 50 });
  }
  const stagesWith = async (client: Client) => {
    const stages: Stage[] = [];
    await sendPaying(client, chain.wallet(1), await buying("Version2"), { markets, onStage: (stage) => stages.push(stage) });
    return said(stages);
  };

  it("of its domain: is paid by the one that works", async () => {
    const domain = parseAbiParameters("bytes1, string, string, uint256, address, bytes32, uint256[]");
    for (const [fields, chainId, contract] of [
      ["0x0f", maxUint256, tokens.Version2],
      ["0x0f", 1n, tokens.Version2],
      ["0x0f", 31_337n, markets],
      ["0x00", 0n, markets],
    ] as const) {
      const client = answering("eip712Domain()", () =>
        encodeAbiParameters(domain, [fields, "Version", "2", chainId, contract, zeroHash, []]),
      );
      assert.deepEqual(await stagesWith(client), ["permit 1/2", "send 2/2"], `${fields} ${chainId}`);
    }
  });

  it("of its nonces, to this owner alone: is paid by approval", async () => {
    const answers: (() => Hex)[] = [
      () => "0x",
      () => toHex(9n, { size: 32 }),
      () => {
        throw Object.assign(new Error("execution reverted"), { code: 3, data: "0x" });
      },
    ];
    for (const answer of answers) {
      const owner = addressOf(1).slice(2).toLowerCase();
      const client = answering("nonces(address)", (data) => (data.includes(owner) ? answer() : undefined));
      assert.deepEqual(await stagesWith(client), ["permit 1/2", "approve 1/2", "send 2/2"]);
    }
  });
});

describe("a wallet that refuses", () => {
  const account = () => ({ address: addressOf(1), type: "json-rpc" }) as const;

  it("a signature: says so, names what is left, and goes on only when it is told to", async () => {
    const asked: string[] = [];
    const wallet = walletOf(addressOf(1), {
      eth_signTypedData_v4: rejects(),
      eth_sendTransaction: ([transaction]) => {
        asked.push("send");
        return chain.rpc("eth_sendTransaction", transaction);
      },
    });
    await assert.rejects(
      sendPaying(chain.client, wallet, await buying("TestUSD"), { markets }),
      (error: Error & { code?: string; details?: unknown; remedy?: string }) => {
        assert.equal(error.code, "UserRejected");
        const { way, next } = error.details as { way: string; next: string[] };
        assert.deepEqual([way, next], ["permit", ["approval"]]);
        assert.match(
          `${error.message} ${error.remedy}`,
          /signature was refused.*or pay by an allowance of exactly the amount first instead/,
        );
        return true;
      },
    );
    assert.deepEqual(asked, [], "nothing was sent");
    assert.deepEqual(await pay("TestUSD", wallet, { account: account(), ways: ["batch", "approval"] }), ["approve 1/2", "send 2/2"]);
  });

  it("what it cannot do or does not allow: the next way, and why", async () => {
    for (const code of [4100, 4200, -32_601, -32_603]) {
      const signs = {
        eth_signTypedData_v4: () => {
          throw Object.assign(new Error("unsupported"), { code });
        },
      };
      const stages: Stage[] = [];
      await sendPaying(chain.client, walletOf(addressOf(1), signs), await buying("TestUSD"), {
        markets,
        onStage: (stage) => stages.push(stage),
      });
      assert.deepEqual(said(stages), ["permit 1/2", "approve 1/2", "send 2/2"]);
      assert.deepEqual(stages.at(-1)?.instead, [
        { way: "permit", hindrance: "wallet" },
        { way: "batch", hindrance: "wallet" },
      ]);
    }
  });

  it("by a signature that is nobody's", async () => {
    const signs = { eth_signTypedData_v4: () => toHex(7n, { size: 400 }) };
    assert.deepEqual(await pay("TestUSD", walletOf(addressOf(1), signs), { account: account() }), [
      "permit 1/2",
      "approve 1/2",
      "send 2/2",
    ]);
  });

  it("an approval: that is the end, and nothing was sent", async () => {
    const wallet = walletOf(addressOf(1), { eth_sendTransaction: rejects() });
    await assert.rejects(sendPaying(chain.client, wallet, await buying("Plain"), { markets }), { code: "UserRejected" });
  });
});

describe("a wallet that does several calls as one", () => {
  const capable = { wallet_getCapabilities: () => ({ [numberToHex(hardhat.id)]: { atomic: { status: "ready" } } }) };
  type Sent = { calls: { to: Address; data: Hex; value?: Hex }[]; atomicRequired: boolean };
  let batches: Sent[] = [];
  beforeEach(() => {
    batches = [];
  });

  /** The account itself is the contract, and its owner's key sends. */
  async function contractWallet(answers: Parameters<typeof walletOf>[1] = {}) {
    const contract = await chain.deploy("WalletAccount", [addressOf(2)]);
    for (const name of TOKENS) await send(1, { ...transferOf(tokens[name], contract) });
    const execute = async (calls: { to: Address; data: Hex; value?: Hex }[]) => {
      const inner = calls.map(({ to, data, value = "0x0" }) => ({ to, data, value: BigInt(value) }));
      return (await send(2, makeCall(contract, ACCOUNT, "execute", [inner]))).transactionHash;
    };
    const wallet = walletOf(contract, {
      eth_accounts: () => [contract],
      eth_signTypedData_v4: () => assert.fail("a contract's signature is no permit"),
      eth_sendTransaction: ([transaction]) => execute([transaction as never]),
      wallet_sendCalls: async ([batch]) => {
        batches.push(batch as Sent);
        return { id: await execute((batch as Sent).calls) };
      },
      wallet_getCallsStatus: async ([id]) => {
        const receipt = await chain.rpc("eth_getTransactionReceipt", id);
        return { version: "2.0.0", id, chainId: numberToHex(hardhat.id), status: 200, atomic: true, receipts: [receipt] };
      },
      ...answers,
    });
    return { wallet, account: { address: contract, type: "json-rpc" } as const };
  }

  const transferOf = (token: Address, to: Address): Call =>
    makeCall(token, parseAbi(["function transfer(address to, uint256 amount)"]), "transfer", [to, 100n * USD]);

  it("pays in one request, a contract account too, whatever the token", async () => {
    const { wallet, account } = await contractWallet(capable);
    for (const name of TOKENS) assert.deepEqual(await pay(name, wallet, { account }), ["batch 1/1"], name);
    assert.ok(batches.every(({ calls, atomicRequired }) => calls.length === 2 && atomicRequired));
  });

  it("that waits for other signers has given the batch its name by the time that nobody waits for it any more", async () => {
    const { wallet, account } = await contractWallet({
      ...capable,
      wallet_sendCalls: () => ({ id: "0x5afe" }),
      wallet_getCallsStatus: ([id]) => ({ version: "2.0.0", id, chainId: numberToHex(hardhat.id), status: 100, atomic: true }),
    });
    const stages: Stage[] = [];
    const waiting = sendPaying(chain.client, wallet, await buying("Plain"), {
      markets,
      account,
      timeout: 500,
      onStage: (stage) => stages.push(stage),
    });
    await assert.rejects(waiting, { code: "NotMinedYet" });
    assert.equal(stages.at(-1)?.calls, "0x5afe");
  });

  it("is asked for nothing that it does not say it can", async () => {
    const none: NonNullable<Parameters<typeof walletOf>[1]>[] = [
      {},
      { wallet_getCapabilities: () => ({ [numberToHex(hardhat.id)]: { atomic: { status: "unsupported" } } }) },
      { wallet_getCapabilities: () => ({}) },
    ];
    for (const answers of none) {
      const { wallet, account } = await contractWallet(answers);
      assert.deepEqual(await pay("TestUSD", wallet, { account }), ["approve 1/2", "send 2/2"]);
    }
    assert.equal(batches.length, 0);
  });

  it("pays by approval where it promised too much", async () => {
    for (const code of [4100, 4200, 5700, 5710, 5740, 5760, -32_601]) {
      const fails = () => {
        throw Object.assign(new Error("no"), { code });
      };
      const { wallet, account } = await contractWallet({ ...capable, wallet_sendCalls: fails });
      assert.deepEqual(await pay("Plain", wallet, { account }), ["batch 1/1", "approve 1/2", "send 2/2"], String(code));
    }
  });

  it("that cannot tell of what it took keeps nobody from looking later, and nothing is sent in another way as well", async () => {
    const told = { version: "2.0.0", id: "0x5afe", chainId: numberToHex(hardhat.id), atomic: true };
    const refuses = () => {
      throw Object.assign(new Error("no such method"), { code: -32_601 });
    };
    const cases: [answer: unknown, status: () => unknown, code: string][] = [
      [null, refuses, "NotMinedYet"],
      [{}, refuses, "NotMinedYet"],
      [{ id: 5 }, refuses, "NotMinedYet"],
      [{ id: "0x5afe" }, refuses, "NotMinedYet"],
      [{ id: "0x5afe" }, () => null, "NotMinedYet"],
      [{ id: "0x5afe" }, () => ({ ...told, status: 200, receipts: [{}] }), "NotMinedYet"],
      [{ id: "0x5afe" }, () => ({ ...told, status: 200, receipts: null }), "NotMinedYet"],
      [{ id: "0x5afe" }, () => ({ ...told, status: 500, receipts: [] }), "Reverted"],
    ];
    for (const [answer, status, code] of cases) {
      const timeout = code === "NotMinedYet" ? 500 : 30_000;
      const wallet = walletOf(addressOf(1), {
        ...capable,
        wallet_sendCalls: () => answer,
        wallet_getCallsStatus: status,
        eth_sendTransaction: () => assert.fail("sent twice"),
      });
      await assert.rejects(sendPaying(chain.client, wallet, await buying("Plain"), { markets, timeout }), { code });
    }
  });

  it("is not asked for more after a refusal, of the batch or of the code that it needs", async () => {
    for (const code of [4001, 5750]) {
      const fails = () => {
        throw Object.assign(new Error("no"), { code });
      };
      const { wallet } = await contractWallet({ ...capable, wallet_sendCalls: fails });
      const sent = sendPaying(chain.client, wallet, await buying("Plain"), { markets });
      await assert.rejects(sent, (error: Error & { code?: string; details?: { way?: string; next?: string[] } }) => {
        assert.deepEqual([error.code, error.details?.way, error.details?.next], ["UserRejected", "batch", ["approval"]]);
        return true;
      });
    }
  });

  it("says why a batch failed on chain", async () => {
    const { wallet } = await contractWallet({
      ...capable,
      wallet_sendCalls: async () => ({ id: (await chain.client.getBlock()).hash }),
      wallet_getCallsStatus: ([id]) => ({
        version: "2.0.0",
        id,
        chainId: numberToHex(hardhat.id),
        status: 400,
        atomic: true,
        receipts: [],
      }),
    });
    await assert.rejects(sendPaying(chain.client, wallet, await buying("Plain"), { markets }), { code: "TransactionCancelled" });
  });
});

describe("an account with a key that has delegated to a contract (EIP-7702)", () => {
  before(async () => {
    const code = await chain.deploy("WalletAccount", [addressOf(1)]);
    const wallet = chain.wallet(1);
    const authorization = await wallet.signAuthorization({ account: wallet.account, contractAddress: code, executor: "self" });
    const hash = await wallet.sendTransaction({ authorizationList: [authorization], to: addressOf(1), chain: hardhat } as never);
    await chain.client.waitForTransactionReceipt({ hash });
    assert.match((await chain.client.getCode({ address: addressOf(1) })) ?? "", /^0xef0100/);
  });

  it("signs permits for tokens that believe its key", async () => {
    assert.deepEqual(await pay("Version2", chain.wallet(1), { account: chain.wallet(1).account }), ["permit 1/2", "send 2/2"]);
  });

  it("approves where the token asks the code, which knows no signature", async () => {
    assert.deepEqual(await pay("Asking", chain.wallet(1), { account: chain.wallet(1).account }), ["permit 1/2", "approve 1/2", "send 2/2"]);
  });
});

describe("a wallet that goes elsewhere while it is asked", () => {
  it("to another account", async () => {
    const other = {
      eth_accounts: () => [addressOf(3)],
      eth_signTypedData_v4: rejects(),
      eth_sendTransaction: () => {
        throw Object.assign(new Error("unknown account"), { code: -32_602 });
      },
    };
    for (const name of ["TestUSD", "Plain"] as const) {
      await assert.rejects(
        sendPaying(chain.client, walletOf(addressOf(1), other), await buying(name), { markets }),
        (error: Error & { code?: string; details?: unknown }) => {
          assert.deepEqual([error.code, error.details], ["AccountChanged", { expected: addressOf(1), given: addressOf(3) }]);
          return true;
        },
      );
    }
  });

  it("to another chain", async () => {
    let isAsked = false;
    const other = {
      eth_chainId: () => (isAsked ? "0x1" : numberToHex(hardhat.id)),
      eth_signTypedData_v4: () => {
        isAsked = true;
        throw Object.assign(new Error("chain mismatch"), { code: -32_602 });
      },
    };
    await assert.rejects(sendPaying(chain.client, walletOf(addressOf(1), other), await buying("TestUSD"), { markets }), {
      code: "WrongChain",
    });
  });
});
