"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { formatAmount } from "../../../../sdk/formatAmount.ts";
import { scalarValue } from "../../../../sdk/scalar.ts";
import { isFinal } from "../../../../sdk/status.ts";
import type { Market } from "../../../../sdk/types.ts";
import { Freshness } from "../../../_components/Freshness.tsx";
import { useChainConfig } from "../../../_components/Providers.tsx";
import { Star } from "../../../_components/Star.tsx";
import { useTexts } from "../../../_components/TextsProvider.tsx";
import type { Stale } from "../../../_lib/chainFailure.ts";
import { clean, compactAmount, inUnit, relative, utc } from "../../../_lib/format.ts";
import { leadingOutcome } from "../../../_lib/leadingOutcome.ts";
import { percents } from "../../../_lib/percents.ts";
import { signOf } from "../../../_lib/signOf.ts";
import { useNow } from "../../../_lib/useChain.ts";
import { Button } from "../../../_ui/Button.tsx";
import { Change } from "../../../_ui/Change.tsx";
import { Countdown } from "../../../_ui/Countdown.tsx";
import { Question } from "./Question.tsx";

// a page of an open market loads nothing for it
const Answer = dynamic(() => import("./Answer.tsx").then((module) => module.Answer));

const DAY = 86_400;

export interface MarketStats {
  volume: string | null;
  traders: number;
  changes: number[];
}

/** The question, and what people think of it now; once it is decided, the answer. */
export function MarketHead({ market, stats, stale }: { market: Market; stats: MarketStats | null; stale?: Stale | undefined }) {
  const { t, locale } = useTexts();
  const { metadata, outcomes, prices, status, collateral } = market;
  const leading = leadingOutcome({ outcomes, shares: prices });
  const name = clean(outcomes[leading] ?? "");
  const question = clean(metadata.question);
  const isPlain = outcomes.length === 2 && /^yes$/i.test(name);
  const final = isFinal(status);
  const { scalar } = metadata;
  const sign = signOf(collateral.address, useChainConfig().deployment, { symbol: collateral.symbol, known: true });
  return (
    <header className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <div className="flex items-center gap-2">
        <span className="note capitalize">{clean(metadata.category)}</span>
        <Freshness block={market.blockNumber} stale={stale} />
        <span className="ml-auto flex items-center gap-1">
          <Share question={question} />
          <Star id={String(market.id)} question={question} />
        </span>
      </div>
      <Question text={question} className={final ? "text-lg md:text-xl font-medium text-soft" : "text-[1.375rem] md:text-3xl"} />
      {final ? (
        <Answer market={market} />
      ) : (
        <p className="flex flex-wrap items-baseline gap-x-3">
          <span className="text-4xl font-semibold tracking-tight tabular-nums md:text-5xl">
            {scalar
              ? inUnit(scalarValue({ price: prices[0] ?? 0n, ...scalar }), clean(scalar.unit), locale)
              : percents(prices, locale)(leading)}
          </span>
          <span className="min-w-0 truncate text-lg text-soft">
            {scalar ? t("card.expected") : isPlain ? t("card.chance") : <bdi>{name}</bdi>}
          </span>
          {stats && !scalar && <Change points={stats.changes[leading] ?? 0} label={t("card.today")} locale={locale} />}
        </p>
      )}
      <p className="note flex flex-wrap gap-x-4 gap-y-1">
        {stats?.volume && <span>{t("card.volume", { amount: compactAmount(stats.volume, sign) })}</span>}
        {stats && stats.traders > 0 && <span>{t(stats.traders === 1 ? "card.trader" : "card.traders", { count: stats.traders })}</span>}
        <span>{t("status.liquidity", { amount: compactAmount(formatAmount(market.liquidity, collateral.decimals), sign) })}</span>
        <Closes market={market} />
      </p>
    </header>
  );
}

function Closes({ market: { status, closesAt, halted } }: { market: Market }) {
  const { t, locale, zone } = useTexts();
  const now = useNow();
  const when = now === null ? utc(closesAt, locale) : relative(closesAt, now, locale);
  const text =
    status === "Open"
      ? t(now !== null && now >= closesAt ? "status.closed" : "status.closes", { when })
      : status === "Closed"
        ? halted
          ? t("status.halted")
          : t("status.closed", { when })
        : t(`status.${status}`);
  const isLastDay = status === "Open" && now !== null && now < closesAt && closesAt - now < DAY;
  return (
    <span title={utc(closesAt, locale, zone)} className={isLastDay ? "font-medium text-warn" : ""}>
      {isLastDay ? (
        <>
          {t("status.closesIn")} <Countdown until={closesAt} />
        </>
      ) : (
        text
      )}
    </span>
  );
}

function Share({ question }: { question: string }) {
  const { t } = useTexts();
  const [isCopied, setCopied] = useState(false);
  const share = async () => {
    const { href } = location;
    try {
      if (navigator.share) await navigator.share({ title: question, url: href });
      else {
        await navigator.clipboard.writeText(href);
        setCopied(true);
      }
    } catch {
      // the reader thought better of it
    }
  };
  return (
    <Button tone="quiet" size="small" onClick={share}>
      {t(isCopied ? "market.copied" : "market.share")}
    </Button>
  );
}
