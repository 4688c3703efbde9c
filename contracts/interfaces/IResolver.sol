// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title The contract that decides a market's outcome
/// @notice A resolver reports through `IMarkets.resolve`, and may halt and reopen the markets registered with it.
interface IResolver {
    /// @notice Called by `Markets` while it creates a market, after it has written all state of the market: the
    /// resolver may read it through `IMarkets.marketOf`. Must revert if `data` is not a policy that it can carry out, so
    /// that a market with a bad policy cannot exist; must refuse every caller but `Markets`.
    /// @param creator The account that creates the market.
    /// @param outcomeCount Number of outcomes, 2 to 256.
    /// @param closesAt Unix seconds at which trading ends.
    /// @param resolveBy Unix seconds from which anyone may void.
    /// @param data The resolver's own parameters.
    function register(
        uint256 marketId,
        address creator,
        uint256 outcomeCount,
        uint256 closesAt,
        uint256 resolveBy,
        bytes calldata data
    ) external;
}
