import { type Allowed, allowedPath } from "./allowedPath.ts";

const ID = "[0-9]{1,20}";

/** What of the relay a page may ask for, and with which parameters. */
const ALLOWED: Allowed = [
  [/^orders$/, ["maker", "market", "limit", "cursor"]],
  [/^orders\/0x[0-9a-fA-F]{64}$/, []],
  [new RegExp(`^markets/${ID}/book$`), ["outcome", "side", "levels"]],
  [/^stream$/, ["market", "maker"]],
];

/** The path and query to ask the relay for (`relayUrl`); null if the app does not pass it on. */
export function ordersPath(segments: readonly string[], search: URLSearchParams): string | null {
  return allowedPath(ALLOWED, segments, search);
}
