const PATIENCE_MS = 60_000;

export const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Waits until something is so, and says how many milliseconds that took. Throws if it takes too long. */
export async function until(what: string, isSo: () => boolean | Promise<boolean>, patience = PATIENCE_MS): Promise<number> {
  const began = performance.now();
  while (!(await isSo())) {
    if (performance.now() - began > patience) throw new Error(`Not within ${patience / 1000} s: ${what}`);
    await pause(20);
  }
  return Math.round(performance.now() - began);
}
