// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {PayoutVector} from "../libraries/PayoutVector.sol";

/// @notice Makes `PayoutVector` callable from tests.
contract PayoutVectorHarness {
    bytes32 public constant TOO_EARLY = PayoutVector.TOO_EARLY;

    function answerHash(uint64[] calldata payouts) external pure returns (bytes32) {
        return PayoutVector.answerHash(payouts);
    }

    /// @notice The hash of a vector in memory, and the vector afterwards.
    function answerHashInMemory(
        uint64[] memory payouts
    ) external pure returns (bytes32 answer, uint64[] memory afterwards) {
        answer = PayoutVector.answerHash(payouts);
        return (answer, payouts);
    }
}
