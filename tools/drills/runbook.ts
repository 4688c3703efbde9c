import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../..");
const COMMAND = /`((?:[A-Z_]+=\S+ )?(?:curl|npm|npx|select) [^`]+)`/g;
const PATIENCE_MS = 120_000;

/** The commands that stand in `docs/runbook.md`, each once. */
export function runbookCommands(text = readFileSync(path.join(root, "docs/runbook.md"), "utf8")): string[] {
  return [...new Set([...text.matchAll(COMMAND)].map(([, command]) => command as string))];
}

export interface Outcome {
  /** Its exit status, or nothing if it had to be ended. */
  status: number | null;
  /** All that it printed. */
  said: string;
}

/** Runs a command by the shell, in the project's folder, and ends it with all that it started once `isEnough` says so. */
export async function runCommand(
  command: string,
  env: Record<string, string>,
  isEnough: () => Promise<boolean> = async () => false,
): Promise<Outcome> {
  const child = spawn("sh", ["-c", command], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      said = `${said}${chunk}`.slice(-100_000);
    });
  }
  const end = (signal: NodeJS.Signals) => {
    try {
      process.kill(-(child.pid as number), signal);
    } catch {
      // it has ended
    }
  };
  const endAtExit = () => end("SIGKILL");
  process.once("exit", endAtExit);
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  let isOver = false;
  void ended.then(() => {
    isOver = true;
  });
  for (const deadline = Date.now() + PATIENCE_MS; !isOver && Date.now() < deadline && !(await isEnough()); ) {
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 100))]);
  }
  if (!isOver) end("SIGTERM");
  const timer = setTimeout(() => end("SIGKILL"), 15_000);
  const status = await ended;
  clearTimeout(timer);
  process.off("exit", endAtExit);
  return { status, said };
}
