/** How tests ended. `late`: for want of time, before they said anything; on a busy machine that means nothing. */
export type Outcome =
  | { end: "passed"; seconds: number }
  | { end: "late"; seconds: number }
  | { end: "failed"; seconds: number; test: string };
/** Runs tests with a mutant on; 0 is none. */
export type Run = (files: string[], mutant: number) => Promise<Outcome>;

/** A mutant kills by taking too long only if, without it, the same tests take less than a fourth of the time. */
const SLOWER = 4;
const ATTEMPTS = 3;

/**
 * The judge of the mutants that are compiled in: says which of these tests a mutant makes fail, or null. The tests must pass
 * with no mutant on. On a busy machine some run out of time by themselves: that is no kill, and they are run again.
 */
export function judgeBy(run: Run): (files: string[], mutant: number) => Promise<string | null> {
  const passed = new Set<string>();
  const withoutMutant = async (files: string[]) => {
    const outcome = await run(files, 0);
    if (outcome.end === "failed") throw new Error(`"${outcome.test}" fails with no mutant on: ${files.join(" ")}`);
    if (outcome.end === "passed") passed.add(files.join());
    return outcome;
  };

  return async (files, mutant) => {
    const names = namesOf(files);
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const outcome = await run(files, mutant);
      if (outcome.end === "passed") return null;
      if (outcome.end === "late") {
        const without = await withoutMutant(files);
        if (without.end === "passed" && without.seconds * SLOWER < outcome.seconds) return `${names} (out of time)`;
        continue;
      }
      if (!passed.has(files.join()) && (await withoutMutant(files)).end === "late") continue;
      // what many tests have in common is the machine: a failure among them counts when it is repeated
      if (files.length === 1 || (await run(files, mutant)).end === "failed") return `${names} ("${outcome.test}")`;
    }
    throw new Error(`The machine is too busy to judge by ${files.join(" ")}`);
  };
}

export function namesOf(files: string[]): string {
  return files.length > 3 ? "the rest" : files.join(", ");
}
