// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Status} from "../interfaces/IMarkets.sol";

/// @dev What a market has been told by its resolver or by `void`. The last two are final.
enum Stage {
    Running,
    Halted,
    Resolved,
    Void
}

/// @notice The part of a market that a trade only reads, in one word: collateral (160 bits) | closesAt (40) |
/// feeRate (16) | outcomeCount (16) | creatorShare (16) | stage (8). All but the stage are fixed at creation.
type Config is uint256;

using {
    collateral,
    closesAt,
    feeRate,
    outcomeCount,
    creatorShare,
    stage,
    withStage,
    status,
    isOpen,
    isFinal
} for Config global;

uint256 constant CLOSES_AT_SHIFT = 160;
uint256 constant FEE_RATE_SHIFT = 200;
uint256 constant OUTCOME_COUNT_SHIFT = 216;
uint256 constant CREATOR_SHARE_SHIFT = 232;
uint256 constant STAGE_SHIFT = 248;

function collateral(Config self) pure returns (address) {
    return address(uint160(Config.unwrap(self)));
}

function closesAt(Config self) pure returns (uint256) {
    return (Config.unwrap(self) >> CLOSES_AT_SHIFT) & type(uint40).max;
}

function feeRate(Config self) pure returns (uint256) {
    return (Config.unwrap(self) >> FEE_RATE_SHIFT) & type(uint16).max;
}

function outcomeCount(Config self) pure returns (uint256) {
    return (Config.unwrap(self) >> OUTCOME_COUNT_SHIFT) & type(uint16).max;
}

function creatorShare(Config self) pure returns (uint256) {
    return (Config.unwrap(self) >> CREATOR_SHARE_SHIFT) & type(uint16).max;
}

function stage(Config self) pure returns (Stage) {
    return Stage(Config.unwrap(self) >> STAGE_SHIFT);
}

function withStage(Config self, Stage stage_) pure returns (Config) {
    uint256 rest = Config.unwrap(self) & ((1 << STAGE_SHIFT) - 1);
    return Config.wrap(rest | (uint256(stage_) << STAGE_SHIFT));
}

/// @dev A market that does not exist has `closesAt` zero, so it is not open either.
function isOpen(Config self) view returns (bool) {
    return block.timestamp < closesAt(self) && Config.unwrap(self) >> STAGE_SHIFT == uint256(Stage.Running);
}

function isFinal(Config self) pure returns (bool) {
    return Config.unwrap(self) >> STAGE_SHIFT >= uint256(Stage.Resolved);
}

function status(Config self) view returns (Status) {
    if (outcomeCount(self) == 0) return Status.None;
    Stage current = stage(self);
    if (current == Stage.Resolved) return Status.Resolved;
    if (current == Stage.Void) return Status.Void;
    return isOpen(self) ? Status.Open : Status.Closed;
}

/// @dev The caller knows that the numbers fit.
function toConfig(
    address collateral_,
    uint256 closesAt_,
    uint256 feeRate_,
    uint256 outcomeCount_,
    uint256 creatorShare_
) pure returns (Config) {
    return
        Config.wrap(
            uint160(collateral_) |
                (closesAt_ << CLOSES_AT_SHIFT) |
                (feeRate_ << FEE_RATE_SHIFT) |
                (outcomeCount_ << OUTCOME_COUNT_SHIFT) |
                (creatorShare_ << CREATOR_SHARE_SHIFT)
        );
}
