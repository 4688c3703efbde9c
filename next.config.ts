import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm start` may run beside a build of the same checkout.
  distDir: process.env.PRESAGE_DIST_DIR ?? ".next",
  devIndicators: false,
};

export default config;
