import type { Address } from "viem";
import type { Token } from "../types.ts";

/** A part of how a market is decided, with what it is, so that each language can write it in its own way. */
export type Term =
  | { count: number }
  /** Of the market's collateral, unless another token is named. */
  | { amount: bigint; token?: Token }
  | { seconds: number }
  | { account: Address };

/** By the names that they have in a sentence about the kind of resolver. */
export type Terms = Readonly<Record<string, Term>>;
