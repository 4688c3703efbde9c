import { type Address, type Hex, isAddress, zeroAddress } from "viem";
import type { CreateParams } from "../calls/createMarket.ts";
import { PresageError } from "../errors.ts";
import { liquidityForMaxLoss } from "../maxLoss.ts";
import { parseAmount } from "../parseAmount.ts";
import { encodeCommitteePolicy } from "../resolvers/committee/policy.ts";
import { encodeOptimisticPolicy } from "../resolvers/optimistic/policy.ts";
import { encodePriceFeedPolicy } from "../resolvers/priceFeed/policy.ts";
import { encodeRealityPolicy } from "../resolvers/reality/policy.ts";
import { encodeUmaPolicy } from "../resolvers/uma/policy.ts";
import type { Deployment, Metadata } from "../types.ts";
import { oddsOf } from "./oddsOf.ts";
import { outcomesOf } from "./outcomesOf.ts";
import { parsePercentage } from "./rate.ts";
import { realityQuestionOf } from "./realityQuestionOf.ts";
import { RESOLVERS } from "./resolvers.ts";
import { parseDuration, parseWhen } from "./time.ts";
import type { PriceFeedSpecification, Specification } from "./types.ts";

/** Without a bound, somebody who prefers a void could add so much liquidity that nobody can afford to propose. */
const DEFAULT_BOND_RANGE = 20n;
/** Reality.eth's own template for "one of these". */
const SINGLE_SELECT = 2;

interface Options {
  deployment: Deployment;
  /** Of the collateral. */
  decimals: number;
  /** Of the currency that UMA's bonds are paid in, if it is not the collateral. */
  currencyDecimals?: number;
  /** Of the price feed; what the specification says unless given, else 8. */
  feedDecimals?: number;
  /** Unix seconds, from which durations count. */
  now: number;
}

/** A specification that passed the linter as the contract takes it. */
export function toCreateParams(specification: Specification, options: Options): CreateParams {
  const { deployment, decimals, now } = options;
  const odds = oddsOf(specification);
  const outcomeCount = outcomesOf(specification).length;
  const { liquidity, resolver } = specification;
  const amount = (written: string) => parseAmount(written, decimals);
  return {
    collateral: collateralOf(specification, deployment),
    resolver: resolverOf(resolver.kind, deployment),
    closesAt: BigInt(timeOf(specification.closes, now)),
    resolveBy: BigInt(timeOf(specification.resolveBy, now)),
    feeRate: Number(parsePercentage(specification.fee, 4)),
    creatorShare: Number(parsePercentage(specification.creatorShare, 4)),
    outcomeCount,
    liquidity: "b" in liquidity ? amount(liquidity.b) : liquidityForMaxLoss({ maxLoss: amount(liquidity.maxLoss), outcomeCount, odds }),
    odds,
    metadata: JSON.stringify(metadataOf(specification)),
    resolverData: policyOf(specification, options),
  };
}

/** The address of the collateral: a name from the address book, or an address. */
export function collateralOf({ collateral }: Pick<Specification, "collateral">, deployment: Deployment): Address {
  return tokenOf(collateral, deployment);
}

/** What UMA's bonds are paid in. */
export function currencyOf({ resolver, collateral }: Specification, deployment: Deployment): Address | undefined {
  return resolver.kind === "uma" ? tokenOf(resolver.currency ?? collateral, deployment) : undefined;
}

/** The feed that decides: a name from the address book, or an address. */
export function feedOf({ resolver }: Specification, deployment: Deployment): Address | undefined {
  return resolver.kind === "priceFeed" ? feedAddress(resolver.feed, deployment) : undefined;
}

function feedAddress(name: string, deployment: Deployment): Address {
  return deployment.feeds?.[name] ?? accountOf(name, deployment);
}

function tokenOf(name: string, deployment: Deployment): Address {
  const named = deployment.collaterals[name];
  if (named) return named;
  if (isAddress(name)) return name;
  throw new PresageError({
    code: "UnknownCollateral",
    message: `"${name}" is neither a collateral of chain ${deployment.chainId} nor an address.`,
    remedy: `Use one of ${Object.keys(deployment.collaterals).join(", ") || "no names, there are none"}, or an address.`,
  });
}

