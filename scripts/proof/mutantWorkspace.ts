import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";

export type Mutant = { name: string; file: string; start: number; end: number; replacement: string };
export type Verdict = { killedBy: string } | { survived: true } | { invalid: string };

const require = createRequire(import.meta.url);
const root = path.resolve(import.meta.dirname, "../..");
const MINUTES_PER_RUN = 10;
const NOTHING: Verdict = { invalid: "the same bytecode" };
const COPIED = ["contracts", "test/contracts", "test/sdk", "scripts", "sdk", "docs", "artifacts", "hardhat.config.ts", "package.json"];
const settings = {
  optimizer: { enabled: true, runs: 1500 },
  viaIR: true,
  evmVersion: "cancun",
  metadata: { appendCBOR: false }, // so that what is compiled to the same code is seen to be the same
};

/**
 * A copy of the project in which one contract after another is replaced by a mutant: only that contract is compiled, its
 * artifact exchanged, and the tests run until the first failure.
 */
export class MutantWorkspace {
  readonly #folder = mkdtempSync(path.join(tmpdir(), "presage-mutants-"));
  readonly #originals = new Map<string, string>();

  constructor() {
    for (const each of COPIED) cpSync(path.join(root, each), path.join(this.#folder, each), { recursive: true });
    symlinkSync(path.join(root, "node_modules"), path.join(this.#folder, "node_modules"));
    // a mutant may be larger than a contract may be: that must not be what kills it
    const config = path.join(this.#folder, "hardhat.config.ts");
    writeFileSync(config, readFileSync(config, "utf8").replace('hardfork: "osaka"', 'hardfork: "osaka", allowUnlimitedContractSize: true'));
  }

  close(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** A source file as it was when the copy was made. */
  read(file: string): string {
    return readFileSync(path.join(this.#folder, file), "utf8");
  }

  /** Without a mutant everything must pass: otherwise what fails says nothing. */
  async checkBaseline(tests: string[][]): Promise<void> {
    for (const files of tests) {
      if (!(await this.passes(files))) throw new Error(`Tests fail without a mutant, of ${files.join(", ")}`);
    }
  }

  /** `tests`: groups of test files, the likeliest to fail first; ".sol" stands for the Solidity tests. */
  async test(mutant: Mutant, artifacts: string[], tests: string[][]): Promise<Verdict> {
    const source = this.read(mutant.file);
    const mutated = source.slice(0, mutant.start) + mutant.replacement + source.slice(mutant.end);
    const changed: string[] = [];
    try {
      for (const artifact of artifacts) {
        const original = this.#originals.get(artifact) ?? this.#compile(artifact, new Map());
        if (!original.startsWith("0x")) throw new Error(`${artifact} does not compile: ${original}`);
        this.#originals.set(artifact, original);
        const bytecode = this.#compile(artifact, new Map([[mutant.file, mutated]]));
        if (!bytecode.startsWith("0x")) return { invalid: bytecode };
        if (bytecode === original) continue;
        this.#exchange(artifact, bytecode);
        changed.push(artifact);
      }
      if (changed.length === 0) return NOTHING;
      for (const files of tests) {
        if (!(await this.passes(files))) return { killedBy: files.length > 3 ? "the rest" : files.join(", ") };
      }
      return { survived: true };
    } finally {
      for (const artifact of changed) this.#exchange(artifact, null);
    }
  }

  /** Whether these tests pass as things are. */
  passes(files: string[]): Promise<boolean> {
    const hardhat = "node_modules/hardhat/dist/src/cli.js";
    const args =
      files[0] === ".sol"
        ? [hardhat, "test", "solidity", "--no-compile"]
        : files[0]?.startsWith("test/sdk/")
          ? ["--test", ...files]
          : [hardhat, "test", "mocha", "--no-compile", "--bail", ...files];
    const child = spawn(process.execPath, args, {
      cwd: this.#folder,
      env: { ...process.env, PRESAGE_BUILT: "1" },
      stdio: process.env.PRESAGE_VERBOSE ? "inherit" : "ignore",
      detached: true,
    });
    const end = () => {
      try {
        if (child.pid) process.kill(-child.pid, "SIGKILL");
      } catch {} // it has ended
    };
    const limit = setTimeout(end, MINUTES_PER_RUN * 60_000); // a mutant may loop for ever: that kills it
    process.once("exit", end);
    return new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("exit", (code) => {
        clearTimeout(limit);
        process.off("exit", end);
        end();
        resolve(code === 0);
      });
    });
  }

  /** The mutant's code in its artifact; null puts the original back. */
  #exchange(artifact: string, bytecode: string | null): void {
    const [file, name] = artifact.split(":") as [string, string];
    const relative = path.join("artifacts", file, `${name}.json`);
    const content = JSON.parse(readFileSync(path.join(root, relative), "utf8"));
    if (bytecode) content.bytecode = bytecode;
    writeFileSync(path.join(this.#folder, relative), JSON.stringify(content));
  }

  /** Creation code, or the compiler's first complaint. */
  #compile(artifact: string, replaced: Map<string, string>): string {
    const [file, name] = artifact.split(":") as [string, string];
    const output = JSON.parse(
      require("solc").compile(
        JSON.stringify({
          language: "Solidity",
          sources: { [file]: { content: replaced.get(file) ?? this.read(file) } },
          settings: { ...settings, outputSelection: { [file]: { [name]: ["evm.bytecode.object"] } } },
        }),
        { import: (wanted: string) => readSource(this.#folder, wanted, replaced) },
      ),
    );
    const error = (output.errors ?? []).find(({ severity }: { severity: string }) => severity === "error");
    if (error) return String(error.message).slice(0, 200);
    return `0x${output.contracts[file][name].evm.bytecode.object}`;
  }
}

function readSource(folder: string, wanted: string, replaced: Map<string, string>): { contents: string } | { error: string } {
  const own = replaced.get(wanted);
  if (own !== undefined) return { contents: own };
  const file = [path.join(folder, wanted), path.join(folder, "node_modules", wanted)].find((each) => existsSync(each));
  return file ? { contents: readFileSync(file, "utf8") } : { error: "not found" };
}
