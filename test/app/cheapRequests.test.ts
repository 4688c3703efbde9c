// What many visitors ask for is read once: missing markets, one market; on a slow chain too.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { sharedReadings } from "../../app/_lib/sharedReadings.ts";
import type { Deployment } from "../../sdk/types.ts";
import { type Chain, deployAll, startChain } from "../../tools/test/chain.ts";
import { createMarket, fund } from "../../tools/test/market.ts";

const VISITORS = 60;

async function chunks(stream: AsyncIterable<Buffer>): Promise<Buffer[]> {
  const all: Buffer[] = [];
  for await (const chunk of stream) all.push(chunk);
  return all;
}

describe("sharedReadings", () => {
  it("shares what is under way and what is fresh, forgets what failed and what is old", async () => {
    const read = sharedReadings<number>({ freshMs: 50, most: 2 });
    let count = 0;
    const slow = async () => {
      await wait(100); // longer than it stays fresh
      return ++count;
    };
    const first = Array.from({ length: VISITORS }, () => read("a", slow));
    await wait(80);
    first.push(read("a", slow));
    assert.deepEqual(new Set(await Promise.all(first)), new Set([1]));
    assert.equal(await read("a", slow), 2, "read anew once it is old");
    await assert.rejects(read("b", async () => assert.fail("no")));
    assert.equal(await read("b", async () => 7), 7, "a failure is not kept");
    assert.equal(await read("b", async () => 8), 7);
    assert.equal(await read("b", async () => 9, { since: Date.now() + 1 }), 9, "not what is older than whoever asks");
  });
});

describe("the page server", () => {
  let chain: Chain;
  let deployment: Deployment;
  let proxy: Server;
  let folder: string;
  let methods: string[] = [];
  let delay = 0;
  let isSilent = false;

  before(async () => {
    chain = await startChain();
    deployment = await deployAll(chain);
    await fund(chain, deployment, 0);
    await createMarket(chain, deployment);
    await createMarket(chain, deployment);
    folder = mkdtempSync(path.join(tmpdir(), "presage-cheap-"));
    mkdirSync(path.join(folder, "deployments"));
    writeFileSync(path.join(folder, "deployments/31337.json"), JSON.stringify(deployment));
    proxy = createServer(async (request, response) => {
      const body = Buffer.concat(await chunks(request)).toString();
      const asked = [JSON.parse(body)].flat().map(({ method }: { method: string }) => method);
      methods.push(...asked);
      if (asked.some((method) => method.startsWith("presage_"))) {
        isSilent = asked.includes("presage_silence");
        return void response.end();
      }
      if (isSilent) return;
      await wait(delay);
      const answer = await fetch(chain.url, { method: "POST", body, headers: { "content-type": "application/json" } });
      response.setHeader("content-type", "application/json").end(await answer.text());
    });
    await new Promise<void>((listening) => proxy.listen(0, "127.0.0.1", listening));
  });
  after(async () => {
    proxy.close();
    rmSync(folder, { recursive: true });
    await chain.close();
  });

  /** Runs in a process as the page server is one, and tells what it found; calls are those of contracts alone. */
  async function calls(script: string): Promise<{ found: unknown; calls: number }> {
    methods = [];
    const module = path.resolve("app/_lib/chain.server.ts");
    const source = `import { readMarket, readMarketOrLast, readMarkets } from ${JSON.stringify(module)};\n${script}`;
    const { port } = proxy.address() as AddressInfo;
    const child = spawn(process.execPath, ["--conditions=react-server", "--input-type=module-typescript", "--eval", source], {
      cwd: folder,
      env: { ...process.env, PRESAGE_CHAIN_ID: "31337", PRESAGE_RPC_URL: `http://127.0.0.1:${port}`, NODE_NO_WARNINGS: "1" },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const output = Buffer.concat(await chunks(child.stdout)).toString();
    return { found: JSON.parse(output), calls: methods.filter((method) => method === "eth_call").length };
  }

  const asked = (id: string) => `await Promise.all(Array.from({ length: ${2 * VISITORS} }, () => readMarket("${id}")))`;
  const tell = (what: string) => `console.log(JSON.stringify(${what})); process.exit(0);`;

  for (const id of ["3", "999999"]) {
    it(`makes one call for ${VISITORS} who ask for market ${id}, which does not exist, and none for those who ask again`, async () => {
      const { found, calls: made } = await calls(`const all = [...${asked(id)}, ...${asked(id)}]; ${tell("all.filter(Boolean).length")}`);
      assert.deepEqual([found, made], [0, 1]);
    });
  }

  it("makes as many calls for 60 who ask for a market as for one", async () => {
    const one = await calls(`const market = await readMarket("1"); ${tell("market.outcomes.length")}`);
    const many = await calls(`const all = ${asked("1")}; ${tell("all.filter((market) => market.outcomes.length === 2).length")}`);
    assert.deepEqual([one.found, many.found], [2, 2 * VISITORS]);
    assert.equal(many.calls, one.calls);
  });

  it("asks a slow chain no more often, although a reading outlasts its freshness", async () => {
    delay = 700;
    const slow = await calls(`
      const asking = [];
      for (let i = 0; i < 30; i++) { asking.push(readMarket("1"), readMarket("77")); await new Promise((next) => setTimeout(next, 40)); }
      const all = await Promise.all(asking); ${tell("all.filter(Boolean).length")}`);
    delay = 0;
    assert.equal(slow.found, 30);
    const one = await calls(`await readMarket("1"); ${tell("1")}`);
    // a second count for the missing one, which may have been made meanwhile
    assert.ok(slow.calls <= one.calls + 2, `${slow.calls} calls, ${one.calls} for one`);
  });

  it("shows what was read last, and how long ago, while the chain does not answer, and only a page that asks for that", async () => {
    const { found } = await calls(`
      const { market } = await readMarketOrLast("1");
      await new Promise((next) => setTimeout(next, 1_100));
      await fetch(process.env.PRESAGE_RPC_URL, { method: "POST", body: '{"jsonrpc":"2.0","id":1,"method":"presage_silence"}' });
      const [old, error, never] = await Promise.all([
        readMarketOrLast("1"), readMarket("1").catch(({ code }) => code), readMarketOrLast("2").catch(({ code }) => code),
      ]);
      await fetch(process.env.PRESAGE_RPC_URL, { method: "POST", body: '{"jsonrpc":"2.0","id":1,"method":"presage_answers"}' });
      while ((await readMarketOrLast("1")).stale) await new Promise((next) => setTimeout(next, 100));
      ${tell("[old.market.termsHash === market.termsHash, old.stale.failure, old.stale.seconds >= 1, error, never]")}`);
    assert.deepEqual(found, [true, "away", true, "RpcUnavailable", "RpcUnavailable"]);
  });

  it("finds a market that is made after others found it missing, a second later", async () => {
    const { port } = proxy.address() as AddressInfo;
    const asking = calls(`
      const before = await readMarket("3");
      await fetch("http://127.0.0.1:${port}", { method: "POST", body: '{"jsonrpc":"2.0","id":1,"method":"presage_makeOne"}' });
      const started = Date.now();
      while (!(await readMarket("3"))) await new Promise((next) => setTimeout(next, 50));
      ${tell("[before === undefined, Date.now() - started < 5_000]")}`);
    while (!methods.includes("presage_makeOne")) await wait(20);
    await createMarket(chain, deployment);
    assert.deepEqual((await asking).found, [true, true]);
  });
});
