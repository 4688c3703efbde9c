import { type Address, encodeAbiParameters, type Hex } from "viem";
import { realityResolverAbi } from "../../abi/realityResolver.ts";
import { outputsOf } from "../../outputsOf.ts";
import { earliestResolveByOf } from "../windows.ts";

/** How `RealityResolver` decides a market; see `RealityPolicy` in `contracts/interfaces/IRealityResolver.sol`. */
export interface RealityPolicy {
  /** Reality.eth's last instance for this question. */
  arbitrator: Address;
  /** Seconds for which an answer can be outbid, at least 60 and less than 365 days. */
  timeout: number;
  /** In wei, at most `MAX_MIN_BOND`. */
  minBond: bigint;
  /** One of `templates`. */
  templateId: number;
  earlyAnswers: boolean;
  /** As the template wants it, without the words that name the market: the contract puts them before it. */
  question: string;
}

/** Reality.eth's own templates that fit: yes or no, of which yes is the first of exactly two outcomes, and one of these. */
export const templates = { yesNo: 0, singleSelect: 2 } as const;
/** The time that is counted for outbidding and arbitration, in seconds. They have no worst case: give months. */
export const ARBITRATION_TIME = 30 * 86_400;
/** 1,000 ether, in wei: a person must be able to pay the smallest bond. */
export const MAX_MIN_BOND = 1_000n * 10n ** 18n;

/** `resolverData` of a market decided by `RealityResolver`. */
export function encodeRealityPolicy(policy: RealityPolicy): Hex {
  return encodeAbiParameters(outputsOf(realityResolverAbi, "policyOf"), [policy]);
}

/** See `Resolver.earliestResolveBy`. */
export function realityEarliestResolveBy({ timeout }: Pick<RealityPolicy, "timeout">, closesAt: number): number {
  return earliestResolveByOf({ from: closesAt, round: timeout + ARBITRATION_TIME });
}
