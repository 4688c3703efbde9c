import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Deployment } from "../types.ts";

/** Where `deployments/` is, unless PRESAGE_DEPLOYMENTS keeps the books of a second local chain apart: both have the same id. */
function fileOf(chainId: number, root: string): string {
  const folder = process.env.PRESAGE_DEPLOYMENTS ?? path.join(root, "deployments");
  return path.join(/* turbopackIgnore: true */ folder, `${chainId}.json`);
}

/** The address book of a chain, undefined if nothing was deployed there. `root` is that of the project: a bundle cannot tell. */
export function readAddressBook(chainId: number, root = path.join(import.meta.dirname, "../..")): Deployment | undefined {
  const file = fileOf(chainId, root);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}

export function writeAddressBook(deployment: Deployment): string {
  const file = fileOf(deployment.chainId, path.join(import.meta.dirname, "../.."));
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(deployment, null, 2)}\n`);
  return path.relative(process.cwd(), file);
}
