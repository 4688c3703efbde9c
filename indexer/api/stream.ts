import type { Context } from "hono";
import { type SSEStreamingApi, streamSSE } from "hono/streaming";
import { Outbox } from "../../sdk/node/http/outbox.ts";
import { Problem } from "../../sdk/node/http/problem.ts";
import { readActivitySince } from "./activity.ts";
import { type LiveEvent, LiveEvents, type LiveMessage, toEvent } from "./liveEvents.ts";
import type { StreamInput } from "./operations.ts";
import { readSnapshot } from "./snapshot.ts";

const MAX_STREAMS = 1_000;
const MAX_REPLAY = 5_000;
const MAX_WAITING = 10_000; // a listener that does not keep up is let go: it comes back with Last-Event-ID
const HEARTBEAT_MS = 15_000;
const LATEST = Number.MAX_SAFE_INTEGER;

const live = new LiveEvents();

export function stream(context: Context, { market: marketId, account, kind, since = LATEST }: StreamInput): Response {
  if (live.size >= MAX_STREAMS) throw new Problem(503, "TooManyStreams", `${MAX_STREAMS} streams are open, try again later`);
  const resumed = context.req.header("last-event-id");
  const from = resumed !== undefined && /^[0-9]{1,15}$/.test(resumed) ? Number(resumed) : since;
  const concerns = (event: LiveEvent) =>
    !event.carrier &&
    (marketId === undefined || event.marketId === String(marketId)) &&
    (account === undefined || event.account === account || event.recipient === account) &&
    (kind === undefined || event.kind === kind);

  context.header("x-accel-buffering", "no");
  return streamSSE(context, async (sse) => {
    const outbox = new Outbox<LiveMessage>();
    const end = live.listen((told) => {
      outbox.put(told);
      if (outbox.size > MAX_WAITING) sse.abort();
    });
    sse.onAbort(() => {
      end();
      outbox.wake();
    });
    try {
      const place = await live.position();
      let told = Math.min(from, place);
      if (from !== LATEST && (from > place || place - from > MAX_REPLAY)) {
        told = place;
        await sse.writeSSE({ event: "reset", data: JSON.stringify({ sequence: place, reason: from > place ? "ahead" : "too long ago" }) });
      } else if (from < place) {
        told = await replay(sse, from, place, concerns);
      }
      await sse.writeSSE({ event: "block", data: JSON.stringify({ ...(await readSnapshot(async () => null)).asOf, sequence: told }) });
      while (!sse.aborted && !sse.closed) {
        const next = outbox.take();
        if (next) {
          told = await write(sse, next, told, concerns);
          continue;
        }
        if (await outbox.isQuiet(HEARTBEAT_MS))
          await sse.writeSSE({ event: "block", data: JSON.stringify({ ...(await readSnapshot(async () => null)).asOf, sequence: told }) });
      }
    } finally {
      end();
    }
  });
}

type Concerns = (event: LiveEvent) => boolean;

async function write(sse: SSEStreamingApi, next: LiveMessage, told: number, concerns: Concerns): Promise<number> {
  switch (next.type) {
    case "reset":
      if (next.sequence < told)
        await sse.writeSSE({ event: "reset", data: JSON.stringify({ sequence: next.sequence, reason: "reorganisation" }) });
      return Math.min(told, next.sequence);
    case "block":
      await sse.writeSSE({ event: "block", data: JSON.stringify({ ...next.asOf, sequence: next.sequence }) });
      return told;
    case "activity": {
      const fresh = next.events.filter(({ sequence }) => sequence > told);
      for (const event of fresh)
        if (concerns(event)) await sse.writeSSE({ id: String(event.sequence), event: "activity", data: event.json });
      return fresh.at(-1)?.sequence ?? told;
    }
  }
}

/** What was missed, up to what listeners have been told. */
async function replay(sse: SSEStreamingApi, from: number, to: number, concerns: Concerns): Promise<number> {
  let told = from;
  while (told < to) {
    const { result } = await readSnapshot((reader) => readActivitySince(reader, told, 500));
    const rows = result.filter(({ sequence }) => sequence <= to);
    if (rows.length === 0) break;
    for (const event of rows.map((row) => toEvent(row, undefined))) {
      if (concerns(event)) await sse.writeSSE({ id: String(event.sequence), event: "activity", data: event.json });
    }
    told = rows[rows.length - 1].sequence;
  }
  return told;
}
