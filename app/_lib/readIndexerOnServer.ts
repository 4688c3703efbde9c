import "server-only";
import { indexerUrl } from "./indexerUrl.ts";

const TIMEOUT_MS = 1_500;

/** The indexer's answer, for a page that the server renders; null if it has none: the page must do without. */
export async function readIndexerOnServer<T>(path: string): Promise<T | null> {
  try {
    const response = await fetch(indexerUrl(path), { cache: "no-store", signal: AbortSignal.timeout(TIMEOUT_MS) });
    return response.ok ? ((await response.json()) as T) : null;
  } catch {
    return null;
  }
}
