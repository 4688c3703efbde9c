import { expect, test } from "@playwright/test";
import { violations } from "./violations.ts";

const pages = {
  markets: "/",
  market: "/market/1",
  "market with many outcomes": "/market/7",
  portfolio: "/portfolio",
  "somebody's portfolio": "/portfolio/0x9965507D1a55bcC2695C58ba16FB37d819B0A4dc",
  "the leaders": "/leaderboard",
  calibration: "/leaderboard?by=brier&period=7d",
  "the system's status": "/status",
  "what is due": "/resolve",
  risks: "/risks",
  "what is not there": "/nothing",
  "a market that was decided": "/market/17",
  "the markets like another": "/market/1?tab=related",
};
const widths = [390, 768, 1440];

for (const [name, path] of Object.entries(pages)) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`axe finds nothing on the page of ${name}, ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.goto(path);
      await page.waitForLoadState("networkidle");
      for (const width of widths) {
        await page.setViewportSize({ width, height: 900 });
        expect(await violations(page), `${width} px wide`).toEqual([]);
      }
    });
  }

  for (const width of [390, 320]) {
    test(`the page of ${name} needs no sideways scrolling at ${width} px`, async ({ page }) => {
      await page.setViewportSize({ width, height: 800 });
      await page.goto(path);
      await page.waitForLoadState("networkidle");
      const { scroll, client } = await page.evaluate(() => ({
        scroll: document.documentElement.scrollWidth,
        client: document.documentElement.clientWidth,
      }));
      expect(scroll).toBeLessThanOrEqual(client);
    });
  }
}

test("the list can be read without JavaScript", async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL });
  const page = await context.newPage();
  await page.goto("/");
  const list = page.getByRole("list", { name: "Markets" });
  await expect(list).toBeVisible();
  expect(await list.getByRole("listitem").count()).toBeGreaterThanOrEqual(10);
  await context.close();
});
