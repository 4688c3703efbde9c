import { scalarValue } from "../../sdk/scalar.ts";
import type { Market } from "../../sdk/types.ts";
import { clean } from "./format.ts";
import { percents } from "./percents.ts";

const WAD = 10n ** 18n;

/** Payouts in words: `Yes`, or `Ann 50%, Bob 50%`, or of a scalar market its number: `1.25 °C`. */
export function payoutsText(
  payouts: readonly bigint[],
  market: { outcomes: readonly string[]; metadata: Pick<Market["metadata"], "scalar"> },
  locale: string,
): string {
  const total = payouts.reduce((sum, each) => sum + each, 0n);
  if (total === 0n) return "";
  const { scalar } = market.metadata;
  if (scalar) {
    const value = scalarValue({ price: ((payouts[0] ?? 0n) * WAD) / total, low: scalar.low, high: scalar.high });
    return `${value.toLocaleString(locale, { maximumSignificantDigits: 6 })} ${clean(scalar.unit)}`;
  }
  const shown = percents(
    payouts.map((each) => (each * WAD) / total),
    locale,
  );
  const shares = payouts.flatMap((each, index) => {
    if (each === 0n) return [];
    const name = clean(market.outcomes[index] ?? "");
    return [each === total ? name : `${name} ${shown(index)}`];
  });
  return shares.join(", ");
}
