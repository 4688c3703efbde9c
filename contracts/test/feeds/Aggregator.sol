// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IAggregator} from "../../interfaces/IPriceFeedResolver.sol";

/// @notice What the three generations of Chainlink's aggregators have in common: rounds in 32 bits, counted from 1.
abstract contract Aggregator is IAggregator {
    struct Round {
        int256 answer;
        uint256 updatedAt;
    }

    uint32 public latest;
    mapping(uint32 round => Round) internal _rounds;

    /// @notice Adds the next round.
    function report(int256 answer, uint256 updatedAt) external {
        _rounds[++latest] = Round(answer, updatedAt);
    }

    function latestRoundData() external view returns (uint80, int256, uint256, uint256, uint80) {
        return getRoundData(latest);
    }

    function getRoundData(uint80 roundId) public view virtual returns (uint80, int256, uint256, uint256, uint80);

    function _data(uint80 roundId) internal view returns (uint80, int256, uint256, uint256, uint80) {
        Round memory round = _rounds[uint32(roundId)];
        return (roundId, round.answer, round.updatedAt, round.updatedAt, roundId);
    }
}
