// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IMarketResolver} from "./IMarketResolver.sol";

/// @notice The policy of a market, ABI-encoded as `resolverData` at its creation: `abi.encode(OptimisticPolicy)`.
/// @param arbiter Who decides disputes: any account or contract. Not the creator, unless `creatorMayArbitrate`.
/// @param bond The smallest bond, in base units of the collateral; above zero, and at most 100 times the market's
/// liquidity `b` at its creation: a bond that nobody can pay would leave only the void.
/// @param maxBond The largest bond, at least `bond`.
/// @param bondRate The bond in 1e-4 of the market's liquidity `b`, at most 10000; see `bondOf`.
/// @param liveness Seconds for which a proposal can be disputed, at least 60.
/// @param arbiterTimeout Seconds that the arbiter has to rule on a dispute, at least 60. Together with `liveness`, a round.
/// @param earlyProposals Whether proposals are accepted before `closesAt`.
/// @param haltOnProposal Whether an early proposal halts trading; it reopens if the proposal fails before `closesAt`.
/// @param creatorMayArbitrate Declares that the creator is the arbiter, or may be.
struct OptimisticPolicy {
    address arbiter;
    uint88 bond;
    uint88 maxBond;
    uint16 bondRate;
    uint32 liveness;
    uint32 arbiterTimeout;
    bool earlyProposals;
    bool haltOnProposal;
    bool creatorMayArbitrate;
}

/// @notice Where a market stands, and who can act.
/// None: not registered here. Waiting: nobody can propose before `closesAt`. Proposable: anyone proposes. Proposed:
/// anyone disputes, the arbiter may rule "too early". Finalizable: nobody disputed; anyone finalizes. Disputed: the
/// arbiter rules. Refundable: the arbiter was silent, or the market was voided before anyone finalized; anyone calls
/// `finalize` and the bonds go back. Expired: no proposal could be final in time; anyone voids from `resolveBy`.
/// Final: the market is resolved or void, and no bond is held.
enum OptimisticState {
    None,
    Waiting,
    Proposable,
    Proposed,
    Finalizable,
    Disputed,
    Refundable,
    Expired,
    Final
}

/// @notice Who was right about a disputed proposal. Neither: the ruling was a third answer, or none.
enum Party {
    Neither,
    Proposer,
    Disputer
}

/// @notice The latest proposal of a market.
/// @param id Names the proposal in `dispute` and in rulings: `keccak256(abi.encode(marketId, round, proposer, payouts))`.
/// @param round 1 for the first proposal of the market, then 2, 3, …
/// @param disputer Zero if nobody disputed it, and once its dispute has ended without an answer.
/// @param disputerAnswer What the disputer holds to be right, as the hash of the answer; zero whenever `disputer` is.
/// @param bond What the proposer paid, and what a disputer pays, in base units of the collateral.
/// @param deadline End of the running window: of the liveness, or of the arbiter's time once disputed.
struct Proposal {
    bytes32 id;
    uint256 round;
    address proposer;
    address disputer;
    bytes32 disputerAnswer;
    uint256 bond;
    uint256 deadline;
    uint64[] payouts;
}

