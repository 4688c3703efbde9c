import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";
import { type Adjustment, adjustments } from "./adjustments.ts";

/** Has Ponder's files loaded with the adjustments made. To be called before Ponder is loaded. */
export function adjustPonder(): void {
  registerHooks({
    load(url, context, next) {
      const mine = adjustments.filter(({ file }) => url.endsWith(file));
      if (mine.length === 0) return next(url, context);
      return { format: "module", source: mine.reduce(adjust, readFileSync(fileURLToPath(url), "utf8")), shortCircuit: true };
    },
  });
}

/** The source with the passage replaced. Throws unless it is there exactly once: the file is of another version then. */
export function adjust(source: string, { file, passage, instead }: Adjustment): string {
  if (source.split(passage).length !== 2)
    throw new Error(`${file} is not the one that indexer/ponder was written for: install the version of Ponder in package.json (npm ci).`);
  return source.replace(passage, () => instead);
}
