// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {FixedPointMathLib} from "solady/src/utils/FixedPointMathLib.sol";
import {CreateParams, IMarkets, Market, Side} from "../../interfaces/IMarkets.sol";
import {IQuoter} from "../../interfaces/IQuoter.sol";
import {IResolver} from "../../interfaces/IResolver.sol";
import {expectedPrices} from "../expectedPrices.sol";
import {deployMarkets, deployQuoter} from "./deployMarkets.sol";
import {FreeToken} from "./FreeToken.sol";
import {vm} from "./Vm.sol";

/// @notice One random market, its players, and the way back to any position.
abstract contract MarketTable is IResolver {
    /// @dev Of YES and then of NO of each outcome, and of liquidity.
    struct Holding {
        uint256 collateral;
        uint256[] positions;
        uint256 shares;
    }

    uint256 internal constant FAR = type(uint256).max;
    /// @dev The least odds that a market can start with.
    uint256 internal constant MIN_ODDS = 1e12;
    address internal constant OTHERS = address(0xA1);
    address internal constant ACTOR = address(0xA2);
    address internal constant VICTIM = address(0xA3);

    IMarkets internal markets;
    IQuoter internal quoter;
    FreeToken internal token;
    uint256 internal id;
    uint256 internal n;
    /// @dev The largest b since the market was opened.
    uint256 internal mostLiquidity;

    /// @dev Once, and not for each of a hundred thousand runs.
    function setUp() public virtual {
        markets = deployMarkets();
        quoter = deployQuoter(markets);
    }

    function register(uint256, address, uint256, uint256, uint256, bytes calldata) external {}

    /// @dev Any number of outcomes, decimals, odds and b; with trades by others behind it.
    function _openAny(uint256 seed, uint256 feeRate) internal {
        uint256 decimals = [uint256(6), 8, 18][_pick(seed, "decimals", 3)];
        uint256 outcomes = [uint256(2), 3, 5, 8][_pick(seed, "outcomes", 4)];
        uint256 b = 10 ** (decimals + _pick(seed, "b", 6)) + _pick(seed, "b+", 10 ** decimals);
        uint64[] memory odds = new uint64[](_pick(seed, "skewed", 2) * outcomes);
        uint64 rest = 1e18;
        for (uint256 j; j < odds.length; ++j) {
            odds[j] = j + 1 == outcomes ? rest : uint64(MIN_ODDS + _pick(seed, "odds", rest / 2));
            rest -= odds[j];
        }
        _open(decimals, outcomes, b, odds, feeRate);
        uint256 trades = _pick(seed, "history", 6);
        for (uint256 i; i < trades; ++i) {
            _act(OTHERS, uint256(keccak256(abi.encode(seed, "past", i))));
        }
    }

    /// @dev Two to 256 outcomes, half of the time with odds from one in a million on; no fee, so that nothing hides a loss.
    function _openWide(uint256 seed) internal {
        uint256 decimals = [uint256(6), 18][_pick(seed, "decimals", 2)];
        uint256 outcomes = [uint256(2), 3, 8, 101, 256][_pick(seed, "outcomes", 5)];
        uint256 b = 10 ** (decimals + _pick(seed, "b", 6)) + _pick(seed, "b+", 10 ** decimals);
        uint64[] memory odds = new uint64[](_pick(seed, "skewed", 2) * outcomes);
        uint64 rest = 1e18;
        for (uint256 j; j < odds.length; ++j) {
            uint256 share = (2 * rest) / (outcomes - j);
            odds[j] =
                j + 1 == outcomes
                    ? rest
                    : uint64(
                        MIN_ODDS + _pick(seed, "odds", share) / 10 ** (uint256(keccak256(abi.encode(seed, j))) % 7)
                    );
            if (rest - odds[j] < outcomes * MIN_ODDS) odds[j] = uint64(j + 1 == outcomes ? rest : MIN_ODDS);
            rest -= odds[j];
        }
        _open(decimals, outcomes, b, odds, 0);
    }

    /// @dev Sells complete sets piece by piece until the prices sum to less than `target`: whoever does it pays for it.
    function _lowerSum(address who, uint256 target) internal {
        uint256 step = 8 * _b();
        for (uint256 round; round < 9 && _sum() > target; ++round) {
            vm.startPrank(who);
            markets.split(id, step);
            for (uint256 j; j < n; ++j) {
                _sold(who, j, Side.Yes, step);
            }
            vm.stopPrank();
        }
    }

    function _sum() internal view returns (uint256 sum) {
        uint256[] memory prices = markets.pricesOf(id);
        for (uint256 j; j < n; ++j) {
            sum += prices[j];
        }
    }

    function _open(uint256 decimals, uint256 outcomes, uint256 b, uint64[] memory odds, uint256 feeRate) internal {
        if (address(token) == address(0)) token = new FreeToken(uint8(decimals));
        (n, mostLiquidity) = (outcomes, b);
        address[4] memory players = [address(this), OTHERS, ACTOR, VICTIM];
        for (uint256 a; a < players.length; ++a) {
            token.mint(players[a], 1e15 * 10 ** decimals);
            vm.prank(players[a]);
            token.approve(address(markets), FAR);
        }
        id = markets.createMarket(
            CreateParams({
                collateral: address(token),
                resolver: address(this),
                closesAt: uint64(block.timestamp + 365 days),
                resolveBy: uint64(block.timestamp + 366 days),
                feeRate: uint16(feeRate),
                creatorShare: 2500,
                outcomeCount: uint16(outcomes),
                liquidity: b,
                odds: odds,
                metadata: "",
                resolverData: ""
            }),
            FAR
        );
    }

    /// @dev One random operation of any kind; one that cannot be done is skipped.
    function _act(address who, uint256 seed) internal {
        uint256 b = _b();
        uint256 j = _pick(seed, "outcome", n);
        Side side = Side(_pick(seed, "side", 2));
        uint256 op = _pick(seed, "op", 14);
        uint256 amount = b >> _pick(seed, "magnitude", 30);
        amount = 1 + _pick(seed, "amount", (op < 4 ? 32 : 1) * amount + 1);
        bytes memory data;
        if (op < 3) data = abi.encodeCall(IMarkets.buy, (id, j, side, amount, 0, who, FAR));
        else if (op == 3) data = abi.encodeCall(IMarkets.buyExact, (id, j, side, amount, FAR, who, FAR));
        else if (op < 7) {
            amount = (_held(who, j, side) >> _pick(seed, "part", 8)) + 1;
            data = abi.encodeCall(IMarkets.sell, (id, j, side, amount, 0, who, FAR));
        } else if (op == 7) data = abi.encodeCall(IMarkets.splitPair, (id, j, amount));
        else if (op == 8) data = abi.encodeCall(IMarkets.split, (id, amount));
        else if (op == 9) {
            data = abi.encodeCall(IMarkets.mergePair, (id, j, _least(_held(who, j, Side.Yes), _held(who, j, Side.No))));
        } else if (op == 10) data = abi.encodeCall(IMarkets.merge, (id, _leastOf(who, FAR, Side.Yes)));
        else if (op == 11) {
            uint256 set = 1 + _pick(seed, "set", FAR >> (256 - n));
            data =
                amount % 2 == 0
                    ? abi.encodeCall(IMarkets.convert, (id, set, _leastOf(who, set, Side.No)))
                    : abi.encodeCall(IMarkets.convertBack, (id, set, _least(amount, _leastOf(who, ~set, Side.Yes))));
        } else if (op == 12) {
            data = abi.encodeCall(IMarkets.addLiquidity, (id, amount, FAR, expectedPrices(markets, id), FAR, FAR));
        } else {
            data = abi.encodeCall(IMarkets.removeLiquidity, (id, _shares(who) / (1 + (amount % 3)), 0, FAR));
        }
        vm.prank(who);
        (bool ok, ) = address(markets).call(data);
        if (ok && _b() > mostLiquidity) mostLiquidity = _b();
    }

    function _holding(address who) internal view returns (Holding memory holding) {
        holding.collateral = token.balanceOf(who);
        holding.shares = _shares(who);
        holding.positions = new uint256[](2 * n);
        for (uint256 j; j < 2 * n; ++j) {
            if (j < n || n > 2) holding.positions[j] = _held(who, j % n, Side(j / n));
        }
    }

    /// @dev Brings a player back to what it held. Sells what it has more (as far as it can be sold), buys what it lacks;
    /// sets and pairs are merged on the way, since that is the better price.
    function _return(address who, Holding memory to) internal {
        vm.startPrank(who);
        uint256 shares = _shares(who);
        if (shares > to.shares) markets.removeLiquidity(id, shares - to.shares, 0, FAR);
        else if (shares < to.shares)
            markets.addLiquidity(id, to.shares - shares, FAR, expectedPrices(markets, id), FAR, FAR);
        for (uint256 round; round < 3; ++round) {
            uint256 sets = FAR;
            for (uint256 j; j < n; ++j) {
                sets = _least(sets, _excess(who, j, to));
                if (n == 2) continue;
                uint256 pairs = _least(_excess(who, j, to), _excess(who, n + j, to));
                if (pairs != 0) markets.mergePair(id, j, pairs);
            }
            for (uint256 j; j < n; ++j) {
                sets = _least(sets, _excess(who, j, to));
            }
            if (sets != 0) markets.merge(id, sets);
            for (uint256 j; j < (n == 2 ? 2 : 2 * n); ++j) {
                _trade(who, j, to);
            }
        }
        vm.stopPrank();
        for (uint256 j; j < (n == 2 ? 2 : 2 * n); ++j) {
            require(_held(who, j % n, Side(j / n)) >= to.positions[j], "not back where it started");
        }
        require(_shares(who) == to.shares, "not back where it started");
    }

    function _trade(address who, uint256 j, Holding memory to) private {
        uint256 most = 64 * _b();
        (uint256 outcome, Side side) = (j % n, Side(j / n));
        for (uint256 piece; piece < 8; ++piece) {
            uint256 held = _held(who, outcome, side);
            if (held == to.positions[j]) return;
            if (held < to.positions[j]) {
                uint256 part = _least(to.positions[j] - held, most);
                // at a price of next to one a pair is as good
                try markets.buyExact(id, outcome, side, part, FAR, who, FAR) {} catch {
                    markets.splitPair(id, outcome, part);
                }
            } else {
                uint256 part = _least(held - to.positions[j], most);
                while (part != 0 && !_sold(who, outcome, side, part)) {
                    part /= 2;
                }
            }
        }
    }

    function _sold(address who, uint256 outcome, Side side, uint256 amount) internal returns (bool) {
        try markets.sell(id, outcome, side, amount, 0, who, FAR) {
            return true;
        } catch {
            return false; // it would carry the price too low, or is worth nothing
        }
    }

    function _excess(address who, uint256 j, Holding memory to) private view returns (uint256) {
        uint256 held = _held(who, j % n, Side(j / n));
        return held > to.positions[j] ? held - to.positions[j] : 0;
    }

    /// @dev What a holding is worth at these prices, liquidity as the positions and the fees that it stands for.
    function _valueAt(Holding memory holding, uint256[] memory prices) internal view returns (uint256 value) {
        uint256[] memory rhos = markets.rhosOf(id);
        Market memory market = markets.marketOf(id);
        value = holding.collateral + (market.liquidityFees * holding.shares) / market.liquidity;
        for (uint256 j; j < n; ++j) {
            uint256 yes = holding.positions[j] + (holding.shares * rhos[j]) / 1e18;
            value += (yes * prices[j] + holding.positions[n + j] * (1e18 - prices[j])) / 1e18;
        }
    }

    /// @dev `b · ln(1 / S)` with S the sum of the prices, rounded up: what set merges can collect of earlier rounding.
    function _tolerance(uint256[] memory prices) internal view returns (uint256) {
        uint256 sum;
        for (uint256 j; j < n; ++j) {
            sum += prices[j];
        }
        if (sum > 1e18) sum = 1e18;
        return (mostLiquidity * uint256(2 - FixedPointMathLib.lnWad(int256(sum - 2 * n)))) / 1e18 + 1;
    }

    function _b() internal view returns (uint256) {
        return markets.marketOf(id).liquidity;
    }

    function _held(address who, uint256 j, Side side) internal view returns (uint256) {
        return markets.balanceOf(who, markets.positionId(id, j, side));
    }

    function _shares(address who) internal view returns (uint256) {
        return markets.balanceOf(who, markets.liquidityId(id));
    }

    function _leastOf(address who, uint256 set, Side side) internal view returns (uint256 result) {
        result = FAR;
        for (uint256 j; j < n; ++j) {
            if ((set >> j) & 1 == 1) result = _least(result, _held(who, j, side));
        }
    }

    function _least(uint256 x, uint256 y) internal pure returns (uint256) {
        return x < y ? x : y;
    }

    /// @dev From zero to `limit` - 1.
    function _pick(uint256 seed, string memory what, uint256 limit) internal pure returns (uint256) {
        return uint256(keccak256(abi.encode(seed, what))) % limit;
    }
}
