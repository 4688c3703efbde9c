import { amountRules } from "./amounts.ts";
import { outcomeRules } from "./outcomes.ts";
import type { Rule } from "./rule.ts";
import { timeRules } from "./times.ts";
import { wordingRules } from "./wording.ts";

export const rules: readonly Rule[] = [...wordingRules, ...outcomeRules, ...timeRules, ...amountRules];
