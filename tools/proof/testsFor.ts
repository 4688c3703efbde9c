import { globSync, readFileSync } from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../..");
/** The whole state, to the bit. */
const SDK = ["test/sdk/histories.test.ts", "test/sdk/differential.test.ts"];
const MARKETS = "contracts/Markets.sol:Markets";

const QUOTER = "contracts/Quoter.sol:Quoter";
/** The contracts that are compiled from a file of the engine, where it is not Markets alone. */
const subjects: Record<string, string[]> = {
  "contracts/Quoter.sol": [QUOTER],
  "contracts/libraries/Lmsr.sol": [MARKETS, QUOTER, "contracts/test/LmsrHarness.sol:LmsrHarness"],
  "contracts/libraries/PositionId.sol": [MARKETS, QUOTER],
};

/** Tests that fail first, by what was mutated: a function of Markets.sol or a library. */
const first: Record<string, string[]> = {
  "contracts/Quoter.sol": ["views", "buy", "sell", "buyExact"],
  "contracts/libraries/Lmsr.sol": ["buy", "sell", "buyExact", "priceLimits", "vectors"],
  "contracts/libraries/Liquidity.sol": ["addLiquidity"],
  "contracts/libraries/MarketState.sol": ["buy", "addLiquidity", "resolve"],
  "contracts/libraries/Pool.sol": ["buy", "addLiquidity"],
  "contracts/libraries/Config.sol": ["views", "haltAndReopen"],
  "contracts/libraries/PositionId.sol": ["erc6909", "views"],
  buy: ["buy", "priceLimits"],
  buyExact: ["buyExact", "priceLimits"],
  sell: ["sell", "priceLimits"],
  applyPurchase: ["buy", "buyExact"],
  applySale: ["sell"],
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

/** The same for the order contract: by function. */
const firstOfOrders: Record<string, string[]> = {
  permit: ["signatures"],
  hashOf: ["signatures"],
  remaining: ["fill"],
  statusOf: ["fill"],
  slotOf: ["fill"],
  _tryTake: ["fill", "sweep"],
  _take: ["fill"],
  _isSigned: ["signatures", "sweep"],
  _checkPrice: ["fill"],
  _replace: ["sweep", "hostile"],
  _emitFilled: ["fill"],
  _tryMaker: ["sweep"],
  _exchange: ["cross", "hostile"],
  _tryGive: ["cross", "sweep"],
  _tryPay: ["hostile", "sweep"],
  _tradeWithPool: ["fill"],
  _buyMany: ["fillMany"],
  _sellMany: ["fillMany"],
  _buy: ["fill"],
  _sell: ["fill"],
  _splitPair: ["cross"],
  _allow: ["fill", "cross"],
  structHash: ["signatures"],
  statusIn: ["fill"],
  least: ["fill", "sweep"],
  cost: ["fill"],
  tip: ["fill"],
  matchWith: ["cross"],
  crosses: ["cross"],
  nonce: ["cancel"],
  filled: ["fill"],
  remainingOf: ["cancel", "fill"],
  plus: ["cancel", "fill"],
  toSlot: ["cancel"],
};

/** The compiled contracts that a source file is part of, and their tests, the likeliest to fail first. */
export function testsFor(file: string, functionName: string): { artifacts: string[]; tests: string[][] } {
  const all = globSync("test/contracts/*.ts", { cwd: root }).filter(isTest).sort();
  if (isOfResolvers(file)) {
    const name = path.basename(file, ".sol");
    const tests = globSync("test/contracts/{arbiters,resolvers}/*.ts", { cwd: root }).filter(isTest);
    const own = tests.filter((each) => path.basename(each) === `${name}.ts`);
    const others = tests.filter((each) => !own.includes(each));
    const contracts = globSync("contracts/{arbiters/*,resolvers/*,test/PayoutVectorHarness}.sol", { cwd: root })
      .filter((each) => each === file || readFileSync(path.join(root, each), "utf8").includes(`/${name}.sol"`))
      .filter((each) => !/abstract contract|^library/m.test(readFileSync(path.join(root, each), "utf8")));
    return {
      artifacts: contracts.map((each) => `${each}:${path.basename(each, ".sol")}`),
      tests: own.length > 0 ? [own, others] : [others],
    };
  }
  if (isOfOrders(file)) {
    const tests = globSync("test/contracts/orders/*.ts", { cwd: root }).filter(isTest).sort();
    const likely = (firstOfOrders[functionName] ?? [functionName]).map((name) => `test/contracts/orders/${name}.ts`);
    const own = likely.filter((each) => tests.includes(each));
    return {
      artifacts: ["contracts/Orders.sol:Orders"],
      tests: [...own.map((each) => [each]), tests.filter((each) => !own.includes(each))],
    };
  }
  const artifacts = subjects[file] ?? [MARKETS];
  const pathOf = (name: string) => `test/contracts/${name}.ts`;
  const likely = (first[functionName] ?? (all.includes(pathOf(functionName)) ? [functionName] : first[file]) ?? []).map(pathOf);
  const rest = all.filter((each) => !likely.includes(each));
  const resolvers = ["test/contracts/resolvers/lifecycles.ts", "test/contracts/resolvers/OptimisticResolver.ts"];
  return { artifacts, tests: [...likely.map((each) => [each]), SDK, rest, resolvers, [".sol"]] };
}

/** Whether a source file is a part of resolvers and arbiters, and not of the engine. */
export function isOfResolvers(file: string): boolean {
  return /^contracts\/(arbiters|resolvers)\//.test(file) || file === "contracts/libraries/PayoutVector.sol";
}

/** Whether a source file is a part of the order contract alone. */
export function isOfOrders(file: string): boolean {
  return /^contracts\/(Orders|libraries\/(OrderTerms|Slot))\.sol$/.test(file);
}

function isTest(file: string): boolean {
  try {
    return readFileSync(path.join(root, file), "utf8").includes("describe(");
  } catch {
    return false;
  }
}
