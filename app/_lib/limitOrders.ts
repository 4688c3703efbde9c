import type { Address } from "viem";
import { cancelOrders } from "../../sdk/orders/cancelOrders.ts";
import { getOwnOrders } from "../../sdk/orders/getOwnOrders.ts";
import type { Order } from "../../sdk/orders/order.ts";
import { orderTimes } from "../../sdk/orders/orderTimes.ts";
import { placeOrder } from "../../sdk/orders/placeOrder.ts";
import type { OrderTerms } from "../../sdk/orders/planOrder.ts";
import { type BookJson, getBook, type RestingOrder } from "../../sdk/orders/relay.ts";
import type { Market, Side, Token } from "../../sdk/types.ts";
import type { ChainConfig } from "./chainConfig.ts";
import { clientsOf, readerOf } from "./connection.ts";
import { errorText } from "./errorText.ts";
import { money, quantity } from "./format.ts";
import { positionText } from "./positionText.ts";
import { queriesOfPage, readAnew } from "./queries.ts";
import { relayOf } from "./relayOf.ts";
import { transactions } from "./transactions.ts";
import type { Translate } from "./translate.ts";

/** How the page says what happens. */
interface Saying {
  config: ChainConfig;
  t: Translate;
  locale: string;
}

export async function readOwnOrders(config: ChainConfig, options: { maker: Address; market?: bigint }): Promise<RestingOrder[]> {
  const relay = relayOf(config);
  return relay ? getOwnOrders(readerOf(config), { relay, ...options }) : [];
}

export async function readBook(
  config: ChainConfig,
  options: { marketId: bigint; outcome: number; side: Side; levels: number },
): Promise<BookJson> {
  return getBook(required(config), options);
}

/**
 * Signs and places an order with the connected wallet, for so many seconds from now, and says each step. `renews`: the order that it
 * goes on with, from its end on. Returns whether it is placed.
 */
export async function placeLimit(
  options: Saying & { what: string; market: Market; terms: OrderTerms; seconds: number; renews?: Order },
): Promise<boolean> {
  const { config, t, locale, what, market, terms, seconds, renews } = options;
  const token = market.collateral;
  const relay = required(config);
  return saying({ what, token }, async () => {
    const { client, wallet } = await clientsOf(config);
    const maker = wallet.account?.address as Address;
    const [open, { start, expiry }] = await Promise.all([getOwnOrders(client, { relay, maker }), orderTimes(client, seconds)]);
    await placeOrder(client, wallet, {
      terms: { ...terms, start: Math.max(start, renews?.expiry ?? 0), expiry: Math.min(expiry, market.closesAt) },
      relay,
      markets: config.deployment.contracts.Markets,
      token,
      open,
      ...(renews && { renews }),
      onStage: ({ kind, step, steps, allowance = 0n, hash }) => {
        const amount = terms.sell
          ? t("order.amount", { amount: quantity(allowance, token.decimals, locale), position: positionText(terms.positionId, market, t) })
          : money(allowance, token, locale);
        const said = t(kind === "approve" && allowance === 0n ? "order.reset" : `order.${kind}`, { what, amount });
        const about = steps > 1 ? `${said} (${t("trade.steps", { step, steps })})` : said;
        transactions.set(hash ? { stage: "pending", what: about, hash } : { stage: "signing", what: about });
      },
    });
    return t("order.placed", { what });
  });
}

/** Cancels orders on the chain with the connected wallet, in one transaction, and says what was filled before it. */
export async function cancelLimit(
  options: Saying & { orders: readonly RestingOrder[]; market: Market; nameOf: (order: Order) => string },
): Promise<boolean> {
  const { config, t, locale, orders, market, nameOf } = options;
  const what = orders.map(({ order }) => nameOf(order)).join("; ");
  const about = t("order.cancelling", { what });
  return saying({ what: about, token: market.collateral }, async () => {
    const { client, wallet } = await clientsOf(config);
    const { cancelled } = await cancelOrders(client, wallet, {
      orders: required(config).orders,
      cancelled: orders.map(({ order }) => order),
      onHash: (hash) => transactions.set({ stage: "pending", what: about, hash }),
    });
    return cancelled
      .map(({ order, filled }) => {
        const said = { what: nameOf(order), filled: quantity(filled, market.collateral.decimals, locale) };
        return t(filled > 0n ? "order.cancelled.filled" : "order.cancelled", said);
      })
      .join("; ");
  });
}

function required(config: ChainConfig) {
  const relay = relayOf(config);
  if (!relay) throw new Error("no page offers limit orders without a relay");
  return relay;
}

/** Keeps the page's one transaction told of what becomes of it. One at a time. */
async function saying({ what, token }: { what: string; token: Token }, act: () => Promise<string>): Promise<boolean> {
  if (transactions.isBusy()) return false;
  transactions.set({ stage: "signing", what });
  try {
    transactions.set({ stage: "done", what: await act() });
    return true;
  } catch (error) {
    const { message, remedy } = errorText(error, { token });
    transactions.set({ stage: "failed", what, error: `${message} ${remedy}` });
    return false;
  } finally {
    for (const key of ["orders", "book"]) void queriesOfPage().invalidateQueries({ queryKey: [key] });
    void readAnew();
  }
}
