import { type Address, type Client, encodeFunctionData, type Hex } from "viem";
import { getBlock } from "viem/actions";
import { ordersAbi } from "../sdk/abi/orders.ts";
import { makeCall } from "../sdk/calls/makeCall.ts";
import { PresageError } from "../sdk/errors.ts";
import { getAllowance } from "../sdk/getAllowance.ts";
import { getMarkets } from "../sdk/getMarkets.ts";
import { isSameAddress } from "../sdk/isSameAddress.ts";
import { crossCall } from "../sdk/orders/crossCall.ts";
import { fillCall } from "../sdk/orders/fillCall.ts";
import { orderPoolOf } from "../sdk/orders/orderPoolOf.ts";
import { permitCall } from "../sdk/orders/permitCall.ts";
import type { Relay, RestingOrder } from "../sdk/orders/relay.ts";
import { sweepCall } from "../sdk/orders/sweepCall.ts";
import { parsePositionId } from "../sdk/positionId.ts";
import type { Call, Deployment, Market } from "../sdk/types.ts";
import { WAD } from "../sdk/wad.ts";
import { baseUnitsUp } from "./baseUnitsUp.ts";
import type { Duty } from "./dutiesOf.ts";
import { bestFill, type Candidate, type Fill } from "./fillsOf.ts";
import { OpenOrders } from "./openOrders.ts";

const PREFIX = "fill:";
/** Units of gas: several times what any honest fill takes, and far from a day's limit. A maker's contract and a token can burn it. */
const MAX_GAS = 1_500_000n;
/** Milliseconds for which an order, or two with each other, are passed over after a fill failed: the first time, and at most. */
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 600_000;
/** Failures and fills that are remembered. */
const MOST_REMEMBERED = 10_000;

/** Whether a duty's key is of a fill. */
export function isFillKey(key: string): boolean {
  return key.startsWith(PREFIX);
}

interface Options {
  client: Client;
  deployment: Deployment;
  /** Who sends the fills. */
  account: Address;
  relay: Relay;
  /** In whole tokens of the address book, as decimal text; "0": fills that pay nothing are sent as well. */
  leastTip: string;
}

/** Looks for orders that can be filled: the relay says which there are, the chain says what comes of it. */
export class FillFinder {
  readonly #options: Options;
  readonly #orders: OpenOrders;
  #known: readonly Market[] = [];
  /** The orders of each fill that was found, by its key: the one that is filled, and those that it is filled with. */
  readonly #involved = new Map<string, readonly [Candidate, ...Candidate[]]>();
  /** How often fills failed, and the moment of `performance.now()` until which they are passed over: of an order by its hash, of two with each other by `pairName`. */
  readonly #aside = new Map<string, { times: number; until: number }>();

  constructor(options: Options) {
    this.#options = options;
    this.#orders = new OpenOrders(options.relay);
  }

  /** The best fill of each market. Throws `RelayUnavailable`. */
  async find(): Promise<Duty[]> {
    return this.#fillsOf(await this.#orders.get());
  }

