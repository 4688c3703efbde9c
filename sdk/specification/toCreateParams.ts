import { type Address, type Hex, isAddress } from "viem";
import { resolverContracts } from "../abi/resolverContracts.ts";
import type { CreateParams } from "../calls/createMarket.ts";
import { PresageError } from "../errors.ts";
import { formatAmount } from "../formatAmount.ts";
import { liquidityForMaxLoss } from "../maxLoss.ts";
import { namedIn } from "../namedIn.ts";
import { parseAmount } from "../parseAmount.ts";
import type { KnownKind } from "../resolvers/kinds.ts";
import { type PolicyOf, resolvers } from "../resolvers/resolvers.ts";
import type { Deployment, Metadata } from "../types.ts";
import { MOST_KEPT } from "./kept.ts";
import { oddsOf } from "./oddsOf.ts";
import { outcomesOf } from "./outcomesOf.ts";
import { parsePercentage } from "./rate.ts";
import { realityQuestionOf } from "./realityQuestionOf.ts";
import { formOf } from "./resolvers/resolvers.ts";
import { parseWhen } from "./time.ts";
import type { Specification } from "./types.ts";

export interface Options {
  deployment: Deployment;
  /** Decimals of the collateral. */
  decimals: number;
  /** Decimals of the currency that UMA's bonds are paid in, if it is not the collateral. */
  currencyDecimals?: number;
  /** Decimals of the price feed; what the specification says unless given, else 8. */
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
  const amount = (written: string) => tokens(written, decimals);
  return {
    collateral: collateralOf(specification, deployment),
    resolver: resolverOf(resolver.kind, deployment),
    closesAt: BigInt(timeOf(specification.closes, now)),
    resolveBy: BigInt(timeOf(specification.resolveBy, now)),
    feeRate: Number(parsePercentage(specification.fee, 4)),
    creatorShare: Number(parsePercentage(specification.creatorShare, 4)),
    outcomeCount,
    liquidity:
      "b" in liquidity
        ? amount(liquidity.b)
        : kept(liquidityForMaxLoss({ maxLoss: amount(liquidity.maxLoss), outcomeCount, odds }), liquidity.maxLoss, decimals),
    odds,
    metadata: JSON.stringify(metadataOf(specification)),
    resolverData: encode(policyOf(specification, options)),
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
  return namedIn(deployment.feeds, name) ?? accountOf(name, deployment);
}

function tokenOf(name: string, deployment: Deployment): Address {
  const named = namedIn(deployment.collaterals, name);
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

function resolverOf(kind: KnownKind, deployment: Deployment): Address {
  const address = deployment.contracts[resolverContracts[kind]];
  if (address) return address;
  throw new PresageError({
    code: "UnknownResolver",
    message: `Chain ${deployment.chainId} has no ${resolverContracts[kind]}.`,
    remedy: "Run `npx hardhat presage deploy`, or choose another kind of resolver.",
  });
}

/** How a market is decided, before it is encoded. */
export type Policy = { [kind in KnownKind]: { kind: kind; policy: PolicyOf<kind> } }[KnownKind];

/** The policy of a specification that passed the linter. Throws `UnknownAccount`, `UnknownCollateral`, `InvalidAmount` and `AmountTooLarge`. */
export function policyOf(specification: Specification, options: Options): Policy {
  const { deployment, decimals, currencyDecimals = decimals, feedDecimals, now } = options;
  const { resolver } = specification;
  const policy = formOf(resolver).policy(resolver, {
    market: specification,
    account: (name) => accountOf(name, deployment),
    arbiter: (name) => arbiterOf(name, deployment),
    token: (name) => tokenOf(name, deployment),
    feed: (name) => feedAddress(name, deployment),
    tokens: (written) => tokens(written, decimals),
    currencyDecimals,
    feedDecimals,
    questionIn: (language) => realityQuestionOf(specification, language),
    now,
  });
  return { kind: resolver.kind, policy } as Policy;
}

/** `resolverData` of a policy. */
function encode({ kind, policy }: Policy): Hex {
  // The record has each kind's own type; here the kind and the policy come together.
  return (resolvers[kind].encodePolicy as (policy: Policy["policy"]) => Hex)(policy);
}

/** What the contracts keep in 88 bits: bonds and liquidity. */
function tokens(written: string, decimals: number): bigint {
  return kept(parseAmount(written, decimals), written, decimals);
}

function kept(amount: bigint, written: string, decimals: number): bigint {
  if (amount <= MOST_KEPT) return amount;
  throw new PresageError({
    code: "AmountTooLarge",
    message: `${written} is more than the contracts can keep: ${formatAmount(MOST_KEPT, decimals)} at most with the token's ${decimals} decimals.`,
    remedy: "Write a smaller amount.",
  });
}

/** Whoever rules on disputes: `court` is the deployment's own arbiter, which asks one, if there is one. */
function arbiterOf(name: string, deployment: Deployment): Address {
  const court = deployment.contracts.Erc792Arbiter;
  return name === "court" && court ? court : accountOf(name, deployment);
}

function accountOf(name: string, deployment: Deployment): Address {
  const named = namedIn(deployment.accounts, name);
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
