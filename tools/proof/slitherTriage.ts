/** Why findings of Slither are no faults: of a detector, in these places ("Contract.function", or "*" for all). */
export type Triage = { check: string; where: string[]; reason: string };

export const slitherTriage: Triage[] = [
  {
    check: "timestamp",
    where: ["*"],
    reason: "Deadlines, closing times and windows are times by their nature; a proposer moves a block's by seconds at most.",
  },
  {
    check: "uninitialized-local",
    where: ["*"],
    reason: "Sums, counters and accumulators that start at zero, which is what Solidity gives them.",
  },
  {
    check: "unused-return",
    where: ["Quoter.quoteBuy", "Quoter.quoteBuyExact", "Quoter.quoteSell"],
    reason: "A quote has no use for the pool's steps, the third and fourth value.",
  },
  {
    check: "unused-return",
    where: ["PriceFeedResolver._round", "PriceFeedResolver._latestRound", "PriceFeedResolver._upSince"],
    reason: "Of a round's five values each place needs its own.",
  },
  {
    check: "unused-return",
    where: ["UmaResolver.register"],
    reason: "Registration asks the oracle whether it knows the currency; the final fee is read anew when a bond is due.",
  },
  {
    check: "unused-return",
    where: ["Erc792Arbiter.requestRuling", "Erc792Arbiter.withdrawReward"],
    reason: "The time of the state does not matter here, and what was withdrawn is known from `withdrawable`.",
  },
  {
    check: "divide-before-multiply",
    where: ["Lmsr.sell", "Lmsr._withoutFee", "Lmsr._floorDiv"],
    reason:
      "Fixed-point steps, each rounded in the direction that the pool needs; compared with real numbers by vectors.ts and histories.test.ts. `_floorDiv` multiplies back to see whether the division was exact.",
  },
  {
    check: "divide-before-multiply",
    where: ["MarketState.settle"],
    reason: "Each outcome's reserve is rounded down by itself, as it is when liquidity leaves: in nobody's favour.",
  },
  {
    check: "reentrancy-eth",
    where: ["Erc792Arbiter.requestRuling"],
    reason: "Only the court knows the dispute's id; the function is guarded, and `rule` in the same call finds no dispute.",
  },
  {
    check: "reentrancy-benign",
    where: ["Erc792Arbiter.requestRuling", "Erc792Arbiter.enforce"],
    reason: "Guarded; the resolver and the court are fixed at deployment.",
  },
  {
    check: "reentrancy-no-eth",
    where: ["UmaResolver.assertPayouts"],
    reason: "Only the oracle knows the assertion's id, so it is asked first; the function is guarded.",
  },
  {
    check: "reentrancy-benign",
    where: ["UmaResolver.assertPayouts"],
    reason: "As above.",
  },
  {
    check: "reentrancy-benign",
    where: ["RealityResolver.register"],
    reason: "Only Reality.eth knows the question's id; it calls nobody, and `register` is called by `Markets` under its guard.",
  },
  {
    check: "reentrancy-events",
    where: ["RealityResolver.register", "RealityResolver.reopen"],
    reason: "The event names the id that Reality.eth gives; Reality.eth calls nobody.",
  },
  {
    check: "low-level-calls",
    where: ["Erc792Arbiter._return"],
    reason: "Gives back what was paid above the court's fee, to the caller, and reverts if that fails.",
  },
  {
    check: "naming-convention",
    where: ["IRealityETH.reopened_questions", "IRealityETH.arbitrator_question_fees"],
    reason: "Reality.eth's own name.",
  },
];
