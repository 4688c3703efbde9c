import { expect } from "@playwright/test";
import { createMarket } from "./chain.ts";
import { test } from "./test.ts";

test("a long question takes five lines of a phone, and all that it needs on request", async ({ page }) => {
  const question = `Will ${"the committee that was appointed by the assembly ".repeat(3).trim()} agree (${Date.now()})?`;
  const { id } = await createMarket({ question, outcomes: ["Yes", "No"] });
  await page.setViewportSize({ width: 390, height: 800 });
  await page.goto(`/market/${id}`);
  const text = page.getByRole("heading", { level: 1 }).locator("bdi");
  const lines = () =>
    text.evaluate((element) => Math.round(element.clientHeight / Number.parseFloat(getComputedStyle(element).lineHeight)));
  await expect(text).toHaveText(question);
  expect(await lines()).toBe(5);
  await page.getByRole("button", { name: "more", exact: true }).click();
  expect(await lines()).toBeGreaterThan(5);
  await page.getByRole("button", { name: "less", exact: true }).click();
  expect(await lines()).toBe(5);
});
