// A browser for tests and screenshots that needs neither root nor a download: the build in @sparticuz/chromium,
// unpacked once, with the system libraries that a bare machine lacks (NSS) from the same package and fonts of its own.

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { unpackBrowser } from "./unpackBrowser.ts";
import { writeFontConfiguration } from "./writeFontConfiguration.ts";

export type Browser = { executablePath: string; args: string[]; env: Record<string, string> };

const CACHE = path.resolve(import.meta.dirname, "../../node_modules/.cache/presage");
const ARGS = [
  "--no-sandbox", // tests run as root in containers
  "--no-zygote",
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--disable-quic",
  "--font-render-hinting=none",
];

/** `CHROMIUM_PATH` names another browser, for machines that the packaged build does not fit (it is for Linux on x64). */
export async function browser(): Promise<Browser> {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen) {
    if (!existsSync(chosen)) throw new Error(`CHROMIUM_PATH is ${chosen}, where there is no file. Unset it or name a Chromium.`);
    return { executablePath: chosen, args: ARGS, env: environment({}) };
  }
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Error(
      `No browser comes packaged for ${process.platform} ${process.arch}. Set CHROMIUM_PATH to an installed Chrome or Chromium.`,
    );
  }
  const folder = await unpackBrowser(CACHE);
  const executablePath = path.join(folder, "chromium");
  const libraries = path.join(folder, "al2023", "lib");
  return {
    executablePath,
    args: ARGS,
    env: environment({
      FONTCONFIG_FILE: writeFontConfiguration(folder),
      FONTCONFIG_PATH: folder,
      ...(lacksLibraries(executablePath) && { LD_LIBRARY_PATH: libraries }),
    }),
  };
}

/** The packaged libraries come from another distribution: they are a stopgap, not a replacement for what is there. */
function lacksLibraries(executable: string): boolean {
  const { stdout, status } = spawnSync("ldd", [executable], { encoding: "utf8" });
  return status !== 0 || stdout.includes("not found");
}

function environment(extra: Record<string, string>): Record<string, string> {
  const own = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { ...Object.fromEntries(own), ...extra };
}
