// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice Where the fills of a maker's orders are counted, in one word: nonce (64 bits) | what is filled of it (128).
type Slot is uint256;

using {nonce, filled, remainingOf} for Slot global;

uint256 constant NONCE_SHIFT = 128;

function nonce(Slot self) pure returns (uint256) {
    return Slot.unwrap(self) >> NONCE_SHIFT;
}

function filled(Slot self) pure returns (uint256) {
    return Slot.unwrap(self) & type(uint128).max;
}

/// @notice What an order of this nonce and amount has left: all of it if the slot has not come to its nonce yet, nothing if it
/// has gone beyond. Two orders may have one nonce, and the smaller one may have less than is filled.
function remainingOf(Slot self, uint256 nonce_, uint256 amount) pure returns (uint256) {
    uint256 current = nonce(self);
    if (current < nonce_) return amount;
    uint256 done = filled(self);
    return current > nonce_ || done > amount ? 0 : amount - done;
}

/// @dev The caller knows that the numbers fit.
function toSlot(uint256 nonce_, uint256 filled_) pure returns (Slot) {
    return Slot.wrap((nonce_ << NONCE_SHIFT) | filled_);
}
