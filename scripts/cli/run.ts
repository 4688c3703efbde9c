import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";
import type { Sent } from "./journal.ts";

/** One execution of a command: what it has sent. */
export interface Run {
  id: string;
  /** The command and its arguments, as far as they say what it makes. */
  command: string;
  /** In the order of their sending. */
  sent: Sent[];
}

const current = new AsyncLocalStorage<Run>();
/** Whoever sends without being a command. */
const program = newRun("program");

export function newRun(command: string): Run {
  return { id: randomUUID(), command, sent: [] };
}

export function within<T>(run: Run, work: () => Promise<T>): Promise<T> {
  return current.run(run, work);
}

export function currentRun(): Run {
  return current.getStore() ?? program;
}
