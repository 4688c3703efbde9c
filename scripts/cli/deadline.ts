import type { Connection } from "./connection.ts";

const TEN_MINUTES = 600n;

/** Ten minutes from now by the chain's clock, which on a local chain can run ahead. */
export async function deadlineOf({ publicClient }: Pick<Connection, "publicClient">): Promise<bigint> {
  const { timestamp } = await publicClient.getBlock();
  const now = BigInt(Math.floor(Date.now() / 1000));
  return (timestamp > now ? timestamp : now) + TEN_MINUTES;
}
