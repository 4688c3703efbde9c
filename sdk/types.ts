import type { Abi, Address, Hex } from "viem";
import type { ResolverContract, ResolverKind } from "./resolvers/kinds.ts";

/** The side of an outcome: YES pays the outcome's payout fraction w, NO pays 1 − w. */
export type Side = "yes" | "no";

/** `buy` for an exact payment, `buyExact` for exact positions, `sell` of exact positions. */
export type Op = "buy" | "buyExact" | "sell";

/** The life cycle of a market, in the contract's words and order. */
export type Status = "None" | "Open" | "Closed" | "Resolved" | "Void";

/** The address book of a chain, `deployments/<chainId>.json`. */
export interface Deployment {
  chainId: number;
  /** The block of the deployment: no log of these contracts is older. */
  startBlock: number;
  /** The CREATE2 factory that the addresses of the project's own contracts come from: those are the same on every chain that has it. */
  factory?: Address;
  contracts: {
    Markets: Address;
    /** Quotes trades on chain, for contracts. */
    Quoter?: Address;
    /** Fills limit orders. */
    Orders?: Address;
    /** Brings disputes before an ERC-792 court, where a market names it as its arbiter. */
    Erc792Arbiter?: Address;
  } & Partial<Record<ResolverContract, Address>>;
  /** Name → token, such as `usd`. */
  collaterals: Record<string, Address>;
  /** Name → account that specifications can name as arbiter or committee member. */
  accounts?: Record<string, Address>;
  /** Name → price feed, such as `BTC/USD`. */
  feeds?: Record<string, Address>;
}

/** An ERC-20. Its symbol is the token's own word: text from a stranger unless the token is in the address book. */
export interface Token {
  address: Address;
  symbol: string;
  decimals: number;
  /** It does not say its decimals: amounts of it are in units that nobody knows. */
  isUnreadable?: boolean;
}

/** One range of a market on a number; an end that is missing is open. */
export interface Band {
  name: string;
  low?: number;
  high?: number;
}

/** A market's text as its creator wrote it on chain. Every string in it is hostile until proven otherwise. */
export interface Metadata {
  question: string;
  category: string;
  outcomes: string[];
  rules: string;
  source: string;
  edgeCases: { if: string; then: string }[];
  /** ISO 8601: when the answer can first be known. */
  knowableBy?: string;
  /** Two outcomes, Higher and Lower: Higher pays linearly from 0 at `low` to 1 at `high`. */
  scalar?: { low: number; high: number; unit: string };
  bands?: Band[];
}

/** A market, its text and its state at one block. Amounts are base units of the collateral; times are Unix seconds. */
export interface Market {
  id: bigint;
  /** The block that all of this was read at. */
  blockNumber: bigint;
  status: Status;
  /** Halted by its resolver, which may reopen it before `closesAt`. */
  halted: boolean;
  creator: Address;
  resolver: Address;
  /** `unknown`: not a resolver of this deployment; it can decide anything. */
  resolverKind: ResolverKind;
  collateral: Token;
  closesAt: number;
  /** From here on anyone may void. */
  resolveBy: number;
  createdAt: number;
  createdBlock: bigint;
  /** Fee in 1e-4 of p(1 − p) per position. */
  feeRate: number;
  /** The creator's part of each fee, in 1e-4. */
  creatorShare: number;
  outcomeCount: number;
  /** LMSR parameter b, seed included. */
  liquidity: bigint;
  /** The creator's locked part of b; zero once redeemed. */
  seed: bigint;
  /** The b that the market was created with. */
  initialLiquidity: bigint;
  /** What the creator paid at creation. */
  funding: bigint;
  /** Fees waiting for liquidity providers. */
  liquidityFees: bigint;
  /** Fees waiting for the creator. */
  creatorFees: bigint;
  /** −ln of each outcome's YES price, scaled by 1e18: the exact state that a trade is priced on. */
  rhos: readonly bigint[];
  /** YES price of each outcome, scaled by 1e18. */
  prices: readonly bigint[];
  /** The odds at creation, scaled by 1e18; empty for uniform ones, as `void` wants them. */
  odds: readonly bigint[];
  /** One for each outcome, empty until final; each pays its part of `payoutDenominator`. */
  payouts: readonly bigint[];
  payoutDenominator: bigint;
  /** What all of `liquidity` redeems for; zero until final. */
  liquidityValue: bigint;
  metadata: Metadata;
  /** False if the text on chain is not what this project writes: what is shown was filled in. */
  metadataIsValid: boolean;
  metadataText: string;
  /** The hash of the creator and all that the market was created with, see `termsHash`: it names the market by more than its number. */
  termsHash: Hex;
  /** One name for each outcome, whatever the text says. */
  outcomes: readonly string[];
}

/** A call of a contract, ready to be simulated, sent, or encoded into a multicall. */
export interface Call {
  address: Address;
  abi: Abi;
  functionName: string;
  args: readonly unknown[];
  /** In wei of the chain's own coin; none unless told. */
  value?: bigint;
}
