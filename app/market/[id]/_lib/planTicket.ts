import { amountForPrice } from "../../../../sdk/amountForPrice.ts";
import { PresageError } from "../../../../sdk/errors.ts";
import { divUp, RATE_UNIT } from "../../../../sdk/lmsr.ts";
import { parseAmount } from "../../../../sdk/parseAmount.ts";
import { routePosition } from "../../../../sdk/positionId.ts";
import { quoteMarketTrade } from "../../../../sdk/quoteMarketTrade.ts";
import type { Market, Side } from "../../../../sdk/types.ts";
import { WAD } from "../../../../sdk/wad.ts";
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

/** What the ticket shows of a trade, exactly as the contract would do it on the market's present state. Base units. */
export interface TicketQuote {
  collateral: bigint;
  positions: bigint;
  fee: bigint;
  /** Scaled by 1e18. */
  averagePrice: bigint;
  priceBefore: bigint;
  priceAfter: bigint;
  impact: { points: number; level: Impact };
  /** The least that the contract may give: the quote less the tolerance. */
  atLeast: bigint;
}

export interface TicketPlan {
  amount?: bigint;
  amountError?: string;
  quote?: TicketQuote;
  quoteError?: string;
}

/** Everything that the ticket computes as somebody types: in exact arithmetic, from what the page already has. */
export function planTicket(market: Market, input: TicketInput): TicketPlan {
  const text = input.mode === "amount" ? input.amountText : input.priceText;
  if (text.trim() === "") return {};
  let amount: bigint;
  try {
    amount = input.mode === "amount" ? parseAmount(text, market.collateral.decimals) : amountOfPrice(market, input);
  } catch (error) {
    return { amountError: messageOf(error) };
  }
  if (amount === 0n) return { amount };
  try {
    return { amount, quote: quoteOf(market, input, amount) };
  } catch (error) {
    return { amount, quoteError: messageOf(error) };
  }
}

function amountOfPrice(market: Market, input: TicketInput): bigint {
  const price = parseAmount(input.priceText.replace("%", ""), 16);
  const { outcome, side } = routePosition({ outcome: input.outcome, side: input.side, outcomeCount: market.outcomeCount });
  return amountForPrice({
    op: input.op,
    side,
    liquidity: market.liquidity,
    rho: market.rhos[outcome] as bigint,
    feeRate: market.feeRate,
    price,
  });
}

function quoteOf(market: Market, { op, side, outcome, tolerance }: TicketInput, amount: bigint): TicketQuote {
  const { output, fee, priceBefore, sidePriceAfter } = quoteMarketTrade({ market, op, outcome, side, amount });
  const [collateral, positions] = op === "buy" ? [amount, output] : [output, amount];
  const slippage = toleranceOf(tolerance);
  return {
    collateral,
    positions,
    fee,
    averagePrice: (collateral * WAD) / positions,
    priceBefore,
    priceAfter: sidePriceAfter,
    impact: priceImpact(priceBefore, sidePriceAfter),
    atLeast: divUp(output * (RATE_UNIT - slippage), RATE_UNIT),
  };
}

/** In 1e-4; at most a half, and what is not a number counts as the automatic one percent. */
function toleranceOf(text: string): bigint {
  const percent = Number(text);
  return Number.isFinite(percent) && percent >= 0 ? BigInt(Math.min(5_000, Math.round(percent * 100))) : 100n;
}

function messageOf(error: unknown): string {
  return error instanceof PresageError ? `${error.message} ${error.remedy}` : String(error);
}
