"use client";

import Link from "next/link";
import { useChainConfig } from "../../../_components/Providers.tsx";
import { useTexts } from "../../../_components/TextsProvider.tsx";
import { inUnit, relative } from "../../../_lib/format.ts";
import type { IndexedMarket } from "../../../_lib/indexerTypes.ts";
import { leadingOutcome } from "../../../_lib/leadingOutcome.ts";
import { fromIndexed } from "../../../_lib/listedMarket.ts";
import { percents } from "../../../_lib/percents.ts";
import { useNow } from "../../../_lib/useChain.ts";
import { useIndexed } from "../../../_lib/useIndexer.ts";
import { Change } from "../../../_ui/Change.tsx";

const SHOWN = 6;

/** Open markets on something like this. */
export function RelatedMarkets({ id }: { id: bigint }) {
  const { t, locale } = useTexts();
  const { deployment } = useChainConfig();
  const now = useNow();
  const { data: answer, isError } = useIndexed<IndexedMarket[]>(`markets/${id}/related`, { limit: SHOWN });
  if (!answer) {
    return (
      <p role="status" className="note">
        {t(isError ? "history.unavailable" : "loading")}
      </p>
    );
  }
  if (answer.data.length === 0) return <p className="note">{t("related.none")}</p>;
  return (
    <ul className="grid" aria-label={t("related.title")}>
      {answer.data.map((each) => {
        const market = fromIndexed(each, deployment);
        const leading = leadingOutcome(market);
        return (
          <li key={market.id}>
            <Link prefetch={false} href={`/market/${market.id}`} className="mover py-2">
              <bdi className="line-clamp-2 min-w-0 flex-1">{market.question}</bdi>
              <span className="note whitespace-nowrap max-sm:hidden">{now === null ? "" : relative(market.closesAt, now, locale)}</span>
              <span className="font-semibold tabular-nums">
                {market.expected
                  ? inUnit(Number(market.expected.value), market.expected.unit, locale)
                  : percents(market.shares, locale)(leading)}
              </span>
              {!market.expected && <Change points={market.changes?.[leading] ?? 0} label={t("card.today")} locale={locale} />}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
