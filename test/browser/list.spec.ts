import { expect, test } from "@playwright/test";

test("each filter of the list is an address, and one step back", async ({ page }) => {
  await page.goto("/");
  const heading = page.getByRole("heading", { level: 1 });
  await expect(heading).toHaveText("All markets");
  await page
    .getByRole("navigation", { name: "Categories" })
    .getByRole("link", { name: /^Economics/ })
    .click();
  await expect(page).toHaveURL("/?category=economics");
  await expect(heading).toHaveText("economics");
  await expect(async () => {
    await page.getByRole("combobox", { name: "Sort" }).selectOption("Newest");
    await expect(page).toHaveURL("/?category=economics&sort=newest", { timeout: 2_000 });
  }).toPass();
  await page.goBack();
  await expect(page).toHaveURL("/?category=economics");
  await page.goBack();
  await expect(page).toHaveURL("/");
  await expect(heading).toHaveText("All markets");
});

test("a search from any page finds markets, misspelt ones too", async ({ page }) => {
  await page.goto("/risks");
  const search = page.getByRole("searchbox", { name: "Search markets" });
  await search.fill("presidental");
  await search.press("Enter");
  const list = page.getByRole("list", { name: "Markets" });
  await expect(list.getByRole("link", { name: /French presidential election/ }).first()).toBeVisible();
});

test("a card leads to the ticket filled in", async ({ page }) => {
  await page.goto("/?q=french+presidential");
  await page.getByRole("list", { name: "Markets" }).getByRole("link", { name: /^No / }).first().click();
  await expect(page).toHaveURL(/\/market\/7\?outcome=%23\d&side=no$/);
  const form = page.getByRole("form", { name: "Trade" });
  await expect(form.getByRole("radio", { name: "No", exact: true })).toBeChecked();
});

test("links of the list are followed without loading the page anew, and left to the browser where another tab is asked for", async ({
  page,
  context,
}) => {
  await page.goto("/");
  await page.evaluate(() => Object.assign(window, { stayed: true }));
  const card = page.getByRole("list", { name: "Markets" }).getByRole("link").first();
  const elsewhere = context.waitForEvent("page");
  await card.click({ modifiers: ["ControlOrMeta"] });
  await (await elsewhere).close();
  await expect(page).toHaveURL("/");
  await card.click();
  await expect(page).toHaveURL(/\/market\/\d+$/);
  await page.goBack();
  await page.getByRole("navigation", { name: "Categories" }).getByRole("link").nth(1).click();
  await expect(page).toHaveURL(/category=/);
  expect(await page.evaluate(() => "stayed" in window)).toBe(true);
});

test("a card and its market's page write one amount alike, in whatever country it is read", async ({ page }) => {
  await page.goto("/?sort=volume");
  const card = page.getByRole("list", { name: "Markets" }).getByRole("listitem").first();
  const [said] = (await card.textContent())?.match(/\$[\d.,]+[a-zA-Z]+ traded/) ?? [];
  expect(said).toBeTruthy();
  await card.getByRole("heading").getByRole("link").click();
  await expect(page.getByText(said ?? "", { exact: true })).toBeVisible();
});

test("a star is kept in the browser", async ({ page }) => {
  await page.goto("/");
  const star = page.getByRole("button", { name: /^Watch: / }).first();
  await expect(async () => {
    if ((await star.getAttribute("aria-pressed")) !== "true") await star.click();
    await expect(star).toHaveAttribute("aria-pressed", "true", { timeout: 500 });
  }).toPass();
  await page.reload();
  await expect(star).toHaveAttribute("aria-pressed", "true");
});
