import { maxUint64, maxUint256 } from "viem";
import { PresageError } from "../../sdk/errors.ts";
import { findOutcome } from "../../sdk/findOutcome.ts";
import { getMarket } from "../../sdk/getMarket.ts";
import { ANYBODY } from "../../sdk/numbers/styleOf.ts";
import { parseNumber } from "../../sdk/parseNumber.ts";
import { parsePercent } from "../../sdk/parsePercent.ts";
import { scalarPayouts } from "../../sdk/scalar.ts";
import { cutText } from "../../sdk/text/cutText.ts";
import { MAX_TOLERANCE } from "../../sdk/tolerance.ts";
import type { Deployment, Market } from "../../sdk/types.ts";
import { type Connection, deploymentOf } from "./connection.ts";

/** The market that a command names. */
export async function marketArgument(id: string, connection: Connection): Promise<{ deployment: Deployment; market: Market }> {
  if (!/^\d+$/.test(id))
    throw new PresageError({
      code: "InvalidMarketId",
      message: id === "" ? "No market is named." : `"${id}" is not a market's number.`,
      remedy: "Give its number; `npx hardhat presage list` shows the markets.",
    });
  const deployment = await deploymentOf(connection);
  const marketId = BigInt(id);
  if (marketId > maxUint256) throw new PresageError({ code: "UnknownMarket", details: { marketId } });
  return { deployment, market: await getMarket(connection.publicClient, { deployment, id: marketId }) };
}

/** The index of an outcome given as `findOutcome` takes it. */
export function outcomeArgument(text: string, { outcomes }: Pick<Market, "outcomes">): number {
  const found = findOutcome(text, outcomes);
  if (found !== undefined) return found;
  throw new PresageError({
    code: "UnknownOutcome",
    message: text ? `There is no outcome "${text}", or more than one.` : "No outcome is named.",
    remedy: `Add --outcome with one of ${outcomes.map((name, index) => `#${index + 1} ${name}`).join(", ")}: the name, or the place such as "#1".`,
  });
}

/** Payouts from `--outcome X` (it takes all), `--payouts 1,0` (each its part of the sum) or, of a scalar market, `--value 1.07`. */
export function payoutsArgument(
  args: { outcome: string; payouts: string; value: string },
  market: Pick<Market, "outcomes" | "metadata">,
): bigint[] {
  if ([args.outcome, args.payouts, args.value].filter((text) => text !== "").length > 1) {
    throw new PresageError({
      code: "InvalidArguments",
      message: "More than one of --outcome, --payouts and --value is given.",
      remedy: "Give the one that says the answer.",
    });
  }
  if (args.value) {
    const { scalar } = market.metadata;
    if (scalar) return scalarPayouts({ value: parseNumber(args.value, { locale: ANYBODY }), ...scalar });
    throw new PresageError({ code: "InvalidArguments", message: "This market is not on a number.", remedy: "Use --outcome or --payouts." });
  }
  const { outcomes } = market;
  if (!args.payouts) {
    const winner = outcomeArgument(args.outcome, market);
    return outcomes.map((_, index) => (index === winner ? 1n : 0n));
  }
  const parts = args.payouts.split(",").map((part) => part.trim());
  if (parts.length !== outcomes.length || parts.some((part) => !/^\d+$/.test(part))) {
    throw new PresageError({
      code: "InvalidPayouts",
      message: `"${args.payouts}" is not one whole number for each of the ${outcomes.length} outcomes.`,
      remedy: `Such as --payouts ${outcomes.map((_, index) => (index === 0 ? 1 : 0))} or, for a tie, --payouts ${outcomes.map(() => 1)}.`,
    });
  }
  const payouts = parts.map(BigInt);
  if (payouts.every((part) => part <= maxUint64)) return payouts;
  throw new PresageError({
    code: "InvalidPayouts",
    message: `The payouts "${cutText(args.payouts, 80)}" are larger than the contracts take.`,
    remedy: "Only their proportion counts: write each with fewer digits.",
  });
}

/** Above this somebody who watches can take more than they should from a trade. In 1e-4. */
const LARGE_SLIPPAGE = 500;

/** `--max-slippage` in 1e-4: above nothing and at most half, above 5% only with `--accept-slippage`. */
export function slippageArgument({ maxSlippage, acceptSlippage }: { maxSlippage: string; acceptSlippage: boolean }): number {
  if (!/^\d+(\.\d{1,2})?%$/.test(maxSlippage))
    throw new PresageError({
      code: "InvalidPercentage",
      message: `--max-slippage "${maxSlippage}" is not a percentage with at most two decimals.`,
      remedy: "Write it such as 1%.",
    });
  const tolerance = Number(parsePercent(maxSlippage, 2));
  if (tolerance === 0 || tolerance > MAX_TOLERANCE) {
    throw new PresageError({
      code: "InvalidPercentage",
      message: `--max-slippage ${maxSlippage} is not above 0% and at most ${MAX_TOLERANCE / 100}%.`,
      remedy: "1% is usual.",
    });
  }
  if (tolerance <= LARGE_SLIPPAGE || acceptSlippage) return tolerance;
  throw new PresageError({
    code: "LargeSlippage",
    message: `--max-slippage ${maxSlippage} lets somebody else take as much of what you give.`,
    remedy: `Choose ${LARGE_SLIPPAGE / 100}% or less, or add --accept-slippage if you mean it. Nothing was sent.`,
  });
}
