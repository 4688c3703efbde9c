import { amountRules } from "./amounts.ts";
import { boundaryRules } from "./boundaries.ts";
import { clockRules } from "./clocks.ts";
import { letterRules } from "./letters.ts";
import { meaningRules } from "./meaning.ts";
import { nameRules } from "./names.ts";
import { oracleRules } from "./oracles.ts";
import { outcomeRules } from "./outcomes.ts";
import { policyRules } from "./policies.ts";
import { refusalRules } from "./refusals.ts";
import { relativeDateRules } from "./relativeDates.ts";
import type { Rule } from "./rule.ts";
import { sourceRules } from "./sources.ts";
import { timeRules } from "./times.ts";
import { titleRules } from "./titles.ts";
import { undefinedTermRules } from "./undefinedTerms.ts";
import { vagueWordRules } from "./vagueWords.ts";
import { wordingRules } from "./wording.ts";

export const rules: readonly Rule[] = [
  ...wordingRules,
  ...vagueWordRules,
  ...relativeDateRules,
  ...letterRules,
  ...sourceRules,
  ...outcomeRules,
  ...boundaryRules,
  ...undefinedTermRules,
  ...titleRules,
  ...meaningRules,
  ...timeRules,
  ...clockRules,
  ...amountRules,
  ...nameRules,
  ...policyRules,
  ...oracleRules,
  ...refusalRules,
];