/// @title Optimistic resolution with a bond, a dispute window and an arbiter
/// @notice Anyone proposes a full payout vector with a bond in the market's collateral and the hash of its evidence. If
/// nobody disputes it within `liveness`, anyone finalizes it and the proposer takes its bond back. Anyone who disagrees
/// disputes with an equal bond, and names the answer that it holds to be right: another payout vector, or "too early".
/// So an arbiter that can only choose from a list, such as a court, can give either side its due. The arbiter rules:
/// - a full payout vector (`rule`). It resolves the market at once;
/// - "too early" (`ruleTooEarly`). The proposal falls, disputed or not;
/// - or neither of the two answers (`ruleNeither`). The disputed proposal falls.
///
/// Who was right is decided by answers, not by their spelling: [1,0] and [2,0] pay the same fractions and are the same
/// answer. The hash of an answer is canonical: keccak256 of the payouts divided by their greatest common divisor, each
/// as 32 bytes and nothing else, `keccak256(abi.encodePacked(payouts))`; of "too early", keccak256 of nothing.
/// - The ruling is the proposal: the proposer takes its own bond and half of the disputer's, the arbiter the rest.
/// - The ruling is the disputer's answer: the disputer takes its own bond and half of the proposer's, the arbiter the rest.
///   So disputing oneself costs at least half a bond.
/// - It is neither: the disputer takes its own bond back; half of the proposer's is burnt, the arbiter takes the rest. So
///   neither nonsense nor a third answer pays anybody, and a proposer that has an accomplice dispute with another
///   falsehood loses the whole bond for each round by which it delays the truth.
/// - "Too early" about a proposal that nobody disputed: the arbiter takes the whole bond.
/// Halves are rounded down; the arbiter has the odd base unit. What is burnt stays in this contract for ever.
///
/// If the arbiter is silent for `arbiterTimeout`, anyone calls `finalize`: both bonds go back.
///
/// A proposal that fell (too early, neither, or the arbiter was silent) makes room for a new one, as long as the new one
/// could still run its whole course (liveness, arbiter's time) and be final one day before `resolveBy`. After that none is
/// accepted and the market falls to void. Registration asks for `resolveBy` at least three days, two such rounds and one
/// day after `closesAt`, so that one round without an answer leaves time for a whole second one. So a dispute never keeps
/// a market from ending, an arbiter that is dead or asleep once does not condemn a market that has months to go, and a
/// void never overtakes a running window.
///
/// A proposal does not stop trading unless the policy says so. Where early proposals halt it and the arbiter is silent, a
/// false proposal and a dispute hold the market still for the arbiter's time, again and again until `closesAt`, for no
/// more than locking two bonds: allow both only with an arbiter that answers.
///
/// Bonds: each token's are accounted by themselves and paid out by withdrawal only, so a blocked recipient blocks
/// nobody. What is received is checked to the base unit. Per token, bonds in = bonds held + withdrawable + withdrawn +
/// burnt. A collateral that is paused, or that blocks this contract or the disputer, during a liveness window keeps
/// disputes out, since no bond can be paid; what then protects is the arbiter's "too early", which takes no bond and
/// makes room for another proposal.
interface IOptimisticResolver is IMarketResolver {
    /// @notice The arbiter may not be the zero address.
    error ZeroArbiter();
    /// @notice The creator is the arbiter and the policy does not declare it.
    error UndeclaredCreatorArbiter(address creator);
    /// @notice The smallest bond is more than 100 times the market's liquidity, in base units of the collateral.
    error BondExceedsLiquidity(uint256 bond, uint256 maximum);
    /// @notice The bond must be above zero and at most `maxBond`.
    error InvalidBond(uint256 bond, uint256 maxBond);
    /// @notice The bond rate is at most 10000 (in 1e-4).
    error BondRateTooHigh(uint256 bondRate, uint256 maximum);
    /// @notice The market is not in the state that this step needs.
    error WrongState(uint256 marketId, OptimisticState state);
    /// @notice The market's current proposal is not the one that the caller named.
    error ProposalChanged(bytes32 given, bytes32 current);
    /// @notice The bond is more than the caller accepts to pay, in base units of the collateral.
    error BondTooHigh(uint256 bond, uint256 maximum);
    /// @notice A dispute must name another answer than the proposal; this is the hash of both.
    error SameAnswer(bytes32 answer);
    /// @notice Only the market's arbiter rules.
    error NotArbiter(address caller, address arbiter);
    /// @notice The collateral did not deliver exactly the bond.
    error BondNotReceived(uint256 received, uint256 expected);
    /// @notice The account has nothing to withdraw.
    error NothingToWithdraw(address account, address token);

