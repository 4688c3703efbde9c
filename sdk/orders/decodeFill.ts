import type { Address, Hash } from "viem";
import { parsePositionId } from "../positionId.ts";
import type { Op, Side } from "../types.ts";

/** What a fill of a limit order moved. Amounts in base units. */
export interface Fill {
  marketId: bigint;
  maker: Address;
  orderHash: Hash;
  op: Exclude<Op, "buyExact">;
  side: Side;
  outcome: number;
  /** Received, or given. */
  positions: bigint;
  /** Paid, the tip included, or received, the tip deducted. */
  collateral: bigint;
}

/** A fill, from the arguments of the event `Filled` (`IOrders`). */
export function decodeFill(args: { maker: Address; orderHash: Hash; positionId: bigint; slot: bigint; amounts: bigint }): Fill {
  const { maker, orderHash, positionId, slot, amounts } = args;
  const { marketId, kind, outcome } = parsePositionId(positionId);
  const op = (slot & 1n) === 1n ? "sell" : "buy";
  const side = kind === "no" ? "no" : "yes";
  return { marketId, maker, orderHash, op, side, outcome, positions: amounts >> 128n, collateral: amounts & (2n ** 128n - 1n) };
}
