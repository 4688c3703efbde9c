// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IMarkets} from "../interfaces/IMarkets.sol";
import {Lmsr} from "./Lmsr.sol";

/// @title What an addition of liquidity is checked by
/// @notice Works on the coordinates `rho_j = -ln p_j` of all outcomes, each below 2^104, scaled by 1e18.
library Liquidity {
    /// @dev The sum of the prices is restored where it lacks more than this of one: 1e-9.
    uint256 private constant LEAST_LACK = 1e9;
    /// @dev How far the sum of expected prices may be from one, either way: 1e-9.
    uint256 private constant SUM_TOLERANCE = 1e9;
    /// @dev The least number that no expected price reaches; sums of 256 below it do not wrap.
    uint256 private constant PRICE_BITS = 128;

    /// @notice Lowers all coordinates by the same step, so that the prices sum to one again: `-ln(sum(exp(-rho_j)))`, or
    /// nothing if the sum lacks no more than 1e-9. Every rounding is down, from upper bounds of `exp` and `ln`: the sum
    /// does not pass one, and thus no coordinate zero.
    function restore(uint256[] memory rhos) internal pure returns (uint256 total) {
        unchecked {
            // Once is enough for sums above 1e-6; below, the bounds of `exp` are too wide for the first step to find it all.
            while (true) {
                uint256 sum;
                for (uint256 j; j < rhos.length; ++j) {
                    sum += Lmsr.exp(rhos[j]) + 2;
                }
                if (sum >= Lmsr.WAD - LEAST_LACK) return total;

                uint256 step = uint256(-Lmsr.lnUp(sum));
                for (uint256 j; j < rhos.length; ++j) {
                    rhos[j] -= step;
                }
                total += step;
            }
        }
    }

    /// @notice What `liquidity · rho_j` of each outcome are worth at these prices, rounded up, and the largest coordinate;
    /// `liquidity` is below 2^88.
    function appraise(
        uint256[] memory rhos,
        uint256[] calldata prices,
        uint256 liquidity
    ) internal pure returns (uint256 value, uint256 top) {
        if (prices.length != rhos.length) revert IMarkets.InvalidPricesLength(prices.length, rhos.length);
        // Prices that reach 2^128 are refused below, whatever the sums of them were; of others no sum passes 2^240.
        unchecked {
            uint256 sum;
            uint256 weighted;
            uint256 bits;
            for (uint256 j; j < prices.length; ++j) {
                uint256 price = prices[j];
                uint256 rho = rhos[j];
                bits |= price;
                sum += price;
                weighted += price * rho;
                if (rho > top) top = rho;
            }
            if (bits >> PRICE_BITS != 0) sum = type(uint256).max;
            if (sum < Lmsr.WAD - SUM_TOLERANCE || sum > Lmsr.WAD + SUM_TOLERANCE) revert IMarkets.InvalidPricesSum(sum);
            // Now the weighted sum is below 2^61 * 2^104.
            value = (liquidity * weighted + (Lmsr.WAD * Lmsr.WAD - 1)) / (Lmsr.WAD * Lmsr.WAD);
        }
    }
}