/** The market's text that goes on chain. */
function metadataOf(specification: Specification): Metadata {
  const { question, category, rules, source, edgeCases, knowableBy, scalar, bands } = specification;
  return {
    question: question.trim(),
    category,
    outcomes: outcomesOf(specification),
    rules: rules.trim(),
    source,
    edgeCases,
    ...(knowableBy && { knowableBy }),
    ...(scalar && { scalar }),
    ...(bands && { bands }),
  };
}

function resolverOf(kind: keyof typeof RESOLVERS, deployment: Deployment): Address {
  const address = deployment.contracts[RESOLVERS[kind]];
  if (address) return address;
  throw new PresageError({
    code: "UnknownResolver",
    message: `Chain ${deployment.chainId} has no ${RESOLVERS[kind]}.`,
    remedy: "Run `npx hardhat presage deploy`, or choose another kind of resolver.",
  });
}

function policyOf(specification: Specification, options: Options): Hex {
  const { deployment, decimals } = options;
  const { resolver } = specification;
  const amount = (written: string, digits = decimals) => parseAmount(written, digits);
  const account = (name: string) => accountOf(name, deployment);
  const seconds = (duration: string) => parseDuration(duration) ?? 0;
  switch (resolver.kind) {
    case "optimistic": {
      const bond = amount(resolver.bond);
      const bondRate = resolver.bondRate ? Number(parsePercentage(resolver.bondRate, 4)) : 0;
      return encodeOptimisticPolicy({
        arbiter: account(resolver.arbiter),
        bond,
        maxBond: resolver.maxBond === undefined ? (bondRate === 0 ? bond : bond * DEFAULT_BOND_RANGE) : amount(resolver.maxBond),
        bondRate,
        liveness: seconds(resolver.liveness),
        arbiterTimeout: seconds(resolver.arbiterTimeout),
        earlyProposals: resolver.earlyProposals ?? false,
        haltOnProposal: resolver.haltOnProposal ?? false,
        creatorMayArbitrate: resolver.creatorMayArbitrate ?? false,
      });
    }
    case "committee":
      return encodeCommitteePolicy({
        members: resolver.members.map(account),
        threshold: resolver.threshold,
        delay: seconds(resolver.delay),
        earlyVotes: resolver.earlyVotes ?? false,
        haltOnProposal: resolver.haltOnProposal ?? false,
      });
    case "priceFeed":
      return priceFeedPolicy(resolver, specification, options);
    case "uma":
      return encodeUmaPolicy({
        currency: tokenOf(resolver.currency ?? specification.collateral, deployment),
        bond: amount(resolver.bond, options.currencyDecimals ?? decimals),
        liveness: BigInt(seconds(resolver.liveness)),
        earlyAssertions: resolver.earlyAssertions ?? false,
      });
    case "reality":
      return encodeRealityPolicy({
        arbitrator: account(resolver.arbitrator),
        timeout: seconds(resolver.timeout),
        minBond: amount(resolver.minBond, 18),
        templateId: SINGLE_SELECT,
        earlyAnswers: resolver.earlyAnswers ?? false,
        question: realityQuestionOf(specification),
      });
  }
}

function priceFeedPolicy(resolver: PriceFeedSpecification, specification: Specification, options: Options): Hex {
  const { deployment, now } = options;
  const decimals = options.feedDecimals ?? resolver.feedDecimals ?? 8;
  return encodePriceFeedPolicy({
    feed: feedAddress(resolver.feed, deployment),
    sequencerFeed: resolver.sequencerFeed ? feedAddress(resolver.sequencerFeed, deployment) : zeroAddress,
    gracePeriod: parseDuration(resolver.gracePeriod ?? "PT0S") ?? 0,
    settlesAt: timeOf(resolver.settles ?? specification.closes, now),
    maxDelay: parseDuration(resolver.maxDelay) ?? 0,
    kind: specification.scalar ? "scalar" : specification.bands ? "bands" : "strike",
    strict: resolver.comparison === ">",
    bounds: resolver.bounds.map((bound) => parseAmount(bound, decimals)),
  });
}

function accountOf(name: string, deployment: Deployment): Address {
  const named = deployment.accounts?.[name];
  if (named) return named;
  if (isAddress(name)) return name;
  throw new PresageError({
    code: "UnknownAccount",
    message: `"${name}" is neither an address nor an account in the address book of chain ${deployment.chainId}.`,
    remedy: `Write an address${deployment.accounts ? `, or one of ${Object.keys(deployment.accounts).join(", ")}` : ""}.`,
  });
}

/** The linter has made sure that the text is a time. */
function timeOf(text: string, now: number): number {
  return parseWhen(text, now) as number;
}
