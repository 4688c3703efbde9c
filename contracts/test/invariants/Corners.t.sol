// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {FixedPointMathLib} from "solady/src/utils/FixedPointMathLib.sol";
import {IMarkets, Side} from "../../interfaces/IMarkets.sol";
import {expectedPrices} from "../expectedPrices.sol";
import {MarketTable} from "./MarketTable.sol";
import {vm} from "./Vm.sol";

/// @notice properties: C1, C5, C6, C15
/// Markets of 2 to 256 outcomes whose prices are driven as far as the limits let them go, in every direction.
contract CornersTest is MarketTable {
    uint256 private constant STEPS = 12;

    /// @dev The prices sum to no more than one after every step, however close to the limits it ends.
    function testFuzz_noCornerPassesOne(uint256 seed) public {
        _openWide(seed);
        for (uint256 i; i < STEPS; ++i) {
            _push(uint256(keccak256(abi.encode(seed, i))));
            require(_sum() <= 1e18 + n, "above one");
        }
    }

    /// @dev In whatever corner the market is, whoever holds something sells it in parts, down to dust: what is left cannot bring
    /// more than `b · 1e-12`, and some units.
    function testFuzz_holdingsAreSoldInParts(uint256 seed) public {
        _openWide(seed);
        uint256 j = _pick(seed, "held", n);
        Side side = Side(_pick(seed, "held side", 2));
        uint256 holding = 1 + _pick(seed, "holding", (200 * _b()) >> _pick(seed, "magnitude", 12));
        vm.prank(VICTIM);
        markets.splitPair(id, j, holding);
        for (uint256 i; i < STEPS; ++i) {
            _push(uint256(keccak256(abi.encode(seed, i))));
        }
        // half of the time two outcomes, driven to nearly one in turn, take all others far below the limits
        for (uint256 i; i < 4 * _pick(seed, "below", 2); ++i) {
            _push(i % 2, Side.Yes, false, 30);
        }
        vm.startPrank(VICTIM);
        uint256 part = _held(VICTIM, j, side);
        while (part != 0) {
            uint256 held = _held(VICTIM, j, side);
            if (part > held) part = held;
            if (part > 64 * _b() || !_sold(VICTIM, j, side, part)) part /= 2;
        }
        vm.stopPrank();
        // no more than all of b · ln(1 / (1 - q)), whatever is held
        uint256 price = _price(j, side);
        uint256 worth = (_held(VICTIM, j, side) * price) / 1e18;
        uint256 most = price < 1e18 ? (_b() * uint256(-FixedPointMathLib.lnWad(int256(1e18 - price)))) / 1e18 : worth;
        require(_least(worth, most) <= (2 * _b()) / 1e12 + 2, "kept from selling");
    }

    /// @dev What the sum lacks of one is found again by the next addition, to the unit, by the providers who were there.
    function testFuzz_theNextAdditionFindsTheLack(uint256 seed) public {
        _openWide(seed);
        uint256 shares = 1 + _pick(seed, "others", _b());
        uint256[] memory prices = expectedPrices(markets, id);
        vm.prank(OTHERS);
        markets.addLiquidity(id, shares, FAR, prices, FAR, FAR);
        _lowerSum(ACTOR, 1e14 + _pick(seed, "sum", 1e18));
        uint256 sum = _sum();
        uint256 b = _b();
        uint256 fees = markets.marketOf(id).liquidityFees;
        prices = expectedPrices(markets, id);
        vm.prank(VICTIM);
        markets.addLiquidity(id, 1, FAR, prices, FAR, FAR);
        uint256 found = markets.marketOf(id).liquidityFees - fees;
        // each price is known to three units, and the newcomer pays its share of the fees
        uint256 lack = sum < 1e18 ? (b * uint256(-FixedPointMathLib.lnWad(int256(sum)))) / 1e18 : 0;
        uint256 dust = (b * 4 * n) / sum + b / 1e9 + 2 + (found + fees) / b;
        require(found <= lack + dust && lack <= found + dust, "not what it lacked");
        require(_sum() + 2e9 >= 1e18 && _sum() <= 1e18 + n, "not one again");
        require(_value(OTHERS) + 2 >= (found * shares) / (b + 1), "not the providers'");
    }

    /// @dev The price of a position. With two outcomes NO on one is YES on the other, also where their prices lack of one.
    function _price(uint256 j, Side side) private view returns (uint256) {
        if (side == Side.Yes) return markets.priceOf(id, j);
        if (n == 2) return markets.priceOf(id, 1 - j);
        uint256 yes = markets.priceOf(id, j);
        return yes < 1e18 ? 1e18 - yes : 0;
    }

    /// @dev The share of the fees that a provider has.
    function _value(address who) private view returns (uint256) {
        return (markets.marketOf(id).liquidityFees * _shares(who)) / _b();
    }

    /// @dev Some trade, as large as the limits allow, or nearly.
    function _push(uint256 seed) private {
        uint256 j = _pick(seed, "pushed", 3) == 0 ? _pick(seed, "which", n) : _pick(seed, "which", 2);
        _push(j, Side(_pick(seed, "side", 2)), _pick(seed, "sale", 2) == 1, _pick(seed, "closeness", 60));
    }

    /// @dev Closer to the limit with each step: what is refused is halved.
    function _push(uint256 j, Side side, bool sale, uint256 steps) private {
        uint256 amount = 40 * _b();
        if (sale) {
            vm.prank(ACTOR);
            markets.splitPair(id, j, amount);
        }
        for (uint256 step; step < steps && amount != 0; ++step) {
            vm.prank(ACTOR);
            (bool ok, ) = address(markets).call(
                sale
                    ? abi.encodeCall(IMarkets.sell, (id, j, side, amount, 0, ACTOR, FAR))
                    : abi.encodeCall(IMarkets.buyExact, (id, j, side, amount, FAR, ACTOR, FAR))
            );
            if (!ok) amount /= 2;
        }
    }
}
