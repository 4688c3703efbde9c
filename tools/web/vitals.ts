import type { Browser } from "@playwright/test";

export interface Vitals {
  shift: number;
  /** Milliseconds. */
  largestPaint: number;
  blocking: number;
}

const SLOWDOWN = 4;
/** A page's stream of events never ends, so that there is no moment at which the network is idle. */
const SETTLED_MS = 2_500;
/** Of a task what is beyond so many milliseconds keeps the reader waiting. */
const SMOOTH_MS = 50;

/** How a page comes up in a new visit, at a quarter of the processor's speed. */
export async function measureVitals(browser: Browser, url: string, viewport: { width: number; height: number }): Promise<Vitals> {
  const context = await browser.newContext({ viewport, locale: "en-US" });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWDOWN });
  await page.addInitScript((smooth) => {
    const seen = { shift: 0, largestPaint: 0, blocking: 0 };
    Object.assign(window, { seen });
    const watch = (type: string, take: (entry: never) => void) =>
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) take(entry as never);
      }).observe({ type, buffered: true });
    watch("layout-shift", ({ value, hadRecentInput }: { value: number; hadRecentInput: boolean }) => {
      if (!hadRecentInput) seen.shift += value;
    });
    watch("largest-contentful-paint", ({ startTime }: { startTime: number }) => {
      seen.largestPaint = startTime;
    });
    watch("longtask", ({ duration }: { duration: number }) => {
      seen.blocking += Math.max(0, duration - smooth);
    });
  }, SMOOTH_MS);
  await page.goto(url, { waitUntil: "load" });
  await page.waitForTimeout(SETTLED_MS);
  const seen = await page.evaluate(() => (window as unknown as { seen: Vitals }).seen);
  await context.close();
  return seen;
}
