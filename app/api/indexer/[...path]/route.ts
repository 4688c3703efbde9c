import { indexerPath } from "../../../_lib/indexerPath.ts";
import { indexerUrl } from "../../../_lib/indexerUrl.ts";
import { passOn, problem } from "../../../_lib/passOn.ts";

const TIMEOUT_MS = 6_000;
const CSV_TIMEOUT_MS = 30_000;
const UNAVAILABLE = {
  code: "IndexerUnavailable",
  message: "The indexer does not answer. History is unavailable; the chain is not affected.",
};

/** The indexer's answers on this server's own address. */
export async function GET(request: Request, { params }: RouteContext<"/api/indexer/[...path]">): Promise<Response> {
  const { path: segments } = await params;
  const path = indexerPath(segments, new URL(request.url).searchParams);
  if (path === null) return problem(404, { code: "NotFound", message: "This is not passed on to the indexer." });
  const limit = path.endsWith(".csv") ? CSV_TIMEOUT_MS : TIMEOUT_MS;
  return passOn(request, indexerUrl(path), { limit, isStream: path.startsWith("stream"), unavailable: UNAVAILABLE });
}
