// The button and what can be won are within the window, whatever the window and however many outcomes with long names.
import { expect, type Locator, type Page } from "@playwright/test";
import { createMarket } from "./chain.ts";
import { submit, ticket } from "./page.ts";
import { test } from "./test.ts";

const WINDOWS = [
  { width: 320, height: 568 },
  { width: 390, height: 844 },
  { width: 1366, height: 768 },
  { width: 1440, height: 900 },
];
const NARROW = 1024;
const LONGEST = 60;

for (const count of [2, 9, 40, 200]) {
  test(`the button and "To win" stay within the window with ${count} outcomes of ${LONGEST} characters`, async ({ page }) => {
    const outcomes = Array.from({ length: count }, (_, index) => `Candidate ${index + 1} `.padEnd(LONGEST, "of the long-named party "));
    const { id } = await createMarket({ question: `Which of ${count} long names fits (${Date.now()})?`, outcomes });
    await page.setViewportSize(WINDOWS[2]);
    await page.goto(`/market/${id}`);
    for (const size of WINDOWS) {
      await page.setViewportSize(size);
      if (size.width < NARROW) await openSheet(page);
      await ticket(page).getByRole("textbox", { name: "Amount" }).fill("25");
      await expect(ticket(page).getByRole("status", { name: "Quote" })).toContainText("To win");
      await expectWithin(page, size);
      if (size.width < NARROW) {
        await page.keyboard.press("Escape");
        await expect(page.getByRole("dialog")).toBeHidden();
      } else {
        await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
        await expectWithin(page, size);
        await page.evaluate(() => window.scrollTo(0, 0));
      }
      const { scroll, client } = await page.evaluate(() => ({
        scroll: document.documentElement.scrollWidth,
        client: document.documentElement.clientWidth,
      }));
      expect(scroll, "nothing makes the page scroll sideways").toBeLessThanOrEqual(client);
    }
  });
}

test("the button and what can be won stay within the window for a limit order as well", async ({ page }) => {
  const outcomes = Array.from({ length: 9 }, (_, index) => `Candidate ${index + 1} `.padEnd(LONGEST, "of the long-named party "));
  const { id } = await createMarket({ question: `Which limit fits (${Date.now()})?`, outcomes });
  await page.goto(`/market/${id}`);
  for (const size of WINDOWS) {
    await page.setViewportSize(size);
    if (size.width < NARROW) await openSheet(page);
    await ticket(page).getByRole("radio", { name: "Limit", exact: true }).check({ force: true });
    await ticket(page).getByRole("textbox", { name: "Amount" }).fill("25");
    await expect(ticket(page).getByRole("status", { name: "Quote" })).toContainText("To win");
    await expectWithin(page, size);
    await ticket(page).getByRole("radio", { name: "1 day" }).check({ force: true }); // all fields can be reached
    if (size.width >= NARROW) continue;
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toBeHidden();
  }
});

test("on a phone the ticket is a dialog that Escape and going back close, and the page behind stands still", async ({ page }) => {
  await page.setViewportSize(WINDOWS[1]);
  await page.goto("/market/1");
  const dialog = page.getByRole("dialog");
  await openSheet(page);
  await page.mouse.move(195, 60);
  await page.mouse.wheel(0, 400);
  expect(await page.evaluate(() => window.scrollY)).toBe(0);
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect.poll(() => page.evaluate(() => Boolean(history.state?.ticket))).toBe(false);
  await openSheet(page);
  await page.goBack();
  await expect(dialog).toBeHidden();
  await expect(page).toHaveURL(/\/market\/1$/);
});

async function openSheet(page: Page): Promise<void> {
  await expect(async () => {
    const dialog = page.getByRole("dialog");
    if (!(await dialog.isVisible())) {
      await page.locator(".trade-bar").getByRole("button").first().click({ timeout: 1_000 });
    }
    await expect(dialog).toBeVisible({ timeout: 1_000 });
  }).toPass();
}

async function expectWithin(page: Page, size: { width: number; height: number }): Promise<void> {
  const toWin = ticket(page).getByText("To win", { exact: true });
  for (const [name, part] of Object.entries({ button: submit(page), "To win": toWin } satisfies Record<string, Locator>)) {
    await expect(part).toBeInViewport({ ratio: 1 });
    const box = await part.boundingBox();
    expect(box, name).not.toBeNull();
    if (!box) continue;
    expect(box.x, name).toBeGreaterThanOrEqual(0);
    expect(box.y, name).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width, name).toBeLessThanOrEqual(size.width);
    expect(box.y + box.height, name).toBeLessThanOrEqual(size.height);
  }
}
