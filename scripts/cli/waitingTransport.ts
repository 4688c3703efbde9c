import type { Transport } from "viem";

const SILENCE_MS = 2_000;

/** The same transport, which says when a request has waited for a while: once, until something is answered again. */
export function waitingTransport(transport: Transport, say: () => void): Transport {
  let isSaid = false;
  return (options) => {
    const inner = transport(options);
    const request = async (asked: { method: string; params?: unknown }) => {
      const timer = setTimeout(() => {
        if (!isSaid) say();
        isSaid = true;
      }, SILENCE_MS);
      try {
        const answer: unknown = await inner.request(asked as never);
        isSaid = false;
        return answer;
      } finally {
        clearTimeout(timer);
      }
    };
    return { ...inner, request: request as typeof inner.request };
  };
}
