import "server-only";

/** Where something of the indexer's API is, for the server alone. */
export function indexerUrl(path: string): URL {
  return new URL(
    path === "ready" ? path : `v1/${path}`,
    `${(process.env.PRESAGE_INDEXER_URL ?? "http://127.0.0.1:42069").replace(/\/+$/, "")}/`,
  );
}
