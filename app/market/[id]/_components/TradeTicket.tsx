"use client";

import { X } from "lucide-react";
import { type FormEvent, useState, useSyncExternalStore } from "react";
import { useConnection, useSwitchChain } from "wagmi";
import { formatAmount } from "../../../../sdk/formatAmount.ts";
import { maxTrade } from "../../../../sdk/maxTrade.ts";
import { routePosition } from "../../../../sdk/positionId.ts";
import type { Market, Side } from "../../../../sdk/types.ts";
import { useChainConfig, useTexts } from "../../../_components/Providers.tsx";
import { clean, money, percent, quantity, relative } from "../../../_lib/format.ts";
import { outcomeColor } from "../../../_lib/outcomeColor.ts";
import { tradeButton } from "../../../_lib/tradeButton.ts";
import { transactions } from "../../../_lib/transactions.ts";
import { useHoldings, useNow, useTokenBalance } from "../../../_lib/useChain.ts";
import { useSend } from "../../../_lib/useSend.ts";
import { planTicket, type TicketInput } from "../_lib/planTicket.ts";
import { QuoteLines } from "./QuoteLines.tsx";

const PRESETS = [10, 50, 100, 500];
const AUTOMATIC_TOLERANCE = "1";

interface Props {
  market: Market;
  choice: { outcome: number; side: Side };
  onChoice: (choice: { outcome: number; side: Side }) => void;
  /** On a phone the ticket is a sheet that comes up from below. */
  sheet: boolean;
  onSheet: (open: boolean) => void;
}

