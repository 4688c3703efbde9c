// `node watch.ts {file, args, cwd, log, owner?}`: runs PostgreSQL for as long as its own standard input is open. That is a pipe
// whose other end belongs to the process that started this one, and closes with it, however it ends.
import { spawn } from "node:child_process";
import { appendFileSync, openSync } from "node:fs";

const PATIENCE_MS = 10_000;
const { file, args, cwd, log, owner } = JSON.parse(process.argv[2]) as {
  file: string;
  args: string[];
  cwd: string;
  log: string;
  owner?: { uid: number; gid: number };
};

const output = openSync(log, "a");
const server = spawn(file, args, { cwd, stdio: ["ignore", output, output], ...owner });
server.once("error", (error) => {
  appendFileSync(log, `${error.message}\n`);
  process.exit(1);
});
server.once("exit", (status) => process.exit(status ?? 1));

let isEnding = false;
function end(): void {
  if (isEnding) return;
  isEnding = true;
  server.kill("SIGINT");
  setTimeout(() => server.kill("SIGQUIT"), PATIENCE_MS).unref();
}
process.stdin.once("close", end);
process.stdin.once("error", end);
process.stdin.resume();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, end);
