import type { ContractErrorArgs, ContractErrorName } from "viem";
import type { errorsAbi } from "./abi/errors.ts";
import { formatAmount } from "./formatAmount.ts";
import { parsePositionId } from "./positionId.ts";
import { statuses } from "./status.ts";
import type { Token } from "./types.ts";

type Errors = typeof errorsAbi;
type Name = ContractErrorName<Errors>;
type Description = readonly [message: string, remedy: string];
type Describers = { [name in Name]?: (args: Arguments<name>, format: Format) => Description };
type Arguments<name extends Name> =
  ContractErrorArgs<Errors, name> extends readonly unknown[] ? ContractErrorArgs<Errors, name> : readonly [];

/** What was given and what is needed, and what to do, for an error of the contracts. `token` gives amounts their unit. */
export function describeRevert(name: string, args: readonly unknown[], inputs: readonly { name?: string }[], token?: Token): Description {
  const describe = describers[name as Name] as ((args: readonly unknown[], format: Format) => Description) | undefined;
  if (describe) return describe(args, makeFormat(token));
  const given = args.map((value, index) => `${inputs[index]?.name ?? index}: ${String(value)}`).join(", ");
  return [
    `The contract refused this with ${name}${given && ` (${given})`}.`,
    "Check what was entered against the market's rules and state.",
  ];
}

/** Whether an error has words of its own. */
export function isDescribed(name: string): boolean {
  return name in describers;
}

interface Format {
  /** An amount of collateral. */
  money(amount: bigint): string;
  positions(amount: bigint): string;
}

function makeFormat(token: Token | undefined): Format {
  return {
    money: (amount) => (token ? `${formatAmount(amount, token.decimals)} ${token.symbol}` : `${amount} base units`),
    positions: (amount) => (token ? `${formatAmount(amount, token.decimals)} positions` : `${amount} base units of positions`),
  };
}

const REFRESH = "Read the market again and retry.";
const ENTER = "Correct it and try again.";
const REPORT = "This should not happen; report it.";

