// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {CommitteePolicy, CommitteeState, ICommitteeResolver} from "../interfaces/ICommitteeResolver.sol";
import {IMarkets, Terms} from "../interfaces/IMarkets.sol";
import {MarketResolver} from "./MarketResolver.sol";
import {PayoutVector} from "../libraries/PayoutVector.sol";

/// @dev See the interface, which is the specification.
contract CommitteeResolver is ICommitteeResolver, MarketResolver {
    using PayoutVector for *;

    struct Case {
        uint32 delay;
        bool earlyVotes;
        bool haltOnProposal;
        bool finalized;
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

    function register(
        uint256 marketId,
        address,
        uint256,
        uint256 closesAt,
        uint256 resolveBy,
        bytes calldata data
    ) external onlyMarkets {
        CommitteePolicy memory policy = abi.decode(data, (CommitteePolicy));

        // Check:
        _checkMembers(policy.members, policy.threshold);
        _checkWindow(policy.delay);
        _checkResolveBy(closesAt, resolveBy, policy.delay, 0);

        // Effect:
        Case storage c = _cases[marketId];
        (c.delay, c.threshold) = (policy.delay, policy.threshold);
        (c.earlyVotes, c.haltOnProposal) = (policy.earlyVotes, policy.haltOnProposal);
        c.members = policy.members;
        emit CommitteeRegistered(marketId, policy);
    }

    // ------------------------------------------------------------------ voting

    function vote(uint256 marketId, uint64[] calldata payouts) external {
        Case storage c = _registered(marketId);
        Terms memory market = markets.termsOf(marketId);
        bytes32 hash = keccak256(abi.encodePacked(payouts));

        // Check:
        _checkMember(c);
        _checkVoting(marketId, c);
        _checkDue(c.earlyVotes, market.closesAt, market.resolveBy, c.delay);
        payouts.check(market.outcomeCount);
        require(c.votes[msg.sender] != hash, SameVote(msg.sender, hash));

        // Effect:
        bool lapsed = _removeVote(marketId, c);
        c.votes[msg.sender] = hash;
        uint256 count = ++c.counts[hash];
        emit Voted(marketId, msg.sender, payouts, count);
        bool proposed = count == c.threshold; // no other vector can have as many
        if (proposed) _propose(marketId, c, hash, payouts);

        // Interaction:
        if (proposed && c.haltOnProposal) _halt(marketId, market);
        if (lapsed && !proposed) _reopen(marketId, market);
    }

    function withdrawVote(uint256 marketId) external {
        Case storage c = _registered(marketId);

        // Check:
        _checkMember(c);
        _checkVoting(marketId, c);
        require(c.votes[msg.sender] != 0, NoVote(msg.sender));

        // Effect:
        bool lapsed = _removeVote(marketId, c);

        // Interaction:
        if (lapsed) _reopen(marketId, markets.termsOf(marketId));
    }

    function finalize(uint256 marketId) external {
        Case storage c = _registered(marketId);
        (CommitteeState state, ) = stateOf(marketId);

        // Check:
        require(state != CommitteeState.Proposed, WindowStillOpen(c.deadline, block.timestamp));
        require(state == CommitteeState.Finalizable, WrongState(marketId, state));

        // Effect:
        c.finalized = true;
        uint64[] memory payouts = _payouts(marketId, c);
        emit Finalized(marketId, payouts);

        // Interaction:
        markets.resolve(marketId, payouts);
    }

    // ------------------------------------------------------------------ views

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

    function proposalOf(uint256 marketId) external view returns (uint64[] memory payouts, uint256 deadline) {
        Case storage c = _cases[marketId];
        if (c.proposalHash == 0) return (payouts, 0);
        return (_payouts(marketId, c), c.deadline);
    }

    function voteOf(uint256 marketId, address member) external view returns (bytes32) {
        return _cases[marketId].votes[member];
    }

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
        require(c.threshold != 0, NotRegistered(marketId));
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
        require(state != CommitteeState.Final, WrongState(marketId, state));
        require(state != CommitteeState.Finalizable, WindowOver(c.deadline, block.timestamp));
    }

    function _checkMembers(address[] memory members, uint256 threshold) private pure {
        uint256 count = members.length;
        require(count != 0 && count <= MAX_MEMBERS, InvalidMemberCount(count, MAX_MEMBERS));
        uint256 minimum = count / 2 + 1;
        require(threshold >= minimum && threshold <= count, InvalidThreshold(threshold, minimum, count));
        for (uint256 i; i < count; ++i) {
            require(members[i] != address(0), InvalidMember(members[i]));
            for (uint256 j; j < i; ++j) {
                require(members[j] != members[i], InvalidMember(members[i]));
            }
        }
    }
}
