// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Aggregator} from "./Aggregator.sol";

/// @notice As OCR2Aggregator: zeros for a missing round, and for everything beyond 32 bits.
contract Ocr2Aggregator is Aggregator {
    function getRoundData(uint80 roundId) public view override returns (uint80, int256, uint256, uint256, uint80) {
        if (roundId > type(uint32).max) return (0, 0, 0, 0, 0);
        return _data(roundId);
    }
}
