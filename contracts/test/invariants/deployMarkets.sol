// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IMarkets} from "../../interfaces/IMarkets.sol";
import {vm} from "./Vm.sol";

/// @dev From its artifact: the tests need not be compiled again when only the contract changes.
function deployMarkets() returns (IMarkets markets) {
    bytes memory code = vm.getCode("Markets.sol:Markets");
    assembly {
        markets := create(0, add(code, 32), mload(code))
    }
    require(address(markets) != address(0), "not deployed");
}
