// `npm run test:mutation [-- --only PATTERN] [--sample N] [--seed S] [--workers W] [--equivalents]`: every mutant of the
// pricing and position libraries, of quotes and of what moves money in Markets.sol, and a seeded sample of the rest, each
// against the tests that know it best; with `--only` all those whose "file:line function: change" the pattern matches.
// Verdicts are kept in cache/mutation.json under the hash of the sources, so that a run that was interrupted goes on where
// it stopped; survivors are tried again. Those that are known to do the same as the original are not, unless
// `--equivalents` says so.
import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { buildContracts } from "../../scripts/buildContracts.ts";
import { whyEquivalent } from "./equivalentMutants.ts";
import { type Mutant, makeMutants } from "./makeMutants.ts";
import { MutantWorkspace } from "./mutantWorkspace.ts";
import { makeRandom } from "./random.ts";
import { tryMutants, type Verdict } from "./tryMutants.ts";

const ELSEWHERE = 200;
const LEAST_PERCENT = 95;
const SURVIVED: Verdict = { survived: true };
const LIBRARIES = ["Lmsr", "Liquidity", "MarketState", "Pool", "PositionId", "Config"];
const ALL_OF = ["contracts/Quoter.sol", ...LIBRARIES.map((name) => `contracts/libraries/${name}.sol`)];
/** The functions of Markets.sol: all that is not a check of terms, a view or a text. */
const MONEY =
  /^(createMarket|buy|buyExact|sell|split|merge|splitPair|mergePair|convert|convertBack|addLiquidity|removeLiquidity|resolve|void|redeem|redeemLiquidity|redeemSeed|collectCreatorFees|_redeem|_initialRhos|_mintRest|_pullExactly|_push|_mulUp|_divUp|_max|_min|_route|_noId|_forTrade)$/;

const { values: options } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    only: { type: "string" },
    sample: { type: "string" },
    workers: { type: "string", default: "2" },
    equivalents: { type: "boolean", default: false },
    list: { type: "boolean", default: false },
  },
});
const root = path.resolve(import.meta.dirname, "../..");
const cacheFile = path.join(root, "cache/mutation.json");
const seed = Number(options.seed);

await buildContracts({ scopes: ["contracts", "tests"] });
const all = globSync("contracts/{Markets.sol,Orders.sol,Quoter.sol,arbiters/*.sol,libraries/*.sol,resolvers/*.sol}", { cwd: root })
  .sort()
  .flatMap((file) => makeMutants(file, readFileSync(path.join(root, file), "utf8"), readSource));
const isCore = ({ file, inFunction }: Mutant) => ALL_OF.includes(file) || (file === "contracts/Markets.sol" && MONEY.test(inFunction));
const core = all.filter(isCore);
const elsewhere = all.filter((mutant) => !isCore(mutant));
const only = options.only ? new RegExp(options.only) : null;
const candidates = only ? all.filter(({ name }) => only.test(name)) : [...core, ...shuffled(elsewhere).slice(0, ELSEWHERE)];
const chosen = shuffled(candidates).slice(0, options.sample ? Number(options.sample) : undefined);
console.log(`${core.length} mutants of pricing, positions and money, ${elsewhere.length} elsewhere; ${chosen.length} chosen, seed ${seed}`);
if (options.list) for (const { name } of chosen) console.log(name);
else await run();

async function run(): Promise<void> {
  const cache: Record<string, Verdict> = existsSync(cacheFile) ? JSON.parse(readFileSync(cacheFile, "utf8")) : {};
  const sources = new Map<string, string>();
  const keyOf = ({ file, name, start, replacement }: Mutant) => {
    if (!sources.has(file))
      sources.set(
        file,
        createHash("sha256")
          .update(readFileSync(path.join(root, file)))
          .digest("hex")
          .slice(0, 12),
      );
    return `${sources.get(file)} ${start} ${replacement} ${name}`;
  };
  const isSettled = (mutant: Mutant) => {
    const verdict = cache[keyOf(mutant)];
    return verdict !== undefined && !("survived" in verdict);
  };
  const left = chosen.filter((mutant) => !isSettled(mutant) && (options.equivalents || !whyEquivalent(mutant)));
  const workspace = new MutantWorkspace();
  process.once("SIGINT", () => {
    workspace.close();
    process.exit(130);
  });
  try {
    await tryMutants(workspace, left, Number(options.workers), (mutant, verdict, seconds) => {
      cache[keyOf(mutant)] = verdict;
      mkdirSync(path.dirname(cacheFile), { recursive: true });
      writeFileSync(cacheFile, JSON.stringify(cache, null, 1));
      console.log(`${inWords(verdict)} (${seconds} s): ${mutant.name}`);
    });
  } finally {
    workspace.close();
  }
  report(chosen.map((mutant) => ({ mutant, verdict: cache[keyOf(mutant)] ?? SURVIVED })));
}

function report(results: { mutant: Mutant; verdict: Verdict }[]): void {
  const valid = results.filter(({ verdict }) => !("invalid" in verdict));
  const survivors = valid.filter(({ verdict }) => "survived" in verdict);
  console.log(`\n${results.length - valid.length} do not compile, or to the same code. Survivors:`);
  for (const { mutant } of survivors) console.log(`  ${mutant.name}: ${whyEquivalent(mutant) ?? "NOT EXPLAINED"}`);
  const percent = (100 * (valid.length - survivors.length)) / Math.max(1, valid.length);
  console.log(
    `${valid.length - survivors.length} of ${valid.length} mutants killed: ${percent.toFixed(1)}%, at least ${LEAST_PERCENT}% wanted`,
  );
  if (percent < LEAST_PERCENT || survivors.some(({ mutant }) => !whyEquivalent(mutant))) process.exitCode = 1;
}

function inWords(verdict: Verdict): string {
  if ("killedBy" in verdict) return `killed by ${verdict.killedBy}`;
  return "survived" in verdict ? "SURVIVED" : `not a mutant, ${verdict.invalid}`;
}

function shuffled<T>(values: T[]): T[] {
  const random = makeRandom(seed);
  const result = [...values];
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(random.next() * (i + 1));
    [result[i], result[j]] = [result[j] as T, result[i] as T];
  }
  return result;
}

function readSource(wanted: string): { contents: string } | { error: string } {
  const file = [path.join(root, wanted), path.join(root, "node_modules", wanted)].find((each) => existsSync(each));
  return file ? { contents: readFileSync(file, "utf8") } : { error: "not found" };
}