    /// @notice A market was registered with this policy.
    event OptimisticRegistered(uint256 indexed marketId, OptimisticPolicy policy);
    /// @notice A proposal was made.
    /// @param deadline From here on the proposal can be finalized and no longer disputed.
    event Proposed(
        uint256 indexed marketId,
        address indexed proposer,
        bytes32 indexed proposalId,
        uint256 round,
        uint64[] payouts,
        uint256 bond,
        uint256 deadline,
        string evidenceUri,
        bytes32 evidenceHash
    );
    /// @notice A proposal was disputed.
    /// @param payouts What the disputer holds to be right; empty for "too early".
    /// @param deadline From here on the arbiter can no longer rule and the bonds can go back.
    event Disputed(
        uint256 indexed marketId,
        address indexed disputer,
        bytes32 indexed proposalId,
        uint64[] payouts,
        uint256 bond,
        uint256 deadline,
        string evidenceUri,
        bytes32 evidenceHash
    );
    /// @notice The arbiter ruled a payout vector; the market is resolved by it.
    /// @param right Whose answer pays the same fractions.
    event Ruled(
        uint256 indexed marketId,
        bytes32 indexed proposalId,
        uint64[] payouts,
        Party right,
        string evidenceUri,
        bytes32 evidenceHash
    );
    /// @notice The arbiter ruled that the answer could not be known yet; the proposal fell.
    /// @param right Disputer if the dispute said so; Neither if it named a vector, or if nobody had disputed.
    event RuledTooEarly(
        uint256 indexed marketId,
        bytes32 indexed proposalId,
        Party right,
        string evidenceUri,
        bytes32 evidenceHash
    );
    /// @notice The arbiter ruled that neither the proposal nor the disputer's answer is right; the proposal fell.
    event RuledNeither(uint256 indexed marketId, bytes32 indexed proposalId, string evidenceUri, bytes32 evidenceHash);
    /// @notice Nobody disputed the proposal; the market is resolved by it.
    event Finalized(uint256 indexed marketId, bytes32 indexed proposalId);
    /// @notice The bonds went back: the arbiter was silent, or the market was voided before anyone finalized.
    event Refunded(uint256 indexed marketId, bytes32 indexed proposalId);
    /// @notice An amount became withdrawable.
    event Credited(uint256 indexed marketId, address indexed account, address indexed token, uint256 amount);
    /// @notice Half of a proposer's bond, rounded down, is nobody's from now on: neither side was right.
    event Burnt(uint256 indexed marketId, address indexed token, uint256 amount);
    /// @notice All that an account could withdraw of a token was paid to `recipient`.
    event Withdrawn(address indexed account, address indexed token, address recipient, uint256 amount);

    /// @notice Proposes the market's payouts and pays `bondOf(marketId)`. Anyone; from `closesAt` (or before it, if the
    /// policy allows), until liveness, arbiter's time and one day before `resolveBy`; one proposal at a time.
    /// @param payouts One for each outcome, at least one above zero.
    /// @param maxBond The largest bond that the caller pays, in base units of the collateral, else `BondTooHigh`: the
    /// bond follows the market's liquidity, which anybody can move until `closesAt`.
    /// @param deadline Unix seconds: the last second at which the caller still means it, else `IMarkets.DeadlinePassed`.
    /// @param evidenceUri Where the evidence is. @param evidenceHash keccak256 of its bytes.
    /// @return proposalId Names the proposal in `dispute` and in rulings.
    function propose(
        uint256 marketId,
        uint64[] calldata payouts,
        uint256 maxBond,
        uint256 deadline,
        string calldata evidenceUri,
        bytes32 evidenceHash
    ) external returns (bytes32 proposalId);

