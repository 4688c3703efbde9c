// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Aggregator} from "./Aggregator.sol";

/// @notice As OffchainAggregator (OCR): zeros for a missing round, a revert beyond 32 bits.
contract OffchainAggregator is Aggregator {
    function getRoundData(uint80 roundId) public view override returns (uint80, int256, uint256, uint256, uint80) {
        require(roundId <= type(uint32).max, "No data present");
        return _data(roundId);
    }
}
