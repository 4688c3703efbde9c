import { accessSync, constants, mkdirSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";

const INSTEAD = path.resolve(import.meta.dirname, "../../.local/home");
const FOLDERS = { XDG_CONFIG_HOME: ".config", XDG_CACHE_HOME: ".cache", XDG_DATA_HOME: ".local/share" };

/**
 * Hardhat makes folders in the user's home at every start, and fails where it may not, as in many containers. There they are
 * in the clone. To be called by the configuration, which Hardhat reads first.
 */
export function ensureHomeFolders(): void {
  if (process.platform === "darwin" || process.platform === "win32") return; // other folders, of somebody who has a home
  for (const [variable, usual] of Object.entries(FOLDERS)) {
    if (!isWritable(process.env[variable] || path.join(homedir(), usual))) process.env[variable] = path.join(INSTEAD, usual);
  }
}

function isWritable(parent: string): boolean {
  const folder = path.join(parent, "hardhat-nodejs");
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
