/** The part of a template that says what the market costs, with words for somebody who sees it the first time. */
export const MONEY = `collateral: usd # a name from the network's address book, or a token's address
liquidity: { maxLoss: 500 } # the most that you can lose, in whole tokens
fee: 4% # of p(1-p) per position
creatorShare: 25% # your part of each fee`;

/** Anyone answers with a bond, anyone disputes, the arbiter rules. */
export const OPTIMISTIC = `resolver: { kind: optimistic, bond: 100, liveness: PT24H, arbiter: arbiter, arbiterTimeout: P14D } # \`arbiter\`: an account of the address book, or an address`;

/** What editors read to complete and check fields; the path is from a folder beside \`sdk/\`, such as \`markets/\`. */
export const SCHEMA_LINE = "# yaml-language-server: $schema=../sdk/specification/schema.json";
