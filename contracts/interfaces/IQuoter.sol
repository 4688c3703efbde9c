// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IMarkets, Side} from "./IMarkets.sol";

/// @title Quotes of trades
/// @notice What the trades of `IMarkets` would give now, whatever the status of the market. For readers off chain: a quote
/// reads the coordinates of all outcomes, and a spot quote is no oracle. A contract that trades states its limit instead.
///
/// Reverts as the trades do: `UnknownMarket`, `UnknownOutcome`, `ZeroAmount`, `CollateralTooLarge`, `PositionsTooLarge`,
/// `PriceTooHigh`, `PriceTooLow` and `ZeroOutput` of `IMarkets`.
interface IQuoter {
    /// @notice The contract whose markets are quoted.
    function markets() external view returns (IMarkets);
    /// @notice What `IMarkets.buy` would give, in base units; `fee` is part of `collateralIn`.
    function quoteBuy(
        uint256 marketId,
        uint256 outcome,
        Side side,
        uint256 collateralIn
    ) external view returns (uint256 positionsOut, uint256 fee);
    /// @notice What `IMarkets.buyExact` would cost, in base units, the fee included.
    function quoteBuyExact(
        uint256 marketId,
        uint256 outcome,
        Side side,
        uint256 positionsOut
    ) external view returns (uint256 collateralIn, uint256 fee);
    /// @notice What `IMarkets.sell` would give, in base units, the fee deducted.
    function quoteSell(
        uint256 marketId,
        uint256 outcome,
        Side side,
        uint256 positionsIn
    ) external view returns (uint256 collateralOut, uint256 fee);
}
