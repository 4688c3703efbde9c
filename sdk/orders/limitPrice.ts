import { PresageError } from "../errors.ts";
import { parsePercent } from "../parsePercent.ts";
import { WAD } from "../wad.ts";
import { PRICE_TICK } from "./order.ts";

/** One tick is 0.01%. */
const DECIMALS = 2;

/**
 * A limit that a person wrote, such as `42%` or `42.5`, scaled by 1e18: always whole ticks, for nothing is rounded. In the way of a
 * `locale` if one is given. Throws `InvalidPercentage`, and `InvalidLimit` where it is not between 0% and 100%.
 */
export function limitPrice(text: string, options: { locale?: string } = {}): bigint {
  const price = parsePercent(text, DECIMALS, options) * PRICE_TICK;
  if (price <= 0n || price >= WAD) throw new PresageError({ code: "InvalidLimit", details: { price } });
  return price;
}
