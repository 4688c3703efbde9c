import assert from "node:assert/strict";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, describe, it } from "node:test";
import hre from "hardhat";
import { type Address, encodeDeployData, encodeFunctionData, type Hex, parseAbi, parseEther, parseGwei } from "viem";
import { CREATE_X, createXAddress, presignedTransaction, SALT } from "../../scripts/cli/createX.ts";
import { plannedAddresses } from "../../scripts/cli/deployOwn.ts";
import { ENGINE, type OwnContract, TEST_COLLATERAL } from "../../scripts/ignition/Presage.ts";
import type { Deployment } from "../../sdk/types.ts";
import { startFaultyRpc } from "../../tools/faultyRpc.ts";
import { type CustomChain, startCustomChain } from "./customChain.ts";

const PLACER = "0xeD456e05CaAb11d66C4c797dD6c1D6f9A7F352b5";
const factoryAbi = parseAbi(["function deployCreate2(bytes32 salt, bytes initCode) payable returns (address)"]);
const chains: CustomChain[] = [];

after(() => Promise.all(chains.map((chain) => chain.close())));

async function start(chainId: number): Promise<CustomChain> {
  const chain = await startCustomChain(chainId);
  chains.push(chain);
  return chain;
}

const bookOf = ({ folder, chainId }: CustomChain) => path.join(folder, `${chainId}.json`);
const deploy = async (chain: CustomChain, options: Parameters<CustomChain["succeed"]>[1] = {}) =>
  (await chain.succeed(["deploy", "--yes"], options)) as unknown as Deployment & { deployed: boolean; note?: string };
const nonceOf = (chain: CustomChain, index: number) => chain.client.getTransactionCount({ address: chain.wallet(index).account.address });

async function initCodeOf(name: OwnContract, markets?: Address): Promise<Hex> {
  const { abi, bytecode } = await hre.artifacts.readArtifact(name);
  return encodeDeployData({ abi, bytecode: bytecode as Hex, args: markets ? [markets] : [] });
}

/** What a stranger may do before anybody has deployed. */
async function placeFactory(chain: CustomChain): Promise<void> {
  const stranger = chain.wallet(9);
  await stranger.sendTransaction({ account: stranger.account, chain: stranger.chain, to: PLACER, value: parseEther("0.3") });
  await chain.client.sendRawTransaction({ serializedTransaction: await presignedTransaction() });
}

function deployAsStranger(chain: CustomChain, initCode: Hex): Promise<Hex> {
  const stranger = chain.wallet(9);
  const data = encodeFunctionData({ abi: factoryAbi, functionName: "deployCreate2", args: [SALT, initCode] });
  return stranger.sendTransaction({
    account: stranger.account,
    chain: stranger.chain,
    to: CREATE_X,
    data,
    gas: 8_000_000n,
    maxPriorityFeePerGas: parseGwei("50"),
  });
}

