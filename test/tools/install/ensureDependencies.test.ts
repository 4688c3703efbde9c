import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { devNull, tmpdir } from "node:os";
import path from "node:path";
import { after, describe, it } from "node:test";

const scratch = mkdtempSync(path.join(tmpdir(), "presage-install-"));
after(() => rmSync(scratch, { recursive: true }));

describe("ensureDependencies", { skip: process.platform === "win32" && "npm's folders are others there" }, () => {
  it("gives npm a cache in the clone where the home may not be written to", () => {
    const root = makeClone("unwritable");
    assert.equal(install(root, devNull), path.join(root, ".local/npm")); // below a file not even root makes a folder
  });

  it("leaves npm its own cache elsewhere", () => {
    const root = makeClone("writable");
    const home = path.join(scratch, "home");
    mkdirSync(home);
    assert.equal(install(root, home), "unset");
  });
});

/** A folder with the script, a lock file, and nothing installed. */
function makeClone(name: string): string {
  const root = path.join(scratch, name);
  mkdirSync(path.join(root, "tools/install"), { recursive: true });
  cpSync("tools/install/ensureDependencies.mjs", path.join(root, "tools/install/ensureDependencies.mjs"));
  writeFileSync(path.join(root, "package-lock.json"), '{"packages":{"node_modules/one":{"version":"1.0.0"}}}');
  return root;
}

/** Runs it with a stand-in for npm that "installs", and returns the cache that npm was given. */
function install(root: string, home: string): string {
  const npm = path.join(root, "npm.cjs");
  writeFileSync(
    npm,
    `const fs = require("node:fs");
     fs.mkdirSync("node_modules");
     fs.copyFileSync("package-lock.json", "node_modules/.package-lock.json");
     fs.writeFileSync("npm-cache", process.env.npm_config_cache ?? "unset");`,
  );
  const { npm_config_cache, ...env } = process.env;
  const { status, stderr } = spawnSync(process.execPath, [path.join(root, "tools/install/ensureDependencies.mjs")], {
    cwd: root,
    encoding: "utf8",
    env: { ...env, HOME: home, npm_execpath: npm },
  });
  assert.equal(status, 0, stderr);
  return readFileSync(path.join(root, "npm-cache"), "utf8");
}
