"use client";

import { useId } from "react";
import { WAD } from "../../../../sdk/wad.ts";
import { useTexts } from "../../../_components/TextsProvider.tsx";
import { percent } from "../../../_lib/format.ts";
import { numberFormat } from "../../../_lib/formatters.ts";
import { Button } from "../../../_ui/Button.tsx";
import type { LimitTicket } from "../_lib/useLimitTicket.ts";
import type { Ticket } from "../_lib/useTicket.ts";

/** Percentage points of one press. */
const STEP = 100n;
const TICKS = 10_000n;

/** The limit, with what is wrong about it beside it. */
export function LimitPrice({ ticket: { market, state, dispatch }, limit }: { ticket: Ticket; limit: LimitTicket }) {
  const { t, locale } = useTexts();
  const id = useId();
  const { price, priceError } = limit.found;
  const yes = market.prices[state.outcome] ?? 0n;
  const step = (by: bigint) => {
    const ticks = price === undefined ? TICKS / 2n : (price * TICKS) / WAD;
    const next = ticks + by < 1n ? 1n : ticks + by >= TICKS ? TICKS - 1n : ticks + by;
    dispatch({ type: "limit", text: numberFormat(locale, { useGrouping: false }).format(Number(next) / 100) });
  };
  return (
    <div className="grid gap-2">
      <div className="flex items-baseline justify-between gap-2 text-sm">
        <label htmlFor={id} className="font-medium">
          {t("order.price")}
        </label>
        <span className="text-soft tabular-nums">
          {t("order.price.now", { price: percent(state.side === "no" ? WAD - yes : yes, locale, 1) })}
        </span>
      </div>
      <div className="grid grid-cols-[auto_minmax(0,1fr)_auto] gap-1.5">
        <Button aria-label={t("order.price.down")} className="px-4!" onClick={() => step(-STEP)}>
          −
        </Button>
        <div className="relative">
          <input
            id={id}
            className="field text-center font-semibold tabular-nums"
            inputMode="decimal"
            autoComplete="off"
            aria-invalid={priceError !== undefined}
            aria-describedby={priceError ? `${id}-error` : undefined}
            value={limit.priceText}
            onChange={(event) => dispatch({ type: "limit", text: event.target.value })}
          />
          <span aria-hidden className="pointer-events-none absolute inset-y-0 right-3 flex items-center text-sm text-soft">
            %
          </span>
        </div>
        <Button aria-label={t("order.price.up")} className="px-4!" onClick={() => step(STEP)}>
          +
        </Button>
      </div>
      {priceError && (
        <p id={`${id}-error`} className="text-sm text-bad" style={{ overflowWrap: "anywhere" }}>
          {priceError}
        </p>
      )}
    </div>
  );
}
