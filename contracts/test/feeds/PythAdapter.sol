// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {PythAggregatorV3} from "@pythnetwork/pyth-sdk-solidity/PythAggregatorV3.sol";

/// @notice Pyth's published adapter; a contract of its own, so that it is built.
contract PythAdapter is PythAggregatorV3 {
    constructor(address pyth) PythAggregatorV3(pyth, bytes32(0)) {}
}
