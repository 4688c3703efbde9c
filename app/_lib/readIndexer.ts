const TIMEOUT_MS = 8_000;
const BASE = "/api/indexer/";

/** The indexer's refusal. */
export class IndexerError extends Error {
  constructor(readonly status: number) {
    super(`The indexer answered ${status}.`);
  }
}

/** The indexer's answer by way of this server. Throws if there is none: history is missing then, nothing else. */
export async function readIndexer<T>(path: string, parameters: Record<string, string | number | undefined> = {}): Promise<T> {
  const response = await fetch(indexerAddress(path, parameters), { signal: AbortSignal.timeout(TIMEOUT_MS) });
  // `/ready` says with 503 how far it is
  if (!response.ok && !(path === "ready" && response.status === 503)) throw new IndexerError(response.status);
  return (await response.json()) as T;
}

/** The address of an answer, on this server. */
export function indexerAddress(path: string, parameters: Record<string, string | number | undefined> = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) query.set(name, String(value));
  return `${BASE}${path}${query.size > 0 ? `?${query}` : ""}`;
}
