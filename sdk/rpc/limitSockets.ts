type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** A `fetch` that has at most so many requests under way; the rest wait their turn, or until they are aborted. */
export function limitSockets(limit: number, fetchFn: Fetch = fetch): Fetch {
  let free = limit;
  const waiting: (() => void)[] = [];

  const acquire = (signal: AbortSignal | null | undefined): Promise<void> => {
    if (free > 0) {
      free--;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const enter = () => {
        signal?.removeEventListener("abort", leave);
        resolve();
      };
      const leave = () => {
        waiting.splice(waiting.indexOf(enter), 1);
        reject(signal?.reason);
      };
      waiting.push(enter);
      signal?.addEventListener("abort", leave, { once: true });
    });
  };
  const release = (): void => {
    const next = waiting.shift();
    if (next) next();
    else free++;
  };

  return async (input, init) => {
    await acquire(init?.signal);
    try {
      const response = await fetchFn(input, init);
      if (!response.body) {
        release();
        return response;
      }
      const { status, statusText, headers } = response;
      return new Response(whenOver(response.body, release), { status, statusText, headers });
    } catch (error) {
      release();
      throw error;
    }
  };
}

/** The same bytes; `done` is called once, when they have been read, or nobody wants them, or they break off. */
function whenOver(body: ReadableStream<Uint8Array>, done: () => void): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done: isOver, value } = await reader.read();
        if (!isOver) return controller.enqueue(value);
        done();
        controller.close();
      } catch (error) {
        done();
        controller.error(error);
      }
    },
    cancel(reason) {
      done();
      return reader.cancel(reason);
    },
  });
}
