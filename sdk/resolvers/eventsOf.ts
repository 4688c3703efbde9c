import type { Abi } from "viem";

/** The names of the events that a contract emits. A resolver's `…Registered` carries a market's policy. */
export function eventsOf(abi: Abi): string[] {
  return abi.flatMap((item) => (item.type === "event" ? [item.name] : []));
}