  /** A fill as it is now; undefined if it is not the market's best any more. */
  async take(key: string, marketId: bigint): Promise<Duty | undefined> {
    const orders = (await this.#orders.get()).filter(({ order }) => parsePositionId(order.positionId).marketId === marketId);
    const fills = await this.#fillsOf(orders);
    return fills.find((fill) => fill.key === key);
  }

  /** Listens to the relay no longer. */
  stop(): void {
    this.#orders.stop();
  }

  /**
   * Passes over what made a fill fail, each time for longer, so that an order that never can be filled keeps no other from it: the
   * order that the `error` names. Where it names none, an order is not filled with those others again, and stays open to the rest.
   */
  setAside(key: string, error?: Error): void {
    const [filled, ...others] = this.#involved.get(key) ?? [];
    if (!filled) return;
    const culprit = others.length === 0 ? filled : [filled, ...others].find((each) => isNamed(each, error));
    if (this.#aside.size >= MOST_REMEMBERED) this.#aside.clear();
    for (const name of culprit ? [culprit.hash] : others.map((other) => pairName(filled, other))) {
      const times = (this.#aside.get(name)?.times ?? 0) + 1;
      const pause = Math.min(FIRST_PAUSE_MS * 2 ** (times - 1), LONGEST_PAUSE_MS);
      this.#aside.set(name, { times, until: performance.now() + pause });
    }
  }

  #isAside(name: string): boolean {
    const aside = this.#aside.get(name);
    return aside !== undefined && aside.until > performance.now();
  }

  async #fillsOf(all: readonly RestingOrder[]): Promise<Duty[]> {
    const { client, deployment } = this.#options;
    const orders = all.filter(({ hash }) => !this.#isAside(hash));
    if (orders.length === 0) return [];
    const byMarket = Map.groupBy(orders, ({ order }) => parsePositionId(order.positionId).marketId);
    const [markets, { timestamp }] = await Promise.all([
      getMarkets(client, { deployment, known: this.#known, ids: [...byMarket.keys()] }),
      getBlock(client, { blockTag: "latest" }),
    ]);
    this.#known = [...this.#known.filter(({ id }) => !markets.some((market) => market.id === id)), ...markets];
    const found: Duty[] = [];
    for (const market of markets) {
      if (market.status !== "Open") continue;
      const duty = await this.#bestOf(market, byMarket.get(market.id) ?? [], Number(timestamp));
      if (duty) found.push(duty);
    }
    return found;
  }

  async #bestOf(market: Market, orders: readonly RestingOrder[], time: number): Promise<Duty | undefined> {
    const { account, deployment, leastTip } = this.#options;
    const { collateral, outcomeCount, id } = market;
    const unpaid = Number(leastTip) === 0;
    // a tip in a token that nobody vouches for is worth no gas
    if (!unpaid && !Object.values(deployment.collaterals).some((token) => isSameAddress(token, collateral.address))) return undefined;
    const fill = bestFill(
      orders.filter(({ order }) => order.termsHash === market.termsHash),
      {
        poolOf: (positionId) => orderPoolOf(market, positionId),
        outcomeCount,
        time,
        sender: account,
        leastTip: baseUnitsUp(leastTip, collateral.decimals),
        unpaid,
        mayPair: (a, b) => !this.#isAside(pairName(a, b)),
      },
    );
    if (!fill) return undefined;
    const { hash, order, remaining } = fill.order;
    const others = fill.kind === "others" ? fill.match.legs.map(({ maker }) => maker) : [];
    // once for what is left of it: after a fill less is, and that is another thing to do
    const subject = `${PREFIX}${hash}:${orders.find((each) => each.hash === hash)?.remaining ?? remaining}:`;
    const key = `${subject}${others.map((other) => other.hash.slice(2, 10)).join()}`;
    if (this.#involved.size >= MOST_REMEMBERED) this.#involved.clear();
    this.#involved.set(key, [fill.order, ...others]);
    return {
      key,
      subject,
      marketId: id,
      action: fill.kind === "pool" ? "fill" : "cross",
      since: order.start,
      maxGas: MAX_GAS,
      call: await this.#callOf(fill, collateral.address),
    };
  }

  /** The fill, after the permits that it needs. */
  async #callOf(fill: Fill, token: Address): Promise<Call> {
    const { relay } = this.#options;
    const { orders } = relay;
    const parts =
      fill.kind === "pool"
        ? [{ order: fill.order, positions: fill.positions }]
        : [
            { order: fill.order, positions: fill.match.filled },
            ...fill.match.legs.map(({ maker, positions }) => ({ order: maker, positions })),
          ];
    const permits = (await Promise.all(parts.map(({ order, positions }) => this.#permitOf(order, positions, token)))).flat();
    const call = fillerCall(fill, orders);
    if (permits.length === 0) return call;
    return makeCall(orders, ordersAbi, "multicall", [[...permits, encodeFunctionData(call)]]);
  }

  /** Used only where the allowance does not do: one that was used before would be refused. */
  async #permitOf({ order, permit }: RestingOrder, positions: bigint, token: Address): Promise<Hex[]> {
    const { client, relay } = this.#options;
    if (!permit || order.sell || !isSameAddress(permit.token, token)) return [];
    const allowance = await getAllowance(client, { token, owner: order.maker, spender: relay.orders });
    if (allowance >= (positions * order.price) / WAD) return [];
    return [encodeFunctionData(permitCall({ orders: relay.orders, owner: order.maker, permit }))];
  }
}

/** Two orders, whichever is filled with the other. */
function pairName(a: Candidate, b: Candidate): string {
  return [a.hash, b.hash].sort().join(" ");
}

/** Whether what the contract or a token refused names the order, or who made it. */
function isNamed({ hash, order }: Candidate, error: Error | undefined): boolean {
  const { orderHash, maker, sender } = error instanceof PresageError ? error.details : {};
  return orderHash === hash || [maker, sender].some((name) => typeof name === "string" && isSameAddress(name, order.maker));
}

function fillerCall(fill: Fill, orders: Address): Call {
  if (fill.kind === "pool") return fillCall({ orders, signed: fill.order, positions: fill.positions });
  const { order, match } = fill;
  const [only, ...more] = match.legs;
  if (only && more.length === 0 && match.poolPositions === 0n)
    return crossCall({ orders, a: order, b: only.maker, positions: only.positions });
  return sweepCall({ orders, taker: order, match });
}
