// The ledger of every account from raw chain data, by the method of docs/decisions/0041 and arithmetic of its own: what was
// minted and burnt is taken from the ERC-6909 transfers and what was paid from the ERC-20 transfers, not from what the
// markets' events say; prices come from the SDK's replay, whose end is held against the chain.
import {
  type Address,
  erc20Abi,
  formatLog,
  isAddressEqual,
  type Log,
  type ParseEventLogsReturnType,
  type PublicClient,
  parseEventLogs,
  zeroAddress,
} from "viem";
import { marketsAbi } from "../../sdk/abi/markets.ts";
import { ordersAbi } from "../../sdk/abi/orders.ts";
import type { Activity } from "../../sdk/activity.ts";
import { decodeActivity } from "../../sdk/decodeActivity.ts";
import { getLogsInChunks } from "../../sdk/getLogsInChunks.ts";
import { getMarkets } from "../../sdk/getMarkets.ts";
import { type PoolState, replayMarket } from "../../sdk/replayMarket.ts";
import type { Deployment, Market } from "../../sdk/types.ts";

const ONE = 10n ** 18n;

export interface MarketLedger {
  paid: bigint;
  received: bigint;
  realized: bigint;
  /** By id; the creator's seed under its market's kind 3. */
  positions: Map<bigint, { amount: bigint; cost: bigint; value: bigint }>;
}

/** By account (lower case) and market. */
export type Ledgers = Map<string, Map<bigint, MarketLedger>>;

type MarketsLog = ParseEventLogsReturnType<typeof marketsAbi, undefined, true>[number];
type TransferLog = Extract<MarketsLog, { eventName: "Transfer" }>;
type Filled = { maker: Address; positionId: bigint; slot: bigint; amounts: bigint };
type Flow = { from: Address; to: Address; amount: bigint };

/** What one transaction did: an event, the tokens minted and burnt with it, and the place of the pool just before. */
type Operation = { log: MarketsLog; moved: TransferLog[]; flow: bigint };

export async function recomputeProfit(
  client: PublicClient,
  deployment: Deployment,
): Promise<{ ledgers: Ledgers; block: bigint; faults: string[] }> {
  const block = await client.getBlockNumber({ cacheTime: 0 });
  const range = { fromBlock: BigInt(deployment.startBlock), toBlock: block };
  const logsOf = async (address: Address) =>
    (await getLogsInChunks(client, { address, topics: [], ...range })).map((log) => formatLog(log) as Log<bigint, number, false>);
  const raw = await logsOf(deployment.contracts.Markets);
  const { Orders } = deployment.contracts;
  const fills = Orders ? parseEventLogs({ abi: ordersAbi, eventName: "Filled", logs: await logsOf(Orders) }) : [];
  const markets = new Map((await getMarkets(client, { deployment })).map((market) => [market.id, market]));
  const tokens = [...new Set([...markets.values()].map(({ collateral }) => collateral.address))];
  const cash: typeof raw = [];
  for (const token of tokens) cash.push(...(await logsOf(token)));
  const faults: string[] = [];
  const book = new Book(markets, deployment.contracts.Markets, raw, faults);
  for (const logs of byTransaction([...raw, ...cash])) {
    book.enter(logs);
    for (const fill of fills.filter(({ transactionHash }) => transactionHash === logs[0].transactionHash)) book.enterFill(fill);
  }
  await book.compareWithChain(client, deployment.contracts.Markets, block);
  book.valueAll();
  return { ledgers: book.ledgers, block, faults };
}

class Book {
  readonly ledgers: Ledgers = new Map();
  readonly #markets: Map<bigint, Market>;
  readonly #contract: Address;
  readonly #faults: string[];
  readonly #states = new Map<bigint, PoolState[]>();
  readonly #final = new Set<bigint>();

