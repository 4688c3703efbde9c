import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, globSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** A PostgreSQL server of our own, with nothing in it. */
export interface Postgres {
  url: string;
  /** Runs a script of SQL. */
  run: (sql: string) => string;
  stop: () => void;
}

/** Starts one from the programs that the system has (Debian: `apt install postgresql`), or says why it cannot. */
export function startPostgres(port: number): Postgres | string {
  const programs = [process.env.PRESAGE_POSTGRES_BIN ?? "", ...globSync("/usr/lib/postgresql/*/bin").sort().reverse()];
  const bin = programs.find((each) => each && globSync(path.join(each, "{initdb,pg_ctl,psql}")).length === 3);
  if (!bin) return "PostgreSQL is not installed (initdb, pg_ctl and psql; PRESAGE_POSTGRES_BIN names their folder)";
  const folder = mkdtempSync(path.join(tmpdir(), "presage-postgres-"));
  // PostgreSQL refuses to run as root
  const isRoot = process.getuid?.() === 0;
  const as = (program: string, args: string[]) => {
    const all = isRoot
      ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", path.join(bin, program)]
      : [path.join(bin, program)];
    execFileSync(all[0], [...all.slice(1), ...args], { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
  };
  const data = path.join(folder, "data");
  const url = `postgres://presage@127.0.0.1:${port}/postgres`;
  try {
    chmodSync(folder, 0o755);
    if (isRoot) execFileSync("chown", ["postgres", folder]);
    as("initdb", ["-D", data, "-U", "presage", "--auth=trust", "-E", "UTF8", "--no-sync"]);
    const options = `-c listen_addresses=127.0.0.1 -p ${port} -k ${folder}`;
    as("pg_ctl", ["-D", data, "-l", path.join(folder, "log"), "-w", "-o", options, "start"]);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    return `PostgreSQL does not start: ${error instanceof Error ? error.message.slice(0, 300) : error}`;
  }
  return {
    url,
    run: (sql) => {
      const { status, stdout, stderr } = spawnSync(path.join(bin, "psql"), [url, "-qtA", "-v", "ON_ERROR_STOP=1"], {
        input: sql,
        encoding: "utf8",
      });
      if (status !== 0) throw new Error(`psql: ${stderr.slice(0, 500)}`);
      return stdout;
    },
    stop: () => {
      as("pg_ctl", ["-D", data, "-m", "immediate", "-w", "stop"]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
