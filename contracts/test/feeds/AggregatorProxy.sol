// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IAggregator} from "../../interfaces/IPriceFeedResolver.sol";

/// @notice As EACAggregatorProxy: puts the phase before the round's number, and has no aggregator for other phases.
contract AggregatorProxy is IAggregator {
    uint16 public phase;
    mapping(uint16 phase => IAggregator) public aggregators;

    constructor(IAggregator aggregator) {
        adopt(aggregator);
    }

    /// @notice Goes on to the next phase.
    function adopt(IAggregator aggregator) public {
        aggregators[++phase] = aggregator;
    }

    function latestRoundData() external view returns (uint80, int256, uint256, uint256, uint80) {
        (uint80 round, int256 answer, uint256 startedAt, uint256 updatedAt, uint80 answeredIn) = aggregators[phase]
            .latestRoundData();
        return (_id(phase, round), answer, startedAt, updatedAt, _id(phase, answeredIn));
    }

    function getRoundData(uint80 roundId) external view returns (uint80, int256, uint256, uint256, uint80) {
        uint16 itsPhase = uint16(roundId >> 64);
        // a call to the zero address reverts
        (uint80 round, int256 answer, uint256 startedAt, uint256 updatedAt, uint80 answeredIn) = aggregators[itsPhase]
            .getRoundData(uint64(roundId));
        return (_id(itsPhase, round), answer, startedAt, updatedAt, _id(itsPhase, answeredIn));
    }

    function _id(uint16 itsPhase, uint80 round) private pure returns (uint80) {
        return (uint80(itsPhase) << 64) | uint64(round);
    }
}
