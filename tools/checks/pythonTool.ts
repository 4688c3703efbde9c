import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../..");

/** A program from Python's package index, in a virtual environment of its own (`cache/<name>`). */
export interface PythonTool {
  program: string;
  /** To be run with: what it looks for and writes down in a home is in the environment as well. */
  env: NodeJS.ProcessEnv;
  /** Why it cannot be had here, or null. */
  missing: string | null;
}

/** Installs it unless this version is there. */
export function pythonTool({ name, pip, version }: { name: string; pip: string; version: string }): PythonTool {
  const environment = path.join(root, "cache", name);
  const bin = path.join(environment, "bin");
  const program = path.join(bin, name);
  const { PYTHONHOME, PYTHONPATH, ...outer } = process.env;
  const env = { ...outer, HOME: environment, VIRTUAL_ENV: environment, PATH: `${bin}${path.delimiter}${outer.PATH}` };
  const has = () =>
    existsSync(program) &&
    readFileSync(program, "utf8").includes(bin) && // else the clone was moved, and it runs what is somewhere else
    spawnSync(program, ["--version"], { encoding: "utf8", env }).stdout?.trim().split(" ").at(-1) === version;
  if (has()) return { program, env, missing: null };
  // pip is asked in the user's own home: an index of packages may be named there
  const steps: [string, string[]][] = [
    ["python3", ["-m", "venv", "--clear", environment]],
    [path.join(bin, "python"), ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", `${pip}==${version}`]],
  ];
  for (const [command, args] of steps) {
    const { status, stderr, error } = spawnSync(command, args, { encoding: "utf8", timeout: 300_000 });
    if (status !== 0)
      return {
        program,
        env,
        missing: `\`${path.basename(command)} ${args.join(" ")}\` failed: ${(error?.message ?? stderr ?? "").trim().slice(-300)}`,
      };
  }
  return { program, env, missing: has() ? null : "It was installed, but does not start." };
}
