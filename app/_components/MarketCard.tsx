import Link from "next/link";
import { dearestFirst } from "../_lib/dearestFirst.ts";
import { compactAmount, relative, utc } from "../_lib/format.ts";
import { leadingOutcome } from "../_lib/leadingOutcome.ts";
import type { ListedMarket } from "../_lib/listedMarket.ts";
import { LOCALE } from "../_lib/locale.ts";
import { translator } from "../_lib/messages.ts";
import { percents } from "../_lib/percents.ts";
import { buttonLook } from "../_ui/buttonLook.ts";
import { Change } from "../_ui/Change.tsx";
import { NotKnown } from "../_ui/NotKnown.tsx";
import { Sparkline } from "../_ui/Sparkline.tsx";
import { Star } from "./Star.tsx";

const t = translator();
const SHOWN = 2;

/** A market in a list: what people think, whether that changed, and the way into a trade. */
export function MarketCard({ market, now }: { market: ListedMarket; now: number }) {
  const { id, question, status, outcomes, shares, changes, sparkline, expected, volume, traders, symbol } = market;
  const leading = leadingOutcome(market);
  const text = percents(shares, LOCALE);
  const isPair = outcomes.length === 2;
  const isOpen = status === "Open" && now < market.closesAt;
  const isFinal = status === "Resolved" || status === "Void";
  const change = changes?.[leading] ?? 0;
  const isPlain = isPair && /^yes$/i.test(outcomes[0] ?? "");
  return (
    <li className="market-card">
      <div className="flex items-start gap-3">
        <h2 className="flex-1 min-w-0 text-[0.9375rem] font-semibold leading-snug">
          <Link prefetch={false} href={`/market/${id}`} className="card-link line-clamp-3">
            <bdi>{question}</bdi>
          </Link>
        </h2>
        <Star id={id} question={question} />
      </div>

      <div className="mt-auto flex items-end justify-between gap-3">
        <div className="min-w-0">
          <p className="flex items-baseline gap-2">
            <span className="text-[1.75rem] font-semibold leading-none tracking-tight tabular-nums">
              {expected && !isFinal ? `${short(expected.value)} ${expected.unit}` : text(leading)}
            </span>
            {!isFinal && !expected && <Change points={change} label={t("card.today")} locale={LOCALE} />}
          </p>
          <p className="note mt-1 truncate">
            {isFinal && `${t(`status.${status}`)}: `}
            {expected && !isFinal ? t("card.expected") : isPlain && !isFinal ? t("card.chance") : <bdi>{outcomes[leading]}</bdi>}
          </p>
        </div>
        {sparkline && !isFinal && <Sparkline values={sparkline} trend={change} />}
      </div>

      {isOpen &&
        (isPair ? (
          <div className="grid grid-cols-2 gap-2">
            {[0, 1].map((index) => (
              <Trade
                key={index}
                market={market}
                outcome={index}
                side="yes"
                text={outcomes[index] ?? ""}
                tone={index === 0 ? "yes" : "no"}
              />
            ))}
          </div>
        ) : (
          <ul className="grid grid-cols-[minmax(0,1fr)] gap-1.5">
            {dearestFirst(shares)
              .slice(0, SHOWN)
              .map((index) => (
                <li key={index} className="flex items-center gap-2 text-sm">
                  <bdi className="min-w-0 flex-1 truncate">{outcomes[index]}</bdi>
                  <span className="font-semibold tabular-nums">{text(index)}</span>
                  <Trade market={market} outcome={index} side="yes" text={t("trade.yes")} tone="yes" isShort />
                  <Trade market={market} outcome={index} side="no" text={t("trade.no")} tone="no" isShort />
                </li>
              ))}
          </ul>
        ))}

      <p className="note flex flex-wrap gap-x-3">
        {volume !== null && <span>{t("card.volume", { amount: compactAmount(volume, symbol) })}</span>}
        {volume === null && <span>{t("status.liquidity", { amount: compactAmount(market.liquidity, symbol) })}</span>}
        {traders !== null && traders > 0 && <span>{t(traders === 1 ? "card.trader" : "card.traders", { count: traders })}</span>}
        <span className="ml-auto" title={utc(market.closesAt, LOCALE)}>
          {isFinal
            ? t(`status.${status}`)
            : status === "Closed" || !isOpen
              ? t(market.halted ? "card.halted" : "card.decided")
              : relative(market.closesAt, now, LOCALE)}
        </span>
        {!market.isKnown && <NotKnown text={t("card.unknown")} />}
      </p>
    </li>
  );
}

/** Leads to the ticket, filled in. */
function Trade({
  market,
  outcome,
  side,
  text,
  tone,
  isShort = false,
}: {
  market: ListedMarket;
  outcome: number;
  side: "yes" | "no";
  text: string;
  tone: "yes" | "no";
  isShort?: boolean;
}) {
  return (
    <Link
      prefetch={false}
      href={`/market/${market.id}?outcome=%23${outcome + 1}${side === "no" ? "&side=no" : ""}`}
      className={buttonLook({ tone, size: "small", className: `relative z-10 min-w-0 ${isShort ? "px-2.5!" : ""}` })}
    >
      <bdi className="truncate">{text}</bdi>
      {isShort ? (
        <span className="sr-only">: {market.outcomes[outcome]}</span>
      ) : (
        <span className="tabular-nums">{percents(market.shares, LOCALE)(outcome, side)}</span>
      )}
    </Link>
  );
}

function short(value: string): string {
  return Number(value).toLocaleString(LOCALE, { maximumSignificantDigits: 4 });
}
