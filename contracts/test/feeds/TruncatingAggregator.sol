// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Aggregator} from "./Aggregator.sol";

/// @notice No generation of Chainlink's: one that cuts long numbers of rounds off.
contract TruncatingAggregator is Aggregator {
    function getRoundData(uint80 roundId) public view override returns (uint80, int256, uint256, uint256, uint80) {
        return _data(roundId);
    }
}
