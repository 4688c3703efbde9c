import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/** Those that depend on how a page is coloured, which alone differ between its themes. */
export const COLOUR_RULES = ["color-contrast", "link-in-text-block"];

/** What axe finds wrong with a page as it stands: WCAG 2.2 AA and best practice, or these rules alone. */
export async function violations(page: Page, { rules }: { rules?: string[] } = {}): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  const chosen = rules ? axe.withRules(rules) : axe.withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]);
  const found = await chosen.analyze();
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
}
