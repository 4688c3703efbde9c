import path from "node:path";
import { defineConfig } from "@playwright/test";
import { browser } from "../../tools/install/browser.ts";
import { CHAIN_PORT, DEPLOYMENTS, INDEXER_PORT, ORDERS_PORT, REUSES_STACK, URL, WEB_PORT } from "./stack.ts";

const root = path.resolve(import.meta.dirname, "../..");
const { executablePath, args, env } = await browser();

export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.ts",
  globalSetup: path.join(import.meta.dirname, "globalSetup.ts"),
  outputDir: path.join(root, "test-results"),
  workers: 1, // one chain, one clock
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [["list"], [path.join(root, "tools/test/browserReporter.ts")]],
  use: { baseURL: URL, locale: "en-US", timezoneId: "UTC", trace: "retain-on-failure", launchOptions: { executablePath, args, env } },
  webServer: {
    command: `node scripts/local/start.ts --port ${WEB_PORT} --chain-port ${CHAIN_PORT} --indexer-port ${INDEXER_PORT} --orders-port ${ORDERS_PORT} --strangers`,
    cwd: root,
    url: `${URL}/api/indexer/ready`, // the last to be
    timeout: 240_000,
    reuseExistingServer: REUSES_STACK,
    env: { PRESAGE_DEPLOYMENTS: DEPLOYMENTS, PRESAGE_KEEPER_DRY_RUN: "1" }, // the tests themselves do what is due
    stdout: "pipe",
    gracefulShutdown: { signal: "SIGTERM", timeout: 10_000 },
  },
});
