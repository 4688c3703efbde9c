// `npm run check:secrets`: no committed file may hold a key, or name the machine that it was written on.
// First it plants one of each kind in a file and must find them all: a scan that is blind would pass everything.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { toHex } from "viem";
import { mnemonicToAccount } from "viem/accounts";

const root = path.resolve(import.meta.dirname, "../..");
const LARGEST_BYTES = 5_000_000;
/** Published with Hardhat; worth nothing on any public chain. */
const TEST_MNEMONIC = "test test test test test test test test test test test junk";
const testKeys = new Set(
  Array.from({ length: 20 }, (_, addressIndex) => {
    const { privateKey } = mnemonicToAccount(TEST_MNEMONIC, { addressIndex }).getHdKey();
    return toHex(privateKey as Uint8Array).slice(2);
  }),
);
const letters = "abcdefghijklmnopqrstuvwxyz0123456789";
const sample = (length: number) => letters.repeat(4).slice(0, length);

interface Kind {
  name: string;
  pattern: RegExp;
  canary: string;
  allows?: (found: string) => boolean;
}

const kinds: Kind[] = [
  {
    name: "a private key",
    pattern: /(?:key|secret|account)\w*["']?\s*[:=(,]\s*["'`]?(?:0x)?[0-9a-f]{64}\b/gi,
    canary: `PRIVATE_KEY=0x${"c0ffee42".repeat(8)}`,
    allows: (found) => testKeys.has(found.slice(-64).toLowerCase()),
  },
  {
    name: "a seed phrase",
    pattern: /(?:mnemonic|phrase|seed)\w*["']?\s*[:=(]\s*["'`]?(?:[a-z]{3,8} ){11,23}[a-z]{3,8}\b/gi,
    canary: `mnemonic: "${"orbit lamp ".repeat(6).trim()}"`,
    allows: (found) => found.endsWith(TEST_MNEMONIC),
  },
  { name: "a key file", pattern: /-{5}BEGIN [A-Z ]*PRIVATE KEY-{5}/g, canary: `${"-".repeat(5)}BEGIN PRIVATE KEY${"-".repeat(5)}` },
  {
    name: "an access token",
    pattern: /\b(?:gh[pousr]_\w{30,}|github_pat_\w{30,}|npm_\w{30,}|sk-[\w-]{24,}|xox[abp]-[\w-]{20,}|AKIA[0-9A-Z]{16}|AIza[\w-]{30,})/g,
    canary: `ghp_${sample(36)}`,
  },
  {
    name: "a password in an address",
    pattern: /\b[a-z]+:\/\/[^\s:/@"'`$<]+:[^\s:/@"'`$<]{6,}@/g,
    canary: `https://user:${sample(12)}@example.org`,
  },
  {
    name: "an endpoint with its key",
    pattern: /\/v[23]\/[0-9a-zA-Z_-]{30,}/g,
    canary: `https://rpc.example.org/v2/${sample(32)}`,
  },
  {
    name: "a path of somebody's machine",
    pattern: /(?<![\w.:/-])\/(?:work|root|home|Users)\/\w/g,
    canary: ["", "home", "somebody"].join("/"),
  },
  {
    name: "a package registry",
    pattern: /\bregistry\.\w+[\w.-]*|\b[\w.-]+\.(?:jfrog\.io|pkg\.dev)\b|\b(?:artifactory|verdaccio|nexus)\.[\w.-]+/g,
    canary: ["registry", "npmjs", "org"].join("."),
  },
];

const blind = findBlindness();
if (blind.length > 0) {
  console.error(`The scan does not see ${blind.join(", ")}: mend its pattern.`);
  process.exit(1);
}
// the folder may be somebody else's, as in a container: that is no reason against listing it
const list = ["-c", `safe.directory=${root}`, "ls-files", "-z", "--cached", "--others", "--exclude-standard"];
const { stdout, stderr, status, error } = spawnSync("git", list, {
  cwd: root,
  encoding: "utf8",
});
const files = stdout.split("\0").filter(Boolean);
if (status !== 0 || files.length === 0) {
  console.error(`git lists no files: run this in a clone of the repository. ${error?.message ?? stderr}`);
  process.exit(1);
}
const findings = files.flatMap((file) => scan(path.join(root, file)).map(({ line, kind }) => `${file}:${line}: ${kind}`));
for (const finding of findings) console.error(finding);
if (findings.length > 0) {
  console.error("Remove what does not belong into a public repository; a key that was committed once must be replaced.");
  process.exit(1);
}
console.log(`${files.length} files hold no secret; the scan found all of its ${kinds.length} planted ones.`);

function scan(file: string): { line: number; kind: string }[] {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (!stats?.isFile()) return []; // deleted, not committed yet
  if (stats.size > LARGEST_BYTES) return [{ line: 1, kind: `a file of more than ${LARGEST_BYTES / 1e6} MB` }];
  const text = readFileSync(file, "utf8");
  if (text.includes("\0")) return []; // an image
  return kinds.flatMap(({ name, pattern, allows }) =>
    [...text.matchAll(pattern)]
      .filter(([found]) => !allows?.(found))
      .map(({ index }) => ({ line: text.slice(0, index).split("\n").length, kind: name })),
  );
}

function findBlindness(): string[] {
  const folder = mkdtempSync(path.join(tmpdir(), "presage-canary-"));
  const file = path.join(folder, "canary.txt");
  try {
    return kinds.flatMap(({ name, canary }) => {
      writeFileSync(file, `a line before\n${canary}\n`);
      return scan(file).some(({ line, kind }) => line === 2 && kind === name) ? [] : [name];
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
