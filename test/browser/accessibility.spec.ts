import { expect, type Page, test } from "@playwright/test";
import { COLOUR_RULES, violations } from "./violations.ts";

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
const widths = [320, 390, 768, 1440];

for (const [name, path] of Object.entries(pages)) {
  test(`axe finds nothing on the page of ${name}, and it needs no sideways scrolling`, async ({ page }) => {
    await page.goto(path);
    await page.waitForLoadState("networkidle");
    for (const width of widths) {
      await page.setViewportSize({ width, height: 800 });
      const [scroll, client] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
      expect(scroll, `${width} px wide`).toBeLessThanOrEqual(client);
      if (width === 320) continue; // no other layout than at 390 px
      await setTheme(page, "light");
      expect(await violations(page), `light, ${width} px wide`).toEqual([]);
      await setTheme(page, "dark");
      expect(await violations(page, { rules: COLOUR_RULES }), `dark, ${width} px wide`).toEqual([]);
    }
  });
}

/** The page follows the system while nobody has chosen. */
async function setTheme(page: Page, colorScheme: "light" | "dark"): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
  await expect(page.locator("html")).toHaveAttribute("data-theme", colorScheme);
  const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const [red = 0] = (ground.match(/[\d.]+/g) ?? []).map(Number);
  expect(red > 127, ground).toBe(colorScheme === "light");
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
