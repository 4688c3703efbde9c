/** How far a price is from a strike, as a part of the strike: below zero under it. Undefined where that means nothing. */
export function distanceFrom(strike: number, price: number): number | undefined {
  return strike > 0 ? price / strike - 1 : undefined;
}
