import type { Context, MiddlewareHandler } from "hono";
import { Problem } from "./problem.ts";

const WINDOW_MS = 60_000;
const MOST_CLIENTS = 100_000;

type Sees = (context: Context) => string | undefined;

/**
 * Lets each client make `perMinute` requests a minute, and says in every answer how many are left. `clientOf` says who asks;
 * nobody in particular is not limited.
 */
export function rateLimit(perMinute: number, clientOf: Sees, now: () => number = Date.now): MiddlewareHandler {
  let window = 0;
  const counts = new Map<string, number>();
  return async (context, next) => {
    const client = clientOf(context);
    if (client === undefined || perMinute === 0) return next();
    const current = Math.floor(now() / WINDOW_MS);
    if (current !== window || counts.size > MOST_CLIENTS) counts.clear();
    window = current;
    const count = (counts.get(client) ?? 0) + 1;
    counts.set(client, count);
    const reset = Math.ceil(((current + 1) * WINDOW_MS - now()) / 1000);
    context.header("ratelimit-limit", String(perMinute));
    context.header("ratelimit-remaining", String(Math.max(0, perMinute - count)));
    context.header("ratelimit-reset", String(reset));
    if (count > perMinute) {
      context.header("retry-after", String(reset));
      throw new Problem(429, "TooManyRequests", `${count} requests within a minute, ${perMinute} are answered. Come again in ${reset} s.`);
    }
    await next();
  };
}

/**
 * Who asks: the address of the connection, or what a proxy that is trusted says of whom it speaks for. The machine itself is
 * trusted, and nobody in particular. Of an IPv6 address the network counts: whoever has one has all of its addresses.
 */
export function clientOf(remote: string | undefined, forwarded: string | undefined, proxies: readonly string[]): string | undefined {
  const address = plain(remote ?? "");
  if (!isOwn(address) && !proxies.includes(address)) return network(address);
  const last = plain(forwarded?.split(",").at(-1)?.trim() ?? "");
  return last === "" || isOwn(last) ? undefined : network(last);
}

function plain(address: string): string {
  return address.toLowerCase().replace(/^::ffff:(?=\d+\.)/, "");
}

function isOwn(address: string): boolean {
  return address === "::1" || address.startsWith("127.");
}

/** The first 64 bits of an IPv6 address; IPv4 as it is. */
function network(address: string): string {
  if (!address.includes(":")) return address.slice(0, 40);
  const [head, tail] = address.split("::");
  const before = head.split(":").filter(Boolean);
  const after = tail === undefined ? [] : tail.split(":").filter(Boolean);
  const groups =
    tail === undefined ? before : [...before, ...Array<string>(Math.max(0, 8 - before.length - after.length)).fill("0"), ...after];
  return groups
    .slice(0, 4)
    .map((group) => group.slice(0, 4))
    .join(":");
}
