// `npm run screenshots`: pictures of the running app (`npm start`, or `-- --url URL`) into docs/screenshots.
import { mkdirSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "@playwright/test";
import { browser } from "../install/browser.ts";

/** An account that the demo's history trades with. */
const TRADER = "0x9965507D1a55bcC2695C58ba16FB37d819B0A4dc";
const PAGES = {
  markets: "/",
  market: "/market/1",
  portfolio: `/portfolio/${TRADER}`,
  resolve: "/resolve",
};
/** A page's stream of events never ends, so that there is no moment at which the network is idle. */
const SETTLED_MS = 3_000;
const WIDTHS = [390, 1440];
const SCHEMES = ["light", "dark"] as const;
const HEIGHT = 900;

const { url } = parseArgs({ options: { url: { type: "string", default: "http://127.0.0.1:3000" } } }).values;
const folder = path.resolve(import.meta.dirname, "../../docs/screenshots");
if (!(await answers(url))) {
  console.error(
    `Nothing answers at ${url}.\nRun \`npm start\` in another terminal, or name the address: npm run screenshots -- --url http://127.0.0.1:3100`,
  );
  process.exit(1);
}

mkdirSync(folder, { recursive: true });
const { executablePath, args, env } = await browser();
const instance = await chromium.launch({ executablePath, args, env });
try {
  for (const width of WIDTHS) {
    for (const colorScheme of SCHEMES) {
      const context = await instance.newContext({
        baseURL: url,
        locale: "en-US", // a browser without one has a language that it does not understand itself
        colorScheme,
        viewport: { width, height: HEIGHT },
        reducedMotion: "reduce",
      });
      const page = await context.newPage();
      for (const [name, route] of Object.entries(PAGES)) {
        await page.goto(route);
        await page.waitForTimeout(SETTLED_MS);
        const file = path.join(folder, `${name}-${colorScheme}-${width}.png`);
        await page.screenshot({ path: file });
        console.log(path.relative(process.cwd(), file));
      }
      await context.close();
    }
  }
} finally {
  await instance.close();
}

async function answers(address: string): Promise<boolean> {
  try {
    return (await fetch(address)).ok;
  } catch {
    return false;
  }
}
