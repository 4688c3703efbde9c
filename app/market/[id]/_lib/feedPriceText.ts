import { numberFormat } from "../../../_lib/formatters.ts";

/** What a feed says: whole numbers from ten on, four digits below, wherever in the fraction they begin. */
export function feedPriceText(price: number, locale: string): string {
  const size = Math.abs(price);
  const digits = size >= 10 ? { maximumFractionDigits: 0 } : size >= 1 ? { maximumFractionDigits: 4 } : { maximumSignificantDigits: 4 };
  return numberFormat(locale, digits).format(price);
}

/** How far a price is from another, as a part of it: never 0% unless it is there. */
export function distanceText(away: number, locale: string): string {
  const size = Math.abs(away);
  const show = (share: number) => numberFormat(locale, { style: "percent", maximumFractionDigits: 1 }).format(share);
  return size > 0 && size < 0.0005 ? `<${show(0.001)}` : show(size);
}
