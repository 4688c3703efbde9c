// A browser for tests and screenshots that needs neither root nor a download: the build in @sparticuz/chromium,
// unpacked once, with the system libraries that a bare machine lacks (NSS) from the same package.

import { spawnSync } from "node:child_process";
import { createReadStream, createWriteStream, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress } from "node:zlib";

export type Browser = { executablePath: string; args: string[]; env: Record<string, string> };

const root = path.resolve(import.meta.dirname, "../..");
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
  const folder = await unpack();
  const executablePath = path.join(folder, "chromium");
  const libraries = path.join(folder, "al2023", "lib");
  return {
    executablePath,
    args: ARGS,
    env: environment({
      FONTCONFIG_PATH: path.join(folder, "fonts"),
      ...(lacksLibraries(executablePath) && { LD_LIBRARY_PATH: libraries }),
    }),
  };
}

async function unpack(): Promise<string> {
  const packageFolder = path.join(path.dirname(createRequire(import.meta.url).resolve("@sparticuz/chromium")), "..");
  const { version } = JSON.parse(readFileSync(path.join(packageFolder, "package.json"), "utf8")) as { version: string };
  const folder = path.join(root, "node_modules/.cache/presage", `chromium-${version}`);
  if (existsSync(folder)) return folder;
  // whole or not at all: a second process, or a run after an interruption, must not find half a browser
  const unfinished = `${folder}-${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  const archive = (name: string) => path.join(packageFolder, "bin", name);
  await Promise.all([
    inflate(archive("chromium.br"), createWriteStream(path.join(unfinished, "chromium"), { mode: 0o755 })),
    ...Object.entries({ "swiftshader.tar.br": ".", "fonts.tar.br": "fonts", "al2023.tar.br": "al2023" }).map(async ([name, target]) => {
      const tar = path.join(unfinished, name.replace(".br", ""));
      const destination = path.join(unfinished, target);
      await inflate(archive(name), createWriteStream(tar));
      mkdirSync(destination, { recursive: true });
      const { status, stderr } = spawnSync("tar", ["-xf", tar, "-C", destination], { encoding: "utf8" });
      if (status !== 0) throw new Error(`Unpacking ${name} failed: ${stderr}`);
      rmSync(tar);
    }),
  ]);
  if (existsSync(folder)) rmSync(unfinished, { recursive: true });
  else renameSync(unfinished, folder);
  return folder;
}

async function inflate(archive: string, target: NodeJS.WritableStream): Promise<void> {
  await pipeline(createReadStream(archive), createBrotliDecompress(), target);
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
