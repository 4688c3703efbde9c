import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import pg from "pg";
import { type Address, encodeFunctionData, type Hex, zeroHash } from "viem";
import { commandOf } from "../../indexer/postgres/leftover.ts";
import { findPrograms } from "../../indexer/postgres/programs.ts";
import { type Postgres, startPostgres } from "../../indexer/postgres/startPostgres.ts";
import { approveCall } from "../../sdk/calls/approve.ts";
import { proposeCall } from "../../sdk/calls/propose.ts";
import type { Call, Deployment } from "../../sdk/types.ts";
import { type FaultyRpc, startFaultyRpc } from "../../tools/faultyRpc.ts";
import { type Chain, deployAll, startChain } from "../../tools/test/chain.ts";
import { type Indexer, startIndexer } from "../../tools/test/indexer.ts";
import { createMarket, fund } from "../../tools/test/market.ts";
import { RandomHistory } from "../../tools/test/randomHistory.ts";

const root = path.resolve(import.meta.dirname, "../..");

describe("an indexer on a database of the operator's", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "presage-operation-"));
  let chain: Chain;
  let deployment: Deployment;
  let history: RandomHistory;
  let postgres: Postgres;
  let env: Record<string, string>;
  let rpc: FaultyRpc;
  let indexer: Indexer;
  let next: Indexer | undefined;
  let again: ChildProcess | undefined;

  before(async () => {
    chain = await startChain();
    deployment = await deployAll(chain);
    const manual = await chain.deploy("ManualResolver", [deployment.contracts.Markets]);
    history = new RandomHistory(chain, deployment, 31);
    await history.begin(manual);
    await history.play(8);
    postgres = await startPostgres(path.join(folder, "postgres"));
    rpc = await startFaultyRpc(chain.url);
    env = { DATABASE_URL: postgres.url, PRESAGE_RPC_URL: rpc.url };
    indexer = await startIndexer({ rpcUrl: chain.url, deployment, env });
  });
  after(async () => {
    await indexer?.stop();
    await next?.stop();
    await postgres?.stop();
    again?.kill("SIGINT");
    await rpc?.close();
    await chain?.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  });

  const send = (from: Address, call: Call) =>
    chain.rpc("eth_sendTransaction", { from, to: call.address, data: encodeFunctionData(call), gas: "0x4c4b40" });

  it("says which markets are on their way to an answer, and what they wait for", async () => {
    await fund(chain, deployment, 0);
    const { timestamp } = await chain.client.getBlock();
    const closesAt = timestamp + 60n;
    const resolver = deployment.contracts.OptimisticResolver as Address;
    for (let market = 0; market < 2; market++) await createMarket(chain, deployment, { closesAt, resolveBy: closesAt + 40n * 86_400n });
    await chain.rpc("evm_increaseTime", 61);
    await chain.rpc("evm_mine");
    await indexer.caughtUp();
    type Due = { market: { id: string }; due: string; at: number };
    const due = async () =>
      (await indexer.get<{ data: Due[] }>("/v1/due?include=unknown")).data.map(({ market, due, at }) => [market.id, due, at]);
    assert.deepEqual(await due(), [
      ["6", "answer", Number(closesAt)],
      ["7", "answer", Number(closesAt)],
    ]);
    const account = chain.wallet(0).account.address;
    await send(account, approveCall({ token: deployment.collaterals.usd, spender: resolver, amount: 2n ** 100n }));
    await send(
      account,
      proposeCall({
        resolver,
        marketId: 6n,
        payouts: [1n, 0n],
        maxBond: 2n ** 88n,
        deadline: 2n ** 40n,
        evidenceUri: "",
        evidenceHash: zeroHash as Hex,
      }),
    );
    await indexer.caughtUp();
    const deadline = Number((await chain.client.getBlock()).timestamp) + 3600;
    assert.deepEqual(await due(), [
      ["7", "answer", Number(closesAt)],
      ["6", "deadline", deadline],
    ]);
    await chain.rpc("evm_increaseTime", 3601);
    await chain.rpc("evm_mine");
    await indexer.caughtUp();
    assert.deepEqual(await due(), [
      ["7", "answer", Number(closesAt)],
      ["6", "finalize", deadline],
    ]);
    const { data, next } = await indexer.get<{ data: Due[]; next: string }>("/v1/due?include=unknown&limit=1");
    const { data: rest } = await indexer.get<{ data: Due[] }>(`/v1/due?include=unknown&cursor=${next}`);
    assert.deepEqual(
      [...data, ...rest].map(({ market }) => market.id),
      ["7", "6"],
    );
    type Event = { kind: string; bond: { amount: string } | null; deadline: number | null };
    const resolution = await indexer.get<{ data: { events: Event[] } }>("/v1/markets/6/resolution");
    assert.deepEqual(
      resolution.data.events.map(({ kind, bond, deadline: until }) => [kind, bond?.amount, until]),
      [["Proposed", "50.00", deadline]], // 5% of the market's b
    );
    type Movement = { kind: string; asset: string; amount: { amount: string } };
    const [movement] = (await indexer.get<{ data: Movement[] }>(`/v1/accounts/${account}/movements?limit=1`)).data;
    assert.deepEqual([movement.kind, movement.asset, movement.amount.amount], ["Proposed", "bond", "-50.00"]);
  });

  it("hands over to a new version without a gap: it fills tables of its own while the old one serves, then the views change", async () => {
    // another version: the same with one more line
    const source = path.join(folder, "next");
    for (const each of ["indexer", "sdk", "scripts/cli"]) cpSync(path.join(root, each), path.join(source, each), { recursive: true });
    for (const each of ["package.json", "tsconfig.node.json"]) cpSync(path.join(root, each), path.join(source, each));
    symlinkSync(path.join(root, "node_modules"), path.join(source, "node_modules"));
    appendFileSync(path.join(source, "indexer/ponder.schema.ts"), "// the next version\n");
    const client = new pg.Client({ connectionString: postgres.url });
    client.on("error", () => undefined); // the next test ends the server
    await client.connect();
    const schemaOfView = async () => {
      try {
        const { rows } = await client.query("select definition from pg_views where schemaname = 'presage' and viewname = 'market'");
        return /FROM "?(presage_\w+)"?\./i.exec(rows[0].definition)?.[1];
      } catch (error) {
        if ((error as { code?: string }).code === "XX000") return undefined; // replaced while its definition was being put together
        throw error;
      }
    };
    const oldSchema = await schemaOfView();
    assert.ok(oldSchema);

    const seen = { api: 0, views: 0 };
    const failures: unknown[] = [];
    let isOver = false;
    let most = 0;
    const watching = (async () => {
      while (!isOver) {
        try {
          const response = await fetch(`${indexer.url}/v1/markets?include=unknown&sort=volume`);
          if (response.ok) seen.api++;
          else failures.push(await response.text());
          const { rows } = await client.query("select count(*)::int as count from presage.activity");
          if (rows[0].count < most) failures.push(`${rows[0].count} rows after ${most}`);
          most = Math.max(most, rows[0].count);
          seen.views++;
        } catch (error) {
          failures.push(error);
        }
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    })();
    let newSchema: string | undefined;
    try {
      next = await startIndexer({ rpcUrl: chain.url, deployment, env, source });
      await history.play(6); // both at work while the views change
      for (const deadline = Date.now() + 30_000; newSchema === undefined || newSchema === oldSchema; newSchema = await schemaOfView())
        assert.ok(Date.now() < deadline, "the views are still the old version's");
      await history.play(2);
      await Promise.all([indexer.caughtUp(), next.caughtUp()]);
    } finally {
      isOver = true;
      await watching;
    }
    assert.deepEqual(failures, []);
    assert.ok(seen.api > 20 && seen.views > 20, JSON.stringify(seen));

    const tables = async (schema: string | undefined) =>
      (await client.query(`select * from "${schema}".activity order by sequence`)).rows as unknown[];
    assert.deepEqual(await tables(newSchema), await tables(oldSchema));
    await indexer.stop();
    await history.play(2);
    await next.caughtUp();
    assert.equal((await fetch(`${next.url}/v1/markets`)).status, 200);
    // the old version does not put itself in front again, though it was started anew
    await indexer.start();
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    assert.equal(await schemaOfView(), newSchema);
    await indexer.stop();
    await client.end();
    indexer = next;
  });

  it("says that the chain does not answer, and as of which block it speaks meanwhile", async () => {
    const head = Number(await chain.rpc("eth_blockNumber"));
    rpc.suffer({ kind: "hang" });
    let response: Response;
    do response = await fetch(`${indexer.url}/ready`);
    while (response.ok);
    const { asOf, ...state } = (await response.json()) as { asOf: { block: number } };
    assert.deepEqual(state, { ready: false, head: null, lag: null, reason: "The chain does not answer" });
    assert.equal(asOf.block, head);
    assert.equal((await fetch(`${indexer.url}/v1/markets`)).status, 200);
    rpc.suffer();
    await indexer.caughtUp();
  });

  it("says 503 while the database is away, never anything wrong, and goes on when it is back", async () => {
    const data = path.join(folder, "postgres/data18");
    const pid = Number(readFileSync(path.join(data, "postmaster.pid"), "utf8").split("\n")[0]);
    const { data: known } = await indexer.get<{ data: unknown }>("/v1/markets?include=unknown&limit=100");
    process.kill(pid, "SIGKILL");
    await postgres.failed;
    const statuses: Record<number, number> = {};
    const ask = async () => {
      const began = performance.now();
      const response = await fetch(`${indexer.url}/v1/markets?include=unknown&limit=100`);
      statuses[response.status] = (statuses[response.status] ?? 0) + 1;
      assert.ok(performance.now() - began < 10_000, "it took too long to say so");
      return response;
    };
    for (let count = 0; count < 20; count++) {
      const { error } = (await (await ask()).json()) as { error: { code: string } };
      assert.equal(error.code, "Unavailable");
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    assert.deepEqual(statuses, { 503: 20 });
    assert.equal((await fetch(`${indexer.url}/ready`)).status, 503);
    assert.equal((await fetch(`${indexer.url}/health`)).status, 200);

    const { command } = await findPrograms(path.join(folder, "postgres"));
    const { port } = new URL(postgres.url);
    const { file, args } = command("postgres", ["-D", data, "-c", `port=${port}`, "-c", "unix_socket_directories="]);
    rmSync(path.join(data, "postmaster.pid"), { force: true });
    again = spawn(file, args, { stdio: "ignore" });
    const back = performance.now();
    await history.play(2);
    await indexer.caughtUp();
    assert.ok(performance.now() - back < 60_000, "it took more than a minute");
    assert.equal((await ask()).status, 200);
    const { data: now } = await indexer.get<{ data: unknown[] }>("/v1/markets?include=unknown&limit=100");
    assert.equal(now.length, (known as unknown[]).length);
    assert.ok(commandOf(again.pid as number));
  });
});
