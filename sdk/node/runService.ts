import { toPresageError } from "../toPresageError.ts";

/** Starts a service, and stops it when the process is asked to end. What keeps it from starting is told in words, with status 1. */
export async function runService(start: () => Promise<() => Promise<void>>, tell: (words: string) => void): Promise<void> {
  try {
    const stop = await start();
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => void stop().then(() => process.exit(0)));
  } catch (error) {
    const known = toPresageError(error);
    tell(known.code === "Unknown" && error instanceof Error ? error.message : known.message);
    process.exit(1);
  }
}
