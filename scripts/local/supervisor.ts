import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";

const KEPT_LINES = 40;
const GRACE_MS = 4_000;
const root = fileURLToPath(new URL("../..", import.meta.url));
const exitWithParent = new URL("./exitWithParent.ts", import.meta.url).href;

/** The times in which a service that dies is started again, within so long. */
const MOST_RESTARTS = 5;
const RESTARTS_WITHIN_MS = 300_000;
const FIRST_PAUSE_MS = 250;

export type Command = {
  name: string;
  /** What Node itself is told. */
  flags?: string[];
  script: string;
  args?: string[];
  /** Asked for at each start: what a service needs to know of another may have changed. */
  env?: Record<string, string> | (() => Record<string, string>);
};

export type Restarts = {
  /** Told each time that it is started again, with what it said last. */
  onRestart: (reason: Error) => void;
};

type Member = { name: string; child: ChildProcess; lines: string[]; ended: Promise<number>; isReplaced?: boolean };

/**
 * Runs the processes of the local stack, each in a process group of its own so that it ends with all that it started.
 * `failed` resolves with what went wrong as soon as a service ends that should have stayed and is not started again.
 */
export class Supervisor {
  readonly #members = new Set<Member>();
  #stopping = false;
  #fail: (error: Error) => void = () => {};
  readonly failed = new Promise<Error>((resolve) => {
    this.#fail = resolve;
  });

  /** Starts a process that stays until `stop`; with `restarts` it is started again if it dies, but not for ever. */
  serve(command: Command, restarts?: Restarts): void {
    this.#serve(command, restarts, []);
  }

  /** Ends a service that was begun with `restarts` and starts it again; that counts as no death. */
  restart(name: string): void {
    for (const member of this.#members) {
      if (member.name !== name) continue;
      member.isReplaced = true;
      signalGroup(member, "SIGTERM");
      setTimeout(() => signalGroup(member, "SIGKILL"), GRACE_MS).unref();
    }
  }

  #serve(command: Command, restarts: Restarts | undefined, deaths: readonly number[]): void {
    const member = this.#spawn(command);
    void member.ended.then(async (status) => {
      if (this.#stopping) return;
      const reason = describe(member, `stopped by itself with status ${status}`);
      if (!restarts) return this.#fail(reason);
      signalGroup(member, "SIGKILL"); // whatever it has left behind
      this.#members.delete(member);
      if (member.isReplaced) return this.#serve(command, restarts, deaths);
      const now = Date.now();
      const recent = [...deaths.filter((at) => now - at < RESTARTS_WITHIN_MS), now];
      if (recent.length > MOST_RESTARTS) {
        return this.#fail(
          new Error(`The ${member.name} died ${recent.length} times in ${RESTARTS_WITHIN_MS / 60_000} minutes.\n${reason.message}`),
        );
      }
      restarts.onRestart(reason);
      await new Promise((resolve) => setTimeout(resolve, FIRST_PAUSE_MS * 2 ** (recent.length - 1)));
      if (!this.#stopping) this.#serve(command, restarts, recent);
    });
  }

  /** Runs a process to its end. Rejects, with its last output, if it fails. */
  async run(command: Command): Promise<void> {
    const member = this.#spawn(command);
    const status = await member.ended;
    this.#members.delete(member);
    if (status !== 0 && !this.#stopping) throw describe(member, `failed with status ${status}`);
  }

  /** Asks every process to end, and makes those that do not within a few seconds. */
  async stop(): Promise<void> {
    this.#stopping = true;
    const all = Promise.all([...this.#members].map(({ ended }) => ended));
    this.#signal("SIGTERM");
    const timer = setTimeout(() => this.#signal("SIGKILL"), GRACE_MS);
    await all;
    clearTimeout(timer);
    this.#signal("SIGKILL"); // whatever a member has left behind in its group
  }

  #spawn({ name, flags = [], script, args = [], env }: Command): Member {
    const child = spawn(process.execPath, [...flags, "--import", exitWithParent, path.resolve(root, script), ...args], {
      cwd: root,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, ...(typeof env === "function" ? env() : env) },
    });
    const lines: string[] = [];
    const keep = (chunk: Buffer): void => {
      lines.push(...String(chunk).split("\n").filter(Boolean));
      lines.splice(0, lines.length - KEPT_LINES);
      if (process.env.PRESAGE_VERBOSE) process.stderr.write(chunk);
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    const ended = new Promise<number>((resolve) => {
      child.once("error", (error) => {
        lines.push(error.message);
        resolve(1);
      });
      child.once("close", (status) => resolve(status ?? 1));
    });
    const member = { name, child, lines, ended };
    this.#members.add(member);
    return member;
  }

  #signal(signal: NodeJS.Signals): void {
    for (const member of this.#members) signalGroup(member, signal);
  }
}

function signalGroup({ child }: Member, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // the group is gone already
  }
}

function describe(member: Member, what: string): Error {
  const output = member.lines.map((line) => `  ${line}`).join("\n");
  return new Error(`The ${member.name} ${what}.${output ? ` Its last output:\n${output}` : ""}`);
}
