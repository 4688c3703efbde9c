import { createServer } from "node:net";
import { freePort } from "../../sdk/node/freePort.ts";
import { DEFAULT_PORTS, FLAGS, type Ports } from "./options.ts";

/**
 * A port that is kept until its service starts: these ports lie where the system takes those of outgoing connections from, and of such
 * there are many until then.
 */
export interface HeldPort {
  port: number;
  release: () => Promise<void>;
}

/** Throws in words, with the way out, if something else listens on the port. */
export async function holdPort(service: keyof Ports, port: number): Promise<HeldPort> {
  const held = await tryHold(port);
  if (typeof held !== "string") return held;
  const reason = held === "EADDRINUSE" ? "is taken by another program" : `cannot be used (${held})`;
  const other = port === DEFAULT_PORTS[service] ? port + 1 : DEFAULT_PORTS[service];
  throw new Error(`Port ${port} ${reason}.\nStop that program, or choose another port: npm start -- ${FLAGS[service]} ${other}`);
}

/** A port at which nobody listens, if possible this one. */
export async function holdPortNear(preferred: number): Promise<HeldPort> {
  const held = preferred <= 65_535 ? await tryHold(preferred) : "no port";
  if (typeof held !== "string") return held;
  const other = await tryHold(await freePort());
  if (typeof other === "string") throw new Error(`No port of this machine can be used (${other}).`);
  return other;
}

/** The code of the error instead, if it cannot be held. */
function tryHold(wanted: number): Promise<HeldPort | string> {
  const server = createServer((socket) => socket.destroy());
  return new Promise((resolve) => {
    server.once("error", ({ code, message }: NodeJS.ErrnoException) => resolve(code ?? message));
    server.listen({ port: wanted, host: "127.0.0.1", exclusive: true }, () => {
      const { port } = server.address() as { port: number };
      resolve({ port, release: () => new Promise((released) => server.close(() => released())) });
    });
  });
}
