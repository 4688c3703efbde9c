// `npm run check:slither`: static analysis. Installs Slither into a virtual environment of its own (cache/slither); where
// Python or the package cannot be had it is skipped, and says so. Every finding needs a reason in slitherTriage.ts.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { slitherTriage, type Triage } from "../proof/slitherTriage.ts";

const VERSION = "0.11.6";
const require = createRequire(import.meta.url);
const root = path.resolve(import.meta.dirname, "../..");
const environment = path.join(root, "cache/slither");
const slither = path.join(environment, "bin/slither");
const NO_CODE = { object: "", sourceMap: "", linkReferences: {} };

type Element = { type: string; name: string; type_specific_fields?: { parent?: Element } };
type Finding = { check: string; impact: string; description: string; elements: Element[] };

const missing = install();
if (missing) console.log(`Skipped: Slither ${VERSION} cannot be had here. ${missing}`);
else judge(analyse());

/** The reason why there is no Slither, or null. */
function install(): string | null {
  const has = () => existsSync(slither) && spawnSync(slither, ["--version"], { encoding: "utf8" }).stdout?.trim() === VERSION;
  if (has()) return null;
  const steps: [string, string[]][] = [
    ["python3", ["-m", "venv", environment]],
    [path.join(environment, "bin/pip"), ["install", "--quiet", "--disable-pip-version-check", `slither-analyzer==${VERSION}`]],
  ];
  for (const [command, args] of steps) {
    const { status, stderr, error } = spawnSync(command, args, { encoding: "utf8", timeout: 300_000 });
    if (status !== 0) return `\`${path.basename(command)} ${args[0]}\` failed: ${(error?.message ?? stderr ?? "").trim().slice(-300)}`;
  }
  return has() ? null : "It was installed, but does not start.";
}

/** Slither reads what the compiler gives, in the form in which older Hardhats wrote it down. */
function analyse(): Finding[] {
  const folder = mkdtempSync(path.join(tmpdir(), "presage-slither-"));
  try {
    const sources: Record<string, { content: string }> = {};
    const read = (file: string) => {
      const found = [path.join(root, file), path.join(root, "node_modules", file)].find((each) => existsSync(each));
      if (!found) return { error: "not found" };
      sources[file] = { content: readFileSync(found, "utf8") };
      return { contents: sources[file].content };
    };
    for (const file of globSync("contracts/{*.sol,resolvers/*.sol}", { cwd: root })) read(file);
    const settings = {
      viaIR: true,
      evmVersion: "cancun",
      outputSelection: { "*": { "": ["ast"], "*": ["abi", "userdoc", "devdoc", "evm.methodIdentifiers"] } },
    };
    const input = { language: "Solidity", sources: { ...sources }, settings };
    const output = JSON.parse(require("solc").compile(JSON.stringify(input), { import: read }));
    for (const contract of Object.values(output.contracts as Record<string, Record<string, { evm: object }>>).flatMap(Object.values)) {
      Object.assign(contract.evm, { bytecode: NO_CODE, deployedBytecode: NO_CODE });
    }
    const info = { _format: "hh-sol-build-info-1", solcVersion: solcVersion(), input: { ...input, sources }, output };
    mkdirSync(path.join(folder, "artifacts/build-info"), { recursive: true });
    writeFileSync(path.join(folder, "artifacts/build-info/presage.json"), JSON.stringify(info));
    writeFileSync(path.join(folder, "hardhat.config.js"), "module.exports = {};");
    for (const file of Object.keys(sources)) cpSync(sourceOf(file), path.join(folder, file), { recursive: true });

    const report = path.join(folder, "report.json");
    const args = [".", "--hardhat-ignore-compile", "--hardhat-artifacts-directory", "artifacts", "--json", report];
    const { stderr } = spawnSync(slither, [...args, "--filter-paths", "openzeppelin|solady"], { cwd: folder, encoding: "utf8" });
    if (!existsSync(report)) throw new Error(`Slither left no report:\n${stderr}`);
    const { success, error, results } = JSON.parse(readFileSync(report, "utf8"));
    if (!success) throw new Error(`Slither failed: ${error}`);
    return results.detectors ?? [];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function judge(findings: Finding[]): void {
  const used = new Set<Triage>();
  const unexplained = findings.filter((finding) => {
    const where = placeOf(finding);
    const triage = slitherTriage.find((each) => each.check === finding.check && (each.where[0] === "*" || each.where.includes(where)));
    if (triage) used.add(triage);
    return !triage;
  });
  for (const finding of unexplained)
    console.error(`UNEXPLAINED ${finding.impact} ${finding.check} in ${placeOf(finding)}:\n${finding.description}`);
  const stale = slitherTriage.filter((each) => !used.has(each));
  for (const { check, where } of stale) console.error(`STALE: no finding of ${check} in ${where.join(", ")}: remove the reason.`);
  console.log(`Slither ${VERSION}: ${findings.length} findings, ${unexplained.length} of them unexplained`);
  if (unexplained.length + stale.length > 0) process.exitCode = 1;
}

/** The function that a finding is in, or what it names first. */
function placeOf({ elements }: Finding): string {
  const [first] = elements;
  const place = elements.find(({ type }) => type === "function") ?? functionOf(first) ?? first;
  return [place?.type_specific_fields?.parent?.name, place?.name].filter(Boolean).join(".");
}

function functionOf(element: Element | undefined): Element | undefined {
  const parent = element?.type_specific_fields?.parent;
  return parent?.type === "function" ? parent : undefined;
}

function solcVersion(): string {
  return (require("solc/package.json") as { version: string }).version;
}

function sourceOf(file: string): string {
  const own = path.join(root, file);
  return existsSync(own) ? own : path.join(root, "node_modules", file);
}
