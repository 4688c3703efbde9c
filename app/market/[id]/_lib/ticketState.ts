import { formatAmount } from "../../../../sdk/formatAmount.ts";
import type { Reading } from "../../../../sdk/numbers/readNumber.ts";
import { shownDigits } from "../../../../sdk/numbers/shownDigits.ts";
import { writeNumber } from "../../../../sdk/numbers/writeNumber.ts";
import { parseAmount } from "../../../../sdk/parseAmount.ts";
import type { Side } from "../../../../sdk/types.ts";
import { LOCALE } from "../../../_lib/locale.ts";

const HOUR = 3_600;
/** How long a limit order may be good for, in seconds: short at first, for what is not renewed ends by itself. */
export const SPANS = { hour: HOUR, day: 24 * HOUR, week: 168 * HOUR } as const;
export type Span = keyof typeof SPANS;

/** What the ticket's fields say, and nothing that can be computed from them. */
export interface TicketState {
  op: "buy" | "sell";
  /** At the market's price now, or at a price of one's own that is waited for. */
  kind: "market" | "limit";
  outcome: number;
  side: Side;
  /** The limit, in percent; undefined until one is typed, for what it is a limit of. */
  limitText?: string;
  /** How long a limit order is good for. */
  span: Span;
  amountText: string;
  /** In percent; empty for the automatic one. */
  tolerance: string;
  /** What was typed to confirm a trade that needs it. */
  confirmation: string;
  /** In percent, once the reader has said it. */
  estimate: number | null;
  /** The trade before went through, and nothing has been touched since. */
  isDone: boolean;
}

export type TicketAction =
  | { type: "choose"; outcome: number; side: Side }
  | { type: "op"; op: "buy" | "sell" }
  | { type: "kind"; kind: "market" | "limit" }
  | { type: "limit"; text: string }
  | { type: "span"; span: Span }
  | { type: "amount"; text: string }
  | { type: "add"; amount: bigint; decimals: number; reading?: Reading }
  | { type: "estimate"; percent: number; outcome: number; side: Side; amount: bigint; decimals: number; locale?: string }
  | { type: "tolerance"; text: string }
  | { type: "confirmation"; text: string }
  | { type: "traded" }
  | { type: "again" };

export function openTicket({ op = "buy", outcome, side }: { op?: TicketState["op"]; outcome: number; side: Side }): TicketState {
  return {
    op,
    kind: "market",
    outcome,
    side,
    span: "hour",
    amountText: "",
    tolerance: "",
    confirmation: "",
    estimate: null,
    isDone: false,
  };
}

export function reduceTicket(state: TicketState, action: TicketAction): TicketState {
  // another trade than the one that was confirmed, or done
  const touched = { ...state, confirmation: "", isDone: false };
  const { limitText: _, ...unpriced } = touched;
  switch (action.type) {
    case "choose":
      return {
        ...(action.outcome === state.outcome && action.side === state.side ? touched : unpriced),
        outcome: action.outcome,
        side: action.side,
        estimate: null,
      };
    case "op":
      if (action.op === state.op) return { ...touched, estimate: null };
      // an amount of money is none of positions
      return { ...unpriced, op: action.op, amountText: "", estimate: null };
    case "kind":
      return { ...touched, kind: action.kind, estimate: null };
    case "limit":
      return { ...touched, limitText: action.text };
    case "span":
      return { ...touched, span: action.span };
    case "amount":
      return { ...touched, amountText: action.text, estimate: null };
    case "add":
      return { ...touched, amountText: added(state.amountText, action), estimate: null };
    case "estimate": {
      const { percent: estimate, outcome, side, amount, decimals, locale } = action;
      const maxDigits = shownDigits(amount, decimals, Math.min(decimals, 2));
      const amountText = amount === 0n ? "" : typed(amount, decimals, { maxDigits, ...(locale && { locale }) });
      return { ...touched, op: "buy", outcome, side, amountText, estimate };
    }
    case "tolerance":
      return { ...touched, tolerance: action.text };
    case "confirmation":
      return { ...state, confirmation: action.text };
    case "traded":
      return { ...touched, amountText: "", estimate: null, isDone: true };
    case "again":
      return { ...state, isDone: false };
  }
}

/** An amount as whoever types would have written it, to the last digit unless told. */
export function typed(amount: bigint, decimals: number, { locale = LOCALE, maxDigits = decimals } = {}): string {
  return writeNumber(formatAmount(amount, decimals, { minDigits: 0, maxDigits }), locale, { useGrouping: false });
}

/** What is no amount counts as nothing. */
function added(text: string, options: { amount: bigint; decimals: number; reading?: Reading }): string {
  const { amount, decimals, reading = { locale: LOCALE } } = options;
  let before = 0n;
  try {
    before = parseAmount(text, decimals, reading);
  } catch {
    // what is there is replaced
  }
  return typed(before + amount, decimals, reading);
}
