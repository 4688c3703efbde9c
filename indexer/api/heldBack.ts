import { market } from "ponder:schema";
import { sql } from "ponder";
import type { Unknown } from "../../sdk/tokens/unknownOf.ts";
import type { AsOf, Reader } from "./snapshot.ts";
import { currencyOf, knownInUse, listOf } from "./tokens.ts";

type Sql = ReturnType<typeof sql>;

/** Of the table of markets: those of which somebody vouches for everything. The same question as `unknownOf`, in SQL. */
export async function isVouchedFor(reader: Reader, asOf: AsOf): Promise<Sql> {
  return sql`(${market.resolverKind} <> 'unknown' and ${market.readable} and ${await isInKnown(reader, asOf, sql`${market.collateral}`)})`;
}

/** Whether a column's token is known. */
export async function isInKnown(reader: Reader, asOf: AsOf, column: Sql): Promise<Sql> {
  return sql`${column} = any(${listOf(await knownInUse(reader, asOf))}::text[])`;
}

/** What of a market nobody vouches for. */
export function unknownIn({
  resolverKind,
  collateral,
  readable,
}: {
  resolverKind: string;
  collateral: string;
  readable: boolean;
}): Unknown[] {
  return [
    ...(resolverKind === "unknown" ? (["resolver"] as const) : []),
    ...(currencyOf(collateral).known ? [] : (["collateral"] as const)),
    ...(readable ? [] : (["text"] as const)),
  ];
}