  constructor(markets: Map<bigint, Market>, contract: Address, raw: Log[], faults: string[]) {
    this.#markets = markets;
    this.#contract = contract;
    this.#faults = faults;
    const activity = decodeActivity({ markets: contract, logs: raw as never });
    for (const market of markets.values()) {
      const states = replayMarket(
        market,
        activity.filter(({ marketId }: Activity) => marketId === market.id),
      );
      this.#states.set(market.id, states);
      if (String(states.at(-1)?.rhos) !== String(market.rhos))
        faults.push(`market ${market.id}: the replay of its events ends elsewhere than the chain`);
    }
  }

  enter(logs: Log[]): void {
    const operations: Operation[] = [];
    let loose: TransferLog[] = [];
    const owed: { operation: Operation; amount: bigint }[] = [];
    for (const log of logs) {
      if (!isAddressEqual(log.address, this.#contract)) {
        const flow = flowOf(log);
        if (flow && isAddressEqual(flow.from, this.#contract)) this.#payOut(owed, flow.amount);
        if (flow && isAddressEqual(flow.to, this.#contract)) this.#payIn(owed, flow.amount);
        continue;
      }
      const [event] = parseEventLogs({ abi: marketsAbi, logs: [log as never] });
      if (!event || event.eventName === "Approval" || event.eventName === "OperatorSet") continue;
      if (event.eventName === "Transfer") {
        const last = operations.at(-1);
        if (event.args.sender !== zeroAddress && event.args.receiver !== zeroAddress) operations.push({ log: event, moved: [], flow: 0n });
        else if (last && takes(last, event)) last.moved.push(event);
        else loose.push(event);
        continue;
      }
      const operation: Operation = { log: event, moved: loose.filter((each) => precedes(event, each)), flow: 0n };
      loose = loose.filter((each) => !operation.moved.includes(each));
      operations.push(operation);
      const amount = cashOf(event);
      if (amount !== null && amount !== 0n) owed.push({ operation, amount });
    }
    if (loose.length > 0) this.#faults.push(`transaction ${logs[0].transactionHash}: ${loose.length} mints or burns belong to no event`);
    for (const { amount, operation } of owed) {
      if (amount > 0n)
        this.#faults.push(
          `transaction ${logs[0].transactionHash}: ${operation.log.eventName} says ${amount} was paid, no such payment was made`,
        );
    }
    for (const operation of operations) this.#apply(operation);
  }

  /** What a maker paid for positions that came as gifts, or got for such: the orders contract is the other side of it. */
  enterFill({ address, args: { maker, positionId, slot, amounts } }: { address: Address; args: Filled }): void {
    const collateral = amounts % 2n ** 128n;
    const ledgers = [maker, address].map((each) => this.#ledger(each.toLowerCase(), positionId >> 16n));
    const [buyer, seller] = (slot & 1n) === 1n ? ledgers.toReversed() : ledgers;
    buyer.paid += collateral;
    seller.received += collateral;
    seller.realized += collateral;
    // what the contract buys it hands on at once
    if (buyer === ledgers[0]) this.#add(buyer, positionId, 0n, collateral);
    else buyer.realized -= collateral;
  }

  /** Payments come after the events that they are for, one for several redemptions. */
  #payOut(owed: { operation: Operation; amount: bigint }[], paid: bigint): void {
    let left = paid;
    while (left > 0n && owed.length > 0) {
      const next = owed.shift() as (typeof owed)[number];
      next.operation.flow = next.amount;
      left -= next.amount;
    }
    if (left !== 0n) this.#faults.push(`a payment of ${paid} by the contract does not match what events say, ${left} is left`);
  }

  #payIn(owed: { operation: Operation; amount: bigint }[], paid: bigint): void {
    const next = owed.findIndex(({ amount }) => -amount === paid);
    if (next < 0) {
      this.#faults.push(`a payment of ${paid} to the contract belongs to no event`);
      return;
    }
    const [{ operation }] = owed.splice(next, 1);
    operation.flow = -paid;
  }

  #apply({ log, moved, flow }: Operation): void {
    if (log.eventName === "Transfer") {
      const { sender, receiver, id, amount } = log.args;
      this.#hand(sender.toLowerCase(), receiver.toLowerCase(), id >> 16n, id, amount);
      return;
    }
    const { marketId } = log.args as { marketId: bigint };
    const market = this.#markets.get(marketId) as Market;
    if (log.eventName === "Resolved" || log.eventName === "Voided") {
      this.#settle(market);
      return;
    }
    if (log.eventName === "Halted" || log.eventName === "Reopened") return;
    const account = actorOf(log);
    const ledger = this.#ledger(account, marketId);
    if (flow < 0n) ledger.paid -= flow;
    else ledger.received += flow;

    const prices = this.#pricesBefore(market, log);
    const priceOf = (id: bigint) => (kindOf(id) === 1 ? ONE - prices[outcomeOf(id)] : prices[outcomeOf(id)]);
    const burnt = moved.filter(({ args: each }) => each.receiver === zeroAddress);
    const minted = moved.filter(({ args: each }) => each.sender === zeroAddress);
    const spent = burnt.reduce((sum, { args: each }) => sum + this.#take(ledger, each.id, each.amount), 0n);
    const add = (id: bigint, amount: bigint, cost: bigint) => this.#add(ledger, id, amount, cost);
    // what comes beside the YES of a pair is worth the rest of it, also where two outcomes' rounded prices do not make one
    const paired = log.eventName === "PairSplit" ? Number(log.args.outcome) : undefined;
    const weightOf = (id: bigint) => (paired === undefined || outcomeOf(id) === paired ? priceOf(id) : ONE - prices[paired]);
    const addInProportion = (total: bigint) => {
      const weights = minted.map(({ args: each }) => weightOf(each.id));
      const sum = weights.reduce((a, b) => a + b, 0n);
      let upTo = 0n;
      for (const [index, { args: each }] of minted.entries()) {
        const from = upTo;
        upTo += weights[index];
        add(each.id, each.amount, (total * upTo) / sum - (total * from) / sum);
      }
    };
    const addRests = () => {
      const rests = minted.filter(({ args: each }) => kindOf(each.id) === 0);
      let sum = 0n;
      for (const { args: each } of rests) {
        const cost = (each.amount * priceOf(each.id)) / ONE;
        add(each.id, each.amount, cost);
        sum += cost;
      }
      return sum;
    };

    switch (log.eventName) {
      case "MarketCreated": {
        const kept = addRests();
        add((marketId << 16n) | 0x300n, log.args.params.liquidity, -flow - kept);
        return;
      }
      case "Trade":
        if (flow < 0n) {
          for (const { args: each } of minted) {
            add(each.id, each.amount, -flow);
            const to = each.receiver.toLowerCase();
            if (to !== account) this.#hand(account, to, marketId, each.id, each.amount);
          }
        } else ledger.realized += flow - spent;
        return;
      case "Split":
      case "PairSplit":
        addInProportion(-flow);
        return;
      case "Merged":
      case "PairMerged":
      case "Redeemed":
        ledger.realized += flow - spent;
        return;
      case "Converted": {
        const carried = minted.length > 0 && spent > flow ? spent - flow : 0n;
        if (minted.length > 0) addInProportion(carried);
        ledger.realized += flow + carried - spent;
        return;
      }
      case "ConvertedBack":
        addInProportion(spent - flow);
        return;
      case "LiquidityAdded": {
        const kept = addRests();
        add((marketId << 16n) | 0x200n, log.args.liquidity, -flow - kept);
        return;
      }
      case "LiquidityRemoved":
        ledger.realized += flow + addRests() - spent;
        return;
      case "SeedRedeemed":
        ledger.realized += flow - this.#take(ledger, (marketId << 16n) | 0x300n, log.args.seed);
        return;
      case "CreatorFeesCollected":
        ledger.realized += flow;
        return;
    }
  }

  /** From one account to another: lost to whoever gives it, free for whoever gets it; in a final market for what it pays. */
  #hand(from: string, to: string, marketId: bigint, id: bigint, amount: bigint): void {
    if (from === to || amount === 0n) return;
    const giver = this.#ledger(from, marketId);
    giver.realized -= this.#take(giver, id, amount);
    const worth = this.#final.has(marketId) ? this.#payout(this.#markets.get(marketId) as Market, id, amount) : 0n;
    const receiver = this.#ledger(to, marketId);
    receiver.realized += worth;
    this.#add(receiver, id, amount, worth);
  }

  #settle(market: Market): void {
    this.#final.add(market.id);
    for (const ledgers of this.ledgers.values()) {
      const ledger = ledgers.get(market.id);
      for (const [id, position] of ledger?.positions ?? []) {
        const value = this.#payout(market, id, position.amount);
        (ledger as MarketLedger).realized += value - position.cost;
        position.cost = value;
      }
    }
  }

  #payout(market: Market, id: bigint, amount: bigint): bigint {
    const kind = kindOf(id);
    if (kind >= 2) return (market.liquidityValue * amount) / market.liquidity;
    const payout = market.payouts[outcomeOf(id)];
    return (amount * (kind === 0 ? payout : market.payoutDenominator - payout)) / market.payoutDenominator;
  }

