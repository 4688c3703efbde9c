import type { Address } from "viem";
import type { z } from "zod";
import type { KnownChain } from "../../chains.ts";
import type { KnownKind } from "../../resolvers/kinds.ts";
import type { PolicyOf } from "../../resolvers/resolvers.ts";
import type { Deployment, Token } from "../../types.ts";

/** Where a value stands in a specification: the keys and indices that lead to it. */
type Path = (string | number)[];

/** A name that the address book of the network must know, if it is no address, and where it stands. */
export interface Named {
  path: Path;
  name: string;
}

/** An amount as it is written, where it stands, and what its decimals are those of. */
export interface Written {
  path: Path;
  text: string;
  of: "collateral" | "currency" | "feed";
}

/** What a policy is made from beside its own fields. Throws as `toCreateParams` where a name stands for nothing. */
export interface PolicyContext {
  market: { collateral: string; closes: string; scalar?: unknown; bands?: unknown };
  /** The account of that name or address. */
  account: (name: string) => Address;
  /** The same; `court` is the deployment's own arbiter, which asks one. */
  arbiter: (name: string) => Address;
  token: (name: string) => Address;
  feed: (name: string) => Address;
  /** An amount of the collateral in base units. */
  tokens: (written: string) => bigint;
  /** Decimals of what UMA's bonds are paid in. */
  currencyDecimals: number;
  /** Decimals of the price feed, if they are known. */
  feedDecimals: number | undefined;
  /** The market's question as Reality.eth's template wants it, in that language. */
  questionIn: (language: string | undefined) => string;
  /** Unix seconds, from which durations count. */
  now: number;
}

/** How the parts of a policy are written. */
export interface Writing {
  /** Amounts of the collateral, and of what UMA's bonds are paid in. */
  tokens: (amount: bigint) => string;
  currency: (amount: bigint) => string;
  price: (price: bigint) => string;
  /** A rate of 1e-4. */
  rate: (rate: number) => string;
  /** Unix seconds, and seconds. */
  time: (seconds: number) => string;
  duration: (seconds: number | bigint) => string;
}

/** What a sentence about a policy needs beside it: whose market it is, and how amounts, times and accounts are said. */
export interface Saying {
  deployment: Deployment;
  collateral: Token;
  creator: Address;
  chain: KnownChain;
  amount: (amount: bigint, token: Token) => string;
  /** Unix seconds, and seconds. */
  time: (seconds: number) => string;
  span: (seconds: number) => string;
  /** An address with its name in the address book, if it has one. */
  account: (address: Address) => string;
}

/** How a kind of resolver is written: in a specification, and in sentences about a market. `known`: what these need beside the policy. */
export interface ResolverForm<form extends { kind: string }, kind extends KnownKind, known = unknown> {
  schema: z.ZodType<form>;
  /** The windows in which somebody must act, by field. */
  windows: (resolver: form) => [field: string, text: string][];
  /** The earliest `resolveBy`, in Unix seconds; `from`: the time from which the answer counts. */
  earliestResolveBy: (resolver: form, from: number) => number;
  /** The time from which the answer counts, if it is not the close. `now`: of creation. */
  dueAt?: (resolver: form, now: number) => number | undefined;
  accounts: (resolver: form) => Named[];
  /** Tokens beside the collateral. */
  tokens?: (resolver: form) => Named[];
  /** What is written in units of a token or a feed, whose decimals only the chain knows. */
  amounts?: (resolver: form) => Written[];
  /** What the contract is told, before it is encoded. */
  policy: (resolver: form, context: PolicyContext) => PolicyOf<kind>;
  /** The way back: how the file writes what the contract was told. */
  written: (policy: PolicyOf<kind>, writing: Writing) => form;
  /** In plain words who decides, for what bond, in what time, and whose word that is. */
  sentences: (terms: { policy: PolicyOf<kind> } & known, saying: Saying) => string[];
}
