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

    uint256 private constant MAX_GAP = 16;
    uint256 private constant PHASE_SHIFT = 64;
    uint64 private constant UNIT = 1e18;

    mapping(uint256 marketId => Case) private _cases;

    constructor(IMarkets markets_) MarketResolver(markets_) {}

    // ------------------------------------------------------------------ registration

    function register(
        uint256 marketId,
        address,
        uint256 outcomeCount,
        uint256 closesAt,
        uint256 resolveBy,
        bytes calldata data
    ) external onlyMarkets {
        PriceFeedPolicy memory policy = abi.decode(data, (PriceFeedPolicy));

        // Check:
        _checkBounds(policy, outcomeCount);
        require(policy.settlesAt >= closesAt, SettlesBeforeClose(policy.settlesAt, closesAt));
        _checkWindow(policy.maxDelay);
        _checkResolveBy(policy.settlesAt, resolveBy, policy.maxDelay, 0);
        (uint80 latestRound, , , uint256 updatedAt, ) = policy.feed.latestRoundData();
        require(updatedAt != 0, DeadFeed(address(policy.feed)));
        if (address(policy.sequencerFeed) != address(0)) policy.sequencerFeed.latestRoundData();

        // Effect:
        Case storage c = _cases[marketId];
        (c.feed, c.sequencerFeed, c.gracePeriod) = (policy.feed, policy.sequencerFeed, policy.gracePeriod);
        (c.settlesAt, c.maxDelay, c.kind, c.strict) = (policy.settlesAt, policy.maxDelay, policy.kind, policy.strict);
        (c.startPhase, c.bounds) = (uint16(latestRound >> PHASE_SHIFT), policy.bounds);
        emit PriceFeedRegistered(marketId, policy, c.startPhase);
    }

    // ------------------------------------------------------------------ settling

    function settle(uint256 marketId, uint80 roundId) external {
        settleAcrossPhases(marketId, roundId, new uint80[](0));
    }

    function settleAcrossPhases(uint256 marketId, uint80 roundId, uint80[] memory lastRounds) public {
        Case storage c = _registered(marketId);

        // Check:
        require(block.timestamp >= c.settlesAt, AnswerNotDue(c.settlesAt, block.timestamp));
        _checkSequencer(c);
        Round memory round = _checkRound(c, roundId);
        _checkFirstOfPhase(c, roundId);
        _checkEarlierPhases(c, roundId >> PHASE_SHIFT, lastRounds);

        // Effect:
        uint64[] memory payouts = _payoutsAt(c, round.answer);
        emit Settled(marketId, roundId, round.answer, round.updatedAt, payouts);

        // Interaction: reverts if the market is final already
        markets.resolve(marketId, payouts);
    }

    // ------------------------------------------------------------------ views

    function payoutsAt(uint256 marketId, int256 price) external view returns (uint64[] memory) {
        return _payoutsAt(_registered(marketId), price);
    }

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

    function stateOf(uint256 marketId) external view returns (PriceFeedState state, uint256 until) {
        Case storage c = _cases[marketId];
        if (address(c.feed) == address(0)) return (PriceFeedState.None, 0);
        Terms memory market = markets.termsOf(marketId);
        if (_isFinal(market.status)) return (PriceFeedState.Final, 0);
        if (block.timestamp < c.settlesAt) return (PriceFeedState.Waiting, c.settlesAt);
        return (PriceFeedState.Due, market.resolveBy);
    }

    // ------------------------------------------------------------------ internal: which round counts

    function _checkSequencer(Case storage c) private view {
        if (address(c.sequencerFeed) == address(0)) return;
        (, int256 answer, uint256 startedAt, , ) = c.sequencerFeed.latestRoundData();
        require(answer == 0 && startedAt != 0, SequencerDown());
        uint256 endsAt = startedAt + c.gracePeriod;
        require(block.timestamp >= endsAt, SequencerGracePeriod(endsAt, block.timestamp));
    }

    /// @notice Reverts unless the round counts.
    function _checkRound(Case storage c, uint80 roundId) private view returns (Round memory round) {
        round = _round(c, roundId);
        require(round.updatedAt != 0 && round.answer > 0, NoAnswer(roundId));
        uint256 latest = _latest(c);
        require(
            round.updatedAt >= c.settlesAt && round.updatedAt <= latest,
            RoundOutsideWindow(roundId, round.updatedAt, c.settlesAt, latest)
        );
    }

    /// @notice Reverts if an earlier round of the same phase counts.
    function _checkFirstOfPhase(Case storage c, uint80 roundId) private view {
        for (uint80 i = 1; i <= MAX_GAP + 1; ++i) {
            uint80 id = roundId - i;
            if (uint64(id) == 0) return; // rounds of a phase start with 1
            Round memory round = _round(c, id);
            if (round.updatedAt == 0) continue;
            if (round.updatedAt < c.settlesAt) return;
            require(round.answer <= 0, NotFirstRound(roundId, id));
        }
        revert GapTooLong(roundId);
    }

    /// @notice Reverts unless no round of an earlier phase counts, now or ever.
    function _checkEarlierPhases(Case storage c, uint256 phase, uint80[] memory lastRounds) private view {
        uint256 start = c.startPhase;
        require(phase >= start, PhaseTooEarly(phase, start));
        require(lastRounds.length == phase - start, WrongPhaseProof(lastRounds.length, phase - start));
        if (phase == start) return;

        uint256 latest = _latest(c);
        require(block.timestamp > latest, WindowStillOpen(latest + 1, block.timestamp));
        for (uint256 i; i < lastRounds.length; ++i) {
            uint80 last = lastRounds[i];
            require(last >> PHASE_SHIFT == start + i, WrongPhase(last, start + i));
            _checkLastOfPhase(c, last);
        }
    }

    /// @notice Reverts unless the round is older than `settlesAt` and no round after it in its phase counts.
    function _checkLastOfPhase(Case storage c, uint80 last) private view {
        if (uint64(last) != 0) {
            uint256 updatedAt = _round(c, last).updatedAt;
            require(updatedAt != 0, NoAnswer(last));
            require(updatedAt < c.settlesAt, RoundOutsideWindow(last, updatedAt, 1, c.settlesAt - 1));
        }
        for (uint80 i = 1; i <= MAX_GAP + 1; ++i) {
            Round memory round = _round(c, last + i);
            if (round.updatedAt == 0) continue;
            if (round.updatedAt > _latest(c)) return;
            require(round.updatedAt >= c.settlesAt && round.answer <= 0, NotLastRound(last, last + i));
        }
    }

    /// @dev A round that is missing has a time of zero; feeds revert or answer zeros for it. A call starved of gas does
    /// not pass for a missing round: it would leave a 63rd of what a feed needs, too little to go on to `resolve`.
    function _round(Case storage c, uint80 id) private view returns (Round memory round) {
        try c.feed.getRoundData(id) returns (uint80, int256 answer, uint256, uint256 updatedAt, uint80) {
            round = Round({id: id, answer: answer, updatedAt: updatedAt});
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

    function _scalarPayouts(int256 low, int256 high, int256 price) private pure returns (uint64[] memory payouts) {
        payouts = new uint64[](2);
        if (price >= high) payouts[0] = UNIT;
        else if (price > low) payouts[0] = uint64((uint256(price - low) * UNIT) / uint256(high - low)); // below UNIT
        payouts[1] = UNIT - payouts[0];
    }

    function _checkBounds(PriceFeedPolicy memory policy, uint256 outcomeCount) private pure {
        int256[] memory bounds = policy.bounds;
        if (policy.kind != PriceKind.Bands) require(outcomeCount == 2, NeedsTwoOutcomes(outcomeCount));
        uint256 expected = policy.kind == PriceKind.Scalar ? 2 : outcomeCount - 1;
        require(bounds.length == expected, InvalidBounds(bounds.length, expected));
        for (uint256 i = 1; i < expected; ++i) {
            require(bounds[i] > bounds[i - 1], UnorderedBounds(i));
        }
    }

    function _registered(uint256 marketId) private view returns (Case storage c) {
        c = _cases[marketId];
        require(address(c.feed) != address(0), NotRegistered(marketId));
    }
}
