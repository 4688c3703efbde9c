// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IMarketResolver} from "./IMarketResolver.sol";

/// @notice A Chainlink-style aggregator, usually behind a proxy: a round id is `phase << 64 | round of the aggregator`.
interface IAggregator {
    function latestRoundData()
        external
        view
        returns (uint80 roundId, int256 answer, uint256 startedAt, uint256 updatedAt, uint80 answeredInRound);
    function getRoundData(
        uint80 roundId
    ) external view returns (uint80 id, int256 answer, uint256 startedAt, uint256 updatedAt, uint80 answeredInRound);
}

/// @notice How a price becomes payouts.
/// Strike: two outcomes; the first wins if the price is at or above `bounds[0]` (above it, if `strict`), else the second.
/// Bands: `bounds.length + 1` outcomes from the lowest band to the highest; a price on a bound belongs to the band above
/// it (below it, if `strict`). Scalar: two outcomes, higher and lower; the first pays linearly from 0 at `bounds[0]` to
/// all at `bounds[1]`, in steps of 1e-18 rounded down, and the second pays the rest.
enum PriceKind {
    Strike,
    Bands,
    Scalar
}

/// @notice The policy of a market, ABI-encoded as `resolverData` at its creation: `abi.encode(PriceFeedPolicy)`.
/// @param feed The aggregator (or its proxy), which keeps its history. Whoever controls it decides the market: show it.
/// @param sequencerFeed On a rollup, the feed that says whether its sequencer is up (answer 0) or down (answer 1); zero
/// address for none. It can delay settling, never change the price. Unless it is known for the chain it is the creator's
/// word: show it.
/// @param gracePeriod Seconds that the sequencer must have been up again before anyone can settle; at most one day, and
/// zero without a sequencer feed.
/// @param settlesAt Unix seconds of the price that counts; at or after `closesAt`.
/// @param maxDelay Seconds after `settlesAt` within which a round must come; otherwise the market falls to void. At least
/// 25 hours: feeds that stand still report once a day.
/// @param kind How the price becomes payouts.
/// @param strict Whether a price exactly on a bound counts as below it.
/// @param bounds In the feed's own units, strictly ascending, each within plus and minus 2^127 - 1; one for a strike, two
/// for a scalar market.
struct PriceFeedPolicy {
    IAggregator feed;
    IAggregator sequencerFeed;
    uint32 gracePeriod;
    uint40 settlesAt;
    uint32 maxDelay;
    PriceKind kind;
    bool strict;
    int256[] bounds;
}

/// @notice Where a market stands, and who can act.
/// None: not registered here. Waiting: before `settlesAt`. Due: anyone settles with the feed's round, once there is one;
/// from `resolveBy` anyone may void instead. Final: the market is resolved or void.
enum PriceFeedState {
    None,
    Waiting,
    Due,
    Final
}

