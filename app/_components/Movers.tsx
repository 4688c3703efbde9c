import { relative } from "../_lib/format.ts";
import { leadingOutcome } from "../_lib/leadingOutcome.ts";
import type { ListedMarket } from "../_lib/listedMarket.ts";
import { LOCALE } from "../_lib/locale.ts";
import { translator } from "../_lib/messages.ts";
import { percents } from "../_lib/percents.ts";
import { Change } from "../_ui/Change.tsx";

const t = translator();

/** What is worth a look first: the largest changes of the day, what closes soon, what is new. */
export function Movers({
  moving,
  closing,
  newest,
  now,
}: {
  moving: ListedMarket[];
  closing: ListedMarket[];
  newest: ListedMarket[];
  now: number;
}) {
  const moved = moving.filter(({ changes }) => (changes ?? []).some((change) => Math.abs(change) >= 0.001));
  const columns = [
    { title: t("movers.moving"), markets: moved, detail: "change" },
    { title: t("movers.closing"), markets: closing, detail: "time" },
    { title: t("movers.newest"), markets: newest, detail: "share" },
  ].filter(({ markets }) => markets.length > 0);
  if (columns.length === 0) return null;
  return (
    <div className="movers">
      {columns.map(({ title, markets, detail }) => (
        <section key={title} aria-label={title} className="min-w-0">
          <h2 className="mb-1 text-sm text-soft font-medium">{title}</h2>
          <ol>
            {markets.map((market) => {
              const index = detail === "change" ? largestChange(market) : leadingOutcome(market);
              return (
                <li key={market.id}>
                  <a href={`/market/${market.id}`} className="mover">
                    <bdi>{market.question}</bdi>
                    {detail === "time" ? (
                      <span className="note">{relative(market.closesAt, now, LOCALE)}</span>
                    ) : (
                      <>
                        <strong>{percents(market.shares, LOCALE)(index)}</strong>
                        <Change points={market.changes?.[index] ?? 0} label={t("card.today")} locale={LOCALE} />
                      </>
                    )}
                  </a>
                </li>
              );
            })}
          </ol>
        </section>
      ))}
    </div>
  );
}

function largestChange({ changes, outcomes }: ListedMarket): number {
  if (outcomes.length === 2) return 0;
  const sizes = (changes ?? []).map(Math.abs);
  return sizes.indexOf(Math.max(...sizes));
}
