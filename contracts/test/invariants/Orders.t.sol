// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {LibString} from "solady/src/utils/LibString.sol";
import {OrdersHandler} from "./OrdersHandler.t.sol";

/// @notice properties: L1, L2, L3, L7
/// Makers with keys and with contracts, fillers, an honest token of 6 decimals, one of 18 and a hostile one. The handler checks
/// everything after each call; here only its verdict is read.
contract OrdersInvariantTest {
    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    /// @dev Of each run of the fuzz test: its hundred thousand in the deep tier play a million histories.
    uint256 private constant HISTORIES = 10;
    uint256 private constant CALLS = 8;

    OrdersHandler private handler;

    function setUp() public {
        handler = new OrdersHandler();
        handler.start();
    }

    function targetContracts() public view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(handler);
    }

    /// @dev All that the handler has but what the runner must not call: its start, its callback and its getters.
    function targetSelectors() public view returns (FuzzSelector[] memory targets) {
        bytes4[16] memory all = [
            OrdersHandler.fill.selector,
            OrdersHandler.fill.selector, // fills four times as often
            OrdersHandler.cross.selector,
            OrdersHandler.cross.selector,
            OrdersHandler.sweep.selector,
            OrdersHandler.sweep.selector,
            OrdersHandler.fillMany.selector,
            OrdersHandler.fillMany.selector,
            OrdersHandler.cancel.selector,
            OrdersHandler.permit.selector,
            OrdersHandler.equip.selector,
            OrdersHandler.turn.selector,
            OrdersHandler.trade.selector,
            OrdersHandler.warp.selector,
            OrdersHandler.govern.selector,
            OrdersHandler.misbehave.selector
        ];
        targets = new FuzzSelector[](1);
        targets[0] = FuzzSelector(address(handler), new bytes4[](all.length));
        for (uint256 i; i < all.length; ++i) {
            targets[0].selectors[i] = all[i];
        }
    }

    function invariant_everythingHolds() public view {
        require(bytes(handler.broken()).length == 0, handler.broken());
    }

    /// @dev Ten histories of eight calls each, one after another in one world. A call that the pool refuses has not been.
    function testFuzz_histories(uint256 seed) public {
        for (uint256 i; i < HISTORIES * CALLS; ++i) {
            try handler.act(uint256(keccak256(abi.encode(seed, i)))) {} catch {}
        }
        invariant_everythingHolds();
    }

    /// @dev Otherwise the campaign would show nothing: of each way to fill a fourth at least goes through.
    function test_manyFillsGoThrough() public {
        for (uint256 i; i < 2000; ++i) {
            try handler.act(uint256(keccak256(abi.encode("many", i)))) {} catch {}
        }
        invariant_everythingHolds();
        for (uint256 kind; kind < 4; ++kind) {
            (uint256 done, uint256 tried) = (handler.done(kind), handler.tried(kind));
            require(tried > 100, "too few were tried");
            require(done * 4 > tried, string.concat("too few went through: ", LibString.toString(done)));
        }
    }
}
