// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IMarkets} from "../../interfaces/IMarkets.sol";
import {IOrders} from "../../interfaces/IOrders.sol";
import {IQuoter} from "../../interfaces/IQuoter.sol";
import {vm} from "./Vm.sol";

/// @dev From its artifact: the tests need not be compiled again when only the contract changes.
function deployMarkets() returns (IMarkets) {
    return IMarkets(_deploy(vm.getCode("Markets.sol:Markets")));
}

function deployQuoter(IMarkets markets) returns (IQuoter) {
    return IQuoter(_deploy(abi.encodePacked(vm.getCode("Quoter.sol:Quoter"), abi.encode(markets))));
}

function deployOrders(IMarkets markets) returns (IOrders) {
    return IOrders(_deploy(abi.encodePacked(vm.getCode("Orders.sol:Orders"), abi.encode(markets))));
}

function _deploy(bytes memory code) returns (address deployed) {
    assembly ("memory-safe") {
        deployed := create(0, add(code, 32), mload(code))
    }
    require(deployed != address(0), "not deployed");
}
