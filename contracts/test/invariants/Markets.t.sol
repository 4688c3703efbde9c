// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Market, Side} from "../../interfaces/IMarkets.sol";
import {Markets} from "../../Markets.sol";
import {MarketsHandler} from "./MarketsHandler.sol";

/// @notice properties: C1, C2, C5, C13
contract MarketsInvariantTest {
    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    MarketsHandler private handler;
    Markets private markets;

    function setUp() public {
        handler = new MarketsHandler();
        handler.start();
        markets = handler.markets();
    }

    function targetContracts() public view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(handler);
    }

    function targetSelectors() public view returns (FuzzSelector[] memory targets) {
        bytes4[] memory selectors = new bytes4[](15);
        selectors[0] = MarketsHandler.buy.selector;
        selectors[1] = MarketsHandler.buyExact.selector;
        selectors[2] = MarketsHandler.sell.selector;
        selectors[3] = MarketsHandler.split.selector;
        selectors[4] = MarketsHandler.merge.selector;
        selectors[5] = MarketsHandler.splitPair.selector;
        selectors[6] = MarketsHandler.mergePair.selector;
        selectors[7] = MarketsHandler.convert.selector;
        selectors[8] = MarketsHandler.convertBack.selector;
        selectors[9] = MarketsHandler.addLiquidity.selector;
        selectors[10] = MarketsHandler.removeLiquidity.selector;
        selectors[11] = MarketsHandler.collectCreatorFees.selector;
        selectors[12] = MarketsHandler.transfer.selector;
        selectors[13] = MarketsHandler.haltAndReopen.selector;
        selectors[14] = MarketsHandler.donate.selector;
        targets = new FuzzSelector[](1);
        targets[0] = FuzzSelector(address(handler), selectors);
    }

    /// @dev Whatever single outcome wins, the market's own collateral covers all that it owes.
    function invariant_solventUnderEveryWinner() public view {
        for (uint256 k; k < handler.MARKETS(); ++k) {
            uint256 id = handler.ids(k);
            Market memory market = markets.marketOf(id);
            uint256[] memory rhos = markets.rhosOf(id);
            uint256 fees = market.liquidityFees + market.creatorFees;
            uint256[] memory yes = _supplies(id, Side.Yes, rhos.length);
            uint256[] memory no = _supplies(id, Side.No, rhos.length);
            for (uint256 winner; winner < rhos.length; ++winner) {
                // Rounded up: the pool must hold b · rho in full.
                uint256 owed = fees + yes[winner] + (market.liquidity * rhos[winner] + 1e18 - 1) / 1e18;
                for (uint256 j; rhos.length > 2 && j < rhos.length; ++j) {
                    if (j != winner) owed += no[j];
                }
                require(owed <= handler.accounted(k), "insolvent");
            }
        }
    }

    /// @dev The contract holds at least what its markets account for; the rest was given to it.
    function invariant_backed() public view {
        for (uint256 k; k < handler.MARKETS(); ++k) {
            require(handler.accounted(k) <= handler.tokens(k).balanceOf(address(markets)), "not backed");
        }
    }

    /// @dev Prices sum to one: never above it beyond the error of `exp`, and below it only by what rounding left. That is
    /// a few units a trade, and more where a trade of many times b starts from a price near zero.
    function invariant_pricesSumToOne() public view {
        for (uint256 k; k < handler.MARKETS(); ++k) {
            uint256[] memory prices = markets.pricesOf(handler.ids(k));
            uint256 sum;
            for (uint256 j; j < prices.length; ++j) {
                sum += prices[j];
            }
            require(sum <= 1e18 + prices.length, "above one");
            require(sum >= 1e18 - 1e13, "below one");
        }
    }

    /// @dev Positions and liquidity tokens of all actors together are all there are.
    function invariant_liquidityTokens() public view {
        for (uint256 k; k < handler.MARKETS(); ++k) {
            uint256 id = handler.ids(k);
            Market memory market = markets.marketOf(id);
            uint256 supply;
            for (uint256 a; a < handler.actorCount(); ++a) {
                supply += markets.balanceOf(handler.actors(a), markets.liquidityId(id));
            }
            require(supply + market.seed == market.liquidity, "liquidity");
        }
    }

    function _supplies(uint256 id, Side side, uint256 n) private view returns (uint256[] memory supplies) {
        supplies = new uint256[](n);
        for (uint256 j; j < n; ++j) {
            uint256 position = markets.positionId(id, j, side);
            for (uint256 a; a < handler.actorCount(); ++a) {
                supplies[j] += markets.balanceOf(handler.actors(a), position);
            }
        }
    }
}