/// @title Resolution by a price feed
/// @notice The settlement price is that of the first round that counts, in the order of round ids, starting with the
/// phase that the feed was in when the market was created. A round counts if its time is in
/// `[settlesAt, settlesAt + maxDelay]` and its answer is above zero. It follows from the feed's history alone: whoever
/// settles, and whenever, the price is the same.
///
/// Anyone settles by naming that round. That it is the first is proved with the round before it, which must be older
/// than `settlesAt`; up to 16 rounds between the two may be missing or not above zero (more of them end the phase). A
/// feed that went on to another phase is proved to have had no round that counts in each earlier phase, by the last
/// round before `settlesAt` of that phase; this waits until `settlesAt + maxDelay` has passed, so that an old aggregator
/// which is still answering cannot add one later.
///
/// A feed's later phases may hold rounds from before they were adopted. They come after in the order of ids, so they
/// never change a price that an earlier phase had given.
///
/// All of this needs a feed that keeps its history, and adapters of other oracles often do not: they answer for any
/// round id, or for a constant one, with the present price. So a feed registers only if its latest round reads the same
/// by its id, if it has nothing for ids that cannot exist (the next round, one 2^32 further, round 0 of the phase, id 0),
/// and if an older round of the phase is within the 16 ids before the latest. In the phase of registration there is
/// therefore always a round from before `settlesAt`, and reaching the beginning of that phase proves nothing; in a later
/// phase the first round may be the first that counts.
///
/// The sequencer's state only ever delays settling; it cannot change the price, nor keep the price from settling: from
/// `settlesAt + 2 * maxDelay + gracePeriod` on its feed is not asked any more, which leaves at least four days until
/// anyone can void. So a feed that is broken, or under the creator's control, cannot choose between the price, once that
/// is known, and a void.
interface IPriceFeedResolver is IMarketResolver {
    /// @notice The feed has no data: there is no contract, it reverts, or it has no round.
    error DeadFeed(address feed);
    /// @notice The feed does not keep its history: this is its latest round and reads differently by its id, or it
    /// answers for this round, which cannot exist.
    error NoHistory(address feed, uint80 roundId);
    /// @notice No round of the phase that is older than this one was found: at registration within the 16 ids before the
    /// feed's latest round; when settling, before the beginning of the phase of registration.
    error NoOlderRound(address feed, uint80 roundId);
    /// @notice This does not answer as a sequencer's feed does, with 0 (up) or 1 (down).
    error NotSequencerFeed(address feed);
    /// @notice A grace period is at most one day, and zero without a sequencer feed; in seconds.
    error GracePeriodTooLong(uint256 given, uint256 maximum);
    /// @notice The number of bounds does not fit the kind and the number of outcomes.
    error InvalidBounds(uint256 given, uint256 expected);
    /// @notice Bounds must ascend; this one does not.
    error UnorderedBounds(uint256 index);
    /// @notice A bound must lie within these limits, so that no price makes the arithmetic of a settlement overflow.
    error BoundOutOfRange(uint256 index, int256 bound, int256 minimum, int256 maximum);
    /// @notice A strike or scalar market has two outcomes.
    error NeedsTwoOutcomes(uint256 outcomeCount);
    /// @notice A price may only be asked for at or after `closesAt`: nobody may trade on an answer that is out.
    error SettlesBeforeClose(uint256 settlesAt, uint256 closesAt);
    /// @notice The round does not exist, or has no positive answer.
    error NoAnswer(uint80 roundId);
    /// @notice The round's time must lie within these bounds.
    error RoundOutsideWindow(uint80 roundId, uint256 updatedAt, uint256 earliest, uint256 latest);
    /// @notice An earlier round counts.
    error NotFirstRound(uint80 roundId, uint80 earlierRoundId);
    /// @notice More than 16 rounds in a row before this one are missing or not above zero: a phase ends in such a gap.
    error GapTooLong(uint80 roundId);
    /// @notice A later round of the phase is still before `settlesAt`, or counts.
    error NotLastRound(uint80 roundId, uint80 laterRoundId);
    /// @notice The round is of a phase before the one that the market started with.
    error PhaseTooEarly(uint256 phase, uint256 startPhase);
    /// @notice There must be one last round for each phase from the market's first to the one before the settling round.
    error WrongPhaseProof(uint256 given, uint256 expected);
    /// @notice This round is not of the phase that it should prove.
    error WrongPhase(uint80 roundId, uint256 expected);
    /// @notice The sequencer is down, or its feed does not say that it is up. From `until` on it is not asked.
    error SequencerDown(uint256 until);
    /// @notice The sequencer has come back too recently.
    error SequencerGracePeriod(uint256 endsAt, uint256 timestamp);

    /// @notice A market was registered with this policy. @param startPhase The feed's phase at that time.
    event PriceFeedRegistered(uint256 indexed marketId, PriceFeedPolicy policy, uint256 startPhase);
    /// @notice A market was settled at this price.
    event Settled(uint256 indexed marketId, uint80 roundId, int256 price, uint256 updatedAt, uint64[] payouts);

    /// @notice Settles a market whose feed is still in the phase that it was in at the market's creation. Anyone, from
    /// `settlesAt` on, once the round is there and the sequencer has been up for its grace period.
    /// @param roundId The first round that counts.
    function settle(uint256 marketId, uint80 roundId) external;

    /// @notice Settles a market whose feed has changed phase before its price came. Anyone, from the second after
    /// `settlesAt + maxDelay` on.
    /// @param roundId The first round that counts.
    /// @param lastRounds For each phase from the market's first to the one before `roundId`'s, its last round before
    /// `settlesAt`; the id of the round 0 for a later phase without any.
    function settleAcrossPhases(uint256 marketId, uint80 roundId, uint80[] calldata lastRounds) external;

    /// @notice What a price would pay under a market's policy: one payout for each outcome, for any price whatever.
    function payoutsAt(uint256 marketId, int256 price) external view returns (uint64[] memory);

    /// @notice The policy a market was registered with, and the feed's phase at that time.
    function policyOf(uint256 marketId) external view returns (PriceFeedPolicy memory policy, uint256 startPhase);

    /// @notice Where a market stands.
    /// @return state See the enum.
    /// @return until The first second at which time alone ends the state; zero if it lasts. For Due: `resolveBy`, from
    /// which anyone may void.
    function stateOf(uint256 marketId) external view returns (PriceFeedState state, uint256 until);
}