export function TradeTicket({ market, choice, onChoice, sheet, onSheet }: Props) {
  const { t, locale } = useTexts();
  const { chainId } = useChainConfig();
  const connection = useConnection();
  const switchChain = useSwitchChain();
  const send = useSend();
  const now = useNow();
  const [op, setOp] = useState<"buy" | "sell">("buy");
  const [mode, setMode] = useState<"amount" | "price">("amount");
  const [amountText, setAmountText] = useState("");
  const [priceText, setPriceText] = useState("");
  const [tolerance, setTolerance] = useState("");
  const [confirmation, setConfirmation] = useState("");
  const [isDone, setDone] = useState(false);
  const transaction = useSyncExternalStore(transactions.subscribe, transactions.get, transactions.getOnServer);

  const { collateral: token, outcomes } = market;
  const side = choice.side;
  const outcome = clean(outcomes[choice.outcome] ?? "");
  const position = side === "no" ? t("trade.noOn", { outcome }) : outcome;
  const balance = useTokenBalance(token.address);
  const holdings = useHoldings(connection.address, [market]);
  const held = holdings && heldOf(holdings, market, choice);
  const available = op === "buy" ? balance : held;
  const hasSides = !(outcomes.length === 2 && outcomes.some((name) => /^(yes|no)$/i.test(name.trim())));

  const input: TicketInput = {
    op,
    side,
    outcome: choice.outcome,
    mode,
    amountText,
    priceText,
    tolerance: tolerance || AUTOMATIC_TOLERANCE,
  };
  const plan = planTicket(market, input);
  const word = t("trade.impact.word");
  const button = tradeButton({
    connected: connection.isConnected,
    rightChain: connection.chainId === chainId,
    status: now !== null && now >= market.closesAt && market.status === "Open" ? "Closed" : market.status,
    ...(plan.amount !== undefined && { amount: plan.amount, needed: plan.amount }),
    ...(plan.amountError && { amountError: plan.amountError }),
    ...(plan.quoteError && { quoteError: plan.quoteError }),
    ...(available !== undefined && connection.isConnected && { balance: available }),
    impactConfirmed: plan.quote?.impact.level !== "extreme" || confirmation.trim().toLowerCase() === word,
    stage: transaction?.stage === "signing" || transaction?.stage === "pending" ? transaction.stage : isDone ? "done" : "idle",
  });

  const unit = op === "buy" ? token : { ...token, symbol: position };
  const show = (amount: bigint | undefined) => (amount === undefined ? "…" : money(amount, unit, locale));
  const text = t(`button.${button.reason}`, {
    status: t(`status.${market.status === "Open" ? "Closed" : market.status}`).toLowerCase(),
    error: plan.amountError ?? plan.quoteError ?? "",
    symbol: unit.symbol,
    have: available === undefined ? "…" : quantity(available, token.decimals, locale),
    need: plan.amount === undefined ? "…" : quantity(plan.amount, token.decimals, locale),
    what: t(op === "buy" ? "button.buy" : "button.sell"),
  });

  /** All that there is, or as much of it as the contract trades at once. */
  const largest = (amount: bigint) => {
    const routed = routePosition({ outcome: choice.outcome, side, outcomeCount: market.outcomeCount });
    const { liquidity, rhos, feeRate } = market;
    const allowed = maxTrade({ op, side: routed.side, liquidity, rho: rhos[routed.outcome] ?? 0n, feeRate });
    return amount < allowed ? amount : allowed;
  };

  const change = (update: () => void) => {
    setDone(false);
    update();
  };

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!button.enabled) return;
    if (button.reason === "connect") return document.getElementById("connect-wallet")?.click();
    if (button.reason === "wrongChain") return switchChain.mutate({ chainId });
    if (button.reason === "done") return setDone(false);
    if (!plan.quote) return;
    const what = `${t(op === "buy" ? "trade.buy" : "trade.sell")} ${position}`;
    if (!(await send(what, plan.quote))) return;
    setAmountText("");
    setPriceText("");
    setConfirmation("");
    setDone(true);
  };

  return (
    <>
      <div className="lg:hidden fixed inset-x-0 bottom-0 z-20 border-t border-line bg-card p-3">
        <button type="button" className="btn btn-primary w-full" aria-expanded={sheet} onClick={() => onSheet(true)}>
          {t("trade.title")}
        </button>
      </div>
      {sheet && (
        <button
          type="button"
          aria-label={t("trade.close")}
          className="lg:hidden fixed inset-0 z-20 bg-black/40"
          onClick={() => onSheet(false)}
        />
      )}
      <aside
        className={`card panel lg:sticky lg:top-20 max-lg:fixed max-lg:inset-x-0 max-lg:bottom-0 max-lg:z-30 max-lg:max-h-[92dvh] max-lg:overflow-y-auto max-lg:rounded-b-none ${sheet ? "" : "max-lg:hidden"}`}
      >
        <form aria-label={t("trade.title")} className="grid gap-4" onSubmit={submit}>
          <div className="flex items-center justify-between">
            <h2 className="text-lg">{t("trade.title")}</h2>
            <button
              type="button"
              className="btn btn-quiet btn-small lg:hidden"
              aria-label={t("trade.close")}
              onClick={() => onSheet(false)}
            >
              <X size={18} aria-hidden />
            </button>
          </div>

          <Segmented
            legend={t("trade.direction")}
            name="op"
            value={op}
            options={[
              ["buy", t("trade.buy")],
              ["sell", t("trade.sell")],
            ]}
            onChange={(value) => change(() => setOp(value))}
          />

          <fieldset className="grid gap-2">
            <legend className="label">{t("trade.outcome")}</legend>
            <div
              className={
                outcomes.length > 6
                  ? "grid gap-1.5 max-h-56 overflow-y-auto p-0.5"
                  : outcomes.length === 2
                    ? "grid grid-cols-2 gap-2"
                    : "grid gap-1.5"
              }
            >
              {outcomes.map((name, index) => (
                <label key={index} className="choice" style={{ "--c": outcomeColor(index) } as React.CSSProperties}>
                  <input
                    type="radio"
                    name="outcome"
                    aria-label={clean(name)}
                    checked={choice.outcome === index}
                    onChange={() => change(() => onChoice({ outcome: index, side: hasSides ? side : "yes" }))}
                  />
                  <span className="dot" aria-hidden />
                  <bdi className="flex-1 min-w-0 truncate">{clean(name)}</bdi>
                  <span className="tabular-nums text-soft">{percent(market.prices[index] ?? 0n, locale)}</span>
                </label>
              ))}
            </div>
          </fieldset>

          {hasSides && (
            <Segmented
              legend={t("trade.side")}
              name="side"
              value={side}
              options={[
                ["yes", t("trade.yes")],
                ["no", t("trade.no")],
              ]}
              onChange={(value) => change(() => onChoice({ ...choice, side: value }))}
            />
          )}

          <div className="grid gap-2">
            <div className="flex items-baseline justify-between gap-2">
              <label className="label !mb-0" htmlFor={mode === "amount" ? "amount" : "target"}>
                {mode === "amount" ? t("trade.amount") : t("trade.target")}{" "}
                <span aria-hidden>
                  {mode === "amount" ? t(`trade.amountIn.${op === "buy" ? "collateral" : "positions"}`, { symbol: token.symbol }) : "%"}
                </span>
              </label>
              <button
                type="button"
                className="text-sm text-accent underline min-h-6"
                onClick={() => change(() => setMode(mode === "amount" ? "price" : "amount"))}
              >
                {mode === "amount" ? t("trade.until") : t("trade.byAmount")}
              </button>
            </div>
            {mode === "amount" ? (
              <input
                id="amount"
                aria-label={t("trade.amount")}
                className="field text-xl tabular-nums"
                inputMode="decimal"
                autoComplete="off"
                placeholder="0.00"
                aria-invalid={plan.amountError !== undefined}
                value={amountText}
                onChange={(event) => change(() => setAmountText(event.target.value))}
              />
            ) : (
              <input
                id="target"
                aria-label={t("trade.target")}
                className="field text-xl tabular-nums"
                inputMode="decimal"
                autoComplete="off"
                placeholder={percent(
                  side === "yes" ? (market.prices[choice.outcome] ?? 0n) : 10n ** 18n - (market.prices[choice.outcome] ?? 0n),
                  locale,
                  1,
                )}
                aria-invalid={plan.amountError !== undefined}
                value={priceText}
                onChange={(event) => change(() => setPriceText(event.target.value))}
              />
            )}
            <div className="flex flex-wrap items-center gap-1.5">
              {mode === "amount" &&
                op === "buy" &&
                PRESETS.map((preset) => (
                  <button
                    key={preset}
                    type="button"
                    className="btn btn-small !px-2.5"
                    onClick={() => change(() => setAmountText(String(preset)))}
                  >
                    {preset}
                  </button>
                ))}
              {mode === "amount" && available !== undefined && (
                <button
                  type="button"
                  className="btn btn-small !px-2.5"
                  onClick={() => change(() => setAmountText(formatAmount(largest(available), token.decimals, { minDigits: 0 })))}
                >
                  {t("trade.max")}
                </button>
              )}
              {available !== undefined && (
                <span className="note ml-auto">
                  {t(op === "buy" ? "trade.balance" : "trade.held", {
                    amount: op === "buy" ? show(available) : quantity(available, token.decimals, locale),
                  })}
                </span>
              )}
            </div>
          </div>

          <div role="status" aria-label={t("trade.quote")}>
            {plan.quote ? (
              <QuoteLines market={market} quote={plan.quote} op={op} position={position} />
            ) : (
              <p className="note">{t("trade.empty")}</p>
            )}
          </div>

          {plan.quote?.impact.level === "extreme" && (
            <label className="grid gap-1 rounded-xl bg-warn-bg p-3 text-warn text-sm">
              {t("trade.impact.type", { points: plan.quote.impact.points.toFixed(1), word })}
              <input className="field" autoComplete="off" value={confirmation} onChange={(event) => setConfirmation(event.target.value)} />
            </label>
          )}

          <button type="submit" className="btn btn-primary w-full" disabled={!button.enabled} data-reason={button.reason}>
            {text}
          </button>

          <label className="flex items-center justify-between gap-3 note">
            {t("trade.tolerance")} {tolerance ? "" : t("trade.tolerance.auto", { percent: AUTOMATIC_TOLERANCE })}
            <input
              className="field !w-20 !min-h-9 text-right"
              aria-label={`${t("trade.tolerance")}: ${t("trade.tolerance.own")}`}
              inputMode="decimal"
              autoComplete="off"
              placeholder={`${AUTOMATIC_TOLERANCE}%`}
              value={tolerance}
              onChange={(event) => setTolerance(event.target.value.replace("%", ""))}
            />
          </label>
          {market.status === "Open" && now !== null && (
            <p className="note">
              {t("trade.decides", {
                time: relative(market.closesAt, now, locale),
                who: t(`resolution.who.${market.resolverKind}`, { count: "" }),
              })}
            </p>
          )}
        </form>
      </aside>
    </>
  );
}

function Segmented<Value extends string>({
  legend,
  name,
  value,
  options,
  onChange,
}: {
  legend: string;
  name: string;
  value: Value;
  options: [Value, string][];
  onChange: (value: Value) => void;
}) {
  return (
    <fieldset>
      <legend className="sr-only">{legend}</legend>
      <div className="segmented">
        {options.map(([key, text]) => (
          <label key={key}>
            <input type="radio" name={name} checked={value === key} onChange={() => onChange(key)} />
            {text}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** What the account holds of the position in the ticket. */
function heldOf(
  holdings: { kind: string; outcome: number; amount: bigint }[],
  market: Market,
  choice: { outcome: number; side: Side },
): bigint {
  const { outcome, side } = routePosition({ ...choice, outcomeCount: market.outcomeCount });
  return holdings.find((holding) => holding.kind === side && holding.outcome === outcome)?.amount ?? 0n;
}
