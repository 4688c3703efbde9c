// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IMarkets, Side} from "../../interfaces/IMarkets.sol";
import {HostileToken} from "./HostileToken.sol";
import {MarketTable} from "./MarketTable.sol";
import {vm} from "./Vm.sol";

/// @notice properties: C10
/// Each way in which a token misbehaves: refused, or felt by the token's own markets alone.
contract HostileCollateralTest is MarketTable {
    uint256 private constant UNIT = 1e6;

    HostileToken private hostile;

    function setUp() public override {
        super.setUp();
        hostile = new HostileToken();
        token = hostile;
        _open(6, 3, 1000 * UNIT, new uint64[](0), 100);
        vm.startPrank(ACTOR);
        markets.split(id, 100 * UNIT);
        markets.splitPair(id, 0, 100 * UNIT);
        vm.stopPrank();
    }

    /// @dev Whatever brings in collateral for a fixed amount of positions checks that it came.
    function test_aTokenThatChargesIsRefused() public {
        uint256[] memory prices = markets.pricesOf(id);
        hostile.misbehave(HostileToken.Mode.Charging, address(0));
        bytes[4] memory calls = [
            abi.encodeCall(IMarkets.split, (id, UNIT)),
            abi.encodeCall(IMarkets.splitPair, (id, 1, UNIT)),
            abi.encodeCall(IMarkets.convertBack, (id, 3, UNIT)),
            abi.encodeCall(IMarkets.addLiquidity, (id, UNIT, FAR, prices, FAR, FAR))
        ];
        for (uint256 i; i < calls.length; ++i) {
            _refused(calls[i], IMarkets.CollateralNotReceived.selector);
        }
        try this.open() {
            revert("a market in a token that charges");
        } catch (bytes memory reason) {
            require(bytes4(reason) == IMarkets.CollateralNotReceived.selector, "another reason");
        }
    }

    function open() external {
        _open(6, 3, 1000 * UNIT, new uint64[](0), 100);
    }

    function test_aTokenThatRefusesIsRefused() public {
        HostileToken.Mode[2] memory modes = [HostileToken.Mode.Refusing, HostileToken.Mode.ReturningFalse];
        for (uint256 i; i < modes.length; ++i) {
            hostile.misbehave(modes[i], address(0));
            _refused(abi.encodeCall(IMarkets.buy, (id, 0, Side.Yes, UNIT, 0, ACTOR, FAR)), 0);
            _refused(abi.encodeCall(IMarkets.sell, (id, 0, Side.Yes, UNIT, 0, ACTOR, FAR)), 0);
            _refused(abi.encodeCall(IMarkets.merge, (id, UNIT)), 0);
        }
    }

    function test_aTokenThatReturnsNothingWorks() public {
        hostile.misbehave(HostileToken.Mode.ReturningNothing, address(0));
        vm.startPrank(ACTOR);
        uint256 before = hostile.balanceOf(ACTOR);
        markets.buy(id, 0, Side.Yes, UNIT, 0, ACTOR, FAR);
        markets.split(id, UNIT);
        markets.merge(id, UNIT);
        require(hostile.balanceOf(ACTOR) == before - UNIT, "another amount");
        vm.stopPrank();
    }

    /// @dev Who is blocked can be paid at another address, and nobody else notices.
    function test_oneBlockedHolderBlocksNobody() public {
        vm.prank(VICTIM);
        markets.split(id, 100 * UNIT);
        uint64[] memory payouts = new uint64[](3);
        payouts[0] = 1;
        markets.resolve(id, payouts);
        hostile.misbehave(HostileToken.Mode.Blocking, ACTOR);
        uint256[] memory ids = new uint256[](1);
        ids[0] = markets.positionId(id, 0, Side.Yes);
        _refused(abi.encodeCall(IMarkets.redeem, (ids, ACTOR)), 0);
        vm.prank(VICTIM);
        require(markets.redeem(ids, VICTIM)[0] == 100 * UNIT, "not paid");
        vm.prank(ACTOR);
        require(markets.redeem(ids, OTHERS)[0] == 200 * UNIT, "not paid elsewhere");
    }

    function _refused(bytes memory call, bytes4 expected) private {
        vm.prank(ACTOR);
        (bool ok, bytes memory reason) = address(markets).call(call);
        require(!ok, "not refused");
        require(expected == 0 || bytes4(reason) == expected, "another reason");
    }
}
