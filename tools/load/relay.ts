// `npm run bench:relay [-- --orders N] [-- --json]`: a relay and the keeper's search for a fill with so many open orders in one
// market, each figure beside that of an empty relay in the same run. Fails above what is wanted.
import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import pg from "pg";
import { FillFinder } from "../../keeper/fillFinder.ts";
import { bestFill } from "../../keeper/fillsOf.ts";
import { getMarket } from "../../sdk/getMarket.ts";
import type { Order, SignedOrder } from "../../sdk/orders/order.ts";
import { toOrderJson } from "../../sdk/orders/orderJson.ts";
import { orderPoolOf } from "../../sdk/orders/orderPoolOf.ts";
import { getBook, getOrders, postOrder, type Relay } from "../../sdk/orders/relay.ts";
import { positionId } from "../../sdk/positionId.ts";
import { quoteMarketTrade } from "../../sdk/quoteMarketTrade.ts";
import { WAD } from "../../sdk/wad.ts";
import { USD } from "../test/market.ts";
import { relayStage } from "../test/relayStage.ts";
import { percentiles } from "./percentiles.ts";

const { values } = parseArgs({ options: { orders: { type: "string", default: "10000" }, json: { type: "boolean", default: false } } });
const COUNT = Number(values.orders);
const MARKET = 1n;
const MAKERS = [1, 2, 3];
const CENT = WAD / 100n;
const TICK = WAD / 10_000n;
const [BOOKS, BLOCK_EVERY, POSTS, MOVES, LOOKS] = [300, 10, 60, 60, 20];
/** Milliseconds: what is held against the full relay, and which percentile of it. */
const WANTED = {
  book: { at: "p95", most: 50 },
  visible: { at: "p95", most: 300 },
  match: { at: "p50", most: 50 },
} as const;

const stage = await relayStage();
const { chain, deployment, desk } = stage;
await stage.begin();
const env = { PRESAGE_RELAY_ORDERS_PER_MAKER: String(COUNT), PRESAGE_API_LIMIT: "0", PRESAGE_RELAY_POSTS: "0" };
const timeOf = async (work: () => unknown) => {
  const began = performance.now();
  await work();
  return performance.now() - began;
};
/** Of the processor, which others who use the machine do not lengthen: for what waits for nobody. */
const processorTimeOf = (work: () => unknown) => {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
};
const timesOf = async (count: number, work: (index: number) => unknown, time: (work: () => unknown) => unknown = timeOf) => {
  const times: number[] = [];
  for (let index = -3; index < count; index++) {
    const taken = (await time(() => work(index))) as number;
    if (index >= 0) times.push(taken); // the first ones warm up
    await new Promise((resolve) => setImmediate(resolve)); // connections that were closed are seen
  }
  return percentiles(times);
};

/** Purchases of both sides, below the pool's price by one to forty cents: all wait. Nobody looks at a signature again that is written down. */
async function waitingOrders(): Promise<SignedOrder[]> {
  const { outcomeCount } = await getMarket(chain.client, { deployment, id: MARKET });
  const base = await Promise.all(MAKERS.map((index) => desk.orderOf(index)));
  const signed: SignedOrder[] = [];
  for (let index = 0; index < COUNT; index++) {
    const own = base[index % MAKERS.length] as Order;
    const order: Order = {
      ...own,
      positionId: positionId({ marketId: MARKET, outcome: 0, side: index % 2 === 0 ? "yes" : "no", outcomeCount }),
      price: 48n * CENT - BigInt((index * 37) % 4_000) * TICK,
      amount: USD / 2n,
      slot: 100 + index,
      maxTip: index % 200,
    };
    signed.push({ order, signature: `0x${"11".repeat(65)}` });
  }
  return signed;
}

/** As if they had been posted and written down before the relay was started: the chain here takes its time over each. */
async function writeDown(databaseUrl: string, orders: readonly SignedOrder[]): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ name: string }>("select nspname as name from pg_namespace where nspname like 'orders_%'");
  await client.query(
    `insert into ${rows[0]?.name}.resting (hash, signed, by_contract) select *, false from unnest($1::text[], $2::jsonb[])`,
    [orders.map(({ order }) => desk.hashOf(order)), orders.map((each) => JSON.stringify(toOrderJson(each)))],
  );
  await client.end();
}

