import { browser } from "../../tools/install/browser.ts";
import { requireFonts } from "../../tools/install/requireFonts.ts";

/** Before any test: one message instead of a crash in each. */
export default async function globalSetup(): Promise<void> {
  await requireFonts(await browser());
}
