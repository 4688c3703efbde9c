import { z } from "zod";

const TIMEOUT_MS = 5_000;
const PAGE = 100;
const MAX_PAGES = 100;
const page = z.object({
  data: z.array(z.object({ market: z.object({ id: z.string().regex(/^\d{1,20}$/) }) })),
  next: z.string().nullable(),
});

/** The markets on their way to an answer, as the indexer knows them. Throws if it does not say. */
export async function readDueIds(indexerUrl: string): Promise<bigint[]> {
  const ids: bigint[] = [];
  let cursor: string | null = null;
  for (let pages = 0; pages < MAX_PAGES; pages++) {
    const url = new URL("v1/due", indexerUrl.endsWith("/") ? indexerUrl : `${indexerUrl}/`);
    url.searchParams.set("limit", String(PAGE));
    url.searchParams.set("include", "unknown"); // what is due is due, whoever vouches for it
    if (cursor !== null) url.searchParams.set("cursor", cursor);
    const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!response.ok) throw new Error(`${url.pathname} answers ${response.status}`);
    const { data, next } = page.parse(await response.json());
    ids.push(...data.map(({ market }) => BigInt(market.id)));
    if (next === null) return ids;
    cursor = next;
  }
  return ids;
}
