"use client";

import Link from "next/link";
import type { Market } from "../../sdk/types.ts";
import { clean, compact, percent } from "../_lib/format.ts";
import { outcomeColor } from "../_lib/outcomeColor.ts";
import { MarketStatus } from "./MarketStatus.tsx";
import { useTexts } from "./Providers.tsx";

const SHOWN = 3;

export function MarketCard({ market, volume }: { market: Market; volume?: bigint }) {
  const { t, locale } = useTexts();
  const { metadata, outcomes, prices, collateral, payouts } = market;
  const order = outcomes.map((_, index) => index).sort((a, b) => Number(share(market, b) - share(market, a)));
  const shown = outcomes.length === 2 ? [0, 1] : order.slice(0, SHOWN);
  return (
    <li className="card relative flex flex-col gap-4 p-5 transition-transform hover:-translate-y-0.5">
      <div className="flex items-center gap-2">
        <span className="chip">{clean(metadata.category)}</span>
        <MarketStatus market={market} />
      </div>
      <h2 className="text-lg">
        <Link href={`/market/${market.id}`} className="after:absolute after:inset-0">
          <bdi>{clean(metadata.question)}</bdi>
        </Link>
      </h2>
      <ul className="mt-auto grid gap-2.5">
        {shown.map((index) => (
          <li key={index} className="grid gap-1" style={{ "--c": outcomeColor(index) } as React.CSSProperties}>
            <div className="flex items-baseline justify-between gap-3">
              <bdi className="truncate">{clean(outcomes[index])}</bdi>
              <span className="font-semibold tabular-nums">{percent(share(market, index), locale)}</span>
            </div>
            <div className="bar">
              <span style={{ width: `${Number(share(market, index)) / 1e16}%` }} />
            </div>
          </li>
        ))}
      </ul>
      <p className="note flex justify-between gap-3">
        <span>
          {volume !== undefined && volume > 0n
            ? t("list.volume", { amount: compact(volume, collateral, locale) })
            : t("status.liquidity", { amount: compact(market.liquidity, collateral, locale) })}
        </span>
        {outcomes.length > shown.length && payouts.length === 0 && prices.length > 0 && (
          <span>{t("list.more", { count: outcomes.length - shown.length })}</span>
        )}
      </p>
    </li>
  );
}

/** The price, or once final the payout, scaled by 1e18. */
function share({ payouts, payoutDenominator, prices }: Market, index: number): bigint {
  return payouts.length > 0 ? ((payouts[index] ?? 0n) * 10n ** 18n) / payoutDenominator : (prices[index] ?? 0n);
}
