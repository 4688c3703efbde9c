// `npm run check:slither`: static analysis. Installs Slither into a virtual environment of its own (cache/slither); where
// Python or the package cannot be had it is skipped, and says so. Every finding needs a reason in slitherTriage.ts.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { slitherTriage, type Triage } from "../proof/slitherTriage.ts";
import { compileFor, solcVersion, sourceOf } from "./compileFor.ts";
import { pythonTool } from "./pythonTool.ts";

const VERSION = "0.11.6";
const root = path.resolve(import.meta.dirname, "../..");
const NO_CODE = { object: "", sourceMap: "", linkReferences: {} };

type Element = { type: string; name: string; type_specific_fields?: { parent?: Element } };
type Finding = { check: string; impact: string; description: string; elements: Element[] };

const { program: slither, env, missing } = pythonTool({ name: "slither", pip: "slither-analyzer", version: VERSION });
if (missing) console.log(`Skipped: Slither ${VERSION} cannot be had here. ${missing}`);
else judge(analyse());

/** Slither reads what the compiler gives, in the form in which older Hardhats wrote it down. */
function analyse(): Finding[] {
  const folder = mkdtempSync(path.join(tmpdir(), "presage-slither-"));
  try {
    const { sources, input, output } = compileFor(globSync("contracts/{*.sol,arbiters/*.sol,resolvers/*.sol}", { cwd: root }), {
      "*": { "": ["ast"], "*": ["abi", "userdoc", "devdoc", "evm.methodIdentifiers"] },
    });
    for (const contract of Object.values(output.contracts).flatMap(Object.values)) {
      Object.assign(contract.evm, { bytecode: NO_CODE, deployedBytecode: NO_CODE });
    }
    const info = { _format: "hh-sol-build-info-1", solcVersion, input: { ...input, sources }, output };
    mkdirSync(path.join(folder, "artifacts/build-info"), { recursive: true });
    writeFileSync(path.join(folder, "artifacts/build-info/presage.json"), JSON.stringify(info));
    writeFileSync(path.join(folder, "hardhat.config.js"), "module.exports = {};");
    for (const file of Object.keys(sources)) cpSync(sourceOf(file), path.join(folder, file), { recursive: true });

    // It asks for Hardhat's folders by npx, which would fetch another Hardhat and run it; without an answer it takes the usual.
    writeFileSync(path.join(folder, "npx"), "#!/bin/sh\nexit 1\n", { mode: 0o755 });

    const report = path.join(folder, "report.json");
    const args = [".", "--hardhat-ignore-compile", "--hardhat-artifacts-directory", "artifacts", "--json", report];
    const { stderr } = spawnSync(slither, [...args, "--filter-paths", "openzeppelin|solady"], {
      cwd: folder,
      encoding: "utf8",
      env: { ...env, PATH: `${folder}${path.delimiter}${env.PATH}` },
    });
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
