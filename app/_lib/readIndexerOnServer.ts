import "server-only";
import { indexerUrl } from "./indexerUrl.ts";

const TIMEOUT_MS = 1_500;
/** Many visitors share one reading. */
const FRESH_MS = 1_000;
const MAX_KEPT = 200;

const readings = new Map<string, { at: number; answer: Promise<unknown> }>();

/** The indexer's answer, for a page that the server renders; null if it has none: the page must do without. */
export function readIndexerOnServer<T>(path: string): Promise<T | null> {
  const now = Date.now();
  const kept = readings.get(path);
  if (kept && now - kept.at < FRESH_MS) return kept.answer as Promise<T | null>;
  const answer = read(path);
  readings.delete(path);
  readings.set(path, { at: now, answer });
  for (const oldest of readings.keys()) {
    if (readings.size <= MAX_KEPT) break;
    readings.delete(oldest);
  }
  return answer as Promise<T | null>;
}

async function read(path: string): Promise<unknown> {
  try {
    const response = await fetch(indexerUrl(path), { cache: "no-store", signal: AbortSignal.timeout(TIMEOUT_MS) });
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}
