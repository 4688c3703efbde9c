import { activity, counter } from "ponder:schema";
import { and, asc, gte, lt } from "ponder";
import type { Reader } from "./snapshot.ts";

/** How many activities there are, which is the number of the last. */
export async function readCount(reader: Reader): Promise<number> {
  const [row] = await reader.select({ activities: counter.activities }).from(counter);
  return row?.activities ?? 0;
}

/** What stands at these numbers now: block and place in it. */
export async function readIdentities(reader: Reader, from: number, count: number): Promise<{ sequence: number; identity: string }[]> {
  const rows = await reader
    .select({ sequence: activity.sequence, blockHash: activity.blockHash, logIndex: activity.logIndex })
    .from(activity)
    .where(and(gte(activity.sequence, from), lt(activity.sequence, from + count)))
    .orderBy(asc(activity.sequence));
  return rows.map(({ sequence, blockHash, logIndex }) => ({ sequence, identity: `${blockHash}${logIndex}` }));
}
