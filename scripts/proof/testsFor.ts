import { globSync, readFileSync } from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../..");
/** The whole state, to the bit. */
const SDK = ["test/sdk/histories.test.ts", "test/sdk/differential.test.ts"];
const MARKETS = "contracts/Markets.sol:Markets";

/** Tests that fail first, by what was mutated: a function of Markets.sol or a library. */
const first: Record<string, string[]> = {
  "contracts/libraries/Lmsr.sol": ["buy", "sell", "buyExact", "priceLimits", "vectors"],
  "contracts/libraries/Liquidity.sol": ["addLiquidity"],
  "contracts/libraries/MarketState.sol": ["buy", "addLiquidity", "resolve"],
  "contracts/libraries/Pool.sol": ["buy", "addLiquidity"],
  "contracts/libraries/Config.sol": ["views", "haltAndReopen"],
  "contracts/libraries/PositionId.sol": ["erc6909", "views"],
  createMarket: ["createMarket"],
  _checkTerms: ["createMarket"],
  _initialRhos: ["createMarket"],
  split: ["splitAndMerge", "transfers"],
  merge: ["splitAndMerge"],
  splitPair: ["splitPairAndMergePair"],
  mergePair: ["splitPairAndMergePair"],
  convert: ["convertAndConvertBack", "transfers"],
  convertBack: ["convertAndConvertBack", "transfers"],
  halt: ["haltAndReopen"],
  reopen: ["haltAndReopen"],
  redeemSeed: ["redeemLiquidityAndSeed"],
  redeemLiquidity: ["redeemLiquidityAndSeed"],
  _redeem: ["redeem", "redeemLiquidityAndSeed", "transfers"],
  removeLiquidity: ["removeLiquidity", "transfers"],
  _mintRest: ["addLiquidity", "createMarket", "transfers"],
  _pullExactly: ["hostileTokens"],
  _route: ["buy", "sell"],
  _min: ["removeLiquidity"],
  _max: ["createMarket", "addLiquidity"],
  _mulUp: ["addLiquidity"],
  _divUp: ["buyExact", "addLiquidity", "transfers"],
  _checkOpen: ["buy", "splitAndMerge"],
  _forTrade: ["buy", "sell"],
  restore: ["addLiquidity"],
  tradingTermsOf: ["views"],
  _checkOutcomeSet: ["convertAndConvertBack"],
};

/** The compiled contracts that a source file is part of, and their tests, the likeliest to fail first. */
export function testsFor(file: string, functionName: string): { artifacts: string[]; tests: string[][] } {
  const all = globSync("test/contracts/*.ts", { cwd: root }).filter(isTest).sort();
  if (file.startsWith("contracts/resolvers/")) {
    const name = path.basename(file, ".sol");
    const own = `test/contracts/resolvers/${name}.ts`;
    const others = globSync("test/contracts/resolvers/*.ts", { cwd: root }).filter((each) => isTest(each) && each !== own);
    const subjects = globSync("contracts/resolvers/*.sol", { cwd: root })
      .filter((each) => each === file || readFileSync(path.join(root, each), "utf8").includes(`./${name}.sol`))
      .filter((each) => !/abstract contract|^library/m.test(readFileSync(path.join(root, each), "utf8")));
    return {
      artifacts: subjects.map((each) => `${each}:${path.basename(each, ".sol")}`),
      tests: others.includes(own) || isTest(own) ? [[own], others] : [others],
    };
  }
  const artifacts =
    file === "contracts/libraries/Lmsr.sol"
      ? [MARKETS, "contracts/Quoter.sol:Quoter", "contracts/test/LmsrHarness.sol:LmsrHarness"]
      : [MARKETS];
  const pathOf = (name: string) => `test/contracts/${name}.ts`;
  const likely = (first[functionName] ?? (all.includes(pathOf(functionName)) ? [functionName] : first[file]) ?? []).map(pathOf);
  const rest = all.filter((each) => !likely.includes(each));
  const resolvers = ["test/contracts/resolvers/lifecycles.ts", "test/contracts/resolvers/OptimisticResolver.ts"];
  return { artifacts, tests: [...likely.map((each) => [each]), SDK, rest, resolvers, [".sol"]] };
}

function isTest(file: string): boolean {
  try {
    return readFileSync(path.join(root, file), "utf8").includes("describe(");
  } catch {
    return false;
  }
}
