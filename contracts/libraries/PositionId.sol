// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {LibString} from "solady/src/utils/LibString.sol";
import {Side} from "../interfaces/IMarkets.sol";

/// @title Ids of positions and liquidity: `marketId << 16 | kind << 8 | outcome`
library PositionId {
    uint256 internal constant YES = 0;
    uint256 internal constant NO = 1;
    uint256 internal constant LIQUIDITY = 2;

    function position(uint256 marketId, uint256 outcome, Side side) internal pure returns (uint256) {
        return (marketId << 16) | (uint256(side) << 8) | outcome;
    }

    function yes(uint256 marketId, uint256 outcome) internal pure returns (uint256) {
        return (marketId << 16) | outcome;
    }

    function liquidity(uint256 marketId) internal pure returns (uint256) {
        return (marketId << 16) | (LIQUIDITY << 8);
    }

    function marketOf(uint256 id) internal pure returns (uint256) {
        return id >> 16;
    }

    function kindOf(uint256 id) internal pure returns (uint256) {
        return (id >> 8) & 0xff;
    }

    function outcomeOf(uint256 id) internal pure returns (uint256) {
        return id & 0xff;
    }

    /// @notice Such as "Presage market 12, YES on outcome 3".
    function name(uint256 id) internal pure returns (string memory) {
        return string.concat("Presage market ", LibString.toString(marketOf(id)), ", ", _describe(id, " on outcome "));
    }

    /// @notice Such as "12-YES-3".
    function symbol(uint256 id) internal pure returns (string memory) {
        return string.concat(LibString.toString(marketOf(id)), "-", _describe(id, "-"));
    }

    function _describe(uint256 id, string memory separator) private pure returns (string memory) {
        uint256 kind = kindOf(id);
        if (kind == LIQUIDITY) return "LIQUIDITY";
        if (kind > LIQUIDITY) return "UNKNOWN";
        return string.concat(kind == YES ? "YES" : "NO", separator, LibString.toString(outcomeOf(id)));
    }
}
