import { type Answered, payoutsText as inWords } from "../../sdk/payoutsText.ts";
import { clean } from "./format.ts";
import { numberFormat } from "./formatters.ts";
import { percents } from "./percents.ts";
import type { Translate } from "./translate.ts";

/** Payouts in the page's words, as the reader writes numbers: `Yes`, or `Ann 50%, Bob 50%`, or of a scalar market its number: `1.25 °C`. */
export function payoutsText(payouts: readonly bigint[], market: Answered, { t, locale }: { t: Translate; locale: string }): string {
  return inWords(payouts, market, {
    name: clean,
    share: (outcome, shares) => percents(shares, locale)(outcome),
    equal: t("payouts.equal"),
    value: (value, unit) => `${numberFormat(locale, { maximumSignificantDigits: 6 }).format(value)} ${clean(unit)}`,
  });
}
