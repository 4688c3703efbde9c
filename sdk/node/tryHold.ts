import { createServer } from "node:net";

/** A port of this machine at which nobody else can listen until it is released. Whoever connects is turned away. */
export interface HeldPort {
  port: number;
  release: () => Promise<void>;
}

/** Holds a port, any for 0; the code of the error instead, if it cannot be held. */
export function tryHold(wanted: number): Promise<HeldPort | string> {
  const server = createServer((socket) => socket.destroy());
  return new Promise((resolve) => {
    server.once("error", ({ code, message }: NodeJS.ErrnoException) => resolve(code ?? message));
    server.listen({ port: wanted, host: "127.0.0.1", exclusive: true }, () => {
      const { port } = server.address() as { port: number };
      resolve({ port, release: () => new Promise((released) => server.close(() => released())) });
    });
  });
}
