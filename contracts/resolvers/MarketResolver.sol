// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IMarketResolver} from "../interfaces/IMarketResolver.sol";
import {IMarkets, Market, Status, Terms} from "../interfaces/IMarkets.sol";

/// @notice What resolvers share: who registers, how time is left for the worst case, halting, clarifications.
abstract contract MarketResolver is IMarketResolver {
    /// @dev The smallest window accepted, in seconds; the linter warns below two hours.
    uint256 internal constant MIN_WINDOW = 60;
    /// @dev Time that anyone has to answer, beside the two rounds, in seconds.
    uint256 internal constant ANSWER_TIME = 3 days;
    /// @dev Time that anyone has to finalize before anyone can void.
    uint256 internal constant FINALIZE_TIME = 1 days;

    IMarkets public immutable markets;

    mapping(uint256 marketId => uint256) public clarificationCount;

    constructor(IMarkets markets_) {
        markets = markets_;
    }

    modifier onlyMarkets() {
        require(msg.sender == address(markets), NotMarkets(msg.sender, address(markets)));
        _;
    }

    function clarify(uint256 marketId, string calldata text) external returns (uint256 index) {
        // Check:
        Market memory market = markets.marketOf(marketId);
        require(market.resolver == address(this), NotRegistered(marketId));
        require(msg.sender == market.creator, NotCreator(msg.sender, market.creator));
        require(!_isFinal(market.status), IMarkets.AlreadyFinal(marketId, market.status));
        require(bytes(text).length != 0, EmptyText());

        // Effect:
        index = clarificationCount[marketId]++;
        emit Clarified(marketId, index, block.timestamp, text);
    }

    // ------------------------------------------------------------------ time

    function _checkWindow(uint256 window) internal pure {
        require(window >= MIN_WINDOW, WindowTooShort(window, MIN_WINDOW));
    }

    /// @param from Unix seconds from which answers are accepted.
    /// @param round Seconds from an answer until it can be finalized, whatever happens in between; there is time for two.
    /// @param grace Seconds that the resolver may wait beside that.
    function _checkResolveBy(uint256 from, uint256 resolveBy, uint256 round, uint256 grace) internal pure {
        uint256 earliest = from + ANSWER_TIME + 2 * round + grace + FINALIZE_TIME;
        if (resolveBy < earliest) revert ResolveByTooSoon(resolveBy, earliest);
    }

    /// @notice Reverts unless an answer may be given now.
    function _checkDue(bool early, uint256 closesAt, uint256 resolveBy, uint256 worstCase) internal view {
        require(early || block.timestamp >= closesAt, AnswerNotDue(closesAt, block.timestamp));
        uint256 latest = _latestAnswer(resolveBy, worstCase);
        require(block.timestamp <= latest, TooLateToAnswer(latest, block.timestamp));
    }

    /// @notice The last second at which an answer can still be final one day before `resolveBy`.
    function _latestAnswer(uint256 resolveBy, uint256 worstCase) internal pure returns (uint256) {
        return resolveBy - FINALIZE_TIME - worstCase; // registration left this much after `closesAt`
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
