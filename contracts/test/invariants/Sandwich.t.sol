// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Side} from "../../interfaces/IMarkets.sol";
import {MarketTable} from "./MarketTable.sol";
import {vm} from "./Vm.sol";

/// @notice properties: C11
/// An attacker trades and moves liquidity before and after a victim's call, at no fee, and goes back to where it started.
/// It gains no more than the victim's stated tolerance, and neither does the victim lose more.
contract SandwichTest is MarketTable {
    uint256 private constant RATE_UNIT = 1e4;

    function testFuzz_buy(uint256 seed) public {
        (uint256 j, Side side, uint256 tolerance) = _begin(seed);
        uint256 amount = 1 + _pick(seed, "paid", 8 * _b());
        try markets.quoteBuy(id, j, side, amount) returns (uint256 quote, uint256) {
            uint256 least = (quote * (RATE_UNIT - tolerance)) / RATE_UNIT;
            Holding memory start = _front(seed);
            uint256 held = _held(VICTIM, j, side);
            vm.prank(VICTIM);
            try markets.buy(id, j, side, amount, least, VICTIM, FAR) {
                require(_held(VICTIM, j, side) - held >= least, "less than the limit");
            } catch {}
            _back(start, quote - least);
        } catch {}
    }

    function testFuzz_buyExact(uint256 seed) public {
        (uint256 j, Side side, uint256 tolerance) = _begin(seed);
        uint256 amount = 1 + _pick(seed, "bought", 8 * _b());
        (uint256 quote, ) = markets.quoteBuyExact(id, j, side, amount);
        uint256 most = (quote * (RATE_UNIT + tolerance)) / RATE_UNIT;
        Holding memory start = _front(seed);
        uint256 before = token.balanceOf(VICTIM);
        vm.prank(VICTIM);
        try markets.buyExact(id, j, side, amount, most, VICTIM, FAR) {} catch {}
        require(before - token.balanceOf(VICTIM) <= most, "more than the limit");
        _back(start, most - quote);
    }

    function testFuzz_sell(uint256 seed) public {
        (uint256 j, Side side, uint256 tolerance) = _begin(seed);
        uint256 amount = 1 + _pick(seed, "sold", 8 * _b());
        vm.prank(VICTIM);
        markets.splitPair(id, j, amount);
        try markets.quoteSell(id, j, side, amount) returns (uint256 quote, uint256) {
            uint256 least = (quote * (RATE_UNIT - tolerance)) / RATE_UNIT;
            Holding memory start = _front(seed);
            uint256 before = token.balanceOf(VICTIM);
            vm.prank(VICTIM);
            try markets.sell(id, j, side, amount, least, VICTIM, FAR) {
                require(token.balanceOf(VICTIM) - before >= least, "less than the limit");
            } catch {}
            _back(start, quote - least);
        } catch {}
    }

    /// @dev A provider at moved prices p' loses `b · KL(p ‖ p')` at the old ones p, which is at most the tolerance times
    /// `b · sum |rho - rho'|`, since KL is less than the sum of both divergences, `sum (p - p') (rho' - rho)`.
    function testFuzz_addLiquidity(uint256 seed) public {
        (, , uint256 tolerance) = _begin(seed);
        uint256 amount = 1 + _pick(seed, "added", 4 * _b());
        uint256[] memory prices = markets.pricesOf(id);
        uint256[] memory rhos = markets.rhosOf(id);
        Holding memory start = _front(seed);
        uint256 bound = n + 1 + (((amount * _distance(rhos, markets.rhosOf(id))) / 1e18) * tolerance) / RATE_UNIT;
        uint256 before = token.balanceOf(VICTIM);
        vm.prank(VICTIM);
        try markets.addLiquidity(id, amount, FAR, prices, tolerance, FAR) returns (uint256 paid) {
            bound += _missing(prices, paid);
            _return(ACTOR, start);
            require(
                _valueAt(_holding(VICTIM), prices) + bound + _tolerance(prices) >= before,
                "more than the tolerance"
            );
            require(token.balanceOf(ACTOR) <= start.collateral + bound + _tolerance(prices), "profit");
        } catch {
            _back(start, 0);
        }
    }

    /// @dev Outcomes of next to no price, and prices that sum to less than one.
    function test_addLiquidityFoundByFuzzing() public {
        testFuzz_addLiquidity(1506963);
    }

    function test_addLiquidityFoundByFuzzingToo() public {
        testFuzz_addLiquidity(45410422527071105519815715684474067731082026412236799070808144678595135012865);
    }

    /// @dev What complete sets seem to be worth less than one: prices are rounded down, and sum to no more than one.
    function _missing(uint256[] memory prices, uint256 sets) private view returns (uint256) {
        uint256 sum;
        for (uint256 j; j < n; ++j) {
            sum += prices[j];
        }
        return (sets * (1e18 + 2 * n - sum)) / 1e18;
    }

    function _distance(uint256[] memory x, uint256[] memory y) private pure returns (uint256 sum) {
        for (uint256 j; j < x.length; ++j) {
            sum += x[j] > y[j] ? x[j] - y[j] : y[j] - x[j];
        }
    }

    /// @dev Whoever leaves at moved prices gains by their divergence: nothing needs to be stated.
    function testFuzz_removeLiquidity(uint256 seed) public {
        _begin(seed);
        uint256 amount = 1 + _pick(seed, "added", 4 * _b());
        uint256[] memory prices = markets.pricesOf(id);
        vm.prank(VICTIM);
        markets.addLiquidity(id, amount, FAR, prices, 0, FAR);
        mostLiquidity += amount;
        uint256 before = _valueAt(_holding(VICTIM), prices);
        Holding memory start = _front(seed);
        vm.prank(VICTIM);
        markets.removeLiquidity(id, amount, 0, FAR);
        require(_valueAt(_holding(VICTIM), prices) + 2 * n + _tolerance(prices) >= before, "a loss");
        _return(ACTOR, start);
        require(token.balanceOf(ACTOR) <= start.collateral + _tolerance(prices), "profit");
    }

    function _begin(uint256 seed) private returns (uint256 j, Side side, uint256 tolerance) {
        _openAny(seed, 0);
        j = _pick(seed, "which", n);
        side = Side(_pick(seed, "victim's side", 2));
        tolerance = _pick(seed, "tolerance", 501);
    }

    function _front(uint256 seed) private returns (Holding memory start) {
        start = _holding(ACTOR);
        uint256 steps = 1 + _pick(seed, "front", 4);
        for (uint256 i; i < steps; ++i) {
            _act(ACTOR, uint256(keccak256(abi.encode(seed, "front", i))));
        }
    }

    function _back(Holding memory start, uint256 bound) private {
        uint256[] memory prices = markets.pricesOf(id);
        _return(ACTOR, start);
        require(token.balanceOf(ACTOR) <= start.collateral + bound + _tolerance(prices), "profit");
    }
}
