import { initialRhos } from "./initialRhos.ts";
import { divUp } from "./lmsr.ts";
import { WAD } from "./wad.ts";

/**
 * What `createMarket` takes from the creator, in base units, to the unit: `b · max(rho)`, rounded up; `b ln n` with
 * uniform odds. With other odds the creator also receives `initialPositions`. Throws as `initialRhos`.
 */
export function initialFunding(options: { liquidity: bigint; outcomeCount: number; odds: readonly bigint[] }): bigint {
  return divUp(options.liquidity * highest(initialRhos(options)), WAD);
}

/** The YES positions of each outcome that the creator receives beside the market, in base units; all zero if odds are uniform. */
export function initialPositions(options: { liquidity: bigint; outcomeCount: number; odds: readonly bigint[] }): bigint[] {
  const rhos = initialRhos(options);
  const funding = divUp(options.liquidity * highest(rhos), WAD);
  return rhos.map((rho) => funding - divUp(options.liquidity * rho, WAD));
}

function highest(values: readonly bigint[]): bigint {
  return values.reduce((top, value) => (value > top ? value : top));
}
