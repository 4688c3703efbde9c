import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, describe, it } from "node:test";
import { browser } from "../../../tools/install/browser.ts";
import { requireFonts } from "../../../tools/install/requireFonts.ts";
import { unpackBrowser } from "../../../tools/install/unpackBrowser.ts";
import { writeFontConfiguration } from "../../../tools/install/writeFontConfiguration.ts";

const scratch = mkdtempSync(path.join(tmpdir(), "presage-browser-"));
after(() => rmSync(scratch, { recursive: true }));
const packaged = process.platform === "linux" && process.arch === "x64" && !process.env.CHROMIUM_PATH;
const packagedOnly = { skip: packaged ? false : "the packaged browser is for Linux on x64" };

describe("the font configuration", () => {
  it("names the unpacked fonts, folders that exist, and a cache beside the browser", () => {
    const folder = makeFolder("plain");
    const { dirs, caches } = readConfiguration(writeFontConfiguration(folder));
    assert.equal(dirs[0], path.join(folder, "fonts"));
    for (const dir of dirs) assert.ok(existsSync(dir), `${dir} does not exist`);
    assert.deepEqual(caches, [path.join(folder, "font-cache")]);
  });

  it("is written anew when the folder has been moved", () => {
    const [before, now] = [makeFolder("before"), path.join(scratch, "now")];
    writeFontConfiguration(before);
    renameSync(before, now);
    const file = writeFontConfiguration(now);
    assert.equal(file, path.join(now, "fonts.conf"));
    assert.ok(!readFileSync(file, "utf8").includes(before));
    assert.equal(readConfiguration(file).dirs[0], path.join(now, "fonts"));
    assert.deepEqual(readdirSync(now).sort(), ["fonts", "fonts.conf"]);
  });

  it("is well-formed in a folder with letters that XML takes for its own", () => {
    const { dirs } = readConfiguration(writeFontConfiguration(makeFolder("R&D <1>")));
    assert.match(dirs[0], /R&amp;D &lt;1>\/fonts$/);
  });
});

describe("the browser", packagedOnly, () => {
  it("draws letters with its own fonts", async () => {
    const { env, ...rest } = await browser();
    await requireFonts({ env, ...rest });
    // and without those of the system
    const text = readFileSync(env.FONTCONFIG_FILE, "utf8").replaceAll(/^.*<dir>\/usr\/.*\n/gm, "");
    await requireFonts({ ...rest, env: { ...env, ...configure("own", text) } });
  });

  it("is refused in words when its configuration names no font", async () => {
    const { env, ...rest } = await browser();
    const nothing = configure("nothing", "<fontconfig><dir>/nowhere</dir></fontconfig>");
    await assert.rejects(
      requireFonts({ ...rest, env: { ...env, ...nothing } }),
      /finds no font: .*nothing\/fonts\.conf .*Delete the folder/,
    );
  });

  it("is unpacked whole after an unpacking that was killed, which leaves nothing behind", async () => {
    const cache = path.join(scratch, "cache");
    const script = `import { unpackBrowser } from ${JSON.stringify(path.resolve("tools/install/unpackBrowser.ts"))}; await unpackBrowser(${JSON.stringify(cache)});`;
    const child = spawn(process.execPath, ["--input-type=module", "--eval", script], { stdio: "ignore" });
    const ended = new Promise((resolve) => child.once("exit", (_, signal) => resolve(signal)));
    while (!unfinished(cache).some((each) => existsSync(path.join(cache, each, "chromium"))))
      await new Promise((resolve) => setTimeout(resolve, 5));
    child.kill("SIGKILL");
    assert.equal(await ended, "SIGKILL");
    assert.equal(readdirSync(cache).length, 1);
    assert.equal(unfinished(cache).length, 1);

    const folder = await unpackBrowser(cache);
    assert.deepEqual(readdirSync(cache), [path.basename(folder)]);
    const { stdout } = spawnSync(path.join(folder, "chromium"), ["--version"], { encoding: "utf8", env: (await browser()).env });
    assert.match(stdout, /^Chromium \d+/);
  });
});

function makeFolder(name: string): string {
  const folder = path.join(scratch, name);
  mkdirSync(path.join(folder, "fonts"), { recursive: true });
  return folder;
}

/** Fontconfig's settings for a file with this text. */
function configure(name: string, text: string): { FONTCONFIG_FILE: string; FONTCONFIG_PATH: string } {
  const folder = makeFolder(name);
  const file = path.join(folder, "fonts.conf");
  writeFileSync(file, text);
  return { FONTCONFIG_FILE: file, FONTCONFIG_PATH: folder };
}

function readConfiguration(file: string): { dirs: string[]; caches: string[] } {
  const text = readFileSync(file, "utf8");
  const every = (element: string) => [...text.matchAll(new RegExp(`<${element}>(.*)</${element}>`, "g"))].map(([, content]) => content);
  return { dirs: every("dir"), caches: every("cachedir") };
}

function unfinished(cache: string): string[] {
  return existsSync(cache) ? readdirSync(cache).filter((name) => name.includes(".unpacking-")) : [];
}
