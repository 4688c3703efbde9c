import { holdFreePort } from "../../sdk/node/freePort.ts";
import { type HeldPort, tryHold } from "../../sdk/node/tryHold.ts";
import { DEFAULT_PORTS, FLAGS, type Ports } from "./options.ts";

// Ports are held until their services start: these lie where the system takes those of outgoing connections from, and of such there are
// many until then.

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
  return typeof held === "string" ? holdFreePort() : held;
}
