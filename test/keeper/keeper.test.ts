// properties: O1, O2
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { type Abi, type AbiParameter, type Address, encodeEventTopics, encodeFunctionData, type Hex, parseAbi } from "viem";
import { type Postgres, startPostgres } from "../../indexer/postgres/startPostgres.ts";
import { committeeResolverAbi } from "../../sdk/abi/committeeResolver.ts";
import { marketsAbi } from "../../sdk/abi/markets.ts";
import { optimisticResolverAbi } from "../../sdk/abi/optimisticResolver.ts";
import { buyCall } from "../../sdk/calls/buy.ts";
import { disputeCall } from "../../sdk/calls/dispute.ts";
import { proposeCall } from "../../sdk/calls/propose.ts";
import { sendCall } from "../../sdk/sendCall.ts";
import type { Deployment } from "../../sdk/types.ts";
import { type FaultyRpc, startFaultyRpc } from "../../tools/faultyRpc.ts";
import { type Chain, deployAll, startChain } from "../../tools/test/chain.ts";
import { startIndexer } from "../../tools/test/indexer.ts";
import { makeDatabase } from "../../tools/test/makeDatabase.ts";
import { createMarket, fund, USD } from "../../tools/test/market.ts";
import { type KeeperProcess, runKeeper } from "../../tools/test/runKeeper.ts";

const KEEPER = 18;
const PATIENCE_MS = 60_000;
const GWEI = 10n ** 9n;

let chain: Chain;
let deployment: Deployment;
let postgres: Postgres;
let folder: string;
let proxy: FaultyRpc;
let keepers: KeeperProcess[] = [];
let snapshot: unknown;
let hooks: { url: string; bodies: Record<string, unknown>[]; server: Server };
let runs = 0;

before(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "presage-keeper-"));
  [chain, postgres] = await Promise.all([startChain(), startPostgres(folder)]);
  deployment = await deployAll(chain);
  for (const index of [0, 1, 2]) {
    await fund(chain, deployment, index);
    await fund(chain, deployment, index, deployment.contracts.OptimisticResolver);
  }
  proxy = await startFaultyRpc(chain.url);
  hooks = await startHooks();
});
beforeEach(async () => {
  snapshot = await chain.rpc("evm_snapshot");
});
afterEach(async () => {
  proxy.suffer();
  for (const keeper of keepers) await keeper.stop();
  keepers = [];
  await chain.rpc("evm_setAutomine", true);
  await chain.rpc("evm_revert", snapshot);
});
after(async () => {
  hooks?.server.close();
  await proxy?.close();
  await postgres?.stop();
  await chain?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A keeper with a database that knows nothing of the tests before: they played on another branch of the chain. */
async function keeper(env: Record<string, string> = {}, databaseUrl?: string): Promise<KeeperProcess & { databaseUrl: string }> {
  const url = databaseUrl ?? (await newDatabase());
  const started = await runKeeper({ rpcUrl: proxy.url, deployment, databaseUrl: url, env });
  keepers.push(started);
  await started.start();
  return { ...started, databaseUrl: url };
}

const newDatabase = () => makeDatabase(postgres.url, `test_${++runs}`);
const address = () => chain.wallet(KEEPER).account.address;
const sentCount = async () => Number(await chain.rpc("eth_getTransactionCount", address(), "latest"));

/** Makes markets that nobody resolves, and lets their time run out. */
async function overdueMarkets(count: number): Promise<void> {
  for (let each = 0; each < count; each++) await createMarket(chain, deployment);
  await chain.rpc("evm_increaseTime", 41 * 86_400);
  await chain.rpc("evm_mine");
}

async function voidedCounts(): Promise<Record<string, number>> {
  const topics = encodeEventTopics({ abi: marketsAbi, eventName: "Voided" });
  const logs = (await chain.rpc("eth_getLogs", { address: deployment.contracts.Markets, topics, fromBlock: "0x0" })) as {
    topics: string[];
  }[];
  const counts: Record<string, number> = {};
  for (const log of logs) counts[log.topics[1] as string] = (counts[log.topics[1] as string] ?? 0) + 1;
  return counts;
}

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + PATIENCE_MS; !(await isSo()); await new Promise((resolve) => setTimeout(resolve, 50))) {
    if (Date.now() > deadline) throw new Error(`Not within a minute: ${what}\n${keepers.map((each) => each.log()).join("\n")}`);
  }
}

