import { oddsOf } from "../oddsOf.ts";
import { outcomesOf } from "../outcomesOf.ts";
import { parsePercentage } from "../rate.ts";
import type { Rule } from "./rule.ts";

const MAX_FEE = 1000n;
const MAX_SHARE = 10_000n;
/** A bond below this part of b invites false proposals. */
const SMALL_BOND = 0.02;

export const amountRules: readonly Rule[] = [
  {
    code: "fee",
    severity: "error",
    why: "The contract takes fees up to 10%, in steps of 0.01%.",
    check: ({ fee }) => {
      const rate = hundredthsOfPercent(fee);
      return rate === undefined || rate > MAX_FEE
        ? [
            {
              path: ["fee"],
              message: `a fee of ${fee} is not possible`,
              suggestion: "Choose 0% to 10% with at most two decimals; 2% to 4% is usual.",
            },
          ]
        : [];
    },
  },
  {
    code: "creator-share",
    severity: "error",
    why: "The share is a part of each fee, in steps of 0.01%.",
    check: ({ creatorShare }) => {
      const rate = hundredthsOfPercent(creatorShare);
      return rate === undefined || rate > MAX_SHARE
        ? [
            {
              path: ["creatorShare"],
              message: `a share of ${creatorShare} is not possible`,
              suggestion: "Choose 0% to 100% with at most two decimals.",
            },
          ]
        : [];
    },
  },
  {
    code: "liquidity",
    severity: "error",
    why: "The market maker needs money to trade with: at least one token as b.",
    check: (specification) => {
      const { liquidity } = specification;
      if ("b" in liquidity)
        return Number(liquidity.b) >= 1
          ? []
          : [{ path: ["liquidity", "b"], message: `b (${liquidity.b}) is below one token`, suggestion: "Raise it." }];
      const b = Number(liquidity.maxLoss) / highestRho(oddsOf(specification), outcomesOf(specification).length);
      return b >= 1
        ? []
        : [
            {
              path: ["liquidity", "maxLoss"],
              message: `a loss of at most ${liquidity.maxLoss} allows a b of ${b.toFixed(3)}, which is below one token`,
              suggestion: "Raise maxLoss.",
            },
          ];
    },
  },
  {
    code: "bond",
    severity: "error",
    why: "The bond is what a false proposal costs.",
    check: ({ resolver }) => {
      if (resolver.kind !== "optimistic") return [];
      if (Number(resolver.bond) <= 0)
        return [{ path: ["resolver", "bond"], message: "the bond is zero", suggestion: "Choose what would make a liar think twice." }];
      if (resolver.maxBond !== undefined && Number(resolver.maxBond) < Number(resolver.bond))
        return [
          {
            path: ["resolver", "maxBond"],
            message: `maxBond (${resolver.maxBond}) is below the bond (${resolver.bond})`,
            suggestion: "Raise it or leave it out.",
          },
        ];
      const rate = resolver.bondRate === undefined ? 0n : hundredthsOfPercent(resolver.bondRate);
      return rate === undefined || rate > MAX_SHARE
        ? [
            {
              path: ["resolver", "bondRate"],
              message: `a bond rate of ${resolver.bondRate} is not possible`,
              suggestion: "Choose 0% to 100% of b, with at most two decimals.",
            },
          ]
        : [];
    },
  },
  {
    code: "small-bond",
    severity: "warning",
    why: "If a false answer can win more than the bond, somebody will try.",
    check: (specification) => {
      const { resolver, liquidity } = specification;
      if (resolver.kind !== "optimistic") return [];
      const b =
        "b" in liquidity
          ? Number(liquidity.b)
          : Number(liquidity.maxLoss) / highestRho(oddsOf(specification), outcomesOf(specification).length);
      return Number(resolver.bond) >= SMALL_BOND * b
        ? []
        : [
            {
              path: ["resolver", "bond"],
              message: `the bond (${resolver.bond}) is below ${SMALL_BOND * 100}% of b (${b.toFixed(0)})`,
              suggestion: "Raise it, or give a bondRate.",
            },
          ];
    },
  },
  {
    code: "threshold",
    severity: "error",
    why: "Two different answers must never both have enough votes.",
    check: ({ resolver }) =>
      resolver.kind === "committee" && (resolver.threshold * 2 <= resolver.members.length || resolver.threshold > resolver.members.length)
        ? [
            {
              path: ["resolver", "threshold"],
              message: `a threshold of ${resolver.threshold} of ${resolver.members.length} is not possible`,
              suggestion: `Choose ${Math.floor(resolver.members.length / 2) + 1} to ${resolver.members.length}.`,
            },
          ]
        : [],
  },
];

function highestRho(odds: readonly bigint[], count: number): number {
  return odds.length === 0 ? Math.log(count) : Math.max(...odds.map((p) => -Math.log(Number(p) / 1e18)));
}

/** Undefined if there are more than two decimals. */
function hundredthsOfPercent(text: string): bigint | undefined {
  try {
    return parsePercentage(text, 4);
  } catch {
    return undefined;
  }
}
