import { type Address, type Client, encodeFunctionData, type Hex } from "viem";
import { getBlock } from "viem/actions";
import { ordersAbi } from "../sdk/abi/orders.ts";
import { makeCall } from "../sdk/calls/makeCall.ts";
import { getAllowance } from "../sdk/getAllowance.ts";
import { getMarkets } from "../sdk/getMarkets.ts";
import { isSameAddress } from "../sdk/isSameAddress.ts";
import { crossCall } from "../sdk/orders/crossCall.ts";
import { fillCall } from "../sdk/orders/fillCall.ts";
import { orderPoolOf } from "../sdk/orders/orderPoolOf.ts";
import { permitCall } from "../sdk/orders/permitCall.ts";
import { getOrders, type Relay, type RestingOrder } from "../sdk/orders/relay.ts";
import { sweepCall } from "../sdk/orders/sweepCall.ts";
import { parseAmount } from "../sdk/parseAmount.ts";
import { parsePositionId } from "../sdk/positionId.ts";
import type { Call, Deployment, Market } from "../sdk/types.ts";
import { WAD } from "../sdk/wad.ts";
import type { Duty } from "./dutiesOf.ts";
import { bestFill, type Fill } from "./fillsOf.ts";

const PREFIX = "fill:";
/** Units of gas: several times what any honest fill takes, and far from a day's limit. A maker's contract and a token can burn it. */
const MAX_GAS = 1_500_000n;
/** Milliseconds for which an order is passed over after its fill failed: the first time, and at most. */
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
  #known: readonly Market[] = [];
  /** The orders of each fill that was found, by its key. */
  readonly #involved = new Map<string, Hex[]>();
  /** How often fills of an order failed, and the moment of `performance.now()` until which it is passed over. */
  readonly #aside = new Map<Hex, { times: number; until: number }>();

  constructor(options: Options) {
    this.#options = options;
  }

  /** The best fill of each market. Throws `RelayUnavailable`. */
  async find(): Promise<Duty[]> {
    const orders = await getOrders(this.#options.relay);
    return this.#fillsOf(orders);
  }

  /** A fill as it is now; undefined if it is not the market's best any more. */
  async take(key: string, marketId: bigint): Promise<Duty | undefined> {
    const orders = await getOrders(this.#options.relay, { market: marketId });
    const fills = await this.#fillsOf(orders);
    return fills.find((fill) => fill.key === key);
  }

  /** Passes over the orders of a fill that failed, each time for longer, so that one that never can be filled keeps no other from it. */
  setAside(key: string): void {
    if (this.#aside.size >= MOST_REMEMBERED) this.#aside.clear();
    for (const hash of this.#involved.get(key) ?? []) {
      const times = (this.#aside.get(hash)?.times ?? 0) + 1;
      const pause = Math.min(FIRST_PAUSE_MS * 2 ** (times - 1), LONGEST_PAUSE_MS);
      this.#aside.set(hash, { times, until: performance.now() + pause });
    }
  }

  async #fillsOf(all: readonly RestingOrder[]): Promise<Duty[]> {
    const { client, deployment } = this.#options;
    const now = performance.now();
    const orders = all.filter(({ hash }) => (this.#aside.get(hash)?.until ?? 0) <= now);
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
        leastTip: unpaid ? 0n : parseAmount(leastTip, collateral.decimals),
        unpaid,
      },
    );
    if (!fill) return undefined;
    const { hash, order, remaining } = fill.order;
    // once for what is left of it: after a fill less is, and that is another thing to do
    const key = `${PREFIX}${hash}:${orders.find((each) => each.hash === hash)?.remaining ?? remaining}`;
    if (this.#involved.size >= MOST_REMEMBERED) this.#involved.clear();
    this.#involved.set(key, [hash, ...(fill.kind === "others" ? fill.match.legs.map(({ maker }) => maker.hash) : [])]);
    return {
      key,
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

function fillerCall(fill: Fill, orders: Address): Call {
  if (fill.kind === "pool") return fillCall({ orders, signed: fill.order, positions: fill.positions });
  const { order, match } = fill;
  const [only, ...more] = match.legs;
  if (only && more.length === 0 && match.poolPositions === 0n)
    return crossCall({ orders, a: order, b: only.maker, positions: only.positions });
  return sweepCall({ orders, taker: order, match });
}
