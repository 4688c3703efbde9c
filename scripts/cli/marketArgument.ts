import { PresageError } from "../../sdk/errors.ts";
import { getMarket } from "../../sdk/getMarket.ts";
import { parseAmount } from "../../sdk/parseAmount.ts";
import { scalarPayouts } from "../../sdk/scalar.ts";
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
  return { deployment, market: await getMarket(connection.publicClient, { deployment, id: BigInt(id) }) };
}

/** The index of an outcome given by its name (any case) or by its number from 0. */
export function outcomeArgument(text: string, market: Pick<Market, "outcomes">): number {
  const { outcomes } = market;
  const exact = outcomes.indexOf(text);
  if (exact >= 0) return exact;
  const folded = outcomes.flatMap((name, index) => (name.toLowerCase() === text.trim().toLowerCase() ? [index] : []));
  if (folded.length === 1) return folded[0];
  if (/^\d+$/.test(text) && Number(text) < outcomes.length) return Number(text);
  throw new PresageError({
    code: "UnknownOutcome",
    message: text ? `There is no outcome "${text}".` : "No outcome is named.",
    remedy: `Add --outcome with one of: ${outcomes.join(", ")}.`,
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
    if (scalar) return scalarPayouts({ value: args.value, ...scalar });
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
  return parts.map(BigInt);
}

/** A percentage such as `1%` or `0.5%` in 1e-4. */
export function percentArgument(text: string, name: string): bigint {
  if (!/^\d+(\.\d{1,2})?%$/.test(text))
    throw new PresageError({
      code: "InvalidPercentage",
      message: `${name} "${text}" is not a percentage with at most two decimals.`,
      remedy: "Write it such as 1%.",
    });
  return parseAmount(text.slice(0, -1), 2);
}
