// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice The part of a market that every trade writes, in one word:
/// `sigma` (104 bits, fixed point modulo 2^104) | `liquidity` b (88 bits) | fees not divided yet (64 bits).
type Pool is uint256;

using {sigma, liquidity, fees, withLiquidity, withoutFees} for Pool global;

uint256 constant SIGMA_MASK = type(uint104).max;
uint256 constant LIQUIDITY_MASK = type(uint88).max;
uint256 constant LIQUIDITY_SHIFT = 104;
uint256 constant FEES_SHIFT = 192;

function sigma(Pool self) pure returns (uint256) {
    return Pool.unwrap(self) & SIGMA_MASK;
}

function liquidity(Pool self) pure returns (uint256) {
    return (Pool.unwrap(self) >> LIQUIDITY_SHIFT) & LIQUIDITY_MASK;
}

function fees(Pool self) pure returns (uint256) {
    return Pool.unwrap(self) >> FEES_SHIFT;
}

function withLiquidity(Pool self, uint256 liquidity_) pure returns (Pool) {
    return toPool(sigma(self), liquidity_, fees(self));
}

function withoutFees(Pool self) pure returns (Pool) {
    return toPool(sigma(self), liquidity(self), 0);
}

/// @dev `sigma_` is reduced modulo 2^104; the caller knows that the others fit.
function toPool(uint256 sigma_, uint256 liquidity_, uint256 fees_) pure returns (Pool) {
    return Pool.wrap((sigma_ & SIGMA_MASK) | (liquidity_ << LIQUIDITY_SHIFT) | (fees_ << FEES_SHIFT));
}
