/** A market as its creator writes it, after the schema has been checked. Amounts and rates are still the file's text. */
export interface Specification {
  question: string;
  category: string;
  /** Exactly one of `outcomes`, `scalar` and `bands` is given. */
  outcomes?: string[];
  scalar?: { low: number; high: number; unit: string };
  bands?: Band[];
  rules: string;
  source: string;
  edgeCases: { if: string; then: string }[];
  /** ISO 8601 in UTC, or a duration from creation. */
  closes: string;
  knowableBy?: string;
  resolveBy: string;
  odds?: Record<string, string>;
  collateral: string;
  liquidity: { maxLoss: number | string } | { b: number | string };
  fee: string;
  creatorShare: string;
  resolver: ResolverPolicy;
}

/** One range of a market on a number; an end that is missing is open. A value on an edge belongs to the band above it. */
export interface Band {
  name: string;
  low?: number;
  high?: number;
}

export type ResolverPolicy =
  | OptimisticSpecification
  | CommitteeSpecification
  | PriceFeedSpecification
  | UmaSpecification
  | RealitySpecification;

export interface OptimisticSpecification {
  kind: "optimistic";
  bond: number | string;
  maxBond?: number | string;
  bondRate?: string;
  liveness: string;
  /** An address, or a name from the address book's accounts. */
  arbiter: string;
  arbiterTimeout: string;
  earlyProposals?: boolean;
  haltOnProposal?: boolean;
  creatorMayArbitrate?: boolean;
}

export interface CommitteeSpecification {
  kind: "committee";
  members: string[];
  threshold: number;
  delay: string;
  earlyVotes?: boolean;
  haltOnProposal?: boolean;
}

export interface PriceFeedSpecification {
  kind: "priceFeed";
  feed: string;
  sequencerFeed?: string;
  gracePeriod?: string;
  /** `closes` unless told. */
  settles?: string;
  maxDelay: string;
  /** `>=` (default) or `>`: whether a price exactly on the bound belongs above it. */
  comparison?: ">=" | ">";
  /** In whole units of the price; one for a strike, two for a scalar market, one less than outcomes for bands. */
  bounds: (number | string)[];
  /** Decimals of the feed, its own word for it unless told; a market is not created if the two differ. */
  feedDecimals?: number;
}

export interface UmaSpecification {
  kind: "uma";
  /** What bonds are paid in: a name from the address book's collaterals, or an address. The collateral unless told. */
  currency?: string;
  /** In whole tokens of the currency; UMA's own minimum is paid if it is higher. */
  bond: number | string;
  liveness: string;
  earlyAssertions?: boolean;
}

export interface RealitySpecification {
  kind: "reality";
  /** The last instance: an address, or a name from the address book's accounts. */
  arbitrator: string;
  timeout: string;
  /** In whole coins of the chain. */
  minBond: number | string;
  /** Of the question, `en` unless told. */
  language?: string;
  earlyAnswers?: boolean;
}

/** Where a value stands in a specification: the keys and indices that lead to it. */
export type Path = (string | number)[];

export interface Finding {
  /** Kebab-case name of the rule. */
  code: string;
  severity: "error" | "warning";
  /** From 1. */
  line: number;
  column: number;
  /** What is wrong. */
  message: string;
  /** Why it matters. */
  why: string;
  /** What to do. */
  suggestion: string;
}
