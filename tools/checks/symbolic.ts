// `npm run check:symbolic`: Halmos runs contracts/test/symbolic for all arguments at once. Installs it into a virtual
// environment of its own (cache/halmos); where Python or the package cannot be had it is skipped, and says so.
import { spawnSync } from "node:child_process";
import { chmodSync, globSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { compileFor } from "./compileFor.ts";
import { pythonTool } from "./pythonTool.ts";

const VERSION = "0.3.3";
const MINUTES = 15;
const root = path.resolve(import.meta.dirname, "../..");
const files = globSync("contracts/test/symbolic/*.sol", { cwd: root });

const { program: halmos, env, missing } = pythonTool({ name: "halmos", pip: "halmos", version: VERSION });
if (missing) console.log(`Skipped: Halmos ${VERSION} cannot be had here. ${missing}`);
else process.exitCode = prove();

function prove(): number {
  const { sources, output } = compileFor(files, {
    "*": { "": ["ast"], "*": ["abi", "metadata", "evm.bytecode", "evm.deployedBytecode", "evm.methodIdentifiers", "storageLayout"] },
  });
  const folder = mkdtempSync(path.join(tmpdir(), "presage-halmos-"));
  try {
    for (const file of files)
      for (const [name, contract] of Object.entries(output.contracts[file])) {
        const { bytecode, deployedBytecode, methodIdentifiers } = contract.evm;
        const hex = ({ object, sourceMap, linkReferences }: typeof bytecode) => ({ object: `0x${object}`, sourceMap, linkReferences });
        const artifact = {
          abi: contract.abi,
          bytecode: hex(bytecode),
          deployedBytecode: hex(deployedBytecode),
          methodIdentifiers,
          storageLayout: contract.storageLayout,
          metadata: JSON.parse(contract.metadata),
          ast: output.sources[file].ast,
          id: 0,
        };
        const out = path.join(folder, "out", path.basename(file));
        mkdirSync(out, { recursive: true });
        writeFileSync(path.join(out, `${name}.json`), JSON.stringify(artifact));
      }
    // Halmos has Forge compile first; here everything is compiled already.
    const forge = path.join(folder, "forge");
    writeFileSync(forge, "#!/bin/sh\nexit 0\n");
    chmodSync(forge, 0o755);
    const {
      status,
      stdout: colored,
      stderr,
    } = spawnSync(halmos, ["--root", folder, "--loop", "256", "--no-status", "--solver-timeout-assertion", "0"], {
      encoding: "utf8",
      env: { ...env, PATH: `${folder}${path.delimiter}${env.PATH}`, NO_COLOR: "1" },
      timeout: MINUTES * 60_000,
    });
    const stdout = stripVTControlCharacters(colored);
    const proved = [...stdout.matchAll(/^\[PASS\] (\w+)/gm)].map(([, name]) => name);
    const stated = files.flatMap((file) => [...sources[file].content.matchAll(/function (check_\w+)/g)].map(([, name]) => name));
    const open = stated.filter((name) => !proved.includes(name));
    for (const line of stdout.split("\n")) if (/^\[(PASS|FAIL|ERROR|TIMEOUT)/.test(line)) console.log(line);
    if (status !== 0 || open.length > 0) console.error(`${stdout.slice(-4_000)}\n${stderr.slice(-2_000)}\nNot proved: ${open.join(", ")}`);
    console.log(`Halmos ${VERSION}: ${proved.length} of ${stated.length} statements proved for all arguments`);
    return status === 0 && open.length === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
