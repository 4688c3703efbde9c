import "server-only";
import { indexerUrl } from "./indexerUrl.ts";
import { sharedReadings } from "./sharedReadings.ts";

const TIMEOUT_MS = 1_500;
/** Many visitors share one reading. */
const FRESH_MS = 1_000;
const MAX_KEPT = 200;

const readings = sharedReadings<unknown>({ freshMs: FRESH_MS, most: MAX_KEPT });

/** The indexer's answer, for a page that the server renders; null if it has none: the page must do without. */
export function readIndexerOnServer<T>(path: string): Promise<T | null> {
  return readings(path, () => read(path)) as Promise<T | null>;
}

async function read(path: string): Promise<unknown> {
  try {
    const response = await fetch(indexerUrl(path), { cache: "no-store", signal: AbortSignal.timeout(TIMEOUT_MS) });
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}