  valueAll(): void {
    for (const ledgers of this.ledgers.values()) {
      for (const [marketId, { positions }] of ledgers) {
        const market = this.#markets.get(marketId) as Market;
        for (const [id, position] of positions) {
          position.value = this.#final.has(marketId) ? this.#payout(market, id, position.amount) : worth(market, id, position.amount);
        }
      }
    }
  }

  async compareWithChain(client: PublicClient, contract: Address, blockNumber: bigint): Promise<void> {
    for (const [account, ledgers] of this.ledgers) {
      for (const [marketId, { positions }] of ledgers) {
        for (const [id, { amount }] of positions) {
          if (kindOf(id) === 3) continue;
          const held = await client.readContract({
            address: contract,
            abi: marketsAbi,
            functionName: "balanceOf",
            args: [account as Address, id],
            blockNumber,
          });
          if (held !== amount)
            this.#faults.push(`${account} in market ${marketId}: holds ${held} of ${id}, the transfers sum to ${amount}`);
        }
      }
    }
  }

  #pricesBefore(market: Market, log: MarketsLog): readonly bigint[] {
    const states = this.#states.get(market.id) as PoolState[];
    const isBefore = (state: PoolState) =>
      state.logIndex < 0 || state.blockNumber < log.blockNumber || (state.blockNumber === log.blockNumber && state.logIndex < log.logIndex);
    return (states.findLast(isBefore) as PoolState).prices;
  }

  #ledger(account: string, marketId: bigint): MarketLedger {
    const ledgers = this.ledgers.get(account) ?? new Map<bigint, MarketLedger>();
    this.ledgers.set(account, ledgers);
    const ledger = ledgers.get(marketId) ?? { paid: 0n, received: 0n, realized: 0n, positions: new Map() };
    ledgers.set(marketId, ledger);
    return ledger;
  }

  #add({ positions }: MarketLedger, id: bigint, amount: bigint, cost: bigint): void {
    const held = positions.get(id) ?? { amount: 0n, cost: 0n, value: 0n };
    positions.set(id, { amount: held.amount + amount, cost: held.cost + cost, value: 0n });
  }

  #take({ positions }: MarketLedger, id: bigint, amount: bigint): bigint {
    const held = positions.get(id);
    if (!held || held.amount < amount) {
      this.#faults.push(`${amount} of ${id} left an account that had ${held?.amount ?? 0n}`);
      return 0n;
    }
    const cost = amount === held.amount ? held.cost : (held.cost * amount) / held.amount;
    if (amount === held.amount) positions.delete(id);
    else positions.set(id, { amount: held.amount - amount, cost: held.cost - cost, value: 0n });
    return cost;
  }
}

