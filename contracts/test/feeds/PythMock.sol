// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {PythStructs} from "@pythnetwork/pyth-sdk-solidity/PythStructs.sol";

/// @notice The one view of Pyth that its adapter reads.
contract PythMock {
    PythStructs.Price private _price;

    function set(int64 price, uint256 publishTime) external {
        _price = PythStructs.Price({price: price, conf: 0, expo: -8, publishTime: publishTime});
    }

    function getPriceUnsafe(bytes32) external view returns (PythStructs.Price memory) {
        return _price;
    }
}
