import { readEvents } from "../../sdk/node/http/readEvents.ts";

/** A listener of the indexer's live stream, and the names of the events that it was sent. */
export interface Listener {
  events: string[];
  close: () => void;
}

/** Listens, from the first event on. */
export async function listen(url: string): Promise<Listener> {
  const controller = new AbortController();
  const events: string[] = [];
  const response = await fetch(url, { signal: controller.signal });
  const body = response.body;
  if (!response.ok || !body) throw new Error(`${url} answers ${response.status}`);
  const reading = (async () => {
    for await (const { event } of readEvents(body)) events.push(event);
  })();
  reading.catch(() => undefined); // it was closed, or the other end has ended
  while (events.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  return { events, close: () => controller.abort() };
}
