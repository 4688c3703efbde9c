// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Side} from "../../interfaces/IMarkets.sol";
import {Config, Stage, toConfig} from "../../libraries/Config.sol";
import {Liquidity} from "../../libraries/Liquidity.sol";
import {Lmsr} from "../../libraries/Lmsr.sol";
import {MarketState} from "../../libraries/MarketState.sol";
import {Pool, SIGMA_MASK, toPool} from "../../libraries/Pool.sol";
import {PositionId} from "../../libraries/PositionId.sol";

/// @notice What the accounting must do for all arguments, proved by Halmos (`npm run check:symbolic`) and not sampled: that
/// packed words do not bleed into each other, that no two positions share an id, that no fee is lost or made.
contract AccountingSymbolic {
    using MarketState for MarketState.State;

    MarketState.State private _market;

    /// @dev properties: C2
    function check_idsAreApart(
        uint240 marketA,
        uint8 outcomeA,
        bool noA,
        uint240 marketB,
        uint8 outcomeB,
        bool noB
    ) external pure {
        uint256 a = PositionId.position(marketA, outcomeA, noA ? Side.No : Side.Yes);
        uint256 b = PositionId.position(marketB, outcomeB, noB ? Side.No : Side.Yes);
        assert((a == b) == (marketA == marketB && outcomeA == outcomeB && noA == noB));
        assert(a != PositionId.liquidity(marketB));
        assert(noA || a == PositionId.yes(marketA, outcomeA));
    }

    function check_idsAreRead(uint240 marketId, uint8 outcome, bool no) external pure {
        uint256 id = PositionId.position(marketId, outcome, no ? Side.No : Side.Yes);
        assert(PositionId.marketOf(id) == marketId);
        assert(PositionId.outcomeOf(id) == outcome);
        assert(PositionId.kindOf(id) == (no ? PositionId.NO : PositionId.YES));
        id = PositionId.liquidity(marketId);
        assert(PositionId.marketOf(id) == marketId && PositionId.kindOf(id) == PositionId.LIQUIDITY);
    }

    function check_poolsPartsStayApart(uint256 sigma, uint88 liquidity, uint64 fees, uint88 other) external pure {
        Pool pool = toPool(sigma, liquidity, fees);
        assert(pool.sigma() == sigma & SIGMA_MASK);
        assert(pool.liquidity() == liquidity);
        assert(pool.fees() == fees);
        assert(Pool.unwrap(pool.withLiquidity(other)) == Pool.unwrap(toPool(sigma, other, fees)));
        assert(Pool.unwrap(pool.withoutFees()) == Pool.unwrap(toPool(sigma, liquidity, 0)));
    }

    function check_configsPartsStayApart(
        address collateral,
        uint40 closesAt,
        uint16 feeRate,
        uint16 outcomeCount,
        uint16 creatorShare,
        uint8 stage
    ) external pure {
        if (stage > uint8(type(Stage).max)) return;
        Config config = toConfig(collateral, closesAt, feeRate, outcomeCount, creatorShare);
        assert(config.stage() == Stage.Running);
        config = config.withStage(Stage(stage));
        assert(config.stage() == Stage(stage));
        assert(config.collateral() == collateral && config.closesAt() == closesAt && config.feeRate() == feeRate);
        assert(config.outcomeCount() == outcomeCount && config.creatorShare() == creatorShare);
    }

    /// @dev properties: C2. Every trade moves its own outcome and the others as its side and direction say, and gathers its
    /// fee: a purchase of YES by d - e and d, of NO by d and d - e; a sale back.
    function check_aTradeMovesItsOwn(
        Pool pool,
        Config config,
        uint256 pair,
        bool second,
        bool no,
        bool sale,
        uint256 d,
        uint256 e,
        uint64 fee
    ) external {
        // otherwise they are divided: `check_noFeeIsLost`
        if (pool.fees() + fee > MarketState.MAX_GATHERED_FEES) return;
        uint256 outcome = second ? 1 : 0;
        (_market.pool, _market.offsetPairs[0].word) = (pool, pair);
        uint256 own = _market.rho(outcome);
        uint256 others = _market.rho(1 - outcome);
        MarketState.OffsetPair storage offsets = _market.offsetPairs[0];
        Side side = no ? Side.No : Side.Yes;
        if (sale) _market.applySale(pool, config, offsets, outcome, side, d, e, fee);
        else _market.applyPurchase(pool, config, offsets, outcome, side, d, e, fee);
        unchecked {
            (uint256 ownStep, uint256 othersStep) = no ? (d, d - e) : (d - e, d);
            if (sale) (ownStep, othersStep) = (0 - ownStep, 0 - othersStep);
            assert(_market.rho(outcome) == (own + ownStep) & SIGMA_MASK);
            assert(_market.rho(1 - outcome) == (others + othersStep) & SIGMA_MASK);
        }
        assert(_market.pool.liquidity() == pool.liquidity());
        assert(_market.pool.fees() == pool.fees() + fee);
    }

    /// @dev properties: C11, C15. Only prices that really sum to one are weighed, whatever wraps on the way.
    function check_noSumOfPricesWraps(uint256 a, uint256 b, uint256 c) external view {
        uint256[] memory prices = new uint256[](3);
        (prices[0], prices[1], prices[2]) = (a, b, c);
        try this.weigh(prices) {
            uint256 most = Lmsr.WAD + 1e9;
            assert(a <= most && b <= most && c <= most);
            assert(a + b + c <= most && a + b + c >= Lmsr.WAD - 1e9);
        } catch {}
    }

    function weigh(uint256[] calldata prices) external pure {
        uint256[] memory rhos = new uint256[](3);
        (rhos[0], rhos[1], rhos[2]) = (0, Lmsr.WAD, SIGMA_MASK);
        Liquidity.appraise(rhos, prices, 1);
    }

    /// @dev properties: C1. What the providers and the creator get is what came in.
    function check_noFeeIsLost(uint96 fees, uint16 creatorShare, uint120 liquidityFees, uint120 creatorFees) external {
        if (creatorShare > Lmsr.RATE_UNIT) return;
        (_market.liquidityFees, _market.creatorFees) = (liquidityFees, creatorFees);
        _market.divide(toConfig(address(0), 0, 0, 2, creatorShare), fees);
        uint256 sum = uint256(liquidityFees) + creatorFees + fees;
        assert(uint256(_market.liquidityFees) + _market.creatorFees == sum);
        assert(_market.creatorFees >= creatorFees && _market.liquidityFees >= liquidityFees);
    }
}
