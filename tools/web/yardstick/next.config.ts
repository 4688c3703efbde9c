import path from "node:path";
import type { NextConfig } from "next";

const root = path.resolve(import.meta.dirname, "../../..");

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  distDir: "../../../.local/yardstick",
  turbopack: { root },
};

export default config;
