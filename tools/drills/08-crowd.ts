import { readFileSync } from "node:fs";
import { request } from "node:http";
import { connect, type Socket } from "node:net";
import { percentiles } from "../load/percentiles.ts";
import { startIndexer } from "../test/indexer.ts";
import { Cleanups } from "./cleanups.ts";
import type { Drill } from "./drill.ts";
import { playedChain } from "./playedChain.ts";
import { errorsOf, Readers, timesOf } from "./readers.ts";
import { pause, until } from "./until.ts";

const CONNECTIONS = { long: 2_000, short: 500 };
const HONEST = 10;
const HELD_MS = 20_000;

/** Thousands of connections to the API: some say nothing, some never finish, some never read what they asked for. */
export const crowd: Drill = {
  title: "A crowd of connections and slow readers at the API",
  async play(findings, { isShort }) {
    const count = CONNECTIONS[isShort ? "short" : "long"];
    const cleanups = new Cleanups();
    try {
      const { chain, deployment } = await playedChain(cleanups, { seed: 8, blocks: 20 });
      const indexer = cleanups.add(await startIndexer({ rpcUrl: chain.url, deployment }), (each) => each.stop());
      const { port } = new URL(indexer.url);
      const pid = indexer.pid();
      const honest = cleanups.add(new Readers(HONEST, (reader) => readAll(`${indexer.url}/v1/markets/${1 + (reader % 5)}`), 100), (each) =>
        each.stop(),
      );
      await pause(4_000);
      findings.note("usualP95Ms", percentiles(timesOf(honest.reads)).p95);
      const [memory, sockets] = [memoryOf(pid), socketsOf(Number(port))];

      const crowdOf: Socket[] = [];
      cleanups.add(undefined, () => {
        for (const socket of crowdOf) socket.destroy();
      });
      const from = performance.now();
      let refused = 0;
      for (let index = 0; index < count; index++) {
        const socket = connect(Number(port), "127.0.0.1");
        socket.on("error", () => refused++);
        socket.pause(); // whatever is answered is not read
        if (index % 3 === 1) socket.write("GET /v1/markets HTTP/1.1\r\nHost: a\r\n"); // never finished
        if (index % 3 === 2)
          socket.write(`GET /v1/markets?limit=100 HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 203.0.113.${index % 20}\r\n\r\n`); // never read
        crowdOf.push(socket);
        if (index % 100 === 99) await pause(500);
      }
      await pause(HELD_MS);
      const during = honest.between(from);
      const { p95 } = percentiles(timesOf(during));
      findings.note("connections", count - refused);
      findings.equal("errorsOfHonest", errorsOf(during).length, 0);
      findings.atMost("p95Ms", p95, 500);
      findings.atMost("memoryGrowthMb", Math.round(memoryOf(pid) - memory), 100);
      for (const socket of crowdOf) socket.destroy();
      const isBack = () => socketsOf(Number(port)) <= sockets + HONEST;
      findings.atMost("socketsBackMs", await until("its sockets are as many as before", isBack, 90_000), 60_000);
    } finally {
      await cleanups.run();
    }
  },
};

/** By a connection of its own, as a person's is. */
function readAll(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const asking = request(url, { agent: false, timeout: 10_000 }, (response) => {
      response.resume();
      response.on("end", () => (response.statusCode === 200 ? resolve() : reject(new Error(String(response.statusCode)))));
      response.on("error", reject);
    });
    asking.on("timeout", () => asking.destroy(new Error("no answer within 10 s")));
    asking.on("error", reject);
    asking.end();
  });
}

/** Megabytes in memory. */
function memoryOf(pid: number): number {
  return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;
}

/** Open connections to a port of this machine. */
function socketsOf(port: number): number {
  const local = `:${port.toString(16).toUpperCase().padStart(4, "0")}`;
  const rows = readFileSync("/proc/net/tcp", "utf8").trim().split("\n").slice(1);
  // connected, or closed by the other end alone
  return rows.map((row) => row.trim().split(/\s+/)).filter((cells) => cells[1]?.endsWith(local) && /^(01|08)$/.test(cells[3] ?? "")).length;
}
