// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {FixedPointMathLib} from "solady/src/utils/FixedPointMathLib.sol";
import {IMarkets, Side} from "../interfaces/IMarkets.sol";

/// @title Pricing of single trades
/// @notice LMSR in log-price coordinates. Of the outcome traded the library sees `rho = -ln p` (p: its YES price) and
/// of the pool `b`; it returns the integers that change hands and the fixed-point steps by which the pool moves:
/// `d`, the collateral without its fee over `b`, and `e`, the positions over `b`. With q the price of what is traded
/// (p for YES, 1 - p for NO), each trade satisfies `exp(d) = 1 + q (exp(e) - 1)`: the cost function of Hanson's
/// logarithmic market scoring rule (2003), for one outcome against all others.
///
/// Fixed-point numbers are scaled by 1e18 and rounded so that the pool keeps both of its invariants:
/// (A) it holds at least `b * rho_j` of every outcome j, (B) the sum of `exp(-rho_j)` is at most one. The second of
/// the two steps is therefore computed from the rounded first one, and the pool moves by exactly these numbers.
///
/// The true value of `expWad` and `lnWad` is at least their result less 1 and at most their result plus 2, in units of
/// the last place; these margins are added in the direction of rounding.
///
/// A trade is priced on `b` (base units), `rho` and `feeRate` (1e-4, at most 1000), or refused by an error of `IMarkets`: for
/// an amount outside the domain, for a price outside the limits, for an output of zero. The limits keep the price of what is
/// traded accurate. Each holds in its own direction alone: nobody is kept from selling what is dear, or from buying what is
/// cheap.
///
/// Arithmetic is unchecked: collateral < 2^93, positions < 2^94, b < 2^88 and rho < 2^104, so that no product of two
/// of them, of two fixed-point fractions, or of one and a unit reaches 2^256.
library Lmsr {
    /// @notice One, in fixed point.
    uint256 internal constant WAD = 1e18;
    /// @notice The unit of fee rates and shares.
    uint256 internal constant RATE_UNIT = 1e4;
    /// @notice The collateral of one trade is at most this many times `b`.
    uint256 internal constant MAX_COLLATERAL_RATIO = 32;
    /// @notice The positions of one trade are at most this many times `b`.
    uint256 internal constant MAX_POSITIONS_RATIO = 64;
    /// @notice No purchase carries the price of what is bought above this: one less 1e-12.
    uint256 internal constant MAX_PRICE = WAD - 1e6;
    /// @notice No sale carries the price of what is sold below this: 1e-12.
    uint256 internal constant MIN_PRICE = 1e6;

    /// @dev A step of the fee solver below this (1e-6) is its last: the error left is below one unit.
    int256 private constant SMALL_STEP = 1e12;
    int256 private constant SIGNED_WAD = 1e18;

    /// @notice Prices a purchase for exactly `collateral`, fee included. `positions` are rounded down.
    function buy(
        uint256 b,
        uint256 rho,
        uint256 feeRate,
        Side side,
        uint256 collateral
    ) internal pure returns (uint256 positions, uint256 fee, uint256 d, uint256 e) {
        unchecked {
            if (collateral == 0) revert IMarkets.ZeroAmount();
            uint256 maximum = b * MAX_COLLATERAL_RATIO;
            if (collateral > maximum) revert IMarkets.CollateralTooLarge(collateral, maximum);

            (uint256 price, uint256 priceUp) = _bounds(exp(rho));
            // The price of the complement of what is bought, rounded up.
            uint256 rest = side == Side.Yes ? WAD - price : priceUp;

            uint256 decay; // exp(-d), rounded up
            (d, decay) = _withoutFee((collateral * WAD) / b, _divUp(feeRate * rest, RATE_UNIT));

            // YES: e = rho + d + ln(1 - exp(-d)(1 - p)).  NO: e = d + ln((1 - exp(-d) p) / (1 - p)).
            uint256 left = WAD - _ceilWad(decay * rest); // the price of what is bought, afterwards
            if (left > MAX_PRICE) revert IMarkets.PriceTooHigh(left, MAX_PRICE);
            if (left == 0) revert IMarkets.ZeroOutput();
            int256 step =
                side == Side.Yes ? int256(rho + d) + lnDown(left) : int256(d) + lnDown((left * WAD) / (WAD - price));
            if (step <= 0) revert IMarkets.ZeroOutput();

            e = uint256(step);
            positions = (b * e) / WAD;
            if (positions == 0) revert IMarkets.ZeroOutput();
            fee = collateral - _ceilWad(b * d);
        }
    }

    /// @notice Prices a purchase of exactly `positions`; `collateral` includes the fee and is rounded up.
    function buyExact(
        uint256 b,
        uint256 rho,
        uint256 feeRate,
        Side side,
        uint256 positions
    ) internal pure returns (uint256 collateral, uint256 fee, uint256 d, uint256 e) {
        unchecked {
            if (positions == 0) revert IMarkets.ZeroAmount();
            uint256 maximum = b * MAX_POSITIONS_RATIO;
            if (positions > maximum) revert IMarkets.PositionsTooLarge(positions, maximum);

            (uint256 price, uint256 priceUp) = _bounds(exp(rho));
            e = _divUp(positions * WAD, b);

            uint256 before; // q, then q exp(e) / (1 + q (exp(e) - 1))
            uint256 later;
            if (side == Side.No) {
                // d = e + ln(q + p exp(-e))
                before = WAD - price;
                (uint256 decay, uint256 decayUp) = _bounds(exp(e));
                uint256 sum = _min(before + _ceilWad(priceUp * decayUp), WAD);
                d = uint256(int256(e) + lnUp(sum));
                later = WAD - (price * decay) / sum; // from the small part: q / sum would lose it where q is small
            } else if (e <= rho) {
                // d = ln(1 - p + exp(e - rho))
                before = price;
                uint256 grown = expUp(rho - e);
                uint256 sum = WAD - price + grown;
                d = uint256(lnUp(sum));
                later = _divUp(grown * WAD, sum);
            } else {
                // the same, with exp(e - rho) taken out of the logarithm
                before = price;
                uint256 sum = WAD + _ceilWad((WAD - price) * expUp(e - rho));
                d = e - rho + uint256(lnUp(sum));
                later = _divUp(WAD * WAD, sum);
            }
            if (later > MAX_PRICE) revert IMarkets.PriceTooHigh(later, MAX_PRICE);
            // Nothing costs more than one collateral a position.
            d = _min(d, e);

            uint256 feeStep = later > before ? feeRate * (later - before) : 0;
            collateral = _divUp(b * (d * RATE_UNIT + feeStep), WAD * RATE_UNIT);
            fee = collateral - _ceilWad(b * d);
        }
    }

    /// @notice Prices a sale of exactly `positions`; the fee is deducted from `collateral`, which is rounded down.
    function sell(
        uint256 b,
        uint256 rho,
        uint256 feeRate,
        Side side,
        uint256 positions
    ) internal pure returns (uint256 collateral, uint256 fee, uint256 d, uint256 e) {
        unchecked {
            if (positions == 0) revert IMarkets.ZeroAmount();
            uint256 maximum = b * MAX_POSITIONS_RATIO;
            if (positions > maximum) revert IMarkets.PositionsTooLarge(positions, maximum);

            (uint256 price, uint256 priceUp) = _bounds(exp(rho));
            e = (positions * WAD) / b;

            uint256 before; // q, rounded up
            uint256 later; // q exp(-e), then the price afterwards, rounded down
            uint256 sum; // 1 - q (1 - exp(-e)), rounded up
            if (side == Side.Yes) {
                (uint256 shrunk, uint256 shrunkUp) = _bounds(exp(rho + e));
                before = priceUp;
                later = shrunk;
                sum = WAD - price + shrunkUp;
            } else {
                (uint256 decay, uint256 decayUp) = _bounds(exp(e));
                before = WAD - price;
                later = ((WAD - priceUp) * decay) / WAD;
                sum = priceUp + _ceilWad(before * decayUp);
            }
            later = (later * WAD) / sum;
            if (later < MIN_PRICE) revert IMarkets.PriceTooLow(later, MIN_PRICE);
            // d = -ln(sum)
            int256 step = -lnUp(sum);
            if (step <= 0) revert IMarkets.ZeroOutput();

            d = uint256(step);
            uint256 feeStep = before > later ? feeRate * (before - later) : 0;
            uint256 net = d * RATE_UNIT;
            if (net <= feeStep) revert IMarkets.ZeroOutput();
            collateral = (b * (net - feeStep)) / (WAD * RATE_UNIT);
            if (collateral == 0) revert IMarkets.ZeroOutput();
            fee = (b * d) / WAD - collateral;
        }
    }

    /// @notice `exp(-x)` for x < 2^255, within the margin.
    function exp(uint256 x) internal pure returns (uint256) {
        unchecked {
            return uint256(FixedPointMathLib.expWad(-int256(x)));
        }
    }

    /// @notice `exp(-x)`, rounded up; at most one.
    function expUp(uint256 x) internal pure returns (uint256) {
        unchecked {
            return _min(exp(x) + 2, WAD);
        }
    }

    /// @notice `ln x` for x > 0, rounded down.
    function lnDown(uint256 x) internal pure returns (int256) {
        unchecked {
            return FixedPointMathLib.lnWad(int256(x)) - 1;
        }
    }

    /// @notice `ln x` for x > 0, rounded up.
    function lnUp(uint256 x) internal pure returns (int256) {
        unchecked {
            return FixedPointMathLib.lnWad(int256(x)) + 2;
        }
    }

    /// @dev Takes the fee out of an exact payment. Finds the root d of `d + c (1 - exp(-d)) = t`, where t is the payment
    /// over b and c the fee rate times the price of the complement, and `exp(-d)` rounded up; d never exceeds t.
    /// Newton's method with its second-order correction, from the expansion of the root at t = 0 up to the third order.
    /// For trades up to about b / 5 one evaluation of `exp` is enough. An error of d would move a part of the payment
    /// between the fee and the price; the pool's invariants do not depend on it.
    function _withoutFee(uint256 t, uint256 c) private pure returns (uint256 d, uint256 decay) {
        unchecked {
            if (c == 0) return (t, expUp(t));
            d = (t * WAD) / (WAD + c);
            if (d < WAD / 2) {
                // d0 + a d0^2 / 2 - a (1 - 3a) d0^3 / 6 with a = c / (1 + c), at most 1/11
                uint256 a = (c * WAD) / (WAD + c);
                uint256 square = (((d * a) / WAD) * d) / WAD;
                d = d + square / 2 - (((square * (WAD - 3 * a)) / (6 * WAD)) * d) / WAD;
            }
            // The first step leaves an error below 1, and each further one squares it: a few rounds always suffice.
            while (true) {
                decay = exp(d);
                int256 fall = int256((c * decay) / WAD);
                int256 slope = SIGNED_WAD + fall;
                int256 step = ((int256(t) - int256(d) - int256(c) + fall) * SIGNED_WAD) / slope;
                if (step > SMALL_STEP || step < -SMALL_STEP) {
                    d = uint256(int256(d) + step);
                    continue;
                }
                // The curvature's share; less one, since the division above may have rounded up.
                step += (fall * step * step) / (2 * SIGNED_WAD * slope) - 1;
                // 1 - exp(-step), rounded down
                int256 drop = step - (step * step) / (2 * SIGNED_WAD) - 1;
                drop = _floorDiv(int256(decay) * drop, SIGNED_WAD);
                return (_min(uint256(int256(d) + step), t), _min(uint256(int256(decay) + 2 - drop), WAD));
            }
        }
    }

    /// @dev The bounds of the true value behind a result of `exp`; the upper one is at most one.
    function _bounds(uint256 value) private pure returns (uint256 down, uint256 up) {
        unchecked {
            return (value == 0 ? 0 : value - 1, _min(value + 2, WAD));
        }
    }

    /// @dev `x / WAD`, rounded up; x below 2^255.
    function _ceilWad(uint256 x) private pure returns (uint256) {
        unchecked {
            return (x + (WAD - 1)) / WAD;
        }
    }

    /// @dev Rounds up; x + y must stay below 2^256.
    function _divUp(uint256 x, uint256 y) private pure returns (uint256) {
        unchecked {
            return (x + y - 1) / y;
        }
    }

    /// @dev Rounds toward minus infinity; y > 0.
    function _floorDiv(int256 x, int256 y) private pure returns (int256 result) {
        unchecked {
            result = x / y;
            if (x < 0 && result * y != x) --result;
        }
    }

    function _min(uint256 x, uint256 y) private pure returns (uint256) {
        return x < y ? x : y;
    }
}
