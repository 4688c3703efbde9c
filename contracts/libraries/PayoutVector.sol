// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IMarkets} from "../interfaces/IMarkets.sol";

/// @notice Payout vectors as resolvers keep them. The usual answer, 1 for one outcome and 0 for the others, is kept as
/// the winner's index beside the caller's own state and costs no slot at all; any other goes into words, four payouts
/// to a word and without a length (the market has it).
library PayoutVector {
    /// @notice The hash of the answer "too early", which has no payouts.
    bytes32 internal constant TOO_EARLY = keccak256("");

    /// @notice Reverts, as `Markets.resolve` would, unless there is one payout for each outcome and one is above zero.
    function check(uint64[] calldata payouts, uint256 outcomeCount) internal pure {
        if (payouts.length != outcomeCount) revert IMarkets.InvalidPayoutsLength(payouts.length, outcomeCount);
        for (uint256 i; i < outcomeCount; ++i) {
            if (payouts[i] != 0) return;
        }
        revert IMarkets.ZeroPayouts();
    }

    /// @notice Keeps a vector: writes its words, unless `single`. All of them, so that nothing of an earlier vector of the
    /// same length is left.
    /// @return single Whether the vector is 1 for `winner` and 0 for the others.
    function save(
        mapping(uint256 index => uint256) storage words,
        uint64[] calldata payouts
    ) internal returns (bool single, uint8 winner) {
        (single, winner) = _winner(payouts);
        if (single) return (single, winner);
        uint256 word;
        for (uint256 i; i < payouts.length; ++i) {
            word |= uint256(payouts[i]) << ((i % 4) * 64);
            if (i % 4 == 3 || i == payouts.length - 1) {
                words[i / 4] = word;
                word = 0;
            }
        }
    }

    /// @notice Reads a vector as it was kept.
    function load(
        mapping(uint256 index => uint256) storage words,
        bool single,
        uint8 winner,
        uint256 outcomeCount
    ) internal view returns (uint64[] memory payouts) {
        payouts = new uint64[](outcomeCount);
        if (single) {
            payouts[winner] = 1;
            return payouts;
        }
        uint256 word;
        for (uint256 i; i < outcomeCount; ++i) {
            word = i % 4 == 0 ? words[i / 4] : word >> 64;
            payouts[i] = uint64(word); // the lowest of the payouts that are left in the word
        }
    }

    /// @notice The hash of what a vector pays, the same for all vectors that pay the same fractions: of the payouts divided
    /// by their greatest common divisor. Of the empty vector, "too early", it is `TOO_EARLY`.
    function answerHash(uint64[] memory payouts) internal pure returns (bytes32) {
        uint256 divisor;
        for (uint256 i; i < payouts.length; ++i) divisor = _gcd(payouts[i], divisor);
        uint64[] memory reduced = new uint64[](payouts.length);
        if (divisor != 0) {
            for (uint256 i; i < payouts.length; ++i) reduced[i] = uint64(payouts[i] / divisor); // no more than before
        }
        return keccak256(abi.encodePacked(reduced));
    }

    /// @dev The greatest common divisor; of a number and zero, the number.
    function _gcd(uint256 a, uint256 b) private pure returns (uint256) {
        while (b != 0) (a, b) = (b, a % b);
        return a;
    }

    /// @dev At most 256 outcomes, so an index fits a byte.
    function _winner(uint64[] calldata payouts) private pure returns (bool single, uint8 winner) {
        for (uint256 i; i < payouts.length; ++i) {
            if (payouts[i] == 0) continue;
            if (single || payouts[i] != 1) return (false, 0);
            (single, winner) = (true, uint8(i));
        }
    }
}
