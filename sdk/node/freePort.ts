import { readFileSync } from "node:fs";
import { type HeldPort, tryHold } from "./tryHold.ts";

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
  const { port, release } = await holdFreePort();
  await release();
  return port;
}

/** The same, kept from everybody else until it is released. */
export async function holdFreePort(): Promise<HeldPort> {
  const choices = firstOutgoing() - FIRST;
  for (let attempt = 0; choices >= ENOUGH && attempt < ATTEMPTS; attempt++) {
    const held = await tryHold(FIRST + Math.floor(Math.random() * choices));
    if (typeof held !== "string") return held;
  }
  const held = await tryHold(0);
  if (typeof held === "string") throw new Error(`No port of this machine can be used (${held}).`);
  return held;
}

function firstOutgoing(): number {
  try {
    return Number.parseInt(readFileSync("/proc/sys/net/ipv4/ip_local_port_range", "utf8"), 10) || FIRST_OUTGOING;
  } catch {
    return FIRST_OUTGOING; // no Linux
  }
}
