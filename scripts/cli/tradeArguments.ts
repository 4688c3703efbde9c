import { PresageError } from "../../sdk/errors.ts";
import { maxTrade } from "../../sdk/maxTrade.ts";
import { percentText } from "../../sdk/numbers/percentText.ts";
import { planTrade, type TradePlan } from "../../sdk/planTrade.ts";
import { tradedRho } from "../../sdk/tradedRho.ts";
import type { Market, Op, Side } from "../../sdk/types.ts";
import { amountArgument } from "./amountArgument.ts";
import { outcomeArgument } from "./marketArgument.ts";
import { amountJson, amountText, priceJson } from "./present.ts";

export type TradeArgs = { outcome: string; side: string; spend: string; buy: string; sell: string };

/** A trade as the options name it, but for how much where that is `max`. */
export interface AskedTrade {
  op: Op;
  outcome: number;
  side: Side;
  /** In base units. */
  amount: bigint | "max";
}

/** Exactly one of `--spend`, `--buy` and `--sell` says how much. */
export function tradeArguments(args: TradeArgs, market: Market): AskedTrade {
  const given = (
    [
      ["buy", "--spend", args.spend],
      ["buyExact", "--buy", args.buy],
      ["sell", "--sell", args.sell],
    ] as [Op, string, string][]
  ).filter(([, , text]) => text !== "");
  if (given.length !== 1) {
    throw new PresageError({
      code: "InvalidArguments",
      message: `${given.length} of --spend, --buy and --sell are given, one is needed.`,
      remedy: "--spend takes collateral, --buy and --sell take positions.",
    });
  }
  const [[op, option, text]] = given;
  const outcome = outcomeArgument(args.outcome, market);
  const side = sideArgument(args.side);
  if (text !== "max") return { op, outcome, side, amount: amountArgument(option, text, market.collateral) };
  if (op !== "buyExact") return { op, outcome, side, amount: "max" };
  throw new PresageError({ code: "InvalidArguments", message: "--buy takes an amount.", remedy: "`--spend max` buys as much as can be." });
}

/** A trade with its exact quote. What is `max` is the largest that the contract allows, and no more than the account `has`. */
export function planAsked(order: AskedTrade, market: Market, options: { has?: bigint; tolerance?: number } = {}): TradePlan {
  const { op, outcome, side } = order;
  const { has, tolerance } = options;
  const largest = () => {
    const traded = tradedRho({ market, outcome, side });
    const allowed = maxTrade({ op, side: traded.side, liquidity: market.liquidity, rho: traded.rho, feeRate: market.feeRate });
    return has !== undefined && has < allowed ? has : allowed;
  };
  const amount = order.amount === "max" ? largest() : order.amount;
  return planTrade({ market, op, outcome, side, amount, ...(tolerance !== undefined && { tolerance }) });
}

function sideArgument(text: string): Side {
  const side = text.toLowerCase();
  if (side === "yes" || side === "no") return side;
  throw new PresageError({ code: "InvalidSide", message: `"${text}" is not a side.`, remedy: "Use --side yes or --side no." });
}

type Traded = Pick<
  TradePlan,
  "op" | "outcome" | "side" | "positions" | "collateral" | "fee" | "averagePrice" | "priceBefore" | "priceAfter"
>;

export function planJson(plan: Traded, market: Market): Record<string, unknown> {
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

export function planText(plan: Traded, market: Market): string {
  const { collateral: token } = market;
  const what = `${plan.side === "no" ? "NO on " : ""}${market.outcomes[plan.outcome]}`;
  const positions = amountText(plan.positions, { ...token, symbol: what });
  const money = `${amountText(plan.collateral, token)} (fee ${amountText(plan.fee, token)})`;
  const verb = plan.op === "sell" ? `sell ${positions} for ${money}` : `buy ${positions} for ${money}`;
  return `${verb}, ${percentText(plan.averagePrice)} on average; price ${percentText(plan.priceBefore)} → ${percentText(plan.priceAfter)}`;
}
