import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const stamp = path.join(root, ".next/presage-source");
const SOURCES = [
  "app/**/*",
  "sdk/**/*.ts",
  "scripts/specification/**/*",
  "public/**/*",
  "{next,postcss}.config.*",
  "proxy.ts",
  "tsconfig.json",
  "package.json",
  "package-lock.json",
];

/** Whether the production build in .next is of the sources that are here. */
export function isAppBuilt(): boolean {
  return existsSync(stamp) && readFileSync(stamp, "utf8") === hashSources();
}

/** To be called with what `hashSources` gave before the build, so that an edit during it is not lost. */
export function markAppBuilt(hash: string): void {
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, hash);
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
