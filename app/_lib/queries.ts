import { QueryClient } from "@tanstack/react-query";

const make = () => new QueryClient({ defaultOptions: { queries: { retry: 1, staleTime: 1_000 } } });
let shared: QueryClient | undefined;

/** What this page has read, shared by all of its parts; on the server one for each rendering. */
export function queriesOfPage(): QueryClient {
  if (typeof window === "undefined") return make();
  shared ??= make();
  return shared;
}

const isOfIndexer = ({ queryKey }: { queryKey: readonly unknown[] }) => String(queryKey[0]).startsWith("indexer");

/** Reads anew, after something was sent. Waits for the chain's alone: whether the indexer answers must not hold up a trade. */
export async function readAnew(): Promise<void> {
  const queries = queriesOfPage();
  void queries.invalidateQueries({ predicate: isOfIndexer });
  await queries.invalidateQueries({ predicate: (query) => !isOfIndexer(query) });
}
