import type { Address, Hex } from "viem";
import { PresageError } from "../errors.ts";
import { hashOrder } from "./hashOrder.ts";
import { fromOrderJson, type PostedOrder, type SignedOrderJson, toOrderJson } from "./orderJson.ts";
import type { OrderStatus } from "./orderStatus.ts";

/** A relay, and the contract whose orders it keeps: its word counts for nothing that can be computed here. */
export interface Relay {
  /** Where it answers, such as `http://127.0.0.1:42070`. */
  url: string;
  chainId: number;
  orders: Address;
}

/** Why an order that is kept cannot be filled now. `Unfunded`: its maker lacks collateral, positions or an allowance. */
export type RestingStatus = OrderStatus | "Unfunded";

/** An order that a relay keeps. */
export interface RestingOrder extends PostedOrder {
  hash: Hex;
  status: RestingStatus;
  /** Positions that its slot has left, base units. */
  remaining: bigint;
  /** How many of these its maker can pay for or deliver now. */
  fillable: bigint;
}

/** As it is sent. */
export interface RestingOrderJson extends SignedOrderJson {
  hash: Hex;
  status: RestingStatus;
  remaining: string;
  fillable: string;
}

/** Of two decimal strings. */
interface AmountJson {
  amount: string;
  base: string;
}
export interface LevelJson {
  /** Collateral per position, 0 to 1, fee included. */
  price: string;
  orders: AmountJson;
  pool: AmountJson;
}
/** One ladder of orders and the pool's own depth; the best prices first. */
export interface BookJson {
  asks: LevelJson[];
  bids: LevelJson[];
  asOf: { block: number; time: number };
}

/** A fill as a relay's stream tells it, from a mined receipt; amounts in base units as decimal strings. */
export interface FillJson {
  hash: Hex;
  maker: Address;
  marketId: string;
  positions: string;
  collateral: string;
  txHash: Hex;
  block: number;
}

/** What to do where a relay was given an order, and where it was only asked. */
const SIGNED = "What was signed stays valid until it expires: look at your open orders before you sign it again.";
const READ = "See that the relay runs and can be reached, and try again.";
const TIMEOUT_MS = 8_000;
const PAGE = 200;
/** As many orders as a relay keeps unless it is told otherwise. */
const MOST_PAGES = 500;

/** Gives a signed order to a relay. Throws what the relay refuses, or `RelayUnavailable`: then nothing is known of the order. */
export async function postOrder(relay: Relay, posted: PostedOrder): Promise<RestingOrder> {
  const body = JSON.stringify(toOrderJson(posted));
  const answer = await ask(relay, "/orders", { method: "POST", headers: { "content-type": "application/json" }, body });
  const [resting] = readOrders(relay, [answer as RestingOrderJson]);
  if (!resting || resting.hash !== hashOrder(posted.order, relay))
    throw relayUnavailable("The relay answered with another order.", { remedy: SIGNED });
  return resting;
}

/** Open orders, newest first; what is none of this contract, whatever a relay says, is left out. */
export async function getOrders(relay: Relay, filter: { maker?: Address; market?: bigint } = {}): Promise<RestingOrder[]> {
  const found: RestingOrder[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < MOST_PAGES; page++) {
    const query = new URLSearchParams({ limit: String(PAGE) });
    if (filter.maker) query.set("maker", filter.maker);
    if (filter.market !== undefined) query.set("market", String(filter.market));
    if (cursor !== null) query.set("cursor", cursor);
    const { data, next } = (await ask(relay, `/orders?${query}`)) as { data: RestingOrderJson[]; next: string | null };
    found.push(...readOrders(relay, data));
    if (next === null) break;
    cursor = next;
  }
  return found;
}

/** The ladder of one outcome, counted from 0, and side. */
export async function getBook(
  relay: Relay,
  options: { marketId: bigint; outcome: number; side?: "yes" | "no"; levels?: number },
): Promise<BookJson> {
  const { marketId, outcome, side = "yes", levels = 10 } = options;
  const query = new URLSearchParams({ outcome: String(outcome), side, levels: String(levels) });
  return ((await ask(relay, `/markets/${marketId}/book?${query}`)) as { data: BookJson }).data;
}

/** Those that can be filled now, with what their makers can pay for or deliver as all that remains of them. */
export function fillableOrders(orders: readonly RestingOrder[]): RestingOrder[] {
  return orders.flatMap((each) => (each.status === "Fillable" && each.fillable > 0n ? [{ ...each, remaining: each.fillable }] : []));
}

async function ask({ url }: Relay, path: string, request?: RequestInit): Promise<unknown> {
  const remedy = request ? SIGNED : READ;
  let response: Response;
  try {
    response = await fetch(`${url}${path}`, { ...request, signal: AbortSignal.timeout(TIMEOUT_MS) });
  } catch (cause) {
    throw relayUnavailable("The relay does not answer.", { remedy, cause });
  }
  const answer = (await response.json().catch(() => undefined)) as
    | { error?: { code: string; message: string; remedy?: string } }
    | undefined;
  if (response.ok && answer) return answer;
  const { code, message, remedy: theirs } = answer?.error ?? {};
  if (!code || !message) throw relayUnavailable(`The relay answered ${response.status}.`, { remedy });
  throw new PresageError({ code, message, remedy: theirs ?? "Nothing was placed. Mend it and try again." });
}

/** What a relay answered or told, as orders; what is none of this contract, or cannot be read, is left out. */
export function readOrders(relay: Relay, answers: readonly RestingOrderJson[]): RestingOrder[] {
  return answers.flatMap((answer) => {
    try {
      const { hash, status, remaining, fillable, ...signed } = answer;
      const posted = fromOrderJson(signed);
      if (hashOrder(posted.order, relay) !== hash) return [];
      return [{ ...posted, hash, status, remaining: BigInt(remaining), fillable: BigInt(fillable) }];
    } catch {
      return []; // one that cannot be read hides no other
    }
  });
}

/** Of a relay that does not answer, or not as a relay does. */
export function relayUnavailable(message: string, { remedy = READ, cause }: { remedy?: string; cause?: unknown } = {}): PresageError {
  return new PresageError({ code: "RelayUnavailable", message, remedy, cause });
}
