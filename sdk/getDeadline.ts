import type { Client } from "viem";
import { getBlock } from "viem/actions";

/** How long a call may wait to be mined, in seconds: long enough to read it in a wallet and sign it. */
export const TIME_TO_MINE = 1_200;

/** The deadline for a call that is about to be sent, in Unix seconds, by the chain's clock where that runs ahead of this one's. */
export async function getDeadline(client: Client): Promise<bigint> {
  const { timestamp } = await getBlock(client);
  const now = BigInt(Math.floor(Date.now() / 1000));
  return (timestamp > now ? timestamp : now) + BigInt(TIME_TO_MINE);
}
