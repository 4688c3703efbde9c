// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IMarketResolver} from "./IMarketResolver.sol";

/// @notice The policy of a market, ABI-encoded as `resolverData` at its creation: `abi.encode(CommitteePolicy)`.
/// @param members The signers, 1 to 32, each once.
/// @param threshold How many must agree: more than half of the members, so that two answers can never both have enough.
/// @param delay Seconds for which the committee's answer is public before it can be finalized; at least 60.
/// @param earlyVotes Whether members may vote before `closesAt`.
/// @param haltOnProposal Whether an answer that has enough votes halts trading; it reopens if the answer lapses.
struct CommitteePolicy {
    address[] members;
    uint8 threshold;
    uint32 delay;
    bool earlyVotes;
    bool haltOnProposal;
}

/// @notice Where a market stands, and who can act.
/// None: not registered here. Waiting: nobody can vote before `closesAt`. Voting: members vote, replace or withdraw
/// their votes. Proposed: enough members agree, the delay runs; members may still withdraw. Finalizable: the delay is
/// over; anyone finalizes, votes are fixed. Expired: no answer could be final in time; anyone voids from `resolveBy`.
/// Final: the market is resolved or void.
enum CommitteeState {
    None,
    Waiting,
    Voting,
    Proposed,
    Finalizable,
    Expired,
    Final
}

/// @title Resolution by m of n named signers
/// @notice Members vote, on chain, for a full payout vector. When `threshold` of them have voted for exactly the same
/// vector, it becomes a public proposal; after `delay` anyone finalizes it.
///
/// The committee can change its mind in public: until the delay is over a member may replace or withdraw its vote, and
/// a proposal that no longer has `threshold` votes lapses. Votes for it stay, and if it (or another vector) reaches the
/// threshold, a new full delay begins: changing one's mind never shortens what the public was promised. Once the delay
/// is over votes are fixed, so a finalization cannot be front-run by a withdrawal.
///
/// Votes are accepted as long as a proposal made by them could be final one day before `resolveBy`. After that, or if
/// the committee never agrees, anyone voids the market from `resolveBy` on. Registration asks for three days, two times
/// the delay and one day between `closesAt` and `resolveBy`, so that a committee that withdraws its answer at the last
/// moment can still give another.
///
/// With early votes and `haltOnProposal` the committee can stop trading for as long as its answer stands.
interface ICommitteeResolver is IMarketResolver {
    /// @notice A committee has 1 to 32 members.
    error InvalidMemberCount(uint256 given, uint256 maximum);
    /// @notice A member is the zero address or is named twice.
    error InvalidMember(address member);
    /// @notice The threshold must be more than half of the members and at most all of them.
    error InvalidThreshold(uint256 given, uint256 minimum, uint256 maximum);
    /// @notice Only a member of the market's committee may vote.
    error NotMember(address caller);
    /// @notice The caller has no vote to withdraw.
    error NoVote(address member);
    /// @notice The member has already voted for exactly this.
    error SameVote(address member, bytes32 payoutsHash);
    /// @notice The market is not in the state that this step needs.
    error WrongState(uint256 marketId, CommitteeState state);

    /// @notice A market was registered with this policy.
    event CommitteeRegistered(uint256 indexed marketId, CommitteePolicy policy);
    /// @notice A member voted, in place of any earlier vote of its own. @param votes How many agree with it now.
    event Voted(uint256 indexed marketId, address indexed member, uint64[] payouts, uint256 votes);
    /// @notice A member's vote no longer counts: withdrawn, or about to be replaced.
    event VoteWithdrawn(uint256 indexed marketId, address indexed member, bytes32 payoutsHash);
    /// @notice Enough members agree; anyone may finalize from `deadline` on.
    event Proposed(uint256 indexed marketId, uint64[] payouts, uint256 deadline);
    /// @notice The proposal lost a vote that it needed.
    event ProposalLapsed(uint256 indexed marketId, bytes32 payoutsHash);
    /// @notice The market was resolved.
    event Finalized(uint256 indexed marketId, uint64[] payouts);

    /// @notice Votes for a payout vector, in place of the caller's earlier vote if there is one. Members only; from
    /// `closesAt` (or before it, if the policy allows), until `delay` and one day before `resolveBy`.
    function vote(uint256 marketId, uint64[] calldata payouts) external;

    /// @notice Withdraws the caller's vote, until a proposal's delay is over.
    function withdrawVote(uint256 marketId) external;

    /// @notice Resolves the market by the committee's proposal. Anyone, once the delay is over.
    function finalize(uint256 marketId) external;

    /// @notice The policy a market was registered with.
    function policyOf(uint256 marketId) external view returns (CommitteePolicy memory);

    /// @notice Where a market stands.
    /// @return state See the enum.
    /// @return until The first second at which time alone ends the state; zero if it lasts until somebody acts.
    /// For Expired: `resolveBy`, from which anyone may void.
    function stateOf(uint256 marketId) external view returns (CommitteeState state, uint256 until);

    /// @notice The answer that has enough votes, and from when it can be finalized; empty and zero if there is none.
    function proposalOf(uint256 marketId) external view returns (uint64[] memory payouts, uint256 deadline);

    /// @notice What a member has voted for, `keccak256(abi.encodePacked(payouts))`; zero if nothing.
    function voteOf(uint256 marketId, address member) external view returns (bytes32 payoutsHash);

    /// @notice How many members' votes a vector has.
    function votesFor(uint256 marketId, bytes32 payoutsHash) external view returns (uint256);
}
