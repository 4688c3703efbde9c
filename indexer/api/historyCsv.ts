import type { Address } from "viem";
import { presentActivity, readActivity } from "./activity.ts";
import { toCsv } from "./csv.ts";
import { readMarkets } from "./markets.ts";
import { readSnapshot } from "./snapshot.ts";

const MAX_LINES = 10_000;
const COLUMNS = [
  "time",
  "block",
  "transaction",
  "kind",
  "market",
  "question",
  "op",
  "side",
  "outcome",
  "outcomeName",
  "collateral",
  "positions",
  "fee",
  "details",
];

/** An account's history as a table, newest first, and the block that it is as of. */
export async function historyCsv(account: Address): Promise<{ block: number; text: string }> {
  const { asOf, result } = await readSnapshot(async (reader, asOf) => {
    const rows = await readActivity(reader, { account, count: MAX_LINES });
    const ids = [...new Set(rows.flatMap(({ marketId }) => (marketId === null ? [] : [marketId])))];
    return { rows, markets: await readMarkets(reader, asOf, ids) };
  });
  const lines = result.rows.map((row) => {
    const market = row.marketId === null ? undefined : result.markets.get(row.marketId)?.market;
    const isTrade = row.kind === "Trade";
    const { data } = presentActivity(row);
    return [
      new Date(row.timestamp * 1000).toISOString(),
      row.block,
      row.transactionHash,
      row.kind,
      row.marketId === null ? "" : String(row.marketId),
      market?.question ?? "",
      row.op,
      row.side,
      row.outcome,
      row.outcome === null ? "" : (market?.outcomes[row.outcome] ?? ""),
      isTrade ? String(row.collateral) : "",
      isTrade ? String(row.positions) : "",
      isTrade ? String(row.fee) : "",
      isTrade ? "" : JSON.stringify(data),
    ];
  });
  return { block: asOf.block, text: toCsv([COLUMNS, ...lines]) };
}
