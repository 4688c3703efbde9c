// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IMarkets, Terms} from "../interfaces/IMarkets.sol";
import {
    IAggregator,
    IPriceFeedResolver,
    PriceFeedPolicy,
    PriceFeedState,
    PriceKind
} from "../interfaces/IPriceFeedResolver.sol";
import {IResolver} from "../interfaces/IResolver.sol";
import {MarketResolver} from "./MarketResolver.sol";

/// @dev See the interface, which is the specification.
contract PriceFeedResolver is IPriceFeedResolver, MarketResolver {
    struct Case {
        IAggregator feed;
        uint40 settlesAt;
        uint32 maxDelay;
        PriceKind kind;
        bool strict;
        // slot
        IAggregator sequencerFeed;
        uint32 gracePeriod;
        uint16 startPhase;
        int256[] bounds;
    }

    struct Round {
        uint80 id;
        int256 answer;
        uint256 updatedAt;
    }

    /// @dev A feed that stands still reports once a day, and may be late.
    uint256 private constant MIN_DELAY = 25 hours;
    uint256 private constant MAX_GRACE = 1 days;
    /// @dev The width of a scalar market times `UNIT` stays far below 2^256.
    int256 private constant MAX_BOUND = type(int128).max;
    /// @dev How many rounds in a row may be missing.
    uint256 private constant MAX_GAP = 16;
    /// @dev The aggregators behind proxies count rounds in 32 bits: one that cuts longer numbers off would answer here.
    uint80 private constant WRAP = 1 << 32;
    uint256 private constant PHASE_SHIFT = 64;
    uint64 private constant UNIT = 1e18;

    mapping(uint256 marketId => Case) private _cases;

    constructor(IMarkets markets_) MarketResolver(markets_) {}

    // ------------------------------------------------------------------ registration

    /// @inheritdoc IResolver
    function register(
        uint256 marketId,
        address,
        uint256 outcomeCount,
        uint256 closesAt,
        uint256 resolveBy,
        bytes calldata data
    ) external onlyMarkets {
        PriceFeedPolicy memory policy = abi.decode(data, (PriceFeedPolicy));

        // Check: every price can be paid out, the windows are long enough, and the feeds are what they are taken for
        _checkBounds(policy, outcomeCount);
        if (policy.settlesAt < closesAt) revert SettlesBeforeClose(policy.settlesAt, closesAt);
        if (policy.maxDelay < MIN_DELAY) revert WindowTooShort(policy.maxDelay, MIN_DELAY);
        _checkResolveBy(policy.settlesAt, resolveBy, policy.maxDelay, policy.gracePeriod);
        _checkSequencerFeed(policy);
        uint80 latestRound = _checkHistory(policy.feed);

        // Effect: the policy is kept, with the phase in which the search for the price begins
        Case storage c = _cases[marketId];
        (c.feed, c.sequencerFeed, c.gracePeriod) = (policy.feed, policy.sequencerFeed, policy.gracePeriod);
        (c.settlesAt, c.maxDelay, c.kind, c.strict) = (policy.settlesAt, policy.maxDelay, policy.kind, policy.strict);
        (c.startPhase, c.bounds) = (uint16(latestRound >> PHASE_SHIFT), policy.bounds);
        emit PriceFeedRegistered(marketId, policy, c.startPhase);
    }

    // ------------------------------------------------------------------ settling

    /// @inheritdoc IPriceFeedResolver
    function settle(uint256 marketId, uint80 roundId) external {
        settleAcrossPhases(marketId, roundId, new uint80[](0));
    }

    /// @inheritdoc IPriceFeedResolver
    function settleAcrossPhases(uint256 marketId, uint80 roundId, uint80[] memory lastRounds) public {
        Case storage c = _registered(marketId);

        // Check: the time has come, the sequencer is up, and the round is the first that counts
        if (block.timestamp < c.settlesAt) revert AnswerNotDue(c.settlesAt, block.timestamp);
        _checkSequencer(c);
        Round memory round = _checkRound(c, roundId);
        _checkFirstOfPhase(c, roundId);
        _checkEarlierPhases(c, roundId >> PHASE_SHIFT, lastRounds);

        // Effect: the price is announced; `Markets` keeps what it pays
        uint64[] memory payouts = _payoutsAt(c, round.answer);
        emit Settled(marketId, roundId, round.answer, round.updatedAt, payouts);

        // Interaction: the market becomes final; reverts if it is already
        markets.resolve(marketId, payouts);
    }

    // ------------------------------------------------------------------ views

    /// @inheritdoc IPriceFeedResolver
    function payoutsAt(uint256 marketId, int256 price) external view returns (uint64[] memory) {
        return _payoutsAt(_registered(marketId), price);
    }

    /// @inheritdoc IPriceFeedResolver
    function policyOf(uint256 marketId) external view returns (PriceFeedPolicy memory policy, uint256 startPhase) {
        Case storage c = _cases[marketId];
        policy = PriceFeedPolicy({
            feed: c.feed,
            sequencerFeed: c.sequencerFeed,
            gracePeriod: c.gracePeriod,
            settlesAt: c.settlesAt,
            maxDelay: c.maxDelay,
            kind: c.kind,
            strict: c.strict,
            bounds: c.bounds
        });
        startPhase = c.startPhase;
    }

    /// @inheritdoc IPriceFeedResolver
    function stateOf(uint256 marketId) external view returns (PriceFeedState state, uint256 until) {
        Case storage c = _cases[marketId];
        if (address(c.feed) == address(0)) return (PriceFeedState.None, 0);
        Terms memory market = markets.termsOf(marketId);
        if (_isFinal(market.status)) return (PriceFeedState.Final, 0);
        if (block.timestamp < c.settlesAt) return (PriceFeedState.Waiting, c.settlesAt);
        return (PriceFeedState.Due, market.resolveBy);
    }

    // ------------------------------------------------------------------ internal: which feeds register

    /// @notice Reverts unless the feed has a history: its latest round by its id, an older one, and none that cannot exist.
    function _checkHistory(IAggregator feed) private view returns (uint80 latestRound) {
        Round memory latest = _latestRound(feed);
        if (latest.updatedAt == 0) revert DeadFeed(address(feed));
        latestRound = latest.id;

        Round memory same = _round(feed, latestRound);
        if (same.id != latestRound || same.answer != latest.answer || same.updatedAt != latest.updatedAt)
            revert NoHistory(address(feed), latestRound);

        uint80 phaseStart = latestRound - uint64(latestRound);
        unchecked {
            // at the end of all ids these are others that do not exist
            _checkMissing(feed, latestRound + 1);
            _checkMissing(feed, latestRound + WRAP);
        }
        _checkMissing(feed, phaseStart);
        _checkMissing(feed, 0);

        for (uint80 id = latestRound - 1; id > phaseStart && id + MAX_GAP >= latestRound; --id) {
            uint256 updatedAt = _round(feed, id).updatedAt;
            if (updatedAt != 0 && updatedAt < latest.updatedAt) return latestRound;
        }
        revert NoOlderRound(address(feed), latestRound);
    }

    function _checkMissing(IAggregator feed, uint80 id) private view {
        if (_round(feed, id).updatedAt != 0) revert NoHistory(address(feed), id);
    }

    /// @dev This tells a sequencer's feed from a price feed that stands in its place by mistake; whether it tells the
    /// truth is the creator's word.
    function _checkSequencerFeed(PriceFeedPolicy memory policy) private view {
        bool isNamed = address(policy.sequencerFeed) != address(0);
        uint256 maximum = isNamed ? MAX_GRACE : 0;
        if (policy.gracePeriod > maximum) revert GracePeriodTooLong(policy.gracePeriod, maximum);
        if (!isNamed) return;
        Round memory latest = _latestRound(policy.sequencerFeed);
        if (latest.updatedAt == 0 || latest.answer < 0 || latest.answer > 1)
            revert NotSequencerFeed(address(policy.sequencerFeed));
    }

    function _checkBounds(PriceFeedPolicy memory policy, uint256 outcomeCount) private pure {
        int256[] memory bounds = policy.bounds;
        if (policy.kind != PriceKind.Bands && outcomeCount != 2) revert NeedsTwoOutcomes(outcomeCount);
        uint256 expected = policy.kind == PriceKind.Scalar ? 2 : outcomeCount - 1;
        if (bounds.length != expected) revert InvalidBounds(bounds.length, expected);
        for (uint256 i; i < expected; ++i) {
            int256 bound = bounds[i];
            if (bound < -MAX_BOUND || bound > MAX_BOUND) revert BoundOutOfRange(i, bound, -MAX_BOUND, MAX_BOUND);
            if (i != 0 && bound <= bounds[i - 1]) revert UnorderedBounds(i);
        }
    }

    // ------------------------------------------------------------------ internal: which round counts

    /// @notice Reverts while the sequencer's feed has a say and does not say that it has been up for the grace period.
    function _checkSequencer(Case storage c) private view {
        IAggregator feed = c.sequencerFeed;
        if (address(feed) == address(0)) return;
        uint256 until = _latest(c) + c.maxDelay + c.gracePeriod;
        if (block.timestamp >= until) return; // whatever it would do to this call

        uint256 since = _upSince(feed);
        if (since == 0) revert SequencerDown(until);
        uint256 endsAt = since + c.gracePeriod; // at most a day ahead
        if (block.timestamp < endsAt) revert SequencerGracePeriod(endsAt < until ? endsAt : until, block.timestamp);
    }

    /// @return since From when on the sequencer is up; zero if the feed does not say that it is.
    function _upSince(IAggregator feed) private view returns (uint256 since) {
        try feed.latestRoundData() returns (uint80, int256 answer, uint256 startedAt, uint256, uint80) {
            if (answer == 0 && startedAt <= block.timestamp) since = startedAt;
        } catch {}
    }

    /// @notice Reverts unless the round counts.
    function _checkRound(Case storage c, uint80 roundId) private view returns (Round memory round) {
        round = _round(c.feed, roundId);
        // rounds of a phase start with 1
        if (uint64(roundId) == 0 || round.updatedAt == 0 || round.answer <= 0) revert NoAnswer(roundId);
        uint256 latest = _latest(c);
        if (round.updatedAt < c.settlesAt || round.updatedAt > latest)
            revert RoundOutsideWindow(roundId, round.updatedAt, c.settlesAt, latest);
    }

    /// @notice Reverts if an earlier round of the same phase counts.
    function _checkFirstOfPhase(Case storage c, uint80 roundId) private view {
        IAggregator feed = c.feed;
        for (uint80 i = 1; i <= MAX_GAP + 1; ++i) {
            uint80 id = roundId - i;
            if (uint64(id) == 0) {
                // The phase of registration has a round from before `settlesAt`.
                if (id >> PHASE_SHIFT == c.startPhase) revert NoOlderRound(address(feed), roundId);
                return;
            }
            Round memory round = _round(feed, id);
            if (round.updatedAt == 0) continue;
            if (round.updatedAt < c.settlesAt) return;
            if (round.answer > 0) revert NotFirstRound(roundId, id);
        }
        revert GapTooLong(roundId);
    }

    /// @notice Reverts unless no round of an earlier phase counts, now or ever.
    function _checkEarlierPhases(Case storage c, uint256 phase, uint80[] memory lastRounds) private view {
        uint256 start = c.startPhase;
        if (phase < start) revert PhaseTooEarly(phase, start);
        if (lastRounds.length != phase - start) revert WrongPhaseProof(lastRounds.length, phase - start);
        if (phase == start) return;

        uint256 latest = _latest(c);
        if (block.timestamp <= latest) revert WindowStillOpen(latest + 1, block.timestamp);
        for (uint256 i; i < lastRounds.length; ++i) {
            uint80 last = lastRounds[i];
            if (last >> PHASE_SHIFT != start + i) revert WrongPhase(last, start + i);
            // The phase of registration has a round from before `settlesAt`.
            if (i == 0 && uint64(last) == 0) revert NoOlderRound(address(c.feed), last);
            _checkLastOfPhase(c, last);
        }
    }

    /// @notice Reverts unless the round is older than `settlesAt` and no round after it in its phase counts.
    function _checkLastOfPhase(Case storage c, uint80 last) private view {
        IAggregator feed = c.feed;
        if (uint64(last) != 0) {
            uint256 updatedAt = _round(feed, last).updatedAt;
            if (updatedAt == 0) revert NoAnswer(last);
            if (updatedAt >= c.settlesAt) revert RoundOutsideWindow(last, updatedAt, 1, c.settlesAt - 1);
        }
        uint80 id = last;
        for (uint256 i; i <= MAX_GAP; ++i) {
            unchecked {
                ++id; // zero after the last id of all
            }
            if (uint64(id) == 0) return; // the next phase
            Round memory round = _round(feed, id);
            if (round.updatedAt == 0) continue;
            if (round.updatedAt > _latest(c)) return;
            if (round.updatedAt < c.settlesAt || round.answer > 0) revert NotLastRound(last, id);
        }
    }

    /// @dev A round that is missing has a time of zero; feeds revert or answer zeros for it. A call starved of gas does
    /// not pass for a missing round: it would leave a 63rd of what a feed needs, too little to go on to `resolve`.
    function _round(IAggregator feed, uint80 id) private view returns (Round memory round) {
        try feed.getRoundData(id) returns (uint80 roundId, int256 answer, uint256, uint256 updatedAt, uint80) {
            round = Round({id: roundId, answer: answer, updatedAt: updatedAt});
        } catch {}
    }

    /// @dev A time of zero if there is no contract, it reverts, or it has no round.
    function _latestRound(IAggregator feed) private view returns (Round memory round) {
        if (address(feed).code.length == 0) return round;
        try feed.latestRoundData() returns (uint80 roundId, int256 answer, uint256, uint256 updatedAt, uint80) {
            round = Round({id: roundId, answer: answer, updatedAt: updatedAt});
        } catch {}
    }

    function _latest(Case storage c) private view returns (uint256) {
        return uint256(c.settlesAt) + c.maxDelay;
    }

    // ------------------------------------------------------------------ internal: what a price pays

    function _payoutsAt(Case storage c, int256 price) private view returns (uint64[] memory payouts) {
        if (c.kind == PriceKind.Scalar) return _scalarPayouts(c.bounds[0], c.bounds[1], price);

        uint256 count = c.bounds.length;
        uint256 passed; // how many bounds the price is above
        while (passed < count && (c.strict ? price > c.bounds[passed] : price >= c.bounds[passed])) ++passed;
        payouts = new uint64[](count + 1);
        payouts[c.kind == PriceKind.Strike ? 1 - passed : passed] = 1;
    }

    /// @dev Between the bounds every difference is below 2^128, and times `UNIT` below 2^188.
    function _scalarPayouts(int256 low, int256 high, int256 price) private pure returns (uint64[] memory payouts) {
        payouts = new uint64[](2);
        if (price >= high) payouts[0] = UNIT;
        else if (price > low) payouts[0] = uint64((uint256(price - low) * UNIT) / uint256(high - low)); // below UNIT
        payouts[1] = UNIT - payouts[0];
    }

    function _registered(uint256 marketId) private view returns (Case storage c) {
        c = _cases[marketId];
        if (address(c.feed) == address(0)) revert NotRegistered(marketId);
    }
}
