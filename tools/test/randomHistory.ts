import { type Address, encodeFunctionData, type Hex, numberToHex, parseAbi } from "viem";
import { random } from "../../scripts/local/random.ts";
import { marketsAbi } from "../../sdk/abi/markets.ts";
import { addLiquidityCall } from "../../sdk/calls/addLiquidity.ts";
import { approveCall } from "../../sdk/calls/approve.ts";
import { buyCall } from "../../sdk/calls/buy.ts";
import { buyExactCall } from "../../sdk/calls/buyExact.ts";
import { collectCreatorFeesCall } from "../../sdk/calls/collectCreatorFees.ts";
import { convertCall } from "../../sdk/calls/convert.ts";
import { convertBackCall } from "../../sdk/calls/convertBack.ts";
import { type CreateParams, createMarketCall } from "../../sdk/calls/createMarket.ts";
import { faucetCall } from "../../sdk/calls/faucet.ts";
import { makeCall } from "../../sdk/calls/makeCall.ts";
import { mergeCall } from "../../sdk/calls/merge.ts";
import { mergePairCall } from "../../sdk/calls/mergePair.ts";
import { multicallCall } from "../../sdk/calls/multicall.ts";
import { redeemCall } from "../../sdk/calls/redeem.ts";
import { redeemSeedCall } from "../../sdk/calls/redeemSeed.ts";
import { removeLiquidityCall } from "../../sdk/calls/removeLiquidity.ts";
import { sellCall } from "../../sdk/calls/sell.ts";
import { splitCall } from "../../sdk/calls/split.ts";
import { splitPairCall } from "../../sdk/calls/splitPair.ts";
import { transferCall } from "../../sdk/calls/transfer.ts";
import { voidCall } from "../../sdk/calls/void.ts";
import { liquidityId, positionId } from "../../sdk/positionId.ts";
import type { Call, Deployment } from "../../sdk/types.ts";
import { WAD } from "../../sdk/wad.ts";
import type { Chain } from "./chain.ts";
import { marketTerms, USD } from "./market.ts";

const ACCOUNTS = 7;
const GAS = numberToHex(4_000_000n);
const NEVER = 2n ** 40n;
const resolverAbi = parseAbi([
  "function resolve(uint256 marketId, uint64[] payouts)",
  "function halt(uint256 marketId)",
  "function reopen(uint256 marketId)",
]);

const ODDS: bigint[][] = [[], [200n, 300n, 500n], [], [900n, 100n], [10n, 20n, 70n, 100n, 300n, 500n]];
const COUNTS = [2, 3, 8, 2, 6];

/** Markets of several sizes, and accounts that do in them all that can be done, well or not: what reverts is left standing. */
export class RandomHistory {
  readonly #chain: Chain;
  readonly #markets: Address;
  readonly #deployment: Deployment;
  readonly #next: () => number;
  readonly accounts: Address[];
  sent = 0;

  constructor(chain: Chain, deployment: Deployment, seed: number) {
    this.#chain = chain;
    this.#deployment = deployment;
    this.#markets = deployment.contracts.Markets;
    this.#next = random(seed);
    this.accounts = Array.from({ length: ACCOUNTS }, (_, index) => chain.wallet(index).account.address);
  }

