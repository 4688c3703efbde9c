// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IResolver} from "../../interfaces/IResolver.sol";
import {CreateParams, Side} from "../../interfaces/IMarkets.sol";
import {Markets} from "../../Markets.sol";
import {FreeToken} from "./FreeToken.sol";
import {vm} from "./Vm.sol";

/// @notice Plays several actors on several markets at once, as their creator and resolver too, and keeps an account of
/// each market's collateral that the contract itself does not keep.
contract MarketsHandler is IResolver {
    uint256 private constant FAR = type(uint256).max;
    uint256 public constant MARKETS = 3;

    Markets public immutable markets;
    FreeToken[MARKETS] public tokens;
    uint256[MARKETS] public ids;
    /// @notice What came in less what went out, by market.
    uint256[MARKETS] public accounted;
    address[] public actors;

    uint256 public calls;
    uint256 public reverted;

    constructor() {
        markets = new Markets();
    }

    /// @notice Creates the markets; not in the constructor, since a resolver must have code.
    function start() external {
        for (uint256 a; a < 4; ++a) {
            actors.push(address(uint160(0xA0000 + a)));
        }
        actors.push(address(this));
        uint8[MARKETS] memory decimals = [6, 18, 8];
        uint16[MARKETS] memory outcomes = [uint16(2), 5, 8];
        uint16[MARKETS] memory fees = [uint16(400), 0, 1000];
        uint16[MARKETS] memory shares = [uint16(2500), 0, 10000];
        for (uint256 k; k < MARKETS; ++k) {
            tokens[k] = new FreeToken(decimals[k]);
            for (uint256 a; a < actors.length; ++a) {
                tokens[k].mint(actors[a], 1e9 * 10 ** decimals[k]);
                vm.prank(actors[a]);
                tokens[k].approve(address(markets), FAR);
            }
            uint64[] memory odds = new uint64[](k == 1 ? 5 : 0);
            if (k == 1) (odds[0], odds[1], odds[2], odds[3], odds[4]) = (6e17, 3e17, 9e16, 1e16 - 1, 1);
            CreateParams memory params = CreateParams({
                collateral: address(tokens[k]),
                resolver: address(this),
                closesAt: uint64(block.timestamp + 365 days),
                resolveBy: uint64(block.timestamp + 366 days),
                feeRate: fees[k],
                creatorShare: shares[k],
                outcomeCount: outcomes[k],
                liquidity: (k == 2 ? 1 : 1000) * 10 ** decimals[k],
                odds: odds,
                metadata: "",
                resolverData: ""
            });
            uint256 before = tokens[k].balanceOf(address(markets));
            ids[k] = markets.createMarket(params, FAR);
            accounted[k] = tokens[k].balanceOf(address(markets)) - before;
        }
    }

    function register(uint256, address, uint256, uint256, uint256, bytes calldata) external {}

    // ------------------------------------------------------------------ trading

    function buy(uint256 k, uint256 actor, uint256 outcome, bool no, uint256 amount) external counted(k = k % MARKETS) {
        (uint256 j, Side side) = _target(k, outcome, no);
        uint256 b = markets.marketOf(ids[k]).liquidity;
        _as(actor);
        markets.buy(ids[k], j, side, _spread(amount, b / 1e6 + 1, 32 * b), 0, _actor(actor), FAR);
    }

    function buyExact(
        uint256 k,
        uint256 actor,
        uint256 outcome,
        bool no,
        uint256 amount
    ) external counted(k = k % MARKETS) {
        (uint256 j, Side side) = _target(k, outcome, no);
        uint256 b = markets.marketOf(ids[k]).liquidity;
        _as(actor);
        markets.buyExact(ids[k], j, side, _spread(amount, 1, 16 * b), FAR, _actor(actor), FAR);
    }

    function sell(
        uint256 k,
        uint256 actor,
        uint256 outcome,
        bool no,
        uint256 amount
    ) external counted(k = k % MARKETS) {
        (uint256 j, Side side) = _target(k, outcome, no);
        uint256 held = markets.balanceOf(_actor(actor), markets.positionId(ids[k], j, side));
        uint256 most = 64 * markets.marketOf(ids[k]).liquidity;
        _as(actor);
        markets.sell(ids[k], j, side, _spread(amount, 1, held < most ? held : most), 0, _actor(actor), FAR);
    }

    // ------------------------------------------------------------------ sets and pairs

    function split(uint256 k, uint256 actor, uint256 amount) external counted(k = k % MARKETS) {
        _as(actor);
        markets.split(ids[k], _spread(amount, 1, 1e30));
    }

    function merge(uint256 k, uint256 actor, uint256 amount) external counted(k = k % MARKETS) {
        uint256 least = FAR;
        uint256 n = markets.marketOf(ids[k]).outcomeCount;
        for (uint256 j; j < n; ++j) {
            uint256 held = markets.balanceOf(_actor(actor), markets.positionId(ids[k], j, Side.Yes));
            if (held < least) least = held;
        }
        _as(actor);
        markets.merge(ids[k], _spread(amount, 1, least));
    }

    function splitPair(uint256 k, uint256 actor, uint256 outcome, uint256 amount) external counted(k = k % MARKETS) {
        (uint256 j, ) = _target(k, outcome, false);
        _as(actor);
        markets.splitPair(ids[k], j, _spread(amount, 1, 1e30));
    }

    function mergePair(uint256 k, uint256 actor, uint256 outcome, uint256 amount) external counted(k = k % MARKETS) {
        (uint256 j, ) = _target(k, outcome, false);
        uint256 yes = markets.balanceOf(_actor(actor), markets.positionId(ids[k], j, Side.Yes));
        uint256 no = markets.balanceOf(_actor(actor), markets.positionId(ids[k], j, Side.No));
        _as(actor);
        markets.mergePair(ids[k], j, _spread(amount, 1, yes < no ? yes : no));
    }

    function convert(uint256 k, uint256 actor, uint256 set, uint256 amount) external counted(k = k % MARKETS) {
        uint256 n = markets.marketOf(ids[k]).outcomeCount;
        set = 1 + (set % (2 ** n - 1));
        uint256 least = FAR;
        for (uint256 j; j < n; ++j) {
            if ((set >> j) & 1 == 0) continue;
            uint256 held = markets.balanceOf(_actor(actor), markets.positionId(ids[k], j, Side.No));
            if (held < least) least = held;
        }
        _as(actor);
        markets.convert(ids[k], set, _spread(amount, 1, least));
    }

    function convertBack(uint256 k, uint256 actor, uint256 set, uint256 amount) external counted(k = k % MARKETS) {
        uint256 n = markets.marketOf(ids[k]).outcomeCount;
        set = 1 + (set % (2 ** n - 1));
        uint256 least = 1e27;
        for (uint256 j; j < n; ++j) {
            if ((set >> j) & 1 != 0) continue;
            uint256 held = markets.balanceOf(_actor(actor), markets.positionId(ids[k], j, Side.Yes));
            if (held < least) least = held;
        }
        _as(actor);
        markets.convertBack(ids[k], set, _spread(amount, 1, least));
    }

    // ------------------------------------------------------------------ liquidity

    function addLiquidity(uint256 k, uint256 actor, uint256 amount) external counted(k = k % MARKETS) {
        uint256[] memory prices = markets.pricesOf(ids[k]);
        uint256 b = markets.marketOf(ids[k]).liquidity;
        _as(actor);
        markets.addLiquidity(ids[k], _spread(amount, 1, 10 * b), FAR, prices, 0, FAR);
    }

    function removeLiquidity(uint256 k, uint256 actor, uint256 amount) external counted(k = k % MARKETS) {
        uint256 held = markets.balanceOf(_actor(actor), markets.liquidityId(ids[k]));
        _as(actor);
        markets.removeLiquidity(ids[k], _spread(amount, 1, held), 0, FAR);
    }

    function collectCreatorFees(uint256 k, uint256 actor) external counted(k = k % MARKETS) {
        _as(actor);
        markets.collectCreatorFees(ids[k]);
    }

    // ------------------------------------------------------------------ the rest

    function transfer(
        uint256 k,
        uint256 from,
        uint256 to,
        uint256 outcome,
        bool no,
        uint256 amount
    ) external counted(k = k % MARKETS) {
        (uint256 j, Side side) = _target(k, outcome, no);
        uint256 id = markets.positionId(ids[k], j, side);
        uint256 held = markets.balanceOf(_actor(from), id);
        _as(from);
        markets.transfer(_actor(to), id, _spread(amount, 0, held));
    }

    function haltAndReopen(uint256 k) external counted(k = k % MARKETS) {
        markets.halt(ids[k]);
        markets.reopen(ids[k]);
    }

    /// @notice Gifts change nothing.
    function donate(uint256 k, uint256 amount) external {
        k = k % MARKETS;
        tokens[k].mint(address(markets), amount % 1e24);
    }

    // ------------------------------------------------------------------ helpers

    /// @dev Accounts what the call moves to its market.
    modifier counted(uint256 k) {
        uint256 before = tokens[k].balanceOf(address(markets));
        ++calls;
        _;
        accounted[k] = accounted[k] + tokens[k].balanceOf(address(markets)) - before;
    }

    function actorCount() external view returns (uint256) {
        return actors.length;
    }

    function _actor(uint256 seed) private view returns (address) {
        return actors[seed % actors.length];
    }

    function _as(uint256 seed) private {
        vm.prank(_actor(seed));
    }

    function _target(uint256 k, uint256 outcome, bool no) private view returns (uint256, Side) {
        return (outcome % markets.marketOf(ids[k]).outcomeCount, no ? Side.No : Side.Yes);
    }

    /// @dev Spreads a seed over magnitudes as well as over values; a range that is empty ends the call quietly.
    function _spread(uint256 seed, uint256 low, uint256 high) private pure returns (uint256 value) {
        vm.assume(high >= low);
        value = low + ((seed >> 8) % ((high - low) / 2 ** ((seed % 256) % 40) + 1));
    }
}
