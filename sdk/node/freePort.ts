import { readFileSync } from "node:fs";
import { createServer } from "node:net";

/** Below it are ports that need a privilege, and those of well-known services. */
const FIRST = 10_000;
/** Where the system gives outgoing connections their ports from, unless it says otherwise: Linux's default, the lowest of all. */
const FIRST_OUTGOING = 32_768;
const ENOUGH = 1_000;
const ATTEMPTS = 100;

/**
 * A port of this machine at which nobody listens, and which no outgoing connection is given: it stays free until it is used, and from
 * the end of one service to the start of the next, unless somebody asks for just this one. Where the system leaves no such ports, one
 * that is free now.
 */
export async function freePort(): Promise<number> {
  const choices = firstOutgoing() - FIRST;
  for (let attempt = 0; choices >= ENOUGH && attempt < ATTEMPTS; attempt++) {
    const port = await tryPort(FIRST + Math.floor(Math.random() * choices));
    if (port !== undefined) return port;
  }
  const port = await tryPort(0);
  if (port === undefined) throw new Error("No port of this machine is free.");
  return port;
}

function firstOutgoing(): number {
  try {
    return Number.parseInt(readFileSync("/proc/sys/net/ipv4/ip_local_port_range", "utf8"), 10) || FIRST_OUTGOING;
  } catch {
    return FIRST_OUTGOING; // no Linux
  }
}

/** The port that was listened at, any for 0; nothing if it is taken. */
function tryPort(wanted: number): Promise<number | undefined> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once("error", () => resolve(undefined));
    server.listen({ port: wanted, host: "127.0.0.1", exclusive: true }, () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
