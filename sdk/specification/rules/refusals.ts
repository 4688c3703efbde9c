import type { Rule } from "./rule.ts";

/** Which part of a file the contracts' errors are about, where the name says it. The others are about the resolver's policy. */
const FIELDS: [about: RegExp, field: string][] = [
  [/^(UnsupportedDecimals|UnknownCollateral|CollateralNotReceived)$/, "collateral"],
  [/Odds/, "odds"],
  [/ClosesAt/, "closes"],
  [/ResolveBy/, "resolveBy"],
  [/^(InvalidLiquidity|FundingTooHigh)$/, "liquidity"],
];

export const refusalRules: readonly Rule[] = [
  {
    code: "refused",
    severity: "error",
    why: "The contracts of this network were asked whether they would create the market, and would not.",
    check: (_, { refusal }) => {
      if (!refusal) return [];
      const field = FIELDS.find(([about]) => about.test(refusal.code))?.[1] ?? "resolver";
      return [{ path: [field], message: `${refusal.message} (${refusal.code})`, suggestion: refusal.remedy }];
    },
  },
];
