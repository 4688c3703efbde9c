// `npm run bench:web [-- --markets 25,3000 --seconds 8 --clients 10 --json]`: how many pages a second one server gives, with few markets
// and with many, beside a page that reads nothing; and the memory that it takes. The clients run on the same machine, which is why the
// pages are measured in turns and compared with each other.
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { startApp } from "../drills/startApp.ts";
import { startNode } from "../drills/startNode.ts";
import { deployAll } from "../test/chain.ts";
import { startIndexer } from "../test/indexer.ts";
import { createMarket, fund, marketTerms, USD } from "../test/market.ts";

const { values } = parseArgs({
  options: {
    markets: { type: "string", default: "25,3000" },
    seconds: { type: "string", default: "8" },
    clients: { type: "string", default: "10" },
    requests: { type: "string", default: "5000" },
    json: { type: "boolean", default: false },
  },
});
const PAGES = ["/risks", "/", "/market/1"];
const TURNS = 3;
/** Seconds in which a page is asked for before anything is counted. */
const WARM_UP = 2;
const MEMORY_MS = 250;
const clients = Number(values.clients);
const seconds = Number(values.seconds) / TURNS;

let created = 0;
const say = (text: string) => values.json || console.log(text);
const chain = await startNode();
const deployment = await deployAll(chain);
await fund(chain, deployment, 0);
const sizes = values.markets.split(",").map(Number);
await createUpTo(sizes[0] ?? 0);
const indexer = await startIndexer({ rpcUrl: chain.url, deployment });
const app = await startApp({ deployment, indexerUrl: indexer.url, env: { PRESAGE_RPC_URL: chain.url } });

let most = 0;
const watching = setInterval(() => {
  most = Math.max(most, megabytes(app.pid));
}, MEMORY_MS);
const rows: { markets: number; page: string; perSecond: number; ofRisks: number; ofFew: number }[] = [];
try {
  for (const size of sizes) {
    await createUpTo(size);
    await indexer.caughtUp();
    const rates = await measure();
    for (const [page, rate] of rates) {
      const few = rows.find((row) => row.page === page)?.perSecond ?? rate;
      const row = {
        markets: size,
        page,
        perSecond: round(rate),
        ofRisks: round(rate / (rates.get("/risks") ?? 0)),
        ofFew: round(rate / few),
      };
      rows.push(row);
      say(`${size} markets  ${page.padEnd(10)} ${row.perSecond} pages/s, ${row.ofRisks} of /risks, ${row.ofFew} of ${sizes[0]} markets`);
    }
  }
  let left = Number(values.requests);
  await inParallel(async () => {
    while (left-- > 0) await get(PAGES[left % PAGES.length] as string);
  });
} finally {
  clearInterval(watching);
  await app.stop();
  await indexer.stop();
  await chain.close();
}
say(`${values.requests} more pages; the server took ${most} MB at most`);
if (values.json) console.log(JSON.stringify({ rows, megabytes: most }));
process.exit(0);

/** Pages a second, of each page, measured in turns. */
async function measure(): Promise<Map<string, number>> {
  for (const page of PAGES) await load(page, WARM_UP);
  const rates = new Map(PAGES.map((page) => [page, 0]));
  for (let turn = 0; turn < TURNS; turn++)
    for (const page of PAGES) rates.set(page, (rates.get(page) ?? 0) + (await load(page, seconds)) / TURNS);
  return rates;
}

async function load(page: string, duration: number): Promise<number> {
  const began = performance.now();
  let count = 0;
  await inParallel(async () => {
    while (performance.now() - began < duration * 1000) {
      await get(page);
      count++;
    }
  });
  return (count * 1000) / (performance.now() - began);
}

function inParallel(work: () => Promise<void>): Promise<unknown> {
  return Promise.all(Array.from({ length: clients }, work));
}

async function get(page: string): Promise<void> {
  const response = await fetch(app.url + page);
  const text = await response.text();
  if (!response.ok || !text.includes("</html>")) throw new Error(`${page} answers ${response.status}: ${text.slice(0, 200)}`);
}

async function createUpTo(size: number): Promise<void> {
  const terms = await marketTerms(chain, deployment, { liquidity: 10n * USD });
  const text = JSON.parse(terms.metadata) as object;
  for (; created < size; created++) {
    const metadata = JSON.stringify({ ...text, question: `Will it rain on day ${created + 1}?` });
    await createMarket(chain, deployment, { ...terms, metadata });
  }
}

function megabytes(pid: number): number {
  const [, kilobytes = "0"] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Math.round(Number(kilobytes) / 1024);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
