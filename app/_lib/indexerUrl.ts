import "server-only";

/** Where the indexer is, for the server alone. */
export function indexerUrl(path: string): URL {
  return new URL(path, `${(process.env.PRESAGE_INDEXER_URL ?? "http://127.0.0.1:42069").replace(/\/+$/, "")}/`);
}
