// What the SDK's errors say, in English: the one place where a sentence about a failure stands. By code: the contracts'
// errors by the names of their arguments, then the SDK's own. Another language is another record of the same keys.
import type { AbiParameter, AbiParameterToPrimitiveType, Hex } from "viem";
import type { errorsAbi } from "../abi/errors.ts";
import { formatAmount } from "../formatAmount.ts";
import type { NumberFault } from "../numbers/readNumber.ts";
import { type OrderStatus, orderStatuses } from "../orders/orderStatus.ts";
import type { Way } from "../paying/way.ts";
import { parsePositionId } from "../positionId.ts";
import { statuses } from "../status.ts";
import type { Status, Token } from "../types.ts";
import { WAD } from "../wad.ts";
import { cutText } from "./cutText.ts";
import type { AddressFault } from "./publicAddress.ts";

/** What was given and what is needed, and what to do. */
export type Description = readonly [message: string, remedy: string];

/** How amounts are written. */
export interface Format {
  /** An amount of the collateral, or of what else is paid. */
  money(amount: bigint): string;
  positions(amount: bigint): string;
}

type ContractError = (typeof errorsAbi)[number];
type DetailsOf<inputs extends readonly AbiParameter[]> = {
  [input in inputs[number] as input["name"] & string]: AbiParameterToPrimitiveType<input>;
};
/** What the contract's error does not say, and the call that it refused does. */
interface Known {
  /** Of amounts that are either. */
  unit?: "positions" | "collateral";
}
type Refusals = {
  [name in ContractError["name"]]?: (
    details: DetailsOf<Extract<ContractError, { name: name }>["inputs"]> & Known,
    format: Format,
  ) => Description;
};

/** Amounts in tokens where the token is known, else in base units. */
export function formatOf(token: Token | undefined): Format {
  return {
    money: (amount) => (token ? `${formatAmount(amount, token.decimals)} ${token.symbol}` : `${amount} base units`),
    positions: (amount) => (token ? `${formatAmount(amount, token.decimals)} positions` : `${amount} base units of positions`),
  };
}

/** Why an order cannot be filled. */
const orderRefusals: Record<OrderStatus, Description> = {
  Fillable: ["The order can be filled.", "Fill it."],
  UnknownMarket: [
    "The order is for a market that does not exist here, or whose terms are not those that were signed for.",
    "Sign it anew.",
  ],
  MarketNotOpen: [
    "The order's market is not Open: nothing trades in it.",
    "Wait until it is reopened, if it is halted; else the order is over.",
  ],
  InvalidPosition: ["The order names no position that can be traded: YES or NO of an outcome, of two outcomes YES alone.", "Sign it anew."],
  InvalidPrice: ["The order's price must lie between 0 and 1, in steps of 0.0001.", "Sign it anew."],
  InvalidAmount: [
    "The order's amount must be above zero and no less than its smallest fill, both in multiples of 10000 base units.",
    "Sign it anew.",
  ],
  InvalidTimes: ["The order would expire before it starts.", "Sign it anew."],
  InvalidTip: ["The order's tip passes the whole of the collateral.", "Sign it anew, with 10000 at most."],
  InvalidNonce: ["The order has the last nonce of all, which could not be cancelled.", "Sign it anew, with a lower nonce."],
  NotStarted: ["The order's time has not begun.", "Wait for its start."],
  Expired: ["The order has expired.", "Sign a new one."],
  Replaced: ["The order was cancelled, or a newer one of its slot has been filled.", "Sign a new one."],
  Filled: ["The order is filled.", "Nothing remains to do."],
  OtherTaker: ["The order names another counterparty.", "Leave it to whom it names."],
  WrongSignature: ["The maker did not sign this order, or its contract does not accept the signature.", "Have it signed again."],
  InvalidFill: ["The fill is of nothing, of more than remains, or of less than the order takes.", "Fill another amount."],
};

const REFRESH = "Read the market again and retry.";
const ENTER = "Correct it and try again.";
const REPORT = "This should not happen; report it.";
const CHECK = "Check what was entered against the market's state.";

