import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const output = path.join(root, process.env.PRESAGE_DIST_DIR ?? ".next"); // as next.config.ts has it
const stamp = path.join(output, "presage-source");
const SOURCES = [
  "app/**/*",
  "sdk/**/*",
  "public/**/*",
  "{next,postcss}.config.*",
  "proxy.ts",
  "tsconfig.json",
  "package.json",
  "package-lock.json",
];

/** Whether the production build that is there is of the sources that are here. */
export function isAppBuilt(): boolean {
  return existsSync(stamp) && readFileSync(stamp, "utf8") === stampText(hashSources());
}

/** To be called with what `hashSources` gave before the build, so that an edit during it is not lost. */
export function markAppBuilt(hash: string): void {
  writeFileSync(stamp, stampText(hash));
}

/** Names the build as well: somebody may have built other sources by hand since. */
function stampText(hash: string): string {
  const id = path.join(output, "BUILD_ID");
  return `${hash} ${existsSync(id) ? readFileSync(id, "utf8") : "unfinished"}`;
}

export function hashSources(): string {
  const hash = createHash("sha256").update(process.version);
  for (const [name, value] of Object.entries(process.env).sort()) if (name.startsWith("NEXT_PUBLIC_")) hash.update(`${name}=${value}\n`);
  const files = globSync(SOURCES, { cwd: root, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const file of files.map((entry) => path.join(entry.parentPath, entry.name)).sort()) {
    hash.update(`${path.relative(root, file)}\n`).update(readFileSync(file));
  }
  return hash.digest("hex");
}
