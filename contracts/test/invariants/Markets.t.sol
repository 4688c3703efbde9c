// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {MarketsHandler} from "./MarketsHandler.t.sol";

/// @notice properties: C1, C2, C5, C7, C9, C10, C13
/// Several actors, one of them hostile, on many markets in tokens of 6, 8 and 18 decimals and in a hostile one. The
/// handler checks everything after each call; here only its verdict is read, so that one campaign asserts it all.
contract MarketsInvariantTest {
    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    MarketsHandler private handler;

    function setUp() public {
        handler = new MarketsHandler();
        handler.start();
    }

    function targetContracts() public view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(handler);
    }

    /// @dev All that the handler has but what the runner must not call: its start, its callback and its getters.
    function targetSelectors() public view returns (FuzzSelector[] memory targets) {
        bytes4[28] memory all = [
            MarketsHandler.createMarket.selector,
            MarketsHandler.warp.selector,
            MarketsHandler.buy.selector,
            MarketsHandler.buyExact.selector,
            MarketsHandler.sell.selector,
            MarketsHandler.multicall.selector,
            MarketsHandler.selfPermit.selector,
            MarketsHandler.split.selector,
            MarketsHandler.merge.selector,
            MarketsHandler.splitPair.selector,
            MarketsHandler.mergePair.selector,
            MarketsHandler.convert.selector,
            MarketsHandler.convertBack.selector,
            MarketsHandler.addLiquidity.selector,
            MarketsHandler.removeLiquidity.selector,
            MarketsHandler.collectCreatorFees.selector,
            MarketsHandler.halt.selector,
            MarketsHandler.reopen.selector,
            MarketsHandler.resolve.selector,
            MarketsHandler.void.selector,
            MarketsHandler.redeem.selector,
            MarketsHandler.redeemLiquidity.selector,
            MarketsHandler.redeemSeed.selector,
            MarketsHandler.transfer.selector,
            MarketsHandler.donate.selector,
            MarketsHandler.misbehave.selector,
            MarketsHandler.usurp.selector,
            MarketsHandler.buy.selector // trades twice as often
        ];
        targets = new FuzzSelector[](1);
        targets[0] = FuzzSelector(address(handler), new bytes4[](all.length));
        for (uint256 i; i < all.length; ++i) {
            targets[0].selectors[i] = all[i];
        }
    }

    /// @dev Found by the deep tier: the handler buys before it sells, and the prices that it leaves in between count too.
    function test_extremesBetweenTheTradesOfOneCall() public {
        handler.resolve(1283769224, 3);
        handler.redeemLiquidity(2716, 5, 7);
        handler.halt(5802319203125);
        handler.redeemLiquidity(4, 2, 24081);
        handler.halt(12158);
        handler.sell(
            103375253216784734039388494560958245577865,
            4333472627807178951590097089572004642491785839551828490,
            112,
            false,
            368060403237122123470078575426849956367040
        );
        invariant_everythingHolds();
    }

    function invariant_everythingHolds() public view {
        require(bytes(handler.broken()).length == 0, handler.broken());
    }
}