/** The value in an open market: positions at their prices, liquidity as if it were removed. */
function worth(market: Market, id: bigint, amount: bigint): bigint {
  const kind = kindOf(id);
  const price = market.prices[outcomeOf(id)];
  if (kind === 0) return (amount * price) / ONE;
  if (kind === 1) return (amount * (ONE - price)) / ONE;
  const parts = market.rhos.map((rho) => (amount * rho) / ONE);
  const least = (amount * market.rhos.reduce((a, b) => (a < b ? a : b))) / ONE;
  const rests = parts.reduce((sum, part, index) => sum + ((part - least) * market.prices[index]) / ONE, 0n);
  return least + (market.liquidityFees * amount) / market.liquidity + rests;
}

/** Mints and burns that come after the event that they belong to. */
function takes({ log, moved }: Operation, { args: { sender, receiver, id } }: TransferLog): boolean {
  const isMint = sender === zeroAddress;
  const isBurn = receiver === zeroAddress;
  if (isMint === isBurn || (log.args as { marketId: bigint }).marketId !== id >> 16n) return false;
  switch (log.eventName) {
    case "Trade":
      return moved.length === 0;
    case "Split":
    case "PairSplit":
    case "LiquidityAdded":
      return isMint;
    case "LiquidityRemoved":
      return isMint && kindOf(id) === 0;
    case "Merged":
    case "PairMerged":
      return isBurn && kindOf(id) < 2;
    case "Converted":
    case "ConvertedBack":
      return kindOf(id) < 2;
    default:
      return false;
  }
}

