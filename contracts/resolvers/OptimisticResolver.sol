// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {IMarkets, Status, Terms} from "../interfaces/IMarkets.sol";
import {IOptimisticResolver, OptimisticPolicy, OptimisticState, Proposal} from "../interfaces/IOptimisticResolver.sol";
import {MarketResolver} from "./MarketResolver.sol";
import {PayoutVector} from "./PayoutVector.sol";

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
        mapping(uint256 index => uint256) payouts;
    }

    uint256 private constant RATE_SCALE = 10_000;

    mapping(uint256 marketId => Case) private _cases;
    mapping(address account => mapping(address token => uint256)) public withdrawable;

    constructor(IMarkets markets_) MarketResolver(markets_) {}

    // ------------------------------------------------------------------ registration

    function register(
        uint256 marketId,
        address creator,
        uint256,
        uint256 closesAt,
        uint256 resolveBy,
        bytes calldata data
    ) external onlyMarkets {
        OptimisticPolicy memory policy = abi.decode(data, (OptimisticPolicy));

        // Check:
        require(policy.arbiter != address(0), ZeroArbiter());
        require(policy.arbiter != creator || policy.creatorMayArbitrate, UndeclaredCreatorArbiter(creator));
        require(policy.bond != 0 && policy.bond <= policy.maxBond, InvalidBond(policy.bond, policy.maxBond));
        require(policy.bondRate <= RATE_SCALE, BondRateTooHigh(policy.bondRate, RATE_SCALE));
        _checkWindow(policy.liveness);
        _checkWindow(policy.arbiterTimeout);
        _checkResolveBy(closesAt, resolveBy, uint256(policy.liveness) + policy.arbiterTimeout, 0);

        // Effect:
        _saveCase(_cases[marketId], policy);
        emit OptimisticRegistered(marketId, policy);
    }

    // ------------------------------------------------------------------ proposing and disputing

    function propose(
        uint256 marketId,
        uint64[] calldata payouts,
        string calldata evidenceUri,
        bytes32 evidenceHash
    ) external nonReentrant returns (bytes32 proposalId) {
        Case storage c = _cases[marketId];
        _checkPhase(marketId, c, Phase.Idle);
        Terms memory market = markets.termsOf(marketId);

        // Check:
        _checkDue(c.earlyProposals, market.closesAt, market.resolveBy, _worstCase(c));
        payouts.check(market.outcomeCount);

        // Effect:
        uint256 bond = _bond(c, market.liquidity);
        uint256 round = ++c.round;
        uint256 deadline = block.timestamp + c.liveness;
        (c.phase, c.deadline) = (Phase.Proposed, uint40(deadline));
        (c.proposer, c.paidBond) = (msg.sender, uint88(bond)); // at most `maxBond`
        (c.single, c.winner) = c.payouts.save(payouts);
        proposalId = keccak256(abi.encode(marketId, round, msg.sender, payouts));
        emit Proposed(marketId, msg.sender, proposalId, round, payouts, bond, deadline, evidenceUri, evidenceHash);

        // Interaction:
        if (c.haltOnProposal) _halt(marketId, market);
        _receive(market.collateral, bond);
    }

    function dispute(
        uint256 marketId,
        bytes32 proposalId,
        string calldata evidenceUri,
        bytes32 evidenceHash
    ) external nonReentrant {
        Case storage c = _cases[marketId];
        _checkPhase(marketId, c, Phase.Proposed);
        Terms memory market = markets.termsOf(marketId);

        // Check:
        _checkRunning(c);
        _checkProposal(marketId, c, proposalId, _payouts(c, market.outcomeCount));

        // Effect:
        uint256 deadline = block.timestamp + c.arbiterTimeout;
        (c.phase, c.deadline, c.disputer) = (Phase.Disputed, uint40(deadline), msg.sender);
        emit Disputed(marketId, msg.sender, proposalId, c.paidBond, deadline, evidenceUri, evidenceHash);

        // Interaction:
        _receive(market.collateral, c.paidBond);
    }

    // ------------------------------------------------------------------ deciding

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
        uint64[] memory proposed = _payouts(c, market.outcomeCount);

        // Check:
        require(msg.sender == c.arbiter, NotArbiter(msg.sender, c.arbiter));
        _checkRunning(c);
        _checkProposal(marketId, c, proposalId, proposed);
        payouts.check(market.outcomeCount);

        // Effect:
        bool proposerWasRight = proposed.isSameAnswer(payouts);
        c.phase = Phase.Settled;
        emit Ruled(marketId, proposalId, payouts, proposerWasRight, evidenceUri, evidenceHash);
        _award(marketId, c, market.collateral, proposerWasRight ? c.proposer : c.disputer);

        // Interaction:
        markets.resolve(marketId, payouts);
    }

    function ruleTooEarly(
        uint256 marketId,
        bytes32 proposalId,
        string calldata evidenceUri,
        bytes32 evidenceHash
    ) external nonReentrant {
        Case storage c = _cases[marketId];
        if (c.phase != Phase.Disputed) _checkPhase(marketId, c, Phase.Proposed);
        Terms memory market = markets.termsOf(marketId);

        // Check:
        require(msg.sender == c.arbiter, NotArbiter(msg.sender, c.arbiter));
        _checkRunning(c);
        _checkProposal(marketId, c, proposalId, _payouts(c, market.outcomeCount));

        // Effect:
        emit RuledTooEarly(marketId, proposalId, evidenceUri, evidenceHash);
        if (c.phase == Phase.Disputed) _award(marketId, c, market.collateral, c.disputer);
        else _credit(marketId, c.arbiter, market.collateral, c.paidBond);
        (c.phase, c.disputer) = (Phase.Idle, address(0));

        // Interaction:
        _reopen(marketId, market);
    }

    function finalize(uint256 marketId) external nonReentrant {
        Case storage c = _cases[marketId];
        if (c.phase != Phase.Disputed) _checkPhase(marketId, c, Phase.Proposed);
        Terms memory market = markets.termsOf(marketId);

        // Check:
        require(block.timestamp >= c.deadline, WindowStillOpen(c.deadline, block.timestamp));

        if (c.phase == Phase.Disputed || _isFinal(market.status)) _refund(marketId, c, market);
        else _accept(marketId, c, market);
    }

    // ------------------------------------------------------------------ bonds

    function withdraw(address token, address recipient) external nonReentrant returns (uint256) {
        return _withdraw(msg.sender, token, recipient);
    }

    function withdrawFor(address account, address token) external nonReentrant returns (uint256) {
        return _withdraw(account, token, account);
    }

    // ------------------------------------------------------------------ views

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

    function stateOf(uint256 marketId) public view returns (OptimisticState state, uint256 until) {
        Case storage c = _cases[marketId];
        if (c.phase == Phase.None) return (OptimisticState.None, 0);
        Terms memory market = markets.termsOf(marketId);
        if (c.phase == Phase.Proposed || c.phase == Phase.Disputed) return _runningState(c, market.status);
        if (_isFinal(market.status)) return (OptimisticState.Final, 0);

        uint256 latest = _latestAnswer(market.resolveBy, _worstCase(c));
        if (block.timestamp > latest) return (OptimisticState.Expired, market.resolveBy);
        if (c.earlyProposals || block.timestamp >= market.closesAt) return (OptimisticState.Proposable, latest + 1);
        return (OptimisticState.Waiting, market.closesAt);
    }

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
                bond: c.paidBond,
                deadline: c.deadline,
                payouts: payouts
            });
    }

    function bondOf(uint256 marketId) external view returns (uint256) {
        Case storage c = _registered(marketId);
        return _bond(c, markets.termsOf(marketId).liquidity);
    }

    function proposalWindowOf(uint256 marketId) external view returns (uint256 earliest, uint256 latest) {
        Case storage c = _registered(marketId);
        Terms memory market = markets.termsOf(marketId);
        earliest = c.earlyProposals ? 0 : market.closesAt;
        latest = _latestAnswer(market.resolveBy, _worstCase(c));
    }

    // ------------------------------------------------------------------ internal: outcomes of a proposal

    function _accept(uint256 marketId, Case storage c, Terms memory market) private {
        uint64[] memory payouts = _payouts(c, market.outcomeCount);

        // Effect:
        c.phase = Phase.Settled;
        emit Finalized(marketId, _proposalId(marketId, c, payouts));
        _credit(marketId, c.proposer, market.collateral, c.paidBond);

        // Interaction:
        markets.resolve(marketId, payouts);
    }

    function _refund(uint256 marketId, Case storage c, Terms memory market) private {
        // Effect:
        emit Refunded(marketId, _proposalId(marketId, c, _payouts(c, market.outcomeCount)));
        _credit(marketId, c.proposer, market.collateral, c.paidBond);
        if (c.phase == Phase.Disputed) _credit(marketId, c.disputer, market.collateral, c.paidBond);
        (c.phase, c.disputer) = (Phase.Idle, address(0)); // after a void it is too late for another proposal

        // Interaction:
        _reopen(marketId, market);
    }

    /// @dev Gives the winner its own bond and half of the loser's, the arbiter the rest: together both bonds.
    function _award(uint256 marketId, Case storage c, address token, address winner) private {
        uint256 bond = c.paidBond;
        _credit(marketId, winner, token, bond + bond / 2);
        _credit(marketId, c.arbiter, token, bond - bond / 2);
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
        require(received == bond, BondNotReceived(received, bond));
    }

    function _withdraw(address account, address token, address recipient) private returns (uint256 amount) {
        // Check:
        amount = withdrawable[account][token];
        require(amount != 0, NothingToWithdraw(account, token));

        // Effect:
        withdrawable[account][token] = 0;
        emit Withdrawn(account, token, recipient, amount);

        // Interaction:
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
        require(c.phase != Phase.None, NotRegistered(marketId));
    }

    function _checkPhase(uint256 marketId, Case storage c, Phase needed) private view {
        if (c.phase == needed) return;
        (OptimisticState state, ) = stateOf(marketId);
        require(state != OptimisticState.None, NotRegistered(marketId));
        revert WrongState(marketId, state);
    }

    function _checkRunning(Case storage c) private view {
        require(block.timestamp < c.deadline, WindowOver(c.deadline, block.timestamp));
    }

    function _checkProposal(uint256 marketId, Case storage c, bytes32 given, uint64[] memory payouts) private view {
        bytes32 current = _proposalId(marketId, c, payouts);
        require(given == current, ProposalChanged(given, current));
    }

    function _proposalId(uint256 marketId, Case storage c, uint64[] memory payouts) private view returns (bytes32) {
        return keccak256(abi.encode(marketId, uint256(c.round), c.proposer, payouts));
    }

    function _payouts(Case storage c, uint256 outcomeCount) private view returns (uint64[] memory) {
        return c.payouts.load(c.single, c.winner, outcomeCount);
    }

    function _worstCase(Case storage c) private view returns (uint256) {
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
