import { activityEvent, counter } from "ponder:schema";
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
    .select({ sequence: activityEvent.sequence, blockHash: activityEvent.blockHash, logIndex: activityEvent.logIndex })
    .from(activityEvent)
    .where(and(gte(activityEvent.sequence, from), lt(activityEvent.sequence, from + count)))
    .orderBy(asc(activityEvent.sequence));
  return rows.map(({ sequence, blockHash, logIndex }) => ({ sequence, identity: `${blockHash}${logIndex}` }));
}
