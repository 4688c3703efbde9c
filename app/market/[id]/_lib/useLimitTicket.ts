"use client";

import { useSyncExternalStore } from "react";
import { givenBy, sumAtRisk } from "../../../../sdk/orders/sumAtRisk.ts";
import { useChainConfig } from "../../../_components/Providers.tsx";
import { useTexts } from "../../../_components/TextsProvider.tsx";
import { limitText, quantity } from "../../../_lib/format.ts";
import { type LimitReason, limitButton } from "../../../_lib/limitButton.ts";
import { prepareWallet } from "../../../_lib/prepareWallet.ts";
import { transactions } from "../../../_lib/transactions.ts";
import { useAccount } from "../../../_lib/useAccount.ts";
import { useHasCome, useNow } from "../../../_lib/useChain.ts";
import { useMoney } from "../../../_lib/useMoney.ts";
import { useBook, useOpenOrders } from "../../../_lib/useOrders.ts";
import { firstLimit, type LimitPlan, makersOf, planLimit } from "./planLimit.ts";
import { SPANS } from "./ticketState.ts";
import type { Ticket } from "./useTicket.ts";

export interface LimitTicket {
  found: LimitPlan;
  priceText: string;
  /** When it ends, Unix seconds; null until the page runs in a browser. */
  expiry: number | null;
  /** What all open purchases of this market can cost, this one included; undefined where it is the only one. */
  atRisk: bigint | undefined;
  button: { reason: LimitReason; enabled: boolean; text: string };
  submit: () => Promise<void>;
}

/** What a limit order's own fields say; direction, position and amount are the ticket's. */
export function useLimitTicket(ticket: Ticket): LimitTicket {
  const { t, locale } = useTexts();
  const config = useChainConfig();
  const connection = useAccount();
  const show = useMoney();
  const now = useNow();
  const { market, state, dispatch, available, reading, position } = ticket;
  const { op, outcome, side, span } = state;
  const { collateral: token } = market;
  const { book } = useBook(market.id, { outcome, side });
  const { orders: own = [] } = useOpenOrders();
  const transaction = useSyncExternalStore(transactions.subscribe, transactions.get, transactions.getOnServer);
  const isPast = useHasCome(market.closesAt);

  const priceText = state.limitText ?? firstLimit(market, state);
  const expiry = now === null ? null : Math.min(now + SPANS[span], market.closesAt);
  const found = planLimit(
    market,
    { ...state, priceText, start: now ?? 0, expiry: expiry ?? 1 },
    { reading, makers: book ? makersOf(book, { market, outcome, side, own }) : [] },
  );
  const purchases = own.filter(({ order }) => !order.sell);
  const next = op === "buy" ? (found.plan?.total ?? 0n) : 0n;
  const atRisk = purchases.length > 0 ? sumAtRisk(purchases) + next : undefined;

  const status = isPast && market.status === "Open" ? "Closed" : market.status;
  const isBusy = transaction?.stage === "signing" || transaction?.stage === "pending";
  const { reason, enabled } = limitButton({
    connected: connection.isConnected,
    rightChain: connection.chainId === config.chainId,
    status,
    ...found,
    isUnconfirmed: ticket.isUnknown && !ticket.isConfirmed,
    ...(available !== undefined && connection.isConnected && { balance: available }),
    stage: isBusy ? (transaction.stage as "signing" | "pending") : state.isDone ? "done" : "idle",
  });
  const amountOf = (amount: bigint | undefined) => (amount === undefined ? "…" : quantity(amount, token.decimals, locale));
  const priced = found.price === undefined ? "" : limitText(found.price, locale);
  const given = found.plan && givenBy(found.plan.terms, found.plan.terms.amount);
  const text = t(textKey(reason, op), {
    position,
    status: t(`status.${status}`).toLowerCase(),
    symbol: op === "buy" ? token.symbol : position,
    have: amountOf(available),
    need: amountOf(found.amount),
    price: priced,
    amount: given === undefined ? "" : op === "buy" ? show(given, token) : amountOf(given),
  });

  const submit = async () => {
    if (!enabled) return;
    if (await prepareWallet(reason, config)) return;
    if (reason === "done") return dispatch({ type: "again" });
    const { plan } = found;
    if (!plan) return;
    const amount = t("order.amount", { amount: amountOf(plan.terms.amount), position });
    const what = t(`order.${op}`, { position: amount, price: priced });
    const { placeLimit } = await import("../../../_lib/limitOrders.ts");
    const isPlaced = await placeLimit({ config, t, locale, what, market, terms: plan.terms, seconds: SPANS[span] });
    if (isPlaced) dispatch({ type: "traded" });
  };
  return { found, priceText, expiry, atRisk, button: { reason, enabled, text }, submit };
}

/** What the market's ticket says as well is said in the same words. */
function textKey(reason: LimitReason, op: "buy" | "sell") {
  switch (reason) {
    case "place":
      return `order.button.${op}` as const;
    case "invalidPrice":
    case "enterPrice":
    case "tooSmall":
    case "done":
      return `order.button.${reason}` as const;
    default:
      return `button.${reason}` as const;
  }
}
