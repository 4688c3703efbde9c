import type { Reading } from "../../../../sdk/numbers/readNumber.ts";
import { parseAmount } from "../../../../sdk/parseAmount.ts";
import { parsePercent } from "../../../../sdk/parsePercent.ts";
import { priceTrade, type TradeQuote } from "../../../../sdk/priceTrade.ts";
import { atLeast, DEFAULT_TOLERANCE } from "../../../../sdk/tolerance.ts";
import type { Market } from "../../../../sdk/types.ts";
import { WAD } from "../../../../sdk/wad.ts";
import { refusalText } from "../../../_lib/failureText.ts";
import { LOCALE } from "../../../_lib/locale.ts";
import { type Impact, priceImpact } from "../../../_lib/priceImpact.ts";
import type { TicketState } from "./ticketState.ts";

/** What the ticket shows of a trade, exactly as the contract would do it on the market's present state. */
export type TicketQuote = TradeQuote & { impact: { percent: number; level: Impact }; averageWithoutFee: bigint };

export interface TicketPlan {
  amount?: bigint;
  amountError?: string;
  /** What is written for a tolerance is none that can be: nothing is traded by another. */
  toleranceError?: string;
  quote?: TicketQuote;
  quoteError?: string;
}

type Input = Pick<TicketState, "op" | "side" | "outcome" | "amountText" | "tolerance">;

/**
 * Everything that the ticket computes as somebody types: in exact arithmetic, from what the page already has. `reading`: how who types
 * writes numbers.
 */
export function planTicket(market: Market, input: Input, reading: Reading = { locale: LOCALE }): TicketPlan {
  const { op, side, outcome, amountText } = input;
  const { tolerance = DEFAULT_TOLERANCE, toleranceError } = toleranceOf(input.tolerance, reading);
  const refused = toleranceError === undefined ? {} : { toleranceError };
  if (amountText.trim() === "") return refused;
  let amount: bigint;
  try {
    amount = parseAmount(amountText, market.collateral.decimals, reading);
  } catch (error) {
    return { ...refused, amountError: refusalText(error) };
  }
  if (amount === 0n || toleranceError !== undefined) return { ...refused, amount };
  try {
    return { amount, quote: shown(priceTrade({ market, outcome, side, op, amount, tolerance })) };
  } catch (error) {
    return { amount, quoteError: refusalText(error) };
  }
}

/** Whether a trade would now give less than the quote that was read allowed for. */
export function isWorse(read: TradeQuote | undefined, now: TradeQuote | undefined): boolean {
  if (!read || !now) return false;
  return now.op === "sell" ? now.collateral < read.limit : now.positions < read.limit;
}

function shown(plan: TradeQuote): TicketQuote {
  const { op, collateral, fee, positions, priceBefore, priceAfter } = plan;
  const averageWithoutFee = ((op === "sell" ? collateral + fee : collateral - fee) * WAD) / positions;
  return { ...plan, averageWithoutFee, impact: priceImpact({ before: priceBefore, after: priceAfter, average: averageWithoutFee }) };
}

/** In 1e-4; the automatic one where nothing is written. What cannot be read stops the trade: no limit is replaced by another. */
function toleranceOf(text: string, reading: Reading): { tolerance?: number; toleranceError?: string } {
  if (text.trim() === "") return {};
  try {
    const tolerance = Number(parsePercent(text, 2, reading));
    atLeast(0n, tolerance); // refuses what no trade takes
    return { tolerance };
  } catch (error) {
    return { toleranceError: refusalText(error) };
  }
}
