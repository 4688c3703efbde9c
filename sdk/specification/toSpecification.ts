import type { CreateParams } from "../calls/createMarket.ts";
import type { Metadata } from "../types.ts";
import { plainDecimal } from "./plainDecimal.ts";
import { formOf } from "./resolvers/resolvers.ts";
import { writeDuration, writeTime } from "./time.ts";
import type { Policy } from "./toCreateParams.ts";
import type { Specification } from "./types.ts";

/** What a market was created with beside its text: how it is decided, and the decimals that its amounts have. */
export interface MarketTerms extends Omit<CreateParams, "metadata" | "resolver" | "resolverData" | "outcomeCount"> {
  policy: Policy;
  decimals: number;
  currencyDecimals?: number;
  feedDecimals?: number;
}

/**
 * The specification that a market on chain would be created from: `toCreateParams` of it gives the same terms, to the last
 * digit. What the chain does not keep comes back as what it stood for: names of the address book as addresses, durations and
 * times as times in UTC, `maxLoss` as the `b` that it came to, fields left out as what they are unless told, numbers without
 * trailing zeros, the question and the rules without space around them. Comments and the order of fields are gone.
 */
export function toSpecification(metadata: Metadata, terms: MarketTerms): Specification {
  const { question, category, outcomes, rules, source, edgeCases, knowableBy, scalar, bands } = metadata;
  const { policy, odds, decimals, currencyDecimals = decimals, feedDecimals } = terms;
  const names = scalar ? ["Higher", "Lower"] : outcomes;
  const form = formOf(policy);
  return {
    question,
    // a category that is none of the schema's is the linter's to refuse
    category: category as Specification["category"],
    ...(scalar ? { scalar } : bands ? { bands } : { outcomes }),
    rules,
    source,
    edgeCases,
    closes: writeTime(Number(terms.closesAt)),
    ...(knowableBy && { knowableBy }),
    resolveBy: writeTime(Number(terms.resolveBy)),
    ...(odds.length > 0 && { odds: Object.fromEntries(names.map((name, i) => [name, `${plainDecimal(odds[i] ?? 0n, 16)}%`])) }),
    collateral: terms.collateral,
    liquidity: { b: plainDecimal(terms.liquidity, decimals) },
    fee: hundredths(terms.feeRate),
    creatorShare: hundredths(terms.creatorShare),
    resolver: form.written(policy.policy as never, {
      tokens: (amount) => plainDecimal(amount, decimals),
      currency: (amount) => plainDecimal(amount, currencyDecimals),
      price: (price) => plainDecimal(price, feedDecimals ?? 8),
      rate: hundredths,
      time: writeTime,
      duration: (seconds) => writeDuration(Number(seconds)),
    }),
  };
}

/** A rate of 1e-4 as a percentage. */
function hundredths(rate: number): string {
  return `${plainDecimal(BigInt(rate), 2)}%`;
}
