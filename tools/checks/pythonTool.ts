import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../..");

/** A program from Python's package index, in a virtual environment of its own (`cache/<name>`). */
export interface PythonTool {
  program: string;
  /** Why it cannot be had here, or null. */
  missing: string | null;
}

/** Installs it unless this version is there. */
export function pythonTool({ name, pip, version }: { name: string; pip: string; version: string }): PythonTool {
  const environment = path.join(root, "cache", name);
  const program = path.join(environment, "bin", name);
  const has = () =>
    existsSync(program) && spawnSync(program, ["--version"], { encoding: "utf8" }).stdout?.trim().split(" ").at(-1) === version;
  if (has()) return { program, missing: null };
  const steps: [string, string[]][] = [
    ["python3", ["-m", "venv", environment]],
    [path.join(environment, "bin/pip"), ["install", "--quiet", "--disable-pip-version-check", `${pip}==${version}`]],
  ];
  for (const [command, args] of steps) {
    const { status, stderr, error } = spawnSync(command, args, { encoding: "utf8", timeout: 300_000 });
    if (status !== 0)
      return {
        program,
        missing: `\`${path.basename(command)} ${args[0]}\` failed: ${(error?.message ?? stderr ?? "").trim().slice(-300)}`,
      };
  }
  return { program, missing: has() ? null : "It was installed, but does not start." };
}
