import { expect, type Page, test } from "@playwright/test";
import { violations } from "./violations.ts";

const field = (page: Page) => page.getByRole("combobox", { name: "Search everywhere" });

/** The server's HTML is there before React listens to its keys. */
async function open(page: Page): Promise<void> {
  await expect(async () => {
    if (!(await field(page).isVisible())) await page.keyboard.press("Control+k");
    await expect(field(page)).toBeFocused({ timeout: 1_000 });
  }).toPass();
}

test("the search of everything is opened, used and left by keyboard alone", async ({ page }) => {
  await page.goto("/risks");
  await open(page);
  await page.keyboard.type("presidental");
  const options = page.getByRole("option");
  await expect(options.filter({ hasText: "French presidential election" }).first()).toBeVisible();
  await expect(page.getByRole("option", { selected: true })).toHaveCount(1);
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(field(page)).toBeHidden();

  await open(page);
  await page.keyboard.type("leaderb");
  await expect(page.getByRole("option", { selected: true })).toContainText("Leaderboard");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/leaderboard");
  await expect(field(page)).toBeHidden();
});

test("arrows choose among what was found, and come round", async ({ page }) => {
  await page.goto("/");
  await open(page);
  const options = page.getByRole("option");
  await expect(options.nth(2)).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await expect(options.nth(1)).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await expect(options.last()).toHaveAttribute("aria-selected", "true");
});

test("on a phone a button opens the search", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/portfolio");
  await expect(async () => {
    if (!(await field(page).isVisible())) await page.getByRole("button", { name: "Search everywhere" }).click({ timeout: 1_000 });
    await expect(field(page)).toBeVisible({ timeout: 1_000 });
  }).toPass();
});
