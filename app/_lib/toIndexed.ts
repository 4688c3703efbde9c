import type { Activity } from "../../sdk/activity.ts";
import type { IndexedActivity } from "./indexerTypes.ts";

/** Something that the chain's own logs say, in the shape in which the indexer says it. */
export function toIndexed(activity: Activity): IndexedActivity {
  const { kind, marketId, account, blockNumber, logIndex, transactionHash, timestamp, ...data } = activity;
  return {
    kind,
    source: "markets",
    marketId: String(marketId),
    account: account?.toLowerCase() ?? null,
    recipient: null,
    block: Number(blockNumber),
    logIndex,
    transactionHash,
    timestamp,
    data: JSON.parse(JSON.stringify(data, (_, value) => (typeof value === "bigint" ? String(value) : value))),
  };
}
