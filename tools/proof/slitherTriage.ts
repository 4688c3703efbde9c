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
  {
    check: "arbitrary-send-erc20",
    where: ["Orders._exchange", "Orders._tradeWithPool", "Orders._buyMany"],
    reason:
      "Who pays has signed the order that is filled, verified at this very fill, for this much at most (test/contracts/orders/signatures.ts and hostile.ts).",
  },
  {
    check: "unused-return",
    where: ["Orders._exchange", "Orders._tradeWithPool", "Orders._buyMany", "Orders._sellMany", "Orders._tryGive"],
    reason: "The engine's ERC-6909 transfers revert where they fail; they answer nothing but true.",
  },
  {
    check: "unused-return",
    where: ["Orders._isSigned"],
    reason: "The third value explains a failure, and a signature that recovers to nobody is asked of the maker's contract instead.",
  },
  {
    check: "calls-loop",
    where: [
      "Orders._exchange",
      "Orders._buyMany",
      "Orders._sellMany",
      "Orders._splitPair",
      "Orders._tryGive",
      "Orders._tryPay",
      "Orders._isSigned",
    ],
    reason:
      "One call for each order of a list that whoever fills chose and pays for. A maker that fails is passed over in a sweep; in `fillMany` whoever fills leaves it out.",
  },
  {
    check: "return-bomb",
    where: ["Orders._tryPay", "Orders._isSigned"],
    reason:
      "The memory of an answer is paid for within `gasBudget` by whoever gives it, and copying it costs whoever fills no more than that again.",
  },
  {
    check: "reentrancy-no-eth",
    where: ["Orders.sweep"],
    reason:
      "`nonReentrant`, and the taker's slot counts all that is planned before any call; what is written afterwards gives back what makers left out, and leaves a cancel that came meanwhile alone (`_replace`).",
  },
  {
    check: "assembly",
    where: ["OrderTerms.structHash"],
    reason:
      "Hashes the struct where it lies in calldata, as EIP-712 has it; compared with viem's hash of the same order (test/contracts/orders/matchOrders.ts).",
  },
  {
    check: "low-level-calls",
    where: ["Orders._tryPay", "Orders._isSigned"],
    reason: "A call that may fail, within a gas budget, at an address that has code or whose silence counts as failure.",
  },
];
