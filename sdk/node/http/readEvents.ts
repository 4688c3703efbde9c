/** Characters of one event, at most. */
const MOST_TEXT = 1_000_000;

/** What a stream of server-sent events tells, until it ends. Throws if an event does not end, or the connection breaks. */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<{ event: string; data: string }> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of body) {
    text += decoder.decode(chunk, { stream: true });
    for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
      const lines = text.slice(0, end).split("\n");
      const fieldOf = (name: string) => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2) ?? "";
      text = text.slice(end + 2);
      yield { event: fieldOf("event"), data: fieldOf("data") };
    }
    if (text.length > MOST_TEXT) throw new Error(`An event of a stream is longer than ${MOST_TEXT} characters.`);
  }
}
