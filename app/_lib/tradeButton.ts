import type { Status } from "../../sdk/types.ts";

export type TradeStage = "idle" | "signing" | "pending" | "done";

/** What decides the one button of the trade ticket. Amounts in base units. */
export interface TradeState {
  connected: boolean;
  rightChain: boolean;
  status: Status;
  /** Undefined: nothing that is an amount has been typed; an error's message if it is not one. */
  amount?: bigint;
  amountError?: string;
  /** What is written for a tolerance is none. */
  toleranceError?: string;
  /** The balance of what is paid with: collateral to buy, positions to sell. Undefined while it is being read. */
  balance?: bigint;
  needed?: bigint;
  /** A refusal of the quote, such as a trade beyond the contract's limits. */
  quoteError?: string;
  /** The trade would give less than the quote that was read allowed for. */
  isWorse: boolean;
  /** What is not confirmed and has to be. */
  unconfirmed?: Confirmation;
  stage: TradeStage;
}

/** What has to be confirmed by typing a word: that nobody vouches for the market, or that the trade moves its own price far. */
export type Confirmation = "unknown" | "impact";

export type TradeReason =
  | "pending"
  | "signing"
  | "connect"
  | "wrongChain"
  | "closed"
  | "done"
  | "invalidAmount"
  | "enterAmount"
  | "invalidTolerance"
  | "insufficient"
  | "tooLarge"
  | "worse"
  | "confirmUnknown"
  | "confirmImpact"
  | "trade";

/** The first reason that applies decides the text, and whether a press does anything. */
export function tradeButton(state: TradeState): { reason: TradeReason; enabled: boolean } {
  const { stage, amount, balance, needed } = state;
  if (stage === "signing") return { reason: "signing", enabled: false };
  if (stage === "pending") return { reason: "pending", enabled: false };
  if (!state.connected) return { reason: "connect", enabled: true };
  if (!state.rightChain) return { reason: "wrongChain", enabled: true };
  if (state.status !== "Open") return { reason: "closed", enabled: false };
  if (stage === "done") return { reason: "done", enabled: true };
  if (state.amountError) return { reason: "invalidAmount", enabled: false };
  if (amount === undefined || amount === 0n) return { reason: "enterAmount", enabled: false };
  if (state.toleranceError) return { reason: "invalidTolerance", enabled: false };
  if (balance !== undefined && needed !== undefined && balance < needed) return { reason: "insufficient", enabled: false };
  if (state.quoteError) return { reason: "tooLarge", enabled: false };
  if (state.isWorse) return { reason: "worse", enabled: true };
  if (state.unconfirmed) return { reason: state.unconfirmed === "unknown" ? "confirmUnknown" : "confirmImpact", enabled: false };
  return { reason: "trade", enabled: true };
}
