import type { Mutant } from "./makeMutants.ts";

/** Mutants that no test can kill, because they do the same as the original; each has survived every test once. */
const equivalents: { file: string; inFunction: string; what: RegExp; why: string }[] = [
  {
    file: "contracts/Markets.sol",
    inFunction: "_initialRhos",
    what: /(first branch always|< → <=) in odds\[j\] < Lmsr\.WAD/,
    why: "Odds of one or more leave nothing for another outcome, or the sum is wrong: it reverts either way.",
  },
  {
    file: "contracts/Markets.sol",
    inFunction: "_max",
    what: /> → >= in values\[j\] > result/,
    why: "An equal value takes the place of an equal one.",
  },
  {
    file: "contracts/Markets.sol",
    inFunction: "_min",
    what: /< → <= in values\[j\] < result/,
    why: "An equal value takes the place of an equal one.",
  },
  {
    file: "contracts/Orders.sol",
    inFunction: "fillMany",
    what: /(> → >= in order\.price > limit|< → <= in order\.price < limit)/,
    why: "An equal limit takes the place of an equal one.",
  },
  {
    file: "contracts/Orders.sol",
    inFunction: "_isSigned",
    what: /0 → 1/,
    why: "An account without code, or with a byte of it, answers no 32 bytes: it is refused on the next line.",
  },
  {
    file: "contracts/Orders.sol",
    inFunction: "_checkPrice",
    what: /(0 → 1|second branch always in price < fee|< → <= in price < fee)/,
    why: "The fee, at most a tenth of the price and rounded up, never exceeds the price: the other branch is a safeguard.",
  },
  {
    file: "contracts/Orders.sol",
    inFunction: "_tryMaker",
    what: /:(376|382|388) _tryMaker: 0 → 1/, // not that of line 378, which is an address
    why: "What is said to have moved is read only of a maker that is done.",
  },
  {
    file: "contracts/libraries/Lmsr.sol",
    inFunction: "buy",
    what: /<= → < in step <= 0/,
    why: "With no step no positions are bought, and the check of the output refuses the trade by the same error.",
  },
  {
    file: "contracts/libraries/Lmsr.sol",
    inFunction: "buyExact",
    what: /<= → < in e <= rho/,
    why: "At e = rho both branches compute the same numbers: exp(0) is one, rounded up or not.",
  },
  {
    file: "contracts/libraries/Lmsr.sol",
    inFunction: "buyExact",
    what: /(first branch always|> → >=) in later > before/,
    why: "A purchase never lowers the rounded price, and a distance of zero costs nothing in both branches: the check is a safeguard.",
  },
  {
    file: "contracts/libraries/Lmsr.sol",
    inFunction: "sell",
    what: /((first branch always|> → >=|0 → 1) in before > later|: 0 → 1$)/,
    why: "A sale never raises the rounded price; with no distance nothing is paid out, or one part in 1e22 is charged: the check is a safeguard.",
  },
  {
    file: "contracts/libraries/Lmsr.sol",
    inFunction: "sell",
    what: /(<= → < in step <= 0|<= → < in net <= feeStep)/,
    why: "With nothing left after the fee, or no step at all, the check of the output refuses the trade by the same error.",
  },
  {
    file: "contracts/libraries/Lmsr.sol",
    inFunction: "_withoutFee",
    what: /< → <= in d < WAD \/ 2/,
    why: "At exactly one half Newton's method starts from the other guess and arrives at the same root.",
  },
  {
    file: "contracts/libraries/Lmsr.sol",
    inFunction: "_withoutFee",
    what: /(> → >= in step > SMALL_STEP|< → <= in step < -SMALL_STEP)/,
    why: "At a step of exactly 1e-6 one more round is made from the same curve, and arrives at the same root.",
  },
  {
    file: "contracts/libraries/Lmsr.sol",
    inFunction: "_floorDiv",
    what: /(< → <= in x < 0|: 0 → 1$)/,
    why: "Zero is divided without a remainder: nothing is taken off either way.",
  },
  {
    file: "contracts/libraries/Lmsr.sol",
    inFunction: "_floorDiv",
    what: /\* → \/ in result \* y/,
    why: "Only a negative number that 1e18 divides exactly is rounded one further down, which widens an upper bound by one unit.",
  },
  {
    file: "contracts/libraries/Lmsr.sol",
    inFunction: "_min",
    what: /< → <= in x < y/,
    why: "An equal value takes the place of an equal one.",
  },
  {
    file: "contracts/libraries/MarketState.sol",
    inFunction: "rhos",
    what: /if \(j % 2 == 0\) → true/,
    why: "The word of a pair of offsets is read twice instead of once.",
  },
  {
    file: "contracts/libraries/MarketState.sol",
    inFunction: "divideFees",
    what: /if \(fees == 0\) → false/,
    why: "Nothing is divided into nothing.",
  },
  {
    file: "contracts/libraries/MarketState.sol",
    inFunction: "settle",
    what: /(if \(payout == 0\) → false|without continue)/,
    why: "A payout of zero is written where zero stands already, and adds nothing.",
  },
  {
    file: "contracts/libraries/MarketState.sol",
    inFunction: "move",
    what: /> → >= in fees > MAX_GATHERED_FEES/,
    why: "Fees of exactly 2^64 - 1 units are divided one trade earlier: the word can hold them, and nobody's part depends on it but by rounding.",
  },
  {
    file: "contracts/libraries/MarketState.sol",
    inFunction: "restore",
    what: /if \(step == 0\) → false/,
    why: "With no step nothing is set free, and the same pool is written again.",
  },
  {
    file: "contracts/libraries/Liquidity.sol",
    inFunction: "appraise",
    what: /> → >= in rho > top/,
    why: "An equal value takes the place of an equal one.",
  },
  {
    file: "contracts/libraries/PositionId.sol",
    inFunction: "_describe",
    what: /> → >= in kind > LIQUIDITY/,
    why: "Liquidity itself was answered on the line before.",
  },
  {
    file: "contracts/resolvers/OptimisticResolver.sol",
    inFunction: "rule",
    what: /without payouts\.check/,
    why: "`Markets.resolve` refuses the same vectors with the same errors: the check is a safeguard.",
  },
  {
    file: "contracts/resolvers/PriceFeedResolver.sol",
    inFunction: "_checkSequencer",
    what: /< → <= in endsAt < until/,
    why: "An equal time takes the place of an equal one.",
  },
  {
    file: "contracts/resolvers/RealityResolver.sol",
    inFunction: "reopen",
    what: /128 → 129/,
    why: "Any shift past the ids of markets keeps a reopened question's nonce apart from all others.",
  },
];

/** Why a mutant is the same as the original; undefined where it is not known to be. */
export function whyEquivalent({ file, inFunction, name }: Mutant): string | undefined {
  return equivalents.find((each) => each.file === file && each.inFunction === inFunction && each.what.test(name))?.why;
}
