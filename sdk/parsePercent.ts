import { PresageError } from "./errors.ts";
import { parseAmount } from "./parseAmount.ts";

/**
 * A percentage that a person wrote, such as `62.5%` or `62.5`, in units of which `10^decimals` are one percent: 2 gives 1e-4
 * (tolerances, fee rates), 16 gives prices scaled by 1e18. In the way of a `locale` if one is given, as `parseAmount`. Throws
 * `InvalidPercentage`: nothing is guessed and nothing rounded.
 */
export function parsePercent(text: string, decimals: number, { locale }: { locale?: string } = {}): bigint {
  try {
    if (locale !== undefined) return parseAmount(text, decimals, { locale, units: ["%"] });
    return parseAmount(text.trim().replace(/\s*%$/, ""), decimals);
  } catch (cause) {
    const { details } = cause as PresageError;
    throw new PresageError({ code: "InvalidPercentage", details: { ...details, text: text.trim().slice(0, 40), decimals }, cause });
  }
}
