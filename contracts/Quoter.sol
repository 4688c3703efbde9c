// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IMarkets, Market, Side} from "./interfaces/IMarkets.sol";
import {IQuoter} from "./interfaces/IQuoter.sol";
import {Lmsr} from "./libraries/Lmsr.sol";
import {PositionId} from "./libraries/PositionId.sol";

/// @title Quotes of trades
/// @notice See `IQuoter`, which is the specification.
contract Quoter is IQuoter {
    /// @inheritdoc IQuoter
    IMarkets public immutable markets;

    constructor(IMarkets markets_) {
        markets = markets_;
    }

    /// @inheritdoc IQuoter
    function quoteBuy(
        uint256 marketId,
        uint256 outcome,
        Side side,
        uint256 collateralIn
    ) external view returns (uint256 positionsOut, uint256 fee) {
        Market memory market;
        uint256 rho;
        (market, rho, side) = _forTrade(marketId, outcome, side);
        (positionsOut, fee, , ) = Lmsr.buy(market.liquidity, rho, market.feeRate, side, collateralIn);
    }

    /// @inheritdoc IQuoter
    function quoteBuyExact(
        uint256 marketId,
        uint256 outcome,
        Side side,
        uint256 positionsOut
    ) external view returns (uint256 collateralIn, uint256 fee) {
        Market memory market;
        uint256 rho;
        (market, rho, side) = _forTrade(marketId, outcome, side);
        (collateralIn, fee, , ) = Lmsr.buyExact(market.liquidity, rho, market.feeRate, side, positionsOut);
    }

    /// @inheritdoc IQuoter
    function quoteSell(
        uint256 marketId,
        uint256 outcome,
        Side side,
        uint256 positionsIn
    ) external view returns (uint256 collateralOut, uint256 fee) {
        Market memory market;
        uint256 rho;
        (market, rho, side) = _forTrade(marketId, outcome, side);
        (collateralOut, fee, , ) = Lmsr.sell(market.liquidity, rho, market.feeRate, side, positionsIn);
    }

    /// @dev The coordinate and the side that a trade of this outcome uses: with two outcomes the id of NO is a YES.
    function _forTrade(
        uint256 marketId,
        uint256 outcome,
        Side side
    ) private view returns (Market memory market, uint256 rho, Side) {
        market = markets.marketOf(marketId);
        uint256 id = markets.positionId(marketId, outcome, side);
        rho = markets.rhosOf(marketId)[PositionId.outcomeOf(id)];
        return (market, rho, Side(PositionId.kindOf(id)));
    }
}
