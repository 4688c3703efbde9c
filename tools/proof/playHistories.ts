import hre from "hardhat";
import { type Abi, type Address, decodeFunctionResult, encodeFunctionData, type Hex } from "viem";
import { exp as expWad } from "../../sdk/lmsr.ts";
import { sideIndex } from "../../sdk/side.ts";
import type { Chain } from "../test/chain.ts";
import { History, type Kind, kinds, type Step } from "./history.ts";
import { makeRandom } from "./random.ts";

const GAS = 16_000_000n;
const WAD = 10n ** 18n;
/** How far a tame history may end from the pool in real numbers, in prices scaled by 1e18. */
const DRIFT = 10n ** 9n;

type Random = ReturnType<typeof makeRandom>;
export type Played = { operations: number; trades: number; histories: number; worstDrift: bigint };

/**
 * Long random histories on the contract, compared with the SDK to the bit (amounts, coordinates, fees, holdings) and with
 * the formulas in real numbers: each trade alone, and where the history ends.
 */
export async function playHistories(chain: Chain, options: { operations: number; perHistory: number; seed: number }): Promise<Played> {
  const random = makeRandom(options.seed);
  const markets = await chain.deploy("Markets");
  const resolver = await chain.deploy("ManualResolver", [markets]);
  const played: Played = { operations: 0, trades: 0, histories: 0, worstDrift: 0n };
  while (played.operations < options.operations) {
    const decimals = random.pick([6, 8, 18]);
    const token = await chain.deploy("FreeToken", [decimals]);
    const player = await chain.deploy("HistoryPlayer", [markets, token]);
    const table = { chain, markets, resolver, token, player, decimals };
    const length = Math.min(options.perHistory, options.operations - played.operations);
    const { trades, drift } = await playOne(table, random, length);
    played.operations += length;
    played.trades += trades;
    played.histories++;
    if (drift > played.worstDrift) played.worstDrift = drift;
  }
  return played;
}

type Table = { chain: Chain; markets: Address; resolver: Address; token: Address; player: Address; decimals: number };

async function playOne(table: Table, random: Random, length: number): Promise<{ trades: number; drift: bigint }> {
  const { chain, markets, token, player, decimals } = table;
  const outcomeCount = random.pick([2, 2, 3, 5, 8, 40]);
  const isTame = random.next() < 0.6;
  const unit = 10n ** BigInt(decimals);
  const terms = {
    outcomeCount,
    odds: random.next() < 0.5 ? [] : randomOdds(random, outcomeCount),
    liquidity: random.scale(isTame ? unit * 100n : unit, unit * 10n ** 6n),
    feeRate: random.pick([0, 1, 100, 400, 1000]),
    creatorShare: random.pick([0, 2500, 10_000]),
  };
  const call = await caller(chain, { Markets: markets, FreeToken: token, HistoryPlayer: player });
  await call.send("FreeToken", "mint", [player, 2n ** 127n]);
  const { timestamp } = await chain.client.getBlock();
  await call.send("HistoryPlayer", "create", [
    {
      ...terms,
      collateral: token,
      resolver: table.resolver,
      closesAt: timestamp + 86_400n * 365n,
      resolveBy: timestamp + 86_400n * 366n,
      metadata: "",
      resolverData: "0x",
    },
  ]);
  const id = (await call.read("Markets", "marketCount", [])) as bigint;

  const history = new History(terms, isTame);
  let done = 0;
  while (done < length) {
    const steps: Step[] = [];
    const expected: bigint[] = [];
    const size = Math.min(length - done, Math.max(5, Math.floor(150 / Math.sqrt(outcomeCount) / (outcomeCount > 8 ? 4 : 1))));
    while (steps.length < size) {
      const step = randomStep(random, history, isTame);
      const paid = history.take(step);
      if (paid === null) continue;
      steps.push(step);
      expected.push(paid);
    }
    const args = [id, steps.map(({ kind, side, ...rest }) => ({ ...rest, kind: kinds.indexOf(kind), side: sideIndex[side] }))];
    const paid = (await call.read("HistoryPlayer", "play", args)) as bigint[];
    for (const [i, amount] of paid.entries()) equal(amount, expected[i], `step ${done + i}, ${text(steps[i])}`);
    await call.send("HistoryPlayer", "play", args);
    done += size;

    const where = `after ${done} steps of ${text(terms)}`;
    const market = (await call.read("Markets", "marketOf", [id])) as { liquidity: bigint; liquidityFees: bigint; creatorFees: bigint };
    equal(await call.read("Markets", "rhosOf", [id]), history.rhos, `coordinates ${where}`);
    const { liquidity, liquidityFees, creatorFees } = market;
    equal({ liquidity, liquidityFees, creatorFees }, { liquidity: history.liquidity, ...history.fees() }, `the market ${where}`);
    equal(await holdings(call, player, id, outcomeCount), [...history.yes, ...history.no, history.shares], `holdings ${where}`);
  }
  const drift = isTame ? driftOf(history) : 0n;
  if (drift > DRIFT) throw new Error(`${text(terms)} ends ${drift}e-18 from the prices in real numbers, at most ${DRIFT}e-18 expected`);
  return { trades: history.trades, drift };
}

