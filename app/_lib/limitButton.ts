import type { Status } from "../../sdk/types.ts";
import type { TradeStage } from "./tradeButton.ts";

/** What decides the one button of a limit order. Amounts in base units of what is given. */
export interface LimitState {
  connected: boolean;
  rightChain: boolean;
  status: Status;
  /** Undefined: nothing that is a price has been typed; an error's message if it is none. */
  price?: bigint;
  priceError?: string;
  amount?: bigint;
  amountError?: string;
  /** Undefined while it is being read. */
  balance?: bigint;
  /** A refusal of the order, such as an amount that buys nothing. */
  planError?: string;
  /** Nobody vouches for the market, and that is not confirmed. */
  isUnconfirmed: boolean;
  stage: TradeStage;
}

export type LimitReason =
  | "signing"
  | "pending"
  | "connect"
  | "wrongChain"
  | "closed"
  | "done"
  | "invalidPrice"
  | "enterPrice"
  | "invalidAmount"
  | "enterAmount"
  | "insufficient"
  | "tooSmall"
  | "confirmUnknown"
  | "place";

/** The first reason that applies decides the text, and whether a press does anything. */
export function limitButton(state: LimitState): { reason: LimitReason; enabled: boolean } {
  const { stage, amount, balance } = state;
  if (stage === "signing" || stage === "pending") return { reason: stage, enabled: false };
  if (!state.connected) return { reason: "connect", enabled: true };
  if (!state.rightChain) return { reason: "wrongChain", enabled: true };
  if (state.status !== "Open") return { reason: "closed", enabled: false };
  if (stage === "done") return { reason: "done", enabled: true };
  if (state.priceError) return { reason: "invalidPrice", enabled: false };
  if (state.price === undefined) return { reason: "enterPrice", enabled: false };
  if (state.amountError) return { reason: "invalidAmount", enabled: false };
  if (amount === undefined || amount === 0n) return { reason: "enterAmount", enabled: false };
  if (balance !== undefined && balance < amount) return { reason: "insufficient", enabled: false };
  if (state.planError) return { reason: "tooSmall", enabled: false };
  if (state.isUnconfirmed) return { reason: "confirmUnknown", enabled: false };
  return { reason: "place", enabled: true };
}
