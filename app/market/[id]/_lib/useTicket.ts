"use client";

import { type Dispatch, type FormEvent, useReducer, useState, useSyncExternalStore } from "react";
import type { Reading } from "../../../../sdk/numbers/readNumber.ts";
import { routePosition } from "../../../../sdk/positionId.ts";
import type { Market, Side } from "../../../../sdk/types.ts";
import { useChainConfig } from "../../../_components/Providers.tsx";
import { useTexts } from "../../../_components/TextsProvider.tsx";
import { clean, percent, quantity } from "../../../_lib/format.ts";
import { prepareWallet } from "../../../_lib/prepareWallet.ts";
import { type Confirmation, type TradeReason, tradeButton } from "../../../_lib/tradeButton.ts";
import { transactions } from "../../../_lib/transactions.ts";
import { unitsOf } from "../../../_lib/unitsOf.ts";
import { useAccount } from "../../../_lib/useAccount.ts";
import { useHasCome, useHoldings, useTokenBalance } from "../../../_lib/useChain.ts";
import { useMoney } from "../../../_lib/useMoney.ts";
import { useSend } from "../../../_lib/useSend.ts";
import { confirms } from "./confirms.ts";
import type { EstimatedTrade } from "./estimateTrade.ts";
import type { TicketPlan, TicketQuote } from "./planTicket.ts";
import { openTicket, reduceTicket, type TicketAction, type TicketState } from "./ticketState.ts";
import { usePricing } from "./usePricing.ts";

export interface Ticket {
  market: Market;
  state: TicketState;
  dispatch: Dispatch<TicketAction>;
  plan: TicketPlan;
  /** Nobody vouches for the market, and this is a purchase. */
  isUnknown: boolean;
  /** The word that confirms was typed. */
  isConfirmed: boolean;
  button: { reason: TradeReason; enabled: boolean; text: string };
  /** Of what is paid with; undefined until somebody is connected and it is read. */
  available?: bigint;
  /** All of it, or as much as the contract trades at once. */
  largest?: bigint;
  /** The purchase that moves the price to so many percent; undefined until it can be computed. */
  estimate: (percent: number) => EstimatedTrade | undefined;
  /** How amounts of what is paid with are written. */
  reading: Reading;
  /** What is traded, by name. */
  position: string;
  submit: (event: FormEvent) => Promise<void>;
}

/** The state of the one ticket of a page, wherever it is drawn. */
export function useTicket(
  market: Market,
  choice: { op?: TicketState["op"]; outcome: number; side: Side },
  { isVouched }: { isVouched: boolean },
): Ticket {
  const { t, locale } = useTexts();
  const config = useChainConfig();
  const connection = useAccount();
  const send = useSend();
  const isPast = useHasCome(market.closesAt);
  const show = useMoney();
  const [state, dispatch] = useReducer(reduceTicket, choice, openTicket);
  const [read, setRead] = useState<{ key: string; quote?: TicketQuote }>({ key: "" });
  const transaction = useSyncExternalStore(transactions.subscribe, transactions.get, transactions.getOnServer);

  const { op, outcome, side } = state;
  const { collateral: token } = market;
  const name = clean(market.outcomes[outcome] ?? "");
  const position = side === "no" ? t("trade.noOn", { outcome: name }) : name;
  const balance = useTokenBalance(token.address);
  const holdings = useHoldings(connection.address, market);
  const routed = routePosition({ outcome, side, outcomeCount: market.outcomeCount });
  const held = holdings && (holdings.find(({ kind, outcome: of }) => kind === routed.side && of === routed.outcome)?.amount ?? 0n);
  const available = op === "buy" ? balance : held;

  // positions are of no unit that could be typed
  const reading = { locale, units: op === "buy" ? unitsOf(token, config.deployment) : [] };
  const pricing = usePricing();
  const plan = pricing?.planTicket(market, state, reading) ?? {};
  // what stood on the screen when the trade was described is what is agreed to
  const key = [op, outcome, side, state.amountText, state.tolerance].join();
  if (read.key !== key) setRead({ key, ...(plan.quote && { quote: plan.quote }) });

  const isUnknown = op === "buy" && !isVouched;
  const isConfirmed = confirms(state.confirmation, t);
  const unconfirmed: Confirmation | undefined = isConfirmed
    ? undefined
    : isUnknown
      ? "unknown"
      : plan.quote?.impact.level === "extreme"
        ? "impact"
        : undefined;
  const hasEnded = isPast && market.status === "Open";
  const status = hasEnded ? "Closed" : market.status;
  const isBusy = transaction?.stage === "signing" || transaction?.stage === "pending";
  const { reason, enabled } = tradeButton({
    connected: connection.isConnected,
    rightChain: connection.chainId === config.chainId,
    status,
    ...(plan.amount !== undefined && { amount: plan.amount, needed: plan.amount }),
    ...(plan.amountError && { amountError: plan.amountError }),
    ...(plan.toleranceError && { toleranceError: plan.toleranceError }),
    ...(plan.quoteError && { quoteError: plan.quoteError }),
    ...(available !== undefined && connection.isConnected && { balance: available }),
    isWorse: read.key === key && pricing?.isWorse(read.quote, plan.quote) === true,
    ...(unconfirmed && { unconfirmed }),
    stage: isBusy ? (transaction.stage as "signing" | "pending") : state.isDone ? "done" : "idle",
  });
  const amountOf = (amount: bigint | undefined) => (amount === undefined ? "…" : quantity(amount, token.decimals, locale));
  const got = plan.quote && (op === "buy" ? plan.quote.positions : plan.quote.collateral);
  const text = t(reason === "trade" ? `button.${op}` : `button.${reason}`, {
    position,
    status: t(`status.${status}`).toLowerCase(),
    symbol: op === "buy" ? token.symbol : position,
    have: amountOf(available),
    need: amountOf(plan.amount),
    amount: plan.amount === undefined ? "" : op === "buy" ? show(plan.amount, token) : amountOf(plan.amount),
    now: amountOf(got),
  });

  let largest: bigint | undefined;
  if (available !== undefined && pricing) {
    const allowed = pricing.maxTrade({
      op,
      side: routed.side,
      liquidity: market.liquidity,
      rho: market.rhos[routed.outcome] ?? 0n,
      feeRate: market.feeRate,
    });
    largest = available < allowed ? available : allowed;
  }

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!enabled) return;
    if (await prepareWallet(reason, config)) return;
    if (reason === "done") return dispatch({ type: "again" });
    const { quote } = plan;
    if (!quote) return;
    if (reason === "worse") return setRead({ key, quote });
    const what = t(op === "buy" ? "trade.bought" : "trade.sold", {
      amount: quantity(quote.positions, token.decimals, locale),
      position,
      price: percent(quote.averagePrice, locale, 1),
      money: show(quote.collateral, token),
    });
    const planned = async () => (await import("../../../../sdk/planTrade.ts")).planQuote(market, quote);
    const became = await send(what, planned);
    if (became === "done") dispatch({ type: "traded" });
    if (became === "waiting") dispatch({ type: "amount", text: "" });
  };

  return {
    market,
    state,
    dispatch,
    plan,
    isUnknown,
    isConfirmed,
    button: { reason, enabled, text },
    position,
    reading,
    estimate: (percent) => pricing?.estimateTrade(market, { outcome, percent, ...(largest !== undefined && { available: largest }) }),
    submit,
    ...(available !== undefined && { available }),
    ...(largest !== undefined && { largest }),
  };
}
