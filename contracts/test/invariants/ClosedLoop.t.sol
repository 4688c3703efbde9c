// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Side} from "../../interfaces/IMarkets.sol";
import {Markets} from "../../Markets.sol";
import {FreeToken} from "./FreeToken.sol";
import {MarketsHandler} from "./MarketsHandler.sol";
import {vm} from "./Vm.sol";

/// @notice properties: C3, C4
/// One actor, with nobody else trading, opens and closes positions at random and in the end sells all that it holds.
contract ClosedLoopTest {
    uint256 private constant STEPS = 20;

    MarketsHandler private handler;
    Markets private markets;
    address private actor;

    function setUp() public {
        handler = new MarketsHandler();
        handler.start();
        markets = handler.markets();
        actor = handler.actors(0);
    }

    function testFuzz_aLoopNeverProfits(uint256 seed) public {
        uint256 k = seed % handler.MARKETS();
        FreeToken token = handler.tokens(k);
        uint256 before = token.balanceOf(actor);
        for (uint256 step; step < STEPS; ++step) {
            seed = uint256(keccak256(abi.encode(seed, step)));
            _act(k, seed);
        }
        _unwind(k, seed);
        require(token.balanceOf(actor) <= before, "profit");
    }

    /// @dev A step that cannot be taken is skipped.
    function _act(uint256 k, uint256 seed) private {
        uint256 outcome = seed >> 8;
        uint256 amount = uint256(keccak256(abi.encode(seed)));
        bool no = (seed >> 4) & 1 == 1;
        uint256 op = seed % 11;
        if (op < 3) try handler.buy(k, 0, outcome, no, amount) {} catch {}
        else if (op == 3) try handler.buyExact(k, 0, outcome, no, amount) {} catch {}
        else if (op < 6) try handler.sell(k, 0, outcome, no, amount) {} catch {}
        else if (op == 6) try handler.splitPair(k, 0, outcome, amount % 1e24) {} catch {}
        else if (op == 7) try handler.convert(k, 0, seed >> 16, amount) {} catch {}
        else if (op == 8) try handler.mergePair(k, 0, outcome, amount) {} catch {}
        else if (op == 9) try handler.addLiquidity(k, 0, amount) {} catch {}
        else try handler.removeLiquidity(k, 0, amount) {} catch {}
    }

    /// @dev Removes all liquidity, merges what is complete, and sells the rest in pieces that the domain allows.
    function _unwind(uint256 k, uint256 seed) private {
        uint256 id = handler.ids(k);
        uint256 n = markets.marketOf(id).outcomeCount;
        vm.startPrank(actor);
        uint256 shares = markets.balanceOf(actor, markets.liquidityId(id));
        if (shares != 0) markets.removeLiquidity(id, shares, 0, type(uint256).max);
        for (uint256 round; round < 2; ++round) {
            _merge(id, n);
            for (uint256 j; j < n; ++j) {
                uint256 outcome = (j + seed) % n;
                _sellAll(id, outcome, Side.Yes);
                if (n > 2) _sellAll(id, outcome, Side.No);
            }
        }
        vm.stopPrank();
    }

    function _merge(uint256 id, uint256 n) private {
        uint256 least = type(uint256).max;
        for (uint256 j; j < n; ++j) {
            uint256 held = markets.balanceOf(actor, markets.positionId(id, j, Side.Yes));
            if (held < least) least = held;
        }
        if (least != 0) markets.merge(id, least);
    }

    function _sellAll(uint256 id, uint256 outcome, Side side) private {
        uint256 most = 64 * markets.marketOf(id).liquidity;
        for (uint256 piece; piece < 4; ++piece) {
            uint256 held = markets.balanceOf(actor, markets.positionId(id, outcome, side));
            if (held == 0) return;
            try markets.sell(id, outcome, side, held < most ? held : most, 0, actor, type(uint256).max) {} catch {
                return;
            }
        }
    }
}
