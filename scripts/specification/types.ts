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

export type ResolverPolicy = OptimisticSpecification | CommitteeSpecification | PriceFeedSpecification;

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
  /** Decimals of the feed, 8 unless told. */
  feedDecimals?: number;
}

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
