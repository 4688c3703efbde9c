import type { Context } from "hono";
import { streamSSE } from "hono/streaming";
import type { Address } from "viem";
import { Outbox } from "../../sdk/node/http/outbox.ts";
import { Problem } from "../../sdk/node/http/problem.ts";
import type { Feed, FeedEvent } from "../feed.ts";
import type { Watch } from "../watch.ts";

const MAX_STREAMS = 1_000;
const MAX_WAITING = 20_000; // a listener that does not keep up is let go: it comes back and reads the orders anew
const HEARTBEAT_MS = 15_000;

/** Tells what happens to whoever asks, of one market or maker or all; and which block it is as of, at least every 15 s. */
export function stream(
  context: Context,
  parts: { feed: Feed; watch: Watch },
  { market, maker }: { market?: bigint | undefined; maker?: Address | undefined },
): Response {
  const { feed, watch } = parts;
  if (feed.size >= MAX_STREAMS) throw new Problem(503, "TooManyStreams", `${MAX_STREAMS} streams are open, try again later`);
  const concerns = (event: FeedEvent) =>
    (market === undefined || event.marketId === market) && (maker === undefined || event.maker === maker);
  const block = () => ({ event: "block", data: JSON.stringify({ block: watch.head ? Number(watch.head.number) : null }) });

  context.header("x-accel-buffering", "no");
  return streamSSE(context, async (sse) => {
    const outbox = new Outbox<FeedEvent>();
    const end = feed.listen((event) => {
      if (!concerns(event)) return;
      outbox.put(event);
      if (outbox.size > MAX_WAITING) sse.abort();
    });
    sse.onAbort(() => {
      end();
      outbox.wake();
    });
    try {
      await sse.writeSSE(block());
      while (!sse.aborted && !sse.closed) {
        const next = outbox.take();
        if (next) {
          await sse.writeSSE({ event: next.event, data: JSON.stringify(next.data) });
          continue;
        }
        if (await outbox.isQuiet(HEARTBEAT_MS)) await sse.writeSSE(block());
      }
    } finally {
      end();
    }
  });
}
