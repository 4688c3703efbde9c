"use client";

import { useId } from "react";
import { useChainConfig } from "../../../_components/Providers.tsx";
import { useTexts } from "../../../_components/TextsProvider.tsx";
import { quantity } from "../../../_lib/format.ts";
import { isDollar } from "../../../_lib/isDollar.ts";
import { useMoney } from "../../../_lib/useMoney.ts";
import { Button } from "../../../_ui/Button.tsx";
import { typed } from "../_lib/ticketState.ts";
import type { Ticket } from "../_lib/useTicket.ts";

const PRESETS = [10, 50, 100];
const PARTS = [25, 50, 100];

/** How much, with what is wrong about it beside it. */
export function TicketAmount({ ticket: { market, state, dispatch, plan, reading, available, largest } }: { ticket: Ticket }) {
  const { t, locale } = useTexts();
  const money = useMoney();
  const { collaterals } = useChainConfig().deployment;
  const id = useId();
  const { address, symbol, decimals } = market.collateral;
  const isBuy = state.op === "buy";
  // the sign stands before the number, as in every other amount of dollars; whoever types it sees it once
  const inDollars = isBuy && isDollar(address, collaterals);
  const hasSign = inDollars && !state.amountText.includes("$");
  const error = plan.amountError ?? plan.quoteError;
  const set = (amount: bigint) => dispatch({ type: "amount", text: typed(amount, decimals, reading) });
  return (
    <div className="grid gap-2">
      <div className="flex items-baseline justify-between gap-2 text-sm">
        <label htmlFor={id} className="font-medium">
          {t("trade.amount")}
        </label>
        {available !== undefined && (
          <span className="text-soft tabular-nums">
            {t(isBuy ? "trade.balance" : "trade.held", {
              amount: isBuy ? money(available, market.collateral) : quantity(available, decimals, locale),
            })}
          </span>
        )}
      </div>
      <div className="relative">
        {hasSign && (
          <span aria-hidden className="ticket-sign">
            $
          </span>
        )}
        <input
          id={id}
          className={`field ticket-amount ${hasSign ? "ticket-amount-signed" : ""}`}
          inputMode="decimal"
          autoComplete="off"
          placeholder="0"
          aria-invalid={error !== undefined}
          aria-describedby={error ? `${id}-error` : undefined}
          value={state.amountText}
          onChange={(event) => dispatch({ type: "amount", text: event.target.value })}
        />
        {!inDollars && (
          <span aria-hidden className="pointer-events-none absolute inset-y-0 right-3 flex items-center text-sm text-soft">
            {isBuy ? symbol : t("trade.shares")}
          </span>
        )}
      </div>
      {error && (
        <p id={`${id}-error`} className="text-sm text-bad" style={{ overflowWrap: "anywhere" }}>
          {error}
        </p>
      )}
      <div className="grid grid-cols-4 gap-1.5">
        {isBuy
          ? PRESETS.map((preset) => (
              <Button
                key={preset}
                size="small"
                className="px-1!"
                onClick={() => dispatch({ type: "add", amount: BigInt(preset) * 10n ** BigInt(decimals), decimals, reading })}
              >
                +{inDollars && "$"}
                {preset}
              </Button>
            ))
          : PARTS.map((part) => (
              <Button
                key={part}
                size="small"
                className="px-1!"
                disabled={largest === undefined}
                onClick={() => largest !== undefined && set((largest * BigInt(part)) / 100n)}
              >
                {part}%
              </Button>
            ))}
        {isBuy && (
          <Button size="small" className="px-1!" disabled={largest === undefined} onClick={() => largest !== undefined && set(largest)}>
            {t("trade.max")}
          </Button>
        )}
      </div>
    </div>
  );
}
