import { indexerPath } from "../../../_lib/indexerPath.ts";
import { indexerUrl } from "../../../_lib/indexerUrl.ts";

const TIMEOUT_MS = 6_000;
const CSV_TIMEOUT_MS = 30_000;
/** A page opens its stream again by itself, from where this one ended. */
const STREAM_MS = 10 * 60_000;
const PASSED_ON = ["content-type", "content-disposition", "x-as-of-block", "retry-after"];

/** The indexer's answers on this server's own address. Says nothing of where the indexer is. */
export async function GET(request: Request, { params }: RouteContext<"/api/indexer/[...path]">): Promise<Response> {
  const { path: segments } = await params;
  const path = indexerPath(segments, new URL(request.url).searchParams);
  if (path === null) return problem(404, "NotFound", "This is not passed on to the indexer.");
  const isStream = path.startsWith("stream");

  const connecting = new AbortController();
  const limit = path.endsWith(".csv") ? CSV_TIMEOUT_MS : TIMEOUT_MS;
  const timer = setTimeout(() => connecting.abort(), limit);
  const length = AbortSignal.timeout(isStream ? STREAM_MS : limit);
  const last = request.headers.get("last-event-id");
  const forwarded = request.headers.get("x-forwarded-for"); // the indexer limits each client, not this server
  try {
    const answer = await fetch(indexerUrl(path), {
      cache: "no-store",
      redirect: "error",
      headers: {
        ...(isStream && { accept: "text/event-stream" }),
        ...(isStream && last !== null && { "last-event-id": last }),
        ...(forwarded !== null && { "x-forwarded-for": forwarded }),
      },
      signal: AbortSignal.any([connecting.signal, length, request.signal]),
    });
    const headers = new Headers({ "cache-control": "no-store, no-transform" }); // compression would hold a stream's events back
    for (const name of PASSED_ON) {
      const value = answer.headers.get(name);
      if (value !== null) headers.set(name, value);
    }
    if (isStream) headers.set("x-accel-buffering", "no");
    return new Response(answer.body && endQuietly(answer.body), { status: answer.status, headers });
  } catch {
    return problem(502, "IndexerUnavailable", "The indexer does not answer. History is unavailable; the chain is not affected.");
  } finally {
    clearTimeout(timer);
  }
}

/** An indexer that dies in the middle ends the answer: its error is nobody's here. */
function endQuietly(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(value);
      } catch {
        controller.close();
      }
    },
    cancel: (reason) => reader.cancel(reason).catch(() => undefined),
  });
}

function problem(status: number, code: string, message: string): Response {
  return Response.json({ error: { code, message } }, { status, headers: { "cache-control": "no-store" } });
}