  /** Creates the markets, the first to be decided by anyone (`manual`), the last to be voided. */
  async begin(manual: Address): Promise<void> {
    const token = this.#deployment.collaterals.usd;
    for (const from of this.accounts) {
      await this.#send([{ from, call: faucetCall({ token, amount: 1_000_000n * USD }) }]);
      await this.#send([{ from, call: approveCall({ token, spender: this.#markets, amount: 2n ** 255n }) }]);
    }
    const { timestamp } = await this.#chain.client.getBlock();
    for (const [index, outcomeCount] of COUNTS.entries()) {
      const terms: Partial<CreateParams> = {
        outcomeCount,
        odds: ODDS[index].map((parts) => parts * 10n ** 15n),
        liquidity: BigInt(200 + 300 * index) * USD,
        resolver: manual,
        resolverData: "0x",
        closesAt: timestamp + 86_400n,
        resolveBy: timestamp + 2n * 86_400n,
      };
      const params = await marketTerms(this.#chain, this.#deployment, terms);
      await this.#send([
        { from: this.accounts[index % ACCOUNTS], call: createMarketCall({ markets: this.#markets, params, maxFunding: 10n ** 15n }) },
      ]);
    }
  }

  /** Several blocks of several transactions each. */
  async play(blocks: number): Promise<void> {
    await this.#chain.rpc("evm_setAutomine", false);
    for (let block = 0; block < blocks; block++) {
      const size = 1 + Math.floor(this.#next() * 10);
      const batch: { from: Address; call: Call }[] = [];
      for (let index = 0; index < size; index++) {
        const from = this.#pick(this.accounts);
        const call = await this.#action(from);
        if (call) batch.push({ from, call });
      }
      await this.#send(batch);
      await this.#chain.rpc("evm_mine");
    }
    await this.#chain.rpc("evm_setAutomine", true);
  }

  /** Decides all markets, the last by a void, and lets some of the accounts redeem. */
  async end(manual: Address): Promise<void> {
    const count = COUNTS.length;
    for (let index = 0; index < count - 1; index++) {
      const payouts = COUNTS[index] === 2 ? [3n, 1n] : Array.from({ length: COUNTS[index] }, (_, outcome) => (outcome === 1 ? 1n : 0n));
      await this.#send([{ from: this.accounts[0], call: makeCall(manual, resolverAbi, "resolve", [BigInt(index + 1), payouts]) }]);
    }
    await this.#chain.rpc("evm_increaseTime", 3 * 86_400);
    await this.#chain.rpc("evm_mine");
    const odds = ODDS[count - 1].map((parts) => parts * 10n ** 15n);
    await this.#send([{ from: this.accounts[1], call: voidCall({ markets: this.#markets, marketId: BigInt(count), odds }) }]);
    // one gives a winning position away after the market is final, and others redeem, one of them for another
    const [first, second, third] = this.accounts;
    const winning = positionId({ marketId: 2n, outcome: 1, side: "yes", outcomeCount: 3 });
    const held = await this.#held(first, winning);
    if (held > 2n)
      await this.#send([
        { from: first, call: transferCall({ markets: this.#markets, id: winning, recipient: second, amount: held / 2n }) },
      ]);
    await this.#giveAround([1n, 2n, BigInt(count)]);
    const all = COUNTS.flatMap((outcomeCount, index) => allIds(BigInt(index + 1), outcomeCount));
    await this.#send([{ from: first, call: redeemCall({ markets: this.#markets, positionIds: all, recipient: first }) }]);
    await this.#send([{ from: second, call: redeemCall({ markets: this.#markets, positionIds: all, recipient: third }) }]);
    for (const marketId of [1n, 3n]) await this.#send([{ from: third, call: redeemSeedCall({ markets: this.#markets, marketId }) }]);
    await this.#send([{ from: third, call: collectCreatorFeesCall({ markets: this.#markets, marketId: 2n }) }]);
  }

  /**
   * Parts of each position go from each to the next and back to the first, one unit of it too, by an operator as well; some to their
   * own holder. In one block for each market: a chain that forgets all of them must not go back beyond what is final.
   */
  async #giveAround(marketIds: readonly bigint[]): Promise<void> {
    const ring = this.accounts.slice(0, 4);
    const operator = this.accounts[5];
    const give = (from: Address, to: Address, id: bigint, amount: bigint) => ({
      from: operator,
      call: makeCall(this.#markets, marketsAbi, "transferFrom", [from, to, id, amount]),
    });
    await this.#chain.rpc("evm_setAutomine", false);
    await this.#send(ring.map((from) => ({ from, call: makeCall(this.#markets, marketsAbi, "setOperator", [operator, true]) })));
    await this.#chain.rpc("evm_mine");
    for (const marketId of marketIds) {
      for (const id of allIds(marketId, COUNTS[Number(marketId) - 1])) {
        for (const [index, from] of ring.entries()) {
          const to = ring[(index + 1) % ring.length] as Address;
          const held = await this.#held(from, id);
          const own = transferCall({ markets: this.#markets, id, recipient: to, amount: held / 3n });
          await this.#send([{ from, call: own }, give(from, to, id, 1n), give(from, from, id, held / 7n), give(from, to, id, 0n)]);
        }
      }
      await this.#chain.rpc("evm_mine");
    }
    await this.#chain.rpc("evm_setAutomine", true);
  }

  async #action(from: Address): Promise<Call | undefined> {
    const markets = this.#markets;
    const index = Math.floor(this.#next() * COUNTS.length);
    const marketId = BigInt(index + 1);
    const outcomeCount = COUNTS[index];
    const outcome = Math.floor(this.#next() * outcomeCount);
    const side = this.#next() < 0.6 ? ("yes" as const) : ("no" as const);
    const amount = BigInt(1 + Math.floor(this.#next() ** 3 * 300e6));
    const recipient = this.#next() < 0.1 ? this.#pick(this.accounts) : from;
    const id = positionId({ marketId, outcome, side, outcomeCount });
    const part = async (which: bigint) => {
      const held = await this.#held(from, which);
      return this.#next() < 0.2 ? held : (held * BigInt(Math.floor(this.#next() * 1000))) / 1000n;
    };
    const buy = () => buyCall({ markets, marketId, outcome, side, collateralIn: amount, minPositionsOut: 0n, recipient, deadline: NEVER });
    const bitmap = BigInt(1 + Math.floor(this.#next() * (2 ** outcomeCount - 1)));
    const members = Array.from({ length: outcomeCount }, (_, each) => each).filter((each) => (bitmap >> BigInt(each)) & 1n);
    const addLiquidity = (liquidity: bigint) =>
      addLiquidityCall({
        markets,
        marketId,
        liquidity,
        maxCollateralIn: 10n ** 15n,
        expectedPrices: Array.from({ length: outcomeCount }, (_, outcome) => (outcome === 0 ? WAD : 0n)),
        maxValueIn: 2n ** 200n,
        deadline: NEVER,
      });
    switch (Math.floor(this.#next() * 20)) {
      case 0:
      case 1:
        return buyExactCall({
          markets,
          marketId,
          outcome,
          side,
          positionsOut: amount,
          maxCollateralIn: 10n ** 12n,
          recipient,
          deadline: NEVER,
        });
      case 2:
      case 3:
      case 4:
      case 5:
        return sellCall({
          markets,
          marketId,
          outcome,
          side,
          positionsIn: await part(id),
          minCollateralOut: 0n,
          recipient,
          deadline: NEVER,
        });
      case 6:
        return splitCall({ markets, marketId, amount });
      case 7:
        return mergeCall({ markets, marketId, amount: await part(positionId({ marketId, outcome: 0, side: "yes", outcomeCount })) });
      case 8:
        return splitPairCall({ markets, marketId, outcome, amount });
      case 9:
        return mergePairCall({
          markets,
          marketId,
          outcome,
          amount: await part(positionId({ marketId, outcome, side: "no", outcomeCount })),
        });
      case 10: {
        // NO of all members first, so that the conversion has what it needs
        const pairs = members.map((each) => splitPairCall({ markets, marketId, outcome: each, amount: 1_000_003n }));
        return multicallCall({ markets, calls: [...pairs, convertCall({ markets, marketId, outcomeBitmap: bitmap, amount: 1_000_001n })] });
      }
      case 11:
        return multicallCall({
          markets,
          calls: [
            splitCall({ markets, marketId, amount: 1_000_007n }),
            convertBackCall({ markets, marketId, outcomeBitmap: bitmap, amount: 1_000_001n }),
          ],
        });
      case 12:
        return addLiquidity(amount * 2n);
      case 13:
        return removeLiquidityCall({
          markets,
          marketId,
          liquidity: await part(liquidityId(marketId)),
          minCollateralOut: 0n,
          deadline: NEVER,
        });
      case 14: {
        const which = this.#next() < 0.3 ? liquidityId(marketId) : id;
        return transferCall({ markets, id: which, recipient: this.#pick(this.accounts), amount: await part(which) });
      }
      case 15:
        return collectCreatorFeesCall({ markets, marketId });
      case 16: {
        const remove = removeLiquidityCall({ markets, marketId, liquidity: amount / 3n + 1n, minCollateralOut: 0n, deadline: NEVER });
        return multicallCall({ markets, calls: [buy(), addLiquidity(amount + 1n), remove, buy()] });
      }
      default:
        return buy();
    }
  }

  async #send(batch: { from: Address; call: Call }[]): Promise<void> {
    for (const { from, call } of batch) {
      const data: Hex = encodeFunctionData(call);
      // with automine on the node throws what reverts; it is mined all the same
      await this.#chain.rpc("eth_sendTransaction", { from, to: call.address, data, gas: GAS }).catch(() => undefined);
      this.sent++;
    }
  }

  async #held(account: Address, id: bigint): Promise<bigint> {
    return this.#chain.client.readContract({ address: this.#markets, abi: marketsAbi, functionName: "balanceOf", args: [account, id] });
  }

  #pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.#next() * list.length)];
  }
}

function allIds(marketId: bigint, outcomeCount: number): bigint[] {
  const sides = outcomeCount === 2 ? (["yes"] as const) : (["yes", "no"] as const);
  const positions = sides.flatMap((side) =>
    Array.from({ length: outcomeCount }, (_, outcome) => positionId({ marketId, outcome, side, outcomeCount })),
  );
  return [...positions, liquidityId(marketId)];
}
