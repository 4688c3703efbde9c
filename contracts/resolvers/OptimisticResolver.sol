// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {IMarkets, Status, Terms} from "../interfaces/IMarkets.sol";
import {IResolver} from "../interfaces/IResolver.sol";
import {
    IOptimisticResolver,
    OptimisticPolicy,
    OptimisticState,
    Party,
    Proposal
} from "../interfaces/IOptimisticResolver.sol";
import {PayoutVector} from "../libraries/PayoutVector.sol";
import {MarketResolver} from "./MarketResolver.sol";

/// @dev See the interface, which is the specification.
contract OptimisticResolver is IOptimisticResolver, MarketResolver, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;
    using PayoutVector for *;

    /// @dev Idle: no proposal is running. Settled: the market is resolved.
    enum Phase {
        None,
        Idle,
        Proposed,
        Disputed,
        Settled
    }

    /// @dev The first two slots are the policy and what changes with each step; creating a market writes only those.
    struct Case {
        address arbiter;
        uint88 bond;
        bool earlyProposals;
        // slot
        uint88 maxBond;
        uint32 liveness;
        uint32 arbiterTimeout;
        uint16 bondRate;
        bool haltOnProposal;
        bool creatorMayArbitrate;
        Phase phase;
        uint16 round;
        uint40 deadline;
        bool single;
        // slot
        address proposer;
        uint88 paidBond;
        uint8 winner;
        // slot
        address disputer;
        // slot
        bytes32 disputerAnswer;
        mapping(uint256 index => uint256) payouts;
    }

    /// @dev A rate of 100%.
    uint256 private constant RATE_SCALE = 10_000;
    /// @dev The largest `bond` of a policy, as a multiple of the market's liquidity at its creation.
    uint256 private constant MAX_BOND_RATIO = 100;

    mapping(uint256 marketId => Case) private _cases;
    /// @inheritdoc IOptimisticResolver
    mapping(address account => mapping(address token => uint256)) public withdrawable;

    constructor(IMarkets markets_) MarketResolver(markets_) {}

    // ------------------------------------------------------------------ registration

    /// @inheritdoc IResolver
    function register(
        uint256 marketId,
        address creator,
        uint256,
        uint256 closesAt,
        uint256 resolveBy,
        bytes calldata data
    ) external onlyMarkets {
        OptimisticPolicy memory policy = abi.decode(data, (OptimisticPolicy));

        // Check: somebody can rule, and the creator only if the policy says so
        if (policy.arbiter == address(0)) revert ZeroArbiter();
        if (policy.arbiter == creator && !policy.creatorMayArbitrate) revert UndeclaredCreatorArbiter(creator);

        // Check: somebody can pay the bond
        if (policy.bond == 0 || policy.bond > policy.maxBond) revert InvalidBond(policy.bond, policy.maxBond);
        if (policy.bondRate > RATE_SCALE) revert BondRateTooHigh(policy.bondRate, RATE_SCALE);
        uint256 largest = MAX_BOND_RATIO * markets.termsOf(marketId).liquidity;
        if (policy.bond > largest) revert BondExceedsLiquidity(policy.bond, largest);

        // Check: there is time for two whole rounds
        _checkWindow(policy.liveness);
        _checkWindow(policy.arbiterTimeout);
        _checkResolveBy(closesAt, resolveBy, uint256(policy.liveness) + policy.arbiterTimeout, 0);

        // Effect: keep the policy
        _saveCase(_cases[marketId], policy);
        emit OptimisticRegistered(marketId, policy);
    }

    // ------------------------------------------------------------------ proposing and disputing

    /// @inheritdoc IOptimisticResolver
    function propose(
        uint256 marketId,
        uint64[] calldata payouts,
        uint256 maxBond,
        uint256 deadline,
        string calldata evidenceUri,
        bytes32 evidenceHash
    ) external nonReentrant returns (bytes32 proposalId) {
        Case storage c = _cases[marketId];
        _checkPhase(marketId, c, Phase.Idle);
        Terms memory market = markets.termsOf(marketId);
        uint256 bond = _bond(c, market.liquidity);

        // Check: the caller still means it, the time is right, the answer is one
        _checkAccepted(bond, maxBond, deadline);
        _checkDue(c.earlyProposals, market.closesAt, market.resolveBy, _roundTime(c));
        payouts.check(market.outcomeCount);

        // Effect: the proposal, and the start of its liveness
        uint256 round = ++c.round;
        uint256 disputableUntil = block.timestamp + c.liveness;
        (c.phase, c.deadline) = (Phase.Proposed, uint40(disputableUntil));
        (c.proposer, c.paidBond) = (msg.sender, uint88(bond)); // at most `maxBond` of the policy
        (c.single, c.winner) = c.payouts.save(payouts);
        proposalId = keccak256(abi.encode(marketId, round, msg.sender, payouts));
        emit Proposed(
            marketId,
            msg.sender,
            proposalId,
            round,
            payouts,
            bond,
            disputableUntil,
            evidenceUri,
            evidenceHash
        );

        // Interaction: stop trading if the policy says so, take the bond
        if (c.haltOnProposal) _halt(marketId, market);
        _receive(market.collateral, bond);
    }

    /// @inheritdoc IOptimisticResolver
    function dispute(
        uint256 marketId,
        bytes32 proposalId,
        uint64[] calldata payouts,
        uint256 maxBond,
        uint256 deadline,
        string calldata evidenceUri,
        bytes32 evidenceHash
    ) external nonReentrant {
        Case storage c = _cases[marketId];
        _checkPhase(marketId, c, Phase.Proposed);
        Terms memory market = markets.termsOf(marketId);
        uint256 bond = c.paidBond;

        // Check: the caller still means it, and this proposal, which can still be disputed
        _checkAccepted(bond, maxBond, deadline);
        _checkRunning(c);
        uint64[] memory proposed = _checkProposal(marketId, c, proposalId, market.outcomeCount);

        // Check: the answer is one, "too early" included, and another one
        if (payouts.length != 0) payouts.check(market.outcomeCount);
        bytes32 answer = payouts.answerHash();
        if (answer == proposed.answerHash()) revert SameAnswer(answer);

        // Effect: the dispute, and the start of the arbiter's time
        uint256 rulableUntil = block.timestamp + c.arbiterTimeout;
        (c.phase, c.deadline) = (Phase.Disputed, uint40(rulableUntil));
        (c.disputer, c.disputerAnswer) = (msg.sender, answer);
        emit Disputed(marketId, msg.sender, proposalId, payouts, bond, rulableUntil, evidenceUri, evidenceHash);

        // Interaction: take the bond
        _receive(market.collateral, bond);
    }

    // ------------------------------------------------------------------ deciding

    /// @inheritdoc IOptimisticResolver
    function rule(
        uint256 marketId,
        bytes32 proposalId,
        uint64[] calldata payouts,
        string calldata evidenceUri,
        bytes32 evidenceHash
    ) external nonReentrant {
        Case storage c = _cases[marketId];
        _checkPhase(marketId, c, Phase.Disputed);
        Terms memory market = markets.termsOf(marketId);

        // Check: the arbiter, in time, about this proposal, with an answer
        uint64[] memory proposed = _checkRuling(marketId, c, proposalId, market.outcomeCount);
        payouts.check(market.outcomeCount);

        // Effect: the dispute is over, and the bonds go to whose answer it is
        bytes32 answer = payouts.answerHash();
        Party right = answer == c.disputerAnswer ? Party.Disputer : Party.Neither;
        if (answer == proposed.answerHash()) right = Party.Proposer;
        c.phase = Phase.Settled;
        emit Ruled(marketId, proposalId, payouts, right, evidenceUri, evidenceHash);
        _award(marketId, c, market.collateral, right);

        // Interaction: resolve the market
        markets.resolve(marketId, payouts);
    }

    /// @inheritdoc IOptimisticResolver
    function ruleTooEarly(
        uint256 marketId,
        bytes32 proposalId,
        string calldata evidenceUri,
        bytes32 evidenceHash
    ) external nonReentrant {
        Case storage c = _cases[marketId];
        if (c.phase != Phase.Disputed) _checkPhase(marketId, c, Phase.Proposed);
        Terms memory market = markets.termsOf(marketId);

        // Check: the arbiter, in time, about this proposal
        _checkRuling(marketId, c, proposalId, market.outcomeCount);

        // Effect: the proposal falls and its bond with it
        Party right = c.disputerAnswer == PayoutVector.TOO_EARLY ? Party.Disputer : Party.Neither;
        emit RuledTooEarly(marketId, proposalId, right, evidenceUri, evidenceHash);
        if (c.phase == Phase.Disputed) _award(marketId, c, market.collateral, right);
        else _credit(marketId, c.arbiter, market.collateral, c.paidBond);
        _drop(c);

        // Interaction: trading goes on, if it was stopped here and may
        _reopen(marketId, market);
    }

    /// @inheritdoc IOptimisticResolver
    function ruleNeither(
        uint256 marketId,
        bytes32 proposalId,
        string calldata evidenceUri,
        bytes32 evidenceHash
    ) external nonReentrant {
        Case storage c = _cases[marketId];
        _checkPhase(marketId, c, Phase.Disputed);
        Terms memory market = markets.termsOf(marketId);

        // Check: the arbiter, in time, about this proposal
        _checkRuling(marketId, c, proposalId, market.outcomeCount);

        // Effect: the proposal falls and its bond with it
        emit RuledNeither(marketId, proposalId, evidenceUri, evidenceHash);
        _award(marketId, c, market.collateral, Party.Neither);
        _drop(c);

        // Interaction: trading goes on, if it was stopped here and may
        _reopen(marketId, market);
    }

    /// @inheritdoc IOptimisticResolver
    function finalize(uint256 marketId) external nonReentrant {
        Case storage c = _cases[marketId];
        if (c.phase != Phase.Disputed) _checkPhase(marketId, c, Phase.Proposed);
        Terms memory market = markets.termsOf(marketId);

        // Check: the window is over
        if (block.timestamp < c.deadline) revert WindowStillOpen(c.deadline, block.timestamp);

        if (c.phase == Phase.Disputed || _isFinal(market.status)) _refund(marketId, c, market);
        else _accept(marketId, c, market);
    }

    // ------------------------------------------------------------------ bonds

    /// @inheritdoc IOptimisticResolver
    function withdraw(address token, address recipient) external nonReentrant returns (uint256) {
        return _withdraw(msg.sender, token, recipient);
    }

    /// @inheritdoc IOptimisticResolver
    function withdrawFor(address account, address token) external nonReentrant returns (uint256) {
        return _withdraw(account, token, account);
    }

    // ------------------------------------------------------------------ views

    /// @inheritdoc IOptimisticResolver
    function policyOf(uint256 marketId) external view returns (OptimisticPolicy memory) {
        Case storage c = _cases[marketId];
        return
            OptimisticPolicy({
                arbiter: c.arbiter,
                bond: c.bond,
                maxBond: c.maxBond,
                bondRate: c.bondRate,
                liveness: c.liveness,
                arbiterTimeout: c.arbiterTimeout,
                earlyProposals: c.earlyProposals,
                haltOnProposal: c.haltOnProposal,
                creatorMayArbitrate: c.creatorMayArbitrate
            });
    }

    /// @inheritdoc IOptimisticResolver
    function stateOf(uint256 marketId) public view returns (OptimisticState state, uint256 until) {
        Case storage c = _cases[marketId];
        if (c.phase == Phase.None) return (OptimisticState.None, 0);
        Terms memory market = markets.termsOf(marketId);
        if (c.phase == Phase.Proposed || c.phase == Phase.Disputed) return _runningState(c, market.status);
        if (_isFinal(market.status)) return (OptimisticState.Final, 0);

        uint256 latest = _latestAnswer(market.resolveBy, _roundTime(c));
        if (block.timestamp > latest) return (OptimisticState.Expired, market.resolveBy);
        if (c.earlyProposals || block.timestamp >= market.closesAt) return (OptimisticState.Proposable, latest + 1);
        return (OptimisticState.Waiting, market.closesAt);
    }

    /// @inheritdoc IOptimisticResolver
    function proposalOf(uint256 marketId) external view returns (Proposal memory proposal) {
        Case storage c = _cases[marketId];
        if (c.round == 0) return proposal;
        uint64[] memory payouts = _payouts(c, markets.termsOf(marketId).outcomeCount);
        return
            Proposal({
                id: _proposalId(marketId, c, payouts),
                round: c.round,
                proposer: c.proposer,
                disputer: c.disputer,
                disputerAnswer: c.disputerAnswer,
                bond: c.paidBond,
                deadline: c.deadline,
                payouts: payouts
            });
    }

    /// @inheritdoc IOptimisticResolver
    function bondOf(uint256 marketId) external view returns (uint256) {
        Case storage c = _registered(marketId);
        return _bond(c, markets.termsOf(marketId).liquidity);
    }

    /// @inheritdoc IOptimisticResolver
    function proposalWindowOf(uint256 marketId) external view returns (uint256 earliest, uint256 latest) {
        Case storage c = _registered(marketId);
        Terms memory market = markets.termsOf(marketId);
        earliest = c.earlyProposals ? 0 : market.closesAt;
        latest = _latestAnswer(market.resolveBy, _roundTime(c));
    }

    // ------------------------------------------------------------------ internal: outcomes of a proposal

    function _accept(uint256 marketId, Case storage c, Terms memory market) private {
        uint64[] memory payouts = _payouts(c, market.outcomeCount);

        // Effect: nobody disputed, the proposer has its bond back
        c.phase = Phase.Settled;
        emit Finalized(marketId, _proposalId(marketId, c, payouts));
        _credit(marketId, c.proposer, market.collateral, c.paidBond);

        // Interaction: resolve the market
        markets.resolve(marketId, payouts);
    }

    function _refund(uint256 marketId, Case storage c, Terms memory market) private {
        // Effect: nobody judged, all bonds go back; after a void it is too late for another proposal
        emit Refunded(marketId, _proposalId(marketId, c, _payouts(c, market.outcomeCount)));
        _credit(marketId, c.proposer, market.collateral, c.paidBond);
        if (c.phase == Phase.Disputed) _credit(marketId, c.disputer, market.collateral, c.paidBond);
        _drop(c);

        // Interaction: trading goes on, if it was stopped here and may
        _reopen(marketId, market);
    }

    /// @dev Ends a round without an answer: there is room for another proposal.
    function _drop(Case storage c) private {
        (c.phase, c.disputer, c.disputerAnswer) = (Phase.Idle, address(0), bytes32(0));
    }

    /// @dev Together both bonds, what is burnt included. The winner has its own and half of the loser's; if neither was
    /// right the disputer has its own, and half of the proposer's is burnt. The arbiter has the other half.
    function _award(uint256 marketId, Case storage c, address token, Party right) private {
        (uint256 bond, uint256 half) = (c.paidBond, c.paidBond / 2);
        if (right == Party.Neither) {
            _credit(marketId, c.disputer, token, bond);
            emit Burnt(marketId, token, half);
        } else {
            _credit(marketId, right == Party.Proposer ? c.proposer : c.disputer, token, bond + half);
        }
        _credit(marketId, c.arbiter, token, bond - half);
    }

    // ------------------------------------------------------------------ internal: bonds

    function _bond(Case storage c, uint256 liquidity) private view returns (uint256) {
        uint256 share = Math.mulDiv(liquidity, c.bondRate, RATE_SCALE, Math.Rounding.Ceil);
        return Math.min(c.maxBond, Math.max(c.bond, share));
    }

    function _credit(uint256 marketId, address account, address token, uint256 amount) private {
        withdrawable[account][token] += amount;
        emit Credited(marketId, account, token, amount);
    }

    function _receive(address token, uint256 bond) private {
        uint256 before = IERC20(token).balanceOf(address(this));
        IERC20(token).safeTransferFrom(msg.sender, address(this), bond);
        uint256 received = IERC20(token).balanceOf(address(this)) - before;
        if (received != bond) revert BondNotReceived(received, bond);
    }

    function _withdraw(address account, address token, address recipient) private returns (uint256 amount) {
        // Check: there is something
        amount = withdrawable[account][token];
        if (amount == 0) revert NothingToWithdraw(account, token);

        // Effect: once
        withdrawable[account][token] = 0;
        emit Withdrawn(account, token, recipient, amount);

        // Interaction: pay
        IERC20(token).safeTransfer(recipient, amount);
    }

    // ------------------------------------------------------------------ internal: state

    function _saveCase(Case storage c, OptimisticPolicy memory policy) private {
        (c.arbiter, c.bond, c.earlyProposals) = (policy.arbiter, policy.bond, policy.earlyProposals);
        (c.maxBond, c.liveness, c.arbiterTimeout) = (policy.maxBond, policy.liveness, policy.arbiterTimeout);
        (c.bondRate, c.haltOnProposal) = (policy.bondRate, policy.haltOnProposal);
        (c.creatorMayArbitrate, c.phase) = (policy.creatorMayArbitrate, Phase.Idle);
    }

    function _registered(uint256 marketId) private view returns (Case storage c) {
        c = _cases[marketId];
        if (c.phase == Phase.None) revert NotRegistered(marketId);
    }

    function _checkPhase(uint256 marketId, Case storage c, Phase needed) private view {
        if (c.phase == needed) return;
        (OptimisticState state, ) = stateOf(marketId);
        if (state == OptimisticState.None) revert NotRegistered(marketId);
        revert WrongState(marketId, state);
    }

    function _checkRunning(Case storage c) private view {
        if (block.timestamp >= c.deadline) revert WindowOver(c.deadline, block.timestamp);
    }

    function _checkAccepted(uint256 bond, uint256 maxBond, uint256 deadline) private view {
        if (block.timestamp > deadline) revert IMarkets.DeadlinePassed(deadline, block.timestamp);
        if (bond > maxBond) revert BondTooHigh(bond, maxBond);
    }

    /// @dev Returns the payouts of the proposal that the arbiter rules on.
    function _checkRuling(
        uint256 marketId,
        Case storage c,
        bytes32 given,
        uint256 outcomeCount
    ) private view returns (uint64[] memory) {
        if (msg.sender != c.arbiter) revert NotArbiter(msg.sender, c.arbiter);
        _checkRunning(c);
        return _checkProposal(marketId, c, given, outcomeCount);
    }

    /// @dev Returns the current proposal's payouts, of which its id is made.
    function _checkProposal(
        uint256 marketId,
        Case storage c,
        bytes32 given,
        uint256 outcomeCount
    ) private view returns (uint64[] memory payouts) {
        payouts = _payouts(c, outcomeCount);
        bytes32 current = _proposalId(marketId, c, payouts);
        if (given != current) revert ProposalChanged(given, current);
    }

    function _proposalId(uint256 marketId, Case storage c, uint64[] memory payouts) private view returns (bytes32) {
        return keccak256(abi.encode(marketId, uint256(c.round), c.proposer, payouts));
    }

    function _payouts(Case storage c, uint256 outcomeCount) private view returns (uint64[] memory) {
        return c.payouts.load(c.single, c.winner, outcomeCount);
    }

    /// @dev Seconds from a proposal until its worst case is over.
    function _roundTime(Case storage c) private view returns (uint256) {
        return uint256(c.liveness) + c.arbiterTimeout;
    }

    function _runningState(Case storage c, Status status) private view returns (OptimisticState, uint256) {
        bool disputed = c.phase == Phase.Disputed;
        if (block.timestamp < c.deadline) {
            return (disputed ? OptimisticState.Disputed : OptimisticState.Proposed, c.deadline);
        }
        bool refundable = disputed || _isFinal(status);
        return (refundable ? OptimisticState.Refundable : OptimisticState.Finalizable, 0);
    }
}