/** What the contracts refuse, by the names of their errors; `details` are the errors' arguments. */
export const refusals: Refusals = {
  // creation
  UnsupportedDecimals: ({ collateral: token, decimals }) => [
    `The collateral ${token} has ${decimals} decimals, 6 to 18 are accepted.`,
    "Choose another collateral.",
  ],
  InvalidOutcomeCount: ({ outcomeCount: count }) => [`A market has 2 to 256 outcomes, not ${count}.`, "Change the number of outcomes."],
  InvalidClosesAt: ({ closesAt: given, earliest, latest }) => [
    `The market would close at ${date(given)}; it must be from ${date(earliest)} to ${date(latest)}.`,
    "Change the closing time.",
  ],
  InvalidResolveBy: ({ resolveBy: given, earliest, latest }) => [
    `The void date is ${date(given)}; it must be from ${date(earliest)} to ${date(latest)}.`,
    "Change the date from which anyone may void.",
  ],
  FeeRateTooHigh: ({ feeRate: given, maximum }) => [
    `The fee rate is ${percent(given)}, at most ${percent(maximum)} is accepted.`,
    "Lower the fee.",
  ],
  CreatorShareTooHigh: ({ creatorShare: given, maximum }) => [
    `The creator's share is ${percent(given)}, at most ${percent(maximum)} is accepted.`,
    "Lower the share.",
  ],
  InvalidLiquidity: ({ liquidity: given, minimum, maximum }, { money }) => [
    `The liquidity is ${money(given)}; it must be from ${money(minimum)} to ${money(maximum)}.`,
    "Change the liquidity.",
  ],
  InvalidOddsLength: ({ given, expected }) => [`There are ${given} odds for ${expected} outcomes.`, "Give one for each outcome, or none."],
  OddsTooLow: ({ outcome, odds, minimum }) => [
    `Outcome ${outcome} has odds of ${wadPercent(odds)}, at least ${wadPercent(minimum)} are needed.`,
    "Raise them, or leave the outcome out.",
  ],
  InvalidOddsSum: ({ sum }) => [`The odds sum to ${sum}, not to 1000000000000000000 (100%).`, "Make them sum to exactly 100%."],
  FundingTooHigh: ({ funding, maxFunding: maximum }, { money }) => [
    `Funding the market costs ${money(funding)}, at most ${money(maximum)} was allowed.`,
    "Allow more, or choose less liquidity.",
  ],

  // use
  UnknownMarket: ({ marketId: id }) => [`There is no market ${id}.`, "Check the market's number and the network."],
  UnknownOutcome: ({ outcome, outcomeCount: count }) => [
    `There is no outcome ${outcome}: the market has ${count}, counted from 0.`,
    "Choose one of the market's outcomes.",
  ],
  NotOpen: ({ marketId: id, status }) => [
    `Market ${id} is ${statusName(status)}, not Open.`,
    status === 2 ? "Nothing can be bought or sold now; complete sets can be merged and liquidity removed." : "Redeem what you hold.",
  ],
  AlreadyFinal: ({ marketId: id, status }) => [`Market ${id} is final already: ${statusName(status)}.`, "Redeem what you hold."],
  NotFinal: ({ marketId: id, status }) => [
    `Market ${id} is ${statusName(status)}; this needs it to be Resolved or Void.`,
    "Wait until it is resolved or voided.",
  ],
  DeadlinePassed: ({ deadline, timestamp }) => [
    `The deadline ${date(deadline)} had passed at ${date(timestamp)}.`,
    "Send it again with a later deadline.",
  ],
  ZeroAmount: () => ["The amount is zero.", "Enter an amount."],
  ZeroOutput: () => ["The trade is too small: it would give nothing.", "Trade more."],
  CollateralTooLarge: ({ collateral: given, maximum }, { money }) => [
    `One trade takes at most ${money(maximum)} in this market, not ${money(given)}.`,
    "Split the trade.",
  ],
  PositionsTooLarge: ({ positions: given, maximum }, { positions }) => [
    `One trade takes at most ${positions(maximum)} in this market, not ${positions(given)}.`,
    "Split the trade.",
  ],
  SlippageOut: ({ output, minimum, unit }, { money, positions }) => {
    const said = unit === "positions" ? positions : money;
    return [
      `The price has moved: this now gives ${said(output)}, at least ${said(minimum)} was asked for.`,
      "Look at the new price, or accept a larger tolerance.",
    ];
  },
  SlippageIn: ({ input, maximum }, { money }) => [
    `The price has moved: this now costs ${money(input)}, at most ${money(maximum)} was allowed.`,
    "Look at the new price, or accept a larger tolerance.",
  ],
  PriceTooHigh: ({ price, maximum }) => [
    `This would carry the price of what is bought to ${wadPercent(price)}; at most ${wadPercent(maximum)} is possible.`,
    "Buy less.",
  ],
  PriceTooLow: ({ price, minimum }) => [
    `This would carry the price of what is sold to ${wadPercent(price)}; at least ${wadPercent(minimum)} must be left.`,
    "Sell less at a time, or merge complete sets.",
  ],
  InvalidPricesSum: ({ sum }) => [`The expected prices sum to ${wadPercent(sum)}, not to 100%.`, "Scale them so that they sum to 100%."],
  ValueTooHigh: ({ value, maximum }, { money }) => [
    `The prices have moved: at those that were expected, this liquidity is worth ${money(value)}, at most ${money(maximum)} was allowed.`,
    "Look at the new prices and try again.",
  ],
  InvalidPricesLength: ({ given, expected }) => [`There are ${given} expected prices for ${expected} outcomes.`, REFRESH],
  InvalidOutcomeSet: ({ outcomeBitmap: bitmap, outcomeCount: count }) => [
    `The set of outcomes ${bitmap.toString(2)} (binary) is empty or names one that the market's ${count} do not include.`,
    "Choose at least one of the market's outcomes.",
  ],
  CollateralNotReceived: ({ received, expected }, { money }) => [
    `The token delivered ${money(received)} instead of ${money(expected)}.`,
    "Tokens that charge on transfers cannot be collateral: choose another.",
  ],
  PermitFailed: ({ token, allowance, needed }, { money }) => [
    `The permit was refused: the allowance of ${token} is ${money(allowance)}, ${money(needed)} is needed.`,
    "Approve the amount and try again.",
  ],

  // limit orders
  NotFillable: ({ status }) => orderRefusals[orderStatuses[status] ?? "Fillable"],
  InvalidFill: ({ positions: given, least, most }, { positions }) => [
    `A fill of ${positions(given)} is refused: it takes ${positions(least)} to ${positions(most)}, in multiples of 10000 base units.`,
    "Fill an amount within these bounds; what remains may have changed, so read the order again.",
  ],
  SameMaker: ({ maker }) => [`Both orders are ${maker}'s; an account does not trade with itself.`, "Choose an order of another maker."],
  NotOpposite: () => [
    "The orders are not opposite: a purchase and a sale of one position match, or two purchases or two sales of YES and NO of one outcome.",
    "Choose orders that match.",
  ],
  PricesDoNotCross: ({ price, otherPrice }) => [
    `The limits ${wadPercent(price)} and ${wadPercent(otherPrice)} do not meet: what buyers pay at most must cover what sellers, or complete pairs, need.`,
    "Wait for a better order, or sign one at another price.",
  ],
  CannotDeliver: ({ maker }) => [
    `${maker} lacks the collateral or the positions of its order, or has not approved them.`,
    "Fill another order; if it is yours, approve what it needs.",
  ],
  PriceBeyondLimit: ({ price, limit }) => [
    `After this fill the pool's price, its fee included, would be ${wadPercent(price)}, past the order's limit of ${wadPercent(limit)}.`,
    "Fill less of it.",
  ],
  BelowLimit: ({ collateral, minimum }, { money }) => [
    `With the tip taken, the sale would bring ${money(collateral)}, less than its limit of ${money(minimum)}.`,
    "Fill less, or wait for a better price.",
  ],
  ShareTooSmall: ({ share, minimum }) => [
    `An order's share of the trade is ${share} base units, and it has to get ${minimum}.`,
    "Fill fewer orders at once, or less of each.",
  ],
  NotTogether: ({ index }) => [
    `Order ${index} of the list is of another position or direction than the first: one trade cannot fill both.`,
    "Fill it by itself.",
  ],
  InvalidLengths: ({ orders, signatures, positions }) => [
    `The lists do not fit: ${orders} orders or slots, ${signatures} signatures, ${positions} amounts or nonces.`,
    "Give one of each, and for a sweep one amount more, for the pool.",
  ],
  InvalidSlot: ({ slot }) => [`No order has the slot ${slot}: slots are below 4,294,967,296.`, "Give the slot of the order to cancel."],
  NonceNotHigher: ({ slot, nonce, current }) => [
    `Slot ${slot} is at nonce ${current}: ${nonce} is no higher.`,
    "Nothing needs to be cancelled, or give a higher nonce.",
  ],

  // resolution
  NotResolver: ({ caller, resolver }) => [
    `Only the market's resolver ${resolver} may do this, not ${caller}.`,
    "Use the resolver's own functions.",
  ],
  CannotHalt: ({ marketId: id, halted, status }) => [
    `Market ${id} is ${statusName(status)}${halted ? " and halted" : ""}: only an open one can be halted and only a halted one reopened, before it closes.`,
    REFRESH,
  ],
  InvalidPayoutsLength: ({ given, expected }) => [`There are ${given} payouts for ${expected} outcomes.`, "Give one for each outcome."],
  ZeroPayouts: () => ["Every payout is zero.", "At least one outcome must pay."],
  TooEarlyToVoid: ({ resolveBy, timestamp }) => [
    `The market can be voided from ${date(resolveBy)} on, it is ${date(timestamp)}.`,
    "Wait until then.",
  ],
  WrongOdds: ({ given, expected }) => [
    `These are not the odds that the market was created with (hash ${given}, needed ${expected}).`,
    "Use the odds of the market's creation, none for uniform ones.",
  ],
  SeedAlreadyRedeemed: ({ marketId: id }) => [`The seed of market ${id} has been redeemed already.`, "There is nothing left to do."],

  // resolvers
  NotMarkets: ({ caller, markets }) => [`Only ${markets} registers markets, not ${caller}.`, "Create the market through it."],
  NotRegistered: ({ marketId: id }) => [`Market ${id} is not decided by this resolver.`, "Use the market's own resolver."],
  WindowTooShort: ({ given, minimum }) => [`A window of ${given} s is too short, at least ${minimum} s are needed.`, "Lengthen it."],
  ResolveByTooSoon: ({ resolveBy: given, earliest }) => [
    `The void date ${date(given)} leaves the resolver too little time; ${date(earliest)} is the earliest.`,
    "Move the date from which anyone may void, or shorten the windows.",
  ],
  AnswerNotDue: ({ dueAt, timestamp }) => [`The answer is due from ${date(dueAt)} on, it is ${date(timestamp)}.`, "Wait until then."],
  TooLateToAnswer: ({ latest, timestamp }) => [
    `The last moment for an answer was ${date(latest)}, it is ${date(timestamp)}.`,
    "Wait until the market can be voided.",
  ],
  WindowStillOpen: ({ deadline, timestamp }) => [
    `The window is open until ${date(deadline)}, it is ${date(timestamp)}.`,
    "Wait until then.",
  ],
  WindowOver: ({ deadline, timestamp }) => [`The window ended at ${date(deadline)}, it is ${date(timestamp)}.`, "Finalize instead."],
  NotCreator: ({ caller, creator }) => [`Only the market's creator ${creator} may do this, not ${caller}.`, "Use the creator's account."],
  EmptyText: () => ["The clarification is empty.", "Write a text."],
  WrongState: ({ marketId: id }) => [`Market ${id} is at another step of its resolution: somebody may have acted before.`, REFRESH],
  ZeroArbiter: () => ["The policy names no arbiter.", "Name the account that decides disputes."],
  UndeclaredCreatorArbiter: ({ creator }) => [
    `The creator ${creator} would be the arbiter without saying so.`,
    "Name another arbiter, or declare it in the specification.",
  ],
  InvalidBond: ({ bond, maxBond: maximum }, { money }) => [
    `The bond is ${money(bond)}; it must be above zero and at most ${money(maximum)}.`,
    "Change the bond or its maximum.",
  ],
  BondRateTooHigh: ({ bondRate: given, maximum }) => [
    `The bond rate is ${percent(given)}, at most ${percent(maximum)} is accepted.`,
    "Lower it.",
  ],
  BondNotReceived: ({ received, expected }, { money }) => [
    `The token delivered ${money(received)} of a bond of ${money(expected)}.`,
    "The token charges on transfers; this market cannot take bonds.",
  ],
  BondExceedsLiquidity: ({ bond, maximum }, { money }) => [
    `The smallest bond is ${money(bond)}; in a market with this liquidity at most ${money(maximum)} is accepted.`,
    "Lower the bond, or add liquidity: a bond that nobody can pay leaves only the void.",
  ],
  BondTooHigh: ({ bond, maximum }, { money }) => [
    `The bond is ${money(bond)}, at most ${money(maximum)} is accepted.`,
    "Look at the bond again before you act; of a policy, lower it.",
  ],
  MinBondTooHigh: ({ minBond, maximum }) => [
    `The smallest bond at Reality.eth is ${minBond} wei, at most ${maximum} wei is accepted.`,
    "Lower it: a bond that nobody can pay leaves only the void.",
  ],
  SameAnswer: ({ answer }) => [
    `The dispute names the proposal's own answer (hash ${answer}).`,
    "Name the answer that is right instead, or that it is too early.",
  ],
  NotArbiter: ({ caller, arbiter }) => [`Only the arbiter ${arbiter} rules on this market, not ${caller}.`, "Use the arbiter's account."],
  ProposalChanged: ({ given, current }) => [
    `The proposal is no longer ${given}, it is ${current}.`,
    "Look at the new proposal before acting on it.",
  ],
  NothingToWithdraw: ({ account, token }) => [
    `There is nothing of ${token} to withdraw for ${account}.`,
    "Bonds can be withdrawn once a proposal has ended.",
  ],
  InvalidMemberCount: ({ given, maximum }) => [`A committee of ${given} was given; it has 1 to ${maximum} members.`, ENTER],
  InvalidMember: ({ member }) => [`The member ${member} is the zero address or named twice.`, ENTER],
  InvalidThreshold: ({ given, minimum, maximum }) => [`The threshold is ${given}; it must be from ${minimum} to ${maximum}.`, ENTER],
  NotMember: ({ caller }) => [`${caller} is not a member of the market's committee.`, "Use a member's account."],
  NoVote: ({ member }) => [`${member} has no vote to withdraw.`, "There is nothing left to do."],
  SameVote: ({ member }) => [`${member} has voted for exactly this already.`, "There is nothing left to do."],

  // price feeds
  DeadFeed: ({ feed }) => [`The price feed ${feed} has no data.`, "Choose another feed."],
  NoHistory: ({ feed, roundId }) => [
    `The feed ${feed} does not keep its history: its round ${roundId} reads differently by its id, or cannot exist.`,
    "Choose an aggregator that keeps every round, not an adapter that shows the present price.",
  ],
  NoOlderRound: ({ feed, roundId }) => [
    `The feed ${feed} has no round older than ${roundId} where one must be.`,
    "Choose a feed with some history; when settling, name a round that is proved by an older one.",
  ],
  NotSequencerFeed: ({ feed }) => [
    `${feed} does not answer as a sequencer's feed does, with 0 (up) or 1 (down).`,
    "Name the chain's sequencer feed, or none.",
  ],
  GracePeriodTooLong: ({ given, maximum }) => [
    `The grace period is ${given} s, at most ${maximum} s is accepted here.`,
    "Shorten it; without a sequencer feed it is zero.",
  ],
  BoundOutOfRange: ({ index, bound, minimum, maximum }) => [
    `Bound ${index} is ${bound}; it must be from ${minimum} to ${maximum}.`,
    "Give the bounds in the feed's own units.",
  ],
  InvalidBounds: ({ given, expected }) => [`There are ${given} bounds, ${expected} are needed.`, ENTER],
  UnorderedBounds: ({ index }) => [`The bounds must ascend; bound ${index} does not.`, "Order them."],
  NeedsTwoOutcomes: ({ outcomeCount: count }) => [`This kind of market has two outcomes, not ${count}.`, ENTER],
  SettlesBeforeClose: ({ settlesAt, closesAt }) => [
    `The price of ${date(settlesAt)} would be known before the market closes at ${date(closesAt)}.`,
    "Close earlier or settle later.",
  ],
  NoAnswer: ({ roundId: round }) => [`The feed has no answer in round ${round}.`, "Name another round."],
  RoundOutsideWindow: ({ roundId: round, updatedAt, earliest, latest }) => [
    `Round ${round} is of ${date(updatedAt)}; it must be from ${date(earliest)} to ${date(latest)}.`,
    "Name the first round in this window.",
  ],
  NotFirstRound: ({ roundId: round, earlierRoundId: earlier }) => [
    `Round ${round} is not the first that counts: round ${earlier} counts.`,
    "Settle with the earlier round.",
  ],
  GapTooLong: ({ roundId }) => [
    `Before round ${roundId}, more than 16 rounds in a row are missing: a phase of the feed ends there.`,
    "Name the first round that counts.",
  ],
  NotLastRound: ({ roundId, laterRoundId }) => [
    `Round ${roundId} is not the last of its phase before the settlement: round ${laterRoundId} comes after it.`,
    "Name the last round before the settlement of each earlier phase.",
  ],
  PhaseTooEarly: ({ phase, startPhase }) => [
    `The round is of phase ${phase}; the market started when the feed was in phase ${startPhase}.`,
    "Name a round of this phase or a later one.",
  ],
  WrongPhaseProof: ({ given, expected }) => [
    `${given} last rounds of earlier phases were given, ${expected} are needed.`,
    "Give one for each phase from the market's first to the one before the settling round's.",
  ],
  WrongPhase: ({ roundId, expected }) => [
    `Round ${roundId} is not of phase ${expected}.`,
    "Give the last rounds in the order of their phases.",
  ],
  SequencerDown: ({ until }) => [
    "The rollup's sequencer is down, or its feed does not say that it is up.",
    `Wait until it is back, or until ${date(until)}: from then on it is not asked.`,
  ],
  SequencerGracePeriod: ({ endsAt, timestamp }) => [
    `The rollup's sequencer has just come back: settling is possible from ${date(endsAt)}, it is ${date(timestamp)}.`,
    "Wait until then.",
  ],

  // Reality.eth and UMA
  ZeroArbitrator: () => ["The question has no arbitrator.", "Name the one that decides at Reality.eth in the end."],
  TemplateDoesNotFit: ({ templateId, outcomeCount }) => [
    `Reality.eth's template ${templateId} does not fit ${outcomeCount} outcomes.`,
    "Use template 2 (one of these), or 0 (yes or no) for two outcomes.",
  ],
  ArbitratorCharges: ({ arbitrator, fee }) => [
    `The arbitrator ${arbitrator} charges ${coins(fee)} for a question.`,
    "Choose one that charges for arbitration only.",
  ],
  NotAnOutcome: ({ answer, outcomeCount }) => [
    `The answer ${answer} is not one of the ${outcomeCount} outcomes.`,
    "If it is the hash of a payout vector, finalize with the vector.",
  ],
  NotTheVector: ({ answer, payoutsHash }) => [
    `The answer is ${answer}; these payouts have the hash ${payoutsHash}.`,
    "Give the payouts that were answered.",
  ],
  CurrencyNotAccepted: ({ currency }) => [`UMA does not accept the currency ${currency}.`, "Choose one that UMA lists."],
  UnknownAssertion: ({ assertionId }) => [`There is no assertion ${assertionId} here, or it has been finalized.`, "Check its id."],

  // a court
  NothingToArbitrate: ({ marketId }) => [
    `Market ${marketId} has no disputed proposal that this court decides.`,
    "Ask the court once a proposal is disputed.",
  ],
  AlreadyRequested: ({ disputeId }) => [`The court has this dispute already, as number ${disputeId}.`, "Add evidence to it, or wait."],
  FeeTooLow: ({ given, cost }) => [`The court asks for ${coins(cost)}, ${coins(given)} was sent.`, "Send the court's fee."],
  ReturnFailed: ({ payer, amount }) => [`${payer} refused the ${coins(amount)} that were to come back.`, "Send exactly the fee."],
  NotArbitrator: ({ caller, arbitrator }) => [`Only the court ${arbitrator} rules, not ${caller}.`, "Wait for the court."],
  NotPending: ({ disputeId }) => [`Dispute ${disputeId} is not before the court, or it has ruled.`, REFRESH],
  NothingToEnforce: ({ disputeId }) => [
    `There is no ruling on dispute ${disputeId} that could be enforced.`,
    "Wait for the court; if it refused to rule, the bonds go back after the arbiter's time.",
  ],
  WrongAnswer: ({ given, needed }) => [
    `These payouts are not the disputer's answer (hash ${given}, needed ${needed}).`,
    "Give the payouts of the dispute, none for too early.",
  ],
  NoReward: ({ account, token }) => [`${account} has no reward of ${token} to withdraw.`, "There is nothing left to do."],

  // tokens and positions
  ERC20InsufficientBalance: ({ sender: account, balance, needed }, { money }) => [
    `${account} has ${money(balance)}, ${money(needed)} is needed.`,
    "Get more of the token, or choose a smaller amount.",
  ],
  ERC20InsufficientAllowance: ({ spender, allowance, needed }, { money }) => [
    `${spender} may take ${money(allowance)}, ${money(needed)} is needed.`,
    "Approve the amount and try again.",
  ],
  ERC20InvalidReceiver: ({ receiver }) => [`Tokens cannot be sent to ${receiver}.`, "Choose another recipient."],
  ERC2612ExpiredSignature: ({ deadline }) => [`The permit expired at ${date(deadline)}.`, "Sign a new one."],
  ERC2612InvalidSigner: ({ signer, owner }) => [
    `The permit was signed by ${signer} instead of ${owner}.`,
    "Sign again with the account that pays.",
  ],
  ERC6909InsufficientBalance: ({ sender: account, balance, needed, id }, { positions }) => [
    `${account} holds ${positions(balance)} of ${position(id)}, ${positions(needed)} is needed.`,
    "Choose a smaller amount.",
  ],
  ERC6909InsufficientAllowance: ({ spender, allowance, needed, id }, { positions }) => [
    `${spender} may move ${positions(allowance)} of ${position(id)}, ${positions(needed)} is needed.`,
    "Approve the amount and try again.",
  ],
  ERC6909InvalidReceiver: ({ receiver }) => [`Positions cannot be sent to ${receiver}.`, "Choose another recipient."],
  SafeERC20FailedOperation: ({ token }) => [
    `The token ${token} refused the transfer.`,
    "Check the balance and the allowance; the token may block one of the accounts.",
  ],
  FaucetLimit: ({ amount: given, maximum }, { money }) => [
    `The faucet gives at most ${money(maximum)} at a time, not ${money(given)}.`,
    "Ask for less.",
  ],
  ReentrancyGuardReentrantCall: () => ["The token called back into the market during a transfer.", REPORT],
};

