import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Deployment } from "./types.ts";

/** PRESAGE_DEPLOYMENTS keeps the books of a second local chain apart: both have the same chain id. */
const FOLDER = process.env.PRESAGE_DEPLOYMENTS ?? path.join(import.meta.dirname, "../deployments");

function fileOf(chainId: number): string {
  return path.join(FOLDER, `${chainId}.json`);
}

/** The address book of a chain, undefined if nothing was deployed there. */
export function readAddressBook(chainId: number): Deployment | undefined {
  const file = fileOf(chainId);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}

export function writeAddressBook(deployment: Deployment): string {
  mkdirSync(FOLDER, { recursive: true });
  const file = fileOf(deployment.chainId);
  writeFileSync(file, `${JSON.stringify(deployment, null, 2)}\n`);
  return path.relative(process.cwd(), file);
}
