import type { Browser } from "@playwright/test";

/** What a page does by itself while nobody touches it and nothing happens, without a wallet. */
export interface Idle {
  /** Of React: each is one time that something was drawn anew. */
  commits: number;
  requests: number;
  /** Those to the chain's RPC. */
  rpcRequests: number;
}

const SETTLED_MS = 3_000;

export async function measureIdle(
  browser: Browser,
  url: string,
  { rpcUrl, milliseconds }: { rpcUrl: string; milliseconds: number },
): Promise<Idle> {
  const context = await browser.newContext({ locale: "en-US" });
  const page = await context.newPage();
  const idle = { commits: 0, requests: 0, rpcRequests: 0 };
  // React tells of its commits whoever stands where its developer tools would
  await page.addInitScript(() => {
    const counted = { commits: 0 };
    const hook = {
      isDisabled: false,
      supportsFiber: true,
      renderers: new Map(),
      inject: () => 1,
      onCommitFiberRoot: () => counted.commits++,
    };
    Object.assign(window, { counted, __REACT_DEVTOOLS_GLOBAL_HOOK__: { ...hook, onCommitFiberUnmount() {}, onPostCommitFiberRoot() {} } });
  });
  let isIdle = false;
  page.on("request", (request) => {
    const isRpc = request.url().startsWith(rpcUrl);
    if (isRpc) idle.rpcRequests++;
    if (isIdle) idle.requests++;
  });
  await page.goto(url, { waitUntil: "load" });
  await page.waitForTimeout(SETTLED_MS);
  const commits = () => page.evaluate(() => (window as unknown as { counted: { commits: number } }).counted.commits);
  const before = await commits();
  if (before === 0) throw new Error(`React told of no commit on ${url}: nothing can be counted.`);
  isIdle = true;
  await page.waitForTimeout(milliseconds);
  idle.commits = (await commits()) - before;
  await context.close();
  return idle;
}
