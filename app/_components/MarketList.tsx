import type { ReactNode } from "react";
import { clean } from "../_lib/format.ts";
import type { Category } from "../_lib/indexerTypes.ts";
import type { ListedMarket } from "../_lib/listedMarket.ts";
import { type ListQuery, listAddress, PAGE } from "../_lib/listQuery.ts";
import { translator } from "../_lib/messages.ts";
import { buttonLook } from "../_ui/buttonLook.ts";
import { CategoryTabs } from "./CategoryTabs.tsx";
import { FollowLinks } from "./FollowLinks.tsx";
import { ListFilters } from "./ListFilters.tsx";
import { ListNotice } from "./ListNotice.tsx";
import { MarketCard } from "./MarketCard.tsx";
import { SearchBox } from "./SearchBox.tsx";

const t = translator();

/** A page of markets as the server knows them: all of it can be read, and followed, without JavaScript. */
export function MarketList({
  markets,
  categories,
  query,
  total,
  next,
  asOf,
  now,
  movers,
  isFromChain = false,
}: {
  markets: ListedMarket[];
  categories: Category[];
  query: ListQuery;
  total: number;
  /** Where the next page begins. */
  next?: string;
  asOf: { block: number; timestamp: number };
  now: number;
  movers?: ReactNode;
  /** The indexer did not answer. */
  isFromChain?: boolean;
}) {
  return (
    <FollowLinks className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <SearchBox className="md:hidden" value={query.search} />
      {!isFromChain && <CategoryTabs categories={categories} query={query} />}
      {movers}
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-3">
        <div className="flex items-baseline gap-3">
          <h1 className="text-xl">{query.search ? t("list.found", { search: query.search }) : clean(query.category) || t("list.title")}</h1>
          <span className="note tabular-nums">{t("list.count", { count: total })}</span>
          <span role="status" aria-label="Freshness" className="fresh-dot" title={t("fresh.block", { block: asOf.block })}>
            <span className="sr-only">{t("fresh.block", { block: asOf.block })}</span>
          </span>
        </div>
        {!isFromChain && <ListFilters query={query} />}
      </div>
      {isFromChain ? (
        <p role="status" className="notice">
          <strong>{t("history.unavailable")}.</strong> {t("list.fromChain", { count: PAGE })}
        </p>
      ) : (
        <ListNotice asOf={asOf} />
      )}
      {markets.length === 0 ? (
        <Empty isFiltered={listAddress(query) !== "/" || query.after !== ""} />
      ) : (
        // biome-ignore lint/a11y/noRedundantRoles: some browsers drop the role of a list without markers
        <ul role="list" aria-label={t("list.markets")} className="grid grid-cols-[minmax(0,1fr)] gap-3 sm:grid-cols-2 xl:grid-cols-3">
          {markets.map((market) => (
            <MarketCard key={market.id} market={market} now={now} />
          ))}
        </ul>
      )}
      {(next || query.after) && (
        <nav aria-label={t("list.pages")} className="flex justify-center gap-2">
          {query.after && (
            <a className={buttonLook({ size: "small" })} href={listAddress(query)}>
              {t("list.first")}
            </a>
          )}
          {next && (
            <a className={buttonLook({ size: "small" })} href={listAddress(query, { after: next })}>
              {t("list.next")}
            </a>
          )}
        </nav>
      )}
      {!query.unknown && !isFromChain && (
        <p className="note">
          {t("list.unknown")}{" "}
          <a className="link" href={listAddress(query, { unknown: true })}>
            {t("list.unknown.show")}
          </a>
        </p>
      )}
    </FollowLinks>
  );
}

function Empty({ isFiltered }: { isFiltered: boolean }) {
  return (
    <div className="grid justify-items-start gap-2 rounded-xl border border-dashed border-line p-8">
      <p className="font-medium">{t(isFiltered ? "list.empty" : "list.none")}</p>
      <p className="note">{t(isFiltered ? "list.empty.hint" : "list.none.hint")}</p>
      {isFiltered && (
        <a className={buttonLook({ size: "small" })} href="/">
          {t("list.clear")}
        </a>
      )}
    </div>
  );
}