/** Mints and burns that come before it. */
function precedes(event: MarketsLog, { args: { sender, receiver, id, amount } }: TransferLog): boolean {
  if ((event.args as { marketId?: bigint }).marketId !== id >> 16n) return false;
  if (event.eventName === "MarketCreated") return sender === zeroAddress;
  if (event.eventName === "LiquidityRemoved") return receiver === zeroAddress && kindOf(id) === 2;
  return event.eventName === "Redeemed" && receiver === zeroAddress && id === event.args.id && amount === event.args.amount;
}

/** What an event says was received, below zero if it was paid; null if nothing was. */
function cashOf({ eventName, args }: MarketsLog): bigint | null {
  switch (eventName) {
    case "MarketCreated":
      return -args.funding;
    case "Trade":
      return ((args.packed >> 8n) & 0xffn) === 2n ? args.collateral : -args.collateral;
    case "Split":
    case "PairSplit":
      return -args.amount;
    case "Merged":
    case "PairMerged":
      return args.amount;
    case "Converted":
      return (bitsOf(args.outcomeBitmap) - 1n) * args.amount;
    case "ConvertedBack":
      return -(bitsOf(args.outcomeBitmap) - 1n) * args.amount;
    case "LiquidityAdded":
      return -args.collateral;
    case "LiquidityRemoved":
    case "Redeemed":
    case "SeedRedeemed":
    case "CreatorFeesCollected":
      return args.collateral;
    default:
      return null;
  }
}

function actorOf({ args }: MarketsLog): string {
  const { trader, account, provider, creator } = args as unknown as Record<string, Address | undefined>;
  return (trader ?? account ?? provider ?? creator ?? zeroAddress).toLowerCase();
}

function bitsOf(bitmap: bigint): bigint {
  return BigInt([...bitmap.toString(2)].filter((bit) => bit === "1").length);
}

function kindOf(id: bigint): number {
  return Number((id >> 8n) & 0xffn);
}

function outcomeOf(id: bigint): number {
  return Number(id & 0xffn);
}

function flowOf(log: Log): Flow | undefined {
  const [event] = parseEventLogs({ abi: erc20Abi, logs: [log as never], eventName: "Transfer" });
  return event && { from: event.args.from, to: event.args.to, amount: event.args.value };
}

function byTransaction(logs: Log[]): Log[][] {
  const groups = new Map<string, Log[]>();
  const ordered = [...logs].sort((a, b) => Number((a.blockNumber ?? 0n) - (b.blockNumber ?? 0n)) || (a.logIndex ?? 0) - (b.logIndex ?? 0));
  for (const log of ordered) {
    const group = groups.get(log.transactionHash ?? "") ?? [];
    groups.set(log.transactionHash ?? "", group);
    group.push(log);
  }
  return [...groups.values()];
}
