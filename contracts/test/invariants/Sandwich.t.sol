// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {FixedPointMathLib} from "solady/src/utils/FixedPointMathLib.sol";
import {IMarkets, Side} from "../../interfaces/IMarkets.sol";
import {expectedPrices} from "../expectedPrices.sol";
import {MarketTable} from "./MarketTable.sol";
import {vm} from "./Vm.sol";

/// @notice properties: C11
/// An attacker trades and moves liquidity before and after a victim's call, at no fee, and goes back to where it started.
/// It gains no more than the victim's stated limit leaves, and neither does the victim lose more.
contract SandwichTest is MarketTable {
    uint256 private constant RATE_UNIT = 1e4;

    function testFuzz_buy(uint256 seed) public {
        (uint256 j, Side side, uint256 tolerance) = _begin(seed);
        uint256 amount = 1 + _pick(seed, "paid", 8 * _b());
        try quoter.quoteBuy(id, j, side, amount) returns (uint256 quote, uint256) {
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
        try quoter.quoteBuyExact(id, j, side, amount) returns (uint256 quote, uint256) {
            uint256 most = (quote * (RATE_UNIT + tolerance)) / RATE_UNIT;
            Holding memory start = _front(seed);
            uint256 before = token.balanceOf(VICTIM);
            vm.prank(VICTIM);
            try markets.buyExact(id, j, side, amount, most, VICTIM, FAR) {} catch {}
            require(before - token.balanceOf(VICTIM) <= most, "more than the limit");
            _back(start, most - quote);
        } catch {}
    }

    function testFuzz_sell(uint256 seed) public {
        (uint256 j, Side side, uint256 tolerance) = _begin(seed);
        uint256 amount = 1 + _pick(seed, "sold", 8 * _b());
        vm.prank(VICTIM);
        markets.splitPair(id, j, amount);
        try quoter.quoteSell(id, j, side, amount) returns (uint256 quote, uint256) {
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

    /// @dev Valued at the prices p that it expects, a provider loses at most what it allowed beyond `b · H(p)`; and whoever
    /// sandwiches it gains no more.
    function testFuzz_addLiquidity(uint256 seed) public {
        _openAny(seed, 0);
        _sandwichAddition(seed);
    }

    /// @dev The same with up to 256 outcomes and prices down to one in a million, the sum lowered first now and then.
    function testFuzz_addLiquidityToAny(uint256 seed) public {
        _openWide(seed);
        _sandwichAddition(seed);
    }

    /// @dev Outcomes of next to no price, and prices that sum to less than one.
    function test_addLiquidityFoundByFuzzing() public {
        testFuzz_addLiquidity(1506963);
    }

    function test_addLiquidityFoundByFuzzingToo() public {
        testFuzz_addLiquidity(45410422527071105519815715684474067731082026412236799070808144678595135012865);
    }

    /// @dev A hundred outcomes near one percent and one of a millionth: within a point of every price an attacker takes half of
    /// them to nothing, and a provider that only knows points loses a quarter of its deposit.
    function test_aPointIsMuchWherePricesAreSmall() public {
        uint64[] memory odds = new uint64[](101);
        for (uint256 j; j < 100; ++j) {
            odds[j] = uint64(j == 0 ? 1e16 - 1e12 : 1e16);
        }
        odds[100] = 1e12;
        _open(6, 101, 1000e6, odds, 0);
        uint256[] memory prices = expectedPrices(markets, id);
        uint256 left = _tolerance(markets.pricesOf(id));
        Holding memory start = _holding(ACTOR);
        vm.startPrank(ACTOR);
        for (uint256 j; j < 48; ++j) {
            markets.buyExact(id, j, Side.No, 9200e6, FAR, ACTOR, FAR);
        }
        vm.stopPrank();
        uint256[] memory moved = markets.pricesOf(id);
        for (uint256 j; j < 101; ++j) {
            uint256 distance = moved[j] > prices[j] ? moved[j] - prices[j] : prices[j] - moved[j];
            require(distance <= 1e16, "more than a point");
        }
        _requireBounded(1000e6, prices, 1000, start, left);
    }

    /// @dev With the sum lowered to a fifth, an addition at the prices on screen paid 1.6 b too much, and whoever had lowered
    /// the sum could take out what it had paid and that.
    function test_aLoweredSumIsPaidByWhoLoweredIt() public {
        _open(6, 2, 1000e6, new uint64[](0), 0);
        uint256 left = _tolerance(markets.pricesOf(id));
        Holding memory start = _holding(ACTOR);
        _lowerSum(ACTOR, 0.3e18);
        require(_sum() < 0.3e18, "not lowered");
        _requireBounded(10_000e6, expectedPrices(markets, id), 1000, start, left);
        require(_sum() > 1e18 - 1e9, "not restored");
    }

    /// @dev An addition that allows a thousandth beyond `b · H(p)` is refused only where somebody gave up a thousandth of the
    /// pool's depth, in whatever way: valued at p, that is what it lost.
    function testFuzz_blockingAnAdditionCosts(uint256 seed) public {
        _openWide(seed);
        uint256[] memory prices = expectedPrices(markets, id);
        uint256 b = _b();
        uint256 before = _valueAt(_holding(ACTOR), prices);
        uint256 slack = _tolerance(prices) + 300;
        uint256 trades = 1 + _pick(seed, "trades", 3);
        for (uint256 i; i < trades; ++i) {
            // around the least that blocks: a price moved by a few percent of itself, or a small one by much
            uint256 j = _pick(seed, "which", n + i) % n;
            uint256 amount = 1 + _pick(seed, "amount", (4 * b) >> _pick(seed, "magnitude", 16));
            vm.prank(ACTOR);
            try markets.buy(id, j, Side(_pick(seed, "side", 2)), amount, 0, ACTOR, FAR) {} catch {}
        }
        uint256 added = 1 + _pick(seed, "added", b);
        uint256 most = _entropyValue(added, prices) + added / 1000 + n;
        vm.prank(VICTIM);
        try markets.addLiquidity(id, added, FAR, prices, most, FAR) {} catch (bytes memory reason) {
            require(bytes4(reason) == IMarkets.ValueTooHigh.selector, "another refusal");
            require(_valueAt(_holding(ACTOR), prices) + added / 1000 <= before + slack, "blocked for less");
        }
    }

    function _sandwichAddition(uint256 seed) private {
        // now and then somebody lowered the sum long before
        if (_pick(seed, "lowered", 4) == 0) _lowerSum(OTHERS, 1e15 + _pick(seed, "sum", 1e18));
        uint256[] memory prices = expectedPrices(markets, id);
        uint256 left = _tolerance(markets.pricesOf(id));
        uint256 tolerance = _pick(seed, "tolerance", 50_000);
        uint256 amount = 1 + _pick(seed, "added", 10 * _b());
        Holding memory start = _front(seed);
        if (_pick(seed, "lowered", 4) == 1) _lowerSum(ACTOR, 1e15 + _pick(seed, "sum", 1e18));
        _requireBounded(amount, prices, tolerance, start, left);
    }

    /// @dev Adds for the victim at these prices, allowing `tolerance` millionths beyond `b · H(p)`. Where that passes, the
    /// actor goes back to its start, and nobody has lost or gained more.
    /// @param left What set merges could collect before the attack.
    function _requireBounded(
        uint256 amount,
        uint256[] memory prices,
        uint256 tolerance,
        Holding memory start,
        uint256 left
    ) private {
        uint256 allowed = (amount * tolerance) / 1e6 + n + 1;
        uint256 most = _entropyValue(amount, prices) + allowed;
        uint256 before = token.balanceOf(VICTIM);
        vm.prank(VICTIM);
        try markets.addLiquidity(id, amount, FAR, prices, most, FAR) {
            if (_b() > mostLiquidity) mostLiquidity = _b();
            _return(ACTOR, start);
            require(_valueAt(_holding(VICTIM), prices) + allowed + 3 * n >= before, "a loss beyond what was allowed");
        } catch (bytes memory reason) {
            require(bytes4(reason) == IMarkets.ValueTooHigh.selector, "another refusal");
            _return(ACTOR, start);
        }
        require(token.balanceOf(ACTOR) <= start.collateral + allowed + left + 3 * n, "profit");
    }

    /// @dev `amount · H(p)`, rounded down.
    function _entropyValue(uint256 amount, uint256[] memory prices) private pure returns (uint256) {
        uint256 sum;
        for (uint256 j; j < prices.length; ++j) {
            if (prices[j] != 0) sum += prices[j] * uint256(-FixedPointMathLib.lnWad(int256(prices[j])));
        }
        return (amount * sum) / 1e36;
    }

    /// @dev Whoever leaves at moved prices gains by their divergence: nothing needs to be stated.
    function testFuzz_removeLiquidity(uint256 seed) public {
        _begin(seed);
        uint256 amount = 1 + _pick(seed, "added", 4 * _b());
        uint256[] memory prices = expectedPrices(markets, id);
        vm.prank(VICTIM);
        markets.addLiquidity(id, amount, FAR, prices, FAR, FAR);
        prices = markets.pricesOf(id);
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
