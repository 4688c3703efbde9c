import type { Market, Status } from "./types.ts";

/** `Status` in the contract's order. */
export const statuses = ["None", "Open", "Closed", "Resolved", "Void"] as const satisfies readonly Status[];

/** The status of a market that was read earlier, as of `timestamp` (Unix seconds): time alone closes an open one. */
export function statusAt(market: Pick<Market, "status" | "closesAt">, timestamp: number): Status {
  return market.status === "Open" && timestamp >= market.closesAt ? "Closed" : market.status;
}

/** Resolved and Void are final. */
export function isFinal(status: Status): boolean {
  return status === "Resolved" || status === "Void";
}
