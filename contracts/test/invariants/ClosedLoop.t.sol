// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {FixedPointMathLib} from "solady/src/utils/FixedPointMathLib.sol";
import {Side} from "../../interfaces/IMarkets.sol";
import {MarketTable} from "./MarketTable.sol";
import {vm} from "./Vm.sol";

/// @notice properties: C1, C3, C4, C5
/// One actor, with nobody else trading, comes back to the position that it started from.
contract ClosedLoopTest is MarketTable {
    uint256 private constant STEPS = 30;
    uint256 private constant FEE_RATES = 4;

    /// @dev Up to thirty operations of any kind, then back.
    function testFuzz_aLoopNeverProfits(uint256 seed) public {
        _openAny(seed, [uint256(0), 0, 100, 1000][seed % FEE_RATES]);
        for (uint256 i; i < seed % 5; ++i) {
            _act(ACTOR, _pick(seed, "before", i + FAR / 2));
        }
        Holding memory start = _holding(ACTOR);
        uint256[] memory prices = markets.pricesOf(id);
        uint256 steps = 1 + _pick(seed, "steps", STEPS);
        for (uint256 i; i < steps; ++i) {
            _act(ACTOR, uint256(keccak256(abi.encode(seed, i))));
        }
        _return(ACTOR, start);
        require(token.balanceOf(ACTOR) <= start.collateral + _tolerance(prices), "profit");
    }

    /// @dev There and back in up to a thousand pieces each way: first bought then sold, or the reverse.
    function testFuzz_slicesNeverProfit(uint256 seed) public {
        _openAny(seed, seed % 2 == 0 ? 0 : 500);
        uint256 j = _pick(seed, "outcome", n);
        Side side = Side(_pick(seed, "side", 2));
        uint256 amount = 1 + _pick(seed, "amount", (16 * _b()) >> _pick(seed, "magnitude", 24));
        vm.startPrank(ACTOR);
        if (seed % 3 == 0) markets.splitPair(id, j, amount);
        uint256 before = token.balanceOf(ACTOR);
        uint256 held = _held(ACTOR, j, side);
        uint256[] memory prices = markets.pricesOf(id);
        if (seed % 3 == 0) {
            _sliced(j, side, amount, 1 + _pick(seed, "out", 1000 >> _pick(seed, "few", 10)), false);
            _sliced(j, side, amount, 1 + _pick(seed, "in", 1000 >> _pick(seed, "few", 10)), true);
        } else {
            _sliced(j, side, amount, 1 + _pick(seed, "in", 1000 >> _pick(seed, "few", 10)), true);
            _sliced(j, side, _held(ACTOR, j, side), 1 + _pick(seed, "out", 1000 >> _pick(seed, "few", 10)), false);
        }
        vm.stopPrank();
        // What was sold and is too dear to buy back, at a price within 1e-12 of one, counts as worth one each.
        uint256 least = _least(held, _held(ACTOR, j, side));
        require(token.balanceOf(ACTOR) <= before + held - least + _tolerance(prices), "profit");
    }

    /// @dev Cutting a purchase into pieces gives no more, cutting a sale no more either.
    function testFuzz_slicesGiveNoMore(uint256 seed) public {
        _openAny(seed, seed % 2 == 0 ? 0 : 500);
        uint256 j = _pick(seed, "outcome", n);
        Side side = Side(_pick(seed, "side", 2));
        uint256 amount = _b() / 100 + 1 + _pick(seed, "amount", 4 * _b());
        uint256 pieces = 2 + _pick(seed, "pieces", 60);
        // Each piece may find the price by one unit of exp's error better than the whole does.
        uint256 dust = pieces * (1 + (_b() * 100) / 1e18);
        vm.startPrank(ACTOR);
        uint256 before = token.balanceOf(ACTOR);
        try quoter.quoteBuyExact(id, j, side, amount) returns (uint256 whole, uint256) {
            _sliced(j, side, amount, pieces, true);
            require(before - token.balanceOf(ACTOR) + dust >= whole, "a cheaper purchase");
        } catch {
            markets.splitPair(id, j, amount); // the price would be too high
        }
        try quoter.quoteSell(id, j, side, amount) returns (uint256 received, uint256) {
            before = token.balanceOf(ACTOR);
            _sliced(j, side, amount, pieces, false);
            require(token.balanceOf(ACTOR) - before <= received + dust, "a dearer sale");
        } catch {} // worth nothing
        vm.stopPrank();
    }

    /// @dev Flash-loaned churn drives `sigma` up by a million units, with no fee to pay: complete sets are bought outcome by
    /// outcome and merged.
    function test_churnUp() public {
        _churn(true, 16, 1_000_000);
    }

    /// @dev Down, through zero and round the modulus: NO on every outcome is bought and converted. (Not far: going down, what
    /// rounding left grows with each unit at the actor's expense, see `test_aSumBelowOneIsPaidFor`.)
    function test_churnDown() public {
        _churn(false, 1, 24);
    }

    function _churn(bool up, uint256 stride, uint256 units) private {
        _open(18, 3, 1000e18, new uint64[](0), 0);
        uint256[] memory prices = markets.pricesOf(id);
        uint256 step = stride * _b();
        vm.startPrank(ACTOR);
        uint256 before = token.balanceOf(ACTOR);
        for (uint256 done; done < units; done += stride) {
            for (uint256 j; j < 3; ++j) {
                markets.buyExact(id, j, up ? Side.Yes : Side.No, step, FAR, ACTOR, FAR);
            }
            if (up) markets.merge(id, step);
            else markets.convert(id, 7, step);
        }
        vm.stopPrank();
        require(token.balanceOf(ACTOR) <= before + _tolerance(prices), "profit");
        _requireSolvent();
        uint256[] memory later = markets.pricesOf(id);
        for (uint256 j; j < 3; ++j) {
            require(later[j] > 333e15 && later[j] < 334e15, "the price moved");
        }
    }

    /// @dev The sum of the prices can be driven below one by selling what could be merged: rounding leaves a few units, and
    /// each set sold for less than one adds to them. Whoever does it pays `b · ln(1 / S)`, and all of it, but no more, is
    /// there for whoever buys sets and merges them.
    function test_aSumBelowOneIsPaidFor() public {
        _open(18, 2, 1000e18, new uint64[](0), 0);
        uint256 step = _b();
        vm.startPrank(ACTOR);
        uint256 before = token.balanceOf(ACTOR);
        uint256 missing;
        while (missing < 1e17) {
            markets.split(id, step);
            markets.sell(id, 0, Side.Yes, step, 0, ACTOR, FAR);
            markets.sell(id, 1, Side.Yes, step, 0, ACTOR, FAR);
            missing = 1e18 - markets.priceOf(id, 0) - markets.priceOf(id, 1);
        }
        vm.stopPrank();
        uint256 paid = before - token.balanceOf(ACTOR);
        uint256 worth = (_b() * uint256(-FixedPointMathLib.lnWad(int256(1e18 - missing)))) / 1e18;
        require(paid + 1e6 >= worth, "a sum that nobody paid for");
        _requireSolvent();
        vm.startPrank(VICTIM);
        before = token.balanceOf(VICTIM);
        for (uint256 round; round < 50; ++round) {
            markets.buyExact(id, 0, Side.Yes, step, FAR, VICTIM, FAR);
            markets.buyExact(id, 1, Side.Yes, step, FAR, VICTIM, FAR);
            markets.merge(id, step);
        }
        vm.stopPrank();
        uint256 collected = token.balanceOf(VICTIM) - before;
        require(collected <= worth + 1e6, "more than was paid");
        require(markets.priceOf(id, 0) + markets.priceOf(id, 1) > 1e18 - 1e3, "not one again");
    }

    /// @dev Nobody holds anything: the contract needs b · rho of each outcome, and has what it was given.
    function _requireSolvent() private view {
        uint256[] memory rhos = markets.rhosOf(id);
        for (uint256 j; j < n; ++j) {
            require(token.balanceOf(address(markets)) >= (_b() * rhos[j] + 1e18 - 1) / 1e18, "insolvent");
        }
    }

    function _sliced(uint256 j, Side side, uint256 amount, uint256 pieces, bool buying) private {
        for (uint256 piece; piece < pieces && amount != 0; ++piece) {
            uint256 part = piece + 1 == pieces ? amount : (amount / (pieces - piece));
            if (part == 0) continue;
            amount -= part;
            if (buying)
                try markets.buyExact(id, j, side, part, FAR, ACTOR, FAR) {} catch {} // too dear
            else try markets.sell(id, j, side, part, 0, ACTOR, FAR) {} catch {} // worth nothing
        }
    }
}
