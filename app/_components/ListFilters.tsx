"use client";

import { useRouter } from "next/navigation";
import { type ListQuery, listAddress, SORTS, STATUSES } from "../_lib/listQuery.ts";
import { useTexts } from "./TextsProvider.tsx";

/** Status and order of the list. Each choice is an address, so that each is one step back. */
export function ListFilters({ query }: { query: ListQuery }) {
  const { t } = useTexts();
  const router = useRouter();
  const go = (change: Partial<ListQuery>) => router.push(listAddress(query, change), { scroll: false });
  return (
    <div className="flex min-w-0 max-w-full gap-2">
      <select
        className="field field-small min-w-0"
        aria-label={t("list.status")}
        value={query.status}
        onChange={(event) => go({ status: event.target.value as ListQuery["status"] })}
      >
        {STATUSES.map((status) => (
          <option key={status} value={status}>
            {t(`list.status.${status}`)}
          </option>
        ))}
      </select>
      <select
        className="field field-small min-w-0"
        aria-label={t("list.sort")}
        value={query.sort}
        onChange={(event) => go({ sort: event.target.value as ListQuery["sort"] })}
      >
        {SORTS.map((sort) => (
          <option key={sort} value={sort}>
            {t(`list.sort.${sort}`)}
          </option>
        ))}
      </select>
    </div>
  );
}
