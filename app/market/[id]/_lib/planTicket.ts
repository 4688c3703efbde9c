import { parseAmount } from "../../../../sdk/parseAmount.ts";
import { parsePercent } from "../../../../sdk/parsePercent.ts";
import { planTrade, type TradePlan } from "../../../../sdk/planTrade.ts";
import type { Market, Side } from "../../../../sdk/types.ts";
import { errorText } from "../../../_lib/errorText.ts";
import { type Impact, priceImpact } from "../../../_lib/priceImpact.ts";

/** What the ticket's fields say. */
export interface TicketInput {
  op: "buy" | "sell";
  side: Side;
  outcome: number;
  mode: "amount" | "price";
  amountText: string;
  priceText: string;
  /** In percent. */
  tolerance: string;
}

/** What the ticket shows of a trade, exactly as the contract would do it on the market's present state. */
export type TicketQuote = TradePlan & { impact: { points: number; level: Impact } };

export interface TicketPlan {
  amount?: bigint;
  amountError?: string;
  quote?: TicketQuote;
  quoteError?: string;
}

/** Everything that the ticket computes as somebody types: in exact arithmetic, from what the page already has. */
export function planTicket(market: Market, input: TicketInput): TicketPlan {
  const { op, side, outcome, mode } = input;
  const text = mode === "amount" ? input.amountText : input.priceText;
  if (text.trim() === "") return {};
  let tolerance: number;
  try {
    tolerance = toleranceOf(input.tolerance);
  } catch (error) {
    return { quoteError: messageOf(error) };
  }
  const trade = { market, outcome, side, tolerance };
  if (mode === "price") {
    try {
      const quote = shown(planTrade({ ...trade, op, price: parsePercent(text, 16) }));
      return { amount: op === "buy" ? quote.collateral : quote.positions, quote };
    } catch (error) {
      return { amountError: messageOf(error) };
    }
  }
  let amount: bigint;
  try {
    amount = parseAmount(text, market.collateral.decimals);
  } catch (error) {
    return { amountError: messageOf(error) };
  }
  if (amount === 0n) return { amount };
  try {
    return { amount, quote: shown(planTrade({ ...trade, op, amount })) };
  } catch (error) {
    return { amount, quoteError: messageOf(error) };
  }
}

function shown(plan: TradePlan): TicketQuote {
  return { ...plan, impact: priceImpact(plan.priceBefore, plan.priceAfter) };
}

/** In 1e-4. What cannot be read stops the trade: nobody's limit is replaced by another. Throws as `parsePercent`. */
function toleranceOf(text: string): number {
  return Number(parsePercent(text, 2));
}

function messageOf(error: unknown): string {
  const { message, remedy } = errorText(error);
  return `${message} ${remedy}`;
}
