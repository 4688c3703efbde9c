import { type Address, type Hash, type Hex, isHex } from "viem";
import type { Token } from "../types.ts";
import type { Cost, Evidence } from "./step.ts";

/** Something that happened at the resolver: its event's name and arguments, evidence and texts included (hostile text). */
export interface ResolutionEvent {
  kind: string;
  args: Readonly<Record<string, unknown>>;
  blockNumber: bigint;
  transactionHash: Hash;
  timestamp: number;
}

/** With its place in the block, to put events of several contracts in order. */
export type PlacedEvent = ResolutionEvent & { logIndex: number };

/** An entry of a resolution's timeline, whatever the resolver. All text is a stranger's. */
export interface TimelineEntry {
  /** The event's name in the contract that emitted it, such as `Proposed`, `Asserted`, `LogNewAnswer`, `Voided`. */
  kind: string;
  /** Who did it, or to whom it happened, where the event says so. */
  account?: Address;
  payouts?: readonly bigint[];
  /** A bond that was paid, or an amount that was credited or burnt. */
  cost?: Cost;
  evidence?: Evidence;
  /** The end of the window that it opened, Unix seconds. */
  deadline?: number;
  /** A clarification. */
  text?: string;
  /** The price that settled a market, in the feed's units. */
  price?: bigint;
  /** Who a ruling found right. */
  right?: "neither" | "proposer" | "disputer";
  /** What a court ruled, as its number. */
  ruling?: bigint;
  /** The proposal, assertion or question that it is about. */
  about?: Hex;
  blockNumber: bigint;
  logIndex: number;
  transactionHash: Hash;
  timestamp: number;
}

/** Which of an event's arguments is the account that it is about, first come first. */
const ACCOUNTS = ["proposer", "disputer", "member", "asserter", "account", "user", "payer", "party"] as const;
const SUBJECTS = ["proposalId", "assertionId", "questionId", "question_id"] as const;
const AMOUNTS = ["bond", "amount", "reward"] as const;
/** `Party` of the optimistic resolver, in its order. */
const PARTIES = ["neither", "proposer", "disputer"] as const;

/** A resolution's events as one timeline for display, oldest first. `token`: what the bonds are paid in. Pure. */
export function timelineOf(events: readonly PlacedEvent[], token: Token): TimelineEntry[] {
  return events.map(({ kind, args, ...place }) => {
    const account = first(args, ACCOUNTS) as Address | undefined;
    const about = first(args, SUBJECTS) as Hex | undefined;
    const amount = first(args, AMOUNTS) as bigint | undefined;
    const { payouts, evidenceUri, evidenceHash, deadline, text, price, right, ruling } = args;
    return {
      kind,
      ...(account && { account }),
      ...(about && { about }),
      ...(Array.isArray(payouts) && { payouts: payouts as bigint[] }),
      ...(amount !== undefined && { cost: { amount, token } }),
      ...(isHex(evidenceHash) && { evidence: { uri: String(evidenceUri ?? ""), hash: evidenceHash } }),
      ...(deadline !== undefined && { deadline: Number(deadline) }),
      ...(typeof text === "string" && { text }),
      ...(typeof price === "bigint" && { price }),
      ...(typeof right === "number" && { right: PARTIES[right] ?? "neither" }),
      ...(typeof ruling === "bigint" && { ruling }),
      ...place,
    };
  });
}

function first(args: Readonly<Record<string, unknown>>, names: readonly string[]): unknown {
  return names.map((name) => args[name]).find((value) => value !== undefined);
}
