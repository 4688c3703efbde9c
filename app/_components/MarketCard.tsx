import { dearestFirst } from "../_lib/dearestFirst.ts";
import { compactAmount, inUnit, relative, utc } from "../_lib/format.ts";
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
  const traded =
    volume === null
      ? t("status.liquidity", { amount: compactAmount(market.liquidity, symbol) })
      : t("card.volume", { amount: compactAmount(volume, symbol) });
  const by = traders ? ` · ${t(traders === 1 ? "card.trader" : "card.traders", { count: traders })}` : "";
  return (
    <li className="market-card">
      <h2>
        <a href={`/market/${id}`} className="card-link">
          <bdi>{question}</bdi>
        </a>
      </h2>
      <Star id={id} question={question} />

      <p className="card-share">
        {expected && !isFinal ? inUnit(Number(expected.value), expected.unit, LOCALE) : text(leading)}
        {!isFinal && !expected && <Change points={change} label={t("card.today")} locale={LOCALE} />}
      </p>
      <p className="note card-of">
        {isFinal && `${t(`status.${status}`)}: `}
        {expected && !isFinal ? t("card.expected") : isPlain && !isFinal ? t("card.chance") : <bdi>{outcomes[leading]}</bdi>}
      </p>
      {sparkline && !isFinal && <Sparkline values={sparkline} trend={change} />}

      {isOpen &&
        (isPair ? (
          <div className="card-sides">
            {[0, 1].map((index) => (
              <Trade
                key={index}
                market={market}
                outcome={index}
                side="yes"
                text={outcomes[index] ?? ""}
                price={text(index)}
                tone={index === 0 ? "yes" : "no"}
              />
            ))}
          </div>
        ) : (
          <ul className="card-outcomes">
            {dearestFirst(shares)
              .slice(0, SHOWN)
              .map((index) => (
                <li key={index}>
                  <bdi>{outcomes[index]}</bdi>
                  <strong>{text(index)}</strong>
                  <Trade market={market} outcome={index} side="yes" text={t("trade.yes")} tone="yes" />
                  <Trade market={market} outcome={index} side="no" text={t("trade.no")} tone="no" />
                </li>
              ))}
          </ul>
        ))}

      <p className="note card-foot">
        {traded + by}
        <span title={utc(market.closesAt, LOCALE)}>
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
  price,
  tone,
}: {
  market: ListedMarket;
  outcome: number;
  side: "yes" | "no";
  text: string;
  /** Where it does not stand beside. */
  price?: string;
  tone: "yes" | "no";
}) {
  return (
    <a
      href={`/market/${market.id}?outcome=%23${outcome + 1}${side === "no" ? "&side=no" : ""}`}
      className={buttonLook({ tone, size: "small" })}
    >
      <bdi>{text}</bdi>
      {price ?? <span className="sr-only">: {market.outcomes[outcome]}</span>}
    </a>
  );
}
