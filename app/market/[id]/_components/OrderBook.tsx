"use client";

import { useState } from "react";
import type { LevelJson } from "../../../../sdk/orders/relay.ts";
import { parseAmount } from "../../../../sdk/parseAmount.ts";
import type { Market } from "../../../../sdk/types.ts";
import { useTexts } from "../../../_components/TextsProvider.tsx";
import { clean, limitText, percent, quantity } from "../../../_lib/format.ts";
import { leadingOutcome } from "../../../_lib/leadingOutcome.ts";
import { useBook } from "../../../_lib/useOrders.ts";

/** What others offer and want at each price, and what the pool gives up to it: one ladder. */
export function OrderBook({ market }: { market: Market }) {
  const { t, locale } = useTexts();
  const { outcomes, prices, collateral } = market;
  const [outcome, setOutcome] = useState(() => leadingOutcome({ outcomes, shares: prices }));
  const { book, failed } = useBook(market.id, { outcome, side: "yes" });
  const name = clean(outcomes[outcome] ?? "");
  const rows = book && { asks: [...book.asks].reverse(), bids: book.bids };
  const most = Math.max(1, ...[...(book?.asks ?? []), ...(book?.bids ?? [])].map(sizeOf));
  const levels = (side: "asks" | "bids") =>
    rows?.[side].map((level) => {
      const { price, orders, pool } = level;
      const amount = (base: string) => (base === "0" ? "" : quantity(BigInt(base), collateral.decimals, locale));
      return (
        <tr key={`${side} ${price}`}>
          <th scope="row" className={`tabular-nums ${side === "asks" ? "text-bad" : "text-good"}`}>
            {limitText(parseAmount(price, 18), locale, 1)}
          </th>
          <td className="num">{amount(orders.base)}</td>
          <td className="num text-soft">{amount(pool.base)}</td>
          <td className="w-1/3 max-sm:hidden">
            <span aria-hidden className="bar block">
              <span style={{ width: `${(sizeOf(level) / most) * 100}%` }} />
            </span>
          </td>
        </tr>
      );
    });
  return (
    <div className="grid gap-3">
      {outcomes.length > 1 && (
        <label className="flex items-center gap-2 text-sm">
          <span className="text-soft">{t("trade.outcome")}</span>
          <select className="field field-small" value={outcome} onChange={(event) => setOutcome(Number(event.target.value))}>
            {outcomes.map((each, index) => (
              <option key={index} value={index}>
                {clean(each)}
              </option>
            ))}
          </select>
        </label>
      )}
      {failed && !book && <p className="note">{t("order.book.down")}</p>}
      {!failed && !book && <p className="note">{t("order.loading")}</p>}
      {rows && rows.asks.length + rows.bids.length === 0 && <p className="note">{t("order.book.empty")}</p>}
      {rows && rows.asks.length + rows.bids.length > 0 && (
        <table className="table" aria-label={t("order.book.of", { position: name })}>
          <thead>
            <tr>
              <th scope="col">{t("order.book.price")}</th>
              <th scope="col" className="num">
                {t("order.book.orders")}
              </th>
              <th scope="col" className="num">
                {t("order.book.pool")}
              </th>
              <th className="max-sm:hidden" aria-hidden />
            </tr>
          </thead>
          <tbody aria-label={t("order.book.asks")}>{levels("asks")}</tbody>
          <tbody aria-label={t("order.book.bids")}>
            <tr>
              <td colSpan={4} className="font-semibold tabular-nums">
                {t("order.book.spread", { price: percent(prices[outcome] ?? 0n, locale, 1) })}
              </td>
            </tr>
            {levels("bids")}
          </tbody>
        </table>
      )}
    </div>
  );
}

/** For the length of a bar alone. */
function sizeOf({ orders, pool }: LevelJson): number {
  return Number(orders.base) + Number(pool.base);
}
