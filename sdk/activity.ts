import type { Address, Hash } from "viem";
import type { Fill } from "./orders/decodeFill.ts";
import type { Op, Side } from "./types.ts";

/** Something that happened in a market, decoded from the event of `Markets`, or of `Orders`. Amounts in base units, times in Unix seconds. */
export type Activity = ActivityPlace & ActivityEvent;

export interface ActivityPlace {
  marketId: bigint;
  /** Who did it, where the event says so. */
  account?: Address;
  blockNumber: bigint;
  logIndex: number;
  transactionHash: Hash;
  timestamp: number;
}

export type ActivityEvent =
  | {
      kind: "MarketCreated";
      funding: bigint;
      liquidity: bigint;
      outcomeCount: number;
      /** Empty for uniform ones. */
      odds: readonly bigint[];
      feeRate: number;
      creatorShare: number;
    }
  /** As the contract routed it: with two outcomes always YES. `collateral` includes the fee of a purchase, and is net of that of a sale. */
  | { kind: "Trade"; op: Op; side: Side; outcome: number; collateral: bigint; positions: bigint; fee: bigint }
  /**
   * A limit order of the account's was filled: all that its maker bought or sold by it. The trades, pairs and transfers of the orders
   * contract that carried it out are activities of that contract.
   */
  | ({ kind: "OrderFilled" } & Omit<Fill, "marketId" | "maker">)
  | { kind: "Split" | "Merged"; amount: bigint }
  | { kind: "PairSplit" | "PairMerged"; outcome: number; amount: bigint }
  | { kind: "Converted" | "ConvertedBack"; outcomes: number[]; amount: bigint }
  /** What the sum of prices lacked was found again before an addition, and went to the providers who were there. */
  | { kind: "PricesRestored"; sigmaStep: bigint; fees: bigint }
  | { kind: "LiquidityAdded" | "LiquidityRemoved"; liquidity: bigint; collateral: bigint; fees: bigint }
  | { kind: "Halted" | "Reopened" }
  | { kind: "Resolved" | "Voided"; payouts: readonly bigint[]; liquidityValue: bigint }
  | { kind: "Redeemed"; position: Side | "liquidity"; outcome: number; amount: bigint; collateral: bigint; recipient: Address }
  | { kind: "SeedRedeemed"; seed: bigint; collateral: bigint }
  | { kind: "CreatorFeesCollected"; collateral: bigint };
