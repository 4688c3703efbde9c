import { MAX_BOND_TO_LIQUIDITY } from "../../resolvers/optimistic/policy.ts";
import { MOST_KEPT } from "../kept.ts";
import { oddsOf } from "../oddsOf.ts";
import { outcomesOf } from "../outcomesOf.ts";
import { parsePercentage } from "../rate.ts";
import type { Written } from "../resolvers/resolverForm.ts";
import { formOf } from "../resolvers/resolvers.ts";
import type { Specification } from "../types.ts";
import type { Fault, Rule } from "./rule.ts";

const MAX_FEE = 1000n;
const MAX_SHARE = 10_000n;
/** The contracts keep amounts in 88 bits; a token has at least six decimals. */
const MAX_TOKENS = 2 ** 88 / 1e6;
/** Beyond what rounding b and the bond can come to. */
const CERTAIN = 1 + 1e-9;
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
      const [field, given] = "b" in liquidity ? (["b", liquidity.b] as const) : (["maxLoss", liquidity.maxLoss] as const);
      const path = ["liquidity", field];
      const b = liquidityOf(specification);
      if (b > MAX_TOKENS) return [{ path, message: `${field} (${given}) is more than the contract can keep`, suggestion: "Lower it." }];
      if (b >= 1) return [];
      if (field === "b") return [{ path, message: `b (${given}) is below one token`, suggestion: "Raise it." }];
      return [
        {
          path,
          message: `a loss of at most ${given} allows a b of ${b.toFixed(3)}, which is below one token`,
          suggestion: "Raise maxLoss.",
        },
      ];
    },
  },
  {
    code: "bond",
    severity: "error",
    why: "The bond is what a false proposal costs.",
    check: (specification) => {
      const { resolver } = specification;
      if (resolver.kind !== "optimistic") return [];
      if (!/[1-9]/.test(resolver.bond))
        return [{ path: ["resolver", "bond"], message: "the bond is zero", suggestion: "Choose what would make a liar think twice." }];
      if (resolver.maxBond !== undefined && isBelow(resolver.maxBond, resolver.bond))
        return [
          {
            path: ["resolver", "maxBond"],
            message: `maxBond (${resolver.maxBond}) is below the bond (${resolver.bond})`,
            suggestion: "Raise it or leave it out.",
          },
        ];
      const most = Number(MAX_BOND_TO_LIQUIDITY) * liquidityOf(specification);
      if (Number(resolver.bond) > most * CERTAIN)
        return [
          {
            path: ["resolver", "bond"],
            message: `the bond (${resolver.bond}) is more than ${MAX_BOND_TO_LIQUIDITY} times b, ${most.toFixed(0)}, which the contract takes at most`,
            suggestion: "Lower it: a bond that nobody can pay leaves only the void.",
          },
        ];
      if (Number(resolver.maxBond ?? 0) > MAX_TOKENS)
        return [
          {
            path: ["resolver", "maxBond"],
            message: `maxBond (${resolver.maxBond}) is more than the contract can keep`,
            suggestion: "Lower it.",
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
    code: "digits",
    severity: "error",
    why: "A digit beyond the token's or the feed's decimals cannot reach the chain, and none is rounded away.",
    check: (specification, { terms }) => {
      if (!terms) return [];
      const { decimals, currencyDecimals = decimals, feedDecimals } = terms;
      const unitsOf = { collateral: decimals, currency: currencyDecimals, feed: feedDecimals };
      return writtenIn(specification).flatMap(({ path, text, of }): Fault[] => {
        const most = unitsOf[of];
        const digits = /\.(\d*?)0*$/.exec(text)?.[1]?.length ?? 0;
        if (most === undefined || digits <= most) return [];
        return [{ path, message: `${text} has ${digits} decimals, the ${of} has ${most}`, suggestion: `Write at most ${most} decimals.` }];
      });
    },
  },
  {
    code: "amount-too-large",
    severity: "error",
    why: "The contracts keep amounts in 88 bits, and UMA's bonds in 96.",
    check: (specification, { terms }) => {
      if (!terms) return [];
      const { decimals, currencyDecimals = decimals } = terms;
      return writtenIn(specification).flatMap(({ path, text, of }): Fault[] => {
        if (of === "feed") return [];
        const most = of === "currency" ? 2 ** 96 / 10 ** currencyDecimals : Number(MOST_KEPT) / 10 ** decimals;
        const factor = path.at(-1) === "maxLoss" ? highestRho(oddsOf(specification), outcomesOf(specification).length) : 1;
        if (Number(text) <= most * factor * CERTAIN) return [];
        return [{ path, message: `${text} is more than the contracts can keep of this token`, suggestion: "Lower it." }];
      });
    },
  },
  {
    code: "small-bond",
    severity: "warning",
    why: "If a false answer can win more than the bond, somebody will try.",
    check: (specification) => {
      const { resolver } = specification;
      if (resolver.kind !== "optimistic") return [];
      const b = liquidityOf(specification);
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

/** Everything of a file that is counted in base units of something on the chain. */
function writtenIn({ liquidity, resolver }: Specification): Written[] {
  const own: Written =
    "b" in liquidity
      ? { path: ["liquidity", "b"], text: liquidity.b, of: "collateral" }
      : { path: ["liquidity", "maxLoss"], text: liquidity.maxLoss, of: "collateral" };
  return [own, ...(formOf(resolver).amounts?.(resolver) ?? [])];
}

/** Whether a decimal is below another, to the last digit. */
function isBelow(one: string, other: string): boolean {
  const [[a = "", aRest = ""], [b = "", bRest = ""]] = [one.split("."), other.split(".")];
  const digits = Math.max(aRest.length, bRest.length);
  return BigInt(a + aRest.padEnd(digits, "0")) < BigInt(b + bRest.padEnd(digits, "0"));
}

/** b in whole tokens, nearly. */
function liquidityOf(specification: Specification): number {
  const { liquidity } = specification;
  if ("b" in liquidity) return Number(liquidity.b);
  return Number(liquidity.maxLoss) / highestRho(oddsOf(specification), outcomesOf(specification).length);
}

function highestRho(odds: readonly bigint[], count: number): number {
  // odds that are missing are a fault of their own
  return odds.length === 0 || odds.includes(0n) ? Math.log(count) : Math.max(...odds.map((p) => -Math.log(Number(p) / 1e18)));
}

/** Undefined if there are more than two decimals. */
function hundredthsOfPercent(text: string): bigint | undefined {
  try {
    return parsePercentage(text, 4);
  } catch {
    return undefined;
  }
}