/** Why an RPC endpoint is not used. */
export type Trouble =
  | { reason: "limited" | "unreachable" | "closed" | "slow" | "malformed" }
  | { reason: "status"; status: number }
  | { reason: "wrongChain"; given: number; needed: number }
  | { reason: "behind" | "ahead"; blocks: number };

/** The end of a sentence that begins with the endpoint's name. */
export function troubleText(trouble: Trouble): string {
  switch (trouble.reason) {
    case "status":
      return trouble.status === 401 || trouble.status === 403
        ? `refuses access (HTTP ${trouble.status})`
        : `answered with HTTP ${trouble.status}`;
    case "wrongChain":
      return `is on chain ${trouble.given}, expected ${trouble.needed}`;
    case "behind":
      return `is ${trouble.blocks} blocks behind the others`;
    case "ahead":
      return `is ${trouble.blocks} blocks ahead of the others`;
    default:
      return {
        limited: "limits the rate of requests",
        unreachable: "cannot be reached",
        closed: "closed the connection",
        slow: "did not answer in time",
        malformed: "did not answer with JSON-RPC",
      }[trouble.reason];
  }
}

/** An endpoint by its place in the list and its host, the rest of its address may be secret; without `trouble` it was not asked. */
export interface EndpointState {
  name: string;
  trouble?: Trouble;
}

