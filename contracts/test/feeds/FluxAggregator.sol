// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Aggregator} from "./Aggregator.sol";

/// @notice As FluxAggregator: a missing round reverts.
contract FluxAggregator is Aggregator {
    function getRoundData(uint80 roundId) public view override returns (uint80, int256, uint256, uint256, uint80) {
        require(roundId <= type(uint32).max && _rounds[uint32(roundId)].updatedAt != 0, "No data present");
        return _data(roundId);
    }
}
