import type { Client } from "viem";
import { getBlock } from "viem/actions";
import { toPresageError } from "../toPresageError.ts";

/** From when and until when (Unix seconds) an order can be filled: at once, and for so many seconds, whichever clock is ahead. */
export async function orderTimes(client: Client, seconds: number): Promise<{ start: number; expiry: number }> {
  try {
    const { timestamp } = await getBlock(client);
    const [chain, here] = [Number(timestamp), Math.floor(Date.now() / 1_000)];
    return { start: Math.min(chain, here), expiry: Math.max(chain, here) + seconds };
  } catch (error) {
    throw toPresageError(error);
  }
}
