// `npm run lock:complete`, after every `npm install` that changes package-lock.json.
// A native package publishes one optional package per platform. Where some of them cannot be had at install time, npm
// leaves them out of the lock, and `npm ci` then refuses the lock ("Missing: … from lock file"). This adds an entry
// for each of them, as a complete registry would, without an integrity hash because nothing was fetched.
// `--check` only says whether entries are missing.
import { readFileSync, writeFileSync } from "node:fs";

const FILE = new URL("../../package-lock.json", import.meta.url);
const CPUS = ["arm", "arm64", "ia32", "loong64", "mips64el", "ppc64", "riscv64", "s390x", "wasm32", "x64"];
const SYSTEMS = ["aix", "android", "darwin", "freebsd", "linux", "netbsd", "openbsd", "openharmony", "sunos", "win32"];
const ARM_VARIANTS = ["gnueabihf", "musleabihf", "armhf"];

const lock = JSON.parse(readFileSync(FILE, "utf8"));
const { packages } = lock;
const missing = Object.entries(packages).flatMap(([parent, { optionalDependencies = {} }]) =>
  Object.entries(optionalDependencies)
    .filter(([name]) => !locate(parent, name))
    .map(([name, version]) => ({ parent, name, version })),
);

if (process.argv.includes("--check")) {
  for (const { name, parent } of missing) console.error(`${name} (wanted by ${parent}) is missing from package-lock.json`);
  if (missing.length > 0) console.error("Run `npm run lock:complete` and commit package-lock.json.");
  process.exit(missing.length > 0 ? 1 : 0);
}
for (const { parent, name, version } of missing) packages[`node_modules/${name}`] = describe(parent, name, version);
lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, "en")));
if (missing.length > 0) writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${missing.length} entries added to package-lock.json`);

/** Where Node would find `name` from the folder of `parent`: its own node_modules first, then each one above. */
function locate(parent, name) {
  for (let folder = parent; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/node_modules/")))) {
    const candidate = `${folder ? `${folder}/` : ""}node_modules/${name}`;
    if (packages[candidate]) return candidate;
    if (!folder) return undefined;
  }
}

/** The platform is in the name; the rest is what a sibling for another platform says. */
function describe(parent, name, version) {
  const words = name.split(/[-/]/);
  const os = SYSTEMS.filter((system) => words.includes(system));
  const cpu = CPUS.filter((each) => words.includes(each));
  if (cpu.length === 0 && ARM_VARIANTS.some((variant) => words.includes(variant))) cpu.push("arm");
  if (os.length === 0 && cpu.length === 0)
    throw new Error(`${name} is missing from the lock and its name says no platform: add it by hand`);
  const siblings = Object.keys(packages[parent].optionalDependencies).map((each) => packages[locate(parent, each)]);
  const { dev, engines, license = "MIT" } = siblings.find(Boolean) ?? {};
  const libc = words.some((word) => word.startsWith("musl")) ? ["musl"] : words.some((word) => word.startsWith("gnu")) ? ["glibc"] : [];
  return {
    version,
    ...(cpu.length > 0 && { cpu }),
    ...(dev && { dev }),
    ...(libc.length > 0 && { libc }),
    license,
    optional: true,
    ...(os.length > 0 && { os }),
    ...(engines && { engines }),
  };
}
