// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Side} from "../interfaces/IMarkets.sol";
import {Lmsr} from "../libraries/Lmsr.sol";

/// @notice properties: C3, C4, C5, C15
/// The library alone, over its whole domain: bounds of `exp` and `ln`, order, and the invariants that each trade must keep.
contract LmsrTest {
    uint256 private constant WAD = 1e18;
    uint256 private constant MAX_LIQUIDITY = type(uint88).max;

    struct Terms {
        uint256 b;
        uint256 rho;
        uint256 feeRate;
        Side side;
    }

    // ------------------------------------------------------------------ exp and ln

    /// @dev `ln(exp(-x)) <= -x` as the pool rounds it, and no further off than the last place of a small number allows.
    function testFuzz_logarithmUndoesExponential(uint256 x) public pure {
        x = x % 41e18;
        uint256 y = Lmsr.exp(x);
        if (y < 3) return;
        require(Lmsr.lnDown(y - 1) <= -int256(x), "exp is too high");
        require(Lmsr.lnUp(y + 2) >= -int256(x), "exp is too low");
        int256 most = int256((3 * WAD) / (y - 1) + 4);
        require(Lmsr.lnUp(y) + int256(x) <= most && -int256(x) - Lmsr.lnDown(y) <= most, "off");
    }

    function testFuzz_exponentialFalls(uint256 x, uint256 more) public pure {
        x = x % 45e18;
        more = more % 45e18;
        require(Lmsr.exp(x + more) <= Lmsr.exp(x) + 3, "rises");
        require(Lmsr.expUp(x) >= Lmsr.exp(x) && Lmsr.expUp(x) <= WAD, "bounds");
    }

    function testFuzz_logarithmRises(uint256 x, uint256 more) public pure {
        x = 1 + (x % 1e36);
        more = more % 1e36;
        require(Lmsr.lnUp(x + more) + 3 >= Lmsr.lnUp(x), "falls");
        require(Lmsr.lnDown(x) + 3 == Lmsr.lnUp(x), "margin");
    }

    // ------------------------------------------------------------------ trades

    /// @dev Invariant (B) for one outcome against the rest: after a trade the two prices sum to at most one.
    function testFuzz_pricesNeverExceedOne(uint256 seed, uint256 amount) public pure {
        Terms memory t = _terms(seed);
        (, , uint256 d, uint256 e) = Lmsr.buy(t.b, t.rho, t.feeRate, t.side, 1 + (amount % (32 * t.b)));
        _requireSum(t, int256(d), int256(e));
        (, , d, e) = Lmsr.buyExact(t.b, t.rho, t.feeRate, t.side, 1 + (amount % (64 * t.b)));
        _requireSum(t, int256(d), int256(e));
        (, , d, e) = Lmsr.sell(t.b, t.rho, t.feeRate, t.side, 1 + (amount % (64 * t.b)));
        _requireSum(t, -int256(d), -int256(e));
    }

    /// @dev Invariant (A): what changes hands covers the step that the pool moves by.
    function testFuzz_thePoolIsPaidForItsStep(uint256 seed, uint256 amount) public pure {
        Terms memory t = _terms(seed);
        uint256 paid = 1 + (amount % (32 * t.b));
        (uint256 positions, uint256 fee, uint256 d, uint256 e) = Lmsr.buy(t.b, t.rho, t.feeRate, t.side, paid);
        require((paid - fee) * WAD >= t.b * d && positions * WAD <= t.b * e, "buy");
        positions = 1 + (amount % (64 * t.b));
        (paid, fee, d, e) = Lmsr.buyExact(t.b, t.rho, t.feeRate, t.side, positions);
        require((paid - fee) * WAD >= t.b * d && positions * WAD <= t.b * e, "buyExact");
        (paid, fee, d, e) = Lmsr.sell(t.b, t.rho, t.feeRate, t.side, positions);
        require((paid + fee) * WAD <= t.b * d, "sell");
        require(d == 0 || positions * WAD >= t.b * e, "sold");
    }

    /// @dev Buys, then sells all of it at the price that it made: never for more than was paid.
    function testFuzz_aRoundTripNeverProfits(uint256 seed, uint256 amount) public pure {
        Terms memory t = _terms(seed);
        uint256 paid = 1 + (amount % (4 * t.b));
        (uint256 positions, , uint256 d, uint256 e) = Lmsr.buy(t.b, t.rho, t.feeRate, t.side, paid);
        if (positions == 0 || positions > 64 * t.b) return;
        uint256 moved = t.side == Side.Yes ? t.rho + d - e : t.rho + d;
        (uint256 back, , , ) = Lmsr.sell(t.b, moved, t.feeRate, t.side, positions);
        require(back <= paid, "profit");
    }

    /// @dev More collateral buys at least as many positions, more positions cost and bring at least as much.
    function testFuzz_moreIsNotLess(uint256 seed, uint256 amount, uint256 more) public pure {
        Terms memory t = _terms(seed);
        amount = 1 + (amount % (16 * t.b));
        more = amount + (more % (16 * t.b));
        uint256 slack = 2 + t.b / 1e15;
        (uint256 less, , , ) = Lmsr.buyExact(t.b, t.rho, t.feeRate, t.side, amount);
        (uint256 all, , , ) = Lmsr.buyExact(t.b, t.rho, t.feeRate, t.side, more);
        require(all + slack >= less, "cost falls");
        require(less >= 1, "free");
    }

    /// @dev In two pieces a purchase costs no less than in one, but for what rounding leaves.
    function testFuzz_piecesCostNoLess(uint256 seed, uint256 first, uint256 second) public pure {
        Terms memory t = _terms(seed);
        (t.feeRate, t.side) = (0, Side.Yes);
        first = 1 + (first % (2 * t.b));
        second = 1 + (second % (2 * t.b));
        (uint256 whole, , , ) = Lmsr.buyExact(t.b, t.rho, 0, t.side, first + second);
        (uint256 a, , uint256 d, uint256 e) = Lmsr.buyExact(t.b, t.rho, 0, t.side, first);
        if (t.rho + d < e) return;
        (uint256 c, , , ) = Lmsr.buyExact(t.b, t.rho + d - e, 0, t.side, second);
        require(a + c + 2 + t.b / 1e16 >= whole, "cheaper in pieces");
    }

    /// @dev Prices from about one to 4e-9, `b` from one token of 6 decimals to the most.
    function _terms(uint256 seed) private pure returns (Terms memory t) {
        t.b = 1e6 + (uint256(keccak256(abi.encode(seed))) % (MAX_LIQUIDITY - 1e6)) / 10 ** (seed % 21);
        t.rho = 1e12 + (uint256(keccak256(abi.encode(seed, "rho"))) % 19e18) / 10 ** ((seed >> 16) % 5);
        t.feeRate = (seed >> 32) % 1001;
        t.side = (seed >> 64) % 2 == 0 ? Side.Yes : Side.No;
    }

    /// @dev With the others' coordinate moved by d and the traded one's by d - e (NO: the other way round).
    function _requireSum(Terms memory t, int256 d, int256 e) private pure {
        uint256 price = Lmsr.exp(t.rho);
        if (price + 2 >= WAD) return;
        int256 rest = -Lmsr.lnDown(WAD - price);
        int256 yes = int256(t.rho) + d;
        int256 others = rest + d;
        if (t.side == Side.Yes) yes -= e;
        else others -= e;
        if (yes < 0 || others < 0) {
            require(yes >= -4 - int256((4 * WAD) / (WAD - price)), "above one");
            return;
        }
        // the coordinate of the others is known to the last place of their price
        require(Lmsr.exp(uint256(yes)) + Lmsr.exp(uint256(others)) <= WAD + 12, "sum");
    }
}