async function measure(relay: Relay) {
  const book = await timesOf(BOOKS, async (index) => {
    if (index % BLOCK_EVERY === 0) await chain.rpc("evm_mine");
    await getBook(relay, { marketId: MARKET, outcome: 0, side: index % 2 === 0 ? "yes" : "no" });
  });
  const prices = Array.from({ length: POSTS + 3 }, (_, index) => 4_850n * TICK + BigInt(index) * TICK);
  const posted = await Promise.all(prices.map((price) => desk.sign(1, { price, amount: USD / 100n })));
  const visible = await timesOf(POSTS, async (index) => {
    const each = posted[index + 3] as SignedOrder;
    await postOrder(relay, each);
    const isThere = async () => Number((await getBook(relay, { marketId: MARKET, outcome: 0, levels: 1 })).bids[0]?.price) * 1e4;
    while (Math.round(await isThere()) < Number(each.order.price / TICK));
  });

  const [market, orders] = [await getMarket(chain.client, { deployment, id: MARKET }), await getOrders(relay)];
  const { timestamp } = await chain.client.getBlock();
  const moved = [2n, 60n, 120n].flatMap((dollars) =>
    (["yes", "no"] as const).map((side) => {
      const trade = quoteMarketTrade({ market, op: "buy", outcome: 0, side, amount: dollars * USD });
      return { ...market, rhos: trade.rhosAfter };
    }),
  );
  const found = new Set<string>();
  const match = await timesOf(
    MOVES,
    (index) => {
      const after = moved[(index + 3) % moved.length] as (typeof moved)[number];
      const fill = bestFill(orders, {
        poolOf: (id) => orderPoolOf(after, id),
        outcomeCount: market.outcomeCount,
        time: Number(timestamp),
        sender: chain.wallet(0).account.address,
        leastTip: 0n,
        unpaid: true,
      });
      found.add(fill?.kind ?? "nothing");
    },
    processorTimeOf,
  );
  const finder = new FillFinder({ client: chain.client, deployment, account: chain.wallet(0).account.address, relay, leastTip: "0" });
  const firstLook = await timeOf(() => finder.find());
  const look = await timesOf(LOOKS, () => finder.find());
  finder.stop();
  return { orders: orders.length, found: [...found], book, visible, match, look, firstLook: Math.round(firstLook) };
}

const waiting = await waitingOrders();
const empty = await stage.startRelay(env);
const ofEmpty = await measure(empty.relay);
await empty.process.stop();
const databaseUrl = await stage.makeDatabase();
const full = await stage.startRelay(env, databaseUrl);
await full.process.stop();
await writeDown(databaseUrl, waiting);
const start = await timeOf(() => full.process.start());
await stage.until("all orders are there", async () => (await stage.hashesOf(full.relay)).length >= COUNT);
const ofFull = await measure(full.relay);
await stage.clear();
await stage.close();

const faults = Object.entries(WANTED).flatMap(([name, { at, most }]) => {
  const given = ofFull[name as keyof typeof WANTED][at];
  return given > most ? [`${name}: ${at} ${given} ms, at most ${most} is wanted`] : [];
});
if (values.json) console.log(JSON.stringify({ empty: ofEmpty, full: ofFull, startMs: Math.round(start), loadavg: loadavg() }));
else {
  console.log(`ms, p50 / p95: ${ofFull.orders} orders, and in brackets ${ofEmpty.orders}; load of the machine ${loadavg()[0]?.toFixed(1)}`);
  const line = (name: string, of: (each: typeof ofFull) => string) => console.log(`${name.padEnd(40)} ${of(ofFull)} (${of(ofEmpty)})`);
  const both = ({ p50, p95 }: { p50: number; p95: number }) => `${p50} / ${p95}`;
  line(`book, a block every ${BLOCK_EVERY} answers`, ({ book }) => both(book));
  line("new order, from posting until in the book", ({ visible }) => both(visible));
  line("matching one price move, processor", ({ match }) => both(match));
  line("keeper's look, the chain's answers included", ({ look }) => both(look));
  line("keeper's first look, all orders read", ({ firstLook }) => String(firstLook));
  line("found", ({ found }) => found.join());
  console.log(`${"start of the relay until it answers".padEnd(40)} ${Math.round(start)}`);
}
for (const fault of faults) console.error(fault);
process.exit(faults.length > 0 ? 1 : 0);
