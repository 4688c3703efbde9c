// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IMarkets} from "../interfaces/IMarkets.sol";

/// @dev The prices of now, scaled to a sum of one: what `addLiquidity` expects to be told, also when the sum lacks something.
function expectedPrices(IMarkets markets, uint256 id) view returns (uint256[] memory prices) {
    prices = markets.pricesOf(id);
    uint256 sum;
    for (uint256 j; j < prices.length; ++j) {
        sum += prices[j];
    }
    uint256 rest = 1e18;
    for (uint256 j; j < prices.length; ++j) {
        prices[j] = (prices[j] * 1e18) / sum;
        rest -= prices[j];
    }
    prices[0] += rest;
}
