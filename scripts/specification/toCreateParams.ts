import { type Address, type Hex, isAddress, zeroAddress } from "viem";
import type { CreateParams } from "../../sdk/calls/createMarket.ts";
import { encodeCommitteePolicy } from "../../sdk/encodeCommitteePolicy.ts";
import { encodeOptimisticPolicy } from "../../sdk/encodeOptimisticPolicy.ts";
import { encodePriceFeedPolicy } from "../../sdk/encodePriceFeedPolicy.ts";
import { PresageError } from "../../sdk/errors.ts";
import { liquidityForMaxLoss } from "../../sdk/maxLoss.ts";
import { parseAmount } from "../../sdk/parseAmount.ts";
import type { Deployment, Metadata } from "../../sdk/types.ts";
import { oddsOf } from "./oddsOf.ts";
import { outcomesOf } from "./outcomesOf.ts";
import { parsePercentage } from "./rate.ts";
import { parseDuration, parseWhen } from "./time.ts";
import type { PriceFeedSpecification, Specification } from "./types.ts";

/** Without a bound, somebody who prefers a void could add so much liquidity that nobody can afford to propose. */
const DEFAULT_BOND_RANGE = 20n;
const RESOLVERS = { optimistic: "OptimisticResolver", committee: "CommitteeResolver", priceFeed: "PriceFeedResolver" } as const;

/** A specification that passed the linter as the contract takes it. `now`: Unix seconds, from which durations count. */
export function toCreateParams(
  specification: Specification,
  options: { deployment: Deployment; decimals: number; now: number },
): CreateParams {
  const { deployment, decimals, now } = options;
  const odds = oddsOf(specification);
  const outcomeCount = outcomesOf(specification).length;
  const { liquidity, resolver } = specification;
  const amount = (value: number | string) => parseAmount(String(value), decimals);
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
    resolverData: policyOf(specification, deployment, amount, now),
  };
}

/** The address of the collateral: a name from the address book, or an address. */
export function collateralOf({ collateral }: Pick<Specification, "collateral">, deployment: Deployment): Address {
  const named = deployment.collaterals[collateral];
  if (named) return named;
  if (isAddress(collateral)) return collateral;
  throw new PresageError({
    code: "UnknownCollateral",
    message: `"${collateral}" is neither a collateral of chain ${deployment.chainId} nor an address.`,
    remedy: `Use one of ${Object.keys(deployment.collaterals).join(", ") || "no names, there are none"}, or an address.`,
  });
}

/** The market's text that goes on chain. */
export function metadataOf(specification: Specification): Metadata {
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

function policyOf(specification: Specification, deployment: Deployment, amount: (value: number | string) => bigint, now: number): Hex {
  const { resolver } = specification;
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
      return priceFeedPolicy(resolver, specification, account, now);
  }
}

function priceFeedPolicy(
  resolver: PriceFeedSpecification,
  specification: Specification,
  account: (name: string) => Address,
  now: number,
): Hex {
  return encodePriceFeedPolicy({
    feed: account(resolver.feed),
    sequencerFeed: resolver.sequencerFeed ? account(resolver.sequencerFeed) : zeroAddress,
    gracePeriod: parseDuration(resolver.gracePeriod ?? "PT0S") ?? 0,
    settlesAt: timeOf(resolver.settles ?? specification.closes, now),
    maxDelay: parseDuration(resolver.maxDelay) ?? 0,
    kind: specification.scalar ? "scalar" : specification.bands ? "bands" : "strike",
    strict: resolver.comparison === ">",
    bounds: resolver.bounds.map((bound) => parseAmount(String(bound), resolver.feedDecimals ?? 8)),
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
