// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice Where the fills of a maker's orders are counted, in one word: what is filled (128 bits) | of this nonce (64).
type Slot is uint256;

using {nonce, filled, remainingOf, plus} for Slot global;

uint256 constant FILLED_SHIFT = 64;

function nonce(Slot self) pure returns (uint256) {
    return Slot.unwrap(self) & type(uint64).max;
}

function filled(Slot self) pure returns (uint256) {
    return Slot.unwrap(self) >> FILLED_SHIFT;
}

/// @notice What an order of this nonce and amount has left: all of it if the slot has not come to its nonce yet, nothing if it
/// has gone beyond. Two orders may have one nonce, and the smaller one may have less than is filled.
function remainingOf(Slot self, uint256 nonce_, uint256 amount) pure returns (uint256) {
    uint256 current = nonce(self);
    if (current < nonce_) return amount;
    uint256 done = filled(self);
    return current > nonce_ || done > amount ? 0 : amount - done;
}

/// @notice The slot after a fill of this nonce, which is not below its own: a higher one begins anew.
function plus(Slot self, uint256 nonce_, uint256 positions) pure returns (Slot) {
    return toSlot(nonce_, nonce(self) == nonce_ ? filled(self) + positions : positions);
}

/// @dev The caller knows that the numbers fit.
function toSlot(uint256 nonce_, uint256 filled_) pure returns (Slot) {
    return Slot.wrap((filled_ << FILLED_SHIFT) | nonce_);
}