const areVoided = (count: number) => async () => Object.keys(await voidedCounts()).length === count;
const isAsked = (method: string) => async () => proxy.calls.includes(method);

/** Each market voided once, by as many transactions as there are markets. */
async function assertEachOnce(count: number): Promise<void> {
  assert.deepEqual(Object.values(await voidedCounts()), new Array(count).fill(1));
  assert.equal(await sentCount(), count);
}

describe("the keeper", () => {
  it("does what is due, each thing once, and nothing that is not", async () => {
    await overdueMarkets(3);
    await createMarket(chain, deployment);
    await keeper();
    await until("three voids", areVoided(3));
    for (let block = 0; block < 6; block++) await chain.rpc("evm_mine");
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await assertEachOnce(3);
  });

  it("says what is due and sends nothing, if that is asked for", async () => {
    await overdueMarkets(1);
    const dry = await keeper({ PRESAGE_KEEPER_DRY_RUN: "1" });
    await until("it says so", async () => /"action":"void".*is due/.test(dry.log()));
    assert.equal(await sentCount(), 0);
  });

  it("leaves to others what has been due since before it is told to look, and the rest for as long as it is told", async () => {
    await overdueMarkets(1);
    const now = Number((await chain.client.getBlock()).timestamp);
    const later = await keeper({ PRESAGE_KEEPER_SINCE: String(now) });
    const patient = await keeper({ PRESAGE_KEEPER_DELAY_MS: "4000" });
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    assert.equal(await sentCount(), 0);
    await until("the patient one does it", areVoided(1));
    assert.doesNotMatch(later.log(), /"msg":"sent"/);
    await until("it says so", async () => /"msg":"sent"/.test(patient.log()));
  });

  for (const [method, kind] of [
    ["eth_estimateGas", "hang"],
    ["eth_sendRawTransaction", "hang"],
    ["eth_sendRawTransaction", "drop"],
    ["eth_getTransactionReceipt", "hang"],
  ] as const) {
    it(`does each thing once, killed while it waits for ${method} (${kind === "hang" ? "not forwarded" : "done, but its answer lost"})`, async () => {
      await overdueMarkets(2);
      proxy.calls.length = 0;
      proxy.suffer({ kind }, (methods) => methods.includes(method));
      const first = await keeper();
      await until(`${method} is asked for`, isAsked(method));
      await first.stop("SIGKILL");
      proxy.suffer();
      await keeper({}, first.databaseUrl);
      await until("two voids", areVoided(2));
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      await assertEachOnce(2);
    });
  }

  it("does each thing once when there are two with one key", async () => {
    await overdueMarkets(4);
    const first = await keeper();
    await keeper({}, first.databaseUrl);
    await until("four voids", areVoided(4));
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await assertEachOnce(4);
  });

  it("pays more for what is stuck, within three blocks, and stops at the cap", async () => {
    await overdueMarkets(1);
    await chain.rpc("evm_setAutomine", false);
    const one = await keeper({ PRESAGE_KEEPER_MAX_FEE_GWEI: "40" });
    await until("it is sent", isPending);
    const offered = await pendingFee();
    for (const gwei of [20n, 30n, 30n]) await mineAt(gwei * GWEI);
    await until("it is replaced", async () => (await pendingFee()) > offered && (await pendingFee()) >= 30n * GWEI);
    assert.ok((await pendingFee()) <= 40n * GWEI);
    for (let block = 0; block < 5; block++) await mineAt(200n * GWEI);
    await until("an alarm", async () => /is stuck/.test(await feed(one, address())));
    assert.ok((await pendingFee()) <= 40n * GWEI);
    await mineAt(10n * GWEI);
    await until("one void", areVoided(1));
    await assertEachOnce(1);
  });

  it("does again what a reorganisation has undone", async () => {
    await overdueMarkets(1);
    const before = await chain.rpc("evm_snapshot");
    await keeper({ PRESAGE_KEEPER_CONFIRMATIONS: "20" });
    await until("one void", areVoided(1));
    await new Promise((resolve) => setTimeout(resolve, 600));
    await chain.rpc("evm_revert", before);
    assert.equal(await areVoided(0)(), true);
    await chain.rpc("evm_mine");
    await until("one void again", areVoided(1));
    await assertEachOnce(1);
  });

  it("tells the arbiter of a dispute: by webhook, again until it is taken, and in the arbiter's feed", async () => {
    await createMarket(chain, deployment);
    await openDispute();
    const one = await keeper({ PRESAGE_KEEPER_WEBHOOK: hooks.url });
    await until("the webhook takes it at its third try", async () => hooks.bodies.length >= 1);
    const [body] = hooks.bodies;
    const arbiter = chain.wallet(5).account.address;
    assert.equal(body?.kind, "disputeOpened");
    assert.equal(String(body?.account).toLowerCase(), arbiter.toLowerCase());
    assert.match(String(body?.text), /ruling is due until \d{4}-\d\d-\d\dT/);
    assert.match(await feed(one, arbiter), /ruling is due until/);
    assert.equal(JSON.parse(await feed(one, address())).items.length, 0);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    assert.equal(hooks.bodies.length, 1);
  });

  it("sends nothing past the day's limit, and says so", async () => {
    await overdueMarkets(1);
    const one = await keeper({ PRESAGE_KEEPER_MAX_SPENT_PER_DAY: "0.000001" });
    await until("an alarm", async () => /day's limit/.test(await feed(one, address())));
    assert.equal(await sentCount(), 0);
  });

  it("risks nothing but its float: whoever steals the key finds gas, and can do what any stranger can", async () => {
    await overdueMarkets(2);
    const one = await keeper();
    const before = await balanceOf();
    await until("two voids", areVoided(2));
    await one.stop();
    const float = await balanceOf();
    const spent = before - float;
    assert.ok(spent > 0n && spent <= 10n ** 18n, `${spent} wei`);
    // what it sends moves no coin
    const { transactions } = await chain.client.getBlock({ includeTransactions: true });
    for (const { value } of transactions) assert.equal(value, 0n);

    // what the key opens: coin, tokens, allowances, positions, and what waits for it anywhere
    const usd = deployment.collaterals.usd as Address;
    const read = (address: Address, text: string, args: readonly unknown[]) =>
      chain.client.readContract({
        address,
        abi: parseAbi([`function ${text} view returns (uint256)`] as never),
        ...named(text),
        args,
      }) as Promise<bigint>;
    const named = (text: string) => ({ functionName: text.split("(")[0] as never });
    const contracts = Object.values(deployment.contracts) as Address[];
    const stakes = [
      await read(usd, "balanceOf(address)", [address()]),
      ...(await Promise.all(contracts.map((spender) => read(usd, "allowance(address,address)", [address(), spender])))),
      await read(deployment.contracts.OptimisticResolver as Address, "withdrawable(address,address)", [address(), usd]),
      ...(await Promise.all(
        [1n, 2n]
          .flatMap((marketId) => [0n, 1n, 2n << 8n].map((rest) => (marketId << 16n) | rest))
          .map((id) => read(deployment.contracts.Markets, "balanceOf(address,uint256)", [address(), id])),
      )),
    ];
    const bound = stakes.reduce((sum, stake) => sum + stake, float);
    assert.equal(bound, float);

    // and no contract takes it for anybody: each function answers it as it answers a stranger
    const stranger = "0x00000000000000000000000000000000000bad00";
    await createMarket(chain, deployment);
    let compared = 0;
    for (const [name, abi] of Object.entries(abis)) {
      for (const each of abi as Abi) {
        if (each.type !== "function" || each.stateMutability === "view" || each.stateMutability === "pure") continue;
        const data = encodeFunctionData({ abi: [each], functionName: each.name, args: each.inputs.map((input) => sampleOf(input)) });
        const to = deployment.contracts[name as keyof typeof abis];
        // but for the caller's own name in what they say
        const [own, others] = await Promise.all(
          [address(), stranger].map(async (from) =>
            (await outcomeOf({ from, to, data })).toLowerCase().replaceAll(from.slice(2).toLowerCase(), ""),
          ),
        );
        assert.equal(own, others, `${name}.${each.name}`);
        compared++;
      }
    }
    assert.ok(compared > 40, `${compared} functions`);
  });

  for (const source of ["the indexer", "the chain alone"]) {
    it(`pays those who asked for it what waits for them, each thing once, as ${source} says`, async () => {
      const usd = deployment.collaterals.usd as Address;
      const resolver = deployment.contracts.OptimisticResolver as Address;
      const [creator, proposer, other] = [0, 1, 2].map((index) => chain.wallet(index).account.address) as [Address, Address, Address];
      await createMarket(chain, deployment);
      await buyYes(other);
      await createMarket(chain, deployment);
      await openDispute();
      await chain.rpc("evm_increaseTime", 41 * 86_400);
      await chain.rpc("evm_mine");
      const indexer = source === "the indexer" ? await startIndexer({ rpcUrl: chain.url, deployment }) : undefined;
      try {
        await keeper({ PRESAGE_KEEPER_PAYEES: `${creator}, ${proposer}`, PRESAGE_INDEXER_URL: indexer?.url ?? "" });
        const counts = async () => [
          await eventsOf(marketsAbi, "SeedRedeemed"),
          await eventsOf(marketsAbi, "CreatorFeesCollected"),
          await eventsOf(optimisticResolverAbi, "Withdrawn"),
        ];
        await until("all is paid", async () => (await counts()).join() === "2,1,1");
        const waiting = (account: Address) =>
          chain.client.readContract({ address: resolver, abi: optimisticResolverAbi, functionName: "withdrawable", args: [account, usd] });
        assert.deepEqual([await waiting(proposer), (await waiting(other)) > 0n], [0n, true], "the other one has not asked for it");
        await new Promise((resolve) => setTimeout(resolve, 1_500));
        assert.deepEqual(await counts(), [2, 1, 1]);
      } finally {
        await indexer?.stop();
      }
    });
  }

  it("tells what is wrong with its settings, and never the key", async () => {
    const databaseUrl = await newDatabase();
    for (const [env, words] of [
      [{ PRESAGE_KEEPER_PRIVATE_KEY: "0xc0ffee5ec2e7" }, /PRESAGE_KEEPER_PRIVATE_KEY is no private key/],
      [{ PRESAGE_KEEPER_MAX_FEE_GWEI: "many" }, /MAX_FEE_GWEI is \\"many\\", expected a decimal number/],
      [{ PRESAGE_KEEPER_WEBHOOK: "ftp://example.org" }, /WEBHOOK is no address that begins with https/],
      [{ PRESAGE_KEEPER_PAYEES: "0x12, me" }, /PAYEES has \\"0x12\\" in it, expected addresses/],
      [{ DATABASE_URL: "" }, /set DATABASE_URL/],
    ] as const) {
      const broken = await runKeeper({ rpcUrl: proxy.url, deployment, databaseUrl, env: env as Record<string, string> });
      await assert.rejects(broken.start(), (error: Error) => words.test(error.message) && !/c0ffee5ec2e7/.test(error.message));
    }
  });
});

const abis = { Markets: marketsAbi, OptimisticResolver: optimisticResolverAbi, CommitteeResolver: committeeResolverAbi };

const balanceOf = async () => BigInt((await chain.rpc("eth_getBalance", address(), "latest")) as string);

/** What a call returns, or what it reverts with. */
function outcomeOf(call: { from: string; to: Address | undefined; data: Hex }): Promise<string> {
  return chain.rpc("eth_call", call, "latest").then(String, (error: { details?: string }) => error.details ?? String(error));
}

/** An argument of that type that is the same for everybody: the newest market, small numbers, an account of the tests. */
function sampleOf({ type, components }: AbiParameter & { components?: readonly AbiParameter[] }): unknown {
  if (type.endsWith("[]")) return [sampleOf({ type: type.slice(0, -2), ...(components && { components }) } as AbiParameter)];
  if (type === "tuple") return Object.fromEntries((components ?? []).map((each) => [each.name, sampleOf(each)]));
  if (type === "address") return chain.wallet(1).account.address;
  if (type === "bool") return false;
  if (type === "string") return "";
  if (type === "bytes") return "0x";
  const bytes = /^bytes(\d+)$/.exec(type);
  if (bytes) return `0x${"00".repeat(Number(bytes[1]))}`;
  return /^u?int(8|16|24|32|40|48)$/.test(type) ? 1 : 3n;
}

async function isPending(): Promise<boolean> {
  return Number(await chain.rpc("eth_getTransactionCount", address(), "pending")) > (await sentCount());
}

async function pendingFee(): Promise<bigint> {
  const { transactions } = (await chain.rpc("eth_getBlockByNumber", "pending", true)) as {
    transactions: { from: string; maxFeePerGas: string }[];
  };
  const pool = (await chain.rpc("eth_pendingTransactions")) as { from: string; maxFeePerGas: string }[];
  const own = [...transactions, ...pool].filter(({ from }) => from.toLowerCase() === address().toLowerCase());
  return own.reduce((most, { maxFeePerGas }) => (BigInt(maxFeePerGas) > most ? BigInt(maxFeePerGas) : most), 0n);
}

/** A block at that base fee: what offers less stays in the pool. */
async function mineAt(baseFee: bigint): Promise<void> {
  await chain.rpc("hardhat_setNextBlockBaseFeePerGas", `0x${baseFee.toString(16)}`);
  await chain.rpc("evm_mine");
  await new Promise((resolve) => setTimeout(resolve, 500));
}

async function feed(one: KeeperProcess, account: string): Promise<string> {
  return (await fetch(`${one.url}/feed/${account}.json`)).text();
}

/** By account 2, in the newest market. */
async function buyYes(recipient: Address): Promise<void> {
  const markets = deployment.contracts.Markets;
  const marketId = await chain.client.readContract({ address: markets, abi: marketsAbi, functionName: "marketCount" });
  const trade = {
    marketId,
    outcome: 0,
    side: "yes",
    collateralIn: 100n * USD,
    minPositionsOut: 0n,
    recipient,
    deadline: 2n ** 63n,
  } as const;
  await sendCall(chain.client, chain.wallet(2), buyCall({ markets, ...trade }));
}

/** How many events of that name there are. */
async function eventsOf(abi: Abi, eventName: string): Promise<number> {
  const topics = encodeEventTopics({ abi, eventName } as never);
  return ((await chain.rpc("eth_getLogs", { topics, fromBlock: "0x0" })) as unknown[]).length;
}

async function openDispute(): Promise<void> {
  const resolver = deployment.contracts.OptimisticResolver as Address;
  const count = await chain.client.readContract({ address: deployment.contracts.Markets, abi: marketsAbi, functionName: "marketCount" });
  const evidence = { evidenceUri: "https://example.org", evidenceHash: `0x${"11".repeat(32)}` } as const;
  const common = { resolver, marketId: count, maxBond: 1_000n * USD, deadline: 2n ** 63n, ...evidence };
  await sendCall(chain.client, chain.wallet(1), proposeCall({ ...common, payouts: [1n, 0n] }));
  const proposal = await chain.client.readContract({
    address: resolver,
    abi: optimisticResolverAbi,
    functionName: "proposalOf",
    args: [count],
  });
  await sendCall(chain.client, chain.wallet(2), disputeCall({ ...common, proposalId: proposal.id, payouts: [0n, 1n] }));
}

/** A webhook that is down twice before it takes what it is sent. */
async function startHooks(): Promise<typeof hooks> {
  const bodies: Record<string, unknown>[] = [];
  let refusals = 2;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", () => {
      if (refusals-- > 0) return void response.writeHead(503).end();
      bodies.push(JSON.parse(Buffer.concat(chunks).toString()));
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, bodies, server };
}
