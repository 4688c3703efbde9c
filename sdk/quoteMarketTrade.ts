import { PresageError, withToken } from "./errors.ts";
import { routePosition } from "./positionId.ts";
import { type Quote, quoteTrade } from "./quoteTrade.ts";
import type { Market, Op, Side, Token } from "./types.ts";

/**
 * `quoteTrade` for an outcome of a market as it was read: routes NO of a two-outcome market as the contract does. Of the
 * result, `price` values are those of the side that was asked for, scaled by 1e18; `rhosAfter` is the state after the
 * trade, for quoting the next one. Throws as `quoteTrade`, and `UnknownOutcome`.
 */
export function quoteMarketTrade(options: {
  market: Pick<Market, "liquidity" | "rhos" | "prices" | "feeRate" | "collateral">;
  op: Op;
  /** Index of the outcome, from 0. */
  outcome: number;
  side: Side;
  /** Base units. */
  amount: bigint;
}): Quote & { priceBefore: bigint; sidePriceAfter: bigint; rhosAfter: bigint[] } {
  const { market, op, amount } = options;
  const { rhos, liquidity, feeRate } = market;
  const { outcome, side } = routePosition({ ...options, outcomeCount: rhos.length });
  const rho = rhos[outcome];
  if (rho === undefined) {
    const details = { outcome: BigInt(options.outcome), outcomeCount: BigInt(rhos.length) };
    throw new PresageError({ code: "UnknownOutcome", details });
  }
  const quote = inTokens(market.collateral, () => quoteTrade({ op, side, liquidity, rho, feeRate, amount }));
  return {
    ...quote,
    priceBefore: sidePrice(market.prices[outcome] ?? 0n, side),
    sidePriceAfter: sidePrice(quote.priceAfter, side),
    rhosAfter: rhos.map((other, index) => (index === outcome ? quote.rhoAfter : other + quote.shift)),
  };
}

/** Amounts in what `quoteTrade` refuses are base units; here the token is known. */
function inTokens(token: Token, quote: () => Quote): Quote {
  try {
    return quote();
  } catch (error) {
    throw error instanceof PresageError ? withToken(error, token) : error;
  }
}

function sidePrice(yesPrice: bigint, side: Side): bigint {
  return side === "yes" ? yesPrice : 10n ** 18n - yesPrice;
}
