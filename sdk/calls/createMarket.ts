import type { Address, Hex } from "viem";
import { marketsAbi } from "../abi/markets.ts";
import type { Call } from "../types.ts";
import { makeCall } from "./makeCall.ts";

/** What a market is made of; see `CreateParams` in `contracts/interfaces/IMarkets.sol` for the bounds. */
export interface CreateParams {
  collateral: Address;
  resolver: Address;
  /** Unix seconds; no trade at or after it. */
  closesAt: bigint;
  /** Unix seconds; from here on anyone may void. */
  resolveBy: bigint;
  /** 1e-4 of p(1 − p) per position, at most 1000. */
  feeRate: number;
  /** The creator's part of each fee in 1e-4, at most 10000. */
  creatorShare: number;
  outcomeCount: number;
  /** b in base units, at least one whole token. */
  liquidity: bigint;
  /** Scaled by 1e18, with a sum of exactly 1e18; empty for uniform ones. */
  odds: readonly bigint[];
  /** The market's text as JSON, see `Metadata`. */
  metadata: string;
  /** The resolver's policy, see `encodeOptimisticPolicy` and `encodeCommitteePolicy`. */
  resolverData: Hex;
}

/** Creates a market and seeds it. Costs `initialFunding`, at most `maxFunding`; needs an allowance of as much. */
export function createMarketCall(options: { markets: Address; params: CreateParams; maxFunding: bigint }): Call {
  return makeCall(options.markets, marketsAbi, "createMarket", [options.params, options.maxFunding]);
}
