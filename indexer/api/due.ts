import { activityEvent, market, pool } from "ponder:schema";
import { sql } from "ponder";
import { type AsOf, type Reader, select } from "./snapshot.ts";
import type { DUE } from "./words.ts";

export interface DueRow {
  id: string;
  due: (typeof DUE)[number];
  at: number;
}

/**
 * Markets on their way to an answer, in the order in which something can be done about them. What exactly, the chain says
 * (`getResolution` of the SDK): UMA and Reality.eth keep votes and answers that no event of ours tells of.
 */
export async function findDue(
  reader: Reader,
  asOf: AsOf,
  { only, after, count }: { only: ReturnType<typeof sql>; after: string[] | undefined; count: number },
): Promise<DueRow[]> {
  const now = asOf.timestamp;
  const place = after ? sql`(rank, at, id) > (${after[0]}::int, ${after[1]}::bigint, ${after[2]}::numeric)` : sql`true`;
  return select<DueRow>(
    reader,
    sql`select id, due, at::float8 as at from (
        select id, at, due, case due when 'deadline' then 1 else 0 end as rank from (
          select ${market.id} as id,
            case when live.deadline is not null and live.deadline <= ${now} then 'finalize'
              when ${market.resolveBy} <= ${now} then 'void'
              when live.deadline is not null then 'deadline' else 'answer' end as due,
            case when live.deadline is not null and live.deadline <= ${now} then live.deadline
              when ${market.resolveBy} <= ${now} then ${market.resolveBy}
              when live.deadline is not null then live.deadline else ${market.closesAt} end as at
          from ${market} join ${pool} on ${pool.marketId} = ${market.id}
          left join lateral (
            select case when kind in ('Proposed', 'Asserted', 'Disputed') then (data->>'deadline')::numeric::bigint end as deadline
            from ${activityEvent}
            where ${activityEvent.marketId} = ${market.id} and ${activityEvent.kind} <> 'Trade' and ${activityEvent.source} <> 'markets'
              and ${activityEvent.kind} not in ('Clarified', 'Credited', 'Voted', 'VoteWithdrawn')
            order by ${activityEvent.sequence} desc limit 1
          ) live on true
          where ${only} and ${pool.final} is null and (${pool.halted} or ${market.closesAt} <= ${now} or live.deadline is not null)
        ) waiting
      ) ranked where ${place} order by rank, at, id limit ${count}`,
  );
}

export function rankOf({ due }: Pick<DueRow, "due">): number {
  return due === "deadline" ? 1 : 0;
}
