import { z } from "zod";

const TIMEOUT_MS = 5_000;
const PAGE = 100;
const MAX_PAGES = 100;

/** All rows of a list of the indexer's, 10,000 at most. Throws if it does not answer, or with something else. */
export async function readPages<Row>(
  indexerUrl: string,
  options: { path: string; parameters?: Record<string, string>; row: z.ZodType<Row> },
): Promise<Row[]> {
  const page = z.object({ data: z.array(options.row), next: z.string().nullable() });
  const rows: Row[] = [];
  let cursor: string | null = null;
  for (let pages = 0; pages < MAX_PAGES; pages++) {
    const url = new URL(options.path, indexerUrl.endsWith("/") ? indexerUrl : `${indexerUrl}/`);
    const parameters = { ...options.parameters, limit: String(PAGE), ...(cursor !== null && { cursor }) };
    for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
    const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!response.ok) throw new Error(`${url.pathname} answers ${response.status}`);
    const { data, next } = page.parse(await response.json());
    rows.push(...data);
    if (next === null) return rows;
    cursor = next;
  }
  return rows;
}

/** A market's number, as the indexer writes it. */
export const marketNumber = z
  .string()
  .regex(/^\d{1,20}$/)
  .transform(BigInt);