const describers: Describers = {
  // creation
  UnsupportedDecimals: ([token, decimals]) => [
    `The collateral ${token} has ${decimals} decimals, 6 to 18 are accepted.`,
    "Choose another collateral.",
  ],
  InvalidOutcomeCount: ([count]) => [`A market has 2 to 256 outcomes, not ${count}.`, "Change the number of outcomes."],
  InvalidClosesAt: ([given, earliest, latest]) => [
    `The market would close at ${date(given)}; it must be from ${date(earliest)} to ${date(latest)}.`,
    "Change the closing time.",
  ],
  InvalidResolveBy: ([given, earliest, latest]) => [
    `The void date is ${date(given)}; it must be from ${date(earliest)} to ${date(latest)}.`,
    "Change the date from which anyone may void.",
  ],
  FeeRateTooHigh: ([given, maximum]) => [`The fee rate is ${percent(given)}, at most ${percent(maximum)} is accepted.`, "Lower the fee."],
  CreatorShareTooHigh: ([given, maximum]) => [
    `The creator's share is ${percent(given)}, at most ${percent(maximum)} is accepted.`,
    "Lower the share.",
  ],
  InvalidLiquidity: ([given, minimum, maximum], { money }) => [
    `The liquidity is ${money(given)}; it must be from ${money(minimum)} to ${money(maximum)}.`,
    "Change the liquidity.",
  ],
  InvalidOddsLength: ([given, expected]) => [`There are ${given} odds for ${expected} outcomes.`, "Give one for each outcome, or none."],
  InvalidOddsSum: ([sum]) => [`The odds sum to ${sum}, not to 1000000000000000000 (100%).`, "Make them sum to exactly 100%."],
  ZeroOdds: ([outcome]) => [`Outcome ${outcome} has odds of zero.`, "Every outcome needs odds above zero."],
  FundingTooHigh: ([funding, maximum], { money }) => [
    `Funding the market costs ${money(funding)}, at most ${money(maximum)} was allowed.`,
    "Allow more, or choose less liquidity.",
  ],

  // use
  UnknownMarket: ([id]) => [`There is no market ${id}.`, "Check the market's number and the network."],
  UnknownOutcome: ([outcome, count]) => [
    `There is no outcome ${outcome}: the market has ${count}, counted from 0.`,
    "Choose one of the market's outcomes.",
  ],
  NotOpen: ([id, status]) => [
    `Market ${id} is ${statusName(status)}, not Open.`,
    status === 2 ? "Nothing can be bought or sold now; complete sets can be merged and liquidity removed." : "Redeem what you hold.",
  ],
  AlreadyFinal: ([id, status]) => [`Market ${id} is final already: ${statusName(status)}.`, "Redeem what you hold."],
  NotFinal: ([id, status]) => [
    `Market ${id} is ${statusName(status)}; this needs it to be Resolved or Void.`,
    "Wait until it is resolved or voided.",
  ],
  DeadlinePassed: ([deadline, timestamp]) => [
    `The deadline ${date(deadline)} had passed at ${date(timestamp)}.`,
    "Send it again with a later deadline.",
  ],
  ZeroAmount: () => ["The amount is zero.", "Enter an amount."],
  ZeroOutput: () => ["The trade is too small: it would give nothing.", "Trade more."],
  CollateralTooLarge: ([given, maximum], { money }) => [
    `One trade takes at most ${money(maximum)} in this market, not ${money(given)}.`,
    "Split the trade.",
  ],
  PositionsTooLarge: ([given, maximum], { positions }) => [
    `One trade takes at most ${positions(maximum)} in this market, not ${positions(given)}.`,
    "Split the trade.",
  ],
  SlippageOut: ([output, minimum], { money }) => [
    `The price has moved: this now gives ${money(output)}, at least ${money(minimum)} was asked for.`,
    "Look at the new price, or accept a larger tolerance.",
  ],
  SlippageIn: ([input, maximum], { money }) => [
    `The price has moved: this now costs ${money(input)}, at most ${money(maximum)} was allowed.`,
    "Look at the new price, or accept a larger tolerance.",
  ],
  PriceMoved: ([outcome, price, expected, tolerance]) => [
    `The price of outcome ${outcome} is ${wadPercent(price)}; ${wadPercent(expected)} was expected, give or take ${wadPercent(tolerance)}.`,
    "Look at the new prices and try again.",
  ],
  InvalidPricesLength: ([given, expected]) => [`There are ${given} expected prices for ${expected} outcomes.`, REFRESH],
  InvalidOutcomeSet: ([bitmap, count]) => [
    `The set of outcomes ${bitmap.toString(2)} (binary) is empty or names one that the market's ${count} do not include.`,
    "Choose at least one of the market's outcomes.",
  ],
  CollateralNotReceived: ([received, expected], { money }) => [
    `The token delivered ${money(received)} instead of ${money(expected)}.`,
    "Tokens that charge on transfers cannot be collateral: choose another.",
  ],
  PermitFailed: ([token, allowance, needed], { money }) => [
    `The permit was refused: the allowance of ${token} is ${money(allowance)}, ${money(needed)} is needed.`,
    "Approve the amount and try again.",
  ],

  // resolution
  NotResolver: ([caller, resolver]) => [
    `Only the market's resolver ${resolver} may do this, not ${caller}.`,
    "Use the resolver's own functions.",
  ],
  CannotHalt: ([id, halted, status]) => [
    `Market ${id} is ${statusName(status)}${halted ? " and halted" : ""}: only an open one can be halted and only a halted one reopened, before it closes.`,
    REFRESH,
  ],
  InvalidPayoutsLength: ([given, expected]) => [`There are ${given} payouts for ${expected} outcomes.`, "Give one for each outcome."],
  ZeroPayouts: () => ["Every payout is zero.", "At least one outcome must pay."],
  TooEarlyToVoid: ([resolveBy, timestamp]) => [
    `The market can be voided from ${date(resolveBy)} on, it is ${date(timestamp)}.`,
    "Wait until then.",
  ],
  WrongOdds: ([given, expected]) => [
    `These are not the odds that the market was created with (hash ${given}, needed ${expected}).`,
    "Use the odds of the market's creation, none for uniform ones.",
  ],
  SeedAlreadyRedeemed: ([id]) => [`The seed of market ${id} has been redeemed already.`, "There is nothing left to do."],

  // resolvers
  NotMarkets: ([caller, markets]) => [`Only ${markets} registers markets, not ${caller}.`, "Create the market through it."],
  NotRegistered: ([id]) => [`Market ${id} is not decided by this resolver.`, "Use the market's own resolver."],
  WindowTooShort: ([given, minimum]) => [`A window of ${given} s is too short, at least ${minimum} s are needed.`, "Lengthen it."],
  ResolveByTooSoon: ([given, earliest]) => [
    `The void date ${date(given)} leaves the resolver too little time; ${date(earliest)} is the earliest.`,
    "Move the date from which anyone may void, or shorten the windows.",
  ],
  AnswerNotDue: ([dueAt, timestamp]) => [`The answer is due from ${date(dueAt)} on, it is ${date(timestamp)}.`, "Wait until then."],
  TooLateToAnswer: ([latest, timestamp]) => [
    `The last moment for an answer was ${date(latest)}, it is ${date(timestamp)}.`,
    "Wait until the market can be voided.",
  ],
  WindowStillOpen: ([deadline, timestamp]) => [`The window is open until ${date(deadline)}, it is ${date(timestamp)}.`, "Wait until then."],
  WindowOver: ([deadline, timestamp]) => [`The window ended at ${date(deadline)}, it is ${date(timestamp)}.`, "Finalize instead."],
  NotCreator: ([caller, creator]) => [`Only the market's creator ${creator} may do this, not ${caller}.`, "Use the creator's account."],
  EmptyText: () => ["The clarification is empty.", "Write a text."],
  WrongState: ([id]) => [`Market ${id} is at another step of its resolution: somebody may have acted before.`, REFRESH],
  ZeroArbiter: () => ["The policy names no arbiter.", "Name the account that decides disputes."],
  UndeclaredCreatorArbiter: ([creator]) => [
    `The creator ${creator} would be the arbiter without saying so.`,
    "Name another arbiter, or declare it in the specification.",
  ],
  InvalidBond: ([bond, maximum], { money }) => [
    `The bond is ${money(bond)}; it must be above zero and at most ${money(maximum)}.`,
    "Change the bond or its maximum.",
  ],
  BondRateTooHigh: ([given, maximum]) => [`The bond rate is ${percent(given)}, at most ${percent(maximum)} is accepted.`, "Lower it."],
  BondNotReceived: ([received, expected], { money }) => [
    `The token delivered ${money(received)} of a bond of ${money(expected)}.`,
    "The token charges on transfers; this market cannot take bonds.",
  ],
  NotArbiter: ([caller, arbiter]) => [`Only the arbiter ${arbiter} rules on this market, not ${caller}.`, "Use the arbiter's account."],
  ProposalChanged: ([given, current]) => [
    `The proposal is no longer ${given}, it is ${current}.`,
    "Look at the new proposal before acting on it.",
  ],
  NothingToWithdraw: ([account, token]) => [
    `There is nothing of ${token} to withdraw for ${account}.`,
    "Bonds can be withdrawn once a proposal has ended.",
  ],
  InvalidMemberCount: ([given, maximum]) => [`A committee of ${given} was given; it has 1 to ${maximum} members.`, ENTER],
  InvalidMember: ([member]) => [`The member ${member} is the zero address or named twice.`, ENTER],
  InvalidThreshold: ([given, minimum, maximum]) => [`The threshold is ${given}; it must be from ${minimum} to ${maximum}.`, ENTER],
  NotMember: ([caller]) => [`${caller} is not a member of the market's committee.`, "Use a member's account."],
  NoVote: ([member]) => [`${member} has no vote to withdraw.`, "There is nothing left to do."],
  SameVote: ([member]) => [`${member} has voted for exactly this already.`, "There is nothing left to do."],

  // price feeds
  DeadFeed: ([feed]) => [`The price feed ${feed} has no data.`, "Choose another feed."],
  InvalidBounds: ([given, expected]) => [`There are ${given} bounds, ${expected} are needed.`, ENTER],
  UnorderedBounds: ([index]) => [`The bounds must ascend; bound ${index} does not.`, "Order them."],
  NeedsTwoOutcomes: ([count]) => [`This kind of market has two outcomes, not ${count}.`, ENTER],
  SettlesBeforeClose: ([settlesAt, closesAt]) => [
    `The price of ${date(settlesAt)} would be known before the market closes at ${date(closesAt)}.`,
    "Close earlier or settle later.",
  ],
  NoAnswer: ([round]) => [`The feed has no answer in round ${round}.`, "Name another round."],
  RoundOutsideWindow: ([round, updatedAt, earliest, latest]) => [
    `Round ${round} is of ${date(updatedAt)}; it must be from ${date(earliest)} to ${date(latest)}.`,
    "Name the first round in this window.",
  ],
  NotFirstRound: ([round, earlier]) => [
    `Round ${round} is not the first that counts: round ${earlier} counts.`,
    "Settle with the earlier round.",
  ],
  SequencerDown: () => ["The rollup's sequencer is down.", "Wait until it is back."],
  SequencerGracePeriod: ([endsAt, timestamp]) => [
    `The rollup's sequencer has just come back: settling is possible from ${date(endsAt)}, it is ${date(timestamp)}.`,
    "Wait until then.",
  ],

  // tokens and positions
  ERC20InsufficientBalance: ([account, balance, needed], { money }) => [
    `${account} has ${money(balance)}, ${money(needed)} is needed.`,
    "Get more of the token, or choose a smaller amount.",
  ],
  ERC20InsufficientAllowance: ([spender, allowance, needed], { money }) => [
    `${spender} may take ${money(allowance)}, ${money(needed)} is needed.`,
    "Approve the amount and try again.",
  ],
  ERC20InvalidReceiver: ([receiver]) => [`Tokens cannot be sent to ${receiver}.`, "Choose another recipient."],
  ERC2612ExpiredSignature: ([deadline]) => [`The permit expired at ${date(deadline)}.`, "Sign a new one."],
  ERC2612InvalidSigner: ([signer, owner]) => [
    `The permit was signed by ${signer} instead of ${owner}.`,
    "Sign again with the account that pays.",
  ],
  ERC6909InsufficientBalance: ([account, balance, needed, id], { positions }) => [
    `${account} holds ${positions(balance)} of ${position(id)}, ${positions(needed)} is needed.`,
    "Choose a smaller amount.",
  ],
  ERC6909InsufficientAllowance: ([spender, allowance, needed, id], { positions }) => [
    `${spender} may move ${positions(allowance)} of ${position(id)}, ${positions(needed)} is needed.`,
    "Approve the amount and try again.",
  ],
  ERC6909InvalidReceiver: ([receiver]) => [`Positions cannot be sent to ${receiver}.`, "Choose another recipient."],
  SafeERC20FailedOperation: ([token]) => [
    `The token ${token} refused the transfer.`,
    "Check the balance and the allowance; the token may block one of the accounts.",
  ],
  FaucetLimit: ([given, maximum], { money }) => [
    `The faucet gives at most ${money(maximum)} at a time, not ${money(given)}.`,
    "Ask for less.",
  ],
  ReentrancyGuardReentrantCall: () => ["The token called back into the market during a transfer.", REPORT],
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

function wadPercent(price: bigint): string {
  return `${formatAmount(price, 16, { maxDigits: 2 })}%`;
}

function position(id: bigint): string {
  const { marketId, kind, outcome } = parsePositionId(id);
  return kind === "liquidity" ? `liquidity of market ${marketId}` : `${kind.toUpperCase()} on outcome ${outcome} of market ${marketId}`;
}
