import type { Address } from "viem";
import { toCsv } from "./csv.ts";
import { readMovements } from "./movements.ts";
import { readSnapshot } from "./snapshot.ts";
import { CSV_COLUMNS } from "./words.ts";

const MAX_LINES = 10_000;

/** An account's movements as a table, newest first, and the block that it is as of. */
export async function historyCsv(account: Address): Promise<{ block: number; text: string }> {
  const { asOf, result } = await readSnapshot((reader, asOf) => readMovements(reader, asOf, { account, count: MAX_LINES }));
  const lines = result.map(({ shown }) => {
    const row: Record<(typeof CSV_COLUMNS)[number], string | number | null> = {
      time: new Date(shown.timestamp * 1000).toISOString(),
      kind: shown.kind,
      market: shown.marketId,
      question: shown.question,
      asset: shown.asset,
      outcome: shown.outcomeName,
      // what has no decimals has no decimal form
      amount: shown.amount.amount,
      token: shown.token,
      // an unknown token can call itself what it likes: its rows must not be taken for others'
      symbol: shown.currency.known ? shown.currency.symbol : shown.token,
      known: shown.currency.known ? "yes" : "no",
      base: shown.amount.base,
      other: shown.other,
      block: shown.block,
      transaction: shown.transactionHash,
    };
    return CSV_COLUMNS.map((column) => row[column]);
  });
  return { block: asOf.block, text: toCsv([CSV_COLUMNS, ...lines]) };
}
