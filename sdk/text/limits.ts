/** How long a market's texts may be, in characters as JavaScript counts them: what the linter takes, and what is shown unasked. */
export const TEXT_LIMITS = { question: 200, category: 40, outcome: 80, unit: 20, rules: 6_000, source: 300, when: 600, then: 1_200 };
