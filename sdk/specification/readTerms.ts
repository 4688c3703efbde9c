import type { PublicClient } from "viem";
import { PresageError } from "../errors.ts";
import { getToken } from "../getToken.ts";
import { readDecimals } from "../readDecimals.ts";
import type { Deployment, Token } from "../types.ts";
import { collateralOf, currencyOf, feedOf } from "./toCreateParams.ts";
import type { Specification } from "./types.ts";

/** What only the chain knows of the names in a specification: the middle stage between these and `toCreateParams`. */
export interface Terms {
  token: Token;
  /** Decimals of the collateral. */
  decimals: number;
  /** What UMA's bonds are paid in. */
  currency?: Token;
  currencyDecimals?: number;
  /** Decimals of the price feed. */
  feedDecimals?: number;
}

/** Reads what the names in a specification stand for. Throws `UnknownCollateral`, `UnknownAccount`, `UnknownFeed`, `FeedDecimals`. */
export async function readTerms(
  client: PublicClient,
  { specification, deployment }: { specification: Specification; deployment: Deployment },
): Promise<Terms> {
  const currencyAddress = currencyOf(specification, deployment);
  const [token, currency, feedDecimals] = await Promise.all([
    getToken(client, collateralOf(specification, deployment)),
    currencyAddress && getToken(client, currencyAddress),
    readFeedDecimals(client, specification, deployment),
  ]);
  for (const [each, path] of [
    [token, ["collateral"]],
    [currency, ["resolver", "currency"]],
  ] as const) {
    if (!each?.isUnreadable) continue;
    throw new PresageError({
      code: "UnknownCollateral",
      message: `${each.address} does not say how many decimals it has: it is no token, or none that can be read.`,
      remedy: "Check the address, and that this is the chain you mean.",
      details: { path },
    });
  }
  return {
    token,
    decimals: token.decimals,
    ...(currency && { currency, currencyDecimals: currency.decimals }),
    ...(feedDecimals !== undefined && { feedDecimals }),
  };
}

/** The feed's must agree with the specification's: a slip would move every bound by a power of ten. */
async function readFeedDecimals(client: PublicClient, specification: Specification, deployment: Deployment): Promise<number | undefined> {
  const feed = feedOf(specification, deployment);
  if (!feed || specification.resolver.kind !== "priceFeed") return undefined;
  const { feedDecimals } = specification.resolver;
  const found = await readDecimals(client, { address: feed }).catch(() => undefined);
  if (found === undefined && feedDecimals === undefined)
    throw new PresageError({
      code: "UnknownFeed",
      message: `${feed} does not say how many decimals its prices have.`,
      remedy: "Check the feed's address; if it is right, give `feedDecimals`.",
    });
  if (found !== undefined && feedDecimals !== undefined && found !== feedDecimals)
    throw new PresageError({
      code: "FeedDecimals",
      message: `The feed ${feed} has ${found} decimals, the specification says ${feedDecimals}.`,
      remedy: "Remove `feedDecimals`, or check the feed's address.",
    });
  return found ?? feedDecimals;
}
