// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IAggregator} from "../../interfaces/IPriceFeedResolver.sol";

/// @notice Behaves as `PriceFeedWithoutRounds` of @redstone-finance/on-chain-relayer 0.6.1, which is not installed: it
/// brings more than a hundred packages. Its round is always 1 and always the present price; any other id reverts.
contract RedstoneAdapterMock is IAggregator {
    error GetRoundDataCanBeOnlyCalledWithLatestRound(uint80 requestedRoundId);

    int256 private _answer;
    uint256 private _updatedAt;

    function set(int256 answer, uint256 updatedAt) external {
        (_answer, _updatedAt) = (answer, updatedAt);
    }

    function latestRoundData() public view returns (uint80, int256, uint256, uint256, uint80) {
        return (1, _answer, _updatedAt, _updatedAt, 1);
    }

    function getRoundData(uint80 roundId) external view returns (uint80, int256, uint256, uint256, uint80) {
        if (roundId != 1) revert GetRoundDataCanBeOnlyCalledWithLatestRound(roundId);
        return latestRoundData();
    }
}
