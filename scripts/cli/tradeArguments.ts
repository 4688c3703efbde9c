import { describeRevert } from "../../sdk/describeRevert.ts";
import { PresageError } from "../../sdk/errors.ts";
import { parseAmount } from "../../sdk/parseAmount.ts";
import { quoteMarketTrade } from "../../sdk/quoteMarketTrade.ts";
import { toPresageError } from "../../sdk/toPresageError.ts";
import type { Market, Op, Side } from "../../sdk/types.ts";
import { WAD } from "../../sdk/wad.ts";
import { outcomeArgument } from "./marketArgument.ts";
import { amountJson, amountText, priceJson, priceText } from "./present.ts";

export type TradeArgs = { outcome: string; side: string; spend: string; buy: string; sell: string };

/** A trade as the options name it, with its exact quote on the market's present state. Amounts in base units. */
export interface TradePlan {
  op: Op;
  outcome: number;
  side: Side;
  positions: bigint;
  collateral: bigint;
  fee: bigint;
  /** Scaled by 1e18, of the side that is traded. */
  averagePrice: bigint;
  priceBefore: bigint;
  priceAfter: bigint;
}

/** Exactly one of `--spend`, `--buy` and `--sell` says how much. */
export function planTrade(args: TradeArgs, market: Market): TradePlan {
  const given = (
    [
      ["buy", args.spend],
      ["buyExact", args.buy],
      ["sell", args.sell],
    ] as [Op, string][]
  ).filter(([, text]) => text !== "");
  if (given.length !== 1) {
    throw new PresageError({
      code: "InvalidArguments",
      message: `${given.length} of --spend, --buy and --sell are given, one is needed.`,
      remedy: "--spend takes collateral, --buy and --sell take positions.",
    });
  }
  const [[op, text]] = given;
  const outcome = outcomeArgument(args.outcome, market);
  const side = sideArgument(args.side);
  const amount = parseAmount(text, market.collateral.decimals);
  const { output, fee, priceBefore, sidePriceAfter } = quoteInUnits({ market, op, outcome, side, amount });
  const [positions, collateral] = op === "buy" ? [output, amount] : [amount, output];
  return {
    op,
    outcome,
    side,
    positions,
    collateral,
    fee,
    averagePrice: (collateral * WAD) / positions,
    priceBefore,
    priceAfter: sidePriceAfter,
  };
}

/** A quote whose errors speak of whole tokens. */
function quoteInUnits(options: Parameters<typeof quoteMarketTrade>[0] & { market: Market }): ReturnType<typeof quoteMarketTrade> {
  try {
    return quoteMarketTrade(options);
  } catch (cause) {
    const { code, remedy, details } = toPresageError(cause);
    if (code !== "CollateralTooLarge" && code !== "PositionsTooLarge") throw cause;
    const [message] = describeRevert(code, [details.given, details.maximum], [], options.market.collateral);
    throw new PresageError({ code, message, remedy, details, cause });
  }
}

function sideArgument(text: string): Side {
  const side = text.toLowerCase();
  if (side === "yes" || side === "no") return side;
  throw new PresageError({ code: "InvalidSide", message: `"${text}" is not a side.`, remedy: "Use --side yes or --side no." });
}

export function planJson(plan: TradePlan, market: Market): Record<string, unknown> {
  const { collateral: token } = market;
  return {
    positions: amountJson(plan.positions, token),
    collateral: amountJson(plan.collateral, token),
    fee: amountJson(plan.fee, token),
    averagePrice: priceJson(plan.averagePrice),
    priceBefore: priceJson(plan.priceBefore),
    priceAfter: priceJson(plan.priceAfter),
  };
}

export function planText(plan: TradePlan, market: Market): string {
  const { collateral: token } = market;
  const what = `${plan.side === "no" ? "NO on " : ""}${market.outcomes[plan.outcome]}`;
  const positions = amountText(plan.positions, { ...token, symbol: what });
  const money = `${amountText(plan.collateral, token)} (fee ${amountText(plan.fee, token)})`;
  const verb = plan.op === "sell" ? `sell ${positions} for ${money}` : `buy ${positions} for ${money}`;
  return `${verb}, ${priceText(plan.averagePrice)} on average; price ${priceText(plan.priceBefore)} → ${priceText(plan.priceAfter)}`;
}
