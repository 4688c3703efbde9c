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
    let rest = "";
    for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
      const lines = `${rest}${chunk}`.split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) if (line.startsWith("event: ")) events.push(line.slice("event: ".length));
    }
  })();
  reading.catch(() => undefined); // it was closed, or the other end has ended
  while (events.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  return { events, close: () => controller.abort() };
}
