import { embedMutants, SWITCH } from "./embedMutants.ts";
import { judgeBy, namesOf } from "./judgeBy.ts";
import type { Mutant } from "./makeMutants.ts";
import type { CompilerError, MutantWorkspace } from "./mutantWorkspace.ts";
import { parseSource } from "./parseSource.ts";
import { isOfOrders, isOfResolvers, testsFor } from "./testsFor.ts";

export type Verdict = { killedBy: string } | { survived: true } | { invalid: string };
type Report = (mutant: Mutant, verdict: Verdict, seconds: number) => void;

const BATCH = 150;
const SAME_CODE: Verdict = { invalid: "compiles to the same code" };

/**
 * Every mutant against the tests that know it best, until one fails. Mutants are compiled many at a time, each asleep until it
 * is switched on; those that can't be written so are compiled alone. `workers`: how many tests run at once.
 */
export async function tryMutants(workspace: MutantWorkspace, mutants: Mutant[], workers: number, report: Report): Promise<void> {
  const alone: Mutant[] = [];
  for (const family of familiesOf(mutants)) {
    for (let i = 0; i < family.length; i += BATCH)
      alone.push(...(await tryTogether(workspace, family.slice(i, i + BATCH), workers, report)));
  }
  for (const mutant of alone) {
    const started = Date.now();
    report(mutant, await tryAlone(workspace, mutant), secondsSince(started));
  }
}

/** The engine's mutants, the orders', and the resolvers': they are parts of different contracts. */
function familiesOf(mutants: Mutant[]): Mutant[][] {
  const inOrder = [...mutants].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.start - b.start));
  const groups = Map.groupBy(inOrder, ({ file }) => (isOfOrders(file) ? "orders" : isOfResolvers(file) ? "resolvers" : "engine"));
  return [...groups.values()];
}

/** Gives back those that have to be compiled alone. */
async function tryTogether(workspace: MutantWorkspace, mutants: Mutant[], workers: number, report: Report): Promise<Mutant[]> {
  const numbers = new Map(mutants.map((mutant, i) => [mutant, i + 1]));
  const alone = compileTogether(workspace, numbers);
  const killerAmong = judgeBy((files, mutant) => workspace.run(files, mutant));
  const verdictOf = async (mutant: Mutant, number: number): Promise<Verdict> => {
    for (const files of testsFor(mutant.file, mutant.inFunction).tests) {
      const killedBy = await killerAmong(files, number);
      if (killedBy) return { killedBy };
    }
    return isSameCode(workspace, mutant) ? SAME_CODE : { survived: true };
  };
  const waiting = [...numbers];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const started = Date.now();
      report(next[0], await verdictOf(...next), secondsSince(started));
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
  return alone;
}

/** Puts the contracts with these mutants in place; takes those out of `numbers` with which they don't compile. */
function compileTogether(workspace: MutantWorkspace, numbers: Map<Mutant, number>): Mutant[] {
  const taken: Mutant[] = [];
  const take = (mutant: Mutant) => {
    taken.push(mutant);
    numbers.delete(mutant);
  };
  const files = [...new Set([...numbers.keys()].map(({ file }) => file))];
  const sources = new Map(files.map((file) => [file, sourceOf(workspace, file)]));
  const trees = new Map(files.map((file) => [file, parseSource(file, sources.get(file) as string, (wanted) => workspace.read(wanted))]));
  const artifacts = [...new Set([...numbers.keys()].flatMap(({ file, inFunction }) => testsFor(file, inFunction).artifacts))];
  for (;;) {
    const replaced = new Map([[SWITCH.file, SWITCH.source]]);
    for (const file of files) {
      const own = new Map([...numbers].filter(([mutant]) => mutant.file === file));
      const { text, left } = embedMutants(sources.get(file) as string, trees.get(file) as never, own);
      left.forEach(take);
      replaced.set(file, text);
    }
    const code = new Map<string, string>();
    let errors: CompilerError[] = [];
    for (const artifact of artifacts) {
      const compiled = workspace.compile(artifact, replaced);
      if ("errors" in compiled) errors = [...errors, ...compiled.errors];
      else code.set(artifact, compiled.bytecode);
    }
    if (errors.length === 0) {
      workspace.exchange(code);
      return taken;
    }
    const guilty = new Set(errors.flatMap((error) => numbersAt(replaced.get(error.file ?? "") ?? "", error)));
    if (guilty.size === 0) throw new Error(`The embedded mutants do not compile: ${errors[0]?.message}`);
    for (const [mutant, number] of [...numbers]) if (guilty.has(number)) take(mutant);
  }
}

/** The mutants that an error is about: those within its range, else the last one before it. */
function numbersAt(text: string, { start, end }: CompilerError): number[] {
  const inBytes = Buffer.from(text);
  const find = (part: string) => [...part.matchAll(/Mutant\.on\((\d+)\)/g)].map((match) => Number(match[1]));
  const within = find(inBytes.subarray(start, end).toString());
  const before = find(inBytes.subarray(0, start).toString());
  return within.length > 0 ? within : before.slice(-1);
}

async function tryAlone(workspace: MutantWorkspace, mutant: Mutant): Promise<Verdict> {
  const code = new Map<string, string>();
  const { artifacts, tests } = testsFor(mutant.file, mutant.inFunction);
  for (const artifact of artifacts) {
    const compiled = workspace.compile(artifact, new Map([[mutant.file, mutated(workspace, mutant)]]));
    if ("errors" in compiled) return { invalid: compiled.errors[0]?.message ?? "does not compile" };
    code.set(artifact, compiled.bytecode);
  }
  if ([...code].every(([artifact, bytecode]) => bytecode === workspace.original(artifact))) return SAME_CODE;
  workspace.exchange(code);
  for (const files of tests) {
    const outcome = await workspace.run(files, 0);
    if (outcome.end === "failed") return { killedBy: `${namesOf(files)} ("${outcome.test}")` };
    if (outcome.end === "late") throw new Error(`The machine is too busy to judge ${mutant.name} by ${files.join(" ")}`);
  }
  return { survived: true };
}

function isSameCode(workspace: MutantWorkspace, mutant: Mutant): boolean {
  const changed = new Map([[mutant.file, mutated(workspace, mutant)]]);
  return testsFor(mutant.file, mutant.inFunction).artifacts.every((artifact) => {
    const compiled = workspace.compile(artifact, changed);
    return "bytecode" in compiled && compiled.bytecode === workspace.original(artifact);
  });
}

function mutated(workspace: MutantWorkspace, { file, start, end, replacement }: Mutant): string {
  const source = sourceOf(workspace, file);
  return source.slice(0, start) + replacement + source.slice(end);
}

function sourceOf(workspace: MutantWorkspace, file: string): string {
  const source = workspace.read(file);
  if ("error" in source) throw new Error(`${file} is missing`);
  return source.contents;
}

const secondsSince = (started: number) => Math.round((Date.now() - started) / 1000);
