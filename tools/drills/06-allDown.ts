import { type BrowserContext, chromium, type Page } from "@playwright/test";
import { type FaultyRpc, startFaultyRpc } from "../faultyRpc.ts";
import { browser } from "../install/browser.ts";
import { startIndexer } from "../test/indexer.ts";
import { createMarket } from "../test/market.ts";
import { Cleanups } from "./cleanups.ts";
import type { Drill } from "./drill.ts";
import type { Findings } from "./findings.ts";
import { keeperStand } from "./keeperStand.ts";
import { startApp } from "./startApp.ts";
import { pause, until } from "./until.ts";

const DOWN_MS = { long: 60_000, short: 10_000 };
const SAID_MS = 3_000;
/** An open page asks that often on a chain of this machine. */
const POLL_MS = 2_000;
/** A reading of the chain that is no older is shown as it is. */
const FRESH_MS = 1_500;
const RECOVERY_MS = 15_000;
const YEAR = 31_536_000n;
/** Sent by the keeper and not mined when the endpoints go down, and due only afterwards. */
const [SENT, LATER] = [3, 2];

const QUESTION = "Will it rain?";
/** What a market's page says, and what the list does. */
const [AWAY, LIST_AWAY] = ["The chain has not answered for", "The chain cannot be reached"];

/** All endpoints are down under the app, the indexer and the keeper: killed, and then silent. */
export const allDown: Drill = {
  title: "All RPCs are down",
  async play(findings, { isShort }) {
    const cleanups = new Cleanups();
    try {
      const stand = await keeperStand(cleanups);
      const { chain, deployment, proxy } = stand;
      const endpoints = [proxy, cleanups.add(await startFaultyRpc(chain.url), (each) => each.close())];
      const env = { PRESAGE_RPC_URL: endpoints.map(({ url }) => url).join(), PRESAGE_CHAIN_ID: String(deployment.chainId) };
      const { timestamp } = await chain.client.getBlock();
      await createMarket(chain, deployment, { closesAt: timestamp + YEAR, resolveBy: timestamp + 2n * YEAR });

      const indexer = cleanups.add(await startIndexer({ rpcUrl: chain.url, deployment, env }), (each) => each.stop());
      const app = cleanups.add(await startApp({ deployment, indexerUrl: indexer.url, env }), (each) => each.stop());
      const context = await openBrowser(cleanups);
      const market = await openPage(context, `${app.url}/market/1`);
      const list = await openPage(context, app.url);
      const keeper = await stand.keeper(await stand.makeDatabase(), env);

      let due = 0;
      for (const name of ["killed", "silent"] as const) {
        await stand.makeDue(SENT);
        await chain.rpc("evm_setAutomine", false);
        await keeper.start();
        await until("the keeper has sent what is due", async () => (await stand.pending()).length === SENT);
        const restore = name === "killed" ? await kill(endpoints, chain.url) : silence(endpoints);
        const from = performance.now();
        const asked = new Asked(app.url);
        const said = [market, list].map((page, index) => saysAfter(page, index === 0 ? AWAY : LIST_AWAY));
        await chain.rpc("evm_setAutomine", true);
        await stand.makeDue(LATER);
        due += SENT + LATER;
        findings.atMost(`${name}OpenMarketSaysMs`, await (said[0] as Promise<number>), SAID_MS + POLL_MS);
        findings.atMost(`${name}OpenListSaysMs`, await (said[1] as Promise<number>), SAID_MS + POLL_MS);
        await pause(DOWN_MS[isShort ? "short" : "long"] - (performance.now() - from));
        findings.holds(`${name}: the open page is not readable any more`, await market.getByText(QUESTION).first().isVisible());
        findings.note(`${name}PageShowsAge`, (await market.getByText(AWAY).first().textContent()) ?? "");
        judge(name, await asked.stop(), from, findings);

        endpoints.splice(0, endpoints.length, ...(await restore()));
        for (const endpoint of endpoints) cleanups.add(endpoint, (each) => each.close());
        const back = performance.now();
        const isWell = async () => {
          const responses = await Promise.all([`${app.url}/api/chain/markets/1`, `${indexer.url}/ready`].map((url) => fetch(url)));
          return responses.every(({ ok }) => ok) && !(await says(market, AWAY)) && !(await says(list, LIST_AWAY));
        };
        await until("page and indexer are well again", isWell);
        findings.note(`${name}PagesBackMs`, Math.round(performance.now() - back));
        await until("the keeper has done what was due", async () => (await stand.voids()).length === due);
        findings.atMost(`${name}RecoveredMs`, Math.round(performance.now() - back), RECOVERY_MS);
        await pause(2_000); // what comes twice comes late
        const effects = (await stand.voids()).reduce((sum, count) => sum + count, 0);
        findings.equal(`${name}IntentsLost`, due - effects, 0);
        findings.equal(`${name}Transactions`, await stand.sent(), due);
        await keeper.stop();
      }
    } finally {
      await cleanups.run();
    }
  },
};

