"use client";

import Link from "next/link";
import { usePathname, useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import type { Market } from "../../sdk/types.ts";
import { type Filter, filterMarkets, SORTS, STATUSES } from "../_lib/filterMarkets.ts";
import type { IndexedMarket } from "../_lib/indexerTypes.ts";
import { fromJson } from "../_lib/json.ts";
import { useMarkets } from "../_lib/useChain.ts";
import { useIndexed } from "../_lib/useIndexer.ts";
import { Freshness } from "./Freshness.tsx";
import { MarketCard } from "./MarketCard.tsx";
import { useTexts } from "./Providers.tsx";

const TRADED = { sort: "volume", limit: 100 };
const DEFAULTS: Filter = { search: "", category: "", status: "all", sort: "liquidity", unknown: false };

export function MarketList({
  initial,
  readAt: servedAt,
  filter: served,
  traded,
}: {
  initial: string;
  readAt: number;
  filter: Filter;
  /** What the indexer knew when the page was served. */
  traded: IndexedMarket[] | null;
}) {
  const { t } = useTexts();
  const first = useMemo(() => fromJson<Market[]>(initial), [initial]);
  const { markets, readAt } = useMarkets(first);
  const [filter, setFilter] = useFilter(served);
  const indexed = useIndexed<IndexedMarket[]>("markets", TRADED).data?.data ?? traded;
  const volumes = useMemo(() => indexed && new Map(indexed.map(({ id, volume }) => [id, BigInt(volume.base)])), [indexed]);
  const shown = filterMarkets(markets, filter, volumes ?? undefined);
  const categories = [...new Set(markets.map(({ metadata }) => metadata.category))].filter(Boolean).sort();
  const hidden = filter.unknown ? 0 : markets.filter(({ resolverKind }) => resolverKind === "unknown").length;

  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
      <div className="grid gap-2 max-w-2xl">
        <h1 className="text-3xl md:text-4xl">{t("list.title")}</h1>
        <p className="text-soft text-lg">{t("list.lead", { symbol: markets[0]?.collateral.symbol ?? "USD" })}</p>
      </div>

      <search className="grid grid-cols-[repeat(3,minmax(0,1fr))] gap-2 md:grid-cols-[1fr_auto_auto_auto] md:items-center md:gap-3">
        <input
          type="search"
          className="field col-span-3 md:col-span-1"
          aria-label={t("list.search")}
          placeholder={t("list.search")}
          value={filter.search}
          onChange={(event) => setFilter({ ...filter, search: event.target.value })}
        />
        <select
          className="field min-w-0 px-2!"
          aria-label={t("list.status")}
          value={filter.status}
          onChange={(event) => setFilter({ ...filter, status: event.target.value as Filter["status"] })}
        >
          {STATUSES.map((status) => (
            <option key={status} value={status}>
              {t(`list.status.${status}`)}
            </option>
          ))}
        </select>
        <select
          className="field min-w-0 px-2!"
          aria-label={t("list.category")}
          value={filter.category}
          onChange={(event) => setFilter({ ...filter, category: event.target.value })}
        >
          <option value="">{t("list.category.all")}</option>
          {categories.map((category) => (
            <option key={category} value={category}>
              {category}
            </option>
          ))}
        </select>
        <select
          className="field min-w-0 px-2!"
          aria-label={t("list.sort")}
          value={filter.sort}
          onChange={(event) => setFilter({ ...filter, sort: event.target.value as Filter["sort"] })}
        >
          {SORTS.filter((sort) => volumes || sort !== "volume" || filter.sort === sort).map((sort) => (
            <option key={sort} value={sort}>
              {t(`list.sort.${sort}`)}
            </option>
          ))}
        </select>
      </search>

      {shown.length === 0 ? (
        <div className="card panel grid gap-2 justify-items-start">
          <p className="font-medium">{markets.length === 0 ? t("list.none") : t("list.empty")}</p>
          <p className="note">{markets.length === 0 ? t("list.none.hint") : t("list.empty.hint")}</p>
          {markets.length > 0 && (
            <button type="button" className="btn btn-small" onClick={() => setFilter(DEFAULTS)}>
              {t("list.clear")}
            </button>
          )}
        </div>
      ) : (
        // biome-ignore lint/a11y/noRedundantRoles: some browsers drop the role of a list without markers
        <ul role="list" aria-label={t("list.markets")} className="grid grid-cols-[minmax(0,1fr)] gap-4 sm:grid-cols-2 lg:grid-cols-3">
          {shown.map((market) => (
            <MarketCard key={String(market.id)} market={market} volume={volumes?.get(String(market.id))} />
          ))}
        </ul>
      )}

      {hidden > 0 && (
        <p className="note">
          {t("list.unknown", { count: hidden })}{" "}
          <Link className="underline" href="/?unknown=1" onClick={() => setFilter({ ...filter, unknown: true })}>
            {t("list.unknown.show")}
          </Link>
        </p>
      )}
      <Freshness
        block={markets.reduce((latest, { blockNumber }) => (blockNumber > latest ? blockNumber : latest), 0n)}
        readAt={Math.max(readAt, servedAt)}
      />
    </div>
  );
}

/** The filter, mirrored in the URL so that a view can be shared and gone back to. */
function useFilter(served: Filter): [Filter, (next: Filter) => void] {
  const [filter, setFilter] = useState(served);
  const router = useRouter();
  const path = usePathname();
  const update = (next: Filter) => {
    setFilter(next);
    const query = new URLSearchParams();
    if (next.search) query.set("q", next.search);
    if (next.category) query.set("category", next.category);
    if (next.status !== DEFAULTS.status) query.set("status", next.status);
    if (next.sort !== DEFAULTS.sort) query.set("sort", next.sort);
    if (next.unknown) query.set("unknown", "1");
    router.replace(query.size > 0 ? `${path}?${query}` : path, { scroll: false });
  };
  return [filter, update];
}
