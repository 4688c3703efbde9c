import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Outcome } from "./judgeBy.ts";

const require = createRequire(import.meta.url);
const root = path.resolve(import.meta.dirname, "../..");
const MINUTES_PER_RUN = 10;
/** How mocha says that a test took longer than it may. */
const OUT_OF_TIME = /Timeout of \d+ms exceeded/;
const COPIED = [
  "contracts",
  "test/contracts",
  "test/sdk",
  "scripts",
  "tools",
  "sdk",
  "docs",
  "artifacts",
  "hardhat.config.ts",
  "package.json",
];
const settings = {
  optimizer: { enabled: true, runs: 1500 },
  viaIR: true,
  evmVersion: "cancun",
  metadata: { appendCBOR: false }, // so that what is compiled to the same code is seen to be the same
};

export type CompilerError = { message: string; file?: string; start: number; end: number };
export type Compiled = { bytecode: string } | { errors: CompilerError[] };

/** A copy of the project in which contracts are exchanged for others and the tests run against them. */
export class MutantWorkspace {
  readonly #folder = mkdtempSync(path.join(tmpdir(), "presage-mutants-"));
  readonly #running = new Set<() => void>();
  readonly #originals = new Map<string, string>();

  constructor() {
    for (const each of COPIED) cpSync(path.join(root, each), path.join(this.#folder, each), { recursive: true });
    symlinkSync(path.join(root, "node_modules"), path.join(this.#folder, "node_modules"));
    // A mutant may be larger than a contract may be: that must not be what kills it. The coinbase says which one is on.
    const coinbase = "coinbase: process.env.PRESAGE_MUTANT";
    const config = path.join(this.#folder, "hardhat.config.ts");
    const [network, profile] = ['hardfork: "osaka"', "default: { fuzz:"];
    const text = readFileSync(config, "utf8");
    if (!text.includes(network) || !text.includes(profile))
      throw new Error(`${network} or ${profile} is not in hardhat.config.ts any more`);
    writeFileSync(
      config,
      text.replace(network, `${network}, allowUnlimitedContractSize: true, ${coinbase}`).replace(profile, `default: { ${coinbase}, fuzz:`),
    );
  }

  close(): void {
    for (const end of this.#running) end();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** A source file of the project or of a package, as the compiler asks for it. */
  read(wanted: string): { contents: string } | { error: string } {
    const file = [path.join(this.#folder, wanted), path.join(root, "node_modules", wanted)].find((each) => existsSync(each));
    return file ? { contents: readFileSync(file, "utf8") } : { error: "not found" };
  }

  /** `artifact`: file:name. `replaced`: sources other than those on disk. */
  compile(artifact: string, replaced: Map<string, string>): Compiled {
    const [file, name] = artifact.split(":") as [string, string];
    const read = (wanted: string) => (replaced.has(wanted) ? { contents: replaced.get(wanted) as string } : this.read(wanted));
    const main = read(file);
    if ("error" in main) throw new Error(`${file} is missing`);
    const output = JSON.parse(
      require("solc").compile(
        JSON.stringify({
          language: "Solidity",
          sources: { [file]: { content: main.contents } },
          settings: { ...settings, outputSelection: { [file]: { [name]: ["evm.bytecode.object"] } } },
        }),
        { import: read },
      ),
    );
    type Message = { severity: string; message: string; sourceLocation?: { file: string; start: number; end: number } };
    const errors = ((output.errors ?? []) as Message[]).filter(({ severity }) => severity === "error");
    if (errors.length === 0) return { bytecode: `0x${output.contracts[file][name].evm.bytecode.object}` };
    return {
      errors: errors.map(({ message, sourceLocation: at }) => ({ message, file: at?.file, start: at?.start ?? 0, end: at?.end ?? 0 })),
    };
  }

  /** The bytecode of a contract without mutants. */
  original(artifact: string): string {
    const known = this.#originals.get(artifact);
    if (known) return known;
    const compiled = this.compile(artifact, new Map());
    if ("errors" in compiled) throw new Error(`${artifact} does not compile: ${compiled.errors[0]?.message}`);
    this.#originals.set(artifact, compiled.bytecode);
    return compiled.bytecode;
  }

  /** Exchanges the code of contracts; whatever is not named gets its own back. */
  exchange(code: Map<string, string>): void {
    cpSync(path.join(root, "artifacts/contracts"), path.join(this.#folder, "artifacts/contracts"), { recursive: true });
    for (const [artifact, bytecode] of code) {
      const [file, name] = artifact.split(":") as [string, string];
      const where = path.join(this.#folder, "artifacts", file, `${name}.json`);
      writeFileSync(where, JSON.stringify({ ...JSON.parse(readFileSync(where, "utf8")), bytecode }));
    }
  }

  /** Runs these tests with this mutant on; 0 is none. ".sol" stands for the Solidity tests. */
  run(files: string[], mutant: number): Promise<Outcome> {
    const hardhat = "node_modules/hardhat/dist/src/cli.js";
    const args =
      files[0] === ".sol"
        ? [hardhat, "test", "solidity", "--no-compile"]
        : files[0]?.startsWith("test/sdk/")
          ? ["--test", "--test-reporter=spec", ...files]
          : [hardhat, "test", "mocha", "--no-compile", "--bail", ...files];
    const started = Date.now();
    const child = spawn(process.execPath, args, {
      cwd: this.#folder,
      env: { ...process.env, PRESAGE_BUILT: "1", NO_COLOR: "1", PRESAGE_MUTANT: `0x${mutant.toString(16).padStart(40, "0")}` },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
        if (process.env.PRESAGE_VERBOSE) process.stderr.write(text);
      });
    }
    const end = () => {
      try {
        if (child.pid) process.kill(-child.pid, "SIGKILL");
      } catch {} // it has ended
    };
    let stopped = false;
    const stop = () => {
      stopped = true;
      end();
    };
    const limit = setTimeout(stop, MINUTES_PER_RUN * 60_000); // a mutant may loop for ever
    this.#running.add(end);
    return new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("exit", end); // whatever it started and left
      child.once("close", (code) => {
        clearTimeout(limit);
        this.#running.delete(end);
        const seconds = (Date.now() - started) / 1000;
        if (code === 0) resolve({ end: "passed", seconds });
        else if (stopped || OUT_OF_TIME.test(output)) resolve({ end: "late", seconds });
        else resolve({ end: "failed", seconds, test: failedTest(output) });
      });
    });
  }
}

/** The first test that failed, in the words of whichever program ran it. */
function failedTest(output: string): string {
  const mocha = /^ +1\) (.+)$/m.exec(output)?.[1];
  const solidity = /^ +(?:✘|\d+\)) *((?:test|invariant)\w+)/m.exec(output)?.[1];
  const node = /^ *✖ (.+?)(?: \([\d.]+ms\))?$/m.exec(output)?.[1];
  return solidity ?? mocha ?? node ?? output.trim().split("\n").at(-1)?.slice(0, 100) ?? "";
}
