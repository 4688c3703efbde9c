// Runs before `npm start` and `npm test`, under whatever Node the machine has and with nothing installed: installs
// what package-lock.json asks for when node_modules is missing or differs from it, then checks that there is a Node
// that can run the project.
import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, mkdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";

const OLDEST_NODE = [22, 17];
const root = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), "../..");
const modules = path.join(root, "node_modules");

const difference = findDifference();
if (difference) {
  console.log(`Installing dependencies (${difference}). This takes about a minute, once.`);
  const npm = process.env.npm_execpath;
  const command = npm ? [process.execPath, npm] : [process.platform === "win32" ? "npm.cmd" : "npm"];
  const { status } = spawnSync(command[0], [...command.slice(1), "ci", "--no-audit", "--no-fund"], {
    cwd: root,
    stdio: "inherit",
    env: hasWritableCache() ? process.env : { ...process.env, npm_config_cache: path.join(root, ".local/npm") },
  });
  if (status !== 0)
    fail("`npm ci` failed, its message is above.", "Check the network connection and the disk, then run the command again.");
  const left = findDifference();
  if (left) fail(`The installation is not complete: ${left}.`, "Delete node_modules and run `npm ci`, without --ignore-scripts.");
}

const packagedNode = path.join(modules, ".bin", process.platform === "win32" ? "node.cmd" : "node");
const version = existsSync(packagedNode) ? undefined : process.versions.node.split(".").map(Number);
if (version && (version[0] < OLDEST_NODE[0] || (version[0] === OLDEST_NODE[0] && version[1] < OLDEST_NODE[1]))) {
  fail(
    `Node ${process.versions.node} is too old, ${OLDEST_NODE.join(".")} or newer is needed, and none comes packaged for ${process.platform} ${process.arch}.`,
    "Install a current Node and run the command again.",
  );
}

/** What npm left in node_modules against the lock: the first package that is not as it should be, in words. */
function findDifference() {
  const installedFile = path.join(modules, ".package-lock.json");
  if (!existsSync(installedFile)) return "nothing is installed yet";
  const wanted = readPackages(path.join(root, "package-lock.json"));
  const installed = readPackages(installedFile);
  for (const [location, { version: wantedVersion, optional }] of Object.entries(wanted)) {
    if (!location || optional || installed[location]?.version === wantedVersion) continue;
    return `${location.slice("node_modules/".length)} ${wantedVersion} is missing`;
  }
  // Hardhat's native engine is optional to npm, because there is one for each platform, but not to us
  const engine = path.join(modules, "@nomicfoundation");
  const builds = Object.keys(wanted).filter((location) =>
    location.startsWith(`node_modules/@nomicfoundation/edr-${process.platform}-${process.arch}`),
  );
  if (existsSync(engine) && !builds.some((location) => existsSync(path.join(root, location)))) return "Hardhat's native engine is missing";
  return undefined;
}

/** npm keeps what it downloads in the user's home, and fails where it may not: then it has room in the clone. */
function hasWritableCache() {
  if (process.platform === "win32") return true; // the folder is another there
  const cache = process.env.npm_config_cache ?? path.join(homedir(), ".npm");
  try {
    mkdirSync(cache, { recursive: true });
    accessSync(cache, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function readPackages(file) {
  return JSON.parse(readFileSync(file, "utf8")).packages;
}

function fail(problem, remedy) {
  console.error(`${problem}\n${remedy}`);
  process.exit(1);
}