function driftOf(history: History): bigint {
  return history.realPrices().reduce((worst, real, j) => {
    const distance = real - expWad(history.rhos[j] as bigint);
    const absolute = distance < 0n ? -distance : distance;
    return absolute > worst ? absolute : worst;
  }, 0n);
}

function randomStep(random: Random, history: History, isTame: boolean): Step {
  const n = history.terms.outcomeCount;
  const j = Math.floor(random.next() * n);
  const side = random.pick(["yes", "no"] as const);
  const kind = random.pick([...kinds, "buy", "buy", "buyExact", "sell", "sell", "sell"] as const);
  const b = history.liquidity;
  const some = () => random.scale(b / 100_000n + 1n, isTame ? b / 2n : b * random.pick([1n, 8n, 32n]));
  const part = (held: bigint) => (held <= 1n ? held : random.pick([held, random.scale(1n, held)]));
  const least = (values: bigint[]) => values.reduce((a, c) => (c < a ? c : a));
  const noOf = (i: number) => (n === 2 ? history.yes[1 - i] : history.no[i]) as bigint;
  const heldOf = side === "yes" ? (history.yes[j] as bigint) : noOf(j);
  const set = 1n + random.below((1n << BigInt(n)) - 1n);
  const members = Array.from({ length: n }, (_, i) => i).filter((i) => (set >> BigInt(i)) & 1n);
  const others = Array.from({ length: n }, (_, i) => i).filter((i) => !((set >> BigInt(i)) & 1n));
  const amountOf: Partial<Record<Kind, () => bigint>> = {
    sell: () => part(isTame && heldOf > b ? b : heldOf),
    merge: () => part(least(history.yes)),
    mergePair: () => part(least([history.yes[j] as bigint, noOf(j)])),
    convert: () => part(least(members.map(noOf))),
    convertBack: () => (others.length === 0 ? some() : part(least(others.map((i) => history.yes[i] as bigint)))),
    removeLiquidity: () => part(history.shares),
    // b must neither run away nor make the histories all alike
    addLiquidity: () => (b > history.terms.liquidity * 1000n ? 0n : some()),
  };
  const isSet = kind === "convert" || kind === "convertBack";
  return { kind, outcome: isSet ? set : BigInt(j), side, amount: (amountOf[kind] ?? some)() };
}

function randomOdds(random: Random, n: number): bigint[] {
  const weights = Array.from({ length: n }, () => random.scale(1n, 1000n));
  const total = weights.reduce((sum, weight) => sum + weight);
  const odds = weights.map((weight) => (weight * WAD) / total);
  odds[0] = (odds[0] as bigint) + WAD - odds.reduce((sum, value) => sum + value);
  return odds;
}

async function holdings(call: Caller, player: Address, id: bigint, n: number): Promise<bigint[]> {
  const ids = [0n, 1n].flatMap((kind) => Array.from({ length: n }, (_, j) => (id << 16n) | (kind << 8n) | BigInt(j)));
  ids.push((id << 16n) | (2n << 8n));
  return (await Promise.all(ids.map((each) => call.read("Markets", "balanceOf", [player, each])))) as bigint[];
}

type Caller = Awaited<ReturnType<typeof caller>>;

/** Calls without receipts to wait for: the chain mines each transaction at once. */
async function caller(chain: Chain, addresses: Record<string, Address>) {
  const abis: Record<string, Abi> = {};
  for (const name of Object.keys(addresses)) abis[name] = (await hre.artifacts.readArtifact(name)).abi as Abi;
  const from = chain.wallet(0).account.address;
  const encode = (name: string, functionName: string, args: unknown[]) =>
    encodeFunctionData({ abi: abis[name] as Abi, functionName, args }) as Hex;
  return {
    async read(name: string, functionName: string, args: unknown[]): Promise<unknown> {
      const { data } = await chain.client.call({ to: addresses[name], data: encode(name, functionName, args), account: from, gas: GAS });
      return decodeFunctionResult({ abi: abis[name] as Abi, functionName, data: data ?? "0x" });
    },
    async send(name: string, functionName: string, args: unknown[]): Promise<void> {
      const gas = `0x${GAS.toString(16)}`;
      await chain.rpc("eth_sendTransaction", { from, to: addresses[name], data: encode(name, functionName, args), gas });
    },
  };
}

function equal(actual: unknown, expected: unknown, what: string): void {
  if (text(actual) !== text(expected)) throw new Error(`${what}: the contract has ${text(actual)}, the SDK ${text(expected)}`);
}

const text = (value: unknown): string => JSON.stringify(value, (_, each) => (typeof each === "bigint" ? `${each}` : each));