async function openBrowser(cleanups: Cleanups): Promise<BrowserContext> {
  const { executablePath, args, env } = await browser();
  return cleanups.add(await (await chromium.launch({ executablePath, args, env })).newContext(), (each) => each.browser()?.close());
}

async function openPage(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(url);
  await page.getByText(QUESTION).first().waitFor();
  await pause(2_000); // it has settled, and hears of the chain
  return page;
}

const says = (page: Page, words: string): Promise<boolean> => page.getByText(words).first().isVisible();
const saysAfter = (page: Page, words: string): Promise<number> => until(`a page says: ${words}`, () => says(page, words));

/** Nobody is at the endpoints' ports, until they are restored. */
async function kill(endpoints: readonly FaultyRpc[], node: string): Promise<() => Promise<FaultyRpc[]>> {
  await Promise.all(endpoints.map((each) => each.close()));
  return () => Promise.all(endpoints.map(({ url }) => startFaultyRpc(node, Number(new URL(url).port))));
}

/** They take requests and never answer, until they are restored. */
function silence(endpoints: readonly FaultyRpc[]): () => Promise<FaultyRpc[]> {
  for (const each of endpoints) each.suffer({ kind: "hang" });
  return async () => {
    for (const each of endpoints) each.suffer();
    return [...endpoints];
  };
}

interface Answer {
  path: string;
  at: number;
  took: number;
  /** 0 if nobody answered. */
  status: number;
  /** Without what is for the browser's scripts. */
  text: string;
}

/** What somebody is told who opens pages one after the other. */
class Asked {
  readonly #answers: Answer[] = [];
  #isOver = false;
  readonly #asking: Promise<unknown>;

  constructor(url: string) {
    this.#asking = Promise.all(["/", "/market/1", "/api/chain/markets/1"].map((path) => this.#ask(url, path)));
  }

  async stop(): Promise<Answer[]> {
    this.#isOver = true;
    await this.#asking;
    return this.#answers;
  }

  async #ask(url: string, path: string): Promise<void> {
    while (!this.#isOver) {
      const at = performance.now();
      const [status, text] = await fetch(`${url}${path}`, { signal: AbortSignal.timeout(30_000) }).then(
        async (response): Promise<[number, string]> => [response.status, await response.text()],
        (error: Error): [number, string] => [0, error.message],
      );
      const shown = text.replace(/<script.*?<\/script>/gs, "");
      this.#answers.push({ path, at, took: performance.now() - at, status, text: shown });
      await pause(250);
    }
  }
}

/** Every page is served, with what it is about, and from when nothing fresh is left says within three seconds what is wrong. */
function judge(name: string, answers: readonly Answer[], from: number, findings: Findings): void {
  const late = answers.filter(({ at }) => at > from + FRESH_MS);
  const pages = late.filter(({ path }) => !path.startsWith("/api"));
  const markets = pages.filter(({ path }) => path !== "/");
  const readings = late.filter(({ path }) => path.startsWith("/api"));
  findings.atLeast(`${name}PagesAsked`, pages.length, 10);
  findings.equal(`${name}PagesNotReadable`, pages.filter(({ status, text }) => status !== 200 || !text.includes(QUESTION)).length, 0);
  findings.equal(`${name}MarketsThatDoNotSay`, markets.filter(({ text }) => !text.includes(AWAY)).length, 0);
  findings.equal(`${name}ReadingsOtherThan503`, readings.filter(({ status }) => status !== 503).length, 0);
  findings.atMost(`${name}SlowestMs`, Math.round(Math.max(...late.map(({ took }) => took))), SAID_MS);
}
