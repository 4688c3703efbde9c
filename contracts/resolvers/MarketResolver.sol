// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IMarketResolver} from "../interfaces/IMarketResolver.sol";
import {IMarkets, Market, Status, Terms} from "../interfaces/IMarkets.sol";

/// @notice What resolvers share: who registers, how time is left for the worst case, halting, clarifications.
abstract contract MarketResolver is IMarketResolver {
    /// @dev The smallest window accepted, in seconds; the linter warns below two hours.
    uint256 internal constant MIN_WINDOW = 60;
    /// @dev Time that anyone has to answer at all.
    uint256 internal constant ANSWER_TIME = 3 days;
    /// @dev Time that anyone has to finalize before anyone can void.
    uint256 internal constant FINALIZE_TIME = 1 days;

    /// @inheritdoc IMarketResolver
    IMarkets public immutable markets;

    /// @inheritdoc IMarketResolver
    mapping(uint256 marketId => uint256) public clarificationCount;

    constructor(IMarkets markets_) {
        markets = markets_;
    }

    modifier onlyMarkets() {
        if (msg.sender != address(markets)) revert NotMarkets(msg.sender, address(markets));
        _;
    }

    /// @inheritdoc IMarketResolver
    function clarify(uint256 marketId, string calldata text) external returns (uint256 index) {
        // Check: the creator of a market of this resolver that is not final, and there is a text
        Market memory market = markets.marketOf(marketId);
        if (market.resolver != address(this)) revert NotRegistered(marketId);
        if (msg.sender != market.creator) revert NotCreator(msg.sender, market.creator);
        if (_isFinal(market.status)) revert IMarkets.AlreadyFinal(marketId, market.status);
        if (bytes(text).length == 0) revert EmptyText();

        // Effect: the text gets the next number
        index = clarificationCount[marketId]++;
        emit Clarified(marketId, index, block.timestamp, text);
    }

    // ------------------------------------------------------------------ time

    function _checkWindow(uint256 window) internal pure {
        if (window < MIN_WINDOW) revert WindowTooShort(window, MIN_WINDOW);
    }

    /// @notice Reverts unless there is time to answer, for two rounds, and to finalize: a round that ends in "too early",
    /// in a refusal or in silence must not leave only the void.
    /// @param from The first second at which an answer can be given if it may not come early.
    /// @param round Seconds from an answer until it can be finalized or has failed, whatever happens in between.
    /// @param grace Seconds for which something other than the answer may hold up its finalization.
    function _checkResolveBy(uint256 from, uint256 resolveBy, uint256 round, uint256 grace) internal pure {
        uint256 earliest = from + ANSWER_TIME + 2 * round + grace + FINALIZE_TIME;
        if (resolveBy < earliest) revert ResolveByTooSoon(resolveBy, earliest);
    }

    /// @notice Reverts unless an answer may be given now.
    function _checkDue(bool early, uint256 closesAt, uint256 resolveBy, uint256 worstCase) internal view {
        if (!early && block.timestamp < closesAt) revert AnswerNotDue(closesAt, block.timestamp);
        uint256 latest = _latestAnswer(resolveBy, worstCase);
        if (block.timestamp > latest) revert TooLateToAnswer(latest, block.timestamp);
    }

    /// @notice The last second at which an answer can still be final one day before `resolveBy`.
    function _latestAnswer(uint256 resolveBy, uint256 worstCase) internal pure returns (uint256) {
        return resolveBy - FINALIZE_TIME - worstCase; // registration left more than this
    }

    // ------------------------------------------------------------------ halting

    function _halt(uint256 marketId, Terms memory market) internal {
        if (market.status == Status.Open) markets.halt(marketId);
    }

    /// @notice Reopens a market that was halted here, if trading may go on: its failure must not keep bonds from moving.
    function _reopen(uint256 marketId, Terms memory market) internal {
        if (market.status == Status.Closed && block.timestamp < market.closesAt) markets.reopen(marketId);
    }

    function _isFinal(Status status) internal pure returns (bool) {
        return status == Status.Resolved || status == Status.Void;
    }
}
