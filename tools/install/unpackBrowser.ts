import { spawnSync } from "node:child_process";
import { createReadStream, createWriteStream, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress } from "node:zlib";

const UNFINISHED = /^chromium-.*\.unpacking-(\d+)$/;

/** Unpacks @sparticuz/chromium into a folder of its version below `cache`, unless it is there, and returns that folder. */
export async function unpackBrowser(cache: string): Promise<string> {
  const packageFolder = path.join(path.dirname(createRequire(import.meta.url).resolve("@sparticuz/chromium")), "..");
  const { version } = JSON.parse(readFileSync(path.join(packageFolder, "package.json"), "utf8")) as { version: string };
  const folder = path.join(cache, `chromium-${version}`);
  if (existsSync(folder)) return folder;
  removeUnfinished(cache);
  // whole or not at all: a second process, or a run after an interruption, must not find half a browser
  const unfinished = `${folder}.unpacking-${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  const archive = (name: string) => path.join(packageFolder, "bin", name);
  await Promise.all([
    inflate(archive("chromium.br"), createWriteStream(path.join(unfinished, "chromium"), { mode: 0o755 })),
    ...Object.entries({ "swiftshader.tar.br": ".", "fonts.tar.br": "fonts", "al2023.tar.br": "al2023" }).map(async ([name, target]) => {
      const tar = path.join(unfinished, name.replace(".br", ""));
      const destination = path.join(unfinished, target);
      await inflate(archive(name), createWriteStream(tar));
      mkdirSync(destination, { recursive: true });
      const { status, stderr, error } = spawnSync("tar", ["-xf", tar, "-C", destination], { encoding: "utf8" });
      if (status !== 0) throw new Error(`Unpacking ${name} failed: ${error?.message ?? stderr}`);
      rmSync(tar);
    }),
  ]);
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
    rmSync(unfinished, { recursive: true }); // another process was faster
  }
  return folder;
}

async function inflate(archive: string, target: NodeJS.WritableStream): Promise<void> {
  await pipeline(createReadStream(archive), createBrotliDecompress(), target);
}

/** Removes what a process that was killed had unpacked: 200 MB each. */
function removeUnfinished(cache: string): void {
  if (!existsSync(cache)) return;
  for (const name of readdirSync(cache)) {
    const pid = UNFINISHED.exec(name)?.[1];
    if (pid && !isRunning(Number(pid))) rmSync(path.join(cache, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM"; // somebody else's
  }
}
