// `npm run screenshots`: pictures of the running app (`npm start`, or `-- --url URL`) into docs/screenshots.
import { mkdirSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "@playwright/test";
import { browser } from "../install/browser.ts";

const PAGES = { markets: "/", market: "/market/1", portfolio: "/portfolio", resolve: "/resolve" };
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
        colorScheme,
        viewport: { width, height: HEIGHT },
        reducedMotion: "reduce",
      });
      const page = await context.newPage();
      for (const [name, route] of Object.entries(PAGES)) {
        await page.goto(route, { waitUntil: "networkidle" });
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
