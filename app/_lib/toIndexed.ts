import type { Activity } from "../../sdk/activity.ts";
import { isSameAddress } from "../../sdk/isSameAddress.ts";
import type { IndexedActivity } from "./indexerTypes.ts";

/**
 * What the chain's own logs say, in the shape in which the indexer says it. Like there, what the orders contract does to carry out fills is
 * told by the fills.
 */
export function toIndexed(activities: readonly Activity[], orders: string | undefined): IndexedActivity[] {
  return activities.filter(({ account }) => !account || !isSameAddress(orders, account)).map(rowOf);
}

function rowOf(activity: Activity): IndexedActivity {
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
