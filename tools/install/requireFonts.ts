import { chromium } from "@playwright/test";
import type { Browser } from "./browser.ts";

/** Starts a browser and throws, in words, if it cannot draw a letter: without a font its pages crash, each with another message. */
export async function requireFonts({ executablePath, args, env }: Browser): Promise<void> {
  const started = await chromium.launch({ executablePath, args, env });
  try {
    if ((await measureText(started)) > 0) return;
  } finally {
    await started.close();
  }
  throw new Error(
    process.env.CHROMIUM_PATH
      ? `The browser of CHROMIUM_PATH (${executablePath}) finds no font. Install fonts (on Debian: apt install fonts-dejavu-core), or unset CHROMIUM_PATH for the browser that brings its own.`
      : `The browser finds no font: ${env.FONTCONFIG_FILE} names none that it can read. Delete the folder that this file is in and run the command again, which unpacks it anew.`,
  );
}

async function measureText(started: Awaited<ReturnType<typeof chromium.launch>>): Promise<number> {
  try {
    const page = await started.newPage();
    return await page.evaluate(() => {
      const context = document.createElement("canvas").getContext("2d");
      if (!context) return 0;
      context.font = "16px sans-serif";
      return context.measureText("presage").width;
    });
  } catch {
    return 0; // it crashed
  }
}
