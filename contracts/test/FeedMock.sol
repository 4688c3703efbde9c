// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IAggregator} from "../interfaces/IPriceFeedResolver.sol";

/// @notice An aggregator whose rounds are written by hand: also those that a real one would have only on a bad day.
contract FeedMock is IAggregator {
    struct Round {
        int192 answer;
        uint64 updatedAt;
    }

    /// @notice How missing rounds look: zeros, or a revert as in Chainlink's newer proxies.
    bool public revertsOnMissing;
    uint80 public latestRound;
    mapping(uint80 roundId => Round) public rounds;

    function decimals() external pure returns (uint8) {
        return 8;
    }

    function setRevertsOnMissing(bool reverts) external {
        revertsOnMissing = reverts;
    }

    /// @notice Writes a round; the highest id written last is the latest round.
    function set(uint80 roundId, int256 answer, uint256 updatedAt) external {
        rounds[roundId] = Round(int192(answer), uint64(updatedAt));
        latestRound = roundId;
    }

    /// @notice Appends rounds to the current phase.
    function push(int192[] calldata answers, uint64[] calldata times) external {
        uint80 id = latestRound;
        for (uint256 i; i < answers.length; ++i) {
            rounds[++id] = Round(answers[i], times[i]);
        }
        latestRound = id;
    }

    function latestRoundData() external view returns (uint80, int256, uint256, uint256, uint80) {
        return _data(latestRound);
    }

    function getRoundData(uint80 roundId) public view virtual returns (uint80, int256, uint256, uint256, uint80) {
        return _data(roundId);
    }

    function _data(uint80 roundId) internal view virtual returns (uint80, int256, uint256, uint256, uint80) {
        Round memory round = rounds[roundId];
        require(round.updatedAt != 0 || !revertsOnMissing, "No data present");
        return (roundId, round.answer, round.updatedAt, round.updatedAt, roundId);
    }
}
