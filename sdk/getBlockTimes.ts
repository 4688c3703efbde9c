import type { Client, Log } from "viem";
import { getBlock } from "viem/actions";

/** Unix seconds of each block that the logs are in; asks only for those whose time the endpoint did not send along. */
export async function getBlockTimes(client: Client, logs: readonly Log[]): Promise<Map<bigint, number>> {
  const times = new Map<bigint, number>();
  for (const { blockNumber, blockTimestamp } of logs) {
    if (blockNumber !== null && blockTimestamp != null) times.set(blockNumber, Number(blockTimestamp));
  }
  const missing = new Set(logs.flatMap(({ blockNumber }) => (blockNumber === null || times.has(blockNumber) ? [] : [blockNumber])));
  await Promise.all(
    [...missing].map(async (blockNumber) => {
      const { timestamp } = await getBlock(client, { blockNumber });
      times.set(blockNumber, Number(timestamp));
    }),
  );
  return times;
}
