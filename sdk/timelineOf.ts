import { type Address, type Hex, isHex } from "viem";
import type { Cost, ResolutionEvent, TimelineEntry } from "./resolution.ts";
import type { Token } from "./types.ts";

/** Which of an event's arguments is the account that it is about, first come first. */
const ACCOUNTS = ["proposer", "disputer", "member", "asserter", "account", "user"] as const;
const SUBJECTS = ["proposalId", "assertionId", "questionId", "question_id"] as const;
const AMOUNTS = ["bond", "amount"] as const;

/** A resolution's events as one timeline for display, oldest first. `token`: what the bonds are paid in. Pure. */
export function timelineOf(events: readonly (ResolutionEvent & { logIndex: number })[], token: Token): TimelineEntry[] {
  return events.map(({ kind, args, ...place }) => {
    const account = first(args, ACCOUNTS) as Address | undefined;
    const about = first(args, SUBJECTS) as Hex | undefined;
    const amount = first(args, AMOUNTS) as bigint | undefined;
    const cost: Cost | undefined = amount === undefined ? undefined : { amount, token };
    const { payouts, evidenceUri, evidenceHash, deadline, text, price } = args;
    return {
      kind,
      ...(account && { account }),
      ...(about && { about }),
      ...(Array.isArray(payouts) && { payouts: payouts as bigint[] }),
      ...(cost && { cost }),
      ...(isHex(evidenceHash) && { evidence: { uri: String(evidenceUri ?? ""), hash: evidenceHash } }),
      ...(deadline !== undefined && { deadline: Number(deadline) }),
      ...(typeof text === "string" && { text }),
      ...(typeof price === "bigint" && { price }),
      ...place,
    };
  });
}

function first(args: Readonly<Record<string, unknown>>, names: readonly string[]): unknown {
  return names.map((name) => args[name]).find((value) => value !== undefined);
}
