import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";

/** Hands what the server has read to the parts of a page that read it again, so that the page is whole at once. Nulls are left out. */
export function Prefetched({
  readings,
  children,
}: {
  readings: readonly (readonly [key: readonly unknown[], data: unknown])[];
  children: ReactNode;
}) {
  const queries = new QueryClient();
  for (const [key, data] of readings) if (data !== null) queries.setQueryData(key, data, { updatedAt: 1 }); // of the moment, to be read again
  return <HydrationBoundary state={dehydrate(queries)}>{children}</HydrationBoundary>;
}
