import "server-only";

/** A page opens its stream again by itself, from where this one ended. */
const STREAM_MS = 10 * 60_000;
const PASSED_ON = ["content-type", "content-disposition", "x-as-of-block", "retry-after"];

/**
 * Another server's answer on this one's own address, which says nothing of where it is. A stream is passed on as it comes. Whoever does
 * not begin to answer within `limit` milliseconds is `unavailable`.
 */
export async function passOn(
  request: Request,
  url: URL,
  options: { limit: number; isStream: boolean; body?: string; unavailable: { code: string; message: string } },
): Promise<Response> {
  const { limit, isStream, body, unavailable } = options;
  const connecting = new AbortController();
  const timer = setTimeout(() => connecting.abort(), limit);
  const length = AbortSignal.timeout(isStream ? STREAM_MS : limit);
  const last = request.headers.get("last-event-id");
  const forwarded = request.headers.get("x-forwarded-for"); // each client is limited, not this server
  try {
    const answer = await fetch(url, {
      cache: "no-store",
      redirect: "error",
      headers: {
        ...(isStream && { accept: "text/event-stream" }),
        ...(isStream && last !== null && { "last-event-id": last }),
        ...(forwarded !== null && { "x-forwarded-for": forwarded }),
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      ...(body !== undefined && { method: "POST", body }),
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
    return problem(502, unavailable);
  } finally {
    clearTimeout(timer);
  }
}

export function problem(status: number, error: { code: string; message: string; remedy?: string }): Response {
  return Response.json({ error }, { status, headers: { "cache-control": "no-store" } });
}

/** A server that dies in the middle ends the answer: its error is nobody's here. */
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
