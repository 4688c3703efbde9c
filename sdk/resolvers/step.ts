import type { Address, Hex } from "viem";
import type { Market, Token } from "../types.ts";

/** The chain's own coin, as a token. */
export const NATIVE: Token = { address: "0x0000000000000000000000000000000000000000", symbol: "ETH", decimals: 18 };

/** An amount that a step takes beside gas. The zero address is the chain's own coin. */
export interface Cost {
  amount: bigint;
  token: Token;
}

/** What a step reports: payouts, one for each outcome, or one of two other answers. */
export type Answer = readonly bigint[] | "tooEarly" | "invalid";
export type AnswerKind = "payouts" | "tooEarly" | "invalid";

/** Where evidence is, and keccak256 of its bytes. */
export interface Evidence {
  uri: string;
  hash: Hex;
}

/** What a person must be asked before an action. */
export interface ActionSpec {
  /** The answers that it can report; none if it reports nothing. */
  answers: readonly AnswerKind[];
  /** Whether it carries evidence. */
  evidence: boolean;
  /** Others vote or rule: no call of this SDK does it. */
  isElsewhere?: true;
}

/** A step that is possible now or later in the present state: what, who, from when, until when, at what cost. */
export interface Step<action extends string = string> {
  action: action;
  who: "anyone" | "arbiter" | "member" | "voter" | "arbitrator" | "court";
  /** Who that is, where they are named. */
  accounts?: readonly Address[];
  /** Unix seconds: the first at which it is possible. */
  from: number;
  /** Unix seconds: the first at which it is too late; undefined if it stays possible until somebody acts. */
  until?: number;
  /** What it takes: bonds come back to whoever is right. */
  cost?: Cost;
  /** The proposal, assertion or question that it is about. */
  about?: Hex;
  /** Possible at the block that was read. */
  isOpen: boolean;
  /** The market waits for it: it belongs into a queue of what is due. A dispute is open, never due. */
  isDue: boolean;
}

/** A step from what is particular to it: open between its times, due if it is open and `isDue`. */
export type MakeStep = <action extends string>(action: action, rest?: Partial<Omit<Step, "action">>) => Step<action>;

/** What any single stranger can bring about if everybody else stays silent for ever. */
export interface Fallback {
  /** `finalize`: the answer that stands pays. `refund`: bonds go back, then it is void. `void`: the initial odds pay. */
  kind: "finalize" | "refund" | "void";
  /** Unix seconds from which it is possible. */
  at: number;
  /** What would be paid, if it is known. */
  payouts?: readonly bigint[];
}

export interface Plan<action extends string = string> {
  steps: Step<action>[];
  fallback?: Fallback;
}

/** What a step needs to become a call. */
export interface StepInput {
  market: Market;
  answer?: Answer;
  evidence?: Evidence;
  /** Instead of the smallest bond, where the step leaves a choice. */
  bond?: bigint;
}

/** Nobody resolved it: the initial odds pay. */
export function voiding(market: Pick<Market, "resolveBy" | "odds" | "outcomeCount">): Fallback {
  return { kind: "void", at: market.resolveBy, payouts: initialOdds(market) };
}

/** What a void pays. */
export function initialOdds({ odds, outcomeCount }: Pick<Market, "odds" | "outcomeCount">): readonly bigint[] {
  return odds.length > 0 ? odds : new Array<bigint>(outcomeCount).fill(1n);
}
