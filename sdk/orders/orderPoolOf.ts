import { parsePositionId } from "../positionId.ts";
import type { Market } from "../types.ts";
import type { OrderPool } from "./fillWithPool.ts";

/** A market's pool as orders of one of its positions see it. */
export function orderPoolOf({ liquidity, rhos, feeRate }: Pick<Market, "liquidity" | "rhos" | "feeRate">, positionId: bigint): OrderPool {
  return { liquidity, rho: rhos[parsePositionId(positionId).outcome] ?? 0n, feeRate };
}
