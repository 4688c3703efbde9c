import type { Exchange } from "./applyEvent.ts";
import { share } from "./share.ts";
import { WAD } from "./wad.ts";

/**
 * What an exchange cost and earned in an account's books, in base units. `given`: what the things that it gave had cost.
 * `costs`: what each thing it got counts as having cost, in the order of `got`; `realized`: the gain. On the `carried` basis
 * what was given and paid, less what was received, becomes the cost of what was got, in proportion to its value, and only
 * what is received beyond that is a gain; on the `market` basis what was got costs what it was worth, rounded down. In either case
 * `realized = received + Σ costs − paid − given`, to the unit.
 */
export function costsOf(exchange: Exchange, given: bigint): { costs: bigint[]; realized: bigint } {
  const { paid, received, got, basis } = exchange;
  const carried = given + paid - received;
  const costs =
    basis === "market"
      ? got.map(({ value }) => value / WAD)
      : share(
          carried > 0n ? carried : 0n,
          got.map(({ value }) => value),
        );
  return { costs, realized: received + costs.reduce((sum, cost) => sum + cost, 0n) - paid - given };
}
