import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";

const FAST_MS = 10_000;
const AT_ONCE_MS = 5_000;

/**
 * Ends the server that works on these data, left over by a run that was killed. It is known by the process id that PostgreSQL
 * recorded and by what that process was started with: an id that has passed to another program is left alone.
 */
export async function endLeftover(data: string): Promise<void> {
  const record = path.join(data, "postmaster.pid");
  if (!existsSync(record)) return;
  const pid = Number(readFileSync(record, "utf8").split("\n")[0]);
  const works = () => pid > 1 && (commandOf(pid)?.includes(`postgres -D ${data} `) ?? false);
  const ends = async (signal: NodeJS.Signals, patience: number) => {
    if (!works()) return;
    process.kill(pid, signal);
    for (const deadline = Date.now() + patience; works() && Date.now() < deadline; ) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  await ends("SIGINT", FAST_MS); // to PostgreSQL: drop the connections, and end in order
  await ends("SIGQUIT", AT_ONCE_MS); // at once; the next start recovers
  if (works()) throw new Error(`PostgreSQL (process ${pid}) works on ${data} and does not end. End it, then start again.`);
  rmSync(record, { force: true }); // PostgreSQL would take whatever process has that id now for another server
}

/** What a process was started with, undefined if there is none. */
export function commandOf(pid: number): string | undefined {
  try {
    if (process.platform === "linux") {
      const isGone = /^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
      return isGone ? undefined : readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    }
    return execFileSync("ps", ["-ww", "-o", "args=", "-p", String(pid)], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  } catch {
    return undefined;
  }
}