function endpointsText(endpoints: readonly EndpointState[]): string {
  const text = endpoints.map(({ name, trouble }) => `${name} ${trouble ? troubleText(trouble) : "did not serve it"}`).join("; ");
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** A number as it was written, and why it is none, or none that is possible. */
interface Written {
  text: string;
  /** The fraction digits that are possible, and how many there are if there are more. */
  decimals: number;
  digits?: number;
  isNegative?: boolean;
  fault?: NumberFault;
}

/** Undefined if there is nothing to say but that it is no number. */
function unwritten(
  { text, decimals, digits, isNegative, fault }: Omit<Written, "decimals"> & { decimals?: number },
  what: string,
): Description | undefined {
  if (digits !== undefined) {
    return [`"${text}" has ${digits} fraction digits, at most ${decimals} are possible.`, "Leave out the last digits."];
  }
  if (isNegative) return [`"${text}" is less than nothing.`, "Write it without the minus."];
  switch (fault?.reason) {
    case "ambiguous":
      return [`"${text}" is ${fault.readings.join(" to some and ")} to others.`, `Write ${fault.readings.join(" or ")}.`];
    case "mark": {
      const role =
        fault.mark === fault.decimal
          ? "comes once, before the fraction"
          : fault.mark === fault.group
            ? "groups thousands"
            : "is not used in numbers";
      const meant = fault.meant === undefined ? "Write it without groups." : `Write ${fault.meant} if that is meant.`;
      return [`"${text}" is not ${what}: here "${fault.mark}" ${role}, and "${fault.decimal}" comes before the fraction.`, meant];
    }
    case "mixedDigits":
      return [`"${text}" mixes digits of different scripts.`, "Write it in one."];
    case "unit":
      return fault.units.length > 0
        ? [`"${text}" is in ${fault.unit}, but the amount is in ${fault.units[0]}.`, `Write the number alone, of ${fault.units[0]}.`]
        : [`"${text}" has a unit, ${fault.unit}, that does not belong here.`, "Write the number alone."];
    default:
      return undefined;
  }
}

/** What a number looks like to whoever wrote this one, if that is known. */
function exampleOf({ fault }: Pick<Written, "fault">): string | undefined {
  return fault?.reason === "notANumber" ? fault.example : undefined;
}

/** What fails elsewhere: in what was entered, in the wallet, on the way to the chain. */
export const failures = {
  // what was entered
  InvalidAmount: (details: Written): Description =>
    unwritten(details, "an amount") ?? [`"${details.text}" is not an amount.`, `Write digits, such as ${exampleOf(details) ?? "12.5"}.`],
  InvalidNumber: (details: Pick<Written, "text" | "fault">): Description =>
    unwritten(details, "a number") ?? [`"${details.text}" is not a number.`, `Write digits, such as ${exampleOf(details) ?? "12.5"}.`],
  InvalidEvidence: ({ uri, fault }: { uri: string; fault: AddressFault }): Description => [
    fault === "scheme"
      ? `The evidence ${cutText(uri, 200)} does not begin with https:// or ipfs://.`
      : `"${cutText(uri, 200)}" is not an address at which others find the evidence.`,
    "Publish it where everybody can open it, and give its address, which begins with https:// or ipfs://.",
  ],
  InvalidPercentage: (details: Written): Description =>
    unwritten(details, "a percentage") ?? [
      `"${details.text}" is not a percentage with at most ${details.decimals} decimals.`,
      `Write it such as ${exampleOf(details) ?? "12.5"}%.`,
    ],
  InvalidTolerance: ({ tolerance, maximum }: { tolerance: number; maximum: number }): Description => [
    `The tolerance is ${tolerance / 100}%; it must be from 0% to ${maximum / 100}%, in hundredths of a percent.`,
    "Choose another tolerance.",
  ],
  InvalidScalar: (details: { text: string } | { low: string | number; high: string | number }): Description =>
    "text" in details
      ? [`"${details.text}" is not a decimal number.`, "Write digits with a point, such as 12.5."]
      : [`The lower bound ${details.low} is not below the upper bound ${details.high}.`, "Order the bounds."],
  InvalidCall: ({ functionName, address, markets }: { functionName: string; address: string; markets: string }): Description => [
    `${functionName} goes to ${address}, but a multicall reaches only ${markets}.`,
    "Send this call by itself.",
  ],
  PriceUnreachable: ({
    reason,
    op,
    present,
    price,
  }: {
    reason: "impossible" | "far" | "wrongWay";
    op: "buy" | "sell";
    present: bigint;
    price: bigint;
  }): Description => {
    if (reason === "impossible") return [`A price of ${wadPercent(price)} is never reached.`, "Choose a price between 0% and 100%."];
    if (reason === "far")
      return [`No single trade moves the price from ${wadPercent(present)} to ${wadPercent(price)}.`, "Split the trade."];
    const [gerund, verb, where, other] = op === "buy" ? ["buying", "raises", "above", "sell"] : ["selling", "lowers", "below", "buy"];
    return [
      `The price is ${wadPercent(present)}; ${gerund} only ${verb} it, so it cannot come to ${wadPercent(price)}.`,
      `Choose a price ${where} ${wadPercent(present)}, or ${other} instead.`,
    ];
  },
  MissingAnswer: ({ action, answers }: { action: string; answers: readonly string[] }): Description => [
    answers.length > 0 ? `To ${action}, an answer is needed: ${answers.join(" or ")}.` : `To ${action}, something is missing.`,
    "Say what is right.",
  ],
  /** By market: what it is, so that it pays nothing, yet or to this account. */
  NothingToRedeem: ({ markets }: { markets: readonly { marketId: bigint; status: Status }[] }): Description => {
    const open = markets.filter(({ status }) => status !== "Resolved" && status !== "Void");
    const said = markets.map(({ marketId, status }) => `market ${marketId} is ${status}`).join(", ");
    return [
      `This pays nothing now: ${said}${open.length === 0 ? ", and this account holds nothing that it pays for" : ""}.`,
      open.length > 0
        ? "It pays once it is resolved or void; until then positions can be sold or merged. Nothing was sent."
        : "There is nothing left to do. Nothing was sent.",
    ];
  },
  InsufficientBalance: (
    { account, balance, needed }: { account: string; balance: bigint; needed: bigint },
    { money }: Format,
  ): Description => [
    `${account} has ${money(balance)}, ${money(needed)} are needed.`,
    "Fund the account, or choose a smaller amount. Nothing was sent.",
  ],
  InvalidLimit: ({ price }: { price: bigint }): Description => [
    `A limit of ${wadPercent(price)} is none: it lies between 0% and 100%, in steps of 0.01%.`,
    "Choose another limit, such as 42%.",
  ],
  OffTick: ({ positions: given, tick }: { positions: bigint; tick: bigint }, { positions }: Format): Description => [
    `Orders are for whole multiples of ${positions(tick)}; ${positions(given)} are none.`,
    `Choose ${positions(given - (given % tick))}, or ${positions(given - (given % tick) + tick)}.`,
  ],
  OrderTooSmall: ({ spend, least }: { spend: bigint; least: bigint }, { money }: Format): Description => [
    `${money(spend)} buy nothing at this limit: the smallest order costs ${money(least)}.`,
    "Choose a larger amount.",
  ],
  MarketNotTrading: ({ status, halted }: { status: Status; halted: boolean }): Description => [
    halted && status === "Open" ? "The market is halted: nothing trades in it." : `The market is ${status}: nothing trades in it.`,
    halted && status === "Open" ? "Wait until it is reopened." : "Choose another market.",
  ],
  InvalidExpiry: ({ start, expiry }: { start: number; expiry: number }): Description => [
    `The order would end at ${date(BigInt(expiry))}, and begin at ${date(BigInt(start))}.`,
    "Choose a later end; an order ends when trading does.",
  ],
  NoOrders: ({ chainId }: { chainId: number }): Description => [
    `There is no contract for limit orders on chain ${chainId}.`,
    "Trade at the market's price instead. Nothing was sent.",
  ],
  NothingToCancel: (_: object): Description => [
    "None of these orders is open any more: they were filled or cancelled, or a newer one took their slot.",
    "Read your orders again. Nothing was sent.",
  ],

  // the wallet
  WalletNotConnected: (_: Record<string, never>): Description => ["No account is connected.", "Connect a wallet."],
  /** `way`: how it was to be paid (`sendPaying`), if `next` are left. */
  UserRejected: ({ way, next = [] }: { way?: Way; next?: readonly Way[] }): Description => [
    way === "permit" ? "The signature was refused in the wallet." : "The request was rejected in the wallet.",
    next.length > 0
      ? `Nothing was sent; try again if that was not meant, or pay ${next.map((each) => ways[each]).join(", or ")} instead.`
      : "Nothing was sent; try again if that was not meant.",
  ],
  AccountChanged: ({ expected, given }: { expected: string; given?: string }): Description => [
    given
      ? `The wallet has changed to another account, ${given}; this was prepared for ${expected}.`
      : `The wallet has withdrawn the account ${expected}.`,
    "Nothing was sent. Go back to that account in the wallet, or begin again with the new one.",
  ],
  WalletLocked: (_: object): Description => ["The wallet has not authorized this account.", "Unlock the wallet and connect again."],
  /** What was given: by the wallet, or by all endpoints. */
  WrongChain: (details: { given?: number; needed?: number; name?: string; endpoints?: readonly EndpointState[] }): Description => {
    const { given, needed, name, endpoints } = details;
    if (endpoints) return [endpointsText(endpoints), "Correct the endpoint's address, or choose another network."];
    return [
      given === undefined
        ? "The wallet is on another network than the market."
        : `The wallet is on chain ${given}, the market is on chain ${needed}${name ? ` (${name})` : ""}.`,
      "Switch the network in the wallet.",
    ];
  },
  InsufficientFunds: (_: object): Description => ["The account cannot pay for gas.", "Get some of the network's own coin."],
  PermitUnsupported: ({ token, signer }: { token: string; signer?: string }): Description => [
    signer ? `The wallet signed as ${signer}, not as the account.` : `The token ${token} has no permit (ERC-2612) that can be signed here.`,
    "Approve the amount instead.",
  ],

  // the way to the chain
  NonceTaken: (_: object): Description => [
    "Another transaction of this account took this one's place.",
    "Check whether it went through before you try again.",
  ],
  GasPriceTooLow: (_: object): Description => [
    "The fee offered is below what the network asks now.",
    "Try again, with a higher fee if you set it.",
  ],
  NoContract: (_: object): Description => [
    "There is no such contract at this address on this network.",
    "Check the network and the address book.",
  ],
  NotMinedYet: (_: object): Description => [
    "The transaction was sent but not mined in time.",
    "It may still be; check it before you send again.",
  ],
  /** One endpoint, or all of them; `effect` of a request that is not only read, `hash` of a transaction that was sent before. */
  RpcUnavailable: (details: {
    reason?: "limited" | "unreachable" | "closed" | "slow";
    endpoints?: readonly EndpointState[];
    effect?: "none" | "unknown";
    hash?: Hex;
  }): Description => {
    const { reason = "unreachable", endpoints, effect, hash } = details;
    const what = endpoints ? endpointsText(endpoints) : `The RPC endpoint ${troubleText({ reason })}.`;
    const sent = hash ? `The transaction ${hash} was sent. ` : "";
    const consequence = { none: " Nothing was sent.", unknown: " It is not known whether it was carried out." };
    const remedy = reason === "limited" ? "Wait a moment, or use another endpoint." : "Check the connection, or use another endpoint.";
    return [`${sent}${what}${effect ? consequence[effect] : ""}`, hash ? "Check whether it was mined before you send it again." : remedy];
  },
  SendUncertain: ({ hash, endpoints }: { hash: Hex; endpoints: readonly EndpointState[] }): Description => [
    `No RPC endpoint confirmed the transaction ${hash}; it may have been sent. ${endpointsText(endpoints)}`,
    "Look for it by its hash before you send again.",
  ],
  NoRpcUrl: (_: object): Description => ["No RPC endpoint is given.", "Set PRESAGE_RPC_URL."],
  BadRpcUrl: ({ position, count }: { position: number; count: number }): Description => [
    `Endpoint ${position} of ${count} is not an address of http or https.`,
    "Give one address, or several with commas between them: https://one.example,https://two.example.",
  ],
  TransactionCancelled: (_: object): Description => ["The transaction was cancelled in the wallet.", "Try again if that was not meant."],
  TransactionReplaced: (_: { replacement: Hex }): Description => [
    "Another transaction was sent in place of this one.",
    "Check what it did before you try again.",
  ],
  TransactionReverted: ({ blockNumber }: { blockNumber: bigint }): Description => [
    `The transaction was mined but failed, in block ${blockNumber}.`,
    "Read the market again and retry: somebody may have traded before you.",
  ],

  // what has no name of its own
  /** A contract gave a sentence, bytes, or nothing. */
  Reverted: ({ reason, data, said }: { reason?: string; data?: Hex; said?: string }): Description => {
    if (reason !== undefined) return [`The contract refused this: ${reason}`, CHECK];
    if (data === undefined) return [`The contract refused this without a reason that can be read: ${said ?? ""}`, CHECK];
    return [
      `The contract refused this with an error that is not known here (${data.slice(0, 10)}).`,
      "The collateral or the resolver may have errors of its own; look it up by its first four bytes.",
    ];
  },
  Panic: ({ code }: { code: bigint }): Description => [`The contract failed with panic ${code}.`, REPORT],
  Unknown: ({ said }: { said: string }): Description => [said, "Try again; if it happens again, report it."],
} as const;

/** A contract's error without words of its own. */
export function unnamedRefusal(code: string, details: Readonly<Record<string, unknown>>): Description {
  const given = Object.entries(details)
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join(", ");
  return [
    `The contract refused this with ${code}${given && ` (${given})`}.`,
    "Check what was entered against the market's rules and state.",
  ];
}

const ways: Record<Way, string> = {
  permit: "by a signature",
  batch: "by one request for allowance and call together",
  approval: "by an allowance of exactly the amount first",
};

function statusName(status: number): string {
  return statuses[status] ?? `status ${status}`;
}

/** Unix seconds as ISO 8601 in UTC; beyond what a date can be, the number itself (as of a deadline that means "never"). */
function date(seconds: bigint): string {
  return seconds < 253_402_300_800n ? new Date(Number(seconds) * 1000).toISOString().replace(".000Z", "Z") : `second ${seconds}`;
}

/** A rate in 1e-4. */
function percent(rate: bigint): string {
  return `${formatAmount(rate, 2, { minDigits: 0 })}%`;
}

/** A price scaled by 1e18, cut after the second digit that says something: 35.21%, 0.0001%, 99.9999999999%. */
function wadPercent(price: bigint): string {
  const rest = price < WAD - price ? price : WAD - price;
  const maxDigits = rest <= 0n ? 2 : Math.min(16, Math.max(2, 18 - String(rest).length));
  return `${formatAmount(price, 16, { maxDigits })}%`;
}

/** An amount of the chain's own coin. */
function coins(amount: bigint): string {
  return `${formatAmount(amount, 18)} of the chain's coin`;
}

function position(id: bigint): string {
  const { marketId, kind, outcome } = parsePositionId(id);
  return kind === "liquidity" ? `liquidity of market ${marketId}` : `${kind.toUpperCase()} on outcome ${outcome} of market ${marketId}`;
}
