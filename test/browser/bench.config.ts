// `npm run bench:freshness`: figures, not tests; against the stack that the browser tests use.
import { defineConfig } from "@playwright/test";
import config from "./playwright.config.ts";

export default defineConfig({ ...config, testMatch: "*.bench.ts", timeout: 300_000, reporter: "line" });