    /// @notice Disputes a proposal, names the answer that is right instead, and pays a bond equal to the proposer's.
    /// Anyone, before the proposal's deadline.
    /// @param proposalId The proposal that the caller looked at: a dispute can never hit another one.
    /// @param payouts The right answer, one for each outcome, other fractions than the proposal's (`SameAnswer`); empty
    /// for "too early".
    /// @param maxBond The largest bond that the caller pays, in base units of the collateral, else `BondTooHigh`.
    /// @param deadline Unix seconds: the last second at which the caller still means it, else `IMarkets.DeadlinePassed`.
    /// @param evidenceUri Where the evidence is. @param evidenceHash keccak256 of its bytes.
    function dispute(
        uint256 marketId,
        bytes32 proposalId,
        uint64[] calldata payouts,
        uint256 maxBond,
        uint256 deadline,
        string calldata evidenceUri,
        bytes32 evidenceHash
    ) external;

    /// @notice Decides a dispute by a full payout vector, which resolves the market: the proposal's, the disputer's, or a
    /// third. The arbiter, before its deadline.
    function rule(
        uint256 marketId,
        bytes32 proposalId,
        uint64[] calldata payouts,
        string calldata evidenceUri,
        bytes32 evidenceHash
    ) external;

    /// @notice Decides that the answer could not be known yet; the proposal falls. The arbiter, before the deadline of a
    /// proposal, disputed or not.
    function ruleTooEarly(
        uint256 marketId,
        bytes32 proposalId,
        string calldata evidenceUri,
        bytes32 evidenceHash
    ) external;

    /// @notice Decides that neither the proposal nor the disputer's answer is right, for an arbiter that cannot say what
    /// is; the proposal falls and another may be made. The arbiter, before its deadline, of a disputed proposal only.
    function ruleNeither(
        uint256 marketId,
        bytes32 proposalId,
        string calldata evidenceUri,
        bytes32 evidenceHash
    ) external;

    /// @notice Does what is due once a window is over, for anyone who calls. Undisputed: resolves the market and gives
    /// the proposer its bond back. Disputed and the arbiter silent, or the market already void: gives all bonds back.
    function finalize(uint256 marketId) external;

    /// @notice Pays all that the caller can withdraw of a token to `recipient`.
    function withdraw(address token, address recipient) external returns (uint256 amount);

    /// @notice Pays all that `account` can withdraw of a token to `account` itself. Anyone; for accounts that cannot
    /// call, such as an arbiter contract that knows nothing of bonds.
    function withdrawFor(address account, address token) external returns (uint256 amount);

    /// @notice The policy a market was registered with.
    function policyOf(uint256 marketId) external view returns (OptimisticPolicy memory);

    /// @notice Where a market stands.
    /// @return state See the enum.
    /// @return until The first second at which time alone ends the state; zero if it lasts until somebody acts.
    /// For Expired: `resolveBy`, from which anyone may void.
    function stateOf(uint256 marketId) external view returns (OptimisticState state, uint256 until);

    /// @notice The latest proposal; all zero if there was none.
    function proposalOf(uint256 marketId) external view returns (Proposal memory);

    /// @notice The bond that a proposal costs now: `bondRate` of the market's liquidity `b`, rounded up, and at least
    /// `bond`, at most `maxBond`. Why `b`: it is what the market maker stakes (`b · ln n`), and what can be bought near
    /// a price, and so what a wrong answer can win, grows with it. No trade moves it, so a price pushed just before a
    /// proposal changes nothing. It can be moved by liquidity only, until `closesAt` in both directions and then
    /// downwards, never below the creator's locked seed; the two bounds limit what that can do: `bond` is what a false
    /// proposal costs even if the proposer first withdrew all its liquidity, and `maxBond` keeps somebody who prefers a
    /// void from adding so much that nobody can afford to propose.
    function bondOf(uint256 marketId) external view returns (uint256);

    /// @notice The first and the last second at which a proposal is accepted (while none is running); the first is
    /// zero if the policy allows early proposals.
    function proposalWindowOf(uint256 marketId) external view returns (uint256 earliest, uint256 latest);

    /// @notice What an account can withdraw of a token.
    function withdrawable(address account, address token) external view returns (uint256);
}
