// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {CommitteePolicy, CommitteeState, ICommitteeResolver} from "../interfaces/ICommitteeResolver.sol";
import {IMarkets, Terms} from "../interfaces/IMarkets.sol";
import {IResolver} from "../interfaces/IResolver.sol";
import {MarketResolver} from "./MarketResolver.sol";
import {PayoutVector} from "../libraries/PayoutVector.sol";

/// @dev See the interface, which is the specification.
contract CommitteeResolver is ICommitteeResolver, MarketResolver {
    using PayoutVector for *;

    struct Case {
        uint32 delay;
        bool earlyVotes;
        bool haltOnProposal;
        uint8 threshold;
        uint40 deadline;
        bool single;
        uint8 winner;
        bytes32 proposalHash;
        address[] members;
        mapping(address member => bytes32) votes;
        mapping(bytes32 payoutsHash => uint256) counts;
        mapping(uint256 index => uint256) payouts;
    }

    uint256 private constant MAX_MEMBERS = 32;

    mapping(uint256 marketId => Case) private _cases;

    constructor(IMarkets markets_) MarketResolver(markets_) {}

    // ------------------------------------------------------------------ registration

    /// @inheritdoc IResolver
    function register(
        uint256 marketId,
        address,
        uint256,
        uint256 closesAt,
        uint256 resolveBy,
        bytes calldata data
    ) external onlyMarkets {
        CommitteePolicy memory policy = abi.decode(data, (CommitteePolicy));

        // Check: the committee can decide, and has time to change its mind once
        _checkMembers(policy.members, policy.threshold);
        _checkWindow(policy.delay);
        _checkResolveBy(closesAt, resolveBy, policy.delay, 0);

        // Effect: the policy is kept
        Case storage c = _cases[marketId];
        (c.delay, c.threshold) = (policy.delay, policy.threshold);
        (c.earlyVotes, c.haltOnProposal) = (policy.earlyVotes, policy.haltOnProposal);
        c.members = policy.members;
        emit CommitteeRegistered(marketId, policy);
    }

    // ------------------------------------------------------------------ voting

    /// @inheritdoc ICommitteeResolver
    function vote(uint256 marketId, uint64[] calldata payouts) external {
        Case storage c = _registered(marketId);
        Terms memory market = markets.termsOf(marketId);
        bytes32 hash = keccak256(abi.encodePacked(payouts));

        // Check: a member, while votes can change and an answer is due, with a new vector that `Markets` would take
        _checkMember(c);
        _checkVoting(marketId, c);
        _checkDue(c.earlyVotes, market.closesAt, market.resolveBy, c.delay);
        payouts.check(market.outcomeCount);
        if (c.votes[msg.sender] == hash) revert SameVote(msg.sender, hash);

        // Effect: the vote moves, and with it perhaps the proposal
        bool lapsed = _removeVote(marketId, c);
        c.votes[msg.sender] = hash;
        uint256 count = ++c.counts[hash];
        emit Voted(marketId, msg.sender, payouts, count);
        bool proposed = count == c.threshold; // no other vector can have as many
        if (proposed) _propose(marketId, c, hash, payouts);

        // Interaction: trading stops with a proposal and goes on without one, where the policy says so
        if (proposed && c.haltOnProposal) _halt(marketId, market);
        if (lapsed && !proposed) _reopen(marketId, market);
    }

    /// @inheritdoc ICommitteeResolver
    function withdrawVote(uint256 marketId) external {
        Case storage c = _registered(marketId);

        // Check: a member that has a vote, while votes can change
        _checkMember(c);
        _checkVoting(marketId, c);
        if (c.votes[msg.sender] == 0) revert NoVote(msg.sender);

        // Effect: the vote is gone, and with it perhaps the proposal
        bool lapsed = _removeVote(marketId, c);

        // Interaction: trading goes on without a proposal
        if (lapsed) _reopen(marketId, markets.termsOf(marketId));
    }

    /// @inheritdoc ICommitteeResolver
    function finalize(uint256 marketId) external {
        Case storage c = _registered(marketId);
        (CommitteeState state, ) = stateOf(marketId);

        // Check: there is a proposal, and its delay is over
        if (state == CommitteeState.Proposed) revert WindowStillOpen(c.deadline, block.timestamp);
        if (state != CommitteeState.Finalizable) revert WrongState(marketId, state);

        // Effect: the answer is announced; `Markets` keeps it, and that it is final
        uint64[] memory payouts = _payouts(marketId, c);
        emit Finalized(marketId, payouts);

        // Interaction: the market becomes final
        markets.resolve(marketId, payouts);
    }

    // ------------------------------------------------------------------ views

    /// @inheritdoc ICommitteeResolver
    function policyOf(uint256 marketId) external view returns (CommitteePolicy memory) {
        Case storage c = _cases[marketId];
        return
            CommitteePolicy({
                members: c.members,
                threshold: c.threshold,
                delay: c.delay,
                earlyVotes: c.earlyVotes,
                haltOnProposal: c.haltOnProposal
            });
    }

    /// @inheritdoc ICommitteeResolver
    function stateOf(uint256 marketId) public view returns (CommitteeState state, uint256 until) {
        Case storage c = _cases[marketId];
        if (c.threshold == 0) return (CommitteeState.None, 0);
        Terms memory market = markets.termsOf(marketId);
        if (_isFinal(market.status)) return (CommitteeState.Final, 0);
        if (c.proposalHash != 0) {
            if (block.timestamp < c.deadline) return (CommitteeState.Proposed, c.deadline);
            return (CommitteeState.Finalizable, 0);
        }

        uint256 latest = _latestAnswer(market.resolveBy, c.delay);
        if (block.timestamp > latest) return (CommitteeState.Expired, market.resolveBy);
        if (c.earlyVotes || block.timestamp >= market.closesAt) return (CommitteeState.Voting, latest + 1);
        return (CommitteeState.Waiting, market.closesAt);
    }

    /// @inheritdoc ICommitteeResolver
    function proposalOf(uint256 marketId) external view returns (uint64[] memory payouts, uint256 deadline) {
        Case storage c = _cases[marketId];
        if (c.proposalHash == 0) return (payouts, 0);
        return (_payouts(marketId, c), c.deadline);
    }

    /// @inheritdoc ICommitteeResolver
    function voteOf(uint256 marketId, address member) external view returns (bytes32) {
        return _cases[marketId].votes[member];
    }

    /// @inheritdoc ICommitteeResolver
    function votesFor(uint256 marketId, bytes32 payoutsHash) external view returns (uint256) {
        return _cases[marketId].counts[payoutsHash];
    }

    // ------------------------------------------------------------------ internal

    function _propose(uint256 marketId, Case storage c, bytes32 hash, uint64[] calldata payouts) private {
        uint256 deadline = block.timestamp + c.delay;
        (c.proposalHash, c.deadline) = (hash, uint40(deadline));
        (c.single, c.winner) = c.payouts.save(payouts);
        emit Proposed(marketId, payouts, deadline);
    }

    /// @return lapsed Whether the proposal lost a vote that it needed.
    function _removeVote(uint256 marketId, Case storage c) private returns (bool lapsed) {
        bytes32 hash = c.votes[msg.sender];
        if (hash == 0) return false;
        c.votes[msg.sender] = 0;
        uint256 count = --c.counts[hash];
        emit VoteWithdrawn(marketId, msg.sender, hash);
        lapsed = hash == c.proposalHash && count < c.threshold;
        if (lapsed) {
            c.proposalHash = 0;
            emit ProposalLapsed(marketId, hash);
        }
    }

    function _payouts(uint256 marketId, Case storage c) private view returns (uint64[] memory) {
        return c.payouts.load(c.single, c.winner, markets.termsOf(marketId).outcomeCount);
    }

    function _registered(uint256 marketId) private view returns (Case storage c) {
        c = _cases[marketId];
        if (c.threshold == 0) revert NotRegistered(marketId);
    }

    function _checkMember(Case storage c) private view {
        uint256 count = c.members.length;
        for (uint256 i; i < count; ++i) {
            if (c.members[i] == msg.sender) return;
        }
        revert NotMember(msg.sender);
    }

    /// @dev Votes can change until the delay of a proposal is over, then never again.
    function _checkVoting(uint256 marketId, Case storage c) private view {
        (CommitteeState state, ) = stateOf(marketId);
        if (state == CommitteeState.Final) revert WrongState(marketId, state);
        if (state == CommitteeState.Finalizable) revert WindowOver(c.deadline, block.timestamp);
    }

    function _checkMembers(address[] memory members, uint256 threshold) private pure {
        uint256 count = members.length;
        if (count == 0 || count > MAX_MEMBERS) revert InvalidMemberCount(count, MAX_MEMBERS);
        uint256 minimum = count / 2 + 1;
        if (threshold < minimum || threshold > count) revert InvalidThreshold(threshold, minimum, count);
        for (uint256 i; i < count; ++i) {
            if (members[i] == address(0)) revert InvalidMember(members[i]);
            for (uint256 j; j < i; ++j) {
                if (members[j] == members[i]) revert InvalidMember(members[i]);
            }
        }
    }
}