describe("the addresses of a deployment", () => {
  it("are the same on two chains, from two accounts, and nothing but the code decides them", async () => {
    const [first, second] = [await start(700_001), await start(700_002)];
    const [one, other] = [await deploy(first, { account: 0 }), await deploy(second, { account: 3 })];
    const own = ({ contracts, collaterals }: Deployment) => ({
      ...Object.fromEntries(ENGINE.map((name) => [name, contracts[name]])),
      TestUSD: collaterals.usd,
    });
    assert.deepEqual(own(one), own(other));
    assert.deepEqual([one.factory, other.factory, one.note], [CREATE_X, CREATE_X, undefined]);
    assert.deepEqual(own(one), await plannedAddresses(hre, [...ENGINE, TEST_COLLATERAL]));
    assert.equal(one.contracts.Markets, createXAddress(await initCodeOf("Markets")));
    const codes = [first, second].map(({ client }) => client.getCode({ address: one.contracts.Markets }));
    const [here, there] = await Promise.all(codes);
    assert.ok(here && here === there);

    // nothing is lost with the address book: what stands there is what would be deployed
    const sent = await nonceOf(first, 0);
    assert.equal((await deploy(first)).deployed, false);
    rmSync(bookOf(first));
    assert.deepEqual(own(await deploy(first)), own(one));
    assert.equal(await nonceOf(first, 0), sent);
    rmSync(bookOf(first));
    const found = await deploy(first, { account: 5 });
    assert.deepEqual([own(found), await nonceOf(first, 5)], [own(one), 0]);
    const { startBlock } = found;
    const [before, at] = await Promise.all(
      [startBlock - 1, startBlock].map((block) => first.client.getCode({ address: one.contracts.Markets, blockNumber: BigInt(block) })),
    );
    assert.deepEqual([before, at === here], [undefined, true]);
  });

  it("are kept where a stranger has deployed some of it, before or in between", async () => {
    const chain = await start(700_003);
    const planned = await plannedAddresses(hre, [...ENGINE, TEST_COLLATERAL]);
    await placeFactory(chain);
    await deployAsStranger(chain, await initCodeOf("Quoter", planned.Markets));
    await chain.rpc("evm_setAutomine", false);
    const { address } = chain.wallet(0).account;
    const deploying = deploy(chain);
    try {
      while ((await chain.client.getTransactionCount({ address, blockTag: "pending" })) === 0)
        await new Promise((resolve) => setTimeout(resolve, 100));
      const hash = await deployAsStranger(chain, await initCodeOf("Markets"));
      await chain.rpc("evm_mine");
      assert.equal((await chain.client.getTransactionReceipt({ hash })).status, "success");
    } finally {
      await chain.rpc("evm_setIntervalMining", 200);
    }
    const { contracts, factory } = await deploying;
    assert.deepEqual(
      [contracts.Markets, contracts.Quoter, contracts.Orders, factory],
      [planned.Markets, planned.Quoter, planned.Orders, CREATE_X],
    );
    assert.equal((await chain.succeed(["verify"])).ok, true);
  });

  it("are the chain's own where it does not take the transaction that places the factory, and the command says so", async () => {
    const chain = await start(700_004);
    const rpc = await startFaultyRpc(chain.url);
    const refusal = {
      jsonrpc: "2.0",
      id: 1,
      error: { code: -32_000, message: "only replay-protected (EIP-155) transactions allowed over RPC" },
    };
    let raw = 0;
    const isFirst = (methods: string[]) => methods.includes("eth_sendRawTransaction") && raw++ === 0;
    rpc.suffer({ kind: "status", status: 200, headers: { "content-type": "application/json" }, body: JSON.stringify(refusal) }, isFirst);
    try {
      const { factory, note, contracts } = await deploy(chain, { env: { PRESAGE_RPC_URL: rpc.url } });
      assert.equal(factory, undefined);
      assert.match(String(note), /replay-protected/);
      assert.equal(await chain.client.getBalance({ address: PLACER }), 0n, "nothing was spent on what would not have come");
      const planned = await plannedAddresses(hre, ENGINE);
      assert.ok(ENGINE.every((name) => contracts[name] && contracts[name] !== planned[name]));
      assert.match((await chain.run(["deploy"])).stdout, /already.*addresses are this chain's own/s);
    } finally {
      await rpc.close();
    }
  });

  it("are not computed with a factory whose code is another's", async () => {
    const chain = await start(700_005);
    await chain.rpc("hardhat_setCode", CREATE_X, "0x6001");
    const { message } = await chain.refuse("ForeignFactory", ["deploy", "--yes"]);
    assert.match(message, new RegExp(CREATE_X));
    assert.equal(await nonceOf(chain, 0), 0);
  });
});

describe("verify", () => {
  it("finds code that is not what this checkout builds, and a contract that belongs to another engine", async () => {
    const [chain] = chains as [CustomChain];
    const book: Deployment = JSON.parse(readFileSync(bookOf(chain), "utf8"));
    const good = (await chain.succeed(["verify"])) as unknown as { contracts: { name: string; code: string; source: null }[] };
    assert.deepEqual(new Set(good.contracts.map(({ code, source }) => `${code} ${source}`)), new Set(["same null"]));
    assert.deepEqual(new Set(good.contracts.map(({ name }) => name)), new Set([...Object.keys(book.contracts), "TestUSD"]));

    const { Quoter = "0x" } = book.contracts;
    const code = (await chain.client.getCode({ address: Quoter })) as Hex;
    await chain.rpc("hardhat_setCode", Quoter, `${code.slice(0, -2)}ff`);
    const bytes = (code.length - 2) / 2;
    const other = await chain.deploy("Orders", [Quoter]);
    writeFileSync(bookOf(chain), JSON.stringify({ ...book, contracts: { ...book.contracts, Orders: other } }));
    const { status, stdout } = await chain.run(["verify", "--json"]);
    assert.equal(status, 1);
    const { ok, contracts } = JSON.parse(stdout) as { ok: boolean; contracts: { name: string; code: string; faults: string[] }[] };
    const faulty = contracts.filter(({ faults }) => faults.length > 0);
    assert.deepEqual(
      [ok, faulty.map(({ name, code }) => [name, code])],
      [
        false,
        [
          ["Quoter", "different"],
          ["Orders", "same"],
        ],
      ],
    );
    assert.equal(faulty[0]?.faults[0], `its code is not what was built: 1 of ${bytes} bytes differ, the first at ${bytes - 1}`);
    assert.match(faulty[1]?.faults[0] ?? "", new RegExp(`its markets\\(\\) is ${Quoter}, and must be ${book.contracts.Markets}`, "i"));
  });
});
